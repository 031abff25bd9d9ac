// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/ioiq/Ioiq.h"

#include "engine/methods/Specs.h"
#include "engine/methods/ioiq/IoiqOptions.h"
#include "engine/methods/ioiq/IoiqRecipe.h"

namespace dyadic::methods::ioiq {
namespace {

/// IOIQ's text names no epochs; four a stage, twice as many in the last, where everything is quantized.
void complete(RunConfig& config) {
  if (!config.training.epochsPerStage.empty()) return;
  const auto& portions = std::get<std::vector<double>>(config.method.parameters.at("portions"));
  config.training.epochsPerStage.assign(portions.size(), 4);
  if (!portions.empty()) config.training.epochsPerStage.back() = 8;
}

}  // namespace

Method method() {
  Method m;
  m.info.id = "ioiq";
  m.info.name = "IOIQ";
  m.info.title = DYADIC_TR("engine", "Integer-only incremental quantization");
  m.info.category = DYADIC_TR("engine", "Incremental");
  m.info.description = DYADIC_TR(
      "engine",
      "Every weight, bias, batch norm and feature map becomes integers with one shared power-of-two exponent, chosen "
      "among a few candidates by mean squared error. A growing share of the weights enters the network quantized while "
      "all of them go on learning; batch norms learn first and are then locked. What comes out runs on integers alone. "
      "Uncertain, as none of the paper's displayed equations could be had: the exponent that the search begins at and "
      "the four candidates (the preset 'Paper's listing' is one reading), the rounding, when batch norms are locked, "
      "and epochs and learning rate. Each is a parameter.");
  m.info.citation =
      "@article{yang2023ioiq,\n  author  = {Yang, Huiqu and Yang, Guowei and He, Jinzhong and Xu, Jian},\n"
      "  title   = {Integer-only incremental quantization of convolutional neural networks},\n"
      "  journal = {Journal of Qingdao University (Engineering \\& Technology Edition)},\n"
      "  volume  = {38},\n  number  = {2},\n  pages   = {10--17},\n  year    = {2023},\n"
      "  doi     = {10.13306/j.1006-9798.2023.02.002}\n}";
  m.info.parameters = schema();
  m.info.presets = presets();
  m.info.training.epochsPerStage = {};
  m.info.training.learningRate = 0.01;
  m.info.training.schedule = "cosine";
  m.check = checkPortions;
  m.complete = complete;
  m.create = [](const RunConfig& config) { return std::make_unique<IoiqRecipe>(config); };
  return m;
}

}  // namespace dyadic::methods::ioiq
