// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Snapshots.h"

#include <algorithm>
#include <cmath>

#include "engine/session/Report.h"

namespace dyadic::shell {
namespace {

template <class Record>
int worst(const std::vector<Record>& records) {
  int result = -1;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].bits == 0 || std::isnan(records[i].sqnrDb)) continue;
    if (result < 0 || records[i].sqnrDb < records[static_cast<std::size_t>(result)].sqnrDb)
      result = static_cast<int>(i);
  }
  return result;
}

/// Frozen weights off the grid in all layers; NaN where none is frozen.
double offGridOf(const StageRecord& stage) {
  double sum = kNotMeasured;
  for (const LayerRecord& layer : stage.layers) {
    const bool measured = layer.bits > 0 && std::isfinite(layer.storedBits) && std::isfinite(layer.offGrid);
    if (measured) sum = (std::isnan(sum) ? 0 : sum) + layer.offGrid;
  }
  return sum;
}

}  // namespace

bool isUnderway(RunState state) {
  return state == RunState::Opening || state == RunState::Running || state == RunState::Paused;
}

int integerParameter(const RunConfig& config, const char* key, int fallback) {
  const auto found = config.method.parameters.find(key);
  if (found == config.method.parameters.end()) return fallback;
  const auto* value = std::get_if<std::int64_t>(&found->second);
  return value ? static_cast<int>(*value) : fallback;
}

std::vector<double> portionsOf(const RunConfig& config) {
  const auto found = config.method.parameters.find("portions");
  if (found == config.method.parameters.end()) return {};
  if (const auto* reals = std::get_if<std::vector<double>>(&found->second)) return *reals;
  if (const auto* integers = std::get_if<std::vector<std::int64_t>>(&found->second))
    return {integers->begin(), integers->end()};
  return {};
}

double stageFraction(const RunSnapshot& snapshot) {
  if (!snapshot.outline || snapshot.progress.epochs <= 0 || snapshot.train->epoch.empty()) return 0;
  const std::vector<int>& epochs = snapshot.outline->config.training.epochsPerStage;
  if (epochs.empty()) return 0;
  double before = 0;
  for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(snapshot.progress.stage, 0)); ++i)
    before += epochs[std::min(i, epochs.size() - 1)];
  return std::clamp((snapshot.train->epoch.back() - before) / snapshot.progress.epochs, 0.0, 1.0);
}

double runFraction(const RunSnapshot& snapshot) {
  if (snapshot.state == RunState::Finished) return 1;
  const RunProgress& progress = snapshot.progress;
  return progress.steps > 0
             ? std::clamp(static_cast<double>(progress.step) / static_cast<double>(progress.steps), 0., 1.)
             : 0;
}

int worstLayer(const std::vector<LayerRecord>& layers) { return worst(layers); }

int worstEdge(const std::vector<EdgeRecord>& edges) { return worst(edges); }

widgets::Summary summaryOf(const RunSnapshot& snapshot, const StageRecord* stage) {
  widgets::Summary summary;
  if (snapshot.baseline) summary.baselineTop1 = snapshot.baseline->top1;
  for (const auto& finished : snapshot.stages) {
    if (stage && finished->index > stage->index) break;
    summary.hardTop1 = finished->hard.top1;
    summary.trainedTop1 = finished->trained.top1;
  }
  if (!snapshot.outline) return summary;
  const RunConfig& config = snapshot.outline->config;
  const int bits = integerParameter(config, "bits", 0);
  summary.bits = bits;
  summary.activationBits = integerParameter(config, "activation_bits", 0);
  if (stage) {
    const double average = session::averageWeightBits(snapshot.outline->model, *stage);
    if (std::isfinite(average)) summary.bits = average;
    summary.quantizedFraction = stage->portionRealized;
    summary.compression = session::storedSize(snapshot.outline->model, *stage).compression();
    if (session::quantizesWeightsAlone(*stage)) summary.activationBits = 0;
    summary.offGrid = offGridOf(*stage);
  }
  return summary;
}

std::shared_ptr<const StageRecord> stageOf(const runtime::WhatIfResult& result) {
  auto stage = std::make_shared<StageRecord>();
  for (const session::WhatIfLayer& layer : result.layers) stage->layers.push_back(layer.record);
  if (result.histogram && result.layer >= 0) {
    stage->histograms.resize(result.layers.size());
    stage->histograms[static_cast<std::size_t>(result.layer)] = *result.histogram;
  }
  return stage;
}

}  // namespace dyadic::shell
