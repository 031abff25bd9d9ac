// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/types/Histogram.h"
#include "engine/types/RunConfig.h"
#include "engine/types/RunRecord.h"

/// What can be known of a quantized network before anything is trained. Plain values.
namespace dyadic {

/// A quantization without training: the part of a RunConfig that decides which numbers a network is made of, and the
/// share of its weights that is quantized.
struct QuantSetting {
  MethodConfig method;            ///< id and parameters: bits, candidates, partition ...; left out: as in a config
  std::vector<LayerRule> layers;  ///< bits and on/off by layer name or glob; later rules win
  double portion = 1;      ///< share of each layer's weights that is quantized, 0 to 1; the partition chooses which
  std::uint64_t seed = 1;  ///< of a random partition
  bool operator==(const QuantSetting&) const = default;
};

/// The setting that a run of `config` arrives at: everything quantized.
[[nodiscard]] inline QuantSetting settingOf(const RunConfig& config) {
  return {config.method, config.layers, 1, config.seed};
}
/// Makes a run of `config` use the setting's method, layers and seed. A portion is no part of a run.
inline void applySetting(const QuantSetting& setting, RunConfig& config) {
  config.method = setting.method;
  config.layers = setting.layers;
  config.seed = setting.seed;
}

/// What a layer rule matched, as indices in ModelInfo; where both are empty the rule is an error.
struct RuleMatch {
  std::vector<int> layers;
  std::vector<int> edges;
};
/// One entry a rule, in their order.
[[nodiscard]] std::vector<RuleMatch> matchRules(const std::vector<LayerRule>& rules, const ModelInfo& model);

/// Accuracy of a network under a setting, on some of the validation images, beside the float network's on the same
/// ones. Fractions 0 to 1. The images are drawn in one random order that never changes, so that estimates of different
/// settings compare image by image.
struct AccuracyEstimate {
  std::int64_t images = 0;  ///< seen so far
  std::int64_t total = 0;   ///< of the validation set
  std::int64_t correct = 0;
  std::int64_t floatCorrect = 0;      ///< of the float network
  std::int64_t onlyFloatCorrect = 0;  ///< McNemar's b: the float network alone is right
  std::int64_t onlyQuantCorrect = 0;  ///< McNemar's c: the quantized network alone is right
  int calibrationBatches = 0;         ///< that the exponents of feature maps come from; 0: none is quantized
  double top1 = kNotMeasured;         ///< correct / images
  double floatTop1 = kNotMeasured;    ///< floatCorrect / images
  double low = kNotMeasured;          ///< Wilson's 95 % interval of top1
  double high = kNotMeasured;         ///<
  double pairedP = kNotMeasured;      ///< McNemar's exact two-sided p: 1 where the networks cannot be told apart
  bool complete = false;              ///< all images, all calibration batches: what a run's hard evaluation gives
  bool operator==(const AccuracyEstimate&) const = default;
};

/// Classes that an estimate has found, in the order in which it saw the images.
struct ImageAnswers {
  std::vector<std::int64_t> images;            ///< indices in the validation images
  std::vector<std::int32_t> floatClasses;      ///< one an image
  std::vector<std::int32_t> quantizedClasses;  ///< likewise
};

/// A class and how probable a network finds it: softmax of the logits, 0 to 1.
struct ClassShare {
  int index = -1;
  double probability = 0;
};

/// What a network and its quantized form see in an image: five classes at most, the most probable first.
struct ImageLook {
  std::int64_t image = 0;
  std::vector<ClassShare> floatNetwork;
  std::vector<ClassShare> quantized;
};

/// A network in which some layers or feature maps are quantized, against the float network on the same images.
struct OutputError {
  double top1 = kNotMeasured;
  double drop = kNotMeasured;    ///< float top1 - top1
  double mse = kNotMeasured;     ///< of the logits, mean over images and classes
  double sqnrDb = kNotMeasured;  ///< 10 log10(sum y^2 / sum (y-q)^2) of the logits; infinite where they are the same
};

/// What one layer, or one feature map, does to the network's output. kNotMeasured where it stays float or has not been
/// measured yet.
struct Sensitivity {
  OutputError only;         ///< nothing but this is quantized
  OutputError allBut;       ///< the whole setting, this left float
  OutputError accumulated;  ///< this and all before it in execution order, weights and feature maps
  int bits = 0;             ///< under the setting; 0: stays float
};

struct SensitivityRecord {
  QuantSetting setting;
  std::int64_t images = 0;
  double floatTop1 = kNotMeasured;
  OutputError whole;                ///< everything that the setting quantizes
  std::vector<Sensitivity> layers;  ///< index = LayerInfo's; weight and bias, or a batch norm's scale and shift
  std::vector<Sensitivity> edges;   ///< index = EdgeInfo's; not measured unless asked for
  std::int64_t done = 0;            ///< networks measured
  std::int64_t planned = 0;         ///< networks to measure
};

/// One feature map under a setting, over a few calibration images.
struct FeatureMapRecord {
  EdgeRecord record;                        ///< mse and SQNR of its own quantization; bits 0: stays float
  Histogram histogram;                      ///< what comes in against what its grid makes of it
  double accumulatedMse = kNotMeasured;     ///< against the same feature map of the float network
  double accumulatedSqnrDb = kNotMeasured;  ///< likewise
};

/// What a layer costs. A tensor that stays float counts 32 bits a number, others what they take by the method's own
/// code, as a run's LayerRecord::storedBytes.
struct LayerCost {
  int weightBits = 32;
  int inputBits = 32;        ///< of the feature map that comes in
  double bytes = 0;          ///< of weight and bias (batch norm: scale and shift)
  std::int64_t macs = 0;     ///< for one image
  double bitOperations = 0;  ///< macs x weightBits x inputBits
};

struct CostRecord {
  std::vector<LayerCost> layers;  ///< index = LayerInfo's
  double bytes = 0;               ///< of all parameters
  double floatBytes = 0;          ///< the same in float32; a batch norm is its scale and shift here too
  double averageBits = 0;         ///< of the weights of convolutions and linear layers: sum n b / sum n
  std::int64_t macs = 0;
  double bitOperations = 0;
};

/// What proposed bits are to reach; exactly one of the three is set.
struct BitGoal {
  enum class Kind { LargestDrop, AverageBits, Bytes };
  Kind kind = Kind::LargestDrop;
  double value = 0.01;                            ///< fraction of accuracy, bits or bytes
  std::vector<int> choices = {2, 3, 4, 5, 6, 8};  ///< bits a layer may get
};

/// Bits that reach a goal, to be looked at before they are applied.
struct BitProposal {
  QuantSetting setting;      ///< the one asked about with a rule for each convolution and linear layer behind its rules
  std::vector<int> bits;     ///< a layer, index = LayerInfo's; 0: not part of it (batch norms, float layers)
  double predictedDrop = 0;  ///< sum of the layers' own drops, against the float network
  CostRecord costs;          ///< of the setting
};

/// How long a run will take, from a few batches of it.
struct TimeEstimate {
  double seconds = kNotMeasured;               ///< of the whole run
  double secondsPerStep = kNotMeasured;        ///< one training batch, median
  double secondsPerEvaluation = kNotMeasured;  ///< of the validation set, as trained and hard together
  std::int64_t steps = 0;                      ///< training batches of the run
  std::int64_t evaluations = 0;                ///< of the run
};

}  // namespace dyadic
