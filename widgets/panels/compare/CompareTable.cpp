// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/compare/CompareTable.h"

#include <QAbstractTableModel>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTableView>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/controls/Parts.h"
#include "widgets/controls/TableExport.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum Fixed { NameColumn, HardColumn, ChangeColumn, BitsColumn, SizeColumn, FixedColumns };
enum Role { SortRole = Qt::UserRole, RowRole, ExactRole };

QString text(const std::string& from) { return QString::fromStdString(from); }
const QString kDash = QStringLiteral("\u2013");

/// A row: a run, or the runs of a group.
struct Row {
  QString name;
  int color = 0;
  std::vector<std::size_t> runs;
  Spread hard;
  Spread change;
  Spread bits;
  Spread bytes;
};

QString spreadText(const Spread& spread, const QString& mean, double scale, int decimals) {
  if (spread.count == 0) return kDash;
  if (spread.count < 2) return mean;
  return QStringLiteral("%1 ± %2").arg(mean, QString::number(spread.deviation * scale, 'f', decimals));
}

class CompareModel : public QAbstractTableModel {
 public:
  std::vector<CompareRun> runs;
  std::vector<Row> rows;
  std::vector<std::string> keys;
  std::vector<bool> lit;
  QString badges[2];

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(rows.size());
  }
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : FixedColumns + static_cast<int>(keys.size());
  }
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

  void reset(const std::vector<RunGroup>& groups, const std::vector<std::string>& shown, int stage);
  [[nodiscard]] bool isLit(const Row& row) const {
    return lit.empty() ||
           std::any_of(row.runs.begin(), row.runs.end(), [&](std::size_t i) { return i < lit.size() && lit[i]; });
  }
  /// 0, 1, or -1 for none; a group has the badge of any of its runs.
  [[nodiscard]] int badgeOf(const Row& row) const {
    for (int badge = 0; badge < 2; ++badge)
      for (const std::size_t i : row.runs)
        if (!badges[badge].isEmpty() && text(runs[i].path) == badges[badge]) return badge;
    return -1;
  }

 private:
  [[nodiscard]] QString cell(const Row& row, int column) const;
  [[nodiscard]] QVariant number(const Row& row, int column) const;
  [[nodiscard]] QString values(const Row& row, const std::string& key) const;
};

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return int(section == NameColumn ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
  const QString titles[] = {CompareTable::tr("Run"), CompareTable::tr("Hard"), CompareTable::tr("Change"),
                            CompareTable::tr("Bits"), CompareTable::tr("Size")};
  const QString tips[] = {{},
                          CompareTable::tr("Top-1 accuracy of the network as it would be exported"),
                          CompareTable::tr("Hard top-1 minus the float network's, in points"),
                          CompareTable::tr("Average bits of the weights; a layer that stays float counts 32"),
                          CompareTable::tr("Of all parameters, weights as the method stores them")};
  if (section < FixedColumns)
    return role == Qt::DisplayRole ? titles[section] : role == Qt::ToolTipRole ? tips[section] : QVariant();
  const std::string& key = keys[static_cast<std::size_t>(section - FixedColumns)];
  if (role == Qt::DisplayRole) return text(shortKey(key));
  return role == Qt::ToolTipRole ? text(key) : QVariant();
}

QString CompareModel::values(const Row& row, const std::string& key) const {
  QStringList all;
  for (const std::size_t i : row.runs) all << text(valueOf(runs[i].config, key));
  all.removeDuplicates();
  return all.join(QStringLiteral(", "));
}

QString CompareModel::cell(const Row& row, int column) const {
  switch (column) {
    case NameColumn:
      return row.runs.size() > 1
                 ? CompareTable::tr("%1 (%n runs)", nullptr, static_cast<int>(row.runs.size())).arg(row.name)
                 : row.name;
    case HardColumn:
      return spreadText(row.hard, text(percentText(row.hard.mean)), 100, 2);
    case ChangeColumn:
      return spreadText(row.change, text(pointsText(row.change.mean)), 100, 2);
    case BitsColumn:
      return spreadText(row.bits, QString::number(row.bits.mean, 'f', 2), 1, 2);
    case SizeColumn:
      return row.bytes.count == 0 ? kDash : CompareTable::tr("%1 kB").arg(row.bytes.mean / 1000, 0, 'f', 1);
    default:
      return values(row, keys[static_cast<std::size_t>(column - FixedColumns)]);
  }
}

