// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Partitioner.h"

#include <algorithm>
#include <cmath>
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

}  // namespace

torch::Tensor MagnitudePartitioner::mask(const torch::Tensor& weight, const torch::Tensor& previous, double sigma,
                                         math::RandomStream&) const {
  auto start = startFrom(weight, previous, sigma);
  const auto magnitudes = weight.detach().to(torch::kCPU, torch::kFloat).contiguous().abs();
  const float* magnitude = magnitudes.data_ptr<float>();
  std::stable_sort(start.free.begin(), start.free.end(),
                   [&](std::int64_t a, std::int64_t b) { return magnitude[a] > magnitude[b]; });
  bool* set = start.mask.data_ptr<bool>();
  for (std::int64_t i = 0; i < start.missing; ++i) set[start.free[static_cast<std::size_t>(i)]] = true;
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

}  // namespace dyadic::training
