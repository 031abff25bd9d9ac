// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/Histogram.h"
#include "engine/types/ModelInfo.h"
#include "engine/types/RunRecord.h"

namespace dyadic::runlog {

/// What `dyadic-cli whatif --out` leaves: a run-file-like HDF5 whose group /whatif has the layers and histograms of a
/// stage. REQUIRES: layers and histograms are as long as model.layers (histograms may be empty).
struct WhatIfFile {
  std::string path;
  bool force = false;  ///< replace an existing file, once the new one is complete
  ModelInfo model;
  std::vector<LayerRecord> layers;
  std::vector<Histogram> histograms;
  std::string settingsJson;  ///< kept as it is in /config
};

/// Writes it under a temporary name beside the path, then renames it. Callable from any thread.
[[nodiscard]] Status writeWhatIf(const WhatIfFile& file);

}  // namespace dyadic::runlog
