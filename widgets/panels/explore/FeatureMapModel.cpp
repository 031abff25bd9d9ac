// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/FeatureMapModel.h"

#include <array>
#include <cmath>

#include "widgets/panels/LayerTable.h"
#include "widgets/panels/RowTable.h"
#include "widgets/plots/Arithmetic.h"

namespace dyadic::widgets {
namespace {

struct ColumnText {
  const char* title;
  const char* tip;
  int width;
};

const std::array<ColumnText, FeatureMapModel::ColumnCount> kColumns = {{
    {QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel", "Feature map"),
     QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel",
                       "Name of what produces it; sorted by it, in order of execution"),
     116},
    {QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel", "Alone dB"),
     QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel",
                       "Signal to quantization noise of its own quantization; more is better"),
     84},
    {QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel", "Accum. dB"),
     QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel",
                       "Accumulated: signal to noise against the same feature map of the float network"),
     88},
    {QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel", "Bits"),
     QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel", "Bits a value"), 50},
    {QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel", "Exp"),
     QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel", "Shared exponent s: a value is an integer times 2^s"), 50},
    {QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel", "Saturated"),
     QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel", "Share of the values outside the grid"), 84},
    {QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel", "MSE"),
     QT_TRANSLATE_NOOP("dyadic::widgets::FeatureMapModel", "Mean squared error of its own quantization"), 84},
}};

const QString kDash = QStringLiteral("\u2013");

QString signedText(const QString& number) { return QString(number).replace(QLatin1Char('-'), QChar(0x2212)); }

}  // namespace

QString decibelText(double value) {
  return std::isnan(value)   ? kDash
         : std::isinf(value) ? QStringLiteral("\u221e")
                             : signedText(QString::number(value, 'f', 1));
}

void FeatureMapModel::reset(const std::vector<EdgeInfo>& edges) {
  beginResetModel();
  edges_ = edges;
  maps_.reset();
  endResetModel();
}

void FeatureMapModel::setMaps(const Maps& maps) {
  maps_ = maps;
  if (!edges_.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

std::vector<int> FeatureMapModel::widths() {
  std::vector<int> widths;
  for (const ColumnText& column : kColumns) widths.push_back(column.width);
  return widths;
}

int FeatureMapModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(edges_.size());
}

int FeatureMapModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FeatureMapModel::data(const QModelIndex& index, int role) const {
  switch (role) {
    case Qt::DisplayRole:
      return text(index.row(), index.column());
    case Qt::TextAlignmentRole:
      return headerData(index.column(), Qt::Horizontal, role);
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

QVariant FeatureMapModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
  const ColumnText& column = kColumns[static_cast<std::size_t>(section)];
  if (role == Qt::DisplayRole) return tr(column.title);
  if (role == Qt::ToolTipRole) return tr(column.tip);
  if (role == Qt::TextAlignmentRole)
    return QVariant((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  return {};
}

const FeatureMapRecord* FeatureMapModel::quantized(int row) const {
  const auto i = static_cast<std::size_t>(row);
  return maps_ && i < maps_->size() && (*maps_)[i].record.bits > 0 ? &(*maps_)[i] : nullptr;
}

QString FeatureMapModel::text(int row, int column) const {
  if (column == Name) return QString::fromStdString(edges_[static_cast<std::size_t>(row)].name);
  if (column == Accumulated && maps_ && static_cast<std::size_t>(row) < maps_->size())
    return decibelText((*maps_)[static_cast<std::size_t>(row)].accumulatedSqnrDb);
  const FeatureMapRecord* map = quantized(row);
  if (!map) return column == Bits && maps_ ? tr("float") : kDash;
  const EdgeRecord& r = map->record;
  switch (column) {
    case Alone:
      return decibelText(r.sqnrDb);
    case Bits:
      return QString::number(r.bits);
    case Exponent:
      return r.scale > 0 ? QString::number(r.scale, 'g', 3) : signedText(QString::number(r.exponent));
    case Saturated:
      return QString::fromStdString(percentText(r.saturatedFraction));
    default:
      return std::isnan(r.mse) ? kDash : QString::fromStdString(numberText(r.mse, 3));
  }
}

QVariant FeatureMapModel::sortValue(int row, int column) const {
  if (column == Name) return row;
  const auto known = [](double value) { return std::isnan(value) ? QVariant() : QVariant(value); };
  if (column == Accumulated)
    return maps_ && static_cast<std::size_t>(row) < maps_->size()
               ? known((*maps_)[static_cast<std::size_t>(row)].accumulatedSqnrDb)
               : QVariant();
  const FeatureMapRecord* map = quantized(row);
  if (!map) return {};
  const EdgeRecord& r = map->record;
  return column == Alone      ? known(r.sqnrDb)
         : column == Bits     ? QVariant(r.bits)
         : column == Exponent ? QVariant(r.scale > 0 ? std::log2(r.scale) : r.exponent)
                              : known(column == Saturated ? r.saturatedFraction : r.mse);
}

int FeatureMapModel::tone(int row, int column) const {
  if (column == Name || column == Accumulated) return PlainTone;
  const FeatureMapRecord* map = quantized(row);
  if (!map || column == Mse) return FaintTone;
  constexpr LayerTable::Thresholds kLimits;
  const EdgeRecord& r = map->record;
  if (column == Alone)
    return r.sqnrDb < kLimits.sqnrBadDb ? BadTone : r.sqnrDb < kLimits.sqnrWarnDb ? WarnTone : PlainTone;
  if (column == Saturated)
    return r.saturatedFraction >= kLimits.saturatedBad    ? BadTone
           : r.saturatedFraction >= kLimits.saturatedWarn ? WarnTone
                                                          : PlainTone;
  return PlainTone;
}

}  // namespace dyadic::widgets
