// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/RowTable.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QSpinBox>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTableView>
#include <algorithm>
#include <utility>

#include "widgets/controls/Parts.h"
#include "widgets/controls/TableExport.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

/// Sorts what is not known to the end, whichever way the rest goes.
class RowProxy : public QSortFilterProxyModel {
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

class RowDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Colors& c = colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected)) painter->fillRect(option.rect, c.accentSoft);
    QRect box = option.rect.adjusted(8, 0, -8, 0);
    if (const QVariant tick = index.data(Qt::CheckStateRole); tick.isValid()) {
      paintTick(*painter, tickOf(option.rect), tick.toInt() == Qt::Checked,
                index.flags().testFlag(Qt::ItemIsUserCheckable));
      box.setLeft(tickOf(option.rect).right() + 8);
    }
    const QString text = index.data().toString();
    const bool marked = index.data(MarkRole).toBool();
    const QVariant share = index.data(ShareRole);
    painter->setFont(option.font);
    switch (index.data(ToneRole).toInt()) {
      case WarnTone:
        paintPill(*painter, option.rect.adjusted(0, 0, -4, 0), text, c.warn, true);
        break;
      case BadTone:
        paintPill(*painter, option.rect.adjusted(0, 0, -4, 0), text, c.bad, true);
        break;
      default: {
        painter->setPen(marked ? c.accent : index.data(ToneRole).toInt() == FaintTone ? c.textMuted : c.text);
        if (marked) painter->setFont(bold(option.font));
        const auto alignment = index.data(Qt::TextAlignmentRole).toInt();
        // Names of layers differ at their ends: layer4.1.conv2.
        painter->drawText(box, alignment, option.fontMetrics.elidedText(text, Qt::ElideLeft, box.width()));
      }
    }
    if (share.isValid()) paintBar(*painter, box, option.fontMetrics, share.toDouble());
    if (marked) paintMark(*painter, option.rect);
    if (option.state.testFlag(QStyle::State_HasFocus) && index.flags().testFlag(Qt::ItemIsEditable)) {
      painter->setPen(c.accent);
      painter->setBrush(Qt::NoBrush);
      painter->drawRoundedRect(QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5), 4, 4);
    }
    painter->restore();
  }

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex& index) const override {
    auto* spin = new QSpinBox(parent);
    const QPoint range = index.data(RangeRole).toPoint();
    spin->setRange(range.x(), range.y());
    spin->setButtonSymbols(QAbstractSpinBox::NoButtons);
    spin->setProperty("cell", true);
    spin->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return spin;
  }

  void setEditorData(QWidget* editor, const QModelIndex& index) const override {
    auto* spin = static_cast<QSpinBox*>(editor);
    spin->setValue(index.data(Qt::EditRole).toInt());
    spin->selectAll();
  }

  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override {
    auto* spin = static_cast<QSpinBox*>(editor);
    spin->interpretText();
    model->setData(index, spin->value(), Qt::EditRole);
  }

  bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                   const QModelIndex& index) override {
    if (!index.flags().testFlag(Qt::ItemIsUserCheckable)) return false;
    const bool key = event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space;
    const bool mouse = event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseButtonPress ||
                       event->type() == QEvent::MouseButtonDblClick;
    const QRect target = tickOf(option.rect).adjusted(-6, -6, 6, 6);
    const bool hit = mouse && target.contains(static_cast<QMouseEvent*>(event)->position().toPoint());
    if (hit && event->type() != QEvent::MouseButtonRelease) return true;
    if (!key && !hit) return false;
    const bool on = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    return model->setData(index, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
  }

 private:
  static QRect tickOf(const QRect& cell) { return {cell.left() + 8, cell.center().y() - 7, 15, 15}; }

  static QFont bold(QFont font) {
    font.setWeight(QFont::DemiBold);
    return font;
  }

  static void paintTick(QPainter& painter, const QRect& box, bool on, bool enabled) {
    const Colors& c = colors();
    painter.setPen(on && enabled ? c.accent : c.borderStrong);
    painter.setBrush(on && enabled ? c.accent : c.surface);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5);
    painter.setPen(QPen(enabled ? c.accentText : c.textFaint, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const QPointF o = box.topLeft();
    if (!enabled)
      painter.drawLine(o + QPointF(4.5, 7.5), o + QPointF(10.5, 7.5));
    else if (on)
      painter.drawPolyline(QPolygonF{o + QPointF(3.5, 7.8), o + QPointF(6.4, 10.6), o + QPointF(11.4, 4.8)});
  }

  /// A corner in the accent's colour.
  static void paintMark(QPainter& painter, const QRect& cell) {
    const QPointF corner = QRectF(cell).topRight();
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors().accent);
    painter.drawPolygon(QPolygonF{corner + QPointF(-8, 2), corner + QPointF(-2, 2), corner + QPointF(-2, 8)});
  }

  static void paintBar(QPainter& painter, const QRect& box, const QFontMetrics& metrics, double share) {
    const Colors& c = colors();
    const int textWidth = metrics.horizontalAdvance(QStringLiteral("100 %")) + 6;
    QRectF bar(box.left(), box.center().y() - 1.5, box.width() - textWidth, 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.pressed);
    painter.drawRoundedRect(bar, 2, 2);
    bar.setWidth(bar.width() * std::clamp(share, 0.0, 1.0));
    painter.setBrush(share >= 1 ? c.ok : c.accent);
    painter.drawRoundedRect(bar, 2, 2);
  }
};

}  // namespace

