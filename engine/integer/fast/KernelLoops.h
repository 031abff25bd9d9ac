// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>

#include "engine/integer/fast/Chains.h"
#include "engine/integer/fast/Kernels.h"

/// The inner loops, written once over I, an instruction set: see Chains.h. Included by one source file an instruction
/// set, after that file switched it on: hence no standard-library template may be instantiated here (the linker could
/// keep that copy for processors that cannot run it), and everything has internal linkage.
namespace dyadic::integer::fast {
namespace {

template <class I>
struct TileInput {
  const typename I::Element* pixel;  ///< of the first output pixel
  std::int64_t step;                 ///< elements from one output pixel's input to the next one's
  const Tap* taps;
  std::int64_t tapCount;
  const std::int32_t* weights;
  const std::int32_t* start;  ///< [Z][16]
};

/// Sums of P pixels in a row and Z blocks of channels: out[Z][P][16]. S: step in pixels, or 0 for any.
template <class I, int P, int Z, int S>
void sumTile(const TileInput<I>& input, std::int32_t* out) {
  using V = typename I::V;
  V sums[P][Z];
#pragma GCC unroll 2
  for (int z = 0; z < Z; ++z) {
    const V start = I::load(input.start + z * kLanes);
#pragma GCC unroll 16
    for (int p = 0; p < P; ++p) sums[p][z] = start;
  }
  const std::int64_t step = S > 0 ? S * kLanes : input.step;
  const std::int32_t* weights = input.weights;
  for (std::int64_t tap = 0; tap < input.tapCount; ++tap) {
    const typename I::Element* pixel = input.pixel + input.taps[tap].offset;
    for (std::int64_t word = input.taps[tap].words; word > 0; --word) {
      V w[Z];
#pragma GCC unroll 2
      for (int z = 0; z < Z; ++z) w[z] = I::load(weights + z * kLanes);
#pragma GCC unroll 16
      for (int p = 0; p < P; ++p) {
        std::int32_t channels;
        std::memcpy(&channels, pixel + p * step, sizeof channels);
        const V d = I::set(channels);
#pragma GCC unroll 2
        for (int z = 0; z < Z; ++z) sums[p][z] = I::dot(sums[p][z], d, w[z]);
      }
      weights += Z * kLanes;
      pixel += I::kPerWord;
    }
  }
#pragma GCC unroll 2
  for (int z = 0; z < Z; ++z) {
#pragma GCC unroll 16
    for (int p = 0; p < P; ++p) I::store(out + (z * P + p) * kLanes, sums[p][z]);
  }
}

template <class I>
using SumTile = void (*)(const TileInput<I>& input, std::int32_t* out);

/// Tiles of 16, 8, 4, 2 and 1 pixels, of which those that an instruction set has no registers for are left out.
template <class I, int Z, int S>
SumTile<I> tileOf(std::int64_t pixels) {
  constexpr int kMost = I::kPixels / Z;
  if constexpr (kMost >= 16) {
    if (pixels >= 16) return sumTile<I, 16, Z, S>;
  }
  if constexpr (kMost >= 8) {
    if (pixels >= 8) return sumTile<I, 8, Z, S>;
  }
  if constexpr (kMost >= 4) {
    if (pixels >= 4) return sumTile<I, 4, Z, S>;
  }
  if constexpr (kMost >= 2) {
    if (pixels >= 2) return sumTile<I, 2, Z, S>;
  }
  return sumTile<I, 1, Z, S>;
}

template <class I, int Z>
SumTile<I> tileOf(std::int64_t pixels, std::int64_t stride) {
  if (stride == 1) return tileOf<I, Z, 1>(pixels);
  if (stride == 2) return tileOf<I, Z, 2>(pixels);
  return tileOf<I, Z, 0>(pixels);
}

/// The largest power of two that is neither above `pixels` nor above `most`.
inline int tileSize(std::int64_t pixels, int most) {
  int size = most;
  while (size > pixels) size /= 2;
  return size;
}

/// 64-bit sums: the low and the high byte of each weight make a block of 32-bit sums each, over so few taps at a time
/// that they fit.
template <class I>
void sumWide(TileInput<I> input, const std::int64_t* start, std::int64_t stride, int pixels, std::int64_t* out) {
  alignas(64) std::int32_t sums[I::kPixels * kLanes];
  alignas(64) static constexpr std::int32_t kZeros[2 * kLanes] = {};
  input.start = kZeros;
  const SumTile<I> tile = tileOf<I, 2>(pixels, stride);
  for (std::int64_t i = 0; i < pixels * kLanes; ++i) out[i] = start[i % kLanes];
  std::int64_t left = input.tapCount;
  while (left > 0) {
    input.tapCount = left < kTapsInNarrowSum ? left : kTapsInNarrowSum;
    tile(input, sums);
    for (std::int64_t i = 0; i < pixels * kLanes; ++i) {
      out[i] += std::int64_t{sums[pixels * kLanes + i]} * 256 + sums[i];
    }
    for (std::int64_t tap = 0; tap < input.tapCount; ++tap) input.weights += input.taps[tap].words * 2 * kLanes;
    input.taps += input.tapCount;
    left -= input.tapCount;
  }
}

template <class I>
void convolutionGroup(const Step& step, const OutputGroup& group, typename I::Element* arena) {
  const Place& out = step.chain.out;
  const int blocks = step.wideSums ? 2 : group.blocks;
  const int most = I::kPixels / blocks;
  const SumTile<I> whole = blocks == 2 ? tileOf<I, 2>(most, step.stride[1]) : tileOf<I, 1>(most, step.stride[1]);
  TileInput<I> input{nullptr, step.stride[1] * kLanes, group.taps, group.tapCount, group.weights, nullptr};
  if (!step.wideSums) input.start = step.start + group.block * kLanes;
  for (std::int64_t y = 0; y < out.height; ++y) {
    for (std::int64_t x = 0; x < out.width;) {
      const int pixels = tileSize(out.width - x, most);
      input.pixel = arena + step.in.at(0, y * step.stride[0], x * step.stride[1]);
      if (step.wideSums) {
        alignas(64) std::int64_t sums[I::kPixels / 2 * kLanes];
        sumWide<I>(input, step.wideStart + group.block * kLanes, step.stride[1], pixels, sums);
        finishWide<I>(step.chain, arena, {group.block, y, x, pixels}, sums);
      } else {
        alignas(64) std::int32_t sums[I::kPixels * kLanes];
        const SumTile<I> tile = pixels == most ? whole
                                : blocks == 2  ? tileOf<I, 2>(pixels, step.stride[1])
                                               : tileOf<I, 1>(pixels, step.stride[1]);
        tile(input, sums);
        for (int z = 0; z < blocks; ++z) {
          finish<I>(step.chain, arena, {group.block + z, y, x, pixels}, sums + z * kLanes * pixels);
        }
      }
      x += pixels;
    }
  }
}

/// Both bytes of a zero are the same.
template <class I>
void clearPixels(typename I::Element* from, std::int64_t pixels) {
  std::memset(from, I::kZero, static_cast<std::size_t>(pixels) * kLanes * sizeof(typename I::Element));
}

/// Fills the border around every plane with zeros: the memory held something else before.
template <class I>
void clearBorder(const Place& place, typename I::Element* arena) {
  const std::int64_t rows = place.border[0];
  const std::int64_t columns = place.border[1];
  if (rows == 0 && columns == 0) return;
  const std::int64_t width = place.width + 2 * columns;
  for (std::int64_t block = 0; block < place.blocks; ++block) {
    typename I::Element* plane = arena + place.at(block, 0, 0);
    clearPixels<I>(plane - rows * place.row - columns * kLanes, rows * width + columns);
    // Right of one row and left of the next are neighbours.
    for (std::int64_t y = 0; y + 1 < place.height; ++y) {
      clearPixels<I>(plane + y * place.row + place.width * kLanes, 2 * columns);
    }
    clearPixels<I>(plane + (place.height - 1) * place.row + place.width * kLanes, rows * width + columns);
  }
}

template <class I>
void convolution(const Step& step, std::byte* memory) {
  auto* arena = reinterpret_cast<typename I::Element*>(memory);
  for (std::int64_t g = 0; g < step.groupCount; ++g) convolutionGroup<I>(step, step.groups[g], arena);
  clearBorder<I>(step.chain.out, arena);
}

/// Calls body(span) for every piece of a row of the output.
template <class F>
void forEachSpan(const Place& out, const F& body) {
  for (std::int64_t block = 0; block < out.blocks; ++block) {
    for (std::int64_t y = 0; y < out.height; ++y) {
      for (std::int64_t x = 0; x < out.width; x += kSpan) {
        const std::int64_t left = out.width - x;
        body(PixelSpan{block, y, x, static_cast<int>(left < kSpan ? left : kSpan)});
      }
    }
  }
}

template <class I>
void elementwise(const Step& step, std::byte* memory) {
  auto* arena = reinterpret_cast<typename I::Element*>(memory);
  forEachSpan(step.chain.out, [&](const PixelSpan& span) {
    alignas(64) std::int32_t values[kSpan * kLanes];
    const typename I::Element* from = arena + step.in.at(span.block, span.y, span.x);
    for (int p = 0; p < span.pixels; ++p) I::store(values + p * kLanes, I::loadElements(from + p * kLanes));
    finish<I>(step.chain, arena, span, values);
  });
  clearBorder<I>(step.chain.out, arena);
}

/// Part of a window that lies inside the input.
struct Window {
  std::int64_t begin;
  std::int64_t end;
};
inline Window windowOf(const Step& step, int d, std::int64_t position) {
  const std::int64_t begin = position * step.stride[d] - step.padding[d];
  const std::int64_t end = begin + step.kernel[d];
  const std::int64_t side = d == 0 ? step.in.height : step.in.width;
  return {begin < 0 ? 0 : begin, end > side ? side : end};
}

template <class I>
void averagePool(const Step& step, std::byte* memory) {
  auto* arena = reinterpret_cast<typename I::Element*>(memory);
  forEachSpan(step.chain.out, [&](const PixelSpan& span) {
    alignas(64) std::int32_t sums[kSpan * kLanes];
    const Window rows = windowOf(step, 0, span.y);
    for (int p = 0; p < span.pixels; ++p) {
      const Window columns = windowOf(step, 1, span.x + p);
      typename I::V sum = I::set(0);
      for (std::int64_t y = rows.begin; y < rows.end; ++y) {
        const typename I::Element* row = arena + step.in.at(span.block, y, 0);
        for (std::int64_t x = columns.begin; x < columns.end; ++x) {
          sum = I::add(sum, I::loadElements(row + x * kLanes));
        }
      }
      I::store(sums + p * kLanes, sum);
    }
    finish<I>(step.chain, arena, span, sums);
  });
  clearBorder<I>(step.chain.out, arena);
}

template <class I>
void wideAveragePool(const Step& step, std::byte* memory) {
  auto* arena = reinterpret_cast<typename I::Element*>(memory);
  forEachSpan(step.chain.out, [&](const PixelSpan& span) {
    std::int64_t sums[kSpan * kLanes] = {};
    const Window rows = windowOf(step, 0, span.y);
    for (int p = 0; p < span.pixels; ++p) {
      const Window columns = windowOf(step, 1, span.x + p);
      for (std::int64_t y = rows.begin; y < rows.end; ++y) {
        const typename I::Element* row = arena + step.in.at(span.block, y, 0);
        for (std::int64_t i = columns.begin * kLanes; i < columns.end * kLanes; ++i) {
          sums[p * kLanes + i % kLanes] += std::int64_t{row[i]} - I::kZero;
        }
      }
    }
    finishWide<I>(step.chain, arena, span, sums);
  });
  clearBorder<I>(step.chain.out, arena);
}

template <class I>
void maximumPool(const Step& step, std::byte* memory) {
  using Element = typename I::Element;
  auto* arena = reinterpret_cast<Element*>(memory);
  const Place& out = step.chain.out;
  forEachSpan(out, [&](const PixelSpan& span) {
    const Window rows = windowOf(step, 0, span.y);
    Element* to = arena + out.at(span.block, span.y, span.x);
    for (int p = 0; p < span.pixels; ++p, to += kLanes) {
      const Window columns = windowOf(step, 1, span.x + p);
      typename I::V most = I::set(INT32_MIN);
      for (std::int64_t y = rows.begin; y < rows.end; ++y) {
        const Element* row = arena + step.in.at(span.block, y, 0);
        for (std::int64_t x = columns.begin; x < columns.end; ++x) {
          most = I::max(most, I::loadElements(row + x * kLanes));
        }
      }
      I::storeElements(to, most);
    }
  });
  clearBorder<I>(out, arena);
}

template <class I, int N>
void copyPixels(const typename I::Element* from, std::int64_t stride, typename I::Element* to, std::int64_t pixels) {
  for (std::int64_t x = 0; x < pixels; ++x) {
    std::memcpy(to + x * kLanes, from + x * stride * kLanes, N * sizeof(typename I::Element));
  }
}

template <class I>
void copyRun(const Step& step, const CopyRun& run, typename I::Element* arena) {
  const Place& out = step.chain.out;
  for (std::int64_t y = 0; y < out.height; ++y) {
    const typename I::Element* from = arena + step.in.at(run.fromBlock, y * step.stride[0], 0) + run.fromLane;
    typename I::Element* to = arena + out.at(run.toBlock, y, 0) + run.toLane;
    if (run.lanes == 16) {
      copyPixels<I, 16>(from, step.stride[1], to, out.width);
    } else if (run.lanes == 8) {
      copyPixels<I, 8>(from, step.stride[1], to, out.width);
    } else {
      for (std::int64_t x = 0; x < out.width; ++x) {
        for (std::int64_t lane = 0; lane < run.lanes; ++lane) {
          to[x * kLanes + lane] = from[x * step.stride[1] * kLanes + lane];
        }
      }
    }
  }
}

template <class I>
void copy(const Step& step, std::byte* memory) {
  auto* arena = reinterpret_cast<typename I::Element*>(memory);
  const Place& out = step.chain.out;
  if (step.clear) {
    for (std::int64_t block = 0; block < out.blocks; ++block) {
      for (std::int64_t y = 0; y < out.height; ++y) {
        clearPixels<I>(arena + out.at(block, y, 0), out.width);
      }
    }
  }
  for (std::int64_t r = 0; r < step.runCount; ++r) copyRun<I>(step, step.runs[r], arena);
  clearBorder<I>(out, arena);
}

template <class I>
void flatten(const Step& step, std::byte* memory) {
  auto* arena = reinterpret_cast<typename I::Element*>(memory);
  const Place& in = step.in;
  std::int64_t index = 0;
  for (std::int64_t c = 0; c < in.channels; ++c) {
    for (std::int64_t y = 0; y < in.height; ++y) {
      const typename I::Element* row = arena + in.at(c / kLanes, y, 0) + c % kLanes;
      for (std::int64_t x = 0; x < in.width; ++x, ++index) {
        arena[step.chain.out.at(index / kLanes, 0, 0) + index % kLanes] = row[x * kLanes];
      }
    }
  }
}

template <class I>
void read(const std::uint8_t* pixels, const std::int32_t* tables, const Place& to, std::byte* memory) {
  using Element = typename I::Element;
  auto* arena = reinterpret_cast<Element*>(memory);
  for (std::int64_t c = 0; c < to.channels; ++c) {
    Element table[256];
    for (int i = 0; i < 256; ++i) table[i] = static_cast<Element>(tables[c * 256 + i] + I::kZero);
    for (std::int64_t y = 0; y < to.height; ++y) {
      Element* row = arena + to.at(c / kLanes, y, 0) + c % kLanes;
      for (std::int64_t x = 0; x < to.width; ++x) row[x * kLanes] = table[*pixels++];
    }
  }
  clearBorder<I>(to, arena);
}

template <class I>
void write(const Place& from, const std::byte* memory, std::int32_t* to) {
  const auto* arena = reinterpret_cast<const typename I::Element*>(memory);
  for (std::int64_t c = 0; c < from.channels; ++c) {
    for (std::int64_t y = 0; y < from.height; ++y) {
      const typename I::Element* row = arena + from.at(c / kLanes, y, 0) + c % kLanes;
      for (std::int64_t x = 0; x < from.width; ++x) *to++ = std::int32_t{row[x * kLanes]} - I::kZero;
    }
  }
}

template <class I>
constexpr Kernels makeKernels() {
  Kernels kernels;
  kernels.elementSize = sizeof(typename I::Element);
  kernels.perWord = I::kPerWord;
  kernels.convolution = convolution<I>;
  kernels.elementwise = elementwise<I>;
  kernels.averagePool = averagePool<I>;
  kernels.wideAveragePool = wideAveragePool<I>;
  kernels.maximumPool = maximumPool<I>;
  kernels.copy = copy<I>;
  kernels.flatten = flatten<I>;
  kernels.read = read<I>;
  kernels.write = write<I>;
  return kernels;
}

}  // namespace
}  // namespace dyadic::integer::fast
