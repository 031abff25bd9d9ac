// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/integer/lowering/Lowering.h"
#include "engine/runlog/RunData.h"
#include "engine/types/RunRecord.h"

namespace dyadic::session {

/// What a run has recorded of the network that came out, in memory or read from its file.
struct RecordedNetwork {
  std::vector<runlog::QuantizedLayer> layers;
  std::vector<EdgeRecord> edges;  ///< of the last stage
  RunConfig config;
  data::Normalization normalization;
};

/// The same as lowering and verification want it. Fails where it does not fit the graph or is no INT-SE: names the
/// layer. `graph` must outlive the result. Internal to the folder.
[[nodiscard]] Expected<integer::QuantizedNetwork> quantizedNetwork(const nets::Graph& graph,
                                                                   const RecordedNetwork& recorded);

}  // namespace dyadic::session
