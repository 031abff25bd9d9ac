// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/DeployTable.h"

#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/panels/RowTable.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum Column {
  Name,
  Operator,
  Truncation,
  Guaranteed,
  Measured,
  Saturated,
  BiasSaturated,
  InputBits,
  InputExponent,
  WeightBits,
  WeightExponent,
  OutputBits,
  OutputExponent,
  Accumulator,
  ColumnCount
};

struct ColumnText {
  const char* title;
  const char* tip;
  int width;
};

const std::array<ColumnText, ColumnCount> kColumns = {{
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Layer"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Name in the network; sorted by it, in order of execution"),
     168},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Op"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Integer operator"), 104},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "P"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable",
                       "Optimal truncation point: how far the accumulator is shifted right"),
     52},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Headroom"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable",
                       "Bits that no image whatever can need: from the bound of the accumulator"),
     98},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Measured"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Bits that no image of the verification needed"), 92},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Saturated"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Share of the outputs that were cut off to their range"), 92},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Bias cut"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Entries of the bias that lay outside its bits"), 84},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Bits in"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Bits of the first input"), 64},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "s in"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable",
                       "Exponent of the first input: its values are integers times 2^s"),
     52},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Bits w"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Bits of the weights"), 64},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "s w"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Exponent of the weights"), 52},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Bits out"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Bits of the output"), 68},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "s out"),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Exponent of the output"), 56},
    {QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Acc."),
     QT_TRANSLATE_NOOP("dyadic::widgets::DeployTable", "Bits of the accumulator"), 56},
}};

const QString kDash = QStringLiteral("\u2013");

class DeployModel : public QAbstractTableModel {
 public:
  std::vector<OperationFacts> facts;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(facts.size());
  }
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : ColumnCount;
  }

  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
    const OperationFacts& f = facts[static_cast<std::size_t>(index.row())];
    switch (role) {
      case Qt::DisplayRole:
        return text(f, index.column());
      case Qt::TextAlignmentRole:
        return alignment(index.column());
      case Qt::ToolTipRole:
        return index.column() == Name ? QVariant(QString::fromStdString(f.name)) : QVariant();
      case SortRole:
        return index.column() == Name ? QVariant(index.row()) : sortValue(f, index.column());
      case ToneRole:
        return tone(f, index.column());
      default:
        return {};
    }
  }

  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
    const ColumnText& column = kColumns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole) return DeployTable::tr(column.title);
    if (role == Qt::ToolTipRole) return DeployTable::tr(column.tip);
    if (role == Qt::TextAlignmentRole) return alignment(section);
    return {};
  }

  void reset(std::vector<OperationFacts> next) {
    beginResetModel();
    facts = std::move(next);
    endResetModel();
  }

 private:
  [[nodiscard]] static QVariant alignment(int column) {
    return QVariant((column == Name || column == Operator ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }

  [[nodiscard]] static QString integer(int value) {
    return QString::number(value).replace(QLatin1Char('-'), QChar(0x2212));
  }
  /// An exponent, or a real scale.
  [[nodiscard]] static QString grid(int exponent, double scale) {
    return scale > 0 ? QString::fromStdString(gridText(exponent, scale)) : integer(exponent);
  }
  [[nodiscard]] static double gridValue(int exponent, double scale) { return scale > 0 ? std::log2(scale) : exponent; }
  [[nodiscard]] static QString bitsText(double bits) {
    if (std::isnan(bits)) return kDash;
    return std::isinf(bits) ? QStringLiteral("\u221e") : DeployTable::tr("%1 bit").arg(bits, 0, 'f', 1);
  }

  [[nodiscard]] static QString text(const OperationFacts& f, int column) {
    switch (column) {
      case Name:
        return QString::fromStdString(f.name);
      case Operator:
        return QString::fromStdString(f.kind);
      case Truncation: {
        if (f.fixedPoint > 0) return QStringLiteral("\u00d7 ") + QString::number(f.fixedPoint, 'g', 3);
        QStringList points;
        for (const int p : f.truncation) points << integer(p);
        return points.isEmpty() ? kDash : points.join(QStringLiteral(", "));
      }
      case Guaranteed:
        return bitsText(f.guaranteedHeadroom);
      case Measured:
        return bitsText(f.measuredHeadroom);
      case Saturated:
        return QString::fromStdString(shareText(f.saturatedShare));
      case BiasSaturated:
        return f.biasSaturated < 0 ? kDash : QString::number(f.biasSaturated);
      case InputExponent:
        return grid(f.inputExponent, f.inputScale);
      case OutputExponent:
        return grid(f.outputExponent, f.outputScale);
      case WeightExponent:
        return f.weightBits > 0 ? grid(f.weightExponent, f.weightScale) : kDash;
      default: {
        const QVariant value = sortValue(f, column);
        return value.isValid() ? QString::number(value.toInt()) : kDash;
      }
    }
  }

  [[nodiscard]] static QVariant sortValue(const OperationFacts& f, int column) {
    const auto known = [](double value) { return std::isnan(value) ? QVariant() : QVariant(value); };
    const auto positive = [](int value) { return value > 0 ? QVariant(value) : QVariant(); };
    switch (column) {
      case Operator:
        return QString::fromStdString(f.kind);
      case Truncation:
        return f.truncation.empty() ? QVariant()
                                    : QVariant(*std::max_element(f.truncation.begin(), f.truncation.end()));
      case Guaranteed:
        return known(f.guaranteedHeadroom);
      case Measured:
        return known(f.measuredHeadroom);
      case Saturated:
        return known(f.saturatedShare);
      case BiasSaturated:
        return f.biasSaturated < 0 ? QVariant() : QVariant::fromValue<qlonglong>(f.biasSaturated);
      case InputBits:
        return positive(f.inputBits);
      case InputExponent:
        return gridValue(f.inputExponent, f.inputScale);
      case WeightBits:
        return positive(f.weightBits);
      case WeightExponent:
        return f.weightBits > 0 ? QVariant(gridValue(f.weightExponent, f.weightScale)) : QVariant();
      case OutputBits:
        return positive(f.outputBits);
      case OutputExponent:
        return gridValue(f.outputExponent, f.outputScale);
      case Accumulator:
        return positive(f.accumulatorBits);
      default:
        return {};
    }
  }

  [[nodiscard]] static int tone(const OperationFacts& f, int column) {
    switch (column) {
      case Name:
        return PlainTone;
      case Operator:
        return FaintTone;
      case Guaranteed:
        return f.guaranteedHeadroom < kHeadroomLimit ? WarnTone : f.accumulatorBits > 0 ? PlainTone : FaintTone;
      case Measured:
        return f.measuredHeadroom < kHeadroomLimit ? BadTone : std::isnan(f.measuredHeadroom) ? FaintTone : PlainTone;
      case Saturated:
        return f.saturatedShare > kSaturationLimit ? BadTone : std::isnan(f.saturatedShare) ? FaintTone : PlainTone;
      case BiasSaturated:
        return f.biasSaturated > 0 ? WarnTone : FaintTone;
      default:
        return sortValue(f, column).isValid() ? PlainTone : FaintTone;
    }
  }
};

}  // namespace

