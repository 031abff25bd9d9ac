// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/Quantizer.h"

#include <ATen/Parallel.h>

#include <cmath>

namespace dyadic::quantizers {
namespace {

class PoolExecutor : public math::Executor {
 public:
  void run(std::int64_t count, const std::function<void(std::int64_t)>& body) override {
    at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t i = begin; i < end; ++i) body(i);
    });
  }
  [[nodiscard]] int concurrency() const override { return at::get_num_threads(); }
};

}  // namespace

std::optional<std::int64_t> wholeNumber(double value, double low, double high) {
  if (!(value >= low && value <= high) || value != std::floor(value)) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

bool Quantizer::restore(const std::vector<double>& state) {
  const auto exponent = state.size() == 1 ? wholeNumber(state.front(), -kMaxExponent, kMaxExponent) : std::nullopt;
  if (exponent) setExponent(static_cast<int>(*exponent));
  return exponent.has_value();
}

math::Executor& poolExecutor() {
  static PoolExecutor executor;
  return executor;
}

bool spansServe(const torch::Tensor& x) {
  return x.device().is_cpu() && x.scalar_type() == torch::kFloat && x.is_non_overlapping_and_dense();
}

std::span<const float> valuesOf(const torch::Tensor& x) {
  return {x.data_ptr<float>(), static_cast<std::size_t>(x.numel())};
}
std::span<float> writableValuesOf(const torch::Tensor& x) {
  return {x.data_ptr<float>(), static_cast<std::size_t>(x.numel())};
}

}  // namespace dyadic::quantizers
