// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/RunListItems.h"

#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "widgets/controls/Parts.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

bool newer(const RunItem& a, const RunItem& b) { return a.started > b.started; }

QString tipOf(const RunItem& run) {
  QStringList lines = {run.path};
  if (!run.problem.isEmpty()) lines << run.problem;
  if (!run.tags.isEmpty()) lines << RunList::tr("Tags: %1").arg(run.tags.join(QStringLiteral(", ")));
  if (!run.note.isEmpty()) lines << run.note;
  return lines.join(QLatin1Char('\n'));
}

/// Tinted, as wide as its text; returns where it ends, or `left` where it does not fit.
int paintTag(QPainter& painter, int left, const QRect& line, const QString& text) {
  const QFontMetrics metrics(painter.font());
  const int width = metrics.horizontalAdvance(text) + 10;
  if (left + width > line.right()) return left;
  const QRectF box(left, line.top() + 1, width, line.height() - 2);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colors().pressed);
  painter.drawRoundedRect(box, 4, 4);
  painter.setPen(colors().textMuted);
  painter.drawText(box, Qt::AlignCenter, text);
  return left + width + kHalfSpace;
}

/// Progress or date at the right end; returns how much room it takes.
int paintWhen(QPainter& painter, const QRect& line, const RunItem& run) {
  const Colors& c = colors();
  if (run.state == RunState::Running || run.state == RunState::Paused) {
    const QRectF track(line.right() - 63, line.center().y() - 1, 64, 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.pressed);
    painter.drawRoundedRect(track, 2, 2);
    painter.setBrush(stateColor(run.state));
    painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(64 * std::clamp(run.progress, 0.0, 1.0), 4)), 2, 2);
    return 72;
  }
  if (!run.started.isValid()) return 0;
  const QString when = QLocale().toString(
      run.started.toLocalTime(), RunList::tr("d MMM HH:mm", "when a run began, as QLocale::toString() takes it"));
  painter.setPen(c.textFaint);
  painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, when);
  return QFontMetrics(painter.font()).horizontalAdvance(when) + kSpace;
}

void paintSecondLine(QPainter& painter, const QRect& line, const RunItem& run) {
  painter.setFont(themeFont(FontRole::Small));
  const QFontMetrics metrics(painter.font());
  QRect left = line;
  left.setRight(line.right() - paintWhen(painter, line, run));
  painter.setPen(run.problem.isEmpty() ? colors().textMuted : colors().bad);
  const QString method = metrics.elidedText(run.method, Qt::ElideRight, left.width());
  painter.drawText(left, Qt::AlignLeft | Qt::AlignVCenter, method);
  int x = left.left() + metrics.horizontalAdvance(method) + kSpace;
  for (const QString& tag : run.tags) x = paintTag(painter, x, left, tag);
}

}  // namespace

const RunItem& runOf(const QModelIndex& index) {
  const auto* proxy = static_cast<const QSortFilterProxyModel*>(index.model());
  const auto* model = static_cast<const RunModel*>(proxy->sourceModel());
  return model->runs[static_cast<std::size_t>(proxy->mapToSource(index).row())];
}

int RunModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(runs.size()); }

Qt::ItemFlags RunModel::flags(const QModelIndex& index) const {
  return QAbstractListModel::flags(index) | Qt::ItemIsEditable;
}

QVariant RunModel::data(const QModelIndex& index, int role) const {
  const RunItem& run = runs[static_cast<std::size_t>(index.row())];
  if (role == Qt::DisplayRole || role == Qt::EditRole) return run.name;
  if (role == Qt::ToolTipRole) return tipOf(run);
  if (role == Qt::AccessibleTextRole) return QStringLiteral("%1, %2").arg(run.name, stateText(run.state));
  if (role == PathRole) return run.path;
  return {};
}

bool RunModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole) return false;
  RunItem& run = runs[static_cast<std::size_t>(index.row())];
  const QString name = value.toString().simplified();
  if (name == run.name) return false;
  const QString path = run.path;
  if (renamed) renamed(path, name);
  return true;
}

