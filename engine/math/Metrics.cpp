// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/math/TensorSearch.h"

namespace dyadic::math {

double ErrorSums::mse() const { return count == 0 ? 0 : error / static_cast<double>(count); }

double ErrorSums::sqnrDb() const {
  return error == 0 ? std::numeric_limits<double>::infinity() : 10 * std::log10(signal / error);
}

double ErrorSums::cosine() const {
  // With q = x - e: sum xq = signal - cross and sum q^2 = signal - 2 cross + error. Written by the ratios, which are
  // small where q is close to x, so that 1 - cosine keeps its digits: cos = 1 / sqrt(1 + (r - t^2) / (1-t)^2).
  if (signal == 0) return error == 0 ? 1 : 0;
  const double t = cross / signal;
  const double r = error / signal;
  if (1 - 2 * t + r <= 0) return 0;  // q is zero
  const double along = 1 - t;
  if (along == 0) return 0;
  return std::copysign(1 / std::sqrt(1 + std::max(0.0, r - t * t) / (along * along)), along);
}

ErrorSums errorSums(std::span<const float> x, std::span<const float> q, Executor& executor) {
  std::vector<ErrorChunk> parts((x.size() + kChunk - 1) / kChunk);
  const Kernels& kernel = kernels();
  forChunks(static_cast<std::int64_t>(x.size()), executor, [&](std::int64_t chunk, std::int64_t start, std::int64_t n) {
    kernel.errors(x.data() + start, q.data() + start, n, parts[static_cast<std::size_t>(chunk)]);
  });
  ErrorSums sums;
  sums.count = static_cast<std::int64_t>(x.size());
  for (const ErrorChunk& part : parts) {
    sums.signal += part.signal;
    sums.error += part.error;
    sums.cross += part.cross;
  }
  return sums;
}

namespace {

/// The quantized counts, each level's spread over the bins whose middle is nearest to it.
std::vector<double> spreadOverCells(const Histogram& histogram) {
  const std::size_t bins = histogram.quantizedCounts.size();
  std::vector<double> counts(histogram.quantizedCounts.begin(), histogram.quantizedCounts.end());
  const std::vector<double>& levels = histogram.levels;
  if (levels.size() < 2) return counts;
  double step = 0;
  for (std::size_t i = 1; i < levels.size(); ++i) step = std::max(step, levels[i] - levels[i - 1]);
  const double width = histogram.edges[1] - histogram.edges[0];
  if (width >= step) return counts;
  // Cell of a bin: the level nearest to its middle; bins beyond the grid keep their own counts.
  constexpr std::size_t kNone = std::size_t(-1);
  const auto level = [&](std::size_t bin) {
    const double middle = (histogram.edges[bin] + histogram.edges[bin + 1]) / 2;
    if (middle < histogram.clipLow || middle > histogram.clipHigh) return kNone;
    const auto above = std::upper_bound(levels.begin(), levels.end(), middle);
    if (above == levels.begin()) return std::size_t{0};
    const auto at = static_cast<std::size_t>(above - levels.begin());
    return above != levels.end() && levels[at] - middle <= middle - levels[at - 1] ? at : at - 1;
  };
  for (std::size_t from = 0; from < bins;) {
    std::size_t to = from + 1;
    while (to < bins && level(to) == level(from)) ++to;
    if (level(from) != kNone) {
      const double sum = std::accumulate(counts.begin() + static_cast<std::ptrdiff_t>(from),
                                         counts.begin() + static_cast<std::ptrdiff_t>(to), 0.0);
      for (std::size_t bin = from; bin < to; ++bin) counts[bin] = sum / static_cast<double>(to - from);
    }
    from = to;
  }
  return counts;
}

}  // namespace

double klDivergence(const Histogram& histogram) {
  const std::vector<double> quantized = spreadOverCells(histogram);
  const auto bins = static_cast<double>(quantized.size());
  const double floatTotal = std::accumulate(histogram.floatCounts.begin(), histogram.floatCounts.end(), 0.0) + bins / 2;
  const double quantizedTotal = std::accumulate(quantized.begin(), quantized.end(), 0.0) + bins / 2;
  double divergence = 0;
  for (std::size_t bin = 0; bin < quantized.size(); ++bin) {
    const double p = (static_cast<double>(histogram.floatCounts[bin]) + 0.5) / floatTotal;
    divergence += p * std::log(p / ((quantized[bin] + 0.5) / quantizedTotal));
  }
  return std::max(0.0, divergence);
}

void overTensors(std::span<const std::size_t> sizes, Executor& executor,
                 const std::function<void(std::size_t tensor, Executor& executor)>& body) {
  const std::size_t total = std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
  // A tensor that one thread could not finish while the others do the rest is split over all of them; the others are
  // whole pieces of work, the largest first, which saves waiting for each other after each pass over each tensor.
  const std::size_t split =
      executor.concurrency() == 1 ? total : total / static_cast<std::size_t>(2 * executor.concurrency());
  std::vector<std::size_t> whole;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] > split) {
      body(i, executor);
    } else {
      whole.push_back(i);
    }
  }
  std::stable_sort(whole.begin(), whole.end(), [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
  executor.run(static_cast<std::int64_t>(whole.size()),
               [&](std::int64_t i) { body(whole[static_cast<std::size_t>(i)], serialExecutor()); });
}

std::vector<WhatIfOutput> whatIf(std::span<const WhatIfInput> tensors, const ExponentSearch& search,
                                 Executor& executor) {
  std::vector<WhatIfOutput> outputs(tensors.size());
  std::vector<std::size_t> sizes;
  for (const WhatIfInput& tensor : tensors) sizes.push_back(tensor.x.size());
  overTensors(sizes, executor, [&](std::size_t i, Executor& inner) {
    outputs[i] = searchTensor(tensors[i], search, SearchDetail::Full, inner);
  });
  return outputs;
}

}  // namespace dyadic::math
