// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/twn/Twn.h"

#include "engine/methods/Specs.h"
#include "engine/methods/twn/TwnOptions.h"
#include "engine/methods/twn/TwnRecipe.h"

namespace dyadic::methods::twn {

Method method() {
  Method m;
  m.info.id = "twn";
  m.info.name = "TWN";
  m.info.title = DYADIC_TR("engine", "Ternary weight networks");
  m.info.category = DYADIC_TR("engine", "Ternary");
  m.info.description = DYADIC_TR(
      "engine",
      "Every weight of a convolution or linear layer becomes -alpha, 0 or +alpha, from the first step on: 0 where it "
      "is at most 0.7 or 0.75 times the mean magnitude, alpha the mean of the others, one a layer or a filter. "
      "Gradients go to the float weights unchanged, and batch norms follow. Feature maps, biases and batch norms stay "
      "float, so that there is no network on integers. Stored as 2 bits a weight and 32 an alpha. The authors train "
      "from scratch (150 epochs at CIFAR-10, rate 0.1 with steps, momentum 0.9, no weight decay in effect); here "
      "training begins at the weights of the model. Uncertain: whether their ImageNet nets had ternary weights in the "
      "first and last layer.");
  m.info.citation =
      "@misc{li2016twn,\n  author        = {Li, Fengfu and Zhang, Bo and Liu, Bin},\n"
      "  title         = {Ternary Weight Networks},\n  year          = {2016},\n"
      "  eprint        = {1605.04711},\n  archivePrefix = {arXiv}\n}";
  m.info.parameters = schema();
  m.info.presets = presets();
  m.info.training.epochsPerStage = {20};
  m.info.training.learningRate = 0.01;
  m.info.training.schedule = "step";
  m.info.training.weightDecay = 0;
  m.check = [](const RunConfig& config) { return checkEpochs(config, 1); };
  m.complete = [](RunConfig&) {};
  m.create = [](const RunConfig& config) { return std::make_unique<TwnRecipe>(config); };
  return m;
}

}  // namespace dyadic::methods::twn
