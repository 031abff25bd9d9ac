// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <vector>

#include "engine/math/IntSe.h"
#include "engine/quantizers/Quantizer.h"

namespace dyadic::quantizers {

struct IntSeOptions {
  math::IntSeFormat format;
  math::ExponentSearch search;
  GradientRule gradient = GradientRule::StraightThrough;
  int alignedRange = 0;  ///< fitAligned: largest left shift of a bias; 0 = bits - 1 (IOIQ, section 7)
};

/// INT-SE: b-bit integers D and one shared exponent s, value D * 2^s; s is the candidate of least MSE (IOIQ, section
/// 3). float32 tensors on the CPU go through the span kernels of math/, in place where that is allowed; all others
/// through tensor operations that give the same values.
class IntSe : public Quantizer {
 public:
  explicit IntSe(IntSeOptions options);

  void fit(const torch::Tensor& x) override;
  void fitAligned(const torch::Tensor& x, std::optional<int> accumulator) override;
  torch::Tensor fakeQuantize(torch::Tensor x) override;
  torch::Tensor fitAndQuantize(torch::Tensor x) override;
  [[nodiscard]] std::unique_ptr<Quantizer> clone() const override { return std::make_unique<IntSe>(*this); }
  [[nodiscard]] torch::Tensor encode(const torch::Tensor& x) const override;
  [[nodiscard]] torch::Tensor decode(const torch::Tensor& codes) const override;
  [[nodiscard]] int bits() const override { return options_.format.bits; }
  [[nodiscard]] std::optional<int> exponent() const override { return exponent_; }
  void setExponent(int exponent) override { exponent_ = exponent; }
  [[nodiscard]] std::optional<double> step() const override { return std::ldexp(1.0, exponent_); }
  [[nodiscard]] const FitReport& report() const override { return report_; }
  [[nodiscard]] math::GridOutline outline() const override { return math::outlineOf(grid()); }
  std::int64_t quantizeSpan(std::span<const float> x, std::span<float> out, math::Executor& executor) const override;
  [[nodiscard]] Histogram histogram(std::span<const float> x, math::Executor& executor) const override {
    return math::exactHistogram(x, grid(), executor);
  }
  math::WhatIfOutput whatIf(std::span<const float> x, math::Executor& executor) override;
  [[nodiscard]] double storedBits(std::span<const float> x, math::Executor& executor) const override;
  [[nodiscard]] std::string identity() const override;

  [[nodiscard]] const IntSeOptions& options() const { return options_; }
  [[nodiscard]] math::IntSeGrid grid() const { return {options_.format, exponent_, options_.search.rounding}; }

 private:
  void take(const math::ExponentChoice& choice);

  IntSeOptions options_;
  int exponent_ = 0;
  FitReport report_;
};

}  // namespace dyadic::quantizers
