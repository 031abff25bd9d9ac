// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/EdgeTable.h"

#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/panels/LayerTable.h"
#include "widgets/panels/RowTable.h"
#include "widgets/plots/Arithmetic.h"

namespace dyadic::widgets {
namespace {

enum Column { Name, Sqnr, Bits, Exponent, MeanExponent, Saturated, Mse, Shape, ColumnCount };

struct ColumnText {
  const char* title;
  const char* tip;
  int width;
};

const std::array<ColumnText, ColumnCount> kColumns = {{
    {QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Feature map"),
     QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Name of what produces it; sorted by it, in order of execution"),
     116},
    {QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "SQNR dB"),
     QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable",
                       "Signal to quantization noise of the last batch seen; more is better"),
     88},
    {QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Bits"),
     QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Bits a value"), 50},
    {QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Exp"),
     QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable",
                       "Shared exponent s: a value is an integer times 2^s; or a real scale in the place of 2^s"),
     50},
    {QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Mean"),
     QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Mean of the exponents that batches asked for"), 58},
    {QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Saturated"),
     QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Share of the values outside the grid"), 90},
    {QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "MSE"),
     QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Mean squared error"), 84},
    {QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Shape"),
     QT_TRANSLATE_NOOP("dyadic::widgets::EdgeTable", "Shape for one image: channels, height, width"), 96},
}};

const QString kDash = QStringLiteral("\u2013");

QString signedText(const QString& number) { return QString(number).replace(QLatin1Char('-'), QChar(0x2212)); }

class EdgeModel : public QAbstractTableModel {
 public:
  std::vector<EdgeInfo> edges;
  std::shared_ptr<const StageRecord> stage;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(edges.size());
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
        return index.column() == Name ? QVariant(index.row()) : sortValue(index.row(), index.column());
      case ToneRole:
        return tone(index.row(), index.column());
      default:
        return {};
    }
  }

  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
    const ColumnText& column = kColumns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole) return EdgeTable::tr(column.title);
    if (role == Qt::ToolTipRole) return EdgeTable::tr(column.tip);
    if (role == Qt::TextAlignmentRole) return alignment(section);
    return {};
  }

  void reset(const std::vector<EdgeInfo>& next) {
    beginResetModel();
    edges = next;
    stage.reset();
    endResetModel();
  }
  void valuesChanged() {
    if (!edges.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
  }

 private:
  [[nodiscard]] static QVariant alignment(int column) {
    return QVariant((column == Name || column == Shape ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }

  /// Null where the edge has no record, or stays float.
  [[nodiscard]] const EdgeRecord* record(int row) const {
    const auto i = static_cast<std::size_t>(row);
    return stage && i < stage->edges.size() && stage->edges[i].bits > 0 ? &stage->edges[i] : nullptr;
  }

  [[nodiscard]] QString text(int row, int column) const {
    const EdgeInfo& edge = edges[static_cast<std::size_t>(row)];
    if (column == Name) return QString::fromStdString(edge.name);
    if (column == Shape) return QString::fromStdString(shapeText(edge.shape));
    const EdgeRecord* r = record(row);
    if (!r) return column == Bits && stage ? EdgeTable::tr("float") : kDash;
    switch (column) {
      case Sqnr:
        return std::isnan(r->sqnrDb)   ? kDash
               : std::isinf(r->sqnrDb) ? QStringLiteral("\u221e")
                                       : signedText(QString::number(r->sqnrDb, 'f', 1));
      case Bits:
        return QString::number(r->bits);
      case Exponent:
        return r->scale > 0 ? QString::number(r->scale, 'g', 3) : signedText(QString::number(r->exponent));
      case MeanExponent:
        return std::isnan(r->meanExponent) ? kDash : signedText(QString::number(r->meanExponent, 'f', 2));
      case Saturated:
        return QString::fromStdString(percentText(r->saturatedFraction));
      default:
        return std::isnan(r->mse) ? kDash : QString::fromStdString(numberText(r->mse, 3));
    }
  }

  [[nodiscard]] QVariant sortValue(int row, int column) const {
    if (column == Shape) return text(row, column);
    const EdgeRecord* r = record(row);
    if (!r) return {};
    const auto known = [](double value) { return std::isnan(value) ? QVariant() : QVariant(value); };
    switch (column) {
      case Sqnr:
        return known(r->sqnrDb);
      case Bits:
        return r->bits;
      case Exponent:
        return r->scale > 0 ? std::log2(r->scale) : r->exponent;
      case MeanExponent:
        return known(r->meanExponent);
      case Saturated:
        return known(r->saturatedFraction);
      default:
        return known(r->mse);
    }
  }

  [[nodiscard]] int tone(int row, int column) const {
    if (column == Name) return PlainTone;
    const EdgeRecord* r = record(row);
    if (!r || column == Shape || column == Mse) return FaintTone;
    constexpr LayerTable::Thresholds kLimits;
    if (column == Sqnr)
      return r->sqnrDb < kLimits.sqnrBadDb ? BadTone : r->sqnrDb < kLimits.sqnrWarnDb ? WarnTone : PlainTone;
    if (column == Saturated)
      return r->saturatedFraction >= kLimits.saturatedBad    ? BadTone
             : r->saturatedFraction >= kLimits.saturatedWarn ? WarnTone
                                                             : PlainTone;
    return PlainTone;
  }
};

}  // namespace

struct EdgeTable::Private {
  EdgeModel model;
  RowTable* rows = nullptr;
  int sortedStage = -1;  ///< rows are in order as of this stage; live values do not make them jump
};

EdgeTable::EdgeTable(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  RowTable::Setup setup;
  setup.filterText = tr("Filter feature maps");
  setup.filterName = tr("Filter feature maps by name");
  setup.name = tr("Feature maps");
  setup.emptyText = tr("The feature maps of a run appear here.\nStart a run, or open a run file.");
  for (const ColumnText& column : kColumns) setup.widths.push_back(column.width);
  setup.sortColumn = Sqnr;
  setup.countText = [](int count) { return tr("%n maps", nullptr, count); };
  d_->rows = new RowTable(d_->model, std::move(setup));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(d_->rows);
  connect(d_->rows, &RowTable::rowSelected, this, &EdgeTable::edgeSelected);
}

// The rows look at the model until the end.
EdgeTable::~EdgeTable() { delete d_->rows; }

void EdgeTable::setEdges(const std::vector<EdgeInfo>& edges) {
  const int old = selectedEdge();
  int selected = -1;
  if (old >= 0) {
    const std::string& name = d_->model.edges[static_cast<std::size_t>(old)].name;
    const auto same = std::find_if(edges.begin(), edges.end(), [&](const EdgeInfo& e) { return e.name == name; });
    if (same != edges.end()) selected = static_cast<int>(std::distance(edges.begin(), same));
  }
  d_->sortedStage = -1;
  d_->rows->resetRows([&] { d_->model.reset(edges); }, selected);
}

void EdgeTable::setRecords(std::shared_ptr<const StageRecord> stage) {
  d_->model.stage = std::move(stage);
  d_->model.valuesChanged();
  const int index = d_->model.stage ? d_->model.stage->index : -1;
  if (index == d_->sortedStage) return;
  d_->sortedStage = index;
  d_->rows->sortAgain();
}

int EdgeTable::selectedEdge() const { return d_->rows->selectedRow(); }

void EdgeTable::selectEdge(int edge) { d_->rows->selectRow(edge); }

}  // namespace dyadic::widgets
