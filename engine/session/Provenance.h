// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/data/ImageSet.h"
#include "engine/runlog/RunData.h"
#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

namespace dyadic::session {

/// What /provenance says of program, libraries and machine.
[[nodiscard]] runlog::Provenance provenanceOf(const RunConfig& config, const std::string& commandLine);

/// What differs between the machine and program that a run began on and those that go on with it, for people: empty
/// where the run will equal an uninterrupted one bit for bit. Fails where model or data are others than then.
[[nodiscard]] Expected<std::vector<std::string>> differences(const runlog::Provenance& then,
                                                             const runlog::Provenance& now);

/// SHA-256 of what the files hold, one after the other, in hexadecimal; empty where one cannot be read.
[[nodiscard]] std::string sha256OfFiles(const std::set<std::string>& paths);
/// Of labels and pixels, in order.
[[nodiscard]] std::string sha256OfImages(const data::ImageSet& images);

}  // namespace dyadic::session
