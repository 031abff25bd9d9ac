// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/LayerTable.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTableView>
#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/controls/Parts.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum Column { Name, Sqnr, Quantized, Bits, Exponent, Saturated, Operator, Parameters, Shape, ColumnCount };
enum Role { SortRole = Qt::UserRole, ToneRole, ShareRole };
enum Tone { Plain, Faint, Warn, Bad };

class LayerModel : public QAbstractTableModel {
 public:
  std::vector<LayerInfo> layers;
  std::shared_ptr<const StageRecord> stage;
  LayerTable::Thresholds thresholds;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(layers.size());
  }
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : ColumnCount;
  }

  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
    switch (role) {
      case Qt::DisplayRole:
        return text(index.row(), index.column());
      case Qt::TextAlignmentRole:
        return alignment(index.column());
      case Qt::ToolTipRole:
        return tip(index.row());
      case SortRole:
        return sortValue(index.row(), index.column());
      case ToneRole:
        return tone(index.row(), index.column());
      case ShareRole:
        if (const LayerRecord* r = record(index.row()); r && index.column() == Quantized) return r->quantizedFraction;
        return {};
      default:
        return {};
    }
  }

  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
    if (orientation != Qt::Horizontal) return {};
    static const std::array<const char*, ColumnCount> kTitles = {
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Layer"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "SQNR dB"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Quantized"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Bits"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Exp"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Saturated"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Op"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Params"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Shape")};
    static const std::array<const char*, ColumnCount> kTips = {
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Name in the model file"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Signal to quantization noise of the weights; more is better"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Share of the weights that enter the network quantized"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Bits a weight"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Shared exponent s: a weight is an integer times 2^s"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Share of the weights outside the grid"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Kind of layer"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Number of parameters, bias included"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Shape of the weight: outputs, inputs, height, width")};
    const auto i = static_cast<std::size_t>(section);
    if (role == Qt::DisplayRole) return LayerTable::tr(kTitles[i]);
    if (role == Qt::ToolTipRole) return LayerTable::tr(kTips[i]);
    if (role == Qt::TextAlignmentRole) return alignment(section);
    return {};
  }

  /// Null where the layer has no record, or stays float.
  [[nodiscard]] const LayerRecord* record(int row) const {
    const auto i = static_cast<std::size_t>(row);
    return stage && i < stage->layers.size() && stage->layers[i].bits > 0 ? &stage->layers[i] : nullptr;
  }

  void reset(const std::vector<LayerInfo>& next) {
    beginResetModel();
    layers = next;
    stage.reset();
    endResetModel();
  }
  void valuesChanged() {
    if (!layers.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
  }

 private:
  [[nodiscard]] const LayerInfo& layer(int row) const { return layers[static_cast<std::size_t>(row)]; }

  [[nodiscard]] static QVariant alignment(int column) {
    const bool isText = column == Name || column == Operator || column == Shape;
    return QVariant((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }

  [[nodiscard]] QString text(int row, int column) const {
    const LayerInfo& info = layer(row);
    const LayerRecord* r = record(row);
    static const QString dash = QStringLiteral("\u2013");
    switch (column) {
      case Name:
        return QString::fromStdString(info.name);
      case Operator:
        return QString::fromStdString(info.op);
      case Shape:
        return QString::fromStdString(shapeText(info.shape));
      case Parameters:
        return QString::fromStdString(countText(static_cast<double>(info.parameters)));
      case Bits:
        return r ? QString::number(r->bits) : stage ? LayerTable::tr("float") : dash;
      case Exponent:
        return r ? QString::number(r->exponent).replace(QLatin1Char('-'), QChar(0x2212)) : dash;
      case Sqnr:
        return !r || std::isnan(r->sqnrDb) ? dash
               : std::isinf(r->sqnrDb)     ? QStringLiteral("\u221e")
                                           : QString::number(r->sqnrDb, 'f', 1);
      case Quantized:
        return r ? QString::fromStdString(percentText(r->quantizedFraction, 0)) : dash;
      case Saturated:
        return r ? QString::fromStdString(percentText(r->saturatedFraction)) : dash;
      default:
        return {};
    }
  }

  [[nodiscard]] QVariant sortValue(int row, int column) const {
    const LayerRecord* r = record(row);
    const auto known = [](double value) { return std::isnan(value) ? QVariant() : QVariant(value); };
    switch (column) {
      case Name:
        return row;  // execution order
      case Parameters:
        return QVariant::fromValue<qlonglong>(layer(row).parameters);
      case Bits:
        return r ? QVariant(r->bits) : QVariant();
      case Exponent:
        return r ? QVariant(r->exponent) : QVariant();
      case Sqnr:
        return r ? known(r->sqnrDb) : QVariant();
      case Quantized:
        return r ? known(r->quantizedFraction) : QVariant();
      case Saturated:
        return r ? known(r->saturatedFraction) : QVariant();
      default:
        return text(row, column);
    }
  }

  [[nodiscard]] int tone(int row, int column) const {
    const LayerRecord* r = record(row);
    if (!r) return column == Name ? Plain : Faint;
    if (column == Sqnr) {
      return r->sqnrDb < thresholds.sqnrBadDb ? Bad : (r->sqnrDb < thresholds.sqnrWarnDb ? Warn : Plain);
    }
    if (column == Saturated) {
      return r->saturatedFraction >= thresholds.saturatedBad    ? Bad
             : r->saturatedFraction >= thresholds.saturatedWarn ? Warn
                                                                : Plain;
    }
    return column == Operator || column == Shape || column == Parameters ? Faint : Plain;
  }

  [[nodiscard]] QString tip(int row) const {
    const LayerInfo& info = layer(row);
    QString text =
        QStringLiteral("<b>%1</b><br>%2 %3<br>%4")
            .arg(QString::fromStdString(info.name).toHtmlEscaped(), QString::fromStdString(info.op).toHtmlEscaped(),
                 QString::fromStdString(shapeText(info.shape)),
                 LayerTable::tr("%1 parameters, %2 multiply-accumulates")
                     .arg(QString::fromStdString(groupedText(info.parameters)),
                          QString::fromStdString(groupedText(info.macs))));
    if (!info.quantizable) text += QStringLiteral("<br>") + engineText(info.reason).toHtmlEscaped();
    if (const LayerRecord* r = record(row)) {
      text += QStringLiteral("<br>") + LayerTable::tr("MSE %1, cosine %2, KL %3")
                                           .arg(QString::fromStdString(numberText(r->mse)),
                                                QString::fromStdString(numberText(r->cosine, 6)),
                                                QString::fromStdString(numberText(r->kl)));
    }
    return text;
  }
};

/// Sorts what is not known to the end, whichever way the rest goes.
class LayerProxy : public QSortFilterProxyModel {
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

class LayerDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const Colors& c = colors();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected)) painter->fillRect(option.rect, c.accentSoft);
    const QRect box = option.rect.adjusted(8, 0, -8, 0);
    const QString text = index.data().toString();
    const QVariant share = index.data(ShareRole);
    painter->setFont(option.font);
    switch (index.data(ToneRole).toInt()) {
      case Warn:
        paintPill(*painter, option.rect.adjusted(0, 0, -4, 0), text, c.warn, true);
        break;
      case Bad:
        paintPill(*painter, option.rect.adjusted(0, 0, -4, 0), text, c.bad, true);
        break;
      default: {
        painter->setPen(index.data(ToneRole).toInt() == Faint ? c.textMuted : c.text);
        const auto alignment = index.data(Qt::TextAlignmentRole).toInt();
        painter->drawText(box, alignment, option.fontMetrics.elidedText(text, Qt::ElideMiddle, box.width()));
      }
    }
    if (share.isValid()) {
      const int textWidth = option.fontMetrics.horizontalAdvance(QStringLiteral("100 %")) + 6;
      QRectF bar(box.left(), box.center().y() - 1.5, box.width() - textWidth, 4);
      painter->setPen(Qt::NoPen);
      painter->setBrush(c.pressed);
      painter->drawRoundedRect(bar, 2, 2);
      bar.setWidth(bar.width() * std::clamp(share.toDouble(), 0.0, 1.0));
      painter->setBrush(share.toDouble() >= 1 ? c.ok : c.accent);
      painter->drawRoundedRect(bar, 2, 2);
    }
    painter->restore();
  }
};

}  // namespace

