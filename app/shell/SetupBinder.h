// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <memory>

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
  /// The layer whose histogram the what-if brings along; -1: the worst one.
  void setLayer(int layer);
  /// Asks for a what-if even if nothing changed.
  void askWhatIf();

  /// The form as a config that a run can be started with, every default filled in; its output is empty if the user
  /// named none. Shows the error in the form too.
  [[nodiscard]] Expected<RunConfig> finishedConfig();
  /// The form as it is.
  [[nodiscard]] RunConfig config() const;

 Q_SIGNALS:
  void whatIfReady(std::shared_ptr<const dyadic::runtime::WhatIfResult> result);
  /// Model or data were looked at; the form says what was found.
  void inspected();
  /// The model cannot be used; the form says why.
  void modelLost();
  /// Something in the form has changed.
  void changed();

 private:
  void listChoices();
  void modelChosen(const QString& path);
  void dataChosen(const QString& path);
  void showWhatIf(const std::shared_ptr<const runtime::WhatIfResult>& result);

  runtime::Engine engine_;
  widgets::SetupPanel& panel_;
  runtime::Settings settings_;
  runtime::EngineTasks tasks_;
  runtime::Coalescer changes_;
  std::shared_ptr<const ModelInfo> model_;
  int layer_ = -1;
};

}  // namespace dyadic::shell
