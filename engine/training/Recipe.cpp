// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Recipe.h"

namespace dyadic::training {

std::vector<std::unique_ptr<LossTerm>> Recipe::losses(const TrainContext&) {
  std::vector<std::unique_ptr<LossTerm>> out;
  out.push_back(std::make_unique<CrossEntropy>());
  return out;
}

}  // namespace dyadic::training
