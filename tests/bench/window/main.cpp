// SPDX-License-Identifier: GPL-3.0-or-later
// dyadic-window-bench SCENARIO ...: one measurement of the real window, as one JSON object on stdout. dyadic-bench
// starts it for its targets; each has a process of its own, as the program has.
#include <CLI/CLI.hpp>
#include <QSettings>
#include <QTemporaryDir>
#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/session/IdleThreads.h"
#include "tests/bench/window/Clock.h"
#include "tests/bench/window/Scenarios.h"

DYADIC_LET_IDLE_THREADS_SLEEP

int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  CLI::App parser("One measurement of the window, as JSON.", "dyadic-window-bench");
  parser.require_subcommand(1);
  dyadic::bench::ScenarioOptions options;
  for (const auto& [name, scenario] : dyadic::bench::scenarios()) {
    CLI::App* command = parser.add_subcommand(name);
    command->add_option("--seconds", options.seconds);
    command->add_option("--path", options.path);
    command->add_option("--started", options.started);
    command->add_flag("--empty", options.empty);
    options.chosen[command] = scenario;
  }
  CLI11_PARSE(parser, argc, argv);
  dyadic::bench::TimedApplication application(argc, argv);
  QCoreApplication::setOrganizationName(QStringLiteral("dyadic-bench"));
  QCoreApplication::setApplicationName(QStringLiteral("dyadic-bench"));
  const QTemporaryDir settings;
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
  const auto result = options.chosen.at(parser.get_subcommands().front())(application, options);
  std::cout << result.dump() << std::endl;
  return result.contains("error") ? 1 : 0;
}
