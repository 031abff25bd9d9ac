// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/bwn/BwnOptions.h"

#include "engine/methods/Specs.h"

namespace dyadic::methods::bwn {

std::vector<ParameterSpec> schema() {
  std::vector<ParameterSpec> specs = {
      choiceSpec("gradient", DYADIC_TR("engine", "Gradient"),
                 DYADIC_TR("engine",
                           "What a float weight's gradient is, given that of the binary one. paper: times 1/n + alpha "
                           "where |W| < 1, with n weights a filter. code: times (1/n + alpha)(1 - 1/inputs) n, as the "
                           "authors' Torch code has it for SGD, n times as strong. straight_through: the same, as most "
                           "re-implementations do."),
                 {"paper", "code", "straight_through"}),
      choiceSpec("granularity", DYADIC_TR("engine", "Scales"),
                 DYADIC_TR("engine", "One alpha for the weights of each filter, as in the paper, or of a layer."),
                 {"filter", "layer"}),
      flagSpec("centre_weights", DYADIC_TR("engine", "Centre weights"),
               DYADIC_TR("engine",
                         "Subtract from the float weights their mean over the input channels at every step. Layers "
                         "with one input channel a filter are left as they are: nothing would remain of them."),
               true),
      flagSpec("clamp_weights", DYADIC_TR("engine", "Limit weights"),
               DYADIC_TR("engine", "Limit the float weights to -1..1 at every step."), true),
      batchNormBatchesSpec(),
  };
  for (auto& spec : endSpecs(false, false)) specs.push_back(std::move(spec));
  return specs;
}

std::vector<ParameterPreset> presets() {
  const auto word = [](const char* w) { return ParameterValue(std::string(w)); };
  return {
      {DYADIC_TR("engine", "Paper"), {{"gradient", word("paper")}, {"centre_weights", true}, {"clamp_weights", true}}},
      {DYADIC_TR("engine", "Authors' Torch code"),
       {{"gradient", word("code")}, {"centre_weights", true}, {"clamp_weights", true}}},
      {DYADIC_TR("engine", "Straight through"),
       {{"gradient", word("straight_through")}, {"centre_weights", false}, {"clamp_weights", false}}},
  };
}

BwnOptions readOptions(const ParameterMap& p) {
  BwnOptions o;
  o.gradient = is(p, "gradient", "paper")  ? quantizers::ScaledGradient::Bwn
               : is(p, "gradient", "code") ? quantizers::ScaledGradient::BwnCode
                                           : quantizers::ScaledGradient::StraightThrough;
  o.granularity = is(p, "granularity", "layer") ? quantizers::Granularity::Layer : quantizers::Granularity::Filter;
  o.centre = boolean(p, "centre_weights");
  o.clamp = boolean(p, "clamp_weights");
  o.batchNormBatches = integer(p, "batch_norm_batches");
  o.quantizeFirst = boolean(p, "quantize_first");
  o.quantizeLast = boolean(p, "quantize_last");
  return o;
}

}  // namespace dyadic::methods::bwn
