// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

#include "engine/types/ExploreRecord.h"

namespace dyadic::widgets {

class AccuracyCard;
class TileRow;

/// What a setting gives and what it costs, at a glance. The costs are there at once, the accuracy when it comes.
class ExploreTiles : public QWidget {
  Q_OBJECT
 public:
  explicit ExploreTiles(QWidget* parent = nullptr);

  [[nodiscard]] AccuracyCard& accuracy() const { return *accuracy_; }
  /// The change against the float network; nothing for none.
  void setChange(const std::optional<AccuracyEstimate>& estimate);
  void setCosts(const std::optional<CostRecord>& costs);
  /// There are no costs, and why; can be read in full as a tool tip.
  void setCostsProblem(const QString& text);

 private:
  AccuracyCard* accuracy_;
  TileRow* tiles_;
};

}  // namespace dyadic::widgets
