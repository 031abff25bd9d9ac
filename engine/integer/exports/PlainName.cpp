// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/exports/PlainName.h"

namespace dyadic::integer {

std::string plainName(const std::string& name) {
  std::string text = name.substr(0, 100);
  for (char& c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!plain && c != '.' && c != '-') c = '_';
  }
  return text;
}

}  // namespace dyadic::integer
