// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/ParallelAxes.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <utility>

namespace dyadic::widgets {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool parse(const std::string& text, double& value) {
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stopped == end && std::isfinite(value);
}

Range rangeOf(const std::vector<double>& values) {
  Range range{INFINITY, -INFINITY};
  for (const double value : values) {
    if (std::isfinite(value)) range = {std::min(range.low, value), std::max(range.high, value)};
  }
  if (range.low > range.high) return {0, 1};
  if (range.low == range.high) return {range.low - 0.5, range.high + 0.5};
  return range;
}

}  // namespace

double ParallelAxis::position(std::size_t thing) const {
  const double value = values[thing];
  return std::isfinite(value) ? (value - range.low) / range.span() : kNone;
}

ParallelAxis axisOfTexts(std::string key, std::string title, std::vector<std::string> texts) {
  ParallelAxis axis{std::move(key), std::move(title), std::move(texts), {}, {}, {}};
  bool numbers = true;
  for (const std::string& text : axis.texts) {
    double value = kNone;
    if (!text.empty() && !parse(text, value)) numbers = false;
    axis.values.push_back(value);
  }
  if (!numbers) {
    axis.words = axis.texts;
    std::sort(axis.words.begin(), axis.words.end());
    axis.words.erase(std::unique(axis.words.begin(), axis.words.end()), axis.words.end());
    std::erase(axis.words, std::string());
    for (std::size_t i = 0; i < axis.texts.size(); ++i) {
      const auto word = std::lower_bound(axis.words.begin(), axis.words.end(), axis.texts[i]);
      axis.values[i] = axis.texts[i].empty() ? kNone : static_cast<double>(word - axis.words.begin());
    }
  }
  axis.range = rangeOf(axis.values);
  return axis;
}

ParallelAxis axisOfNumbers(std::string key, std::string title, std::vector<double> values, const NumberFormat& format) {
  ParallelAxis axis{std::move(key), std::move(title), {}, std::move(values), {}, {}};
  for (const double value : axis.values) {
    char text[64] = "";
    if (std::isfinite(value)) std::snprintf(text, sizeof text, "%.*f", format.decimals, value * format.scale);
    axis.texts.emplace_back(text);
  }
  axis.range = rangeOf(axis.values);
  return axis;
}

std::vector<bool> brushed(const std::vector<ParallelAxis>& axes, std::size_t things, const Brushes& brushes) {
  std::vector<bool> inside(things, true);
  for (const auto& [axis, range] : brushes) {
    if (axis >= axes.size()) continue;
    for (std::size_t i = 0; i < things; ++i) {
      const double position = axes[axis].position(i);
      inside[i] = inside[i] && std::isfinite(position) && range.contains(position);
    }
  }
  return inside;
}

}  // namespace dyadic::widgets
