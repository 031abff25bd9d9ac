// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "engine/nets/weights/WeightsFile.h"

namespace dyadic::nets::test {

inline std::vector<float> floats(const WeightsFile& file, const TensorEntry& entry) {
  std::vector<float> out(static_cast<std::size_t>(entry.elements));
  const Status status = file.read(entry, out);
  if (!status) ADD_FAILURE() << status.error().message();
  return out;
}

}  // namespace dyadic::nets::test
