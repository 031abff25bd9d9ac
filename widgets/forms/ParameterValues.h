// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "engine/types/RunConfig.h"

/// What the fields of a form know about values.
namespace dyadic::widgets {

/// A value as a person reads it: "8", "0.5, 0.75", "half away".
[[nodiscard]] QString valueText(const ParameterValue& value);
/// A choice as a person reads it: "half away".
[[nodiscard]] QString choiceText(const std::string& choice);
/// The number or numbers of a value; nothing for words and on/off.
[[nodiscard]] std::optional<std::vector<double>> asNumbers(const ParameterValue& value);
[[nodiscard]] bool isList(const ParameterValue& value);

}  // namespace dyadic::widgets
