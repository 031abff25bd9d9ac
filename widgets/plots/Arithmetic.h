// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// The arithmetic of plots and panels, without Qt: ranges, ticks, outlines, thinning, numbers as text. Free functions
/// without state, callable from any thread. Values that are not finite are ignored everywhere.
namespace dyadic::widgets {

struct Range {
  double low = 0;
  double high = 1;
  [[nodiscard]] double span() const { return high - low; }
  [[nodiscard]] bool contains(double value) const { return value >= low && value <= high; }
};

struct FitOptions {
  double padding = 0.06;   ///< share of the span added on both sides
  double minimumSpan = 0;  ///< a smaller span is widened around its middle
  double floor = -1e300;   ///< the result does not go below: 0 for counts
  double ceiling = 1e300;  ///< nor above: 1 for accuracies
};
/// The range of the values; {0, 1} if none is finite.
[[nodiscard]] Range fitRange(const std::vector<double>& values, const FitOptions& options = {});

/// Range for a logarithmic axis around the positive values: whole powers of ten outside them; {0.1, 1} if there are
/// none.
[[nodiscard]] Range fitLogRange(const std::vector<double>& values);

/// Multiples of 1, 2, 2.5 or 5 times a power of ten inside the range, about `target` of them, at least two.
/// REQUIRES: target >= 2. Empty if the range is empty or not finite.
[[nodiscard]] std::vector<double> niceTicks(const Range& range, int target);

/// Decimals that tell neighbouring ticks apart.
[[nodiscard]] int tickDecimals(const std::vector<double>& ticks);

/// Of `levels` (ascending) those inside `range`, thinned to every 2^k-th one (counted from the level nearest zero,
/// which stays) so that neighbours are at least `spacing` pixels apart on an axis of `pixels`.
struct LevelMarks {
  std::vector<double> positions;
  int stride = 1;  ///< every stride-th level is there
};
struct LevelView {
  Range range;
  double pixels = 0;
  double spacing = 3;
};
[[nodiscard]] LevelMarks levelsToDraw(const std::vector<double>& levels, const LevelView& view);

/// Corners of a histogram drawn as steps, left to right, starting and ending at zero. Damaged input (edges not one more
/// than counts) gives nothing.
[[nodiscard]] std::vector<std::pair<double, double>> stepOutline(const std::vector<double>& edges,
                                                                 const std::vector<double>& counts);
/// Bin that holds x, -1 for none.
[[nodiscard]] int binOf(const std::vector<double>& edges, double x);

/// Running mean m_i = (s*m_{i-1} + (1-s)*x_i), divided by 1-s^i so that the first values are not drawn to zero. Values
/// that are not finite repeat the mean before them.
[[nodiscard]] std::vector<double> smoothed(const std::vector<double>& values, double smoothing);

/// Indices that keep the picture of a long line: the smallest and largest value of each of `buckets` equal pieces, and
/// the ends. All indices if there are at most 2*buckets.
[[nodiscard]] std::vector<std::size_t> thinned(const std::vector<double>& values, std::size_t buckets);

/// The q-quantile (0 to 1) of the finite values; NaN without any.
[[nodiscard]] double quantile(std::vector<double> values, double q);

/// "92.63 %"; a dash for what is not finite.
[[nodiscard]] std::string percentText(double fraction, int decimals = 2);
/// "+0.12" or "−0.12": a difference of fractions in percentage points.
[[nodiscard]] std::string pointsText(double difference, int decimals = 2);
/// About four digits: "0.00123", "12.35", "1.235e-07"; a dash for NaN, "∞".
[[nodiscard]] std::string numberText(double value, int digits = 4);
/// "987", "12.3 k", "4.56 M".
[[nodiscard]] std::string countText(double count);
/// "1,234,567".
[[nodiscard]] std::string groupedText(std::int64_t count);
/// "42 s", "3 min 05 s", "2 h 07 min"; a dash for what is not finite or negative.
[[nodiscard]] std::string durationText(double seconds);
/// "64×3×3×3".
[[nodiscard]] std::string shapeText(const std::vector<std::int64_t>& shape);

}  // namespace dyadic::widgets