struct DeployTable::Private {
  DeployModel model;
  RowTable* rows = nullptr;
};

DeployTable::DeployTable(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  RowTable::Setup setup;
  setup.filterText = tr("Filter operations");
  setup.filterName = tr("Filter operations by name");
  setup.name = tr("Operations of the integer program");
  setup.emptyText = tr("The operations of the program appear here.");
  for (const ColumnText& column : kColumns) setup.widths.push_back(column.width);
  setup.countText = [](int count) { return tr("%n operations", nullptr, count); };
  d_->rows = new RowTable(d_->model, std::move(setup));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, 1, 1, kHalfSpace);  // clear of the rounded border
  column->addWidget(d_->rows);
  connect(d_->rows, &RowTable::rowSelected, this, &DeployTable::operationSelected);
}

// The rows look at the model until the end.
DeployTable::~DeployTable() { delete d_->rows; }

void DeployTable::setFacts(std::vector<OperationFacts> facts) {
  const int old = selectedOperation();
  int selected = -1;
  if (old >= 0) {
    const std::string& name = d_->model.facts[static_cast<std::size_t>(old)].name;
    const auto same = std::find_if(facts.begin(), facts.end(), [&](const OperationFacts& f) { return f.name == name; });
    if (same != facts.end()) selected = static_cast<int>(std::distance(facts.begin(), same));
  }
  d_->rows->resetRows([&] { d_->model.reset(std::move(facts)); }, selected);
}

int DeployTable::selectedOperation() const { return d_->rows->selectedRow(); }

void DeployTable::selectOperation(int operation) { d_->rows->selectRow(operation); }

}  // namespace dyadic::widgets
