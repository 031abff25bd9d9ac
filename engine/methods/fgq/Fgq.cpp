// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/fgq/Fgq.h"

#include "engine/methods/Specs.h"
#include "engine/methods/fgq/FgqOptions.h"
#include "engine/methods/fgq/FgqRecipe.h"

namespace dyadic::methods::fgq {

Method method() {
  Method m;
  m.info.id = "fgq";
  m.info.name = "FGQ";
  m.info.title = DYADIC_TR("engine", "Ternary weights in small groups");
  m.info.category = DYADIC_TR("engine", "Ternary");
  m.info.description = DYADIC_TR(
      "engine",
      "Makes a trained network ternary without training it: N weights of adjacent input channels share an alpha, and "
      "each of them becomes -alpha, 0 or +alpha so that the squared error is least. Alphas and the first layer become "
      "8-bit integers with a shared exponent, feature maps too; batch norms then take their statistics anew from the "
      "quantized network, which matters much. One multiplication a group is left of N. Biases and batch norms stay "
      "float, so that there is no network on integers. Stored as 2 bits a weight and 8 an alpha: 4 bits a weight at "
      "N = 4. N = 64 needs fine-tuning: set training.epochs_per_stage. Uncertain: the exact shape of groups, whether "
      "the paper's nets had alphas of their own for negative weights (not offered), its last layer, and which feature "
      "maps it counts; here those that a weight, sum or pool reads.");
  m.info.citation =
      "@misc{mellempudi2017fgq,\n"
      "  author        = {Mellempudi, Naveen and Kundu, Abhisek and Mudigere, Dheevatsa and Das, Dipankar and Kaul, "
      "Bharat and Dubey, Pradeep},\n"
      "  title         = {Ternary Neural Networks with Fine-Grained Quantization},\n  year          = {2017},\n"
      "  eprint        = {1705.01462},\n  archivePrefix = {arXiv}\n}";
  m.info.parameters = schema();
  m.info.presets = presets();
  m.info.training.epochsPerStage = {0};
  m.info.training.learningRate = 0.001;
  m.info.training.schedule = "cosine";
  m.info.training.weightDecay = 0;
  m.check = [](const RunConfig& config) { return checkEpochs(config, 1); };
  m.complete = [](RunConfig&) {};
  m.create = [](const RunConfig& config) { return std::make_unique<FgqRecipe>(config); };
  return m;
}

}  // namespace dyadic::methods::fgq
