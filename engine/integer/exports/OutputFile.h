// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"

namespace dyadic::integer {

/// Fails where something of that name exists, unless `force`.
[[nodiscard]] Status checkNew(const std::string& path, bool force);

/// Writes `path` whole or not at all: beside it first, then renamed. A write that fails, or a `write` that throws, is
/// an error that names the file.
[[nodiscard]] Status writeFile(const std::string& path, const std::function<void(std::ostream&)>& write);

/// Fails for a program with scales and zero points, which exports to C and ONNX have no form for.
[[nodiscard]] Status checkShiftsOnly(const IntegerProgram& program);

}  // namespace dyadic::integer
