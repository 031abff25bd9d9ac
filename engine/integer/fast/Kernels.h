// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// Internal to the fast executor: what its inner loops work on, plain structures, and the sets of loops, one an
/// instruction set and element type. All sets give the same integers.
///
/// A feature map lies in memory as blocks of 16 channels: [block][row][column][16], with a border of zeros around each
/// plane, as wide as any convolution that reads it needs. The channels that fill up the last block hold anything:
/// weights for them are zero. An element is an int16, or a byte D + 128 where all integers of a program have at most 8
/// bits and the processor multiplies unsigned by signed bytes (VNNI).
namespace dyadic::integer::fast {

inline constexpr std::int64_t kLanes = 16;

/// Where a feature map is, in elements from the beginning of the arena.
struct Place {
  std::int64_t origin = 0;  ///< of channel 0, row 0, column 0
  std::int64_t plane = 0;   ///< from one block of channels to the next
  std::int64_t row = 0;
  std::int64_t channels = 0;
  std::int64_t blocks = 0;
  std::int64_t height = 1;
  std::int64_t width = 1;
  std::int64_t border[2] = {0, 0};  ///< rows above and below, columns left and right

  [[nodiscard]] std::int64_t at(std::int64_t block, std::int64_t y, std::int64_t x) const {
    return origin + block * plane + y * row + x * kLanes;
  }
};

/// R of the requantization, once the sign of the shift is known.
enum class Round { None, Left, HalfAway, HalfUp, HalfEven, Floor };

/// Where the accumulator of a stage comes from: the operation's own sum, or the integers D that the stage before left.
enum class Source { Sum, ScaleShift, Add };

/// math::FixedPointMultiplier as the loops want it.
struct FixedPoint {
  std::int32_t multiplier = 0;  ///< 0: there is none
  int shift = 0;
};

/// t from its source, then D = sat(R(t * multiplier, shift)), or D = sat(R(t M)) where there is a fixed-point
/// multiplier M, which makes the chain wide.
struct Stage {
  Source source = Source::Sum;
  Round round = Round::None;
  int shift = 0;  ///< not negative: `round` says which way
  std::int32_t multiplier = 1;
  FixedPoint fixedPoint;  ///< in the place of multiplier, shift and round
  std::int32_t low = 0;
  std::int32_t high = 0;
  const std::int32_t* scale = nullptr;       ///< ScaleShift: t = D scale[c] + offset[c], for all lanes
  const std::int32_t* offset = nullptr;      ///< null where the chain is wide
  const std::int64_t* wideOffset = nullptr;  ///< the same, for any chain
  int shifts[2] = {0, 0};                    ///< Add: t = (D << shifts[0]) + (D' << shifts[1])
  FixedPoint scalings[2];                    ///< Add: what each summand is multiplied with; a wide chain
  Place other;                               ///< Add: D'
};

/// What happens to sums before they are stored: the operation's own requantization and the operations fused with it.
struct Chain {
  const Stage* stages = nullptr;
  int count = 0;
  bool wide = false;    ///< something needs 64 bits
  bool shorts = false;  ///< all stages but the first may be computed in 16 bits, with sums that saturate
  Place out;
};

/// Consecutive channels of one kernel position.
struct Tap {
  std::int64_t offset = 0;  ///< in elements from the output pixel's position in the input
  std::int64_t words = 0;   ///< groups of channels that one multiply-add instruction takes: 32 bits
};

/// One or two blocks of output channels that read the same input channels.
struct OutputGroup {
  std::int64_t block = 0;
  int blocks = 1;
  const Tap* taps = nullptr;
  std::int64_t tapCount = 0;
  const std::int32_t* weights = nullptr;  ///< [tap][word][block][16 lanes]; wide: two blocks, low and high bytes
};

/// `lanes` consecutive channels of every pixel.
struct CopyRun {
  std::int64_t fromBlock = 0;
  std::int64_t fromLane = 0;
  std::int64_t toBlock = 0;
  std::int64_t toLane = 0;
  std::int64_t lanes = 0;
};

/// One thing to do. Pointers are into memory that the plan owns.
struct Step {
  void (*run)(const Step& step, std::byte* arena) = nullptr;
  Place in;
  Chain chain;  ///< chain.out is the output of every step
  std::int64_t kernel[2] = {1, 1};
  std::int64_t stride[2] = {1, 1};
  std::int64_t padding[2] = {0, 0};

  bool wideSums = false;  ///< sums need 64 bits; so does the chain

  // Convolution and linear layers
  const OutputGroup* groups = nullptr;
  std::int64_t groupCount = 0;
  const std::int32_t* start = nullptr;      ///< accumulators begin with it: bias and the correction of D + 128
  const std::int64_t* wideStart = nullptr;  ///< the same where wideSums

  // Copies
  const CopyRun* runs = nullptr;
  std::int64_t runCount = 0;
  bool clear = false;  ///< some channels have no run: they become 0
};

/// `wideSums` adds at most this many taps in 32 bits: |D D_w| <= 2^15 * 2^7 with a byte of the weight at a time.
inline constexpr std::int64_t kTapsInNarrowSum = 31;

struct Kernels {
  std::size_t elementSize = 2;
  int perWord = 2;  ///< elements in 32 bits
  /// Each writes the whole output, its border included.
  void (*convolution)(const Step& step, std::byte* arena) = nullptr;
  void (*elementwise)(const Step& step, std::byte* arena) = nullptr;  ///< D of `in` through the chain
  void (*averagePool)(const Step& step, std::byte* arena) = nullptr;
  void (*wideAveragePool)(const Step& step, std::byte* arena) = nullptr;
  void (*maximumPool)(const Step& step, std::byte* arena) = nullptr;
  void (*copy)(const Step& step, std::byte* arena) = nullptr;  ///< strided runs
  void (*flatten)(const Step& step, std::byte* arena) = nullptr;
  /// Pixels [channels][height][width] through tables of 256 integers a channel.
  void (*read)(const std::uint8_t* pixels, const std::int32_t* tables, const Place& to, std::byte* arena) = nullptr;
  /// Row-major [channels][height][width].
  void (*write)(const Place& from, const std::byte* arena, std::int32_t* to) = nullptr;
};

extern const Kernels kPlainKernels;
#if defined(__x86_64__)
extern const Kernels kAvx2Kernels;
extern const Kernels kVnniByteKernels;   ///< elements D + 128
extern const Kernels kVnniShortKernels;  ///< elements int16
#endif

}  // namespace dyadic::integer::fast
