// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/data/ImageSet.h"
#include "engine/runlog/RunData.h"
#include "engine/types/RunConfig.h"

namespace dyadic::session {

/// What /provenance says of program, libraries and machine.
[[nodiscard]] runlog::Provenance provenanceOf(const RunConfig& config, const std::string& commandLine);

/// SHA-256 in hexadecimal; empty where the file cannot be read.
[[nodiscard]] std::string sha256OfFile(const std::string& path);
/// Of labels and pixels, in order.
[[nodiscard]] std::string sha256OfImages(const data::ImageSet& images);

}  // namespace dyadic::session
