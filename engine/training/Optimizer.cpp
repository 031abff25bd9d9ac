// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Optimizer.h"

#include <algorithm>

namespace dyadic::training {
namespace {

bool isWeight(nets::TensorKind kind) {
  return kind == nets::TensorKind::ConvWeight || kind == nets::TensorKind::LinearWeight;
}

std::unique_ptr<torch::optim::SGDOptions> options(const TrainingConfig& config, double weightDecay) {
  auto out = std::make_unique<torch::optim::SGDOptions>(config.learningRate);
  out->momentum(config.momentum).nesterov(config.nesterov).weight_decay(weightDecay);
  return out;
}

std::string key(const torch::Tensor& t) { return c10::guts::to_string(t.unsafeGetTensorImpl()); }

}  // namespace

Optimizer::Optimizer(const nets::Graph& graph, const quantizers::QuantPlan& plan, const TrainingConfig& config)
    : parameters_(graph.parameters()), weightDecay_(config.weightDecay) {
  for (const quantizers::QuantSite* site : plan.sitesOf(quantizers::SiteKind::Weight)) {
    if (site->policy == quantizers::UpdatePolicy::FreezeQuantized)
      freezable_.push_back({site, graph.node(site->node).weight, {}});
  }
  const auto isFreezable = [&](const torch::Tensor& t) {
    return std::any_of(freezable_.begin(), freezable_.end(), [&](const auto& f) { return f.weight.is_same(t); });
  };
  std::vector<torch::Tensor> decayed;
  std::vector<torch::Tensor> others;
  for (auto& p : parameters_) {
    p.tensor.set_requires_grad(true);
    (isWeight(p.kind) && !isFreezable(p.tensor) ? decayed : others).push_back(p.tensor);
  }
  std::vector<torch::optim::OptimizerParamGroup> groups;
  groups.emplace_back(decayed, options(config, config.weightDecay));
  groups.emplace_back(others, options(config, 0));
  sgd_ = std::make_unique<torch::optim::SGD>(std::move(groups), torch::optim::SGDOptions(config.learningRate));
}

void Optimizer::step(double learningRate) {
  for (Freezable& each : freezable_) maskStep(each);
  for (auto& group : sgd_->param_groups()) static_cast<torch::optim::SGDOptions&>(group.options()).lr(learningRate);
  sgd_->step();
}

std::vector<torch::Tensor> Optimizer::predict(double learningRate) {
  const torch::NoGradGuard noGradient;
  for (Freezable& each : freezable_) {
    auto& gradient = each.weight.mutable_grad();
    if (gradient.defined() && each.site->mask.defined()) gradient.masked_fill_(each.site->mask, 0);
  }
  std::vector<torch::Tensor> here;
  for (auto& p : parameters_) {
    here.push_back(p.tensor.detach().clone());
    if (p.tensor.grad().defined()) p.tensor.sub_(p.tensor.grad(), learningRate);
  }
  return here;
}

void Optimizer::goBack(const std::vector<torch::Tensor>& parameters) {
  const torch::NoGradGuard noGradient;
  for (std::size_t i = 0; i < parameters_.size(); ++i) parameters_[i].tensor.copy_(parameters[i]);
}

void Optimizer::clearGradients() {
  for (auto& p : parameters_) p.tensor.mutable_grad().reset();
}

void Optimizer::save(std::vector<std::pair<std::string, torch::Tensor>>& state) const {
  for (const auto& p : parameters_) {
    const auto it = sgd_->state().find(key(p.tensor));
    if (it == sgd_->state().end()) continue;
    const auto& buffer = static_cast<const torch::optim::SGDParamState&>(*it->second).momentum_buffer();
    if (buffer.defined()) state.emplace_back("momentum." + p.name, buffer);
  }
}

void Optimizer::restore(const std::string& name, const torch::Tensor& buffer) {
  for (const auto& p : parameters_) {
    if ("momentum." + p.name != name) continue;
    auto entry = std::make_unique<torch::optim::SGDParamState>();
    entry->momentum_buffer(buffer.to(p.tensor.device()).clone());
    sgd_->state()[key(p.tensor)] = std::move(entry);
  }
}

void Optimizer::maskStep(Freezable& each) {
  const torch::NoGradGuard noGradient;
  auto& gradient = each.weight.mutable_grad();
  if (!gradient.defined()) return;
  if (weightDecay_ != 0) gradient.add_(each.weight, weightDecay_);
  const torch::Tensor& mask = each.site->mask;
  if (!mask.defined()) return;
  gradient.masked_fill_(mask, 0);
  if (each.known.is_same(mask)) return;
  each.known = mask;  // some have just been frozen: what moved them must not go on moving them
  const auto state = sgd_->state().find(key(each.weight));
  if (state == sgd_->state().end()) return;
  auto momentum = static_cast<torch::optim::SGDParamState&>(*state->second).momentum_buffer();
  if (momentum.defined()) momentum.masked_fill_(mask, 0);
}

}  // namespace dyadic::training
