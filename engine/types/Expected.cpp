// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/types/Expected.h"

namespace dyadic {

std::string Error::message() const {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool placeholder = text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
    const std::size_t index = placeholder ? static_cast<std::size_t>(text[i + 1] - '1') : 0;
    if (placeholder && index < arguments.size()) {
      out += arguments[index];
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

Error usageError(std::string text, std::vector<std::string> arguments) {
  return {ErrorKind::Usage, std::move(text), std::move(arguments)};
}

Error failure(std::string text, std::vector<std::string> arguments) {
  return {ErrorKind::Failure, std::move(text), std::move(arguments)};
}

}  // namespace dyadic