struct RowTable::Private {
  explicit Private(Setup s) : setup(std::move(s)) {}

  Setup setup;
  RowProxy proxy;
  RowDelegate delegate;
  QTableView* view = nullptr;
  QStackedLayout* pages = nullptr;
  QLabel* count = nullptr;
  int selected = -1;  ///< row of the model; stays while the filter hides it
  bool quiet = false;

  [[nodiscard]] int rows() const { return proxy.sourceModel()->rowCount(); }

  /// Puts the view's selection back to `selected` without a word to anyone.
  void restoreSelection() {
    quiet = true;
    const QModelIndex index =
        selected >= 0 ? proxy.mapFromSource(proxy.sourceModel()->index(selected, 0)) : QModelIndex();
    if (index.isValid() && view->selectionModel()->isSelected(index)) {
      view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
      view->scrollTo(index);
    } else if (index.isValid()) {
      view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
      view->scrollTo(index);
    } else {
      view->selectionModel()->clear();
    }
    quiet = false;
  }

  void updateCount() const {
    const int all = rows();
    pages->setCurrentIndex(all == 0 ? 0 : 1);
    const int shown = proxy.rowCount();
    if (const auto chosen = view->selectionModel()->selectedRows().size(); setup.several && chosen > 1)
      return count->setText(RowTable::tr("%1 chosen").arg(chosen));
    count->setText(shown == all ? setup.countText(all) : RowTable::tr("%1 of %2").arg(shown).arg(all));
  }

  void makeView();
};

void RowTable::Private::makeView() {
  proxy.setDynamicSortFilter(false);
  proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
  proxy.setFilterKeyColumn(0);
  view = new QTableView;
  view->setModel(&proxy);
  view->setItemDelegate(&delegate);
  view->setFrameShape(QFrame::NoFrame);
  view->setShowGrid(false);
  view->setSelectionBehavior(QAbstractItemView::SelectRows);
  view->setSelectionMode(setup.several ? QAbstractItemView::ExtendedSelection : QAbstractItemView::SingleSelection);
  view->setTabKeyNavigation(false);
  view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                        QAbstractItemView::AnyKeyPressed);
  view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  view->setWordWrap(false);
  view->setAccessibleName(setup.name);
  view->verticalHeader()->hide();
  view->verticalHeader()->setDefaultSectionSize(28);
  view->verticalHeader()->setMinimumSectionSize(20);
  QHeaderView* header = view->horizontalHeader();
  header->setHighlightSections(false);
  header->setMinimumSectionSize(44);
  header->setSectionsMovable(true);
  header->setStretchLastSection(true);
  view->setSortingEnabled(true);
  view->sortByColumn(setup.sortColumn, setup.order);
  for (int i = 0; i < static_cast<int>(setup.widths.size()); ++i)  // names are longer in other languages
    view->setColumnWidth(i, std::max(setup.widths[static_cast<std::size_t>(i)], header->sectionSizeHint(i)));
  new TableExport(*view, {setup.name, SortRole});
}

