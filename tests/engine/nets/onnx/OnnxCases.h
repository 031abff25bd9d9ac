// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/engine/nets/onnx/OnnxBuilder.h"

/// Models of single operators in all the ways that operator sets write them, for OnnxRuntimeTest.
namespace dyadic::nets::test {

using OnnxAttributes = std::vector<std::pair<std::string, OnnxAttributeValue>>;

/// Writes a model in the way of one operator set.
class OnnxCaseModel : public OnnxBuilder {
 public:
  OnnxCaseModel(std::int64_t set, Ints shape) : OnnxBuilder(set), opset(set), dims(std::move(shape)) {}

  /// A node with a list that is an attribute before the operator set `input`, and an input from then on.
  OnnxCaseModel& listed(const std::string& op, const std::string& from, const std::string& to, const std::string& list,
                        const Ints& values, std::int64_t input, OnnxAttributes attributes = {}) {
    std::vector<std::string> inputs = {from};
    if (opset < input) {
      attributes.emplace_back(list, values);
    } else {
      integers(to + "." + list, values);
      inputs.push_back(to + "." + list);
    }
    node(op, inputs, {to}, attributes);
    return *this;
  }

  std::int64_t opset;
  Ints dims;  ///< of x, the batch first
};

/// A network between x and y, in the operator sets from `since` to `until`.
struct OnnxCase {
  std::string name;
  std::function<void(OnnxCaseModel&)> build;
  std::int64_t since = 7;
  std::int64_t until = 21;
  Ints dims = {2, 3, 8, 8};
};

[[nodiscard]] std::vector<OnnxCase> layerCases();
[[nodiscard]] std::vector<OnnxCase> activationCases();
[[nodiscard]] std::vector<OnnxCase> shapeCases();
[[nodiscard]] std::vector<OnnxCase> poolCases();

}  // namespace dyadic::nets::test
