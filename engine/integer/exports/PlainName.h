// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace dyadic::integer {

/// The name of a layer, which may come from anywhere, as it may stand in a C comment or an ONNX file: letters, digits
/// and ". - _"; everything else becomes "_". At most 100 characters, so different names can become the same.
[[nodiscard]] std::string plainName(const std::string& name);

}  // namespace dyadic::integer
