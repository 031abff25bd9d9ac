// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "app/runtime/EngineTasks.h"
#include "engine/types/RunRecord.h"
#include "widgets/panels/SummaryTiles.h"

/// What the views derive from snapshots. Plain functions without a display.
namespace dyadic::shell {

/// It has not come to an end.
[[nodiscard]] bool isUnderway(RunState state);

/// The method's parameter of that name if it is a whole number, else `fallback`.
[[nodiscard]] int integerParameter(const RunConfig& config, const char* key, int fallback);
/// The portions a method's config asks for; empty if it has none.
[[nodiscard]] std::vector<double> portionsOf(const RunConfig& config);

/// How far the running stage has come, 0 to 1, by its epochs; 0 without one.
[[nodiscard]] double stageFraction(const RunSnapshot& snapshot);
/// How far the whole run has come, 0 to 1.
[[nodiscard]] double runFraction(const RunSnapshot& snapshot);

/// Index of the quantized layer with the lowest SQNR; -1 where none is quantized or every error is 0.
[[nodiscard]] int worstLayer(const std::vector<LayerRecord>& layers);
/// Likewise of the feature maps.
[[nodiscard]] int worstEdge(const std::vector<EdgeRecord>& edges);

/// The tiles for a stage of a run (null: before the first). Accuracies come from the last finished stage up to it.
[[nodiscard]] widgets::Summary summaryOf(const RunSnapshot& snapshot, const StageRecord* stage);

/// A what-if as the record that the layer views take: the histogram it carries, and a portion of 0, as nothing is
/// quantized yet.
[[nodiscard]] std::shared_ptr<const StageRecord> stageOf(const runtime::WhatIfResult& result);

}  // namespace dyadic::shell
