// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "app/runtime/Settings.h"

class QMainWindow;

namespace dyadic::shell {

struct MainMenu;
struct WindowLayout;
class Notices;

/// How the window looks, as the View menu has it: theme (the system's, followed while the program runs, light or dark),
/// language (from the next start on), and the layout as it was at the first start. Window thread.
class Appearance : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    MainMenu& menu;
    const WindowLayout& layout;
    Notices& notices;
    QMainWindow& window;
  };
  /// The parts must outlive this object.
  explicit Appearance(const Parts& parts, QObject* parent = nullptr);

  /// Applies the theme that the settings name: for main(), before the first window.
  static void applySavedTheme();

 private:
  void setTheme(const QString& id);
  void fillLanguages();
  void setLanguage(const QString& id);

  Parts parts_;
  runtime::Settings settings_;
};

}  // namespace dyadic::shell
