// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/RunList.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <algorithm>
#include <cmath>

#include "widgets/controls/Parts.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum Role { PathRole = Qt::UserRole, ItemRole };

class RunModel : public QAbstractListModel {
 public:
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(runs.size());
  }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
    const RunItem& run = runs[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole) return run.name;
    if (role == Qt::ToolTipRole) return run.path;
    if (role == Qt::AccessibleTextRole) return QStringLiteral("%1, %2").arg(run.name, stateText(run.state));
    if (role == PathRole) return run.path;
    return {};
  }
  void set(const std::vector<RunItem>& items) {
    beginResetModel();
    runs = items;
    std::stable_sort(runs.begin(), runs.end(),
                     [](const RunItem& a, const RunItem& b) { return a.started > b.started; });
    endResetModel();
  }
  void update(const RunItem& item) {
    const auto it = std::find_if(runs.begin(), runs.end(), [&](const RunItem& r) { return r.path == item.path; });
    if (it == runs.end()) {
      const auto at =
          std::find_if(runs.begin(), runs.end(), [&](const RunItem& r) { return r.started <= item.started; });
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

  std::vector<RunItem> runs;
};

class RunDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  QString current;

  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {160, 54}; }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const auto* proxy = static_cast<const QSortFilterProxyModel*>(index.model());
    const auto* model = static_cast<const RunModel*>(proxy->sourceModel());
    const RunItem& run = model->runs[static_cast<std::size_t>(proxy->mapToSource(index).row())];
    const Colors& c = colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect box = option.rect.adjusted(6, 2, -6, -2);
    const bool isCurrent = run.path == current;
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    if (isCurrent || hovered) {
      const bool focused = option.state.testFlag(QStyle::State_HasFocus);
      painter->setPen(focused && isCurrent ? QPen(c.accent) : QPen(Qt::NoPen));
      painter->setBrush(isCurrent ? c.accentSoft : c.hover);
      painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    }
    painter->setPen(Qt::NoPen);
    painter->setBrush(run.color.isValid() ? run.color : c.textFaint);
    painter->drawEllipse(QPointF(box.left() + 14, box.top() + 16.5), 4, 4);

    const QRect first(box.left() + 26, box.top() + 6, box.width() - 34, 20);
    const QRect second(first.left(), first.bottom() + 1, first.width(), 18);
    const bool finished = run.state == RunState::Finished;
    int right = 0;
    if (!finished) {
      right = paintPill(*painter, first, stateText(run.state), stateColor(run.state), true) + kSpace;
    } else if (std::isfinite(run.hardTop1)) {
      QFont bold = themeFont(FontRole::Heading);
      painter->setFont(bold);
      painter->setPen(c.text);
      const QString top1 = QString::fromStdString(percentText(run.hardTop1));
      painter->drawText(first, Qt::AlignRight | Qt::AlignVCenter, top1);
      right = QFontMetrics(bold).horizontalAdvance(top1) + kSpace;
    }
    painter->setFont(themeFont(FontRole::Body));
    painter->setPen(c.text);
    const QString name =
        QFontMetrics(themeFont(FontRole::Body)).elidedText(run.name, Qt::ElideMiddle, first.width() - right);
    painter->drawText(first, Qt::AlignLeft | Qt::AlignVCenter, name);
    paintSecondLine(*painter, second, run);
    painter->restore();
  }

 private:
  static void paintSecondLine(QPainter& painter, const QRect& line, const RunItem& run) {
    const Colors& c = colors();
    painter.setFont(themeFont(FontRole::Small));
    const QFontMetrics metrics(themeFont(FontRole::Small));
    int right = 0;
    if (run.state == RunState::Running || run.state == RunState::Paused) {
      const QRectF track(line.right() - 63, line.center().y() - 1, 64, 4);
      painter.setPen(Qt::NoPen);
      painter.setBrush(c.pressed);
      painter.drawRoundedRect(track, 2, 2);
      painter.setBrush(stateColor(run.state));
      painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(64 * std::clamp(run.progress, 0.0, 1.0), 4)), 2, 2);
      right = 72;
    } else if (run.started.isValid()) {
      const QString when = QLocale().toString(run.started.toLocalTime(), QStringLiteral("d MMM HH:mm"));
      painter.setPen(c.textFaint);
      painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, when);
      right = metrics.horizontalAdvance(when) + kSpace;
    }
    painter.setPen(c.textMuted);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(run.method, Qt::ElideRight, line.width() - right));
  }
};

}  // namespace

QString stateText(RunState state) {
  switch (state) {
    case RunState::Opening:
      return RunList::tr("Opening");
    case RunState::Running:
      return RunList::tr("Running");
    case RunState::Paused:
      return RunList::tr("Paused");
    case RunState::Finished:
      return RunList::tr("Finished");
    case RunState::Stopped:
      return RunList::tr("Stopped");
    case RunState::Failed:
      return RunList::tr("Failed");
    case RunState::Interrupted:
      return RunList::tr("Interrupted");
  }
  return {};
}

