// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/data/ImageSet.h"
#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

namespace dyadic::data {

/// Per-channel normalization of pixels scaled to 0..1: x = (pixel/255 - mean) / deviation.
struct Normalization {
  std::vector<double> mean;
  std::vector<double> deviation;
};

/// Usage error where data.mean and data.std are not one number a channel.
[[nodiscard]] Status checkNormalization(const DataConfig& data, int channels);

struct NormalizationSources {
  Normalization config;
  Normalization model;
};
struct ChosenNormalization {
  Normalization values;  ///< empty: to be measured on the training set
  std::string source;    ///< config | model | imagenet | training set
};
/// The config's, else the model's, else ImageNet's for three channels.
[[nodiscard]] ChosenNormalization chooseNormalization(const NormalizationSources& sources, int channels);

/// Mean and deviation per channel of pixels scaled to 0..1, from counts of the 256 values: exact in any order.
[[nodiscard]] Normalization measure(const ImageSet& set);

}  // namespace dyadic::data
