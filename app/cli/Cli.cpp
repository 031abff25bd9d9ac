// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Cli.h"

#include <algorithm>
#include <exception>
#include <ostream>

#include "app/cli/Program.h"

namespace dyadic::cli {

namespace {

constexpr int kUsageMistake = 2;

int exitCode(const Error& error) { return error.kind == ErrorKind::Usage ? kUsageMistake : 1; }

/// One argument as a shell would take it back.
std::string quoted(const std::string& argument) {
  const bool plain = !argument.empty() && argument.find_first_of(" \t\n\"'\\$`*?[]{}()<>|&;#!~") == std::string::npos;
  if (plain) {
    return argument;
  }
  std::string text = "'";
  for (const char c : argument) {
    text += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return text + "'";
}

std::string joined(const std::vector<std::string>& arguments) {
  std::string line = "dyadic-cli";
  for (const std::string& argument : arguments) {
    line += " " + quoted(argument);
  }
  return line;
}

void setUp(Program& program) {
  program.app.name("dyadic-cli");
  program.app.description("Dyadic: neural-network quantization, from a command line.");
  program.app.set_version_flag("--version", "Dyadic " DYADIC_VERSION);
  program.app.require_subcommand(1);
  program.app.get_formatter()->column_width(34);
  addMethods(program);
  addInspect(program);
  addEval(program);
  addPredict(program);
  addTrain(program);
  addWhatIf(program);
  addSensitivity(program);
  addQuantize(program);
  addInteger(program);
  addReport(program);
  addSweep(program);
  program.app.footer(
      "Results go to stdout, progress and messages to stderr. Exit code 0; 2 for a mistake in arguments or "
      "config;\n1 for everything else. 'dyadic-cli COMMAND --help' shows a command's options and examples.");
}

/// Empty if the first argument may be a command.
std::string unknownCommand(const Program& program, const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments[0].empty() || arguments[0][0] == '-') {
    return {};
  }
  std::string known;
  for (const CLI::App* command : program.app.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_name() == arguments[0]) {
      return {};
    }
    known += (known.empty() ? "" : ", ") + command->get_name();
  }
  return known;
}

Status parse(Program& program, const std::vector<std::string>& arguments, const Console::Streams& streams) {
  if (const std::string known = unknownCommand(program, arguments); !known.empty()) {
    return usageError(DYADIC_TR("engine", "Unknown command '%1'. The commands are %2."), {arguments[0], known});
  }
  try {
    program.app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));  // CLI11 takes them reversed
  } catch (const CLI::Success& help) {
    program.app.exit(help, streams.results, streams.messages);
  } catch (const CLI::ParseError& mistake) {
    std::string command;
    for (auto named = program.app.get_subcommands(); !named.empty(); named = named[0]->get_subcommands()) {
      command += named[0]->get_name() + " ";
    }
    return usageError(DYADIC_TR("engine", "%1. See 'dyadic-cli %2--help'."), {mistake.what(), command});
  }
  return {};
}

}  // namespace

int runCli(const std::vector<std::string>& arguments, const Console::Streams& streams) {
  Console console(streams);
  try {
    Program program;
    program.commandLine = joined(arguments);
    setUp(program);
    Status status = parse(program, arguments, streams);
    if (status && program.job) {
      console.setQuiet(program.common.quiet);
      console.setJson(program.common.json);
      status = program.job(console);
      console.warnings();
    }
    if (status) {
      return 0;
    }
    console.error(status.error());
    return exitCode(status.error());
  } catch (const std::exception& exception) {
    console.error(failure(DYADIC_TR("engine", "Unexpected: %1"), {exception.what()}));
    return 1;
  }
}

}  // namespace dyadic::cli
