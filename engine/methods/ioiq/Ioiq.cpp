// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/ioiq/Ioiq.h"

#include "engine/methods/ioiq/IoiqOptions.h"
#include "engine/methods/ioiq/IoiqRecipe.h"

namespace dyadic::methods::ioiq {
namespace {

Status check(const RunConfig& config) {
  const auto& portions = std::get<std::vector<double>>(config.method.parameters.at("portions"));
  double last = 0;
  for (double portion : portions) {
    if (portion <= last) {
      return usageError(
          DYADIC_TR("engine", "method.parameters.portions must rise from stage to stage and begin above 0."));
    }
    last = portion;
  }
  if (last != 1)
    return usageError(
        DYADIC_TR("engine", "method.parameters.portions must end in 1: the last stage quantizes every weight."));
  const auto epochs = config.training.epochsPerStage.size();
  if (epochs != 1 && epochs != portions.size()) {
    return usageError(
        DYADIC_TR(
            "engine",
            "training.epochs_per_stage has %1 entries but there are %2 portions: give one number, or one for each."),
        {std::to_string(epochs), std::to_string(portions.size())});
  }
  return {};
}

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
      "among "
      "a few candidates by mean squared error. A growing share of the weights enters the network quantized while all "
      "of "
      "them go on learning; batch norms learn first and are then locked. What comes out runs on integers alone.");
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
  m.check = check;
  m.complete = complete;
  m.create = [](const RunConfig& config) { return std::make_unique<IoiqRecipe>(config); };
  return m;
}

}  // namespace dyadic::methods::ioiq
