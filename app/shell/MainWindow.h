// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <memory>
#include <vector>

#include "app/runtime/Engine.h"
#include "app/runtime/RunLibrary.h"
#include "app/runtime/Settings.h"
#include "app/shell/Views.h"
#include "app/shell/WindowLayout.h"

namespace dyadic::widgets {
class CompareView;
class DeployView;
class DropHint;
class ExploreView;
class WelcomeCard;
struct Command;
}  // namespace dyadic::widgets

namespace dyadic::shell {

struct MainMenu;
class Appearance;
class CompareBinder;
class DeployBinder;
class ExploreBinder;
class FigureActions;
class LayersBinder;
class Notices;
class OpenActions;
class QueueBinder;
class ReportActions;
class RunBinder;
class RunListBinder;
class RunView;
class SetupBinder;
class StatusLine;
class WindowHelp;

/// The workbench: runs and set-up left, the view in the centre, layers right, details of one layer below. Its views
/// show one state: Explore what the set-up would do to the model, Run a run, alive or from its file, Deploy its integer
/// program. One layer is selected everywhere. The window makes the parts and connects them. Window thread; nothing it
/// calls blocks.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  using View = shell::View;

  /// Starts with the example that ships, ready to run. `runsFolder`: where run files go and are listed.
  MainWindow(const runtime::Engine& engine, const QString& runsFolder, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Opens what `path` is, told apart by looking: a run file, a run config (.json), a data set, else a model.
  void openPath(const QString& path);
  /// Starts the run that the set-up describes, or puts it into the queue while one is active; shows why if it cannot.
  void startRun();
  /// The same as soon as the set-up is ready.
  void startWhenReady();
  /// Forgets the queue, ends an active run in order (state stopped, with a checkpoint), then closes; asks nothing. If
  /// the run has not ended after 20 s, leaves the program without it, so that its file says "interrupted".
  void stopAndClose();
  void setView(View view) { views_->show(view); }
  [[nodiscard]] View view() const { return views_->current(); }
  /// The layer that table, plots and details show; -1 for none.
  void selectLayer(int layer);
  [[nodiscard]] int selectedLayer() const;

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void makeBinders(const runtime::Engine& engine);
  void makeViews();
  void connectRunMenu();
  void connectViewMenu();
  void connectSetup();
  void connectLayerEdits();
  void connectRuns();
  void connectDeploy();
  void connectCompare();
  void connectExplore();
  void connectHelp(const runtime::Engine& engine);
  /// Runs to open and layers to go to, for the palette.
  [[nodiscard]] std::vector<widgets::Command> placesToGo();
  void askToClose();

  void updateView();
  void updatePanels();
  void updateLayers();
  void updateRun();
  [[nodiscard]] QString activity() const;

  runtime::Settings settings_;
  runtime::RunLibrary library_;
  MainMenu* menu_;
  WindowLayout layout_;
  widgets::ExploreView* exploreView_;
  RunView* runView_;
  widgets::CompareView* compareView_;
  widgets::DeployView* deployView_;
  Views* views_;
  StatusLine* status_;
  // The binders reach into each other and into the parts above, and go before them, the last one first.
  std::unique_ptr<Notices> notices_;
  std::unique_ptr<SetupBinder> setup_;
  std::unique_ptr<LayersBinder> layers_;
  std::unique_ptr<ExploreBinder> explore_;
  std::unique_ptr<RunListBinder> runList_;
  std::unique_ptr<RunBinder> run_;
  std::unique_ptr<QueueBinder> queue_;
  std::unique_ptr<CompareBinder> compare_;
  std::unique_ptr<DeployBinder> deploy_;
  std::unique_ptr<OpenActions> open_;
  std::unique_ptr<FigureActions> figures_;
  std::unique_ptr<ReportActions> reports_;
  std::unique_ptr<Appearance> appearance_;
  std::unique_ptr<WindowHelp> help_;
  widgets::WelcomeCard* welcome_;
  widgets::DropHint* dropHint_;
  std::shared_ptr<const ModelInfo> model_;  ///< that of the set-up; null for none
  bool startWanted_ = false;
  bool closing_ = false;
};

}  // namespace dyadic::shell
