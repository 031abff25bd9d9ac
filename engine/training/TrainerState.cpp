// SPDX-License-Identifier: GPL-3.0-or-later
// What of the training loop goes into a checkpoint, and the way back, which trusts no checkpoint.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "engine/training/Optimizer.h"
#include "engine/training/Trainer.h"

namespace dyadic::training {
namespace {

using quantizers::QuantSite;
using quantizers::wholeNumber;

constexpr int kSiteFlags = 6;       ///< of a site's entry, before what its quantizer was fitted to
constexpr int kPositionFields = 8;  ///< of Position

torch::Tensor numbers(const std::vector<double>& values) { return torch::tensor(values, torch::kDouble); }
std::vector<double> numbers(const torch::Tensor& t) {
  const auto flat = t.to(torch::kDouble).contiguous();
  return {flat.data_ptr<double>(), flat.data_ptr<double>() + flat.numel()};
}

/// The arrays of a checkpoint by name. What is missing, or makes no sense where it is wanted, is thrown.
class Entries {
 public:
  struct Unfit {
    std::string name;
  };

  explicit Entries(const Trainer::State& state) : entries_(state.begin(), state.end()) {}

  /// Undefined where there is none.
  [[nodiscard]] torch::Tensor find(const std::string& name, c10::IntArrayRef shape) const {
    const auto it = entries_.find(name);
    if (it == entries_.end()) return {};
    if (it->second.sizes() != shape) throw Unfit{name};
    return it->second;
  }

  [[nodiscard]] torch::Tensor get(const std::string& name, c10::IntArrayRef shape) const {
    auto tensor = find(name, shape);
    if (!tensor.defined()) throw Unfit{name};
    return tensor;
  }

  /// Of any size.
  [[nodiscard]] std::vector<double> vector(const std::string& name) const {
    const auto it = entries_.find(name);
    if (it == entries_.end() || it->second.dim() != 1) throw Unfit{name};
    return numbers(it->second);
  }
  [[nodiscard]] std::vector<double> vector(const std::string& name, std::size_t size) const {
    return numbers(get(name, {static_cast<std::int64_t>(size)}));
  }

  template <class T>
  [[nodiscard]] static T whole(const std::string& name, double value, double high) {
    const auto number = wholeNumber(value, 0, high);
    if (!number) throw Unfit{name};
    return static_cast<T>(*number);
  }

