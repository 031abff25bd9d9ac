// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/forms/Field.h"

namespace dyadic::widgets {

/// A few words to choose from, all in sight. REQUIRES: a Choice that follows no other parameter.
[[nodiscard]] Field* makeChoiceChips(const ParameterSpec& spec, QObject* parent);
/// A set of whole numbers, each a chip: those near the default, those that are in it, and what the user adds.
/// REQUIRES: an IntegerList with minimum and maximum that follows no other parameter.
[[nodiscard]] Field* makeOffsetChips(const ParameterSpec& spec, QObject* parent);

}  // namespace dyadic::widgets
