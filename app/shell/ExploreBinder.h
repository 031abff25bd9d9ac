// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "app/runtime/ExploreTasks.h"
#include "engine/types/ExploreRecord.h"

namespace dyadic::widgets {
class ExploreView;
}

namespace dyadic::shell {

class ImageBinder;
class SetupBinder;

/// What the set-up would do to the network, without training: costs and accuracy follow every change of the set-up,
/// feature maps while they are looked at, sensitivities and proposed bits when they are asked for. While a run is
/// active nothing that computes on images goes on, so that the run has the processors; it is taken up again after it.
/// Window thread; never blocks.
class ExploreBinder : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    SetupBinder& setup;
    widgets::ExploreView& view;
  };
  /// The parts must outlive the binder.
  ExploreBinder(const runtime::Engine& engine, const Parts& parts, QObject* parent = nullptr);
  ~ExploreBinder() override;

  void setRunActive(bool active);
  /// Whether a run can be started from the ranking; `reason` says why not.
  void setStartEnabled(bool on, const QString& reason);
  /// Starts the measurement of sensitivities, goes on with it, or pauses it.
  void measureOrPause();
  /// Index into the model's layers, -1 for none. Emits nothing.
  void selectLayer(int layer);

 Q_SIGNALS:
  void layerSelected(int layer);
  void startRequested();

 private:
  void connectTasks();
  void connectNetwork();
  void connectSensitivity();
  void connectProposal();
  /// The set-up may have changed: asks what follows from it.
  void follow();
  void settingChanged();
  [[nodiscard]] bool hasImages() const;
  /// Why nothing that needs images can be asked; empty if it can.
  [[nodiscard]] QString obstacle() const;
  void updateObstacle();
  void updateEstimate();
  void updateSensitivity();
  void updateFeatureMaps();
  /// Another page is seen, or none.
  void updatePage();
  void measure();
  void pause(const QString& why);
  void applyProposal();

  runtime::ExploreTasks tasks_;
  Parts parts_;
  std::unique_ptr<ImageBinder> images_;
  QTimer estimateSoon_;
  std::shared_ptr<const ModelInfo> model_;
  QString modelName_;                      ///< what the set-up called it
  std::optional<QuantSetting> setting_;    ///< the newest one that was asked about
  std::optional<CostRecord> costs_;        ///< of setting_
  std::optional<QuantSetting> estimated_;  ///< whose estimate has come to its end
  std::optional<QuantSetting> shown_;      ///< whose estimate, as far as it came, is shown
  std::optional<QuantSetting> mapped_;     ///< whose feature maps are shown, or being measured
  std::optional<QuantSetting> measured_;   ///< whose sensitivities are shown or being measured, portion left out
  QuantSetting proposedFor_;
  CostRecord proposedCosts_;  ///< of it
  int layer_ = -1;            ///< selected in the other views
  bool runActive_ = false;
  bool goOnAfterRun_ = false;  ///< with the sensitivities
};

}  // namespace dyadic::shell
