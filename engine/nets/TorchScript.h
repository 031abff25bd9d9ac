// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/nets/ModelReader.h"
#include "engine/types/RefusedOperator.h"

namespace dyadic::nets {

/// Reads a TorchScript archive (torch.jit.trace or torch.jit.script, then save). torch::jit::load was seen to die of
/// damaged files, so that only the program dyadic-torchscript calls it: in a process of its own with limits on memory,
/// time and files, which writes down what the module computes as ONNX. That is then imported as any other ONNX model.
///
/// Where options.input is empty options.images are tried, then the usual sizes of images, with a note that says which
/// was taken.
/// Fails where the archive is damaged (also where the process died of it) and for operators that are not read, which
/// the message names with their line in the module's source.
[[nodiscard]] Expected<LoadedModel> importTorchScript(const ModelOpenOptions& options);

/// The operators for which importTorchScript() fails, as far as the program came to them; empty where it fails for none
/// of them. Fails as it does where the reason is another.
[[nodiscard]] Expected<std::vector<RefusedOperator>> refusedTorchScriptOperators(const ModelOpenOptions& options);

}  // namespace dyadic::nets
