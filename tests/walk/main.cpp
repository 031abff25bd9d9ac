// SPDX-License-Identifier: GPL-3.0-or-later
// dyadic-walk: uses the real window on the built-in example as a person would, with clicks and keys, and leaves a
// picture of each view. Ends with 1, naming the step, where something is not there or does not come. Runs under any
// platform; the pictures have the pixels of QT_SCALE_FACTOR.
#include <CLI/CLI.hpp>
#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <iostream>
#include <string>

#include "app/runtime/Settings.h"
#include "app/shell/Appearance.h"
#include "app/shell/Translations.h"
#include "engine/session/IdleThreads.h"
#include "tests/walk/Walk.h"

namespace {

constexpr int kSkipped = 77;

struct Arguments {
  std::string out;
  std::string theme = "light";
  std::string language = "en";
  std::string runs;
  std::string config;
  std::string open;
  std::string images;
};

/// "zh" finds zh_CN; English where there is no such translation.
QString languageOf(const std::string& wanted) {
  for (const QString& id : dyadic::shell::languages())
    if (id.startsWith(QString::fromStdString(wanted))) return id;
  std::cerr << "dyadic-walk: there is no translation to " << wanted << '\n';
  return QStringLiteral("en");
}

void copyRuns(const QDir& from, const QDir& to) {
  for (const QString& name : from.entryList({QStringLiteral("*.h5"), QStringLiteral("index.json")}))
    if (!QFile::copy(from.filePath(name), to.filePath(name)))
      throw dyadic::walk::Failure(QStringLiteral("%1 cannot be copied").arg(from.filePath(name)));
}

int walk(const Arguments& arguments) {
  const QTemporaryDir folder;
  const QDir files(folder.path());
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, files.filePath(QStringLiteral("settings")));
  if (!qEnvironmentVariableIsSet("XDG_CACHE_HOME"))  // sensitivities that are known already
    qputenv("XDG_CACHE_HOME", files.filePath(QStringLiteral("cache")).toUtf8());
  const QString language = languageOf(arguments.language);
  QLocale::setDefault(QLocale(language));
  dyadic::shell::installTranslations(*qApp, dyadic::shell::localeOf(language));
  dyadic::runtime::Settings settings;
  settings.setText(QStringLiteral("theme"), QString::fromStdString(arguments.theme));
  settings.setText(QStringLiteral("language"), language);
  dyadic::shell::Appearance::applySavedTheme();

  dyadic::walk::WalkOptions options;
  options.pictures = QDir(QString::fromStdString(arguments.out));
  options.runs = QDir(files.filePath(QStringLiteral("runs")));
  options.config = QString::fromStdString(arguments.config);
  options.open = QString::fromStdString(arguments.open);
  options.hasRuns = !arguments.runs.empty();
  try {
    options.runs.mkpath(QStringLiteral("."));
    if (options.hasRuns) copyRuns(QDir(QString::fromStdString(arguments.runs)), options.runs);
    const dyadic::runtime::Engine engine = dyadic::runtime::realEngine();
    dyadic::walk::Walk(engine, options).go();
  } catch (const std::exception& error) {
    std::cerr << "dyadic-walk: " << error.what() << '\n';
    return 1;
  }
  return 0;
}

}  // namespace

DYADIC_LET_IDLE_THREADS_SLEEP

int main(int argc, char** argv) {
  Arguments arguments;
  CLI::App parser("Uses the window as a person would and leaves a picture of each view.", "dyadic-walk");
  parser.add_option("--out", arguments.out, "Folder for the pictures")->required();
  parser.add_option("--theme", arguments.theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
  parser.add_option("--language", arguments.language, "Language of the window: en, de, zh");
  parser.add_option("--runs", arguments.runs, "Folder with finished runs to show, which are copied; else two are made");
  parser.add_option("--config", arguments.config,
                    "Run config with a limit of training images, to open after the first start");
  parser.add_option("--open", arguments.open, "Run to look at closely, by a part of its name");
  parser.add_option("--images", arguments.images, "Data set without which there is nothing to do (exit 77)");
  CLI11_PARSE(parser, argc, argv);
  if (!arguments.images.empty() && !QDir(QString::fromStdString(arguments.images)).exists()) return kSkipped;
  QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
  int qtArgc = 1;
  QApplication application(qtArgc, argv);
  QCoreApplication::setOrganizationName(QStringLiteral("dyadic-walk"));
  QCoreApplication::setApplicationName(QStringLiteral("dyadic-walk"));
  QCoreApplication::setApplicationVersion(QStringLiteral("0"));
  return walk(arguments);
}
