// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/ModelInfo.h"
#include "engine/types/RefusedOperator.h"
#include "engine/types/RunConfig.h"
#include "engine/types/RunRecord.h"

/// Looking at float models and training them. Free functions that block; call them from any thread but the window's.
namespace dyadic::session {

/// Called between batches with 0..1; return false to cancel (the call then fails with "cancelled").
using Progress = std::function<bool(double fraction)>;

/// Layers, shapes, parameters, MACs, and what can be quantized and why not. `input` of the config, if any, overrides
/// the file's.
[[nodiscard]] Expected<ModelInfo> inspectModel(const RunConfig& config);
/// The operators because of which inspectModel() fails; empty where it fails for another reason or not at all.
[[nodiscard]] std::vector<RefusedOperator> refusedOperators(const RunConfig& config);
/// Format, shapes, classes and counts, without reading the images.
[[nodiscard]] Expected<DataInfo> inspectData(const RunConfig& config);
/// The same with the images of every class counted, for which some formats are read through.
[[nodiscard]] Expected<DataInfo> describeData(const RunConfig& config);

/// The float network on config.data.validation. Uses model, data, device, threads.
[[nodiscard]] Expected<Evaluation> evaluate(const RunConfig& config, const Progress& progress = {});

struct Prediction {
  std::string file;
  std::string error;  ///< not empty: the image could not be read, the rest is empty
  int classIndex = -1;
  std::string className;
  double probability = 0;
  std::vector<double> logits;
};
/// Class, probability and logits of image files (JPEG, PNG), resized and cropped as the config says. Images that come
/// out in another size are refused by name.
[[nodiscard]] Expected<std::vector<Prediction>> predict(const RunConfig& config, const std::vector<std::string>& files);

/// Trains a float network (model.path optional: start weights) and writes its last epoch's weights as safetensors with
/// metadata architecture, input, mean, std, classes. Refuses to overwrite unless `force`.
struct TrainRequest {
  RunConfig config;
  std::string out;
  bool force = false;
};
struct TrainEpoch {
  int epoch = 0;  ///< 1-based
  double learningRate = 0;
  double loss = 0;  ///< mean over the epoch
  double imagesPerSecond = 0;
  Evaluation validation;
};
using EpochReport = std::function<void(const TrainEpoch&)>;
[[nodiscard]] Expected<Evaluation> train(const TrainRequest& request, const Progress& progress = {},
                                         const EpochReport& report = {});

}  // namespace dyadic::session
