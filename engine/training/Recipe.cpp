// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Recipe.h"

namespace dyadic::training {

std::vector<std::unique_ptr<LossTerm>> Recipe::losses(const TrainContext&) {
  std::vector<std::unique_ptr<LossTerm>> out;
  out.push_back(std::make_unique<CrossEntropy>());
  return out;
}

FloatRecipe::FloatRecipe(const RunConfig& config) {
  for (const int epochs : config.training.epochsPerStage) stages_.push_back({.epochs = epochs});
  if (stages_.empty()) stages_.push_back({.epochs = config.training.epochs});
}

}  // namespace dyadic::training
