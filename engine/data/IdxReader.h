// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/SetReader.h"
#include "engine/types/Expected.h"

/// IDX files, the format of MNIST and Fashion-MNIST, plain or compressed with gzip (told apart by their first bytes):
/// big-endian, magic 0x00000803 for images (count, height, width, bytes) and 0x00000801 for labels (count, bytes). Four
/// dimensions (0x00000804) are count, channels, height, width. Memory grows with what the file really holds, not with
/// what its header says.
namespace dyadic::data {

/// Pixels only; labels are left empty.
[[nodiscard]] Expected<ImageSet> readIdxImages(const std::string& path);
[[nodiscard]] Expected<std::vector<std::int32_t>> readIdxLabels(const std::string& path);

/// True if `path` is an IDX image file or a folder that holds PREFIX-images-idx3-ubyte[.gz] (or
/// PREFIX-images.idx3-ubyte).
[[nodiscard]] bool looksLikeIdx(const std::string& path);

/// The splits of a folder, one a prefix: train, and t10k as "test"; or of one image file and the label file beside it.
[[nodiscard]] Expected<std::unique_ptr<SetReader>> openIdx(const std::string& path);

}  // namespace dyadic::data
