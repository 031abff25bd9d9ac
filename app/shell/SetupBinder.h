// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <vector>

#include "app/runtime/Coalescer.h"
#include "app/runtime/Engine.h"
#include "app/runtime/EngineTasks.h"
#include "app/runtime/Settings.h"

namespace dyadic::widgets {
class SetupPanel;
}

namespace dyadic::shell {

/// Keeps the set-up form and the engine in step: looks at the model and the data that the user chose, reports problems
/// below their fields, and follows every change of the form with a what-if. Window thread; never blocks.
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
  void setLayersQuantized(const std::vector<int>& layers, bool on);
  void clearLayerRules(const std::vector<int>& layers);
  /// A rule for one layer becomes part of that layer's own; patterns go to the end of the list.
  void addRules(const std::vector<LayerRule>& rules);
  /// Share of the weights that Explore looks at as quantized, 0 to 1; no part of a run.
  void setPortion(double portion);

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

 Q_SIGNALS:
  void whatIfReady(std::shared_ptr<const dyadic::runtime::WhatIfResult> result);
  /// Model or data were looked at; the form says what was found.
  void inspected();
  /// The model cannot be used; the form says why.
  void modelLost();
  /// Something in the form has changed.
  void changed();
  /// setting() is another one than the last that was told of; once a change, also while a slider moves.
  void settingChanged(const dyadic::QuantSetting& setting);

 private:
  void listChoices();
  void formChanged();
  void changeRules(const std::vector<int>& layers,
                   const std::function<void(std::vector<LayerRule>&, const std::string& name)>& change);
  void modelChosen(const QString& path);
  void dataChosen(const QString& path);
  void showWhatIf(const std::shared_ptr<const runtime::WhatIfResult>& result);

  runtime::Engine engine_;
  widgets::SetupPanel& panel_;
  runtime::Settings settings_;
  runtime::EngineTasks tasks_;
  runtime::Coalescer changes_;
  std::shared_ptr<const ModelInfo> model_;
  QuantSetting told_;  ///< by settingChanged()
  double portion_ = 1;
  int layer_ = -1;
};

}  // namespace dyadic::shell
