// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/fuzz/Fuzz.h"

namespace dyadic::fuzz {

/// A sound run file with the changes that the bytes say, read and gone on with as the program does it: dyadic-runcheck
/// may die of it, this process may not. What HDF5 does is not seen by the fuzzer's coverage.
void runFile(Bytes bytes);

/// The bytes as the texts of /integer.
void integerProgram(Bytes bytes);

}  // namespace dyadic::fuzz
