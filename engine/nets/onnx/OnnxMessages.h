// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Onnx.pb.h>

#include <string>

#include "engine/nets/onnx/OnnxModel.h"
#include "engine/types/Expected.h"

/// Protobuf's messages to plain values: the part of reading that needs protobuf. Large fields move, they are not
/// copied.
namespace dyadic::nets {

/// Whose message it is, for errors and external data.
struct OnnxSource {
  std::string path;    ///< of the file, or what stands for it in messages
  std::string folder;  ///< where external data may be; empty: there are none
};

/// Takes a tensor and leaves the message empty. Checks that the shape is sensible and that the bytes are there: a
/// tensor of a type that is not read, and one whose external data cannot be had, gets no bytes and no error.
[[nodiscard]] Expected<OnnxTensor> takeTensor(dyadic_onnx::TensorProto& message, const OnnxSource& source);

[[nodiscard]] Expected<OnnxNode> takeNode(dyadic_onnx::NodeProto& message, const OnnxSource& source);

[[nodiscard]] OnnxValue valueOf(const dyadic_onnx::ValueInfoProto& message);

}  // namespace dyadic::nets
