// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <memory>

#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "engine/session/Report.h"

namespace dyadic::cli {

namespace {

struct ReportOptions {
  std::vector<std::string> paths;
  std::string format = "text";
  bool layers = false;
};

/// Null for NaN and infinity.
Json real(double value) { return std::isfinite(value) ? Json(value) : Json(); }
Json bits(int value) { return value > 0 ? Json(value) : Json(); }

const char* stateName(RunState state) {
  constexpr const char* kNames[] = {"opening", "running", "paused", "finished", "stopped", "failed", "interrupted"};
  return kNames[static_cast<int>(state)];
}

Json layersJson(const session::RunReport& run) {
  Json layers = Json::array();
  for (const session::LayerReport& layer : run.layers) {
    layers.push_back({{"name", layer.name},
                      {"operator", layer.op},
                      {"bits", bits(layer.bits)},
                      {"exponent", layer.bits > 0 ? Json(layer.exponent) : Json()},
                      {"sqnr_db", real(layer.sqnrDb)},
                      {"saturated_fraction", real(layer.saturatedFraction)}});
  }
  return layers;
}

Json runJson(const session::RunReport& run, bool layers) {
  Json json = {{"path", run.path},
               {"run", run.name},
               {"state", stateName(run.state)},
               {"reason", run.reason},
               {"method", run.method},
               {"architecture", run.architecture},
               {"bits", bits(run.bits)},
               {"activation_bits", bits(run.activationBits)},
               {"average_bits", real(run.averageBits)},
               {"partition", run.partition},
               {"portions", run.portions},
               {"seed", run.seed},
               {"float_top1", real(run.floatTop1)},
               {"top1", real(run.trainedTop1)},
               {"hard_top1", real(run.hardTop1)},
               {"change", real(run.hardTop1 - run.floatTop1)},
               {"seconds", real(run.seconds)}};
  if (layers) {
    json["layers"] = layersJson(run);
  }
  return json;
}

using Reports = std::vector<session::RunReport>;

Json reportsJson(const Reports& runs, const session::ReportFiles& files, bool layers) {
  Json list = Json::array();
  for (const session::RunReport& run : runs) {
    list.push_back(runJson(run, layers));
  }
  Json unreadable = Json::array();
  for (const auto& [path, error] : files.unreadable) {
    unreadable.push_back({{"path", path}, {"message", error.message()}});
  }
  return {{"runs", std::move(list)}, {"unreadable", std::move(unreadable)}};
}

/// CSV is one table: of the runs, or of the layers of all runs.
std::string csvText(const Reports& runs, bool layers) {
  if (!layers) {
    return session::formatTable(session::runTable(runs), session::TableFormat::Csv);
  }
  session::ReportTable all;
  for (const session::RunReport& run : runs) {
    session::ReportTable table = session::layerTable(run);
    all.columns = table.columns;
    all.rows.insert(all.rows.end(), table.rows.begin(), table.rows.end());
  }
  return session::formatTable(all, session::TableFormat::Csv);
}

std::string tablesText(const Reports& runs, session::TableFormat format, bool layers) {
  std::string text = session::formatTable(session::runTable(runs), format);
  if (layers) {
    for (const session::RunReport& run : runs) {
      text += "\n" + session::formatTable(session::layerTable(run), format);
    }
  }
  return text;
}

Status report(const ReportOptions& options, Console& console) {
  const bool json = console.json() || options.format == "json";
  auto format = session::tableFormat(json ? "text" : options.format);
  if (!format) {
    return format.error();
  }
  const session::ReportFiles files = session::readReports(options.paths);
  Reports runs;
  for (const auto& run : files.runs) {
    runs.push_back(session::reportOf(*run));
  }
  if (json) {
    console.result(cli::format(reportsJson(runs, files, options.layers)));
  } else if (!runs.empty()) {
    std::string text = *format == session::TableFormat::Csv ? csvText(runs, options.layers)
                                                            : tablesText(runs, *format, options.layers);
    text.pop_back();  // the console ends the line
    console.result(text);
  }
  if (!json) {
    for (const auto& [path, error] : files.unreadable) {
      console.message("left out: " + error.message());
    }
  }
  if (runs.empty()) {
    return failure(DYADIC_TR("engine", "None of the files could be read as a run."));
  }
  return {};
}

}  // namespace

void addReport(Program& program) {
  CLI::App* command =
      addCommand(program, "report", "Tables of runs: what was asked for, and what came out",
                 {"report runs/", "report eight.h5 six.h5 --format latex > table.tex",
                  "report run.h5 --layers --format markdown", "report runs/ --format csv | sort -t, -k14"});
  auto options = std::make_shared<ReportOptions>();
  command->add_option("RUN", options->paths, "Run files, or folders of them")->required()->type_name("RUN.h5|FOLDER");
  command->add_option("--format", options->format, "text, markdown, latex (booktabs), csv or json")
      ->type_name("FORMAT")
      ->capture_default_str();
  command->add_flag("--layers", options->layers, "A table of every run's layers too; as CSV, of them alone");
  command->callback(
      [&program, options] { program.job = [options](Console& console) { return report(*options, console); }; });
}

}  // namespace dyadic::cli
