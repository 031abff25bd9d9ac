// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/dns/Surgery.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/math/Random.h"
#include "engine/methods/Specs.h"

namespace dyadic::methods::dns {

using quantizers::QuantSite;
using quantizers::SiteKind;

namespace {

constexpr double kPruneBelow = 0.9;
constexpr double kSpliceAbove = 1.1;

double thresholdOf(const nets::Node& node, double rate) {
  auto w = node.weight.detach().to(torch::kDouble).flatten();
  if (node.bias.defined()) w = torch::cat({w, node.bias.detach().to(torch::kDouble).flatten()});
  w = w.masked_select(w != 0);
  if (w.numel() == 0) return 0;
  const double mean = w.abs().mean().item<double>();
  const double variance = w.square().mean().item<double>() - mean * mean;
  return std::max(mean + rate * std::sqrt(std::max(variance, 0.0)), 0.0);
}

void decide(QuantSite& site, const torch::Tensor& weight) {
  const auto magnitude = weight.detach().abs();
  const auto small = magnitude <= kPruneBelow * site.pruneThreshold;
  const auto middle = magnitude <= kSpliceAbove * site.pruneThreshold;
  site.pruned = small.logical_or(middle.logical_and(site.pruned));
}

}  // namespace

void Surgery::begin(const nets::Graph& graph, quantizers::QuantPlan& plan) const {
  const torch::NoGradGuard noGradient;
  for (QuantSite* site : plan.sitesOf(SiteKind::Weight)) {
    const nets::Node& node = graph.node(site->node);
    site->pruneThreshold = thresholdOf(node, node.op == nets::Op::Linear ? linearRate : rate);
    site->pruned = torch::zeros_like(node.weight, torch::kBool);
    decide(*site, node.weight);
  }
}

void Surgery::step(training::TrainContext& context) const {
  const torch::NoGradGuard noGradient;
  const auto iterations = static_cast<double>(context.stages.front().epochs * context.stepsPerEpoch);
  const auto i = static_cast<double>(context.step);
  if (i >= until * iterations) return;
  const double probability = std::pow(1 + gamma * i, -power);
  for (QuantSite* site : context.plan.sitesOf(SiteKind::Weight)) {
    const nets::Node& node = context.graph.node(site->node);
    math::RandomStream random(context.config.seed, "surgery/" + node.name + "/" + std::to_string(context.step));
    if (random.uniform() < probability) decide(*site, node.weight);
  }
}

std::vector<ParameterSpec> surgerySpecs() {
  const auto rateSpec = [](const char* key, const char* label, double value) {
    return limited(numberSpec(key, label,
                              DYADIC_TR("engine",
                                        "A weight is pruned where it is small beside the mean magnitude plus this many "
                                        "standard deviations: higher prunes more. About -1 prunes little, 0 more than "
                                        "half of the weights, 1 some 85 %, 4 nearly all."),
                              value),
                   -10, 10);
  };
  return {
      rateSpec("rate", DYADIC_TR("engine", "Pruning rate"), 0.0),
      rateSpec("linear_rate", DYADIC_TR("engine", "Pruning rate, linear layers"), 1.0),
      limited(numberSpec("gamma", DYADIC_TR("engine", "Decision decay"),
                         DYADIC_TR("engine",
                                   "What is pruned is decided again after step i with the probability "
                                   "(1 + gamma i)^(-power)."),
                         1e-4),
              0, 1),
      limited(numberSpec("power", DYADIC_TR("engine", "Decision power"),
                         DYADIC_TR("engine", "The exponent of that probability; 0 decides after every step."), 1.0),
              0, 10),
      limited(numberSpec("until", DYADIC_TR("engine", "Surgery until"),
                         DYADIC_TR("engine",
                                   "Share of the pruning steps after which nothing is decided any more, so that the "
                                   "rest learns with what is pruned."),
                         0.9),
              0, 1),
  };
}

ParameterSpec indexBitsSpec() {
  return limited(
      numberSpec("index_bits", DYADIC_TR("engine", "Index bits"),
                 DYADIC_TR("engine",
                           "For the size only: each stored value comes with its distance to the one before it in so "
                           "many bits, and a zero is stored where the distance is too long. Deep Compression takes 8 "
                           "for convolutions and 5 for linear layers."),
                 std::int64_t{5}),
      1, 16, DYADIC_TR("engine", "bits"));
}

Surgery readSurgery(const ParameterMap& p) {
  const auto real = [&](const char* key) { return std::get<double>(p.at(key)); };
  return {real("rate"), real("linear_rate"), real("gamma"), real("power"), real("until")};
}

}  // namespace dyadic::methods::dns