RowTable::RowTable(QAbstractTableModel& model, Setup setup, QWidget* parent)
    : QWidget(parent), d_(std::make_unique<Private>(std::move(setup))) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(kSpace, kSpace, kSpace + kHalfSpace, kSpace);
  head->setSpacing(kSpace);
  auto* filter = new QLineEdit;
  filter->setObjectName(QStringLiteral("filter"));
  filter->setPlaceholderText(d_->setup.filterText);
  filter->setAccessibleName(d_->setup.filterName);
  filter->setClearButtonEnabled(true);
  filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  d_->count = mutedLabel();
  head->addWidget(filter, 1);
  head->addWidget(d_->count);
  column->addLayout(head);
  d_->proxy.setSourceModel(&model);
  d_->makeView();
  QLabel* empty = mutedLabel(d_->setup.emptyText);
  empty->setAlignment(Qt::AlignCenter);
  empty->setWordWrap(true);
  auto* body = new QWidget;
  d_->pages = new QStackedLayout(body);
  d_->pages->addWidget(empty);
  d_->pages->addWidget(d_->view);
  column->addWidget(body, 1);

  connect(filter, &QLineEdit::textChanged, this, [this](const QString& text) {
    d_->quiet = true;
    d_->proxy.setFilterFixedString(text);
    d_->restoreSelection();
    d_->updateCount();
  });
  connect(d_->view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& current) {
            if (d_->quiet || !current.isValid()) return;
            d_->selected = d_->proxy.mapToSource(current).row();
            Q_EMIT rowSelected(d_->selected);
          });
  connect(d_->view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    d_->updateCount();
    Q_EMIT chosenChanged();
  });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, d_->view->viewport(), qOverload<>(&QWidget::update));
  d_->updateCount();
}

RowTable::~RowTable() = default;

QTableView& RowTable::view() const { return *d_->view; }

void RowTable::edit(int column) {
  const QModelIndex index = d_->proxy.mapFromSource(d_->proxy.sourceModel()->index(d_->selected, column));
  if (!index.isValid() || !index.flags().testFlag(Qt::ItemIsEditable)) return;
  d_->view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
  d_->view->edit(index);
}

int RowTable::selectedRow() const { return d_->selected; }

std::vector<int> RowTable::chosenRows() const {
  std::vector<int> rows;
  for (const QModelIndex& index : d_->view->selectionModel()->selectedRows())
    rows.push_back(d_->proxy.mapToSource(index).row());
  std::sort(rows.begin(), rows.end());
  return rows;
}

void RowTable::selectRow(int row) {
  const int next = row >= 0 && row < d_->rows() ? row : -1;
  if (next == d_->selected) return;
  d_->selected = next;
  d_->restoreSelection();
  Q_EMIT rowSelected(next);
}

void RowTable::resetRows(const std::function<void()>& reset, int selected) {
  const int old = d_->selected;
  d_->quiet = true;
  reset();
  sortAgain();
  d_->selected = selected < d_->rows() ? selected : -1;
  d_->restoreSelection();
  d_->updateCount();
  if (d_->selected != old) Q_EMIT rowSelected(d_->selected);
}

void RowTable::sortAgain() {
  const QHeaderView* header = d_->view->horizontalHeader();
  d_->proxy.sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
}

}  // namespace dyadic::widgets
