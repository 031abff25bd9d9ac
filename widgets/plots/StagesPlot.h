// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/types/RunRecord.h"
#include "widgets/plots/Plot.h"

namespace dyadic::widgets {

/// Accuracy after each stage, as trained and hard, against the float network's. The accuracy axis fits the data.
class StagesPlot : public Plot {
  Q_OBJECT
 public:
  explicit StagesPlot(QWidget* parent = nullptr);

  /// Planned shares, one a stage: the stage axis is there before the results are. Fractions 0 to 1.
  void setPortions(const std::vector<double>& portions);
  void setStages(const std::vector<std::shared_ptr<const StageRecord>>& stages);
  /// Top-1 of the float network as a fraction; nothing takes the line away.
  void setBaseline(std::optional<double> top1);
  /// Marked with a band; -1 for none.
  void setSelectedStage(int stage);
  void clear();

  [[nodiscard]] QString kind() const override { return QStringLiteral("stages"); }

 Q_SIGNALS:
  void stageSelected(int stage);

 protected:
  [[nodiscard]] bool hasData() const override;
  [[nodiscard]] PlotData describe(Medium medium) const override;
  [[nodiscard]] QString readout(const QCustomPlot& canvas, const QPointF& pixel) const override;
  void clicked(const QCustomPlot& canvas, const QPointF& pixel) override;

 private:
  [[nodiscard]] std::vector<double> portions() const;

  std::vector<double> planned_;
  std::vector<std::shared_ptr<const StageRecord>> stages_;
  std::optional<double> baseline_;
  int selected_ = -1;
};

}  // namespace dyadic::widgets
