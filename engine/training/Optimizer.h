// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/nets/Graph.h"
#include "engine/quantizers/QuantPlan.h"
#include "engine/types/RunConfig.h"

namespace dyadic::training {

/// SGD with weight decay on convolution and linear weights only. Weights of which a part may be frozen stand apart:
/// neither gradient nor decay nor momentum reaches that part, so that it keeps its bits. Refers to the plan, and shares
/// the graph's parameters, which it asks for gradients.
class Optimizer {
 public:
  Optimizer(const nets::Graph& graph, const quantizers::QuantPlan& plan, const TrainingConfig& config);

  /// By the gradients that the parameters hold.
  void step(double learningRate);

  /// The first half of an extragradient step (Korpelevich, 1976): moves the parameters to W - rate * g(W), without
  /// momentum and decay, and returns W. The gradient there then serves step() from W: goBack() first.
  [[nodiscard]] std::vector<torch::Tensor> predict(double learningRate);
  void goBack(const std::vector<torch::Tensor>& parameters);

  void clearGradients();
  void clearMomentum() { sgd_->state().clear(); }

  /// Appends momentum buffers as "momentum.<parameter>".
  void save(std::vector<std::pair<std::string, torch::Tensor>>& state) const;
  /// Takes over one of them; any other name is left alone.
  void restore(const std::string& name, const torch::Tensor& buffer);

 private:
  struct Freezable {
    const quantizers::QuantSite* site;
    torch::Tensor weight;
    torch::Tensor known;  ///< the mask of the last step
  };
  void maskStep(Freezable& each);

  std::vector<nets::NamedTensor> parameters_;
  double weightDecay_;
  std::vector<Freezable> freezable_;
  std::unique_ptr<torch::optim::SGD> sgd_;
};

}  // namespace dyadic::training
