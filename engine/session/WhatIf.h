// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/Histogram.h"
#include "engine/types/ModelInfo.h"
#include "engine/types/Rounding.h"
#include "engine/types/RunConfig.h"
#include "engine/types/RunRecord.h"

namespace dyadic::session {

struct WhatIfSettings {
  int bits = 8;
  std::vector<int> candidates = {-2, -1, 0, 1};  ///< offsets from the initial exponent
  InitialExponent initialExponent = InitialExponent::NoClip;
  Rounding rounding = Rounding::HalfAway;
  bool symmetricRange = false;
  std::map<std::string, int>
      layerBits;  ///< glob over layer names -> bits; later (alphabetically) wins; no match is an error
};

struct WhatIfCandidate {
  int exponent = 0;
  double mse = 0;
};
struct WhatIfLayer {
  LayerRecord record;
  std::vector<WhatIfCandidate> candidates;  ///< in the order of the settings; the chosen one has record.exponent
};

/// What quantizing a model's weights would do to them, without training or data: milliseconds for 25 million weights.
/// Owns a copy of the weights. compute() and histogram() are const and may be called from any thread at once.
class WhatIf {
 public:
  /// Opens config.model.
  [[nodiscard]] static Expected<std::shared_ptr<const WhatIf>> open(const RunConfig& config);
  virtual ~WhatIf() = default;

  [[nodiscard]] virtual const ModelInfo& model() const = 0;
  /// One entry a layer, in model().layers' order (batch norm: its scale k).
  [[nodiscard]] virtual Expected<std::vector<WhatIfLayer>> compute(const WhatIfSettings& settings) const = 0;
  /// Exact histogram of one layer under the settings. REQUIRES: 0 <= layer < model().layers.size().
  [[nodiscard]] virtual Expected<Histogram> histogram(const WhatIfSettings& settings, int layer) const = 0;
  /// compute() and all histograms in a run-file-like HDF5 (group /whatif). Refuses to overwrite unless `force`.
  [[nodiscard]] virtual Status write(const WhatIfSettings& settings, const std::string& out, bool force) const = 0;
};

}  // namespace dyadic::session
