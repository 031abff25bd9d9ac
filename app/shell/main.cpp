// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTimer>
#include <csignal>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>

#include "app/runtime/Engine.h"
#include "app/runtime/Settings.h"
#include "app/runtime/Termination.h"
#include "app/shell/Appearance.h"
#include "app/shell/FigureCommand.h"
#include "app/shell/MainWindow.h"
#include "app/shell/ReportCommand.h"
#include "app/shell/Translations.h"
#include "engine/session/IdleThreads.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace {

using dyadic::runtime::Engine;

/// Run files go to runs/ below the folder that the program was started in, as those of dyadic-cli do; where that makes
/// no sense (started from a menu), to the user's documents.
QString runsFolder() {
  const QDir current = QDir::current();
  if (!current.isRoot() && current != QDir::home() && QFileInfo(current.path()).isWritable())
    return current.filePath(QStringLiteral("runs"));
  return QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).filePath("Dyadic/runs");
}

bool hasDisplay() {
  return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
         qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

int window(const Engine& engine, const QString& path, bool start) {
  dyadic::shell::Appearance::applySavedTheme();
  QGuiApplication::setWindowIcon(dyadic::widgets::icon(QStringLiteral("layers"), dyadic::widgets::colors().accent));
  dyadic::shell::MainWindow mainWindow(engine, runsFolder());
  const dyadic::runtime::Termination termination;
  QObject::connect(&termination, &dyadic::runtime::Termination::requested, &mainWindow,
                   &dyadic::shell::MainWindow::stopAndClose);
  mainWindow.show();
  if (!path.isEmpty()) mainWindow.openPath(path);
  if (start) mainWindow.startWhenReady();
  return QApplication::exec();
}

using Command = int (*)(const QStringList&, const Engine&, std::ostream&, std::ostream&);

/// A command that draws, but needs no display.
int offscreen(int argc, char** argv, Command command) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  // Qt's remarks about the desktop that is not there would bury the one message that matters.
  qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type == QtCriticalMsg || type == QtFatalMsg) std::cerr << text.toStdString() << '\n';
  });
  const QApplication application(argc, argv);
  return command(QCoreApplication::arguments().mid(2), dyadic::runtime::realEngine(), std::cout, std::cerr);
}

int run(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is an error like a full disk
  QCoreApplication::setOrganizationName(QStringLiteral("dyadic"));
  QCoreApplication::setApplicationName(QStringLiteral("dyadic"));
  QCoreApplication::setApplicationVersion(QStringLiteral(DYADIC_VERSION));
  if (argc > 1 && std::string_view(argv[1]) == "figure") return offscreen(argc, argv, dyadic::shell::figureCommand);
  if (argc > 1 && std::string_view(argv[1]) == "report") return offscreen(argc, argv, dyadic::shell::reportCommand);

  std::string path;
  bool start = false;
  CLI::App parser(
      "Workbench for neural-network quantization. `dyadic figure` and `dyadic report` draw without a window: see their "
      "--help.",
      "dyadic");
  parser.add_option("path", path,
                    "Run file (.h5), model (safetensors, ONNX, TorchScript, PyTorch weights), data set or run config "
                    "(.json) to open");
  parser.add_flag("--start", start, "Start the run at once");
  parser.set_version_flag("--version", DYADIC_VERSION);
  try {
    parser.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return parser.exit(error) == 0 ? 0 : 2;
  }
  if (!hasDisplay()) {
    if (std::error_code ignored; !path.empty() && !std::filesystem::exists(path, ignored)) {
      std::cerr << "dyadic: there is no file '" << path << "', and no command of that name; --help lists them.\n";
      return 2;
    }
    std::cerr << "dyadic: there is no display to open a window on. Use dyadic-cli, or `dyadic figure` and `dyadic "
                 "report` for figures.\n";
    return 1;
  }
  QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
  int qtArgc = 1;
  QApplication application(qtArgc, argv);
  const Engine engine = dyadic::runtime::realEngine();
  dyadic::shell::installTranslations(
      application, dyadic::shell::localeOf(dyadic::runtime::Settings().text(QStringLiteral("language"))));
  return window(engine, QString::fromStdString(path), start);
}

}  // namespace

DYADIC_LET_IDLE_THREADS_SLEEP

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "dyadic: " << error.what() << '\n';
    return 1;
  }
}
