// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/nets/onnx/OnnxFolding.h"

/// What the files that fold constants share.
namespace dyadic::nets::folding {

using Dims = std::vector<std::int64_t>;
using Inputs = OnnxFolder::Inputs;
using Result = Expected<OnnxConstant>;

/// What is computed of one node.
struct Work {
  const OnnxNode& node;
  const Inputs& inputs;
  std::int64_t opset;
  std::int64_t most;  ///< elements the result may have

  [[nodiscard]] const OnnxConstant* input(std::size_t i) const { return i < inputs.size() ? inputs[i] : nullptr; }
  /// A list that newer operator sets give as input `i` and older ones as an attribute; nothing where it is symbolic.
  [[nodiscard]] std::optional<Dims> list(std::string_view attribute, std::size_t i) const;
};

[[nodiscard]] Error unfit();
[[nodiscard]] Error symbolic();
[[nodiscard]] Error tooLarge();

/// The same elements in another shape.
[[nodiscard]] Result withDims(const OnnxConstant& source, Dims dims);
/// Row-major strides.
[[nodiscard]] Dims strides(const Dims& dims);
/// Positions offset + sum of index * step over all indices below `dims`, in row-major order.
[[nodiscard]] std::vector<std::size_t> positions(const Dims& dims, const Dims& steps, std::int64_t offset);

// The operators, by file: OnnxFoldedShapes.cpp, OnnxArithmetic.cpp.
Result cast(const Work& work);
Result concat(const Work& work);
Result constant(const Work& work);
Result constantOfShape(const Work& work);
Result flatten(const Work& work);
Result gather(const Work& work);
Result reshape(const Work& work);
Result shapeOf(const Work& work);
Result slice(const Work& work);
Result squeeze(const Work& work);
Result transpose(const Work& work);
Result unsqueeze(const Work& work);

Result add(const Work& work);
Result ceil(const Work& work);
Result divide(const Work& work);
Result floor(const Work& work);
Result max(const Work& work);
Result min(const Work& work);
Result mul(const Work& work);
Result range(const Work& work);
Result reduceProd(const Work& work);
Result sub(const Work& work);

}  // namespace dyadic::nets::folding
