// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string>

#include "engine/types/Expected.h"

namespace dyadic::runtime {

/// A text that the engine marked with DYADIC_TR, in the user's language (context "engine").
[[nodiscard]] QString engineText(const std::string& text);

/// The error in the user's language: its template is translated, then %1 to %9 become its arguments. An argument that
/// contains a percent sign stays as it is.
[[nodiscard]] QString errorText(const Error& error);

}  // namespace dyadic::runtime
