// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Partitioner.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <span>

namespace dyadic::training {
namespace {

std::int64_t entriesAt(double sigma, std::int64_t numel) {
  if (sigma >= 1) return numel;
  const auto k = static_cast<std::int64_t>(std::llround(sigma * static_cast<double>(numel)));
  return std::clamp<std::int64_t>(k, 0, numel > 1 ? numel - 1 : numel);
}

struct Start {
  torch::Tensor mask;              ///< bool, CPU, contiguous
  std::vector<std::int64_t> free;  ///< ascending
  std::int64_t missing = 0;        ///< entries to add
};

Start startFrom(const torch::Tensor& weight, const torch::Tensor& previous, double sigma) {
  Start start;
  start.mask =
      previous.defined() ? previous.to(torch::kCPU).contiguous().clone() : torch::zeros(weight.sizes(), torch::kBool);
  const std::span<const bool> set(start.mask.data_ptr<bool>(), static_cast<std::size_t>(weight.numel()));
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (!set[i]) start.free.push_back(static_cast<std::int64_t>(i));
  }
  const auto already = weight.numel() - static_cast<std::int64_t>(start.free.size());
  start.missing = std::max<std::int64_t>(0, entriesAt(sigma, weight.numel()) - already);
  return start;
}

/// What the largest entries have in common: all above it are taken, and the first `ties` of those on it.
struct Threshold {
  std::uint32_t bits = 0;  ///< of a magnitude; for floats without a sign the order of bits is that of values
  std::int64_t ties = 0;
};

/// Selects by counting, the upper half of the bits first: two passes instead of a sort. REQUIRES: count <= free.size().
Threshold thresholdOf(std::span<const float> magnitude, const std::vector<std::int64_t>& free, std::int64_t count) {
  constexpr std::size_t kHalf = std::size_t{1} << 16;
  if (count == 0) return {std::numeric_limits<std::uint32_t>::max(), 0};
  const auto bitsOf = [&](std::int64_t i) {
    return std::bit_cast<std::uint32_t>(magnitude[static_cast<std::size_t>(i)]);
  };
  std::vector<std::int64_t> counts(kHalf);
  // The bin in which the count-th largest falls; leaves in `count` how many of that bin are wanted.
  const auto binOf = [&] {
    std::size_t bin = kHalf - 1;
    while (counts[bin] < count) count -= counts[bin--];
    return static_cast<std::uint32_t>(bin);
  };
  for (std::int64_t i : free) ++counts[bitsOf(i) >> 16];
  const std::uint32_t upper = binOf();
  counts.assign(kHalf, 0);
  for (std::int64_t i : free) {
    if (bitsOf(i) >> 16 == upper) ++counts[bitsOf(i) & (kHalf - 1)];
  }
  const std::uint32_t lower = binOf();
  return {upper << 16 | lower, count};
}

}  // namespace

torch::Tensor MagnitudePartitioner::mask(const torch::Tensor& weight, const torch::Tensor& previous, double sigma,
                                         math::RandomStream&) const {
  auto start = startFrom(weight, previous, sigma);
  const auto magnitudes = weight.detach().to(torch::kCPU, torch::kFloat).contiguous().abs();
  const std::span<const float> magnitude(magnitudes.data_ptr<float>(), static_cast<std::size_t>(magnitudes.numel()));
  const Threshold threshold = thresholdOf(magnitude, start.free, start.missing);
  bool* set = start.mask.data_ptr<bool>();
  std::int64_t ties = threshold.ties;
  for (std::int64_t i : start.free) {
    const auto bits = std::bit_cast<std::uint32_t>(magnitude[static_cast<std::size_t>(i)]);
    set[i] = bits > threshold.bits || (bits == threshold.bits && ties-- > 0);
  }
  return start.mask.to(weight.device());
}

torch::Tensor RandomPartitioner::mask(const torch::Tensor& weight, const torch::Tensor& previous, double sigma,
                                      math::RandomStream& random) const {
  auto start = startFrom(weight, previous, sigma);
  bool* set = start.mask.data_ptr<bool>();
  for (std::int64_t i : random.sampleWithoutReplacement(static_cast<std::int64_t>(start.free.size()), start.missing)) {
    set[start.free[static_cast<std::size_t>(i)]] = true;
  }
  return start.mask.to(weight.device());
}

void quantizeAll(const nets::Graph& graph, quantizers::QuantPlan& plan) {
  for (quantizers::QuantSite* site : plan.sitesOf(quantizers::SiteKind::Weight))
    site->mask = torch::ones_like(graph.node(site->node).weight, torch::kBool);
}

}  // namespace dyadic::training
