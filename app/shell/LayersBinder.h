// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

#include "app/runtime/EngineTasks.h"
#include "engine/types/RunRecord.h"

namespace dyadic::widgets {
class CandidateChips;
class ErrorPlot;
class HistogramPlot;
class PlotCard;
class Segmented;
class TensorTables;
}  // namespace dyadic::widgets

namespace dyadic::shell {

/// The views of tensors, with one selection in all of them: table, error plot and histogram. They show a what-if or a
/// stage of a run, the weights of its layers or the feature maps of its edges. Window thread.
class LayersBinder : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    widgets::TensorTables& tables;
    widgets::ErrorPlot& error;
    widgets::HistogramPlot& histogram;
    widgets::PlotCard& errorCard;
    widgets::PlotCard& histogramCard;
  };
  /// The parts must outlive the binder.
  explicit LayersBinder(const Parts& parts, QObject* parent = nullptr);

  /// The newest what-if, null for none; shown by the next show...().
  void setWhatIf(std::shared_ptr<const runtime::WhatIfResult> result);
  /// News of one layer, before those of the others.
  void setWhatIfLook(const std::shared_ptr<const runtime::WhatIfLook>& look);
  void showWhatIf();
  /// A run (null: none yet) at one of its stages (null: before the first). The what-if stands in until a run that is
  /// `live` has its first record.
  void showRun(const std::shared_ptr<const RunSnapshot>& run, const std::shared_ptr<const StageRecord>& stage,
               bool live);

  /// What the set-up is now: the layer table shows it at once, the what-if follows.
  void setSetting(const QuantSetting& setting);

  /// -1 for none. Emits layerSelected().
  void selectLayer(int layer);
  [[nodiscard]] int selectedLayer() const { return layer_; }
  void selectEdge(int edge);
  /// Feature maps or weights. The other tensor of the selected name is selected, where there is one. A what-if has
  /// weights alone; the wish is kept for the next run.
  void setMapsWanted(bool on);

 Q_SIGNALS:
  void layerSelected(int layer);

 private:
  void updateSettings();
  /// The exponents that a what-if has tried for layer `index`; -1: none.
  void updateCandidates(int index);
  void showStage(std::shared_ptr<const ModelInfo> model, std::shared_ptr<const StageRecord> stage);
  void setModel(std::shared_ptr<const ModelInfo> model);
  /// Weights or feature maps, as wanted and possible.
  void updateKind();
  void updateErrors();
  void updateHistogram();
  [[nodiscard]] bool hasMaps() const;

  Parts parts_;
  widgets::Segmented* choice_;  ///< in the histogram's card, beside that of the tables
  widgets::CandidateChips* candidates_;
  std::shared_ptr<const runtime::WhatIfResult> whatIf_;
  std::shared_ptr<const StageRecord> whatIfStage_;
  std::shared_ptr<const ModelInfo> model_;    ///< whose layers the views hold
  std::shared_ptr<const StageRecord> stage_;  ///< what they show of them
  QuantSetting setting_;
  bool whatIfShown_ = false;  ///< stage_ is whatIfStage_
  bool editable_ = false;     ///< the view is that of the what-if
  bool mapsWanted_ = false;
  bool mapsShown_ = false;
  int layer_ = -1;
  int edge_ = -1;
};

}  // namespace dyadic::shell
