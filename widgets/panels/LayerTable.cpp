// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/LayerTable.h"

#include <QAction>
#include <QPoint>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include "widgets/panels/RowTable.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum Column { Name, Sqnr, Bits, Maps, Quantized, Exponent, Scale, Saturated, Operator, Parameters, Shape, ColumnCount };

class LayerModel : public QAbstractTableModel {
 public:
  std::vector<LayerInfo> layers;
  std::shared_ptr<const StageRecord> stage;
  LayerTable::Thresholds thresholds;
  std::vector<LayerSetting> settings;  ///< one a layer, or none
  QPoint bitsRange;
  std::function<void(int row, int column, const QVariant& value)> edited;

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
      case Qt::CheckStateRole:
        if (const LayerSetting* s = setting(index.row()); s && index.column() == Name)
          return s->quantized ? Qt::Checked : Qt::Unchecked;
        return {};
      case Qt::EditRole:
      case MarkRole:
      case RangeRole:
        return editing(index, role);
      default:
        return {};
    }
  }

  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const LayerSetting* s = setting(index.row());
    if (!s || !layer(index.row()).quantizable) return flags;
    if (index.column() == Name) flags |= Qt::ItemIsUserCheckable;
    if (index.column() == Bits && s->bits > 0 && takesBits(index.row())) flags |= Qt::ItemIsEditable;
    if (index.column() == Maps && s->mapBits > 0 && s->quantized && !s->mapFloat) flags |= Qt::ItemIsEditable;
    return flags;
  }

  bool setData(const QModelIndex& index, const QVariant& value, int role) override {
    if (role != Qt::EditRole && role != Qt::CheckStateRole) return false;
    if (role == Qt::EditRole && value == editing(index, role)) return false;  // looking at a cell sets nothing
    edited(index.row(), index.column(), value);
    return true;
  }

  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
    if (orientation != Qt::Horizontal) return {};
    static const std::array<const char*, ColumnCount> kTitles = {
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Layer"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "SQNR dB"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Bits"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Maps"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Quantized"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Exp"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Scale"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Saturated"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Op"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Params"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Shape")};
    static const std::array<const char*, ColumnCount> kTips = {
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Name in the model file"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Signal to quantization noise of the weights; more is better"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Bits a weight"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Bits a value of the feature map that the layer makes"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Share of the weights that enter the network quantized"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable", "Shared exponent s: a weight is an integer times 2^s"),
        QT_TRANSLATE_NOOP("dyadic::widgets::LayerTable",
                          "Real scale that weights are multiples of; how many, where the layer has several"),
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

  [[nodiscard]] const LayerSetting* setting(int row) const {
    return settings.size() == layers.size() && row >= 0 ? &settings[static_cast<std::size_t>(row)] : nullptr;
  }

 private:
  /// False: a rule leaves it float, or the method does.
  [[nodiscard]] bool takesBits(int row) const {
    const LayerSetting* s = setting(row);
    return s && s->quantized && (record(row) || !stage);
  }

  [[nodiscard]] QVariant editing(const QModelIndex& index, int role) const {
    const LayerSetting* s = setting(index.row());
    if (!s) return {};
    if (role == RangeRole) return bitsRange;
    if (index.column() == Name) return role == MarkRole ? QVariant(s->quantizedRuled && !s->quantized) : QVariant();
    if (index.column() == Bits) return role == MarkRole ? QVariant(s->quantized && s->bitsRuled) : QVariant(s->bits);
    if (index.column() == Maps)
      return role == MarkRole ? QVariant(s->quantized && s->mapBitsRuled && !s->mapFloat) : QVariant(s->mapBits);
    return {};
  }

  [[nodiscard]] const LayerInfo& layer(int row) const { return layers[static_cast<std::size_t>(row)]; }

  [[nodiscard]] static QVariant alignment(int column) {
    const bool isText = column == Name || column == Operator || column == Shape;
    return QVariant((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }

  [[nodiscard]] static QString scaleText(const LayerRecord& r) {
    return r.scales == 1 ? QString::number(r.scale, 'g', 3) : LayerTable::tr("%1 scales").arg(r.scales);
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
        if (const LayerSetting* s = setting(row); s && s->bits > 0)
          return takesBits(row) ? QString::number(s->bits) : LayerTable::tr("float");
        return r ? QString::number(r->bits) : stage ? LayerTable::tr("float") : dash;
      case Maps:
        if (const LayerSetting* s = setting(row); s && (s->mapBits > 0 || s->mapFloat))
          return s->quantized && !s->mapFloat ? QString::number(s->mapBits) : LayerTable::tr("float");
        return dash;
      case Exponent:
        if (r && !r->exponent) return QStringLiteral("\u2014");
        return r ? QString::number(*r->exponent).replace(QLatin1Char('-'), QChar(0x2212)) : dash;
      case Scale:
        return r && r->scales > 0 ? scaleText(*r) : dash;
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
      case Maps:
        if (const LayerSetting* s = setting(row); s && s->quantized && !s->mapFloat && s->mapBits > 0)
          return s->mapBits;
        return {};
      case Exponent:
        return r && r->exponent ? QVariant(*r->exponent) : QVariant();
      case Scale:
        return r && r->scales > 0 ? QVariant(r->scale) : QVariant();
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
    if (!r) return column == Name ? PlainTone : FaintTone;
    if (column == Sqnr) {
      return r->sqnrDb < thresholds.sqnrBadDb ? BadTone : (r->sqnrDb < thresholds.sqnrWarnDb ? WarnTone : PlainTone);
    }
    if (column == Saturated) {
      return r->saturatedFraction >= thresholds.saturatedBad    ? BadTone
             : r->saturatedFraction >= thresholds.saturatedWarn ? WarnTone
                                                                : PlainTone;
    }
    return column == Operator || column == Shape || column == Parameters ? FaintTone : PlainTone;
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
      if (r->scales > 1)
        text += QStringLiteral("<br>") +
                LayerTable::tr("%1, on average %2").arg(scaleText(*r), QString::number(r->scale, 'g', 3));
    }
    return text;
  }
};

}  // namespace

