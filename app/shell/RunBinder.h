// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>

#include "app/runtime/RunController.h"
#include "app/runtime/RunLibrary.h"
#include "app/runtime/Settings.h"

namespace dyadic::widgets {
class RunHeader;
class RunList;
}  // namespace dyadic::widgets

namespace dyadic::shell {

class Notices;
class RunListBinder;
class RunView;
class SetupBinder;

/// Two runs that may be one: the run that is active, which this starts, pauses and stops, and the run that the Run view
/// shows, alive or from its file. Window thread; never blocks.
class RunBinder : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    SetupBinder& setup;
    RunListBinder& listBinder;
    widgets::RunList& list;
    RunView& view;
    widgets::RunHeader& header;
    Notices& notices;
  };
  /// `library` and the parts must outlive the binder.
  RunBinder(const runtime::Engine& engine, runtime::RunLibrary& library, const Parts& parts, QObject* parent = nullptr);

  /// Starts the run that the set-up describes; shows why if it cannot.
  void startFromSetup();
  /// Starts a run that waited in the queue; false, and a message, if it cannot. Takes neither the keys nor, unless the
  /// run that has just ended is shown, the view.
  [[nodiscard]] bool startQueued(RunConfig config);
  /// Goes on with a run from its file.
  void resumeFile(const QString& path);
  void pauseOrResume();
  void stop();
  /// Stops, after a question where that would lose what cannot be written.
  void askToStop();
  /// Shows a run file; the active run itself where it is that one.
  void openFile(const QString& path);
  /// Lists all run files of a folder, such as a sweep leaves it, and shows the first one.
  void openFolder(const QString& folder);
  /// Shows the active run, if there is one.
  void showActive();
  /// What the header says: about the run that is shown, or about the active one alone.
  void updateHeader(bool activeOnly);

  /// The newest picture of the active run; null if none is active or before its first one.
  [[nodiscard]] std::shared_ptr<const RunSnapshot> activeRun() const;
  [[nodiscard]] bool isActive() const { return controller_.isActive(); }
  [[nodiscard]] bool isStopping() const { return controller_.isStopping(); }
  [[nodiscard]] bool isPaused() const;
  /// The active run's file does not hold all of it, because it cannot be written.
  [[nodiscard]] bool isUnwritten() const { return unwritten_; }
  /// The run that is shown is the active one.
  [[nodiscard]] bool isActiveShown() const;

 Q_SIGNALS:
  /// As RunController::activeChanged().
  void activeChanged(bool active);
  /// The view shows another run, or a newer picture of it.
  void shown();
  /// Something else about the active run has changed.
  void changed();
  /// The user wants to see a run: it was started or opened.
  void viewWanted();
  void started();
  /// The user wants the active run to end.
  void stopRequested();
  /// No run is active any more, and its file is closed.
  void ended();

 private:
  void connectParts();
  void connectController();
  /// A name in the runs folder that is free: DATE-TIME-method-bits.h5.
  [[nodiscard]] QString newPath(const RunConfig& config) const;
  void start(const RunConfig& config, const QString& resume, bool force);
  [[nodiscard]] bool begin(session::RunRequest request);
  void follow(const std::shared_ptr<const RunSnapshot>& snapshot);
  /// `active`: it is a picture of the active run, not of a file.
  void show(const std::shared_ptr<const RunSnapshot>& snapshot, bool active);
  /// Says when the run file cannot be written, offers another place as long as that is so, and follows the run there.
  void watchFile(const RunSnapshot& snapshot);
  void followTo(const QString& path);
  void askForPlace(const QString& path);
  /// Once a run: images that calibrate and validate, images left out.
  void warnOfData(const RunSnapshot& snapshot);
  void end(const std::shared_ptr<const RunSnapshot>& snapshot);
  /// Reads the run that is shown anew while another program writes it.
  void followFile();
  void showOpened(const QString& path, const std::shared_ptr<const RunSnapshot>& snapshot);

  runtime::RunController controller_;
  runtime::RunLibrary& library_;
  runtime::Settings settings_;
  Parts parts_;
  QString awaited_;         ///< the run file that is being opened
  QString followed_;        ///< the run file that is being read anew
  QTimer following_;        ///< runs while another program writes the run that is shown
  QString last_;            ///< the run file that was written last
  std::string warned_;      ///< path of the run whose data was warned of
  bool unwritten_ = false;  ///< the active run's file cannot be written
  bool choosing_ = false;   ///< another place for it
  QString offeredFor_;      ///< why it cannot be written, as the user was told
  QElapsedTimer offered_;   ///< since when
};

}  // namespace dyadic::shell
