// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/fgq/FgqOptions.h"

#include "engine/math/IntSe.h"
#include "engine/methods/Specs.h"

namespace dyadic::methods::fgq {
namespace {

const std::vector<std::string> kEnds = {"integer", "ternary", "float"};

ParameterSpec bitsSpec(const char* key, const char* label, const char* description) {
  return limited(numberSpec(key, label, description, std::int64_t{8}), math::kMinBits, math::kMaxBits,
                 DYADIC_TR("engine", "bits"));
}

/// A choice whose default is not the first word.
ParameterSpec endSpec(const char* key, const char* label, const char* description, End end) {
  auto spec = choiceSpec(key, label, description, kEnds);
  spec.defaultValue = kEnds[static_cast<std::size_t>(end)];
  return spec;
}

}  // namespace

std::vector<ParameterSpec> schema() {
  return {
      limited(numberSpec("group", DYADIC_TR("engine", "Group size"),
                         DYADIC_TR("engine",
                                   "N: adjacent input channels at one kernel position whose weights share an alpha. "
                                   "The paper has 4 to 64; larger groups than there are channels make one of all."),
                         std::int64_t{4}),
              1, 65536, DYADIC_TR("engine", "weights")),
      flagSpec(
          "integer_scales", DYADIC_TR("engine", "Integer alphas"),
          DYADIC_TR("engine", "Alphas become integers with one exponent a layer, instead of staying 32-bit floats."),
          true),
      bitsSpec("scale_bits", DYADIC_TR("engine", "Alpha bits"), DYADIC_TR("engine", "Width of integer alphas.")),
      flagSpec("quantize_activations", DYADIC_TR("engine", "Quantize feature maps"),
               DYADIC_TR("engine", "Whether feature maps become integers with a shared exponent, or stay float."),
               true),
      bitsSpec("activation_bits", DYADIC_TR("engine", "Feature-map bits"),
               DYADIC_TR("engine", "Width of the integers that feature maps become; the paper has 8 and 4.")),
      endSpec("first_layer", DYADIC_TR("engine", "First layer"),
              DYADIC_TR("engine", "What its weights become: integers with a shared exponent, ternary, or nothing."),
              End::Integer),
      endSpec("last_layer", DYADIC_TR("engine", "Last layer"),
              DYADIC_TR("engine", "What its weights become: integers with a shared exponent, ternary, or nothing."),
              End::Ternary),
      bitsSpec("end_bits", DYADIC_TR("engine", "Bits of integer ends"),
               DYADIC_TR("engine", "Width of the integers that the first or last layer's weights become.")),
      limited(numberSpec("batch_norm_batches", DYADIC_TR("engine", "Batch-norm batches"),
                         DYADIC_TR("engine",
                                   "Batches of calibration images from which batch norms take their statistics in the "
                                   "quantized network; 0 keeps those of the float network."),
                         std::int64_t{50}),
              0, 100000, DYADIC_TR("engine", "batches")),
      limited(numberSpec("calibration_batches", DYADIC_TR("engine", "Calibration batches"),
                         DYADIC_TR("engine", "Batches over which the exponents of feature maps are averaged."),
                         std::int64_t{50}),
              1, 100000, DYADIC_TR("engine", "batches")),
  };
}

std::vector<ParameterPreset> presets() {
  const auto number = [](std::int64_t n) { return ParameterValue(n); };
  return {
      {DYADIC_TR("engine", "N = 4, 8-bit feature maps"), {{"group", number(4)}, {"activation_bits", number(8)}}},
      {DYADIC_TR("engine", "N = 4, 4-bit feature maps"), {{"group", number(4)}, {"activation_bits", number(4)}}},
      {DYADIC_TR("engine", "N = 64 (fine-tune it)"), {{"group", number(64)}, {"activation_bits", number(8)}}},
      {DYADIC_TR("engine", "Weights alone"), {{"quantize_activations", false}, {"integer_scales", false}}},
  };
}

FgqOptions readOptions(const ParameterMap& p) {
  FgqOptions o;
  o.group = integer(p, "group");
  o.scaleBits = boolean(p, "integer_scales") ? integer(p, "scale_bits") : 0;
  o.quantizeActivations = boolean(p, "quantize_activations");
  o.activationBits = integer(p, "activation_bits");
  o.first = choice<End>(p, "first_layer", kEnds);
  o.last = choice<End>(p, "last_layer", kEnds);
  o.endBits = integer(p, "end_bits");
  o.batchNormBatches = integer(p, "batch_norm_batches");
  o.calibrationBatches = integer(p, "calibration_batches");
  return o;
}

}  // namespace dyadic::methods::fgq
