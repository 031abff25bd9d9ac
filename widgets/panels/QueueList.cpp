// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/QueueList.h"

#include <QDropEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <algorithm>
#include <functional>
#include <utility>

#include "widgets/controls/Parts.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kRowHeight = 28;
constexpr int kMostRows = 5;  // without scrolling

class QueueDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return {120, kRowHeight};
  }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Colors& c = colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect box = option.rect.adjusted(6, 1, -6, -1);
    if (option.state.testFlag(QStyle::State_Selected)) {
      painter->setPen(option.state.testFlag(QStyle::State_HasFocus) ? QPen(c.accent) : QPen(Qt::NoPen));
      painter->setBrush(c.accentSoft);
      painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    }
    const QString number = QString::number(index.row() + 1);
    const QRect place(box.left() + 8, box.top(), 18, box.height());
    painter->setFont(themeFont(FontRole::Small));
    painter->setPen(c.textFaint);
    painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft, number);
    const QRect text = box.adjusted(28, 0, -8, 0);
    painter->setFont(option.font);
    painter->setPen(c.text);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, text.width()));
    painter->restore();
  }
};

/// Tells where a row was dropped and leaves the rows as they are.
class DropList : public QListWidget {
 public:
  std::function<void(int from, int to)> dropped;

 protected:
  void dropEvent(QDropEvent* event) override {
    const int from = currentRow();
    const QModelIndex index = indexAt(event->position().toPoint());
    int to = index.isValid() ? index.row() : count();
    if (dropIndicatorPosition() == BelowItem) ++to;
    if (to > from) --to;
    event->setDropAction(Qt::IgnoreAction);
    event->accept();
    if (from >= 0 && from != to) dropped(from, to);
  }
};

}  // namespace

struct QueueList::Private {
  QLabel* title = nullptr;
  QPushButton* release = nullptr;
  QToolButton* up = nullptr;
  QToolButton* down = nullptr;
  QToolButton* remove = nullptr;
  QToolButton* clear = nullptr;
  DropList* list = nullptr;
  QueueDelegate delegate;
  std::vector<QueueItem> items;

  [[nodiscard]] quint64 current() const {
    const int row = list->currentRow();
    return row >= 0 && row < std::ssize(items) ? items[static_cast<std::size_t>(row)].id : 0;
  }
};

QueueList::QueueList(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(kSpace + kHalfSpace, kHalfSpace, kSpace, kHalfSpace);
  head->setSpacing(0);
  d_->title = headingLabel({});
  head->addWidget(d_->title, 1);
  d_->release = new QPushButton(tr("&Go on"));
  d_->release->setToolTip(tr("The queue waits because a run was stopped. Start its first run."));
  head->addWidget(d_->release);
  head->addSpacing(kHalfSpace);
  d_->up = iconButton(QStringLiteral("chevron-up"), tr("Earlier (Alt+Up)"));
  d_->down = iconButton(QStringLiteral("chevron-down"), tr("Later (Alt+Down)"));
  d_->remove = iconButton(QStringLiteral("close"), tr("Take out of the queue (Delete)"));
  d_->clear = iconButton(QStringLiteral("trash"), tr("Empty the queue"));
  for (QToolButton* each : {d_->up, d_->down, d_->remove, d_->clear}) head->addWidget(each);
  d_->list = new DropList;
  d_->list->setItemDelegate(&d_->delegate);
  d_->list->setFrameShape(QFrame::NoFrame);
  d_->list->setUniformItemSizes(true);
  d_->list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  d_->list->setDragDropMode(QAbstractItemView::InternalMove);
  d_->list->setAccessibleName(tr("Runs that wait"));
  d_->list->installEventFilter(this);
  d_->list->dropped = [this](int from, int to) {
    Q_EMIT moveRequested(d_->items[static_cast<std::size_t>(from)].id, to);
  };
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, kHalfSpace, 1, kHalfSpace);
  column->setSpacing(0);
  column->addLayout(head);
  column->addWidget(d_->list, 1);
  connect(d_->release, &QPushButton::clicked, this, &QueueList::releaseRequested);
  connect(d_->up, &QToolButton::clicked, this, [this] { moveCurrent(-1); });
  connect(d_->down, &QToolButton::clicked, this, [this] { moveCurrent(1); });
  connect(d_->remove, &QToolButton::clicked, this, &QueueList::removeCurrent);
  connect(d_->clear, &QToolButton::clicked, this, &QueueList::clearRequested);
  connect(d_->list, &QListWidget::currentRowChanged, this, &QueueList::updateButtons);
  setItems({}, false);
}

QueueList::~QueueList() = default;

void QueueList::setItems(const std::vector<QueueItem>& items, bool held) {
  const quint64 current = d_->current();
  const int row = d_->list->currentRow();
  d_->items = items;
  d_->list->clear();
  int next = std::min(row, static_cast<int>(items.size()) - 1);
  for (const QueueItem& item : items) {
    auto* line = new QListWidgetItem(item.title, d_->list);
    line->setToolTip(item.detail);
    if (item.id == current) next = d_->list->count() - 1;
  }
  d_->list->setCurrentRow(next);
  d_->title->setText(held ? tr("Queue · %1 · waits").arg(items.size()) : tr("Queue · %1").arg(items.size()));
  d_->release->setVisible(held);
  updateButtons();
  setMaximumHeight(sizeHint().height());
  setMinimumHeight(std::min(sizeHint().height(), 40 + 2 * kRowHeight));
  setVisible(!items.empty());
}

QSize QueueList::sizeHint() const {
  const int rows = std::clamp(static_cast<int>(d_->items.size()), 1, kMostRows);
  return {220, 46 + rows * kRowHeight};
}

void QueueList::updateButtons() {
  const int row = d_->list->currentRow();
  d_->up->setEnabled(row > 0);
  d_->down->setEnabled(row >= 0 && row + 1 < d_->list->count());
  d_->remove->setEnabled(row >= 0);
}

void QueueList::moveCurrent(int by) {
  const int row = d_->list->currentRow() + by;
  if (d_->current() != 0 && row >= 0 && row < d_->list->count()) Q_EMIT moveRequested(d_->current(), row);
}

void QueueList::removeCurrent() {
  if (d_->current() != 0) Q_EMIT removeRequested(d_->current());
}

bool QueueList::handleKey(int key, Qt::KeyboardModifiers modifiers) {
  if (key == Qt::Key_Delete) return removeCurrent(), true;
  if (!modifiers.testFlag(Qt::AltModifier) || (key != Qt::Key_Up && key != Qt::Key_Down)) return false;
  return moveCurrent(key == Qt::Key_Up ? -1 : 1), true;
}

bool QueueList::eventFilter(QObject* watched, QEvent* event) {
  if (watched == d_->list && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (handleKey(key->key(), key->modifiers())) return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace dyadic::widgets
