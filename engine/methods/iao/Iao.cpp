// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/iao/Iao.h"

#include "engine/methods/Specs.h"
#include "engine/methods/iao/IaoOptions.h"
#include "engine/methods/iao/IaoRecipe.h"

namespace dyadic::methods::iao {
namespace {

Status check(const RunConfig& config) {
  if (config.training.epochsPerStage.size() != 1) {
    return usageError(
        DYADIC_TR("engine", "training.epochs_per_stage has %1 entries but this method has one stage: give one number."),
        {std::to_string(config.training.epochsPerStage.size())});
  }
  const auto& p = config.method.parameters;
  for (const char* key : {"activation_delay", "freeze_statistics"}) {
    const double value = std::get<double>(p.at(key));
    if (is(p, "moments", "share") && value > 1) {
      return usageError(
          DYADIC_TR("engine", "method.parameters.%1 is \"%2\", a share of the training, but must be at most 1."),
          {key, std::to_string(value)});
    }
  }
  return {};
}

void complete(RunConfig& config) {
  constexpr int kEpochs = 8;
  if (config.training.epochsPerStage.empty()) config.training.epochsPerStage = {kEpochs};
}

}  // namespace

Method method() {
  Method m;
  m.info.id = "iao";
  m.info.name = "IAO";
  m.info.title = DYADIC_TR("engine", "Integer-arithmetic-only inference");
  m.info.category = DYADIC_TR("engine", "Quantization-aware training");
  m.info.description = DYADIC_TR(
      "engine",
      "Every weight and feature map becomes integers with a real scale and a zero point, chosen from its least and "
      "largest value so that 0 is exact: r = S (q - Z). Batch norms are folded into the weights while the network "
      "trains, so that what is quantized is what will run; ranges of feature maps are moving averages, and their "
      "quantization begins late. Biases become 32-bit integers. The network runs on integers alone, with a fixed-point "
      "multiplier behind each layer. The paper trains ResNets with momentum 0.9 at a learning rate of 1e-5.");
  m.info.citation =
      "@inproceedings{jacob2018quantization,\n"
      "  author    = {Jacob, Benoit and Kligys, Skirmantas and Chen, Bo and Zhu, Menglong and Tang, Matthew and "
      "Howard, "
      "Andrew and Adam, Hartwig and Kalenichenko, Dmitry},\n"
      "  title     = {Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference},\n"
      "  booktitle = {IEEE Conference on Computer Vision and Pattern Recognition (CVPR)},\n  year      = {2018},\n"
      "  eprint    = {1712.05877},\n  archivePrefix = {arXiv}\n}";
  m.info.parameters = schema();
  m.info.presets = presets();
  m.info.training.epochsPerStage = {};
  m.info.training.learningRate = 0.002;
  m.info.training.schedule = "cosine";
  m.check = check;
  m.complete = complete;
  m.create = [](const RunConfig& config) { return std::make_unique<IaoRecipe>(config); };
  return m;
}

}  // namespace dyadic::methods::iao
