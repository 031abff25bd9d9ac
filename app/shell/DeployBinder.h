// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <memory>

#include "app/runtime/IntegerTasks.h"
#include "app/runtime/Settings.h"
#include "engine/types/RunRecord.h"
#include "widgets/panels/DeployVerdict.h"

class QWidget;

namespace dyadic::widgets {
class DeployView;
}

namespace dyadic::shell {

class Notices;

/// The integer program of the run that is shown: read once the Deploy view is looked at, verified in the background
/// while anything else goes on, exported through a file dialog. Window thread; never blocks.
class DeployBinder : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    widgets::DeployView& view;
    Notices& notices;
    QWidget& window;  ///< parent of dialogs
  };
  /// The parts must outlive the binder.
  DeployBinder(const runtime::Engine& engine, const Parts& parts, QObject* parent = nullptr);

  /// The run, or null for none. `looking`: its file is closed and the view can be seen, so that it is worth reading.
  void show(const std::shared_ptr<const RunSnapshot>& run, bool looking);
  /// Verifies the run that is shown; says so where another one is being verified.
  void verify();
  void exportAs(widgets::DeployExport form);
  [[nodiscard]] bool canVerify() const;
  [[nodiscard]] bool canExport() const;
  /// Index into the run's layers, -1 for none. Emits nothing.
  void selectLayer(int layer);

 Q_SIGNALS:
  void layerSelected(int layer);
  /// canVerify() or canExport() may be another.
  void changed();

 private:
  void connectTasks();
  void chosen(session::ExportRequest request, const QString& path, const QString& name);
  void verified(const QString& run, const IntegerReport& report);
  /// It is the run whose program the view has, or is waiting for.
  [[nodiscard]] bool isShown(const QString& run) const;

  runtime::IntegerTasks tasks_;
  runtime::Settings settings_;
  Parts parts_;
  std::shared_ptr<const RunSnapshot> run_;
  QString path_;        ///< of the run, once its program was asked for
  int layer_ = -1;      ///< selected in the other views
  bool quiet_ = false;  ///< a selection comes from outside
};

}  // namespace dyadic::shell
