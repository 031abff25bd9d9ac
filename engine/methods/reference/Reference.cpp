// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/reference/Reference.h"

#include "engine/training/Recipe.h"

namespace dyadic::methods::reference {

Method floatMethod() {
  Method m;
  m.info.id = "float";
  m.info.name = "Float";
  m.info.title = DYADIC_TR("engine", "The float network, trained on");
  m.info.category = DYADIC_TR("engine", "Reference");
  m.info.description = DYADIC_TR(
      "engine",
      "Nothing is quantized. The network learns on as in the run that it is compared with: the same data, optimizer "
      "and "
      "epochs, and a learning rate that starts again at each stage. A gain of a method over the float network that it "
      "began with may just be more training; a gain over this one is not. Give it that run's training settings, "
      "epochs_per_stage above all. To see what retraining does for a method, run it with the portion 1 and 0 epochs.");
  m.info.training.epochsPerStage = {4, 4, 4, 8};
  m.info.training.learningRate = 0.01;
  m.info.training.schedule = "cosine";
  m.check = [](const RunConfig&) { return Status(); };
  m.complete = [](RunConfig&) {};
  m.create = [](const RunConfig& config) { return std::make_unique<training::FloatRecipe>(config); };
  return m;
}

}  // namespace dyadic::methods::reference
