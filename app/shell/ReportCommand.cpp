// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/ReportCommand.h"

#include <CLI/CLI.hpp>
#include <string>
#include <utility>
#include <vector>

#include "app/runtime/ErrorText.h"
#include "app/shell/ReportPage.h"
#include "engine/types/OutputFile.h"

namespace dyadic::shell {
namespace {

/// Says on `err` which runs are left out.
Status writePage(const std::vector<std::string>& runs, const std::string& file, bool force,
                 const runtime::Engine& engine, std::ostream& err) {
  if (Status possible = checkOutput(file, force); !possible) return possible;
  const auto input = readReportInput(runs, engine.openRun);
  if (!input) return input.error();
  for (const auto& [path, error] : input->unreadable)
    err << "dyadic report: left out: " << runtime::errorText(error).toStdString() << '\n';
  return writeOutput(file, force, [&](std::ostream& out) { out << reportPage(*input).toStdString(); });
}

constexpr auto kHelp = R"(
Examples:
  dyadic report run.h5 --out run.html
  dyadic report eight.h5 six.h5 four.h5 --out comparison.html
  dyadic report runs/ --out runs.html --force)";

}  // namespace

int reportCommand(const QStringList& arguments, const runtime::Engine& engine, std::ostream& out, std::ostream& err) {
  std::vector<std::string> paths;
  std::string file;
  bool force = false;
  CLI::App parser("Writes one self-contained HTML page about a run, or comparing several.", "dyadic report");
  parser.add_option("RUN", paths, "Run files (.h5), or folders of them")->required();
  parser.add_option("--out", file, "Page to write (.html)")->required();
  parser.add_flag("--force", force, "Overwrite the page");
  parser.footer(kHelp);
  std::vector<std::string> reversed;
  for (auto word = arguments.crbegin(); word != arguments.crend(); ++word) reversed.push_back(word->toStdString());
  try {
    parser.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    return parser.exit(error, out, err) == 0 ? 0 : 2;
  }
  const Status status = writePage(paths, file, force, engine, err);
  if (!status) {
    err << "dyadic report: " << runtime::errorText(status.error()).toStdString() << '\n';
    return status.error().kind == ErrorKind::Usage ? 2 : 1;
  }
  out << file << '\n';
  return 0;
}

}  // namespace dyadic::shell
