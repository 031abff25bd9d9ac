// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/math/PowerOfTwo.h"
#include "engine/quantizers/Quantizer.h"

namespace dyadic::quantizers {

/// Zero and signed powers of two (INQ, sections 2 and 3); its exponent is n1, the largest power's. Gradients pass
/// straight through. float32 tensors on the CPU go through the span kernels of math/, all others through tensor
/// operations that give the same values.
///
/// Stored by INQ's variable-length code: zero takes 1 bit, every other value b bits; or, for pruned weights, by a
/// sparse code (math/Sparse.h) of b bits a value; and the tensor 8 bits for n1 and 8 for b.
class PowerOfTwo : public Quantizer {
 public:
  /// `grid.top` is what it is until the first fit(). `indexBits` of the sparse code; 0: variable length.
  explicit PowerOfTwo(math::PowerOfTwoGrid grid, int indexBits = 0) : grid_(grid), indexBits_(indexBits) {}

  void fit(const torch::Tensor& x) override;
  void fitAligned(const torch::Tensor& x, std::optional<int> accumulator) override;
  torch::Tensor fakeQuantize(torch::Tensor x) override;
  torch::Tensor fitAndQuantize(torch::Tensor x) override;
  [[nodiscard]] std::unique_ptr<Quantizer> clone() const override { return std::make_unique<PowerOfTwo>(*this); }
  [[nodiscard]] torch::Tensor encode(const torch::Tensor& x) const override;
  [[nodiscard]] torch::Tensor decode(const torch::Tensor& codes) const override;
  [[nodiscard]] int bits() const override { return grid_.bits; }
  [[nodiscard]] std::optional<int> exponent() const override { return grid_.top; }
  void setExponent(int exponent) override { grid_.top = exponent; }
  [[nodiscard]] bool restore(const std::vector<double>& state) override;
  [[nodiscard]] const FitReport& report() const override { return report_; }
  [[nodiscard]] std::vector<float> codebook() const override { return math::codebook(grid_); }
  [[nodiscard]] math::GridOutline outline() const override { return math::outlineOf(grid_); }
  std::int64_t quantizeSpan(std::span<const float> x, std::span<float> out, math::Executor& executor) const override;
  [[nodiscard]] Histogram histogram(std::span<const float> x, math::Executor& executor) const override;
  math::WhatIfOutput whatIf(std::span<const float> x, math::Executor& executor) override;
  [[nodiscard]] double storedBits(std::span<const float> x, math::Executor& executor) const override;
  [[nodiscard]] std::string identity() const override;

  [[nodiscard]] const math::PowerOfTwoGrid& grid() const { return grid_; }

 private:
  math::PowerOfTwoGrid grid_;
  int indexBits_;
  FitReport report_;
};

}  // namespace dyadic::quantizers
