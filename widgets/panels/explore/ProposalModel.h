// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "engine/types/ExploreRecord.h"

namespace dyadic::widgets {

/// The layers that a proposal gives bits, as rows of a RowTable: what they have now beside what they would get.
class ProposalModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Now, Proposed, Change, Size, Weights, ColumnCount };

  /// `now`: the costs of the setting that was asked about.
  void reset(const std::vector<LayerInfo>& layers, const BitProposal& proposal, const CostRecord& now);
  void clear();
  /// Layer of a row.
  [[nodiscard]] int layerOf(int row) const { return rows_[static_cast<std::size_t>(row)].layer; }
  [[nodiscard]] static std::vector<int> widths();

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    int layer = 0;
    QString name;
    int now = 0;  ///< 32: float
    int proposed = 0;
    double bytes = 0;  ///< as proposed
    std::int64_t parameters = 0;
  };
  [[nodiscard]] static QString text(const Row& row, int column);

  std::vector<Row> rows_;
};

}  // namespace dyadic::widgets
