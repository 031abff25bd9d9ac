// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace dyadic::shell {

/// The window's actions with their shortcuts, and the menu bar made from them. Wires nothing: the window connects what
/// it needs. Owned by the window, as its actions are.
struct MainMenu : public QObject {
  Q_OBJECT
 public:
  explicit MainMenu(QMainWindow& window);

  /// A view more, with the next of Ctrl+1, Ctrl+2, ...
  QAction* addView(const QString& name);

  QAction* openModel;
  QAction* openData;
  QAction* openDataFile;
  QAction* openRun;
  QAction* openConfig;
  QMenu* recent;  ///< filled by the window when it is about to show
  QAction* exportFigure;
  QMenu* exportMenu;  ///< likewise
  QMenu* exportIntegers;
  QAction* reportRun;
  QAction* reportRuns;  ///< those of a comparison
  QAction* closeWindow;
  QAction* quit;
  QMenu* edit;     ///< undo and redo, filled by the window
  QAction* start;  ///< or add to the queue
  QAction* queueVariants;
  QAction* pause;  ///< or resume
  QAction* stop;
  QAction* previousStage;
  QAction* nextStage;
  QAction* followLive;
  QAction* measure;  ///< sensitivities
  QAction* proposeBits;
  QAction* verify;      ///< the integer program
  QActionGroup* views;  ///< checkable, those that addView() made
  QAction* showRuns;    ///< checkable
  QAction* showLayers;
  QAction* showDetails;
  QActionGroup* themes;  ///< checkable; data(): "system", "light" or "dark"
  QMenu* languages;      ///< filled by the window
  QAction* resetLayout;
  QAction* commands;  ///< the palette
  QAction* methodHelp;
  QAction* shortcutHelp;
  QAction* glossary;
  QAction* welcome;
  QAction* about;
  QAction* aboutQt;

 private:
  void makeFileMenu(QMainWindow& window);
  void makeRunMenu(QMainWindow& window);
  void makeViewMenu(QMainWindow& window);
  void makeHelpMenu(QMainWindow& window);

  QMenu* viewMenu_;
  QAction* viewsEnd_;  ///< the separator below the views
};

}  // namespace dyadic::shell
