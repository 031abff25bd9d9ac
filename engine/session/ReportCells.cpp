// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/ReportCells.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace dyadic::session::cells {

std::string fixedText(double value, int decimals) {
  if (std::isnan(value)) return "-";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
  return buffer.data();
}

std::string exactText(double value) {
  if (std::isnan(value)) return {};
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

Cell real(double value, int decimals) { return {fixedText(value, decimals), exactText(value)}; }

Cell significant(double value, int digits) {
  if (!std::isfinite(value)) return real(value, 0);
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*g", digits, value);
  return {buffer.data(), exactText(value)};
}

Cell percent(double fraction) { return {fixedText(fraction * 100, 2), exactText(fraction)}; }

Cell points(double difference) {
  Cell cell = percent(difference);
  if (difference >= 0) cell.shown.insert(0, "+");
  return cell;
}

Cell word(const std::string& value) { return {value.empty() ? "-" : value, value}; }

Cell bits(int value) { return {value > 0 ? std::to_string(value) : "-", value > 0 ? std::to_string(value) : ""}; }

Cell range(const BitRange& bits) {
  if (!bits.known()) return word("");
  const std::string low = std::to_string(bits.low);
  return word(bits.low == bits.high ? low : low + "-" + std::to_string(bits.high));
}

Cell withDeviation(Cell cell, const Spread& spread) {
  if (std::isfinite(spread.deviation)) cell.shown += " ± " + fixedText(spread.deviation * 100, 2);
  return cell;
}

}  // namespace dyadic::session::cells
