// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/ExploreRecord.h"
#include "engine/types/Histogram.h"
#include "engine/types/ModelInfo.h"
#include "engine/types/RunConfig.h"
#include "engine/types/RunRecord.h"

namespace dyadic::session {

struct WhatIfCandidate {
  int exponent = 0;
  double mse = 0;
};
struct WhatIfLayer {
  LayerRecord record;                       ///< bits 0: stays float, and nothing else is measured
  std::vector<WhatIfCandidate> candidates;  ///< in the order of the setting; the chosen one has record.exponent
  std::optional<int> mapBits;               ///< of the feature map that the layer makes; 0: it stays float. None where
                                            ///< the layer makes none with a grid of its own
};

/// One layer in full.
struct WhatIfDetail {
  WhatIfLayer layer;
  Histogram histogram;  ///< exact; with a portion below 1 of the weights as they enter the network, quantized or not
};

/// What quantizing a model's weights would do to them, without training or data: milliseconds for 25 million weights.
/// Owns a copy of the weights. compute() and look() are const and may be called from any thread at once. A setting
/// is checked like a run's config: a usage error names what is wrong with it.
class WhatIf {
 public:
  /// Opens config.model.
  [[nodiscard]] static Expected<std::shared_ptr<const WhatIf>> open(const RunConfig& config);
  virtual ~WhatIf() = default;

  [[nodiscard]] virtual const ModelInfo& model() const = 0;
  /// One entry a layer, in model().layers' order (batch norm: its scale k). Errors are those of the whole tensor,
  /// whatever portion of it the setting quantizes.
  [[nodiscard]] virtual Expected<std::vector<WhatIfLayer>> compute(const QuantSetting& setting) const = 0;
  /// The same of one layer alone, with its histogram. REQUIRES: 0 <= layer < model().layers.size().
  [[nodiscard]] virtual Expected<WhatIfDetail> look(const QuantSetting& setting, int layer) const = 0;
  /// compute() and all histograms in a run-file-like HDF5 (group /whatif). Refuses to overwrite unless `force`.
  [[nodiscard]] virtual Status write(const QuantSetting& setting, const std::string& out, bool force) const = 0;
};

}  // namespace dyadic::session
