// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <functional>
#include <memory>

#include "app/runtime/Engine.h"
#include "app/runtime/Settings.h"
#include "app/runtime/TaskLane.h"

class QWidget;

namespace dyadic::shell {

struct MainMenu;
class Notices;

/// Writes the run that is shown, or several runs side by side, as one HTML page. Run files are read and the page is
/// written on a worker; the figures are drawn on the window's thread, as they are widgets. Window thread.
class ReportActions : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    MainMenu& menu;
    Notices& notices;
    QWidget& window;                                            ///< parent of the dialogs
    std::function<std::shared_ptr<const RunSnapshot>()> shown;  ///< null for none
    std::function<QStringList()> compared;                      ///< run files of a comparison
  };
  /// The parts must outlive this object.
  ReportActions(runtime::Engine engine, Parts parts, QObject* parent = nullptr);

  /// `paths`: run files; the page goes to `file`, and a message says so or what went wrong.
  void write(const QStringList& paths, const QString& file);

 private:
  void ask(const QStringList& paths, const QString& name);
  void save(const QString& file, const QByteArray& page);
  void finish(const QString& file, const QString& problem);

  runtime::Engine engine_;
  Parts parts_;
  runtime::Settings settings_;
  runtime::TaskLane lane_;
};

}  // namespace dyadic::shell
