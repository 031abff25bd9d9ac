// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <vector>

#include "app/runtime/Settings.h"
#include "engine/types/MethodInfo.h"
#include "widgets/panels/CommandList.h"

class QMainWindow;

namespace dyadic::widgets {
class WelcomeCard;
}

namespace dyadic::shell {

struct MainMenu;
class MethodHelp;

/// What helps to find one's way: the command palette, the pages on methods and keys, the versions, and the card of the
/// first start, which stays away once it was closed. Window thread; nothing blocks.
class WindowHelp : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    MainMenu& menu;
    widgets::WelcomeCard& welcome;
    QMainWindow& window;
    std::vector<MethodInfo> methods;
    std::function<QString()> method;                          ///< id of the one that is set up
    std::function<std::vector<widgets::Command>()> commands;  ///< those that are in no menu: runs, layers
  };
  /// The parts must outlive this object.
  explicit WindowHelp(Parts parts, QObject* parent = nullptr);

  void showMethod(const QString& id);
  void showCommands();
  /// Something else is going on; it comes again with the next start.
  void hideWelcome();

 private:
  Parts parts_;
  runtime::Settings settings_;
  QPointer<MethodHelp> methodHelp_;
};

}  // namespace dyadic::shell
