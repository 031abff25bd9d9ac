// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/nets/onnx/OnnxModel.h"
#include "engine/types/Expected.h"

/// Reads ONNX files, which are untrusted. No LibTorch. Any thread.
namespace dyadic::nets {

/// The versions of ONNX's own operator set that are read.
inline constexpr std::int64_t kOldestOpset = 7;
inline constexpr std::int64_t kNewestOpset = 21;
/// More operators than this are refused: far above real networks.
inline constexpr std::size_t kMostOnnxNodes = 20'000;

/// Reads and checks a model of at most 2 GiB. Weights in files of their own (external data) are found below the model's
/// folder, never outside it, and are read when they are used. Fails with a message that names the file for whatever is
/// damaged, for other operator sets, sparse tensors, values that nothing gives or that two nodes give, and cycles.
/// Operators are not looked at: see engine/nets/OnnxImport.h. Memory: the weights once, and what the operators take.
[[nodiscard]] Expected<OnnxModel> readOnnxFile(const std::string& path);

/// The same for bytes in memory; messages name `source`. External data are refused.
[[nodiscard]] Expected<OnnxModel> parseOnnx(std::string bytes, const std::string& source);

/// True for bytes that may begin an ONNX file: a protobuf message whose first field is one of ModelProto's.
[[nodiscard]] bool looksLikeOnnx(std::string_view firstBytes);

}  // namespace dyadic::nets
