// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/nets/Graph.h"
#include "engine/nets/weights/WeightsFile.h"
#include "engine/types/Expected.h"

namespace dyadic::nets {

struct StateOptions {
  std::string architecture{};  ///< id; empty: found from names and shapes
  Shape input{};               ///< empty: from shapes, else as the architecture is used
  int classes = 0;             ///< 0: from the last linear layer's weight
  std::string path{};          ///< for messages
};

struct LoadedState {
  Graph graph;
  std::vector<std::string> notes;  ///< for ModelInfo
};

/// Builds the architecture that the tensors belong to and reads them into it, each straight into its place. Names lose
/// the prefixes that wrappers give them (module., model., _orig_mod., net.); counters and the auxiliary classifiers of
/// GoogLeNet are left out. Fails where tensors are missing, unexpected or of another shape (listed by name, with the
/// architecture that would fit better), or hold NaN, infinity or negative variances.
[[nodiscard]] Expected<LoadedState> loadState(const WeightsFile& file, const StateOptions& options);

}  // namespace dyadic::nets