QVariant CompareModel::number(const Row& row, int column) const {
  const auto known = [](const Spread& spread) { return spread.count > 0 ? QVariant(spread.mean) : QVariant(); };
  switch (column) {
    case NameColumn:
      return row.name.toLower();
    case HardColumn:
      return known(row.hard);
    case ChangeColumn:
      return known(row.change);
    case BitsColumn:
      return known(row.bits);
    case SizeColumn:
      return known(row.bytes);
    default: {
      const QString value = cell(row, column);
      bool isNumber = false;
      const double number = value.toDouble(&isNumber);
      return value.isEmpty() ? QVariant() : isNumber ? QVariant(number) : QVariant(value.toLower());
    }
  }
}

QVariant CompareModel::data(const QModelIndex& index, int role) const {
  const Row& row = rows[static_cast<std::size_t>(index.row())];
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return cell(row, index.column());
  if (role == SortRole || role == ExactRole) return number(row, index.column());
  if (role == RowRole) return index.row();
  if (role == Qt::TextAlignmentRole)
    return int(index.column() == NameColumn ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
  return {};
}

void CompareModel::reset(const std::vector<RunGroup>& groups, const std::vector<std::string>& shown, int stage) {
  beginResetModel();
  keys = shown;
  rows.clear();
  for (const RunGroup& group : groups) {
    Row row{
        group.name.empty() ? CompareTable::tr("All runs") : text(group.name), group.color, group.runs, {}, {}, {}, {}};
    std::vector<double> hard;
    std::vector<double> change;
    std::vector<double> bits;
    std::vector<double> bytes;
    for (const std::size_t i : group.runs) {
      hard.push_back(runs[i].hardTop1(stage));
      change.push_back(runs[i].change(stage));
      bits.push_back(runs[i].averageBits);
      bytes.push_back(runs[i].bytes);
    }
    row.hard = spreadOf(hard);
    row.change = spreadOf(change);
    row.bits = spreadOf(bits);
    row.bytes = spreadOf(bytes);
    rows.push_back(std::move(row));
  }
  endResetModel();
}

class CompareProxy : public QSortFilterProxyModel {
 protected:
  [[nodiscard]] bool lessThan(const QModelIndex& a, const QModelIndex& b) const override {
    const QVariant left = a.data(SortRole);
    const QVariant right = b.data(SortRole);
    if (left.isValid() != right.isValid()) return left.isValid() == (sortOrder() == Qt::AscendingOrder);
    if (!left.isValid() || left == right)
      return (a.row() < b.row()) == (sortOrder() == Qt::AscendingOrder) && a.row() != b.row();
    return QPartialOrdering::Less == QVariant::compare(left, right);
  }
};

class CompareDelegate : public QStyledItemDelegate {
 public:
  explicit CompareDelegate(const CompareModel& model) : model_(model) {}

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Row& row = model_.rows[static_cast<std::size_t>(index.data(RowRole).toInt())];
    const Colors& c = colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected)) painter->fillRect(option.rect, c.accentSoft);
    if (!model_.isLit(row)) painter->setOpacity(0.3);
    QRect box = option.rect.adjusted(8, 0, -8, 0);
    if (index.column() == NameColumn) box.setLeft(paintName(*painter, box, row));
    painter->setFont(option.font);
    painter->setPen(c.text);
    if (index.column() == ChangeColumn && row.change.count > 0 && row.change.mean < -0.01) painter->setPen(c.bad);
    painter->drawText(box, index.data(Qt::TextAlignmentRole).toInt(),
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, box.width()));
    painter->restore();
  }

 private:
  /// Badge and dot; returns where the text begins.
  int paintName(QPainter& painter, const QRect& box, const Row& row) const {
    painter.setPen(Qt::NoPen);
    painter.setBrush(runColor(row.color));
    painter.drawEllipse(QPointF(box.left() + 5, box.center().y() + 0.5), 4, 4);
    int left = box.left() + 18;
    if (const int badge = model_.badgeOf(row); badge >= 0) {
      paintBadge(painter, QRect(left, box.center().y() - 8, 18, 17), badge);
      left += 24;
    }
    return left;
  }

  const CompareModel& model_;
};

}  // namespace

