// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "engine/session/Report.h"

namespace dyadic::session {
namespace {

using Cell = ReportTable::Cell;
using Column = ReportTable::Column;

std::string fixed(double value, int decimals) {
  if (std::isnan(value)) return "-";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
  return buffer.data();
}

/// Reads back as the same number.
std::string exact(double value) {
  if (std::isnan(value)) return {};
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

Cell real(double value, int decimals) { return {fixed(value, decimals), exact(value)}; }
Cell percent(double fraction) { return {fixed(fraction * 100, 2), exact(fraction)}; }
Cell word(const std::string& value) { return {value.empty() ? "-" : value, value}; }
Cell bits(int value) { return {value > 0 ? std::to_string(value) : "-", value > 0 ? std::to_string(value) : ""}; }

Cell points(double difference) {
  Cell cell = percent(difference);
  if (difference >= 0) cell.shown.insert(0, "+");
  return cell;
}

Cell portions(const std::vector<double>& values) {
  Cell cell;
  for (const double value : values) {
    std::array<char, 32> percent{};
    std::snprintf(percent.data(), percent.size(), "%.4g", value * 100);
    cell.shown += (cell.shown.empty() ? "" : "/") + std::string(percent.data());
    cell.exact += (cell.exact.empty() ? "" : " ") + exact(value);
  }
  if (cell.shown.empty()) cell.shown = "-";
  return cell;
}

const char* stateName(RunState state) {
  constexpr std::array<const char*, 7> kNames = {"opening", "running", "paused",     "finished",
                                                 "stopped", "failed",  "interrupted"};
  return kNames.at(static_cast<std::size_t>(state));
}

}  // namespace

ReportTable runTable(const std::vector<RunReport>& runs) {
  const bool finished =
      std::all_of(runs.begin(), runs.end(), [](const RunReport& run) { return run.state == RunState::Finished; });
  const bool parted =
      std::any_of(runs.begin(), runs.end(), [](const RunReport& run) { return !run.partition.empty(); });
  ReportTable table;
  table.columns = {{"path", "File", false, true},
                   {"run", "Run", false},
                   {"state", "State", false, finished},
                   {"method", "Method", false},
                   {"architecture", "Architecture", false, true},
                   {"bits", "Bits"},
                   {"activation_bits", "Map bits"},
                   {"average_bits", "Average bits"},
                   {"partition", "Partition", false, !parted},
                   {"portions", "Portions (%)"},
                   {"seed", "Seed"},
                   {"float_top1", "Float (%)"},
                   {"top1", "Trained (%)"},
                   {"hard_top1", "Hard (%)"},
                   {"change", "Change (points)"},
                   {"seconds", "Time (s)"}};
  for (const RunReport& run : runs) {
    table.rows.push_back(
        {word(run.path), word(run.name), word(stateName(run.state)), word(run.method.empty() ? "float" : run.method),
         word(run.architecture), bits(run.bits), bits(run.activationBits), real(run.averageBits, 2),
         word(run.partition), portions(run.portions), word(std::to_string(run.seed)), percent(run.floatTop1),
         percent(run.trainedTop1), percent(run.hardTop1), points(run.hardTop1 - run.floatTop1), real(run.seconds, 0)});
  }
  return table;
}

ReportTable layerTable(const RunReport& run) {
  ReportTable table;
  table.title = run.name;
  table.columns = {
      {"run", "Run", false, true}, {"layer", "Layer", false}, {"operator", "Operator", false},        {"bits", "Bits"},
      {"exponent", "Exponent"},    {"sqnr_db", "SQNR (dB)"},  {"saturated_fraction", "Saturated (%)"}};
  for (const LayerReport& layer : run.layers) {
    const std::string exponent = layer.bits > 0 ? std::to_string(layer.exponent) : "";
    table.rows.push_back({word(run.name), word(layer.name), word(layer.op), bits(layer.bits), word(exponent),
                          real(layer.sqnrDb, 2), percent(layer.saturatedFraction)});
  }
  return table;
}

}  // namespace dyadic::session
