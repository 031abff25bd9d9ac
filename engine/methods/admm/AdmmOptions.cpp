// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/admm/AdmmOptions.h"

#include "engine/methods/Specs.h"

namespace dyadic::methods::admm {
namespace {

const std::vector<std::string> kAlphabets = {"ternary", "binary", "powers"};

std::vector<ParameterSpec> penaltySpecs() {
  return {
      limited(numberSpec("rho", DYADIC_TR("engine", "Penalty rho"),
                         DYADIC_TR("engine",
                                   "Strength of the pull to representable weights, against the mean cross-entropy. "
                                   "Too small: weights are still far off at the end. Too large: they stay where they "
                                   "were projected first. The paper does not give it."),
                         0.1),
              1e-9, 1e3),
      limited(numberSpec("rho_growth", DYADIC_TR("engine", "Growth of rho"),
                         DYADIC_TR("engine",
                                   "Factor from iteration to iteration: 1 in the paper, a little more in the "
                                   "learning-compression algorithm."),
                         1.0),
              1, 10),
      limited(numberSpec("iterations", DYADIC_TR("engine", "Iterations"),
                         DYADIC_TR("engine",
                                   "How often training and projection take turns. Each is a stage; one more follows, "
                                   "in which the weights are the projected ones."),
                         std::int64_t{6}),
              1, 1000),
      batchNormBatchesSpec(),
  };
}

}  // namespace

std::vector<ParameterSpec> schema() {
  std::vector<ParameterSpec> specs = {
      choiceSpec("alphabet", DYADIC_TR("engine", "Alphabet"),
                 DYADIC_TR("engine",
                           "What weights become, times alpha: -1, 0, 1; -1 and 1; or 0 and signed powers of two from 1 "
                           "up."),
                 kAlphabets),
      limited(numberSpec("largest_power", DYADIC_TR("engine", "Largest power"),
                         DYADIC_TR("engine", "N of the powers 1, 2, ..., 2^N: 1 gives 5 levels, 2 gives 7."),
                         std::int64_t{2}),
              1, math::kMaxScaledPowers),
      choiceSpec("granularity", DYADIC_TR("engine", "Scales"),
                 DYADIC_TR("engine", "One alpha for the weights of a layer, as in the paper, or of each filter."),
                 {"layer", "filter"}),
  };
  for (auto& spec : penaltySpecs()) specs.push_back(std::move(spec));
  for (auto& spec : endSpecs(false, false)) specs.push_back(std::move(spec));
  return specs;
}

std::vector<ParameterPreset> presets() {
  const auto word = [](const char* w) { return ParameterValue(std::string(w)); };
  const auto powers = [&](std::int64_t n) { return ParameterMap{{"alphabet", word("powers")}, {"largest_power", n}}; };
  return {
      {DYADIC_TR("engine", "Ternary"), {{"alphabet", word("ternary")}}},
      {DYADIC_TR("engine", "Binary"), {{"alphabet", word("binary")}}},
      {DYADIC_TR("engine", "Levels 0, 1, 2"), powers(1)},
      {DYADIC_TR("engine", "Levels 0, 1, 2, 4"), powers(2)},
      {DYADIC_TR("engine", "Learning-compression"), {{"rho", 0.001}, {"rho_growth", 1.5}}},
  };
}

AdmmOptions readOptions(const ParameterMap& p) {
  AdmmOptions o;
  o.format.alphabet = is(p, "alphabet", "ternary")  ? math::Alphabet::Ternary
                      : is(p, "alphabet", "binary") ? math::Alphabet::Binary
                                                    : math::Alphabet::Powers;
  o.format.powers = integer(p, "largest_power");
  o.granularity = is(p, "granularity", "layer") ? quantizers::Granularity::Layer : quantizers::Granularity::Filter;
  o.rho = std::get<double>(p.at("rho"));
  o.rhoGrowth = std::get<double>(p.at("rho_growth"));
  o.iterations = integer(p, "iterations");
  o.batchNormBatches = integer(p, "batch_norm_batches");
  o.quantizeFirst = boolean(p, "quantize_first");
  o.quantizeLast = boolean(p, "quantize_last");
  return o;
}

}  // namespace dyadic::methods::admm
