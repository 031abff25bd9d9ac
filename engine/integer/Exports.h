// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"

/// The program in other forms. Any thread. REQUIRES throughout: checkProgram(program).
namespace dyadic::integer {

/// An image and the logits that the reference executor computes for it.
struct CheckImage {
  std::vector<std::uint8_t> pixels;  ///< channels x height x width
  std::vector<std::int32_t> logits;
};

/// Plain C99 into `folder`, which is created: model.h, model.c (no dependency, no float, no allocation), check.c with
/// the images, and a Makefile whose `make check` runs them. An existing folder that is not empty is refused unless
/// `force`; files of other names are left alone. Refused without images, and where their sizes are not the program's.
[[nodiscard]] Status exportC(const IntegerProgram& program, const std::vector<CheckImage>& images,
                             const std::string& folder, bool force);

/// An ONNX model (opset 13) from pixels as float32 [N, channels, height, width] with values 0 to 255 to logits as
/// float32 [N, classes] that hold integers: requantization as Mul, Abs, Add, Floor, Sign and Clip on integer-valued
/// tensors. Sums that float32 might not hold exactly are made of parts that it does, added in float64; an operation
/// whose sums float64 might not hold either is refused by name.
[[nodiscard]] Status exportOnnxExact(const IntegerProgram& program, const std::string& path, bool force);

/// The same with QuantizeLinear and DequantizeLinear between float operators, as runtimes fuse them. Refused for other
/// rounding than half_even and for more than 8 bits.
[[nodiscard]] Status exportOnnxQdq(const IntegerProgram& program, const std::string& path, bool force);

}  // namespace dyadic::integer