void paintBadge(QPainter& painter, const QRect& box, int badge) {
  const QColor color = badge == 0 ? colors().quantized : colors().trained;
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  painter.drawRoundedRect(box, 4, 4);
  painter.setPen(currentTheme() == Theme::Dark ? colors().window : Qt::white);
  painter.setFont(themeFont(FontRole::Heading));
  painter.drawText(box, Qt::AlignCenter, QString(QLatin1Char(static_cast<char>('A' + badge))));
}

struct CompareTable::Private {
  CompareModel model;
  CompareProxy proxy;
  CompareDelegate delegate{model};
  QTableView* view = nullptr;
  QCheckBox* allKeys = nullptr;
  QCheckBox* seeds = nullptr;
  QLabel* count = nullptr;
  int stage = -1;
  QString selected;
  bool quiet = false;

  [[nodiscard]] const Row* rowAt(const QModelIndex& index) const {
    return index.isValid() ? &model.rows[static_cast<std::size_t>(index.data(RowRole).toInt())] : nullptr;
  }
  [[nodiscard]] QString pathOf(const Row& row) const { return text(model.runs[row.runs.front()].path); }

  void restoreSelection() {
    quiet = true;
    view->selectionModel()->clear();
    for (std::size_t i = 0; i < model.rows.size(); ++i) {
      const auto& members = model.rows[i].runs;
      if (std::none_of(members.begin(), members.end(),
                       [&](std::size_t m) { return text(model.runs[m].path) == selected; }))
        continue;
      const QModelIndex index = proxy.mapFromSource(model.index(static_cast<int>(i), 0));
      view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    quiet = false;
  }
};

CompareTable::CompareTable(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(kSpace + kHalfSpace, kHalfSpace, kSpace + kHalfSpace, kHalfSpace);
  head->setSpacing(kMargin);
  d_->count = mutedLabel();
  d_->seeds = new QCheckBox(tr("Group seeds"));
  d_->seeds->setToolTip(tr("Runs that differ by seed alone are one row: mean ± standard deviation"));
  d_->seeds->setChecked(true);
  d_->allKeys = new QCheckBox(tr("All settings"));
  d_->allKeys->setToolTip(tr("Also those in which the runs are the same"));
  head->addWidget(headingLabel(tr("Runs")));
  head->addWidget(d_->count);
  head->addStretch(1);
  head->addWidget(d_->seeds);
  head->addWidget(d_->allKeys);
  column->addLayout(head);
  d_->proxy.setSourceModel(&d_->model);
  d_->proxy.setDynamicSortFilter(false);
  d_->view = new QTableView;
  d_->view->setModel(&d_->proxy);
  d_->view->setItemDelegate(&d_->delegate);
  d_->view->setFrameShape(QFrame::NoFrame);
  d_->view->setShowGrid(false);
  d_->view->setSelectionBehavior(QAbstractItemView::SelectRows);
  d_->view->setSelectionMode(QAbstractItemView::SingleSelection);
  d_->view->setTabKeyNavigation(false);
  d_->view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  d_->view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  d_->view->setWordWrap(false);
  d_->view->setAccessibleName(tr("Runs that are compared"));
  d_->view->setToolTip(tr("Double click opens a run; A and B mark the two that are looked at closely"));
  d_->view->verticalHeader()->hide();
  d_->view->verticalHeader()->setDefaultSectionSize(28);
  d_->view->horizontalHeader()->setHighlightSections(false);
  d_->view->horizontalHeader()->setMinimumSectionSize(56);
  d_->view->setContextMenuPolicy(Qt::CustomContextMenu);
  d_->view->setSortingEnabled(true);
  d_->view->sortByColumn(HardColumn, Qt::DescendingOrder);
  d_->view->installEventFilter(this);
  setFocusProxy(d_->view);
  column->addWidget(d_->view, 1);
  new TableExport(*d_->view, {tr("Comparison"), ExactRole});

  connect(d_->seeds, &QCheckBox::toggled, this, [this](bool on) {
    refill();
    Q_EMIT groupingChanged(on);
  });
  connect(d_->allKeys, &QCheckBox::toggled, this, [this] { refill(); });
  connect(d_->view, &QTableView::customContextMenuRequested, this, &CompareTable::showMenu);
  connect(d_->view, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
    if (const Row* row = d_->rowAt(index)) Q_EMIT openRequested(d_->pathOf(*row));
  });
  connect(d_->view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
    const Row* row = d_->rowAt(index);
    if (d_->quiet || !row) return;
    d_->selected = d_->pathOf(*row);
    Q_EMIT selectionChanged(d_->selected);
  });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, d_->view->viewport(), qOverload<>(&QWidget::update));
}