 private:
  std::map<std::string, torch::Tensor> entries_;
};

std::string nameOf(std::size_t site) { return "site." + std::to_string(site); }

std::vector<double> flagsOf(const QuantSite& site) {
  std::vector<double> flags{site.active ? 1.0 : 0.0,         static_cast<double>(site.policy),  site.refit ? 1.0 : 0.0,
                            static_cast<double>(site.range), site.followStatistics ? 1.0 : 0.0, site.pruneThreshold};
  const auto fitted = site.quantizer->state();
  flags.insert(flags.end(), fitted.begin(), fitted.end());
  return flags;
}

void restoreFlags(QuantSite& site, const std::string& name, const Entries& entries) {
  const std::size_t fitted = site.quantizer->state().size();
  auto flags = entries.vector(name);
  // Checkpoints from before there were methods that prune do not hold the threshold.
  if (flags.size() + 1 == kSiteFlags + fitted) flags.insert(flags.begin() + kSiteFlags - 1, site.pruneThreshold);
  if (flags.size() != kSiteFlags + fitted) throw Entries::Unfit{name};
  site.active = flags[0] != 0;
  site.policy = Entries::whole<quantizers::UpdatePolicy>(
      name, flags[1], static_cast<double>(quantizers::UpdatePolicy::FreezeQuantized));
  site.refit = flags[2] != 0;
  site.range =
      Entries::whole<quantizers::RangeSource>(name, flags[3], static_cast<double>(quantizers::RangeSource::Frozen));
  site.followStatistics = flags[4] != 0;
  site.pruneThreshold = flags[5];
  if (!site.quantizer->restore({flags.begin() + kSiteFlags, flags.end()})) throw Entries::Unfit{name};
}

void restoreSite(QuantSite& site, const std::string& name, const nets::Graph& graph, const Entries& entries) {
  restoreFlags(site, name, entries);
  if (site.kind == quantizers::SiteKind::Weight) {
    const auto& weight = graph.node(site.node).weight;
    const auto take = [&](torch::Tensor& to, const char* suffix, torch::ScalarType type) {
      const auto entry = entries.find(name + suffix, weight.sizes());
      if (entry.defined()) to = entry.to(weight.device(), type, /*non_blocking=*/false, /*copy=*/true);
    };
    take(site.mask, ".mask", torch::kBool);
    take(site.pruned, ".pruned", torch::kBool);
    take(site.target, ".target", torch::kFloat);
    take(site.multiplier, ".multiplier", torch::kFloat);
  }
  if (site.observer && !site.observer->restore(entries.vector(name + ".observer", site.observer->state().size()))) {
    throw Entries::Unfit{name + ".observer"};
  }
}

}  // namespace

Trainer::State Trainer::state() const {
  if (before_) return *before_;
  State state;
  const auto& p = position_;
  state.emplace_back("position",
                     numbers({static_cast<double>(p.stage), static_cast<double>(p.epoch), static_cast<double>(p.batch),
                              static_cast<double>(p.step), static_cast<double>(p.runEpoch), p.stageBegun ? 1.0 : 0.0,
                              p.unevaluated ? 1.0 : 0.0, p.stageSeconds}));
  for (const auto& t : graph_.state()) state.emplace_back("graph." + t.name, t.tensor.detach());
  optimizer_->save(state);
  const auto& sites = plan_.sites();
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const QuantSite& site = *sites[i];
    const std::string name = nameOf(i);
    state.emplace_back(name, numbers(flagsOf(site)));
    if (site.mask.defined()) state.emplace_back(name + ".mask", site.mask.to(torch::kByte));
    if (site.pruned.defined()) state.emplace_back(name + ".pruned", site.pruned.to(torch::kByte));
    if (site.target.defined()) state.emplace_back(name + ".target", site.target);
    if (site.multiplier.defined()) state.emplace_back(name + ".multiplier", site.multiplier);
    if (site.observer) state.emplace_back(name + ".observer", numbers(site.observer->state()));
  }
  for (const auto& t : graph_.parameters())
    state.emplace_back("trains." + t.name, numbers({t.tensor.requires_grad() ? 1.0 : 0.0}));
  return state;
}

Status Trainer::restore(const State& state) {
  const torch::NoGradGuard noGradient;
  const Entries entries(state);
  try {
    for (const auto& t : graph_.state())
      torch::Tensor(t.tensor).copy_(entries.get("graph." + t.name, t.tensor.sizes()));
    for (const auto& t : graph_.parameters()) {
      const auto momentum = entries.find("momentum." + t.name, t.tensor.sizes());
      if (momentum.defined()) optimizer_->restore("momentum." + t.name, momentum);
      torch::Tensor(t.tensor).set_requires_grad(entries.vector("trains." + t.name, 1).front() != 0);
    }
    for (std::size_t i = 0; i < plan_.sites().size(); ++i) restoreSite(*plan_.sites()[i], nameOf(i), graph_, entries);

    const std::string name = "position";
    const auto p = entries.vector(name, kPositionFields);
    constexpr double kMost = std::numeric_limits<int>::max();
    position_.stage = Entries::whole<int>(name, p[0], static_cast<double>(stages().size()));
    position_.epoch = Entries::whole<int>(name, p[1], kMost);
    position_.batch = Entries::whole<std::int64_t>(name, p[2], static_cast<double>(sources_.train.batches()));
    position_.step = Entries::whole<std::int64_t>(name, p[3], kMost);
    position_.runEpoch = Entries::whole<int>(name, p[4], kMost);
    position_.stageBegun = p[5] != 0;
    position_.unevaluated = p[6] != 0;
    position_.stageSeconds = p[7];
    if (!std::isfinite(p[7])) throw Entries::Unfit{name};
    context_->step = position_.step;
    context_->stage = std::min(position_.stage, static_cast<int>(stages().size()) - 1);
    before_.reset();
  } catch (const Entries::Unfit& unfit) {
    return failure(DYADIC_TR("engine", "the checkpoint does not fit this run: \"%1\" is missing or makes no sense."),
                   {unfit.name});
  }
  return {};
}

}  // namespace dyadic::training
