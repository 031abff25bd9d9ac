// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <optional>
#include <vector>

namespace dyadic::quantizers {

/// What gradient a quantizer's output hands to its input.
enum class GradientRule {
  StraightThrough,  ///< the identity
  Clipped,          ///< zero where the value saturated, else the identity
};

/// Measured when a quantizer was last fitted or applied; NaN where it was not measured.
struct FitReport {
  double mse = 0;                ///< mean squared error of the tensor it was fitted to
  double sqnrDb = 0;             ///< of that tensor
  double saturatedFraction = 0;  ///< share of elements outside the grid, of the tensor it was last applied to
  bool finite = true;            ///< false: the tensor held NaN or infinity
};

/// The value map of one tensor: real numbers to the representable values and to integer codes. It holds the parameters
/// of the map (exponent, scale, codebook) and knows nothing of time: masks, averages and schedules live elsewhere. One
/// thread at a time. Tensor operations throw c10::Error; whoever drives training catches it once.
class Quantizer {
 public:
  virtual ~Quantizer() = default;

  /// Chooses the map's parameters for `x`.
  virtual void fit(const torch::Tensor& x) = 0;
  /// fit() for a tensor that is added to an accumulator of exponent `accumulator`: the parameters are limited to those
  /// that an integer addition can align (IOIQ, section 7). Without one, or where the map has no exponent: fit().
  virtual void fitAligned(const torch::Tensor& x, std::optional<int> accumulator) = 0;
  /// The representable value of each element, with the quantizer's gradient rule. May reuse the memory of `x`, which
  /// must not be a leaf that requires a gradient.
  virtual torch::Tensor fakeQuantize(torch::Tensor x) = 0;
  /// fit() and fakeQuantize() at once, which is faster.
  virtual torch::Tensor fitAndQuantize(torch::Tensor x) = 0;

  /// Integer codes (int32) and back: decode(encode(x)) == fakeQuantize(x).
  [[nodiscard]] virtual torch::Tensor encode(const torch::Tensor& x) const = 0;
  [[nodiscard]] virtual torch::Tensor decode(const torch::Tensor& codes) const = 0;

  [[nodiscard]] virtual int bits() const = 0;
  /// The shared exponent, where the map has one.
  [[nodiscard]] virtual std::optional<int> exponent() const { return std::nullopt; }
  /// REQUIRES: the map has an exponent.
  virtual void setExponent(int) {}
  [[nodiscard]] virtual const FitReport& report() const = 0;
};

}  // namespace dyadic::quantizers
