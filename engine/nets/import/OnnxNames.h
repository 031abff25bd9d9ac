// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/nets/onnx/OnnxModel.h"

/// What the exporting framework called things, with dots between levels.
namespace dyadic::nets {

/// "layer1.0.conv1" for the weights "layer1.0.conv1.weight"; "" where the name tells no layer ("onnx::Conv_193").
[[nodiscard]] std::string nameOfLayer(const std::string& weights);

/// "layer1.0.relu" for PyTorch's node "/layer1/layer1.0/relu/Relu"; the node's own name where it follows no such rule;
/// operator and output where it has none. Never empty.
[[nodiscard]] std::string nameOfNode(const OnnxNode& node);

}  // namespace dyadic::nets
