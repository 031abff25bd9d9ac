// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/IntSe.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <numeric>

#include "engine/math/TensorSearch.h"

namespace dyadic::math {
namespace {

QuantizePlan quantizePlan(const IntSeGrid& grid, bool clips) {
  QuantizePlan plan;
  plan.inverse = std::ldexp(1.0F, -grid.exponent);
  plan.scale = std::ldexp(1.0F, grid.exponent);
  plan.low = static_cast<float>(grid.format.minimum());
  plan.high = static_cast<float>(grid.format.maximum());
  plan.rounding = grid.rounding;
  plan.clips = clips;
  return plan;
}

double roundExactly(double v, bool negative, Rounding rounding) {
  switch (rounding) {
    case Rounding::HalfAway:
      return std::round(v);
    case Rounding::HalfUp:
      return std::floor(v) + (v - std::floor(v) >= 0.5 ? 1 : 0);
    case Rounding::HalfEven:
      return std::nearbyint(v);
    case Rounding::Floor:
      return negative ? std::min(-1.0, std::floor(v)) : std::floor(v);  // v may have underflowed
  }
  return v;
}

struct WideCode {
  double code = 0;
  bool saturated = false;
};

/// One element in float64, for the exponents whose powers of two float32 does not have.
WideCode wideCode(float x, const IntSeGrid& grid) {
  const double v = std::ldexp(static_cast<double>(x), -grid.exponent);
  if (std::isnan(v)) return {v, false};
  const auto low = static_cast<double>(grid.format.minimum());
  const auto high = static_cast<double>(grid.format.maximum());
  const double code = roundExactly(std::clamp(v, low, high), x < 0, grid.rounding) + 0.0;
  return {code, v < low - 0.5 || v > high + 0.5};
}

std::int64_t wideQuantize(std::span<const float> x, const IntSeGrid& grid, float* out, std::uint64_t* saturation) {
  std::int64_t saturated = 0;
  if (saturation != nullptr) std::memset(saturation, 0, saturationWords(x.size()) * sizeof(std::uint64_t));
  for (std::size_t i = 0; i < x.size(); ++i) {
    const WideCode wide = wideCode(x[i], grid);
    out[i] = static_cast<float>(std::ldexp(wide.code, grid.exponent));
    if (!wide.saturated) continue;
    ++saturated;
    if (saturation != nullptr) saturation[i / 64] |= std::uint64_t{1} << (i % 64);
  }
  return saturated;
}

QuantizeResult quantizeChunks(std::span<const float> x, const IntSeGrid& grid, bool clips, std::span<float> out,
                              std::span<std::uint64_t> saturation, Executor& executor) {
  const QuantizePlan plan = quantizePlan(grid, clips);
  const bool wide = !inFloatRange(grid.exponent);
  std::vector<std::int64_t> saturated(x.size() / kChunk + 1);
  const Kernels& kernel = kernels();
  forChunks(static_cast<std::int64_t>(x.size()), executor, [&](std::int64_t chunk, std::int64_t start, std::int64_t n) {
    std::uint64_t* words = saturation.empty() ? nullptr : saturation.data() + start / 64;
    saturated[static_cast<std::size_t>(chunk)] =
        wide ? wideQuantize(x.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(n)), grid,
                            out.data() + start, words)
             : kernel.quantize(x.data() + start, n, plan, out.data() + start, words);
  });
  return {std::accumulate(saturated.begin(), saturated.end(), std::int64_t{0})};
}

}  // namespace

int initialExponent(double maxAbs, int bits, InitialExponent rule) {
  if (maxAbs == 0 || !std::isfinite(maxAbs)) return -(bits - 1);
  int e = 0;
  const double fraction = std::frexp(std::abs(maxAbs), &e);  // m = fraction 2^e, fraction in [0.5, 1)
  switch (rule) {
    case InitialExponent::NoClip:
      // (2^(b-1)-1) 2^s >= m holds for s = e-b+1 exactly where fraction <= 1 - 2^(1-b), and never for s = e-b.
      return fraction <= 1 - std::ldexp(1.0, 1 - bits) ? e - bits + 1 : e - bits + 2;
    case InitialExponent::Floor:
      return e - bits;
    case InitialExponent::CeilLog2:
      return fraction == 0.5 ? e - bits : e - bits + 1;
  }
  return e;
}

