// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/Arithmetic.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace dyadic::widgets {
namespace {

constexpr const char* kDash = "\u2013";
constexpr const char* kMinus = "\u2212";

template <class... Arguments>
std::string format(const char* pattern, Arguments... arguments) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), pattern, arguments...);
  return buffer.data();
}

}  // namespace

Range fitRange(const std::vector<double>& values, const FitOptions& options) {
  Range range{INFINITY, -INFINITY};
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    range.low = std::min(range.low, value);
    range.high = std::max(range.high, value);
  }
  if (range.low > range.high) return {};
  const double pad = range.span() * options.padding;
  range.low -= pad;
  range.high += pad;
  double least = std::max(options.minimumSpan, std::max(std::abs(range.low), std::abs(range.high)) * 1e-9);
  if (least == 0) least = 1;
  if (range.span() < least) {
    const double middle = range.low + range.span() / 2;
    range = {middle - least / 2, middle + least / 2};
  }
  // Shifted rather than cut, so that a value on the border keeps the minimum span.
  if (range.low < options.floor) range = {options.floor, std::max(range.high, options.floor + least)};
  if (range.high > options.ceiling) range = {std::min(range.low, options.ceiling - least), options.ceiling};
  return range;
}

Range fitLogRange(const std::vector<double>& values) {
  double low = INFINITY;
  double high = 0;
  for (const double value : values) {
    if (!std::isfinite(value) || value <= 0) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (high == 0) return {0.1, 1};
  low = std::pow(10, std::floor(std::log10(low)));
  double top = std::pow(10, std::ceil(std::log10(high)));
  if (top <= high) top *= 10;
  return {low, top};
}

std::vector<double> niceTicks(const Range& range, int target) {
  if (!std::isfinite(range.low) || !std::isfinite(range.high) || range.span() <= 0 || target < 2) return {};
  const double raw = range.span() / target;
  const double magnitude = std::pow(10, std::floor(std::log10(raw)));
  constexpr std::array<double, 9> kSteps = {0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10};
  auto index = std::distance(kSteps.begin(), std::lower_bound(kSteps.begin(), kSteps.end() - 1, raw / magnitude));
  std::vector<double> ticks;
  for (; index >= 0 && ticks.size() < 2; --index) {  // a finer step where fewer than two ticks fall inside
    const double step = kSteps.at(static_cast<std::size_t>(index)) * magnitude;
    ticks.clear();
    for (double k = std::ceil(range.low / step - 1e-9); k <= range.high / step + 1e-9; ++k) ticks.push_back(k * step);
  }
  return ticks;
}

int tickDecimals(const std::vector<double>& ticks) {
  if (ticks.size() < 2) return 2;
  const double step = std::abs(ticks[1] - ticks[0]);
  for (int decimals = 0; decimals < 12; ++decimals) {
    const double scaled = step * std::pow(10, decimals);
    if (std::abs(scaled - std::round(scaled)) < 1e-6 * std::max(1.0, scaled)) return decimals;
  }
  return 12;
}

LevelMarks levelsToDraw(const std::vector<double>& levels, const LevelView& view) {
  const auto begin = std::lower_bound(levels.begin(), levels.end(), view.range.low);
  const auto end = std::upper_bound(levels.begin(), levels.end(), view.range.high);
  const auto count = std::distance(begin, end);
  LevelMarks marks;
  if (count <= 0 || !(view.pixels > 0) || !(view.range.span() > 0)) return marks;
  const double room = view.pixels / view.spacing;
  // Judged by the mean distance: codebooks need not be uniform, and a grid of a few levels is always drawn.
  const double shown = count < 2 ? 1 : static_cast<double>(count) * view.range.span() / (*(end - 1) - *begin);
  while (shown / marks.stride > room && marks.stride < count) marks.stride *= 2;
  const auto zero =
      std::min_element(levels.begin(), levels.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
  const auto anchor = std::distance(levels.begin(), zero);
  for (auto it = begin; it != end; ++it) {
    if ((std::distance(levels.begin(), it) - anchor) % marks.stride == 0) marks.positions.push_back(*it);
  }
  return marks;
}

std::vector<std::pair<double, double>> stepOutline(const std::vector<double>& edges,
                                                   const std::vector<double>& counts) {
  std::vector<std::pair<double, double>> outline;
  if (counts.empty() || edges.size() != counts.size() + 1) return outline;
  outline.reserve(2 * counts.size() + 2);
  double height = 0;
  outline.emplace_back(edges.front(), 0);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double next = counts[i];
    if (i > 0 && next != height) outline.emplace_back(edges[i], height);
    if (i == 0 || next != height) outline.emplace_back(edges[i], next);
    height = next;
  }
  outline.emplace_back(edges.back(), height);
  outline.emplace_back(edges.back(), 0);
  return outline;
}

int binOf(const std::vector<double>& edges, double x) {
  if (edges.size() < 2 || !(x >= edges.front()) || !(x < edges.back())) return -1;
  return static_cast<int>(std::distance(edges.begin(), std::upper_bound(edges.begin(), edges.end(), x))) - 1;
}

std::vector<double> smoothed(const std::vector<double>& values, double smoothing) {
  const double s = std::clamp(smoothing, 0.0, 0.9999);
  std::vector<double> means;
  means.reserve(values.size());
  double sum = 0;
  double weight = 0;
  for (const double value : values) {
    if (std::isfinite(value)) {
      sum = s * sum + (1 - s) * value;
      weight = s * weight + (1 - s);
    }
    means.push_back(weight > 0 ? sum / weight : NAN);
  }
  return means;
}

std::vector<std::size_t> thinned(const std::vector<double>& values, std::size_t buckets) {
  std::vector<std::size_t> kept;
  if (buckets == 0) return kept;
  if (values.size() <= 2 * buckets) {
    for (std::size_t i = 0; i < values.size(); ++i) kept.push_back(i);
    return kept;
  }
  kept.push_back(0);
  for (std::size_t b = 0; b < buckets; ++b) {
    const std::size_t begin = b * values.size() / buckets;
    const std::size_t end = (b + 1) * values.size() / buckets;
    std::size_t low = end;
    std::size_t high = end;
    for (std::size_t i = begin; i < end; ++i) {
      if (!std::isfinite(values[i])) continue;
      if (low == end || values[i] < values[low]) low = i;
      if (high == end || values[i] > values[high]) high = i;
    }
    for (const std::size_t i : {std::min(low, high), std::max(low, high)}) {
      if (i != end && i > kept.back()) kept.push_back(i);
    }
  }
  if (kept.back() != values.size() - 1) kept.push_back(values.size() - 1);
  return kept;
}

double quantile(std::vector<double> values, double q) {
  std::erase_if(values, [](double v) { return !std::isfinite(v); });
  if (values.empty()) return NAN;
  const double index = std::clamp(q, 0.0, 1.0) * static_cast<double>(values.size() - 1);
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(std::llround(index));
  std::nth_element(values.begin(), nth, values.end());
  return *nth;
}

std::string percentText(double fraction, int decimals) {
  return std::isfinite(fraction) ? format("%.*f %%", decimals, fraction * 100) : kDash;
}

std::string pointsText(double difference, int decimals) {
  if (!std::isfinite(difference)) return kDash;
  const std::string digits = format("%.*f", decimals, std::abs(difference) * 100);
  if (digits.find_first_not_of("0.") == std::string::npos) return digits;
  return (difference < 0 ? kMinus : "+") + digits;
}

std::string numberText(double value, int digits) {
  if (std::isnan(value)) return kDash;
  if (std::isinf(value)) return value < 0 ? std::string(kMinus) + "\u221e" : "\u221e";
  return format("%.*g", digits, value);
}

std::string countText(double count) {
  if (!std::isfinite(count)) return kDash;
  const char* suffix = "";
  for (const char* next : {" k", " M", " G", " T"}) {
    if (std::abs(count) < 999.5) break;
    count /= 1000;
    suffix = next;
  }
  if (*suffix == '\0') return format("%.0f", count);
  const double size = std::abs(count);
  const int decimals = size < 9.995 ? 2 : (size < 99.95 ? 1 : 0);
  return format("%.*f%s", decimals, count, suffix);
}

std::string groupedText(std::int64_t count) {
  std::string digits = std::to_string(count);
  const std::ptrdiff_t first = count < 0 ? 1 : 0;
  for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > first; i -= 3) {
    digits.insert(static_cast<std::size_t>(i), ",");
  }
  return digits;
}

std::string durationText(double seconds) {
  if (!std::isfinite(seconds) || seconds < 0 || seconds > 1e9) return kDash;
  const auto total = std::llround(seconds);
  if (total < 60) return format("%lld s", total);
  if (total < 3600) return format("%lld min %02lld s", total / 60, total % 60);
  return format("%lld h %02lld min", total / 3600, total % 3600 / 60);
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
  std::string text;
  for (const std::int64_t size : shape) text += (text.empty() ? "" : "\u00d7") + std::to_string(size);
  return text;
}

}  // namespace dyadic::widgets
