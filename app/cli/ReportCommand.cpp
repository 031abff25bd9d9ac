// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <memory>

#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "engine/session/Report.h"
#include "engine/session/SeedReport.h"

namespace dyadic::cli {

namespace {

struct ReportOptions {
  std::vector<std::string> paths;
  std::string format = "text";
  bool layers = false;
  bool runs = false;
  std::vector<std::string> paired;
};

/// Null for NaN and infinity.
Json real(double value) { return std::isfinite(value) ? Json(value) : Json(); }
Json bits(int value) { return value > 0 ? Json(value) : Json(); }

Json bitsJson(const session::BitRange& range) {
  return !range.known() ? Json() : range.low == range.high ? Json(range.low) : Json({range.low, range.high});
}

Json layersJson(const session::RunReport& run) {
  Json layers = Json::array();
  for (const session::LayerReport& layer : run.layers) {
    layers.push_back({{"name", layer.name},
                      {"operator", layer.op},
                      {"bits", bits(layer.bits)},
                      {"exponent", layer.exponent ? Json(*layer.exponent) : Json()},
                      {"scales", layer.scales},
                      {"scale", layer.scales > 0 ? Json(layer.scale) : Json()},
                      {"sqnr_db", real(layer.sqnrDb)},
                      {"saturated_fraction", real(layer.saturatedFraction)}});
  }
  return layers;
}

constexpr std::size_t kFewConfigurations = 3;  ///< of which every pair is tested

/// null for a deviation of a single run.
Json spreadJson(const Spread& spread) {
  return {{"mean", real(spread.mean)}, {"deviation", real(spread.deviation)}, {"runs", spread.count}};
}

Json configurationsJson(const session::SeedReport& report) {
  Json list = Json::array();
  for (const session::Configuration& each : report.configurations) {
    Json differs = Json::object();
    for (const std::string& key : report.keys) {
      differs[key] = valueOf(each.values, key);
    }
    Json runs = Json::array();
    for (const session::FinishedRun& run : each.runs) {
      runs.push_back({{"seed", run.seed}, {"path", run.path}});
    }
    Json missing = Json::array();
    for (const session::MissingRun& run : each.missing) {
      missing.push_back({{"seed", run.seed}, {"state", run.state}, {"reason", run.reason}});
    }
    list.push_back({{"label", each.label},
                    {"method", each.method},
                    {"differs", std::move(differs)},
                    {"weight_bits", bitsJson(each.weights)},
                    {"activation_bits", bitsJson(each.activations)},
                    {"first_bits", bitsJson(each.first)},
                    {"last_bits", bitsJson(each.last)},
                    {"average_bits", real(each.averageBits.mean)},
                    {"bytes", spreadJson(each.bytes)},
                    {"compression", spreadJson(each.compression)},
                    {"runs", std::move(runs)},
                    {"missing", std::move(missing)},
                    {"repeated", each.repeated},
                    {"images", each.images > 0 ? Json(each.images) : Json()},
                    {"float_top1", spreadJson(each.floatTop1)},
                    {"hard_top1", spreadJson(each.hardTop1)},
                    {"change", spreadJson(each.change)},
                    {"seconds", spreadJson(each.seconds)}});
  }
  return list;
}

Json countJson(const session::PairedCount& count) {
  return {{"images", count.images}, {"only_first", count.onlyFirst}, {"only_second", count.onlySecond}};
}

Json comparisonsJson(const std::vector<session::PairedComparison>& pairs) {
  Json list = Json::array();
  for (const session::PairedComparison& pair : pairs) {
    Json seeds = Json::array();
    for (const session::PairedCount& count : pair.seeds) {
      Json json = {{"seed", count.seed}};
      json.update(countJson(count));
      json["test"] = count.exact ? "exact" : "chi_square_corrected";
      json["chi_square"] = real(count.chiSquare);
      json["p"] = real(count.p);
      seeds.push_back(std::move(json));
    }
    list.push_back({{"first", pair.first},
                    {"second", pair.second},
                    {"seeds", std::move(seeds)},
                    {"pooled", countJson(pair.pooled)},
                    {"difference", spreadJson(pair.difference)},
                    {"unpaired_seeds", pair.unpaired}});
  }
  return list;
}

Json runJson(const session::RunReport& run, bool layers) {
  Json json = {{"path", run.path},
               {"run", run.name},
               {"state", session::stateName(run.state)},
               {"reason", run.reason},
               {"method", run.method},
               {"architecture", run.architecture},
               {"bits", bits(run.bits)},
               {"activation_bits", bitsJson(run.activationBits)},
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

/// What is to be said of the runs.
struct Content {
  session::ReportFiles files;
  Reports runs;
  session::SeedReport seeds;
  std::vector<session::PairedComparison> pairs;
  std::vector<std::string> notes;  ///< those of the seeds, and of the pairs
  bool grouped = false;            ///< rows are configurations
};

Json unreadableJson(const session::ReportFiles& files) {
  Json unreadable = Json::array();
  for (const auto& [path, error] : files.unreadable) {
    unreadable.push_back({{"path", path}, {"message", error.message()}});
  }
  return unreadable;
}

Json contentJson(const Content& content, bool layers) {
  Json list = Json::array();
  for (const session::RunReport& run : content.runs) {
    list.push_back(runJson(run, layers));
  }
  return {{"configurations", configurationsJson(content.seeds)},
          {"comparisons", comparisonsJson(content.pairs)},
          {"notes", content.notes},
          {"runs", std::move(list)},
          {"unreadable", unreadableJson(content.files)}};
}

/// CSV is one table: of the configurations, the pairs that were asked for, the runs, or the layers of all runs.
std::string csvText(const Content& content, const ReportOptions& options) {
  if (!options.paired.empty()) {
    return session::formatTable(session::pairedTable(content.pairs), session::TableFormat::Csv);
  }
  if (!options.layers) {
    return session::formatTable(
        content.grouped ? session::configurationTable(content.seeds) : session::runTable(content.runs),
        session::TableFormat::Csv);
  }
  session::ReportTable all;
  for (const session::RunReport& run : content.runs) {
    session::ReportTable table = session::layerTable(run);
    all.columns = table.columns;
    all.rows.insert(all.rows.end(), table.rows.begin(), table.rows.end());
  }
  return session::formatTable(all, session::TableFormat::Csv);
}

/// A note between tables, which a LaTeX file may hold as a comment alone.
std::string noteText(const std::string& note, session::TableFormat format) {
  const bool list = format == session::TableFormat::Markdown;
  return (format == session::TableFormat::Latex ? "% " : list ? "- " : "") + note + "\n";
}

std::string tablesText(const Content& content, session::TableFormat format, bool layers) {
  std::string text = session::formatTable(
      content.grouped ? session::configurationTable(content.seeds) : session::runTable(content.runs), format);
  if (!content.pairs.empty()) {
    text += "\n" + session::formatTable(session::pairedTable(content.pairs), format);
  }
  for (std::size_t i = 0; i < content.notes.size(); ++i) {
    text += (i == 0 ? "\n" : "") + noteText(content.notes[i], format);
  }
  if (layers) {
    for (const session::RunReport& run : content.runs) {
      text += "\n" + session::formatTable(session::layerTable(run), format);
    }
  }
  return text;
}

/// The pairs that --paired names.
Status addNamedPairs(const std::vector<std::string>& words, Content& content) {
  auto first = session::findConfiguration(content.seeds, words[0]);
  if (!first) {
    return first.error();
  }
  const session::Configuration* second = nullptr;
  if (words[1] != "float") {
    auto found = session::findConfiguration(content.seeds, words[1]);
    if (!found) {
      return found.error();
    }
    second = *found;
  }
  if (*first == second) {
    return usageError(DYADIC_TR("engine", "--paired needs two different configurations."));
  }
  auto pair = session::comparePaired(**first, second);
  if (!pair) {
    return pair.error();
  }
  content.pairs.push_back(std::move(*pair));
  return {};
}

/// All pairs of few configurations; what cannot be paired is left out.
void addAllPairs(Content& content) {
  const auto& all = content.seeds.configurations;
  if (all.size() > kFewConfigurations) {
    content.notes.push_back(
        "Two rows are tested on the same images with --paired A B, rows by number; A float tests a "
        "row against its float network.");
    return;
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = i + 1; k < all.size(); ++k) {
      if (auto pair = session::comparePaired(all[i], &all[k])) {
        content.pairs.push_back(std::move(*pair));
      }
    }
  }
}

void addPairNotes(Content& content) {
  if (content.pairs.empty()) {
    return;
  }
  content.notes.push_back(
      "Paired: McNemar's test on the images that one network alone gets right, two-sided; the difference is the "
      "first's "
      "accuracy minus the second's.");
  bool pooled = false;
  for (const session::PairedComparison& pair : content.pairs) {
    pooled = pooled || pair.seeds.size() > 1;
    if (!pair.unpaired.empty()) {
      std::string seeds;
      for (const std::uint64_t seed : pair.unpaired) {
        seeds += " " + std::to_string(seed);
      }
      content.notes.push_back("Not paired, as one of the two lacks the seed (" + pair.first + " and " + pair.second +
                              "):" + seeds + ".");
    }
  }
  if (pooled) {
    content.notes.push_back(
        "Pooled counts are sums over the seeds. They have no p: the same images are counted once a seed.");
  }
  if (content.pairs.size() > 1) {
    content.notes.push_back("p is not corrected for " + std::to_string(content.pairs.size()) + " comparisons.");
  }
}

Expected<Content> readContent(const ReportOptions& options) {
  Content content;
  content.files = session::readReports(options.paths);
  for (const auto& run : content.files.runs) {
    content.runs.push_back(session::reportOf(*run));
  }
  const session::PlannedRuns planned = session::plannedRuns(options.paths);
  auto& unreadable = content.files.unreadable;
  unreadable.insert(unreadable.end(), planned.unreadable.begin(), planned.unreadable.end());
  content.seeds = session::seedReport(content.files.runs, planned.runs);
  content.grouped = !options.runs && (content.runs.size() > 1 || !planned.runs.empty());
  if (!options.paired.empty()) {
    if (auto added = addNamedPairs(options.paired, content); !added) {
      return added.error();
    }
    content.grouped = true;
  }
  if (!content.grouped) {
    return content;
  }
  content.notes = content.seeds.notes;
  if (options.paired.empty()) {
    addAllPairs(content);
  }
  addPairNotes(content);
  return content;
}

Status report(const ReportOptions& options, Console& console) {
  const bool json = console.json() || options.format == "json";
  auto format = session::tableFormat(json ? "text" : options.format);
  if (!format) {
    return format.error();
  }
  const auto content = readContent(options);
  if (!content) {
    return content.error();
  }
  const bool nothing = content->runs.empty() && !content->grouped;
  if (json) {
    console.result(cli::format(contentJson(*content, options.layers)));
  } else if (!nothing) {
    std::string text = *format == session::TableFormat::Csv ? csvText(*content, options)
                                                            : tablesText(*content, *format, options.layers);
    text.pop_back();  // the console ends the line
    console.result(text);
  }
  if (!json) {
    for (const auto& [path, error] : content->files.unreadable) {
      console.message("left out: " + error.message());
    }
  }
  if (nothing) {
    return failure(DYADIC_TR("engine", "None of the files could be read as a run."));
  }
  return {};
}

}  // namespace

void addReport(Program& program) {
  CLI::App* command =
      addCommand(program, "report", "Tables of runs: mean and deviation over seeds, and which is better",
                 {"report runs/", "report runs/ --paired 1 2", "report eight.h5 six.h5 --format latex > table.tex",
                  "report run.h5 --layers --format markdown"});
  auto options = std::make_shared<ReportOptions>();
  command->add_option("RUN", options->paths, "Run files, or folders of them")->required()->type_name("RUN.h5|FOLDER");
  command->add_option("--format", options->format, "text, markdown, latex (booktabs), csv or json")
      ->type_name("FORMAT")
      ->capture_default_str();
  command
      ->add_option("--paired", options->paired,
                   "Test two configurations on the same images (McNemar): rows by number or label; B may be 'float'")
      ->type_name("A B")
      ->expected(2);
  command->add_flag("--runs", options->runs, "A line a run instead of a line a configuration");
  command->add_flag("--layers", options->layers, "A table of every run's layers too; as CSV, of them alone");
  command->callback(
      [&program, options] { program.job = [options](Console& console) { return report(*options, console); }; });
}

}  // namespace dyadic::cli
