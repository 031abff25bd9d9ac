// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Python's notations of texts in pickles.
namespace dyadic::nets {

/// 'it\'s \x41' or "..." with quotes and escapes -> it's A. Nothing where the quotes or an escape are wrong.
[[nodiscard]] std::optional<std::string> unquoted(std::string_view text);

/// Latin-1 with \uXXXX and \UXXXXXXXX -> UTF-8. Anything that is no escape stands for itself.
[[nodiscard]] std::string fromRawUnicode(std::string_view text);

/// UTF-8 of characters up to U+00FF -> one byte each. Nothing for all other texts.
[[nodiscard]] std::optional<std::string> latin1(std::string_view utf8);

}  // namespace dyadic::nets
