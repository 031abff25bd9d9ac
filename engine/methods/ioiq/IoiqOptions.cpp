// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/ioiq/IoiqOptions.h"

#include <algorithm>

#include "engine/methods/Specs.h"
#include "engine/types/Expected.h"

namespace dyadic::methods::ioiq {
namespace {

using Kind = ParameterSpec::Kind;

const std::vector<std::string> kPartitions = {"pruning", "random"};
const std::vector<std::string> kMaskUpdates = {"stage", "epoch", "step"};
const std::vector<std::string> kInitialExponents = {"no_clip", "floor", "ceil_log2"};
const std::vector<std::string> kRoundings = {"half_away", "half_up", "half_even", "floor"};
const std::vector<std::string> kLocks = {"at_stage", "at_epoch", "every_forward", "at_export"};
const std::vector<std::string> kTrainingExponents = {"batch_then_average", "batch", "average"};

ParameterSpec bitsSpec(const char* key, const char* label, const char* description, const char* sameAs) {
  ParameterSpec spec;
  spec.key = key;
  spec.label = label;
  spec.description = description;
  spec.kind = Kind::Integer;
  spec.defaultValue = std::int64_t{8};
  spec.minimum = math::kMinBits;
  spec.maximum = math::kMaxBits;
  spec.unit = DYADIC_TR("engine", "bits");
  spec.sameAs = sameAs;
  spec.outOfRangeHint =
      DYADIC_TR("engine", "One bit belongs to binary codebooks; above 16 nothing is left to quantize.");
  return spec;
}

std::vector<ParameterSpec> mainSpecs() {
  return {
      bitsSpec(
          "bits", DYADIC_TR("engine", "Weight bits"),
          DYADIC_TR("engine",
                    "Width of the integers that convolution and linear weights and the scale of batch norms become."),
          ""),
      bitsSpec("activation_bits", DYADIC_TR("engine", "Feature-map bits"),
               DYADIC_TR("engine", "Width of the integers that the input and all feature maps become."), "bits"),
      bitsSpec("bias_bits", DYADIC_TR("engine", "Bias bits"),
               DYADIC_TR("engine", "Width of biases and of the shift of batch norms. Raise it where biases saturate."),
               "bits"),
      limited(numberSpec("portions", DYADIC_TR("engine", "Portions"),
                         DYADIC_TR("engine",
                                   "Share of the weights that is quantized after each stage: rising, the last one 1."),
                         std::vector<double>{0.5, 0.75, 0.875, 1}),
              0, 1),
      choiceSpec(
          "partition", DYADIC_TR("engine", "Partition"),
          DYADIC_TR("engine",
                    "Which weights come first: those of largest magnitude (pruning-inspired), or a random draw."),
          kPartitions),
      limited(
          numberSpec(
              "candidates", DYADIC_TR("engine", "Exponent candidates"),
              DYADIC_TR(
                  "engine",
                  "Offsets from the initial exponent that are tried; the one with the least mean squared error wins. "
                  "From no_clip, offsets above 0 can win only for feature maps."),
              std::vector<std::int64_t>{-2, -1, 0, 1}),
          -math::kMaxOffset, math::kMaxOffset),
      choiceSpec(
          "initial_exponent", DYADIC_TR("engine", "Initial exponent"),
          DYADIC_TR(
              "engine",
              "Where the search starts, from m = max|x|: no_clip ceil(log2(m / qmax)), floor floor(log2 m) - (b-1), "
              "ceil_log2 ceil(log2 m) - (b-1)."),
          kInitialExponents),
      choiceSpec(
          "rounding", DYADIC_TR("engine", "Rounding"),
          DYADIC_TR("engine", "How a value becomes an integer, in the simulation and in the integer network alike."),
          kRoundings),
      flagSpec("symmetric_range", DYADIC_TR("engine", "Symmetric range"),
               DYADIC_TR("engine", "Leave out the most negative integer, -2^(b-1)."), false),
  };
}

std::vector<ParameterSpec> scheduleSpecs() {
  return {
      choiceSpec(
          "bn_lock", DYADIC_TR("engine", "Batch-norm lock"),
          DYADIC_TR(
              "engine",
              "When batch norms become a quantized scale and shift: at the start of a stage or epoch, at every forward "
              "pass while statistics go on learning, or only at the end. Biases are quantized from then on too."),
          kLocks),
      limited(numberSpec("bn_lock_at", DYADIC_TR("engine", "Lock at"),
                         DYADIC_TR("engine", "Number of that stage or epoch, counted from 1; 0 means the last stage."),
                         std::int64_t{0}),
              0, 100000),
      choiceSpec("bn_after_lock", DYADIC_TR("engine", "After the lock"),
                 DYADIC_TR("engine", "Whether the scale and shift of batch norms stay as they are or go on learning."),
                 {"frozen", "trained"}),
      choiceSpec(
          "training_exponent", DYADIC_TR("engine", "Exponent while training"),
          DYADIC_TR(
              "engine",
              "Feature maps take the exponent of the batch until the lock and the moving average after it, which is "
              "frozen one epoch later; or always one of them."),
          kTrainingExponents),
      limited(numberSpec("ema_momentum", DYADIC_TR("engine", "Average's momentum"),
                         DYADIC_TR("engine", "Share of the old value in the moving average of exponents."), 0.99),
              0, 0.9999),
      limited(
          numberSpec(
              "calibration_batches", DYADIC_TR("engine", "Calibration batches"),
              DYADIC_TR(
                  "engine",
                  "Batches over which exponents are averaged before the last evaluation; 0 keeps the moving average."),
              std::int64_t{50}),
          0, 100000, "batches"),
      choiceSpec(
          "mask_update", DYADIC_TR("engine", "Masks drawn"),
          DYADIC_TR(
              "engine",
              "How often the choice of quantized weights is made again. Matters only where masks are not monotone."),
          kMaskUpdates),
      flagSpec("monotone_masks", DYADIC_TR("engine", "Monotone masks"),
               DYADIC_TR("engine", "A weight once quantized stays quantized."), true),
      choiceSpec("quantized_gradient", DYADIC_TR("engine", "Quantized weights"),
                 DYADIC_TR("engine",
                           "Whether quantized weights go on learning through the straight-through gradient or stay."),
                 {"straight_through", "frozen"}),
      choiceSpec("activation_gradient", DYADIC_TR("engine", "Feature-map gradient"),
                 DYADIC_TR("engine", "Zero for saturated values, or straight through everywhere."),
                 {"clipped", "straight_through"}),
      choiceSpec("weight_refit", DYADIC_TR("engine", "Weight exponents"),
                 DYADIC_TR("engine", "Searched at every step, or once a stage."), {"step", "stage"}),
      choiceSpec(
          "bias_range", DYADIC_TR("engine", "Bias exponent range"),
          DYADIC_TR("engine",
                    "How far a bias's exponent may lie above its accumulator's: bits - 1, or 7 whatever the bits."),
          {"bits_minus_1", "seven"}),
      flagSpec(
          "quantize_input", DYADIC_TR("engine", "Quantize the input"),
          DYADIC_TR("engine",
                    "Whether the network's input becomes integers as well; without it nothing runs on integers alone."),
          true),
  };
}

}  // namespace

std::vector<ParameterSpec> schema() {
  auto specs = mainSpecs();
  for (auto& spec : scheduleSpecs()) specs.push_back(std::move(spec));
  return specs;
}

std::vector<ParameterPreset> presets() {
  using Offsets = std::vector<std::int64_t>;
  return {
      {DYADIC_TR("engine", "Recommended"),
       {{"initial_exponent", std::string("no_clip")}, {"candidates", Offsets{-2, -1, 0, 1}}}},
      {DYADIC_TR("engine", "Paper's listing"),
       {{"initial_exponent", std::string("floor")}, {"candidates", Offsets{-1, 0, 1, 2}}}},
      {DYADIC_TR("engine", "Two candidates"),
       {{"initial_exponent", std::string("no_clip")}, {"candidates", Offsets{-1, 0}}}},
      {DYADIC_TR("engine", "No search"), {{"initial_exponent", std::string("no_clip")}, {"candidates", Offsets{0}}}},
      {DYADIC_TR("engine", "One shot"), {{"portions", std::vector<double>{1}}}},
  };
}

IoiqOptions readOptions(const ParameterMap& p) {
  IoiqOptions o;
  o.bits = integer(p, "bits");
  o.activationBits = integer(p, "activation_bits");
  o.biasBits = integer(p, "bias_bits");
  o.portions = std::get<std::vector<double>>(p.at("portions"));
  o.partition = choice<Partition>(p, "partition", kPartitions);
  o.maskUpdate = choice<MaskUpdate>(p, "mask_update", kMaskUpdates);
  o.monotoneMasks = boolean(p, "monotone_masks");
  o.search.offsets.clear();
  for (std::int64_t offset : std::get<std::vector<std::int64_t>>(p.at("candidates"))) {
    o.search.offsets.push_back(static_cast<int>(offset));
  }
  o.search.initial = choice<InitialExponent>(p, "initial_exponent", kInitialExponents);
  o.search.rounding = choice<Rounding>(p, "rounding", kRoundings);
  o.symmetricRange = boolean(p, "symmetric_range");
  o.freezeQuantized = is(p, "quantized_gradient", "frozen");
  o.clipActivationGradient = is(p, "activation_gradient", "clipped");
  o.refitEachStep = is(p, "weight_refit", "step");
  o.lock = choice<BatchNormLock>(p, "bn_lock", kLocks);
  o.lockAt = integer(p, "bn_lock_at");
  o.trainAfterLock = is(p, "bn_after_lock", "trained");
  o.biasShift = is(p, "bias_range", "seven") ? 7 : 0;
  o.trainingExponent = choice<TrainingExponent>(p, "training_exponent", kTrainingExponents);
  o.emaMomentum = std::get<double>(p.at("ema_momentum"));
  o.calibrationBatches = integer(p, "calibration_batches");
  o.quantizeInput = boolean(p, "quantize_input");
  return o;
}

}  // namespace dyadic::methods::ioiq