CompareTable::~CompareTable() = default;

void CompareTable::setRuns(const std::vector<CompareRun>& runs, int stage) {
  d_->model.runs = runs;
  d_->model.lit.clear();
  d_->stage = stage;
  refill();
}

void CompareTable::refill() {
  const std::vector<std::string> keys = comparedKeys(d_->model.runs, d_->allKeys->isChecked());
  const bool otherColumns = keys != d_->model.keys;
  d_->quiet = true;
  CompareModel& model = d_->model;
  const std::vector<RunGroup> groups = groupRuns(model.runs, d_->seeds->isChecked());
  model.reset(groups, keys, d_->stage);
  d_->quiet = false;
  const QHeaderView* header = d_->view->horizontalHeader();
  d_->proxy.sort(std::min(header->sortIndicatorSection(), d_->model.columnCount() - 1), header->sortIndicatorOrder());
  const auto runs = static_cast<int>(model.runs.size());
  d_->count->setText(groups.size() == model.runs.size()
                         ? tr("%n runs", nullptr, runs)
                         : tr("%n runs", nullptr, runs) + QStringLiteral("  ·  ") +
                               tr("%n settings", nullptr, static_cast<int>(groups.size())));
  if (otherColumns || d_->view->columnWidth(NameColumn) < 120) {
    d_->view->resizeColumnsToContents();
    d_->view->setColumnWidth(NameColumn, 260);
    for (int i = HardColumn; i < d_->model.columnCount(); ++i)
      d_->view->setColumnWidth(i, std::clamp(d_->view->columnWidth(i) + 12, 84, 220));
  }
  d_->restoreSelection();
}

void CompareTable::setLit(const std::vector<bool>& lit) {
  d_->model.lit = lit;
  d_->view->viewport()->update();
}

void CompareTable::setBadges(const QString& first, const QString& second) {
  d_->model.badges[0] = first;
  d_->model.badges[1] = second;
  d_->view->viewport()->update();
}

void CompareTable::setSelected(const QString& path) {
  d_->selected = path;
  d_->restoreSelection();
  if (const QModelIndex index = d_->view->currentIndex(); index.isValid()) d_->view->scrollTo(index);
}

QString CompareTable::selected() const { return d_->selected; }

bool CompareTable::groupsSeeds() const { return d_->seeds->isChecked(); }

void CompareTable::setGroupsSeeds(bool on) { d_->seeds->setChecked(on); }

bool CompareTable::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const Row* row = d_->rowAt(d_->view->currentIndex());
    const bool plain = key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::KeypadModifier;
    if (row && plain) {
      const QString path = d_->pathOf(*row);
      if (key->key() == Qt::Key_A || key->key() == Qt::Key_B) {
        Q_EMIT badgeRequested(path, key->key() == Qt::Key_A ? 0 : 1);
        return true;
      }
      if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        Q_EMIT openRequested(path);
        return true;
      }
    }
  }
  return QWidget::eventFilter(watched, event);
}

void CompareTable::showMenu(const QPoint& at) {
  QMenu menu(this);
  if (const Row* row = d_->rowAt(d_->view->indexAt(at))) {
    const QString path = d_->pathOf(*row);
    QStringList members;
    for (const std::size_t i : row->runs) members << text(d_->model.runs[i].path);
    menu.addAction(tr("&Open"), this, [this, path] { Q_EMIT openRequested(path); });
    menu.addAction(tr("Look at it as &A"), this, [this, path] { Q_EMIT badgeRequested(path, 0); })
        ->setShortcut(Qt::Key_A);
    menu.addAction(tr("Look at it as &B"), this, [this, path] { Q_EMIT badgeRequested(path, 1); })
        ->setShortcut(Qt::Key_B);
    menu.addAction(tr("&Leave out of the comparison"), this, [this, members] { Q_EMIT hideRequested(members); });
    menu.addSeparator();
  }
  menu.addActions(d_->view->actions());
  menu.exec(d_->view->viewport()->mapToGlobal(at));
}

}  // namespace dyadic::widgets
