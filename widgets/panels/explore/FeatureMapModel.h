// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "engine/types/ExploreRecord.h"

namespace dyadic::widgets {

/// Feature maps as rows of a RowTable, in execution order.
class FeatureMapModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Alone, Accumulated, Bits, Exponent, Saturated, Mse, ColumnCount };
  using Maps = std::shared_ptr<const std::vector<FeatureMapRecord>>;

  void reset(const std::vector<EdgeInfo>& edges);
  void setMaps(const Maps& maps);
  [[nodiscard]] const std::vector<EdgeInfo>& edges() const { return edges_; }
  [[nodiscard]] static std::vector<int> widths();

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  /// Null where there is none, or the map stays float.
  [[nodiscard]] const FeatureMapRecord* quantized(int row) const;
  [[nodiscard]] QString text(int row, int column) const;
  [[nodiscard]] QVariant sortValue(int row, int column) const;
  [[nodiscard]] int tone(int row, int column) const;

  std::vector<EdgeInfo> edges_;
  Maps maps_;
};

/// "38.1"; a dash for NaN, "∞".
[[nodiscard]] QString decibelText(double value);

}  // namespace dyadic::widgets
