// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "engine/data/SetReader.h"
#include "engine/types/Expected.h"

/// CIFAR's Python version: pickles of a dict with `data` (uint8, images x 3072) and `labels`. CIFAR-10: data_batch_1
/// ... data_batch_5 and test_batch, class names in batches.meta. CIFAR-100: train and test with `fine_labels`, class
/// names in meta. Read by nets/weights/Pickle.h, which runs nothing that a pickle names.
namespace dyadic::data {

[[nodiscard]] bool looksLikeCifarPickle(const std::string& path);

/// Splits train and test. `path` is the folder of the files, one of them, or the folder that holds cifar-10-batches-py
/// or cifar-100-python. Opening reads the files through, since their sizes do not tell how many images they hold.
[[nodiscard]] Expected<std::unique_ptr<SetReader>> openCifarPickle(const std::string& path);

}  // namespace dyadic::data
