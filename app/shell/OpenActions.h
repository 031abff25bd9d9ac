// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "app/runtime/Engine.h"
#include "app/runtime/Settings.h"

class QWidget;

namespace dyadic::shell {

struct MainMenu;
class Notices;
class RunBinder;
class SetupBinder;

/// Opens models, data sets, run files and run configs: by dialog, from the list of recent ones, or by path. Window
/// thread; nothing blocks.
class OpenActions : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    MainMenu& menu;
    SetupBinder& setup;
    RunBinder& run;
    Notices& notices;
    QWidget& window;  ///< parent of the dialogs
  };
  /// The parts must outlive this object.
  OpenActions(runtime::Engine engine, const Parts& parts, QObject* parent = nullptr);

  /// Opens what `path` is, told apart by looking: a run file (HDF5), a folder of them, a run config (.json), a data set
  /// (a folder, or one of its files), else a model.
  void openPath(const QString& path);
  /// The example that ships, ready to run.
  void openExample();
  /// Asks for a model, a run file or a run config.
  void chooseAny();
  /// Fills the set-up.
  void setUp(const RunConfig& config);

 private:
  void openModel(const QString& path);
  void openData(const QString& path);
  void openRun(const QString& path);
  void openConfig(const QString& path);
  void chooseFile(const QString& title, const QString& filter, void (OpenActions::*open)(const QString&));
  void chooseData(bool file);
  void fillRecent();

  runtime::Engine engine_;
  runtime::Settings settings_;
  Parts parts_;
};

}  // namespace dyadic::shell
