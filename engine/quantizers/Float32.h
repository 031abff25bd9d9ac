// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quantizers/Quantizer.h"

namespace dyadic::quantizers {

/// Every float32 number as it is: the map of weights that a method prunes and leaves float. A code is the number's 32
/// bits. Stored as a sparse code (math/Sparse.h) of 32 bits a value.
class Float32 : public Quantizer {
 public:
  explicit Float32(int indexBits) : indexBits_(indexBits) {}

  void fit(const torch::Tensor& x) override;
  void fitAligned(const torch::Tensor& x, std::optional<int> /*accumulator*/) override { fit(x); }
  torch::Tensor fakeQuantize(torch::Tensor x) override { return x; }
  torch::Tensor fitAndQuantize(torch::Tensor x) override;
  [[nodiscard]] std::unique_ptr<Quantizer> clone() const override { return std::make_unique<Float32>(*this); }
  [[nodiscard]] torch::Tensor encode(const torch::Tensor& x) const override;
  [[nodiscard]] torch::Tensor decode(const torch::Tensor& codes) const override;
  [[nodiscard]] int bits() const override { return 32; }
  [[nodiscard]] const FitReport& report() const override { return report_; }
  [[nodiscard]] math::GridOutline outline() const override { return {}; }
  std::int64_t quantizeSpan(std::span<const float> x, std::span<float> out, math::Executor& executor) const override;
  [[nodiscard]] Histogram histogram(std::span<const float> x, math::Executor& executor) const override;
  math::WhatIfOutput whatIf(std::span<const float> x, math::Executor& executor) override;
  [[nodiscard]] double storedBits(std::span<const float> x, math::Executor& executor) const override;
  [[nodiscard]] std::string identity() const override { return "float32"; }

 private:
  int indexBits_;
  FitReport report_;
};

}  // namespace dyadic::quantizers