struct LayerTable::Private {
  LayerModel model;
  LayerProxy proxy;
  LayerDelegate delegate;
  QTableView* view = nullptr;
  QStackedLayout* pages = nullptr;
  QLabel* count = nullptr;
  int sortedStage = -1;  ///< rows are in order as of this stage; live values do not make them jump
  int selected = -1;     ///< layer; stays while the filter hides its row
  bool quiet = false;

  /// Puts the view's selection back to `selected` without a word to anyone.
  void restoreSelection() {
    quiet = true;
    const QModelIndex index = selected >= 0 ? proxy.mapFromSource(model.index(selected, 0)) : QModelIndex();
    if (index.isValid()) {
      view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
      view->scrollTo(index);
    } else {
      view->selectionModel()->clear();
    }
    quiet = false;
  }

  void updateCount() const {
    const int all = model.rowCount();
    pages->setCurrentIndex(all == 0 ? 0 : 1);
    const int shown = proxy.rowCount();
    count->setText(shown == all ? LayerTable::tr("%1 layers").arg(all)
                                : LayerTable::tr("%1 of %2").arg(shown).arg(all));
  }
};

LayerTable::LayerTable(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(kSpace, kSpace, kSpace + kHalfSpace, kSpace);
  head->setSpacing(kSpace);
  auto* filter = new QLineEdit;
  filter->setObjectName(QStringLiteral("filter"));
  filter->setPlaceholderText(tr("Filter layers"));
  filter->setAccessibleName(tr("Filter layers by name"));
  filter->setClearButtonEnabled(true);
  filter->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  d_->count = mutedLabel();
  head->addWidget(filter, 1);
  head->addWidget(d_->count);
  column->addLayout(head);

  d_->proxy.setSourceModel(&d_->model);
  d_->proxy.setDynamicSortFilter(false);
  d_->proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
  d_->proxy.setFilterKeyColumn(Name);
  QTableView* view = d_->view = new QTableView;
  view->setModel(&d_->proxy);
  view->setItemDelegate(&d_->delegate);
  view->setFrameShape(QFrame::NoFrame);
  view->setShowGrid(false);
  view->setSelectionBehavior(QAbstractItemView::SelectRows);
  view->setSelectionMode(QAbstractItemView::SingleSelection);
  view->setTabKeyNavigation(false);
  view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  view->setWordWrap(false);
  view->setAccessibleName(tr("Layers"));
  view->verticalHeader()->hide();
  view->verticalHeader()->setDefaultSectionSize(28);
  view->verticalHeader()->setMinimumSectionSize(20);
  QHeaderView* header = view->horizontalHeader();
  header->setHighlightSections(false);
  header->setMinimumSectionSize(44);
  header->setSectionsMovable(true);
  header->setStretchLastSection(true);
  const std::array<int, ColumnCount> widths = {148, 84, 108, 50, 48, 84, 112, 72, 108};
  for (int i = 0; i < ColumnCount; ++i) view->setColumnWidth(i, widths[static_cast<std::size_t>(i)]);
  view->setSortingEnabled(true);
  view->sortByColumn(Sqnr, Qt::AscendingOrder);
  QLabel* empty = mutedLabel(tr("The layers of a model appear here.\nChoose a model, or open a run file."));
  empty->setAlignment(Qt::AlignCenter);
  empty->setWordWrap(true);
  auto* body = new QWidget;
  d_->pages = new QStackedLayout(body);
  d_->pages->addWidget(empty);
  d_->pages->addWidget(view);
  column->addWidget(body, 1);

  connect(filter, &QLineEdit::textChanged, this, [this](const QString& text) {
    d_->quiet = true;
    d_->proxy.setFilterFixedString(text);
    d_->restoreSelection();
    d_->updateCount();
  });
  connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
    if (d_->quiet || !current.isValid()) return;
    d_->selected = d_->proxy.mapToSource(current).row();
    Q_EMIT layerSelected(d_->selected);
  });
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, view->viewport(), qOverload<>(&QWidget::update));
  d_->updateCount();
}

