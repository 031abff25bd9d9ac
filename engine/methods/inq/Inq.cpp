// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/inq/Inq.h"

#include "engine/methods/Specs.h"
#include "engine/methods/inq/InqOptions.h"
#include "engine/methods/inq/InqRecipe.h"

namespace dyadic::methods::inq {
namespace {

/// Four epochs a stage as in the paper's comparison of partitions; one in the last, where only biases and batch norms
/// are left to learn.
void complete(RunConfig& config) {
  if (!config.training.epochsPerStage.empty()) return;
  const auto& portions = std::get<std::vector<double>>(config.method.parameters.at("portions"));
  config.training.epochsPerStage.assign(portions.size(), 4);
  if (portions.size() > 1) config.training.epochsPerStage.back() = 1;
}

}  // namespace

Method method() {
  Method m;
  m.info.id = "inq";
  m.info.name = "INQ";
  m.info.title = DYADIC_TR("engine", "Incremental network quantization");
  m.info.category = DYADIC_TR("engine", "Incremental");
  m.info.description = DYADIC_TR(
      "engine",
      "Every weight of a convolution or linear layer becomes 0 or a signed power of two. A growing share of the "
      "weights, "
      "the largest first, is quantized and frozen, while the rest goes on learning and makes up for the error; each "
      "stage begins at the full learning rate again. Feature maps, biases and batch norms stay float, so that there is "
      "no network on integers. A weight of b bits: one bit tells zero from the rest, the others choose the sign and "
      "one of 2^(b-2) powers. The paper trains with weight decay 5e-4 (GoogLeNet 2e-4) and momentum 0.9.");
  m.info.citation =
      "@inproceedings{zhou2017inq,\n"
      "  author    = {Zhou, Aojun and Yao, Anbang and Guo, Yiwen and Xu, Lin and Chen, Yurong},\n"
      "  title     = {Incremental Network Quantization: Towards Lossless {CNNs} with Low-Precision Weights},\n"
      "  booktitle = {International Conference on Learning Representations (ICLR)},\n  year      = {2017},\n"
      "  eprint    = {1702.03044},\n  archivePrefix = {arXiv}\n}";
  m.info.parameters = schema();
  m.info.presets = presets();
  m.info.training.epochsPerStage = {};
  m.info.training.learningRate = 0.01;
  m.info.training.schedule = "cosine";
  m.check = checkPortions;
  m.complete = complete;
  m.create = [](const RunConfig& config) { return std::make_unique<InqRecipe>(config); };
  return m;
}

}  // namespace dyadic::methods::inq
