// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/session/Report.h"
#include "engine/types/ReportTable.h"
#include "engine/types/Spread.h"

/// Numbers and words as cells of tables. Internal to the folder; any thread.
namespace dyadic::session::cells {

using Cell = ReportTable::Cell;

/// "-" where not measured, "inf".
[[nodiscard]] std::string fixedText(double value, int decimals);
/// Reads back as the same number; empty where not measured.
[[nodiscard]] std::string exactText(double value);

[[nodiscard]] Cell real(double value, int decimals);
/// With so many digits, wherever the point is.
[[nodiscard]] Cell significant(double value, int digits);
/// Of a fraction.
[[nodiscard]] Cell percent(double fraction);
/// A difference of fractions, with its sign.
[[nodiscard]] Cell points(double difference);
[[nodiscard]] Cell word(const std::string& value);
/// "-" for 0.
[[nodiscard]] Cell bits(int value);
/// "8", "4-8"; "-" where not known.
[[nodiscard]] Cell range(const BitRange& bits);
/// `cell` of the mean; with its deviation in percent where there is one: "92.51 ± 0.12".
[[nodiscard]] Cell withDeviation(Cell cell, const Spread& spread);

}  // namespace dyadic::session::cells
