// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/bench/Bench.h"

namespace {

using dyadic::bench::Target;
using nlohmann::ordered_json;

/// Measures, prints the line, and returns the entry of the JSON file.
ordered_json report(const Target& target) {
  ordered_json entry{{"name", target.name}, {"ours", nullptr}, {"other", nullptr}, {"ratio", nullptr}};
  entry["target"] = target.limit ? ordered_json(*target.limit) : ordered_json(nullptr);
  const auto measured = target.measure();
  if (!measured) {
    std::printf("%-26s not measured: %s\n", target.name.c_str(), measured.error().message().c_str());
    entry["met"] = false;
    entry["error"] = measured.error().message();
    return entry;
  }
  const double ratio = measured->ours / measured->other;
  const bool met = !target.limit || ratio <= *target.limit;
  char limit[16] = "-";
  if (target.limit) std::snprintf(limit, sizeof limit, "%.2f", *target.limit);
  std::printf("%-26s %10.3f %10.3f %-3s %7.3f %7s  %-4s %s; %s\n", target.name.c_str(), measured->ours, measured->other,
              measured->unit.c_str(), ratio, limit, target.limit ? (met ? "yes" : "NO") : "-", target.versus.c_str(),
              measured->note.c_str());
  entry["ours"] = measured->ours;
  entry["other"] = measured->other;
  entry["ratio"] = ratio;
  entry["met"] = met;
  entry["unit"] = measured->unit;
  entry["versus"] = target.versus;
  entry["note"] = measured->note;
  return entry;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Measures the project's speed targets: one line each, ours and the other side by turns in one run.",
               "dyadic-bench");
  const auto targets = dyadic::bench::allTargets();
  std::vector<std::string> names;
  for (const Target& target : targets) names.push_back(target.name);
  std::vector<std::string> only;
  std::string json;
  app.add_option("--only", only, "measure this target alone; may be given more than once")->check(CLI::IsMember(names));
  std::string import;
  app.add_option("--import", import, "open this model alone and print time and memory as JSON");
  app.add_option("--json", json, "write the results to this file");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (!import.empty()) {
    dyadic::bench::printImport(import);
    return 0;
  }
  std::printf("%-26s %10s %10s %-3s %7s %7s  %-4s %s\n", "name", "ours", "other", "", "ratio", "target", "met",
              "other");
  ordered_json results = ordered_json::array();
  for (const Target& target : targets) {
    if (!only.empty() && std::find(only.begin(), only.end(), target.name) == only.end()) continue;
    results.push_back(report(target));
    std::fflush(stdout);
  }
  if (json.empty()) return 0;
  std::ofstream file(json);
  file << ordered_json{{"targets", results}}.dump(2) << "\n";
  file.flush();
  if (file) return 0;
  std::fprintf(stderr, "cannot write %s\n", json.c_str());
  return 1;
}
