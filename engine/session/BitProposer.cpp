// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/BitProposer.h"

#include <algorithm>
#include <cmath>

#include "engine/math/BitAllocation.h"
#include "engine/session/Costs.h"
#include "engine/session/Opening.h"

namespace dyadic::session {
namespace {

using quantizers::SiteKind;

std::string shortNumber(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

class Proposer {
 public:
  Proposer(SensitivityStudy& study, const ExploreNetwork& network, const QuantSetting& setting, const BitGoal& goal)
      : study_(study), network_(network), setting_(setting), goal_(goal), choices_(goal.choices) {
    std::sort(choices_.begin(), choices_.end());
    choices_.erase(std::unique(choices_.begin(), choices_.end()), choices_.end());
  }

  Expected<BitProposal> run(const std::function<void(double fraction)>& done) {
    if (choices_.empty()) return usageError(DYADIC_TR("engine", "no bits to choose from: give at least one width."));
    if (!std::isfinite(goal_.value) || goal_.value < 0)
      return usageError(DYADIC_TR("engine", "the goal must be a number of 0 or more."));
    if (auto found = findLayers(); !found) return found.error();
    if (auto measured = measure(done); !measured) return measured.error();
    const auto picked = solve();
    if (!picked) return outOfReach();
    return proposal(*picked);
  }

 private:
  /// The setting with `bits` for each layer of the proposal; later rules win, so they stand behind all others.
  [[nodiscard]] QuantSetting withBits(const std::vector<int>& bits) const {
    QuantSetting out = setting_;
    out.portion = 1;
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      const auto& name = network_.info().layers[layers_[i]].name;
      out.layers.push_back({.match = name, .bits = bits[i], .activationBits = {}, .quantize = {}});
    }
    return out;
  }

  Status findLayers() {
    const auto plan = network_.plan(setting_);
    if (!plan) return plan.error();
    const auto layers = network_.graph().layers();
    for (std::size_t i = 0; i < layers.size(); ++i) {
      if (plan->find(layers[i].node, SiteKind::Weight) != nullptr) layers_.push_back(i);
    }
    fixed_ = costsOf(network_.graph(), *plan);
    return {};
  }

  Status measure(const std::function<void(double fraction)>& done) {
    const auto reference = study_.measureFloat();
    if (!reference) return cancelledError();
    table_.assign(layers_.size(), {});
    const auto all = static_cast<double>(std::max<std::size_t>(choices_.size() * layers_.size(), 1));
    double count = 0;
    const auto nodes = network_.graph().layers();
    for (int bits : choices_) {
      const QuantSetting setting = withBits(std::vector<int>(layers_.size(), bits));
      const auto plan = network_.plan(setting);
      if (!plan) return plan.error();
      const CostRecord costs = costsOf(network_.graph(), *plan);
      for (std::size_t i = 0; i < layers_.size(); ++i) {
        const int node = nodes[layers_[i]].node;
        const auto measured = study_.measure(setting, *plan, [node](const quantizers::QuantSite& site) {
          return site.node == node && site.kind != SiteKind::FeatureMap;
        });
        if (!measured) return cancelledError();
        done(++count / all);
        const double noise = measured->signal > 0 ? measured->error / measured->signal : 0;
        table_[i].push_back(
            {sizeOf(i, bits, costs), std::max<std::int64_t>(0, reference->correct - measured->correct), noise});
      }
    }
    // More bits never lose more: where they seem to, it is the sample.
    for (auto& layer : table_) {
      for (std::size_t c = layer.size() - 1; c-- > 0;) layer[c].lost = std::max(layer[c].lost, layer[c + 1].lost);
    }
    return {};
  }

  [[nodiscard]] std::int64_t weightsOf(std::size_t i) const {
    const auto nodes = network_.graph().layers();
    return network_.graph().node(nodes[layers_[i]].node).weight.numel();
  }

  /// Bits that count for the goal: of the weights for their average, else of weight and bias.
  [[nodiscard]] std::int64_t sizeOf(std::size_t i, int bits, const CostRecord& costs) const {
    if (goal_.kind == BitGoal::Kind::AverageBits) return weightsOf(i) * bits;
    return std::llround(8 * costs.layers[layers_[i]].bytes);
  }

  /// What the layers that are not part of the proposal leave of the goal, in bits.
  [[nodiscard]] std::int64_t budget() const {
    double ours = 0;
    if (goal_.kind == BitGoal::Kind::Bytes) {
      for (std::size_t layer : layers_) ours += fixed_.layers[layer].bytes;
      return static_cast<std::int64_t>(std::floor(8 * (goal_.value - (fixed_.bytes - ours))));
    }
    double all = 0;
    double others = 0;
    for (const nets::Layer& layer : network_.graph().layers()) {
      const nets::Node& node = network_.graph().node(layer.node);
      if (node.op == nets::Op::BatchNorm2d) continue;
      all += static_cast<double>(node.weight.numel());
    }
    others = fixed_.averageBits * all;
    for (std::size_t i = 0; i < layers_.size(); ++i)
      others -= static_cast<double>(weightsOf(i)) * fixed_.layers[layers_[i]].weightBits;
    return static_cast<std::int64_t>(std::floor(goal_.value * all - others + 1e-6));
  }

  [[nodiscard]] std::optional<std::vector<int>> solve() const {
    if (goal_.kind != BitGoal::Kind::LargestDrop) return math::leastLostWithin(table_, budget(), study_.images());
    const double lost = std::min(goal_.value, 1.0) * static_cast<double>(study_.images());
    return math::smallestWithin(table_, static_cast<std::int64_t>(std::floor(lost + 1e-6)));
  }

  [[nodiscard]] Error outOfReach() const {
    std::vector<int> extreme(layers_.size(), choices_.front());
    if (goal_.kind == BitGoal::Kind::LargestDrop) {
      std::int64_t least = 0;
      for (const auto& layer : table_) least += layer.back().lost;
      return failure(
          DYADIC_TR("engine",
                    "no choice of bits keeps the drop within %1 %: with the most bits it is %2 %. Allow more "
                    "bits or a larger drop."),
          {shortNumber(100 * goal_.value),
           shortNumber(100 * static_cast<double>(least) / static_cast<double>(study_.images()))});
    }
    const auto plan = network_.plan(withBits(extreme));
    const CostRecord least = plan ? costsOf(network_.graph(), *plan) : fixed_;
    if (goal_.kind == BitGoal::Kind::AverageBits) {
      return failure(DYADIC_TR("engine",
                               "an average of %1 bits cannot be reached: with the fewest bits it is %2. Allow fewer "
                               "bits, or a larger average."),
                     {shortNumber(goal_.value), shortNumber(least.averageBits)});
    }
    return failure(DYADIC_TR("engine",
                             "%1 bytes cannot be reached: with the fewest bits it is %2. Allow fewer bits, or a larger "
                             "size."),
                   {std::to_string(std::llround(goal_.value)), std::to_string(std::llround(std::ceil(least.bytes)))});
  }

  [[nodiscard]] Expected<BitProposal> proposal(const std::vector<int>& picked) const {
    BitProposal out;
    std::vector<int> bits;
    std::int64_t lost = 0;
    out.bits.assign(network_.info().layers.size(), 0);
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      const auto choice = static_cast<std::size_t>(picked[i]);
      bits.push_back(choices_[choice]);
      out.bits[layers_[i]] = choices_[choice];
      lost += table_[i][choice].lost;
    }
    out.setting = withBits(bits);
    out.setting.portion = setting_.portion;
    out.predictedDrop = static_cast<double>(lost) / static_cast<double>(study_.images());
    const auto plan = network_.plan(out.setting);
    if (!plan) return plan.error();
    out.costs = costsOf(network_.graph(), *plan);
    return out;
  }

  SensitivityStudy& study_;
  const ExploreNetwork& network_;
  const QuantSetting& setting_;
  const BitGoal& goal_;
  std::vector<int> choices_;         ///< ascending
  std::vector<std::size_t> layers_;  ///< of the proposal
  CostRecord fixed_;                 ///< of the setting as it is
  math::BitTable table_;             ///< a row for each of layers_, a column for each of choices_
};

}  // namespace

Expected<BitProposal> proposeBits(SensitivityStudy& study, const ExploreNetwork& network, const QuantSetting& setting,
                                  const BitGoal& goal, const std::function<void(double fraction)>& done) {
  return Proposer(study, network, setting, goal).run(done);
}

}  // namespace dyadic::session
