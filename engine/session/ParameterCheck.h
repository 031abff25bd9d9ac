// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/MethodInfo.h"

namespace dyadic::session {

/// A method's parameters from JSON, complete: defaults and `sameAs` values filled in, types made those of the schema.
/// Values are not checked here. An unknown key or a wrong type is an error that names `source`.
[[nodiscard]] Expected<ParameterMap> readParameters(const MethodInfo& method, const nlohmann::json& object,
                                                    const std::string& source);

/// Adds what is not given: the value of the key that `sameAs` names, else the default.
void fillParameters(const MethodInfo& method, ParameterMap& parameters);

/// Whether `value` may stand for parameter `key`: its type, range and choices. `where` names it in the error.
[[nodiscard]] Status checkParameter(const MethodInfo& method, const std::string& key, const ParameterValue& value,
                                    const std::string& where);

/// All of them: what a user gave before what took over its value by `sameAs`.
[[nodiscard]] Status checkParameters(const MethodInfo& method, const ParameterMap& parameters);

/// "3x32x32" -> {3, 32, 32}.
[[nodiscard]] std::optional<std::vector<std::int64_t>> parseInput(const std::string& text);

}  // namespace dyadic::session
