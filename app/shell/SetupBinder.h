// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>
#include <memory>
#include <vector>

#include "app/runtime/Coalescer.h"
#include "app/runtime/Engine.h"
#include "app/runtime/EngineTasks.h"
#include "app/runtime/Settings.h"
#include "app/shell/SetupHistory.h"

namespace dyadic::widgets {
class SetupPanel;
}

namespace dyadic::shell {

/// Keeps the set-up form and the engine in step: looks at the model and the data that the user chose, reports problems
/// below their fields, follows every change of the form with a what-if, can undo it, and measures how long a run takes
/// once the form is ready and left alone. Window thread; never blocks.
class SetupBinder : public QObject {
  Q_OBJECT
 public:
  /// `panel` must outlive the binder.
  SetupBinder(runtime::Engine engine, widgets::SetupPanel& panel, QObject* parent = nullptr);

  /// Fills the form and looks at model and data.
  void setConfig(const RunConfig& config);
  void openModel(const QString& path);
  void openData(const QString& path);
  /// Fills the form as a change that can be undone and is called `change`, for example "Apply the proposed bits".
  void applyConfig(const RunConfig& config, const QString& change);
  /// The same for the method, layer rules, seed and portion of a setting.
  void applySetting(const QuantSetting& setting, const QString& change);
  /// Layer rules as the layer table makes them: one a layer. Layers are indices in ModelInfo; those out of range are
  /// left out. Nothing happens before the model was read.
  void setLayerBits(const std::vector<int>& layers, int bits);
  void setMapBits(const std::vector<int>& layers, int bits);  ///< of the feature maps that the layers make
  void setLayersQuantized(const std::vector<int>& layers, bool on);
  void clearLayerRules(const std::vector<int>& layers);
  /// A rule for one layer becomes part of that layer's own; patterns go to the end of the list.
  void addRules(const std::vector<LayerRule>& rules);
  /// Share of the weights that Explore looks at as quantized, 0 to 1; no part of a run.
  void setPortion(double portion);
  /// No time is measured while a run is on.
  void setRunActive(bool on);
  [[nodiscard]] const SetupHistory& history() const { return history_; }

  /// The layer whose histogram the what-if brings along; -1: the worst one.
  void setLayer(int layer);
  /// Asks for a what-if even if nothing changed.
  void askWhatIf();

  /// The form as a config that a run can be started with, every default filled in; its output is empty if the user
  /// named none. Shows the error in the form too.
  [[nodiscard]] Expected<RunConfig> finishedConfig();
  /// The form as it is.
  [[nodiscard]] RunConfig config() const;
  /// The part of it that Explore asks about, with the portion that is looked at.
  [[nodiscard]] QuantSetting setting() const;
  /// The model that the form names; null until it was read, or where it cannot be.
  [[nodiscard]] std::shared_ptr<const ModelInfo> model() const { return model_; }
  /// Names of the classes: the model's, else those of the data; may be empty.
  [[nodiscard]] std::vector<std::string> classNames() const;

 Q_SIGNALS:
  /// The layer that was set, ahead of whatIfReady().
  void layerReady(std::shared_ptr<const dyadic::runtime::WhatIfLook> look);
  void whatIfReady(std::shared_ptr<const dyadic::runtime::WhatIfResult> result);
  /// Model or data were looked at; the form says what was found.
  void inspected();
  /// The user chose a model, whose file is read now.
  void readingModel(const QString& name);
  /// The model cannot be used; the form says why in short.
  void modelLost(const QString& why);
  /// Something in the form has changed.
  void changed();
  /// setting() is another one than the last that was told of; once a change, also while a slider moves.
  void settingChanged(const dyadic::QuantSetting& setting);

 private:
  void listChoices();
  void connectPanel();
  void connectTasks();
  /// Tells everyone, and the history: a change called `name`, or named by what differs.
  void formChanged(const QString& name = {});
  void restore(const SetupState& state);
  /// Called `change` with %1 for the layers: "bits of %1".
  void changeRules(const std::vector<int>& layers, const QString& name,
                   const std::function<void(std::vector<LayerRule>&, const std::string& name)>& change);
  void forgetTime();
  void measureTime();
  /// With the input of the model once that is known: data that do not fit it are a problem of the form.
  void inspectData();
  void modelChosen(const QString& path);
  void dataChosen(const QString& path);
  void takeModel(const std::shared_ptr<const ModelInfo>& model);
  void showWhatIf(const std::shared_ptr<const runtime::WhatIfResult>& result);

  runtime::Engine engine_;
  widgets::SetupPanel& panel_;
  runtime::Settings settings_;
  runtime::EngineTasks tasks_;
  runtime::Coalescer changes_;
  std::shared_ptr<const ModelInfo> model_;
  SetupHistory history_;
  SetupState state_;   ///< of the form, as the history knows it
  QuantSetting told_;  ///< by settingChanged()
  QTimer quiet_;       ///< since the last change
  bool dataKnown_ = false;
  std::vector<std::string> dataClasses_;
  bool runActive_ = false;
  int layer_ = -1;
};

}  // namespace dyadic::shell
