// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fnmatch.h>

#include <string>

namespace dyadic {

/// Whether a shell pattern (* ? [abc]) matches the whole of a layer's name: "layer1.*" matches "layer1.0.conv1".
[[nodiscard]] inline bool globMatches(const std::string& pattern, const std::string& name) {
  return fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

}  // namespace dyadic
