// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/nets/onnx/OnnxModel.h"
#include "engine/types/Expected.h"

namespace dyadic::nets {

/// A tensor whose elements are known before any image is: a weight, or arithmetic on shapes. Integers of all types and
/// booleans stand in 64 bits, floats of all types in 32.
///
/// The number of images in a batch is not known, so that an integer is c + n*N with N the number of images.
struct OnnxConstant {
  std::vector<std::int64_t> dims;  ///< empty: a scalar
  bool integer = false;
  std::vector<std::int64_t> integers;  ///< c, row-major
  std::vector<std::int64_t> images;    ///< n of each; empty: all 0
  std::vector<float> floats;           ///< where not `integer`

  [[nodiscard]] std::size_t size() const { return integer ? integers.size() : floats.size(); }
  /// True where an element depends on the number of images.
  [[nodiscard]] bool isSymbolic() const;
};

/// A vector of integers.
[[nodiscard]] OnnxConstant integerVector(std::vector<std::int64_t> values);

/// The elements of a tensor, from its file where they are external. Fails for types that are not read and for NaN and
/// infinities; the message names the tensor.
[[nodiscard]] Expected<OnnxConstant> decodeTensor(const OnnxTensor& tensor, const std::string& source);

/// `axis` counted from the first of `rank` dimensions; nothing where there is no such dimension.
[[nodiscard]] std::optional<std::size_t> normalAxis(std::int64_t axis, std::size_t rank);
/// The same for a list, ascending; nothing where one is named twice, too.
[[nodiscard]] std::optional<std::vector<std::size_t>> normalAxes(const std::vector<std::int64_t>& axes,
                                                                 std::size_t rank);

/// One dimension of a Slice as ONNX counts: elements begin, begin + step, ... `count` of them.
struct OnnxRange {
  std::int64_t begin = 0;
  std::int64_t step = 1;
  std::int64_t count = 0;
};
/// ONNX's rules for negative and too large bounds. REQUIRES: step is not 0.
[[nodiscard]] OnnxRange normalRange(std::int64_t begin, std::int64_t end, std::int64_t step, std::int64_t size);

}  // namespace dyadic::nets
