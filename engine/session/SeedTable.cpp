// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "engine/session/ReportCells.h"
#include "engine/session/SeedReport.h"

namespace dyadic::session {
namespace {

using namespace cells;

std::string seedsOf(const Configuration& each) {
  std::string text;
  for (const FinishedRun& run : each.runs) text += (text.empty() ? "" : " ") + std::to_string(run.seed);
  return text;
}

/// "2 of 3" where runs are missing.
Cell runsCell(const Configuration& each) {
  const std::string there = std::to_string(each.runs.size());
  if (each.missing.empty()) return {there, there};
  return {there + " of " + std::to_string(each.runs.size() + each.missing.size()), there};
}

Cell missingCell(const Configuration& each) {
  std::string text;
  for (const MissingRun& run : each.missing)
    text += (text.empty() ? "" : ", ") + std::to_string(run.seed) + " " + run.state;
  return word(text);
}

Cell countCell(std::int64_t value) { return word(value > 0 ? std::to_string(value) : ""); }

Cell deviation(const Spread& spread) { return {"", exactText(spread.deviation)}; }

/// No zero where it is only small.
Cell probability(double p) {
  if (std::isnan(p)) return word("");
  if (p < 1e-99) return {"<1e-99", exactText(p)};
  char text[32];
  std::snprintf(text, sizeof text, p < 0.001 ? "%.1e" : "%.3f", p);
  return {text, exactText(p)};
}

}  // namespace

ReportTable configurationTable(const SeedReport& report) {
  const auto& rows = report.configurations;
  const bool complete = std::all_of(rows.begin(), rows.end(), [](const auto& each) { return each.missing.empty(); });
  ReportTable table;
  table.columns = {{"row", "#"}, {"method", "Method", false}};
  for (const std::string& key : report.keys) table.columns.push_back({key, shortKey(key), false});
  for (const ReportTable::Column& column :
       std::vector<ReportTable::Column>{{"weight_bits", "Weight bits"},
                                        {"activation_bits", "Map bits"},
                                        {"first_bits", "First layer"},
                                        {"last_bits", "Last layer"},
                                        {"average_bits", "Average bits", true, true},
                                        {"bytes", "Size (kB)"},
                                        {"compression", "Compression"},
                                        {"runs", "Runs"},
                                        {"seeds", "Seeds", false},
                                        {"missing", "Missing", false, complete},
                                        {"images", "Images"},
                                        {"float_top1", "Float (%)"},
                                        {"float_deviation", "", true, true},
                                        {"hard_top1", "Hard (%)"},
                                        {"hard_deviation", "", true, true},
                                        {"change", "Change (points)"},
                                        {"change_deviation", "", true, true}})
    table.columns.push_back(column);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Configuration& each = rows[i];
    std::vector<Cell> row = {word(std::to_string(i + 1)), word(each.method.empty() ? "float" : each.method)};
    for (const std::string& key : report.keys) row.push_back(word(valueOf(each.values, key)));
    for (const BitRange& bits : {each.weights, each.activations, each.first, each.last}) row.push_back(range(bits));
    row.push_back(real(each.averageBits.mean, 2));
    row.push_back({fixedText(each.bytes.mean / 1000, 1), exactText(each.bytes.mean)});
    row.push_back(real(each.compression.mean, 1));
    row.push_back(runsCell(each));
    row.push_back(word(seedsOf(each)));
    row.push_back(missingCell(each));
    row.push_back(countCell(each.images));
    // All runs of a configuration have one float network, measured on the same images.
    const bool same = !(each.floatTop1.deviation > 0);
    row.push_back(same ? percent(each.floatTop1.mean) : withDeviation(percent(each.floatTop1.mean), each.floatTop1));
    row.push_back(deviation(each.floatTop1));
    row.push_back(withDeviation(percent(each.hardTop1.mean), each.hardTop1));
    row.push_back(deviation(each.hardTop1));
    row.push_back(withDeviation(points(each.change.mean), each.change));
    row.push_back(deviation(each.change));
    table.rows.push_back(std::move(row));
  }
  return table;
}

ReportTable pairedTable(const std::vector<PairedComparison>& comparisons) {
  ReportTable table;
  table.columns = {{"first", "First", false},
                   {"second", "Second", false},
                   {"seed", "Seed", false},
                   {"images", "Images"},
                   {"only_first", "First alone (b)"},
                   {"only_second", "Second alone (c)"},
                   {"difference", "Difference (points)"},
                   {"difference_deviation", "", true, true},
                   {"test", "Test", false},
                   {"chi_square", "Chi-square", true, true},
                   {"p", "p"}};
  for (const PairedComparison& pair : comparisons) {
    const auto add = [&](const PairedCount& count, const std::string& seed, const std::string& test, Cell difference,
                         Cell spread) {
      table.rows.push_back({word(pair.first), word(pair.second), word(seed), countCell(count.images),
                            word(std::to_string(count.onlyFirst)), word(std::to_string(count.onlySecond)),
                            std::move(difference), std::move(spread), word(test), real(count.chiSquare, 2),
                            probability(count.p)});
    };
    for (const PairedCount& count : pair.seeds) {
      const double difference =
          static_cast<double>(count.onlyFirst - count.onlySecond) / static_cast<double>(count.images);
      add(count, std::to_string(count.seed), count.exact ? "exact binomial" : "chi-square, corrected",
          points(difference), {});
    }
    if (pair.seeds.size() > 1) {
      add(pair.pooled, "pooled", "", withDeviation(points(pair.difference.mean), pair.difference),
          deviation(pair.difference));
    }
  }
  return table;
}

}  // namespace dyadic::session
