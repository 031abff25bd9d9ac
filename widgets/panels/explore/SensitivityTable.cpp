// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/SensitivityTable.h"

#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/panels/RowTable.h"
#include "widgets/plots/Arithmetic.h"

namespace dyadic::widgets {
namespace {

enum Column { Name, Only, AllBut, Accumulated, Bits, Weights, ColumnCount };

struct ColumnText {
  const char* title;
  const char* tip;
  int width;
};

const std::array<ColumnText, ColumnCount> kColumns = {{
    {QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable", "Layer"),
     QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable", "Sorted by it, in order of execution"), 106},
    {QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable", "Alone"),
     QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable",
                       "Output of the network with nothing but this layer quantized, against the float network"),
     66},
    {QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable", "All but"),
     QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable",
                       "Output of the network under the whole setting, with this layer alone left float"),
     66},
    {QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable", "Accum."),
     QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable",
                       "Accumulated: output of the network with this layer and all before it quantized, weights and "
                       "feature maps"),
     72},
    {QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable", "Bits"),
     QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable", "Bits of the weights that were measured"), 48},
    {QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable", "Weights"),
     QT_TRANSLATE_NOOP("dyadic::widgets::SensitivityTable", "Parameters of the layer, bias included"), 76},
}};

const QString kDash = QStringLiteral("\u2013");

class SensitivityModel : public QAbstractTableModel {
 public:
  std::vector<LayerInfo> layers;
  std::shared_ptr<const SensitivityRecord> record;
  OutputMetric metric = OutputMetric::Drop;

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
        return index.column() == Name ? QVariant(text(index.row(), Name)) : QVariant();
      case SortRole:
        return sortValue(index.row(), index.column());
      case ToneRole:
        return tone(index.row(), index.column());
      default:
        return {};
    }
  }

  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
    const ColumnText& column = kColumns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole) return SensitivityTable::tr(column.title);
    if (role == Qt::ToolTipRole) return SensitivityTable::tr(column.tip);
    if (role == Qt::TextAlignmentRole) return alignment(section);
    return {};
  }

  void reset(const std::vector<LayerInfo>& next) {
    beginResetModel();
    layers = next;
    record.reset();
    endResetModel();
  }
  void valuesChanged() {
    if (!layers.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
  }

 private:
  [[nodiscard]] static QVariant alignment(int column) {
    return QVariant((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }

  [[nodiscard]] const Sensitivity* at(int row) const {
    const auto i = static_cast<std::size_t>(row);
    return record && i < record->layers.size() ? &record->layers[i] : nullptr;
  }
  [[nodiscard]] static const OutputError& errorOf(const Sensitivity& s, int column) {
    return column == Only ? s.only : column == AllBut ? s.allBut : s.accumulated;
  }

  [[nodiscard]] QString text(int row, int column) const {
    const LayerInfo& layer = layers[static_cast<std::size_t>(row)];
    if (column == Name) return QString::fromStdString(layer.name);
    if (column == Weights) return QString::fromStdString(countText(static_cast<double>(layer.parameters)));
    const Sensitivity* s = at(row);
    if (!s) return kDash;
    if (column == Bits) return s->bits > 0 ? QString::number(s->bits) : SensitivityTable::tr("float");
    return outputText(errorOf(*s, column), metric);
  }

  /// So that ascending is worst first in every metric.
  [[nodiscard]] QVariant sortValue(int row, int column) const {
    if (column == Name) return row;
    if (column == Weights) return static_cast<double>(layers[static_cast<std::size_t>(row)].parameters);
    const Sensitivity* s = at(row);
    if (!s || s->bits == 0) return {};
    if (column == Bits) return s->bits;
    const double value = outputValue(errorOf(*s, column), metric);
    if (std::isnan(value)) return {};
    return metric == OutputMetric::SqnrDb ? value : -value;
  }

  [[nodiscard]] int tone(int row, int column) const {
    if (column == Name) return PlainTone;
    const Sensitivity* s = at(row);
    if (!s || s->bits == 0 || column == Weights) return FaintTone;
    if (metric != OutputMetric::Drop || column == Bits || !(s->only.drop > 0)) return PlainTone;
    return column != Only ? PlainTone : s->only.drop >= 0.01 ? BadTone : s->only.drop >= 0.003 ? WarnTone : PlainTone;
  }
};

}  // namespace

struct SensitivityTable::Private {
  SensitivityModel model;
  RowTable* rows = nullptr;
};

SensitivityTable::SensitivityTable(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  RowTable::Setup setup;
  setup.filterText = tr("Filter layers");
  setup.filterName = tr("Filter layers by name");
  setup.name = tr("Ranking of layers");
  setup.emptyText = tr("The layers of a model appear here.");
  for (const ColumnText& column : kColumns) setup.widths.push_back(column.width);
  setup.sortColumn = Only;
  setup.countText = [](int count) { return tr("%n layers", nullptr, count); };
  setup.several = true;
  d_->rows = new RowTable(d_->model, std::move(setup));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(d_->rows);
  connect(d_->rows, &RowTable::rowSelected, this, &SensitivityTable::layerSelected);
  connect(d_->rows, &RowTable::chosenChanged, this, &SensitivityTable::chosenChanged);
}

// The rows look at the model until the end.
SensitivityTable::~SensitivityTable() { delete d_->rows; }

void SensitivityTable::setLayers(const std::vector<LayerInfo>& layers) {
  d_->rows->resetRows([&] { d_->model.reset(layers); }, -1);
}

void SensitivityTable::setRecord(std::shared_ptr<const SensitivityRecord> record) {
  d_->model.record = std::move(record);
  d_->model.valuesChanged();
  d_->rows->sortAgain();
}

void SensitivityTable::setMetric(OutputMetric metric) {
  d_->model.metric = metric;
  d_->model.valuesChanged();
  d_->rows->sortAgain();
}

int SensitivityTable::selectedLayer() const { return d_->rows->selectedRow(); }

void SensitivityTable::selectLayer(int layer) { d_->rows->selectRow(layer); }

std::vector<int> SensitivityTable::chosenLayers() const { return d_->rows->chosenRows(); }

}  // namespace dyadic::widgets
