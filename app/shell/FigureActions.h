// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <vector>

#include "app/runtime/Settings.h"

class QWidget;

namespace dyadic::widgets {
class NetworkPanel;
class Plot;
}  // namespace dyadic::widgets

namespace dyadic::shell {

struct MainMenu;
class Notices;

/// Takes the window's plots to files: the menu of all of them, Ctrl+E for the one in focus, and their own buttons. The
/// work is done by the dialog. Window thread.
class FigureActions : public QObject {
  Q_OBJECT
 public:
  /// `window`: parent of the dialogs. All must outlive this object.
  FigureActions(MainMenu& menu, Notices& notices, QWidget& window, QObject* parent = nullptr);

  /// `name` has a mnemonic for the menu.
  void add(const QString& name, widgets::Plot* plot);
  /// A graph is saved as it is drawn, without a dialog for its looks.
  void add(const QString& name, widgets::NetworkPanel* network);
  /// The plot that is meant where none is in focus.
  void setFallback(std::function<widgets::Plot*()> fallback) { fallback_ = std::move(fallback); }

 private:
  void fillMenu();
  void exportPlot(widgets::Plot& plot);
  void exportGraph(widgets::NetworkPanel& network);

  struct Entry {
    QString name;
    widgets::Plot* plot;
  };

  MainMenu& menu_;
  Notices& notices_;
  QWidget& window_;
  runtime::Settings settings_;
  std::vector<Entry> entries_;
  QString networkName_;
  widgets::NetworkPanel* network_ = nullptr;
  std::function<widgets::Plot*()> fallback_;
};

}  // namespace dyadic::shell
