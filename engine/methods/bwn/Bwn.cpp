// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/bwn/Bwn.h"

#include "engine/methods/Specs.h"
#include "engine/methods/bwn/BwnOptions.h"
#include "engine/methods/bwn/BwnRecipe.h"

namespace dyadic::methods::bwn {

Method method() {
  Method m;
  m.info.id = "bwn";
  m.info.name = "BWN";
  m.info.title = DYADIC_TR("engine", "Binary-weight networks");
  m.info.category = DYADIC_TR("engine", "Binary");
  m.info.description = DYADIC_TR(
      "engine",
      "Every weight between the first and the last layer becomes -alpha or +alpha, from the first step on; alpha is "
      "the mean magnitude of its filter. Before each step the float weights are centred over the input channels and "
      "limited to -1..1. Feature maps, biases, batch norms and the two ends of the network stay float, so that there "
      "is no network on integers. Stored as 1 bit a weight and 32 an alpha. The authors train from scratch (AlexNet: "
      "55 epochs of 2,500 batches of 128, rate 0.01, then 0.005, 0.001, 0.0005, 0.0001; weight decay 5e-4 for the "
      "first 29 epochs, then 0, because it pulls weights towards the change of sign); here training begins at the "
      "weights of the model and without weight decay. Uncertain: the paper's top-5 figures, and whether its ResNets "
      "used the gradient of the paper or of the code.");
  m.info.citation =
      "@inproceedings{rastegari2016xnor,\n"
      "  author    = {Rastegari, Mohammad and Ordonez, Vicente and Redmon, Joseph and Farhadi, Ali},\n"
      "  title     = {{XNOR-Net}: {ImageNet} Classification Using Binary Convolutional Neural Networks},\n"
      "  booktitle = {European Conference on Computer Vision (ECCV)},\n  year      = {2016},\n"
      "  eprint    = {1603.05279},\n  archivePrefix = {arXiv}\n}";
  m.info.parameters = schema();
  m.info.presets = presets();
  m.info.training.epochsPerStage = {20};
  m.info.training.learningRate = 0.1;
  m.info.training.schedule = "step";
  m.info.training.weightDecay = 0;
  m.check = [](const RunConfig& config) { return checkEpochs(config, 1); };
  m.complete = [](RunConfig&) {};
  m.create = [](const RunConfig& config) { return std::make_unique<BwnRecipe>(config); };
  return m;
}

}  // namespace dyadic::methods::bwn
