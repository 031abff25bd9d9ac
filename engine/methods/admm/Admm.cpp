// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/admm/Admm.h"

#include "engine/methods/Specs.h"
#include "engine/methods/admm/AdmmOptions.h"
#include "engine/methods/admm/AdmmRecipe.h"

namespace dyadic::methods::admm {
namespace {

/// As many epochs in each iteration; at the end, where weights are fixed, one for batch norms and biases.
void complete(RunConfig& config) {
  if (!config.training.epochsPerStage.empty()) return;
  const auto options = readOptions(config.method.parameters);
  config.training.epochsPerStage.assign(static_cast<std::size_t>(options.iterations), 3);
  config.training.epochsPerStage.push_back(1);
}

Status check(const RunConfig& config) {
  const auto options = readOptions(config.method.parameters);
  return checkEpochs(config, static_cast<std::size_t>(options.iterations) + 1);
}

}  // namespace

Method method() {
  Method m;
  m.info.id = "admm";
  m.info.name = "ADMM";
  m.info.title = DYADIC_TR("engine", "Low-bit weights by alternating directions");
  m.info.category = DYADIC_TR("engine", "Penalty");
  m.info.description = DYADIC_TR(
      "engine",
      "The float weights are trained, and pulled to the nearest weights of one alpha a layer times -1 and 1; -1, 0 and "
      "1; or 0 and powers of two. Each iteration, a stage here, trains with the pull rho/2 |W - G + lambda|^2, then "
      "projects W + lambda to G with the best alpha, then adds to lambda what separates W from G. At the end G takes "
      "the place of W; a last stage trains batch norms and biases with it, or statistics alone are taken anew. "
      "Feature maps, biases, batch norms and by default the first and last layer stay float, so that there is no "
      "network on integers. The paper trains by extragradient: training.optimizer. It is the learning-compression "
      "algorithm with a fixed penalty. Uncertain: the paper's rho, "
      "learning rates, number of iterations, and its ends of the network; the defaults here are ours.");
  m.info.citation =
      "@inproceedings{leng2018admm,\n"
      "  author    = {Leng, Cong and Dou, Zesheng and Li, Hao and Zhu, Shenghuo and Jin, Rong},\n"
      "  title     = {Extremely Low Bit Neural Network: Squeeze the Last Bit Out with {ADMM}},\n"
      "  booktitle = {AAAI Conference on Artificial Intelligence},\n  year      = {2018},\n"
      "  eprint    = {1707.09870},\n  archivePrefix = {arXiv}\n}";
  m.info.parameters = schema();
  m.info.presets = presets();
  m.info.training.epochsPerStage = {};
  m.info.training.learningRate = 0.01;
  m.info.training.schedule = "cosine";
  m.info.training.weightDecay = 0;
  m.info.training.resetOptimizer = true;
  m.check = check;
  m.complete = complete;
  m.create = [](const RunConfig& config) { return std::make_unique<AdmmRecipe>(config); };
  return m;
}

}  // namespace dyadic::methods::admm
