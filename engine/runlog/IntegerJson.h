// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/types/IntegerProgram.h"

/// The text of /integer/program. Everything throws h5::Failure.
namespace dyadic::runlog {

/// Where the constants of one operation stand in /integer/tensors; empty: it has none.
struct ConstantNames {
  std::string weight;
  std::string bias;
};

/// All of the program but its constants and input table, with the names of the constants, one entry an operation.
/// What has the value of a newly made IntegerOperation is left out.
[[nodiscard]] std::string programText(const IntegerProgram& program, const std::vector<ConstantNames>& names);

struct ParsedProgram {
  IntegerProgram program;            ///< without constants and input table
  std::vector<ConstantNames> names;  ///< one entry an operation
};
/// The opposite. Unknown keys and values of another type are refused by name.
[[nodiscard]] ParsedProgram parseProgram(const std::string& text);

[[nodiscard]] std::string differenceText(const FirstDifference& difference);
[[nodiscard]] FirstDifference parseDifference(const std::string& text);

}  // namespace dyadic::runlog
