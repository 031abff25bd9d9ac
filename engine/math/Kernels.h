// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "engine/types/Rounding.h"

/// Internal to engine/math: the inner loops, of which there is one set an instruction set. They work on pieces of a
/// tensor: chunks of at most kChunk elements that one thread handles, made of blocks of kBlock elements within which
/// sums are float32 in 64 fixed lanes, and beyond which they are float64. All sets give the same bits.
namespace dyadic::math {

inline constexpr std::int64_t kBlock = 1024;
inline constexpr std::int64_t kChunk = 64 * kBlock;

/// One exponent candidate, in units of its own grid: v = x * prescale * scale.
struct Candidate {
  float scale = 1;
  float unclipped = 0;  ///< blocks with max|x| up to this need no clipping
};

struct SearchPlan {
  const Candidate* candidates = nullptr;
  int count = 0;
  int leader = -1;      ///< candidate that `cross` and `saturated` are wanted of, or -1
  bool measure = true;  ///< find the blocks' maxima and the signal; else the maxima are given
  float unit = 1;       ///< power of two that the signal is measured in
  float prescale = 1;   ///< power of two; not 1 only where 2^-s of a candidate is no normal float
  float low = 0;        ///< Dmin
  float high = 0;       ///< Dmax
  Rounding rounding = Rounding::HalfAway;
};

/// Sums over one chunk.
struct SearchSums {
  double* error = nullptr;     ///< plan.count of them: sum (v - D)^2
  double signal = 0;           ///< sum (x unit)^2
  double cross = 0;            ///< leader: sum v (v - D)
  std::int64_t saturated = 0;  ///< leader
};

struct QuantizePlan {
  float inverse = 1;  ///< 2^-s
  float scale = 1;    ///< 2^s
  float low = 0;      ///< Dmin
  float high = 0;     ///< Dmax
  Rounding rounding = Rounding::HalfAway;
  bool clips = true;  ///< false: the caller knows that round(x 2^-s) is in [Dmin, Dmax]
};

struct HistogramPlan {
  float inverse = 1;       ///< 1 / bin width
  std::int32_t first = 0;  ///< index of the lowest bin, whose middle is first * width
  std::int64_t* counts = nullptr;
};

struct ErrorChunk {
  double signal = 0;
  double error = 0;
  double cross = 0;
};

struct Kernels {
  /// All that one pass over the data can tell. maxima: for each block, the largest bit pattern of |x|; above 0x7f7fffff
  /// it is infinity or NaN, and sums are not finite.
  void (*search)(const float* x, std::int64_t n, const SearchPlan& plan, std::uint32_t* maxima, SearchSums& sums);
  /// `saturation` may be null; else ceil(n / 64) words are written. Returns the number of saturated elements.
  std::int64_t (*quantize)(const float* x, std::int64_t n, const QuantizePlan& plan, float* out,
                           std::uint64_t* saturation);
  std::int64_t (*encode)(const float* x, std::int64_t n, const QuantizePlan& plan, std::int32_t* out);
  void (*errors)(const float* x, const float* q, std::int64_t n, ErrorChunk& sums);
  /// Adds the finite elements, all of which must be in range.
  void (*count)(const float* x, std::int64_t n, const HistogramPlan& plan);
};

extern const Kernels kPlainKernels;
#if defined(__x86_64__)
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;
#endif

/// Those of the dispatch level in use.
const Kernels& kernels();

}  // namespace dyadic::math
