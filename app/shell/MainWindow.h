// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <memory>

#include "app/runtime/Engine.h"
#include "app/runtime/RunLibrary.h"
#include "app/runtime/Settings.h"
#include "app/shell/Views.h"
#include "app/shell/WindowLayout.h"

namespace dyadic::widgets {
class DeployView;
class ExploreView;
}  // namespace dyadic::widgets

namespace dyadic::shell {

struct MainMenu;
class DeployBinder;
class ExploreBinder;
class FigureActions;
class LayersBinder;
class Notices;
class OpenActions;
class RunBinder;
class RunListBinder;
class RunView;
class SetupBinder;
class StatusLine;

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

  /// Opens what `path` is: a run file (.h5), a run config (.json), a data folder, else a model.
  void openPath(const QString& path);
  /// Starts the run that the set-up describes; shows why if it cannot.
  void startRun();
  /// The same as soon as the set-up is ready.
  void startWhenReady();
  /// Ends an active run in order (state stopped, with a checkpoint), then closes; asks nothing. If the run has not
  /// ended after 20 s, leaves the program without it, so that its file says "interrupted".
  void stopAndClose();
  void setView(View view) { views_->show(view); }
  [[nodiscard]] View view() const { return views_->current(); }
  /// The layer that table, plots and details show; -1 for none.
  void selectLayer(int layer);
  [[nodiscard]] int selectedLayer() const;

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
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
  void connectExplore();
  void setTheme(const QString& id);
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
  std::unique_ptr<DeployBinder> deploy_;
  std::unique_ptr<OpenActions> open_;
  std::unique_ptr<FigureActions> figures_;
  bool startWanted_ = false;
  bool closing_ = false;
};

}  // namespace dyadic::shell
