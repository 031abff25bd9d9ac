// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "engine/types/RunRecord.h"
#include "widgets/plots/Plot.h"

namespace dyadic::widgets {

/// A run's curve, or those of its seeds.
struct ComparedRuns {
  /// What is drawn of one run.
  struct Run {
    QString name;  ///< names its rows in CSV
    std::vector<std::shared_ptr<const StageRecord>> stages;
    std::optional<double> baseline;  ///< top-1 of its float network, a fraction
  };
  QString name;
  int color = 0;  ///< as everywhere in the window: runColor()
  std::vector<Run> runs;
  bool lit = true;  ///< else faded, because it is not looked at
};

/// Accuracy after each stage, hard or as trained, of several runs, against their float networks. Runs of one group that
/// differ by seed are their mean, in a band from the worst to the best of them. Stages are categories where all runs
/// have the same portions, and else stand at their portion.
class ComparePlot : public Plot {
  Q_OBJECT
 public:
  explicit ComparePlot(QWidget* parent = nullptr);

  void setRuns(std::vector<ComparedRuns> groups);
  void clear() { setRuns({}); }
  /// Of which network; hard at first.
  enum class Network { Hard, Trained };
  void setNetwork(Network network);

  [[nodiscard]] QString kind() const override { return QStringLiteral("compare"); }

 protected:
  [[nodiscard]] bool hasData() const override;
  [[nodiscard]] PlotData describe(Medium medium) const override;
  [[nodiscard]] QString readout(const QCustomPlot& canvas, const QPointF& pixel) const override;

 private:
  /// The portions that all runs have; empty where they differ.
  [[nodiscard]] std::vector<double> portions() const;
  void addRunTables(PlotData& shown) const;

  [[nodiscard]] double top1(const StageRecord& stage) const;
  [[nodiscard]] QString column() const;
  /// Mean, worst and best over the runs of a group, stage by stage as far as every run has come.
  struct Curve {
    std::vector<double> mean;
    std::vector<double> low;
    std::vector<double> high;
  };
  [[nodiscard]] Curve curveOf(const ComparedRuns& group) const;

  std::vector<ComparedRuns> groups_;
  Network network_ = Network::Hard;
};

}  // namespace dyadic::widgets
