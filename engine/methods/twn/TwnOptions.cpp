// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/twn/TwnOptions.h"

#include "engine/methods/Specs.h"

namespace dyadic::methods::twn {

std::vector<ParameterSpec> schema() {
  std::vector<ParameterSpec> specs = {
      choiceSpec("granularity", DYADIC_TR("engine", "Scales"),
                 DYADIC_TR("engine",
                           "One threshold and alpha for all weights of a layer, as in the paper of 2016, or for those "
                           "of each filter, as in the version of 2022."),
                 {"layer", "filter"}),
      choiceSpec("threshold", DYADIC_TR("engine", "Threshold"),
                 DYADIC_TR("engine",
                           "mean: the factor times the mean magnitude, the paper's approximation. exact: the best "
                           "threshold for these weights, found by sorting them."),
                 {"mean", "exact"}),
      limited(numberSpec("factor", DYADIC_TR("engine", "Threshold factor"),
                         DYADIC_TR("engine",
                                   "Weights up to this many times the mean magnitude become 0: 0.7 in the paper of "
                                   "2016 and its Caffe code, 0.75 in the version of 2022. The exact threshold does "
                                   "not use it."),
                         0.7),
              0.05, 0.95),
  };
  for (auto& spec : endSpecs(true, true)) specs.push_back(std::move(spec));
  return specs;
}

std::vector<ParameterPreset> presets() {
  const auto word = [](const char* w) { return ParameterValue(std::string(w)); };
  return {
      {DYADIC_TR("engine", "Paper of 2016, Caffe code"),
       {{"granularity", word("layer")}, {"threshold", word("mean")}, {"factor", 0.7}}},
      {DYADIC_TR("engine", "Version of 2022, PyTorch code"),
       {{"granularity", word("filter")}, {"threshold", word("mean")}, {"factor", 0.75}}},
      {DYADIC_TR("engine", "Least squared error"), {{"granularity", word("filter")}, {"threshold", word("exact")}}},
      {DYADIC_TR("engine", "First and last layer float"), {{"quantize_first", false}, {"quantize_last", false}}},
  };
}

TwnOptions readOptions(const ParameterMap& p) {
  TwnOptions o;
  o.format.alphabet = math::Alphabet::Ternary;
  o.format.ternary = is(p, "threshold", "exact") ? math::TernaryFit::Exact : math::TernaryFit::Threshold;
  o.format.factor = std::get<double>(p.at("factor"));
  o.granularity = is(p, "granularity", "layer") ? quantizers::Granularity::Layer : quantizers::Granularity::Filter;
  o.quantizeFirst = boolean(p, "quantize_first");
  o.quantizeLast = boolean(p, "quantize_last");
  return o;
}

}  // namespace dyadic::methods::twn