struct LayerTable::Private {
  LayerModel model;
  RowTable* rows = nullptr;
  std::vector<QAction*> actions;  ///< that need settings
  int sortedStage = -1;           ///< rows are in order as of this stage; live values do not make them jump
};

LayerTable::LayerTable(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  RowTable::Setup setup;
  setup.filterText = tr("Filter layers");
  setup.filterName = tr("Filter layers by name");
  setup.name = tr("Layers");
  setup.emptyText = tr("The layers of a model appear here.\nChoose a model, or open a run file.");
  setup.widths = {140, 82, 50, 62, 88, 50, 82, 90, 112, 76, 108};
  setup.several = true;
  setup.sortColumn = Sqnr;
  setup.countText = [](int count) { return tr("%n layers", nullptr, count); };
  d_->rows = new RowTable(d_->model, std::move(setup));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(d_->rows);
  connect(d_->rows, &RowTable::rowSelected, this, &LayerTable::layerSelected);
  d_->model.edited = [this](int row, int cell, const QVariant& value) { edited(row, cell, value); };
  addActions();
  hideUnused();
  setSettings({});
}

// The rows look at the model until the end.
LayerTable::~LayerTable() { delete d_->rows; }

void LayerTable::setLayers(const std::vector<LayerInfo>& layers) {
  const int old = selectedLayer();
  const std::string name = old >= 0 ? d_->model.layers[static_cast<std::size_t>(old)].name : std::string();
  const auto same = std::find_if(layers.begin(), layers.end(), [&](const LayerInfo& l) { return l.name == name; });
  const bool kept = old >= 0 && same != layers.end();
  d_->sortedStage = -1;
  d_->rows->resetRows([&] { d_->model.reset(layers); },
                      kept ? static_cast<int>(std::distance(layers.begin(), same)) : -1);
}