ExponentChoice searchExponent(std::span<const float> x, IntSeFormat format, const ExponentSearch& search,
                              Executor& executor) {
  return searchTensor({x, format}, search, SearchDetail::Choice, executor).choice;
}

QuantizeResult quantize(std::span<const float> x, const IntSeGrid& grid, std::span<float> out, Executor& executor,
                        std::span<std::uint64_t> saturation) {
  return quantizeChunks(x, grid, true, out, saturation, executor);
}

QuantizeResult encode(std::span<const float> x, const IntSeGrid& grid, std::span<std::int32_t> out,
                      Executor& executor) {
  const QuantizePlan plan = quantizePlan(grid, true);
  std::vector<std::int64_t> saturated(x.size() / kChunk + 1);
  const Kernels& kernel = kernels();
  forChunks(static_cast<std::int64_t>(x.size()), executor, [&](std::int64_t chunk, std::int64_t start, std::int64_t n) {
    std::int64_t& count = saturated[static_cast<std::size_t>(chunk)];
    if (inFloatRange(grid.exponent)) {
      count = kernel.encode(x.data() + start, n, plan, out.data() + start);
      return;
    }
    for (std::int64_t i = start; i < start + n; ++i) {
      const WideCode wide = wideCode(x[static_cast<std::size_t>(i)], grid);
      out[static_cast<std::size_t>(i)] = std::isnan(wide.code) ? 0 : static_cast<std::int32_t>(wide.code);
      count += wide.saturated ? 1 : 0;
    }
  });
  return {std::accumulate(saturated.begin(), saturated.end(), std::int64_t{0})};
}

void decode(std::span<const std::int32_t> codes, int exponent, std::span<float> out, Executor& executor) {
  const double scale = std::ldexp(1.0, exponent);
  const std::int32_t* from = codes.data();
  float* to = out.data();
  forChunks(static_cast<std::int64_t>(codes.size()), executor, [&](std::int64_t, std::int64_t start, std::int64_t n) {
    for (std::int64_t i = start; i < start + n; ++i) to[i] = static_cast<float>(from[i] * scale);
  });
}

SearchAndQuantizeResult searchAndQuantize(std::span<const float> x, IntSeFormat format, const ExponentSearch& search,
                                          std::span<float> out, Executor& executor,
                                          std::span<std::uint64_t> saturation) {
  SearchAndQuantizeResult result;
  result.choice = searchExponent(x, format, search, executor);
  if (!result.choice.finite) {
    if (out.data() != x.data()) std::memmove(out.data(), x.data(), x.size_bytes());
    return result;
  }
  const IntSeGrid grid{format, result.choice.exponent, search.rounding};
  const bool clips = result.choice.maxAbs > std::ldexp(static_cast<double>(format.maximum()), grid.exponent);
  result.saturated =
      quantizeChunks(x, grid, clips, out, clips ? saturation : std::span<std::uint64_t>(), executor).saturated;
  return result;
}

void clearSaturated(std::span<const float> gradient, std::span<const std::uint64_t> saturation, std::span<float> out,
                    Executor& executor) {
  const float* from = gradient.data();
  float* to = out.data();
  forChunks(static_cast<std::int64_t>(gradient.size()), executor,
            [&](std::int64_t, std::int64_t start, std::int64_t n) {
              if (to != from) std::memcpy(to + start, from + start, static_cast<std::size_t>(n) * sizeof(float));
              for (std::int64_t i = start; i < start + n; i += 64) {
                for (std::uint64_t word = saturation[static_cast<std::size_t>(i / 64)]; word != 0; word &= word - 1) {
                  to[i + std::countr_zero(word)] = 0;
                }
              }
            });
}

}  // namespace dyadic::math
