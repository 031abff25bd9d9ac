// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/math/Executor.h"
#include "engine/types/Rounding.h"

/// INT-SE (IOIQ, section 2): a tensor T = D * 2^s of b-bit two's complement integers D and one exponent s.
///
/// Every function may be called from any thread, allocates no more than a few kilobytes, and gives the same bits on
/// every processor and with every executor. NaN and infinity never crash: each function says what becomes of them.
namespace dyadic::math {

inline constexpr int kMinBits = 2;
inline constexpr int kMaxBits = 16;
inline constexpr int kMaxOffset = 32;  ///< largest |offset| of an exponent candidate

/// Range of the integers D.
struct IntSeFormat {
  int bits = 8;            ///< 2 to 16
  bool symmetric = false;  ///< leave out the lowest value: [-(2^(b-1)-1), 2^(b-1)-1]

  [[nodiscard]] constexpr std::int64_t maximum() const { return (std::int64_t{1} << (bits - 1)) - 1; }
  [[nodiscard]] constexpr std::int64_t minimum() const { return symmetric ? -maximum() : -maximum() - 1; }
};

/// The representable values: D * 2^exponent.
struct IntSeGrid {
  IntSeFormat format;
  int exponent = 0;  ///< s, -1000 to 1000
  Rounding rounding = Rounding::HalfAway;
};

/// Where the exponent search begins for m = max|x| (IOIQ, section 3.1), computed exactly:
///   NoClip    ceil(log2(m / (2^(b-1)-1)))     Floor  floor(log2 m) - (b-1)     CeilLog2  ceil(log2 m) - (b-1)
/// m = 0 and m that is not finite give -(b-1).
[[nodiscard]] int initialExponent(double maxAbs, int bits, InitialExponent rule);

/// How the shared exponent of a tensor is found.
struct ExponentSearch {
  std::vector<int> offsets = {-2, -1, 0, 1};  ///< candidates, from the initial exponent; each |offset| <= kMaxOffset
  InitialExponent initial = InitialExponent::NoClip;
  Rounding rounding = Rounding::HalfAway;
};

struct ExponentChoice {
  int exponent = 0;            ///< the chosen s
  int chosen = 0;              ///< index of it in `exponents`
  bool finite = true;          ///< false: x holds NaN or infinity; exponent is -(b-1) and no error was measured (NaN)
  double maxAbs = 0;           ///< max|x|; infinity where not finite
  double meanSquare = 0;       ///< mean of x^2; SQNR is 10 log10(meanSquare / mse[chosen])
  std::vector<int> exponents;  ///< candidates, in the order of the offsets
  std::vector<double> mse;     ///< of each candidate, mean (x - D 2^s)^2
};

/// The candidate with the least mean squared error (IOIQ, section 3), in one pass over x for maximum, mean square and
/// the errors of all candidates. Ties go to the smaller |offset|, then to the larger s. An all-zero or empty tensor
/// gets
/// -(b-1). No offsets means the offset 0.
[[nodiscard]] ExponentChoice searchExponent(std::span<const float> x, IntSeFormat format, const ExponentSearch& search,
                                            Executor& executor);

/// Words that a saturation mask of `size` elements takes: bit i % 64 of word i / 64 belongs to element i.
[[nodiscard]] constexpr std::size_t saturationWords(std::size_t size) { return (size + 63) / 64; }

struct QuantizeResult {
  std::int64_t saturated = 0;  ///< elements with x 2^-s outside [Dmin - 0.5, Dmax + 0.5]; NaN does not count
};

/// out = clip(round(x 2^-s), Dmin, Dmax) 2^s, where `out` may be `x`. Rounding is mathematically exact for every float.
/// Infinity saturates, NaN stays NaN, zeros are positive. Where `saturation` is not empty (it then holds
/// saturationWords(x.size()) words), all of it is written: bit set = saturated.
/// REQUIRES: out.size() == x.size().
QuantizeResult quantize(std::span<const float> x, const IntSeGrid& grid, std::span<float> out, Executor& executor,
                        std::span<std::uint64_t> saturation = {});

/// The integers D themselves; NaN becomes 0. REQUIRES: out.size() == x.size().
QuantizeResult encode(std::span<const float> x, const IntSeGrid& grid, std::span<std::int32_t> out, Executor& executor);

/// out = D 2^exponent, exact except where float32 cannot hold it. REQUIRES: out.size() == codes.size().
void decode(std::span<const std::int32_t> codes, int exponent, std::span<float> out, Executor& executor);

struct SearchAndQuantizeResult {
  ExponentChoice choice;
  std::int64_t saturated = 0;
};

/// searchExponent, then quantize with what it chose: what a training step does to a feature map. It knows from the
/// maximum when nothing can saturate: then `saturated` is 0 and `saturation` is left untouched, so look at `saturated`
/// first. Where x is not finite, it is copied to `out` as it is and choice.finite is false.
[[nodiscard]] SearchAndQuantizeResult searchAndQuantize(std::span<const float> x, IntSeFormat format,
                                                        const ExponentSearch& search, std::span<float> out,
                                                        Executor& executor, std::span<std::uint64_t> saturation = {});

/// Clipped straight-through gradient: out = 0 where the bit is set, else gradient. `out` may be `gradient`.
/// REQUIRES: out.size() == gradient.size(), saturation.size() == saturationWords(out.size()).
void clearSaturated(std::span<const float> gradient, std::span<const std::uint64_t> saturation, std::span<float> out,
                    Executor& executor);

}  // namespace dyadic::math
