// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/nets/weights/WeightsFile.h"

namespace dyadic::nets {

/// The safetensors format: 8 bytes header length, a JSON header, tensors without holes or overlaps. Entries come in the
/// order of their offsets.
[[nodiscard]] Expected<WeightsFile::Contents> readSafetensors(const ByteSource& source);

/// A float32 tensor to write; `data` is the caller's.
struct SafetensorsTensor {
  std::string name;
  std::vector<std::int64_t> shape;
  std::span<const float> data;
};

/// Writes a file as a whole: into a temporary one beside it, which then takes its name. Refuses to replace an existing
/// file unless `force`. REQUIRES: names are unique, data sizes fit the shapes.
[[nodiscard]] Status writeSafetensors(const std::string& path, const std::vector<SafetensorsTensor>& tensors,
                                      const std::map<std::string, std::string>& metadata, bool force);

}  // namespace dyadic::nets
