// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/iao/IaoOptions.h"

#include "engine/methods/Specs.h"

namespace dyadic::methods::iao {
namespace {

constexpr double kMinBits = 2;
constexpr double kMaxBits = 8;
constexpr double kLatest = 1e9;
const std::vector<std::string> kUnits = {"share", "epochs", "steps"};

ParameterSpec bitsSpec(const char* key, const char* label, const char* description, const char* sameAs) {
  auto spec =
      limited(numberSpec(key, label, description, std::int64_t{8}), kMinBits, kMaxBits, DYADIC_TR("engine", "bits"));
  spec.sameAs = sameAs;
  spec.outOfRangeHint = DYADIC_TR(
      "engine", "One bit belongs to binary codebooks; above 8 a sum need not fit the 32 bits of the accumulators.");
  return spec;
}

std::vector<ParameterSpec> momentSpecs() {
  return {
      limited(numberSpec("activation_delay", DYADIC_TR("engine", "Feature maps begin at"),
                         DYADIC_TR("engine",
                                   "When feature maps begin to be quantized while the network trains; their ranges are "
                                   "averaged from the beginning. 0: at once."),
                         0.125),
              0, kLatest),
      limited(numberSpec("freeze_statistics", DYADIC_TR("engine", "Statistics freeze at"),
                         DYADIC_TR("engine",
                                   "From when on layers take the running mean and variance instead of the batch's, and "
                                   "these stay as they are."),
                         0.5),
              0, kLatest),
      choiceSpec("moments", DYADIC_TR("engine", "Moments in"),
                 DYADIC_TR("engine",
                           "What the two moments above are counted in: shares of the training, epochs or steps. The "
                           "paper quantizes feature maps after 50,000 to 2 million steps."),
                 kUnits),
  };
}

}  // namespace

std::vector<ParameterSpec> schema() {
  std::vector<ParameterSpec> specs = {
      bitsSpec("bits", DYADIC_TR("engine", "Weight bits"),
               DYADIC_TR("engine",
                         "Width of the integers that convolution and linear weights become, batch norms folded in. The "
                         "lowest integer is left out: at 8 bits they are -127 to 127."),
               ""),
      bitsSpec("activation_bits", DYADIC_TR("engine", "Feature-map bits"),
               DYADIC_TR("engine", "Width of the integers that the input and all feature maps become."), "bits"),
  };
  for (auto& spec : momentSpecs()) specs.push_back(std::move(spec));
  specs.push_back(limited(
      numberSpec("ema_momentum", DYADIC_TR("engine", "Average's momentum"),
                 DYADIC_TR("engine",
                           "Share of the old value in the moving average of each feature map's "
                           "least and largest value; the paper averages thousands of steps, such as 0.999 does."),
                 0.99),
      0, 0.99999));
  specs.push_back(limited(
      numberSpec("statistics_momentum", DYADIC_TR("engine", "Statistics' momentum"),
                 DYADIC_TR("engine",
                           "Share of the old value in the running mean and variance of a folded batch norm, until they "
                           "freeze. The variance scales the weights that are quantized: where it jumps, so do they."),
                 0.99),
      0, 0.99999));
  specs.push_back(flagSpec(
      "fold_batch_norm", DYADIC_TR("engine", "Fold batch norms"),
      DYADIC_TR("engine",
                "Quantize weights with the batch norm behind them folded in, as the method wants it. Off: for networks "
                "without batch norm; where there is one it stays float, and nothing runs on integers alone."),
      true));
  specs.push_back(choiceSpec("activation_gradient", DYADIC_TR("engine", "Feature-map gradient"),
                             DYADIC_TR("engine", "Zero for saturated values, or straight through everywhere."),
                             {"clipped", "straight_through"}));
  return specs;
}

std::vector<ParameterPreset> presets() {
  const auto bits = [](std::int64_t b) { return ParameterValue(b); };
  return {
      {DYADIC_TR("engine", "8 bits"), {{"bits", bits(8)}, {"activation_bits", bits(8)}}},
      {DYADIC_TR("engine", "7 bits"), {{"bits", bits(7)}, {"activation_bits", bits(7)}}},
      {DYADIC_TR("engine", "Without batch norm"), {{"fold_batch_norm", false}}},
  };
}

IaoOptions readOptions(const ParameterMap& p) {
  IaoOptions o;
  o.bits = integer(p, "bits");
  o.activationBits = integer(p, "activation_bits");
  o.foldBatchNorm = boolean(p, "fold_batch_norm");
  o.unit = choice<Unit>(p, "moments", kUnits);
  o.activationDelay = std::get<double>(p.at("activation_delay"));
  o.freezeStatistics = std::get<double>(p.at("freeze_statistics"));
  o.emaMomentum = std::get<double>(p.at("ema_momentum"));
  o.statisticsMomentum = std::get<double>(p.at("statistics_momentum"));
  o.clipActivationGradient = is(p, "activation_gradient", "clipped");
  return o;
}

}  // namespace dyadic::methods::iao