void LayerTable::setRecords(std::shared_ptr<const StageRecord> stage) {
  d_->model.stage = std::move(stage);
  d_->model.valuesChanged();
  hideUnused();
  const int index = d_->model.stage ? d_->model.stage->index : -1;
  if (index == d_->sortedStage) return;
  d_->sortedStage = index;
  d_->rows->sortAgain();
}

/// What no layer has: scales, or exponents where there are scales instead, or float numbers.
void LayerTable::hideUnused() {
  bool exponents = false;
  bool scales = false;
  bool any = false;
  for (int row = 0; row < d_->model.rowCount(); ++row) {
    const LayerRecord* r = d_->model.record(row);
    any = any || r;
    exponents = exponents || (r && r->exponent);
    scales = scales || (r && r->scales > 0);
  }
  d_->rows->view().setColumnHidden(Scale, !scales);
  d_->rows->view().setColumnHidden(Exponent, any && !exponents);
}

void LayerTable::setSettings(std::vector<LayerSetting> settings, int leastBits, int mostBits) {
  const bool editable = !settings.empty();
  const QPoint range(leastBits, mostBits);
  if (settings == d_->model.settings && range == d_->model.bitsRange) return;
  d_->model.settings = std::move(settings);
  d_->model.bitsRange = range;
  d_->rows->view().setColumnHidden(Maps, !editable);
  for (QAction* action : d_->actions) {
    action->setEnabled(editable);
    action->setVisible(editable);
  }
  d_->model.valuesChanged();
}

void LayerTable::addActions() {
  QTableView& view = d_->rows->view();
  QAction* before = view.actions().value(0);  // what every table can do comes last
  const auto add = [&](const QString& text, const QKeySequence& key, auto slot) {
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, slot);
    view.insertAction(before, action);
    d_->actions.push_back(action);
  };
  const auto chosen = [this] { return d_->rows->chosenRows(); };
  add(tr("Set &bits…"), QKeySequence(Qt::Key_B), [this] { d_->rows->edit(Bits); });
  add(tr("Set feature-&map bits…"), QKeySequence(Qt::Key_M), [this] { d_->rows->edit(Maps); });
  add(tr("&Leave float"), QKeySequence(Qt::Key_F), [this, chosen] { Q_EMIT quantizedWanted(chosen(), false); });
  add(tr("&Quantize"), QKeySequence(Qt::Key_Q), [this, chosen] { Q_EMIT quantizedWanted(chosen(), true); });
  add(tr("Back to the &global bits"), QKeySequence(Qt::Key_Delete), [this, chosen] { Q_EMIT resetWanted(chosen()); });
  auto* line = new QAction(this);
  line->setSeparator(true);
  view.insertAction(before, line);
  d_->actions.push_back(line);
}

std::vector<int> LayerTable::layersOf(int row) const {
  std::vector<int> chosen = d_->rows->chosenRows();
  const bool among = std::find(chosen.begin(), chosen.end(), row) != chosen.end();
  return among ? chosen : std::vector<int>{row};
}

void LayerTable::edited(int row, int column, const QVariant& value) {
  const std::vector<int> layers = layersOf(row);
  if (column == Name) Q_EMIT quantizedWanted(layers, value.toInt() == Qt::Checked);
  if (column == Bits) Q_EMIT bitsWanted(layers, value.toInt());
  if (column == Maps) Q_EMIT mapBitsWanted(layers, value.toInt());
}

void LayerTable::setThresholds(const Thresholds& thresholds) {
  d_->model.thresholds = thresholds;
  d_->model.valuesChanged();
}

int LayerTable::selectedLayer() const { return d_->rows->selectedRow(); }

void LayerTable::selectLayer(int layer) { d_->rows->selectRow(layer); }

}  // namespace dyadic::widgets
