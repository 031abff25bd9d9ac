// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "engine/types/ExploreRecord.h"

namespace dyadic::widgets {

class SensitivityPlot;

/// What each layer does to the network's output, as a plot and as a ranking from which layers get other bits. A
/// measurement takes a while: it is started, paused and gone on with here. Sends intents; what comes of them the owner
/// says.
class SensitivityPanel : public QWidget {
  Q_OBJECT
 public:
  explicit SensitivityPanel(QWidget* parent = nullptr);
  ~SensitivityPanel() override;

  /// Another model: drops the record.
  void setLayers(const std::vector<LayerInfo>& layers);
  /// What is measured so far.
  void setRecord(std::shared_ptr<const SensitivityRecord> record);
  [[nodiscard]] std::shared_ptr<const SensitivityRecord> record() const;

  enum class State {
    Idle,       ///< nothing measured for the setting
    Measuring,  ///< the record grows
    Paused,     ///< by the user, or because the text says so
    Done,
    Outdated,  ///< the record is of an earlier setting
    Failed,    ///< the text says why
  };
  void setState(State state, const QString& text = {});
  [[nodiscard]] State state() const;
  /// Whether a measurement may begin; `reason` says why not.
  void setMeasurable(bool on, const QString& reason = {});
  /// Whether a run may be started.
  void setStartEnabled(bool on, const QString& reason = {});

  /// Emits nothing.
  void selectLayer(int layer);
  [[nodiscard]] std::vector<int> chosenLayers() const;
  [[nodiscard]] SensitivityPlot& plot() const;
  /// Metric and measure button, for the owner to place beside the panel's name.
  [[nodiscard]] QWidget* tools() const;

 Q_SIGNALS:
  void measureRequested();
  void pauseRequested();
  void layerSelected(int layer);
  void bitsRequested(const std::vector<int>& layers, int bits);
  void floatRequested(const std::vector<int>& layers);
  void startRequested();

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
