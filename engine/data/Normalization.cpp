// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Normalization.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace dyadic::data {

Status checkNormalization(const DataConfig& data, int channels) {
  const auto fits = [&](const std::vector<double>& values) {
    return values.size() == static_cast<std::size_t>(channels) &&
           std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  };
  if (data.mean.empty() && data.deviation.empty()) {
    return {};
  }
  const bool positive =
      std::all_of(data.deviation.begin(), data.deviation.end(), [](double value) { return value > 0; });
  if (!fits(data.mean) || !fits(data.deviation) || !positive) {
    return usageError(DYADIC_TR("engine",
                                "data.mean and data.std need one number for each of the %1 channels, and "
                                "deviations above 0."),
                      {std::to_string(channels)});
  }
  return {};
}

ChosenNormalization chooseNormalization(const NormalizationSources& sources, int channels) {
  if (!sources.config.mean.empty()) {
    return {sources.config, "config"};
  }
  const auto size = static_cast<std::size_t>(channels);
  const Normalization& model = sources.model;
  const bool positive =
      std::all_of(model.deviation.begin(), model.deviation.end(), [](double value) { return value > 0; });
  if (model.mean.size() == size && model.deviation.size() == size && positive) {
    return {model, "model"};
  }
  if (channels == 3) {
    return {{{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}}, "imagenet"};
  }
  return {{}, "training set"};
}

Normalization measure(const ImageSet& set) {
  Normalization out;
  const auto plane = static_cast<std::size_t>(set.shape.height) * static_cast<std::size_t>(set.shape.width);
  for (int channel = 0; channel < set.shape.channels; ++channel) {
    std::array<std::int64_t, 256> counts{};
    for (std::int64_t i = 0; i < set.count; ++i) {
      const std::uint8_t* pixels = set.image(i) + static_cast<std::size_t>(channel) * plane;
      for (std::size_t k = 0; k < plane; ++k) {
        ++counts[pixels[k]];
      }
    }
    const double total = static_cast<double>(set.count) * static_cast<double>(plane);
    double sum = 0;
    double squares = 0;
    for (std::size_t value = 0; value < counts.size(); ++value) {
      const double x = static_cast<double>(value) / 255;
      sum += x * static_cast<double>(counts[value]);
      squares += x * x * static_cast<double>(counts[value]);
    }
    const double mean = sum / total;
    const double variance = squares / total - mean * mean;
    out.mean.push_back(mean);
    out.deviation.push_back(variance > 1e-12 ? std::sqrt(variance) : 1.0);  // 1 for a set of one colour
  }
  return out;
}

}  // namespace dyadic::data
