// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QString>

#include "app/runtime/Engine.h"
#include "app/shell/MainWindow.h"
#include "engine/types/RunConfig.h"
#include "tests/walk/Hands.h"

namespace dyadic::widgets {
class SetupPanel;
}

namespace dyadic::walk {

struct WalkOptions {
  QDir pictures;
  QDir runs;             ///< where the window keeps its runs; may hold some
  QString config;        ///< opened after the first start; limits the training images; empty: the example
  QString open;          ///< the run that is looked at closely, by a part of its name; empty: the newest
  bool hasRuns = false;  ///< else two are made, one of each partition
};

/// The way of somebody who sees the program for the first time: from the welcome card through Explore, Run, Compare and
/// Deploy to a figure on disk, with clicks and keys alone. Throws Failure, which names the step that cannot
/// be done; there is a picture of it then.
class Walk {
 public:
  Walk(const runtime::Engine& engine, const WalkOptions& options);
  void go();

 private:
  void welcome();
  void openConfig();
  void exploreBits();
  void exploreRule();
  void exploreNetwork();
  void exploreSensitivity();
  void exploreMaps();
  void exploreImages();
  void exploreProposal();
  void queue();
  void undoAll();
  void makeRuns();
  void finishedRun();
  void compare();
  void deploy();
  void figure();
  void help();
  void liveRun();
  void stop();

  void showView(shell::MainWindow::View view);
  void showExplorePage(int page) const;
  void waitForAccuracy() const;
  [[nodiscard]] widgets::SetupPanel& setup() const;

  const runtime::Engine& engine_;
  WalkOptions options_;
  shell::MainWindow window_;
  Hands hands_;
  RunConfig before_;  ///< the set-up at the start
};

}  // namespace dyadic::walk
