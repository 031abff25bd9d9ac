// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QMainWindow>
#include <QTimer>
#include <functional>
#include <memory>

#include "app/runtime/Engine.h"
#include "app/runtime/EngineTasks.h"
#include "app/runtime/RunController.h"
#include "app/runtime/RunLibrary.h"
#include "app/runtime/Settings.h"

class QSplitter;
class QVBoxLayout;

namespace dyadic::widgets {
class ErrorPlot;
class HistogramPlot;
class LayerTable;
class MessageBanner;
class Plot;
class PlotCard;
class RunHeader;
class RunList;
class Segmented;
class SetupPanel;
}  // namespace dyadic::widgets

namespace dyadic::shell {

struct MainMenu;
class RunView;
class RunsBinder;
class SetupBinder;

/// The workbench: runs and set-up left, the view in the centre, layers right, details of one layer below. Two views on
/// one state: Explore shows what the set-up would do to the model, Run shows a run, alive or from its file. One layer
/// is selected everywhere. Window thread; nothing it calls blocks.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  enum class View { Explore, Run };

  /// Starts with the example that ships, ready to run. `runsFolder`: where run files go and are listed.
  MainWindow(runtime::Engine engine, const QString& runsFolder, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Opens what `path` is: a run file (.h5), a run config (.json), a data folder, else a model.
  void openPath(const QString& path);
  /// Starts the run that the set-up describes; shows why if it cannot.
  void startRun();
  /// The same as soon as the set-up is ready.
  void startWhenReady();
  void setView(View view);
  [[nodiscard]] View view() const { return view_; }
  /// The layer that table, plots and details show; -1 for none.
  void selectLayer(int layer);
  [[nodiscard]] int selectedLayer() const { return layer_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void makeLayout();
  [[nodiscard]] QWidget* makeSide();
  [[nodiscard]] QWidget* makeCentre();
  [[nodiscard]] QWidget* makeDetails();
  void makeStatusBar();
  void connectMenu();
  void connectViews();
  void connectRuns();
  void restore();
  void remember();
  void loadExample();

  /// A name in the runs folder that is free: DATE-TIME-method-bits.h5.
  [[nodiscard]] QString newRunPath(const RunConfig& config) const;
  void start(const RunConfig& config, const QString& resume, bool force);
  void liveChanged(const std::shared_ptr<const RunSnapshot>& snapshot);
  void showRun(const std::shared_ptr<const RunSnapshot>& snapshot);
  void runEnded(const std::shared_ptr<const RunSnapshot>& snapshot);
  void openRunFile(const QString& path);
  void showOpened(const QString& path, const std::shared_ptr<const RunSnapshot>& snapshot);
  void reuseSettings(const QString& path);
  void removeRun(const QString& path);
  void chooseFile(const QString& title, const QString& filter, void (MainWindow::*open)(const QString&));
  /// A run is active, so that the set-up cannot change; says so.
  [[nodiscard]] bool setupIsLocked();
  void openModel(const QString& path);
  void openData(const QString& path);
  void openConfig(const QString& path);
  void chooseData();
  void fillRecent();
  void fillExports();
  void exportPlot(widgets::Plot& plot);
  [[nodiscard]] widgets::Plot* plotInFocus() const;
  void setTheme(const QString& id);

  void showWhatIf(std::shared_ptr<const runtime::WhatIfResult> result);
  void updateHeader();
  void updateActions();
  void updateLayers();
  void updateHistogram();
  void updateStatus();
  void showError(const QString& title, const Error& error);
  [[nodiscard]] bool isLiveShown() const;

  runtime::Engine engine_;
  runtime::Settings settings_;
  runtime::RunController controller_;
  runtime::RunLibrary library_;
  MainMenu* menu_;
  widgets::RunList* runs_;
  widgets::SetupPanel* setup_;
  widgets::MessageBanner* banner_;
  widgets::RunHeader* header_;
  widgets::Segmented* views_;
  widgets::LayerTable* table_;
  widgets::ErrorPlot* error_;
  widgets::HistogramPlot* histogram_;
  widgets::PlotCard* errorCard_;
  widgets::PlotCard* histogramCard_;
  RunView* runView_;
  SetupBinder* setupBinder_;
  RunsBinder* runsBinder_;
  QSplitter* columns_ = nullptr;  ///< side | (centre | layers) over details
  QSplitter* rows_ = nullptr;
  QSplitter* middle_ = nullptr;
  QSplitter* details_ = nullptr;
  QWidget* side_ = nullptr;
  QVBoxLayout* centre_ = nullptr;
  QLabel* activity_ = nullptr;
  QLabel* resources_ = nullptr;
  QTimer resourceTimer_;

  View view_ = View::Explore;
  std::shared_ptr<const runtime::WhatIfResult> whatIf_;
  std::shared_ptr<const StageRecord> whatIfStage_;
  std::shared_ptr<const StageRecord> stage_;     ///< what the layer views show
  bool whatIfShown_ = false;                     ///< stage_ is whatIfStage_
  std::shared_ptr<const ModelInfo> tableModel_;  ///< whose layers table and error plot hold
  std::function<void()> bannerAction_;           ///< what the banner's button does
  QString awaited_;                              ///< the run file that is being opened
  int layer_ = -1;
  bool startWanted_ = false;
  bool closing_ = false;
};

}  // namespace dyadic::shell
