// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "engine/data/SetReader.h"
#include "engine/types/Expected.h"

/// CIFAR's binary version. CIFAR-10: data_batch_1.bin ... data_batch_5.bin and test_batch.bin, records of a label byte
/// and 3x32x32 pixels; class names in batches.meta.txt. CIFAR-100: train.bin and test.bin, records of a coarse and a
/// fine label byte (the fine one is used) and the pixels; class names in fine_label_names.txt.
namespace dyadic::data {

[[nodiscard]] bool looksLikeCifar(const std::string& path);

/// Splits train and test. `path` is the folder of the .bin files or the one that holds cifar-10-batches-bin or
/// cifar-100-binary.
[[nodiscard]] Expected<std::unique_ptr<SetReader>> openCifar(const std::string& path);

}  // namespace dyadic::data
