// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/TableExport.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSaveFile>
#include <QTableView>
#include <QTreeView>
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "widgets/theme/Icons.h"

namespace dyadic::widgets {
namespace {

const QHeaderView* headerOf(const QAbstractItemView& view) {
  if (const auto* table = qobject_cast<const QTableView*>(&view)) return table->horizontalHeader();
  if (const auto* tree = qobject_cast<const QTreeView*>(&view)) return tree->header();
  return nullptr;
}

QString titleOf(const QAbstractItemModel& model, int column) {
  return model.headerData(column, Qt::Horizontal).toString().simplified();
}

/// As the user sees them, from left to right.
std::vector<int> columnsOf(const QAbstractItemView& view) {
  const QHeaderView* header = headerOf(view);
  std::vector<int> columns;
  for (int i = 0; i < view.model()->columnCount(); ++i) {
    const int column = header ? header->logicalIndex(i) : i;
    if (header && header->isSectionHidden(column)) continue;
    if (!titleOf(*view.model(), column).isEmpty()) columns.push_back(column);
  }
  return columns;
}

bool isNumeric(const QAbstractItemModel& model, int column) {
  return (model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0;
}

/// What the screen sets in typographic signs, in those that every program reads.
std::string plainSigns(QString text) {
  text.replace(QChar(0x2212), QLatin1Char('-'));
  if (text == QChar(0x2013)) text = QStringLiteral("-");
  if (text == QChar(0x221e)) text = QStringLiteral("inf");
  return text.toStdString();
}

TableFormat formatOf(const QString& path) {
  const QString suffix = QFileInfo(path).suffix().toLower();
  if (suffix == QLatin1String("csv")) return TableFormat::Csv;
  if (suffix == QLatin1String("tex")) return TableFormat::Latex;
  if (suffix == QLatin1String("md")) return TableFormat::Markdown;
  return TableFormat::Text;
}

QString fileName(const QString& title) {
  QString name;
  for (const QChar c : title.toLower()) name += c.isLetterOrNumber() ? c : QLatin1Char('-');
  return name.isEmpty() ? QStringLiteral("table") : name;
}

}  // namespace

TableExport::TableExport(QAbstractItemView& view, Options options)
    : QObject(&view), view_(view), options_(std::move(options)) {
  addActions();
}

void TableExport::addActions() {
  view_.setContextMenuPolicy(Qt::ActionsContextMenu);
  const auto add = [this](const QString& text, const QString& iconName, auto slot) {
    auto* action = new QAction(text, this);
    if (!iconName.isEmpty()) action->setIcon(icon(iconName));
    connect(action, &QAction::triggered, this, slot);
    view_.addAction(action);
    return action;
  };
  QAction* copyAction = add(tr("&Copy"), QStringLiteral("copy"), &TableExport::copySelection);
  copyAction->setShortcut(QKeySequence::Copy);
  copyAction->setShortcutContext(Qt::WidgetShortcut);
  auto* menu = new QMenu(tr("Copy &table as"), &view_);
  const std::pair<QString, TableFormat> formats[] = {{tr("&LaTeX (booktabs)"), TableFormat::Latex},
                                                     {tr("&Markdown"), TableFormat::Markdown},
                                                     {tr("&CSV"), TableFormat::Csv},
                                                     {tr("&Tabs, for a spreadsheet"), TableFormat::Tabs}};
  for (const auto& [text, format] : formats) menu->addAction(text, this, [this, format = format] { copy(format); });
  view_.addAction(menu->menuAction());
  add(tr("&Export table…"), QStringLiteral("download"), &TableExport::exportToFile);
}

ReportTable TableExport::table(Rows rows) const {
  const QAbstractItemModel& model = *view_.model();
  ReportTable table;
  table.title = (subject_.isEmpty() ? options_.title : options_.title + QStringLiteral(": ") + subject_).toStdString();
  const std::vector<int> columns = columnsOf(view_);
  for (const int column : columns) {
    const std::string title = titleOf(model, column).toStdString();
    table.columns.push_back({title, title, isNumeric(model, column), false});
  }
  std::set<int> wanted;
  if (rows == Rows::Selected)
    for (const QModelIndex& index : view_.selectionModel()->selectedIndexes()) wanted.insert(index.row());
  const QModelIndex root = view_.rootIndex();
  for (int row = 0; row < model.rowCount(root); ++row) {
    if (rows == Rows::Selected && !wanted.contains(row)) continue;
    std::vector<ReportTable::Cell> cells;
    for (const int column : columns) cells.push_back(cellAt(model.index(row, column, root), isNumeric(model, column)));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

ReportTable::Cell TableExport::cellAt(const QModelIndex& index, bool number) const {
  ReportTable::Cell cell;
  cell.shown = plainSigns(index.data().toString());
  cell.exact = cell.shown == "-" ? std::string() : cell.shown;
  if (!number || options_.exactRole < 0) return cell;
  const QVariant exact = index.data(options_.exactRole);
  bool isNumber = false;
  const double value = exact.toDouble(&isNumber);
  cell.exact = exact.isValid() && isNumber
                   ? QByteArray::number(value, 'g', QLocale::FloatingPointShortest).toStdString()
                   : std::string();
  return cell;
}

void TableExport::copy(TableFormat format) const {
  QGuiApplication::clipboard()->setText(QString::fromStdString(formatTable(table(Rows::All), format)));
}

void TableExport::copySelection() const {
  const QModelIndexList selected =
      view_.selectionModel() ? view_.selectionModel()->selectedIndexes() : QModelIndexList();
  if (selected.isEmpty()) return;
  if (selected.size() == 1) {
    QGuiApplication::clipboard()->setText(QString::fromStdString(plainSigns(selected.first().data().toString())));
    return;
  }
  QString text = QString::fromStdString(formatTable(table(Rows::Selected), TableFormat::Tabs));
  text.remove(0, text.indexOf(QLatin1Char('\n')) + 1);  // the values alone, as from a spreadsheet
  QGuiApplication::clipboard()->setText(text);
}

void TableExport::exportToFile() {
  static QString folder = QDir::homePath();
  auto* dialog = new QFileDialog(&view_, tr("Export table"), folder,
                                 tr("CSV (*.csv);;LaTeX, booktabs (*.tex);;Markdown (*.md);;Text (*.txt)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("csv"));
  dialog->selectFile(fileName(options_.title) + QStringLiteral(".csv"));
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    const qsizetype star = filter.lastIndexOf(QLatin1String("*.")) + 2;
    dialog->setDefaultSuffix(filter.mid(star, filter.lastIndexOf(QLatin1Char(')')) - star));
  });
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    folder = QFileInfo(path).absolutePath();
    const QString wrong = writeTo(path);
    if (wrong.isEmpty())
      Q_EMIT TableNotifier::instance().saved(path);
    else
      Q_EMIT TableNotifier::instance().failed(wrong);
  });
  dialog->open();
}

QString TableExport::writeTo(const QString& path) const {
  const QByteArray text = QByteArray::fromStdString(formatTable(table(Rows::All), formatOf(path)));
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit()) return {};
  return tr("%1 cannot be written: %2. Choose another folder.").arg(path, file.errorString());
}

TableNotifier& TableNotifier::instance() {
  static TableNotifier notifier;
  return notifier;
}

}  // namespace dyadic::widgets
