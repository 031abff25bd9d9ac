// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/math/ScaledCodebook.h"
#include "engine/quantizers/Quantizer.h"

namespace dyadic::quantizers {

/// Which weights share a scale.
enum class Granularity {
  Layer,   ///< all of them
  Filter,  ///< those of an output channel
  Block,   ///< `block` adjacent input channels of a filter at one kernel position (FGQ)
};

/// The groups of a convolution's [out, in, kh, kw] or linear layer's [out, in] weight.
[[nodiscard]] math::ScaleGroups scaleGroups(const torch::Tensor& weight, Granularity granularity,
                                            std::int64_t block = 1);

/// What gradient a latent weight W of a group of n weights gets for that of its quantized form.
enum class ScaledGradient {
  StraightThrough,  ///< the same
  Bwn,              ///< times 1/n + alpha 1[|W| < 1] (XNOR-Net, section 3.1)
  BwnCode,          ///< times (alpha 1[|W| < 1] + 1/n) (1 - 1/in) n, as the authors' code does for SGD
};

/// alpha * {-1, +1}, alpha * {-1, 0, +1} or alpha * {0, +-1, +-2, ..., +-2^N} with one scale alpha a group. It fits
/// whole weights: tensors of the size that its groups were made for. Fitting and float32 on the CPU go through the
/// span kernels of math/, all else through tensor operations that give the same values.
///
/// Stored as a code a weight and, beside them, each scale: 32 bits, or format.scaleBits and 8 for their exponent.
class ScaledCodebook : public Quantizer {
 public:
  ScaledCodebook(math::ScaledFormat format, math::ScaleGroups groups,
                 ScaledGradient gradient = ScaledGradient::StraightThrough)
      : grid_(format, groups), gradient_(gradient) {}

  void fit(const torch::Tensor& x) override;
  void fitAligned(const torch::Tensor& x, std::optional<int> accumulator) override;
  torch::Tensor fakeQuantize(torch::Tensor x) override;
  torch::Tensor fitAndQuantize(torch::Tensor x) override;
  [[nodiscard]] std::unique_ptr<Quantizer> clone() const override { return std::make_unique<ScaledCodebook>(*this); }
  [[nodiscard]] torch::Tensor encode(const torch::Tensor& x) const override;
  [[nodiscard]] torch::Tensor decode(const torch::Tensor& codes) const override;
  [[nodiscard]] int bits() const override { return grid_.format.bits(); }
  [[nodiscard]] std::vector<double> state() const override;
  [[nodiscard]] bool restore(const std::vector<double>& state) override;
  [[nodiscard]] torch::Tensor gradientGate(const torch::Tensor& x) const override;
  [[nodiscard]] const FitReport& report() const override { return report_; }
  [[nodiscard]] std::vector<float> codebook() const override;
  [[nodiscard]] std::optional<CodeScales> scales() const override;
  [[nodiscard]] RealScales realScales() const override;
  [[nodiscard]] math::GridOutline outline() const override { return math::outlineOf(grid_); }
  std::int64_t quantizeSpan(std::span<const float> x, std::span<float> out, math::Executor& executor) const override;
  [[nodiscard]] Histogram histogram(std::span<const float> x, math::Executor& executor) const override;
  math::WhatIfOutput whatIf(std::span<const float> x, math::Executor& executor) override;
  [[nodiscard]] double storedBits(std::span<const float> x, math::Executor& executor) const override;
  [[nodiscard]] std::string identity() const override;

  [[nodiscard]] const math::ScaledGrid& grid() const { return grid_; }

 private:
  /// The group's parameter for each element, in the shape of `like`.
  [[nodiscard]] torch::Tensor spread(const std::vector<float>& parameters, const torch::Tensor& like) const;
  [[nodiscard]] torch::Tensor nearest(const torch::Tensor& x) const;

  math::ScaledGrid grid_;
  ScaledGradient gradient_;
  FitReport report_;
};

}  // namespace dyadic::quantizers
