// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/math/Affine.h"
#include "engine/math/HistogramBuilder.h"
#include "engine/math/Metrics.h"

namespace dyadic::quantizers {

inline constexpr int kMaxExponent = 1000;  ///< largest magnitude of an exponent, math::IntSeGrid's

/// `value` where it is a whole number from `low` to `high`: how numbers of a checkpoint become integers.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(double value, double low, double high);

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

/// Scales that share a codebook. In row-major order a tensor is seen as [filters, channels, positions]; element
/// (f, c, p) has the scale values[f, c / block, p].
struct CodeScales {
  std::vector<float> values;            ///< row-major
  std::array<std::int64_t, 3> shape{};  ///< filters, blocks, positions
  std::int64_t block = 1;               ///< adjacent channels that share one
};

/// Real numbers that the values of a tensor are multiples of.
struct RealScales {
  std::int64_t count = 0;
  double mean = 0;
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

  /// One of its own with the same parameters.
  [[nodiscard]] virtual std::unique_ptr<Quantizer> clone() const = 0;

  /// Integer codes (int32) and back: decode(encode(x)) == fakeQuantize(x).
  [[nodiscard]] virtual torch::Tensor encode(const torch::Tensor& x) const = 0;
  [[nodiscard]] virtual torch::Tensor decode(const torch::Tensor& codes) const = 0;

  [[nodiscard]] virtual int bits() const = 0;
  /// The exponent that the map is fitted by, where it has one: the shared one of INT-SE, of powers of two the largest.
  [[nodiscard]] virtual std::optional<int> exponent() const { return std::nullopt; }
  /// REQUIRES: the map has an exponent.
  virtual void setExponent(int) {}
  /// The distance of neighbouring values, where it is the same everywhere: value = (code - zeroPoint()) * step.
  [[nodiscard]] virtual std::optional<double> step() const { return std::nullopt; }
  /// Makes the codes multiples of `step` around 0, as a bias must be that joins an accumulator. REQUIRES: the map has a
  /// step that is no power of two by its nature (it has no exponent()).
  virtual void setStep(double) {}
  [[nodiscard]] virtual std::int64_t zeroPoint() const { return 0; }
  /// The range of values that the map is made of, before rounding, where it is made of one.
  [[nodiscard]] virtual std::optional<math::ValueRange> range() const { return std::nullopt; }
  /// REQUIRES: the map is made of a range.
  virtual void setRange(double /*low*/, double /*high*/) {}
  /// All that fit() chose, for checkpoints: of one quantizer always as many numbers.
  [[nodiscard]] virtual std::vector<double> state() const { return {static_cast<double>(exponent().value_or(0))}; }
  /// Takes up a state(). False, with nothing changed, where no quantizer made in the same way can have had it.
  [[nodiscard]] virtual bool restore(const std::vector<double>& state);
  /// What the gradient of a quantized weight is multiplied by, element by element, on its way to the latent weight
  /// `x`, which the map was last fitted or applied to. Undefined: by 1, straight through.
  [[nodiscard]] virtual torch::Tensor gradientGate(const torch::Tensor& /*x*/) const { return {}; }
  [[nodiscard]] virtual const FitReport& report() const = 0;

  // What records, views and files show of the map. Any thread, as long as nobody changes it.

  /// The value of each code; empty where values are code * 2^exponent().
  [[nodiscard]] virtual std::vector<float> codebook() const { return {}; }
  /// What the codebook's values are multiplied with, where that differs within the tensor.
  [[nodiscard]] virtual std::optional<CodeScales> scales() const { return std::nullopt; }
  /// None where values are code * 2^exponent(), powers of two or float numbers.
  [[nodiscard]] virtual RealScales realScales() const { return {}; }
  /// Levels and clip limits, of the parameters that it holds.
  [[nodiscard]] virtual math::GridOutline outline() const = 0;
  /// The representable value of each element, with the parameters that it holds; returns how many lie outside the grid.
  /// REQUIRES: out.size() == x.size().
  virtual std::int64_t quantizeSpan(std::span<const float> x, std::span<float> out, math::Executor& executor) const = 0;
  /// x against quantizeSpan() of it.
  [[nodiscard]] virtual Histogram histogram(std::span<const float> x, math::Executor& executor) const = 0;
  /// fit() on any executor, and what the map does to x with what was chosen. Changes the map: one thread at a time.
  virtual math::WhatIfOutput whatIf(std::span<const float> x, math::Executor& executor) = 0;
  /// Bits that the representable form of x takes by the method's own code, what decoding needs beside the codes
  /// included. REQUIRES: fitted to x.
  [[nodiscard]] virtual double storedBits(std::span<const float> x, math::Executor& executor) const = 0;
  /// All that decides what a fitted map does to a tensor, as text that differs where it differs.
  [[nodiscard]] virtual std::string identity() const = 0;
};

/// The span executor on LibTorch's own thread pool. REQUIRES: not used from within a parallel region.
[[nodiscard]] math::Executor& poolExecutor();

/// Whether the span kernels can read and write x where it is: dense float32 on the CPU.
[[nodiscard]] bool spansServe(const torch::Tensor& x);
/// The elements in memory order, whatever the strides: quantization does not care for positions. REQUIRES:
/// spansServe(x).
[[nodiscard]] std::span<const float> valuesOf(const torch::Tensor& x);
[[nodiscard]] std::span<float> writableValuesOf(const torch::Tensor& x);

}  // namespace dyadic::quantizers