LayerTable::~LayerTable() = default;

void LayerTable::setLayers(const std::vector<LayerInfo>& layers) {
  const int old = d_->selected;
  const std::string name = old >= 0 ? d_->model.layers[static_cast<std::size_t>(old)].name : std::string();
  d_->quiet = true;
  d_->model.reset(layers);
  d_->sortedStage = -1;
  const QHeaderView* header = d_->view->horizontalHeader();
  d_->proxy.sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
  const auto same = std::find_if(layers.begin(), layers.end(), [&](const LayerInfo& l) { return l.name == name; });
  d_->selected = old >= 0 && same != layers.end() ? static_cast<int>(std::distance(layers.begin(), same)) : -1;
  d_->restoreSelection();
  d_->updateCount();
  if (d_->selected != old) Q_EMIT layerSelected(d_->selected);
}

void LayerTable::setRecords(std::shared_ptr<const StageRecord> stage) {
  d_->model.stage = std::move(stage);
  d_->model.valuesChanged();
  const int index = d_->model.stage ? d_->model.stage->index : -1;
  if (index == d_->sortedStage) return;
  d_->sortedStage = index;
  const QHeaderView* header = d_->view->horizontalHeader();
  d_->proxy.sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
}

void LayerTable::setThresholds(const Thresholds& thresholds) {
  d_->model.thresholds = thresholds;
  d_->model.valuesChanged();
}

int LayerTable::selectedLayer() const { return d_->selected; }

void LayerTable::selectLayer(int layer) {
  const int next = layer >= 0 && layer < d_->model.rowCount() ? layer : -1;
  if (next == d_->selected) return;
  d_->selected = next;
  d_->restoreSelection();
  Q_EMIT layerSelected(next);
}

}  // namespace dyadic::widgets