void RunModel::set(const std::vector<RunItem>& items) {
  std::vector<RunItem> next = items;
  std::stable_sort(next.begin(), next.end(), newer);
  const bool same =
      next.size() == runs.size() &&
      std::equal(next.begin(), next.end(), runs.begin(), [](const auto& a, const auto& b) { return a.path == b.path; });
  if (same) {  // names and figures came in: no row moves, a field that is being edited stays open
    runs = std::move(next);
    if (!runs.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    return;
  }
  beginResetModel();
  runs = std::move(next);
  endResetModel();
}

void RunModel::update(const RunItem& item) {
  const auto it = std::find_if(runs.begin(), runs.end(), [&](const RunItem& r) { return r.path == item.path; });
  if (it == runs.end()) {
    const auto at = std::find_if(runs.begin(), runs.end(), [&](const RunItem& r) { return r.started <= item.started; });
    const auto row = static_cast<int>(std::distance(runs.begin(), at));
    beginInsertRows({}, row, row);
    runs.insert(at, item);
    endInsertRows();
    return;
  }
  *it = item;
  const QModelIndex changed = index(static_cast<int>(std::distance(runs.begin(), it)));
  Q_EMIT dataChanged(changed, changed);
}

void RunProxy::setText(const QString& text) {
  text_ = text.simplified();
  invalidateFilter();
}

void RunProxy::setTags(const QSet<QString>& tags) {
  tags_ = tags;
  invalidateFilter();
}

void RunProxy::setArchivedShown(bool on) {
  archived_ = on;
  invalidateFilter();
}

bool RunProxy::filterAcceptsRow(int row, const QModelIndex&) const {
  const RunItem& run = static_cast<const RunModel*>(sourceModel())->runs[static_cast<std::size_t>(row)];
  if (run.archived && !archived_) return false;
  for (const QString& tag : tags_)
    if (!run.tags.contains(tag)) return false;
  if (text_.isEmpty()) return true;
  const QString all = QStringList{run.name, run.method, run.note, run.tags.join(QLatin1Char(' ')),
                                  run.path.section(QLatin1Char('/'), -1)}
                          .join(QLatin1Char('\n'));
  for (const QString& word : text_.split(QLatin1Char(' ')))
    if (!all.contains(word, Qt::CaseInsensitive)) return false;
  return true;
}

QRect RunDelegate::eyeRect(const QRect& row) { return {row.right() - 32, row.top() + 4, 24, row.height() - 8}; }

QSize RunDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return {160, 54}; }

void RunDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex&) const {
  editor->setGeometry(option.rect.adjusted(26, 8, -36, -16));
}

void RunDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const RunItem& run = runOf(index);
  const Colors& c = colors();
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const QRect box = option.rect.adjusted(6, 2, -6, -2);
  const bool isCurrent = run.path == current;
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  if (isCurrent || selected || option.state.testFlag(QStyle::State_MouseOver)) {
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    painter->setPen(focused && (isCurrent || selected) ? QPen(c.accent) : QPen(Qt::NoPen));
    painter->setBrush(isCurrent || selected ? c.accentSoft : c.hover);
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
  }
  if (isCurrent) {  // told from rows that are selected only
    painter->setPen(Qt::NoPen);
    painter->setBrush(c.accent);
    painter->drawRoundedRect(QRectF(box.left(), box.top() + 12, 3, box.height() - 24), 1.5, 1.5);
  }
  if (run.hidden || run.archived) painter->setOpacity(0.55);
  painter->setPen(Qt::NoPen);
  painter->setBrush(run.color.isValid() ? run.color : c.textFaint);
  painter->drawEllipse(QPointF(box.left() + 14, box.top() + 16.5), 4, 4);

  const QRect first(box.left() + 26, box.top() + 6, box.width() - 58, 20);
  const QRect second(first.left(), first.bottom() + 1, first.width(), 18);
  int right = 0;
  if (run.state != RunState::Finished) {
    right = paintPill(*painter, first, stateText(run.state), stateColor(run.state), true) + kSpace;
  } else if (std::isfinite(run.hardTop1)) {
    const QFont bold = themeFont(FontRole::Heading);
    painter->setFont(bold);
    painter->setPen(c.text);
    const QString top1 = QString::fromStdString(percentText(run.hardTop1));
    painter->drawText(first, Qt::AlignRight | Qt::AlignVCenter, top1);
    right = QFontMetrics(bold).horizontalAdvance(top1) + kSpace;
  }
  painter->setFont(themeFont(FontRole::Body));
  painter->setPen(c.text);
  painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                    QFontMetrics(painter->font()).elidedText(run.name, Qt::ElideMiddle, first.width() - right));
  paintSecondLine(*painter, second, run);
  const QString eye = run.archived ? QStringLiteral("archive")
                      : run.hidden ? QStringLiteral("eye-off")
                                   : QStringLiteral("eye");
  icon(eye, c.textFaint).paint(painter, eyeRect(option.rect));
  painter->restore();
}

}  // namespace dyadic::widgets
