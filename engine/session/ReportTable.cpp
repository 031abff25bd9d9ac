// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdio>

#include "engine/session/Report.h"
#include "engine/session/ReportCells.h"

namespace dyadic::session {
namespace {

using namespace cells;

Cell portions(const std::vector<double>& values) {
  Cell cell;
  for (const double value : values) {
    std::array<char, 32> percent{};
    std::snprintf(percent.data(), percent.size(), "%.4g", value * 100);
    cell.shown += (cell.shown.empty() ? "" : "/") + std::string(percent.data());
    cell.exact += (cell.exact.empty() ? "" : " ") + exactText(value);
  }
  if (cell.shown.empty()) cell.shown = "-";
  return cell;
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
         word(run.architecture), bits(run.bits), range(run.activationBits), real(run.averageBits, 2),
         word(run.partition), portions(run.portions), word(std::to_string(run.seed)), percent(run.floatTop1),
         percent(run.trainedTop1), percent(run.hardTop1), points(run.hardTop1 - run.floatTop1), real(run.seconds, 0)});
  }
  return table;
}

ReportTable layerTable(const RunReport& run) {
  ReportTable table;
  table.title = run.name;
  table.columns = {{"run", "Run", false, true},
                   {"layer", "Layer", false},
                   {"operator", "Operator", false},
                   {"bits", "Bits"},
                   {"exponent", "Exponent"},
                   {"scales", "Scales"},
                   {"scale", "Mean scale"},
                   {"sqnr_db", "SQNR (dB)"},
                   {"saturated_fraction", "Saturated (%)"}};
  const bool scaled =
      std::any_of(run.layers.begin(), run.layers.end(), [](const LayerReport& layer) { return layer.scales > 0; });
  table.columns[5].dataOnly = table.columns[6].dataOnly = !scaled;
  for (const LayerReport& layer : run.layers) {
    const std::string exponent = layer.exponent ? std::to_string(*layer.exponent) : "";
    const double scale = layer.scales > 0 ? layer.scale : kNotMeasured;
    table.rows.push_back({word(run.name), word(layer.name), word(layer.op), bits(layer.bits), word(exponent),
                          bits(layer.scales), significant(scale, 4), real(layer.sqnrDb, 2),
                          percent(layer.saturatedFraction)});
  }
  return table;
}

}  // namespace dyadic::session
