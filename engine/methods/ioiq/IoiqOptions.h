// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/math/IntSe.h"
#include "engine/types/MethodInfo.h"
#include "engine/types/RunConfig.h"

namespace dyadic::methods::ioiq {

enum class Partition { Pruning, Random };
enum class MaskUpdate { Stage, Epoch, Step };
/// When batch norms stop learning and become a quantized scale and shift.
enum class BatchNormLock { AtStage, AtEpoch, EveryForward, AtExport };
/// Which exponent a feature map is quantized with while the network trains.
enum class TrainingExponent { BatchThenAverage, Batch, Average };

/// The method's parameters as values. Meaning and defaults: schema().
struct IoiqOptions {
  int bits = 8;
  int activationBits = 8;
  int biasBits = 8;
  std::vector<double> portions;
  Partition partition = Partition::Pruning;
  MaskUpdate maskUpdate = MaskUpdate::Stage;
  bool monotoneMasks = true;
  math::ExponentSearch search;
  bool symmetricRange = false;
  bool freezeQuantized = false;
  bool clipActivationGradient = true;
  bool refitEachStep = true;
  BatchNormLock lock = BatchNormLock::AtStage;
  int lockAt = 0;  ///< stage or epoch counted from 1; 0 = the last
  bool trainAfterLock = false;
  int biasShift = 0;  ///< largest left shift of a bias; 0 = bits - 1
  TrainingExponent trainingExponent = TrainingExponent::BatchThenAverage;
  double emaMomentum = 0.99;
  int calibrationBatches = 50;
  bool quantizeInput = true;
};

/// REQUIRES: parameters complete and checked against the schema.
[[nodiscard]] IoiqOptions readOptions(const ParameterMap& parameters);

[[nodiscard]] std::vector<ParameterSpec> schema();
[[nodiscard]] std::vector<ParameterPreset> presets();

}  // namespace dyadic::methods::ioiq
