// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/math/Affine.h"
#include "engine/quantizers/Quantizer.h"

namespace dyadic::quantizers {

struct AffineOptions {
  math::AffineFormat format;
  GradientRule gradient = GradientRule::StraightThrough;  ///< Clipped: zero outside of the range
};

/// Affine quantization r = S (q - Z), fitted to the least and largest value of a tensor and nudged so that 0 is
/// represented exactly (IAO). It has no exponent; its step is S. fit() measures no error.
///
/// With 32 bits it is a bias, whose zero point is 0 and whose step setStep() makes that of its accumulator. float32
/// tensors on the CPU go through the span kernels of math/, all others through tensor operations that give the same
/// integers.
class Affine : public Quantizer {
 public:
  explicit Affine(AffineOptions options) : options_(options) { grid_.format = options.format; }

  void fit(const torch::Tensor& x) override;
  void fitAligned(const torch::Tensor& x, std::optional<int> accumulator) override;
  torch::Tensor fakeQuantize(torch::Tensor x) override;
  torch::Tensor fitAndQuantize(torch::Tensor x) override;
  [[nodiscard]] std::unique_ptr<Quantizer> clone() const override { return std::make_unique<Affine>(*this); }
  [[nodiscard]] torch::Tensor encode(const torch::Tensor& x) const override;
  [[nodiscard]] torch::Tensor decode(const torch::Tensor& codes) const override;
  [[nodiscard]] int bits() const override { return options_.format.bits; }
  [[nodiscard]] std::optional<double> step() const override { return grid_.scale; }
  void setStep(double step) override;
  [[nodiscard]] RealScales realScales() const override { return {1, grid_.scale}; }
  [[nodiscard]] std::int64_t zeroPoint() const override { return grid_.zeroPoint; }
  [[nodiscard]] std::optional<math::ValueRange> range() const override { return range_; }
  void setRange(double low, double high) override;
  [[nodiscard]] std::vector<double> state() const override;
  [[nodiscard]] bool restore(const std::vector<double>& state) override;
  [[nodiscard]] const FitReport& report() const override { return report_; }
  [[nodiscard]] math::GridOutline outline() const override { return math::outlineOf(grid_); }
  std::int64_t quantizeSpan(std::span<const float> x, std::span<float> out, math::Executor& executor) const override;
  [[nodiscard]] Histogram histogram(std::span<const float> x, math::Executor& executor) const override;
  math::WhatIfOutput whatIf(std::span<const float> x, math::Executor& executor) override;
  /// b bits a value, and 32 for S and b for Z.
  [[nodiscard]] double storedBits(std::span<const float> x, math::Executor& executor) const override;
  [[nodiscard]] std::string identity() const override;

  [[nodiscard]] const math::AffineGrid& grid() const { return grid_; }

 private:
  AffineOptions options_;
  math::AffineGrid grid_;
  math::ValueRange range_;  ///< that it was fitted to, before nudging
  FitReport report_;
};

}  // namespace dyadic::quantizers
