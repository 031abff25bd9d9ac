// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/nets/ModelReader.h"
#include "engine/nets/onnx/OnnxModel.h"
#include "engine/types/RefusedOperator.h"

/// ONNX models as graphs. Files are untrusted; functions block and may be called by any thread.
///
/// Read are operator sets 7 to 21 and the operators of convolutional classifiers; OnnxRules.cpp lists them. Arithmetic
/// on shapes and constants is computed while reading. Layers are called as in the framework that the model comes from,
/// as far as the file tells: a layer with the weights layer1.0.conv1.weight is layer1.0.conv1.
namespace dyadic::nets {

/// Reads the file options.path. A model for images of any size needs options.input or metadata `input`; metadata
/// `mean`, `std` and `classes` count as in safetensors files, an architecture is not looked for. A softmax at the end
/// is left out, with a note: accuracy and training want the values before it.
///
/// Fails where the model is damaged, is no classifier of single images, or uses operators that are not read; the
/// message then lists the first twenty and counts the rest; refusedOnnxOperators() has all of them.
[[nodiscard]] Expected<LoadedModel> importOnnx(const ModelOpenOptions& options);

/// The same for bytes in memory; messages name options.path. External data are refused.
[[nodiscard]] Expected<LoadedModel> importOnnx(std::string bytes, const ModelOpenOptions& options);

/// The operators for which importOnnx() fails; empty where it fails for none of them.
[[nodiscard]] Expected<std::vector<RefusedOperator>> refusedOnnxOperators(const ModelOpenOptions& options);

/// "Gelu (node "act", opset 20): reason"
[[nodiscard]] std::string describe(const RefusedOperator& refused);

/// The bare network of a model whose images have the shape `input` (any number of dimensions), up to its first output:
/// no softmax is left out, and the output may have any shape.
[[nodiscard]] Expected<Graph> lowerOnnx(OnnxModel model, const Shape& input);

}  // namespace dyadic::nets