QColor stateColor(RunState state) {
  switch (state) {
    case RunState::Opening:
    case RunState::Running:
      return colors().accent;
    case RunState::Paused:
    case RunState::Interrupted:
      return colors().warn;
    case RunState::Finished:
      return colors().ok;
    case RunState::Stopped:
      return colors().textMuted;
    case RunState::Failed:
      return colors().bad;
  }
  return colors().textMuted;
}

struct RunList::Private {
  RunModel model;
  QSortFilterProxyModel proxy;
  RunDelegate delegate;
  QListView* view = nullptr;
  QStackedLayout* pages = nullptr;

  [[nodiscard]] const RunItem* runAt(const QModelIndex& index) const {
    return index.isValid() ? &model.runs[static_cast<std::size_t>(proxy.mapToSource(index).row())] : nullptr;
  }
  void showRightPage() const { pages->setCurrentIndex(model.runs.empty() ? 0 : 1); }
};

RunList::RunList(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(kSpace, kSpace, kSpace, kSpace);
  head->setSpacing(kHalfSpace);
  auto* filter = new QLineEdit;
  filter->setPlaceholderText(tr("Filter runs"));
  filter->setAccessibleName(tr("Filter runs by name"));
  filter->setClearButtonEnabled(true);
  filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  head->addWidget(filter);
  QToolButton* open = iconButton(QStringLiteral("folder"), tr("Open a run file…"));
  head->addWidget(open);
  column->addLayout(head);

  d_->proxy.setSourceModel(&d_->model);
  d_->proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
  d_->view = new QListView;
  d_->view->setModel(&d_->proxy);
  d_->view->setItemDelegate(&d_->delegate);
  d_->view->setMouseTracking(true);
  d_->view->setFrameShape(QFrame::NoFrame);
  d_->view->setUniformItemSizes(true);
  d_->view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  d_->view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  d_->view->setContextMenuPolicy(Qt::CustomContextMenu);
  d_->view->setAccessibleName(tr("Runs"));
  QLabel* empty = mutedLabel(tr("Runs appear here.\nStart one, or open a run file."));
  empty->setAlignment(Qt::AlignCenter);
  empty->setWordWrap(true);
  auto* body = new QWidget;
  d_->pages = new QStackedLayout(body);
  d_->pages->addWidget(empty);
  d_->pages->addWidget(d_->view);
  column->addWidget(body, 1);

  connect(filter, &QLineEdit::textChanged, &d_->proxy, &QSortFilterProxyModel::setFilterFixedString);
  connect(open, &QToolButton::clicked, this, &RunList::openFileRequested);
  const auto openIndex = [this](const QModelIndex& index) {
    if (const RunItem* run = d_->runAt(index)) {
      const QString path = run->path;
      setCurrent(path);
      Q_EMIT opened(path);
    }
  };
  connect(d_->view, &QListView::clicked, this, openIndex);
  connect(d_->view, &QListView::activated, this, openIndex);
  connect(d_->view, &QListView::customContextMenuRequested, this, &RunList::showMenu);
}

RunList::~RunList() = default;

void RunList::showMenu(const QPoint& at) {
  const RunItem* run = d_->runAt(d_->view->indexAt(at));
  if (!run) return;
  const QString path = run->path;
  const bool active = run->state == RunState::Running || run->state == RunState::Opening;
  const bool resumable =
      run->state == RunState::Paused || run->state == RunState::Stopped || run->state == RunState::Interrupted;
  QMenu menu(this);
  menu.addAction(tr("&Open"), this, [this, path] {
    setCurrent(path);
    Q_EMIT opened(path);
  });
  menu.addAction(icon(QStringLiteral("play")), tr("&Resume"), this, [this, path] { Q_EMIT resumeRequested(path); })
      ->setEnabled(resumable);
  menu.addAction(tr("&Use its settings"), this, [this, path] { Q_EMIT reuseRequested(path); });
  menu.addSeparator();
  menu.addAction(icon(QStringLiteral("folder")), tr("Show in &folder"), this,
                 [this, path] { Q_EMIT revealRequested(path); });
  menu.addAction(icon(QStringLiteral("trash")), tr("&Delete…"), this, [this, path] { Q_EMIT removeRequested(path); })
      ->setEnabled(!active);
  menu.exec(d_->view->viewport()->mapToGlobal(at));
}

void RunList::setRuns(const std::vector<RunItem>& runs) {
  const int scroll = d_->view->verticalScrollBar()->value();
  d_->model.set(runs);
  setCurrent(d_->delegate.current);
  d_->view->verticalScrollBar()->setValue(scroll);
  d_->showRightPage();
}

void RunList::updateRun(const RunItem& run) {
  d_->model.update(run);
  d_->showRightPage();
}

void RunList::setCurrent(const QString& path) {
  d_->delegate.current = path;
  for (int row = 0; row < d_->proxy.rowCount(); ++row) {
    const QModelIndex index = d_->proxy.index(row, 0);
    if (index.data(PathRole).toString() == path) d_->view->setCurrentIndex(index);
  }
  d_->view->viewport()->update();
}

QString RunList::current() const { return d_->delegate.current; }

}  // namespace dyadic::widgets
