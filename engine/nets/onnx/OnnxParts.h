// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <google/protobuf/io/zero_copy_stream.h>

#include <cstdint>

namespace dyadic::nets {

/// More messages and texts than this are refused: far above real networks.
inline constexpr std::int64_t kMostOnnxParts = 1'000'000;

/// False where the messages of a model have more parts than are read. Looks at lengths alone and takes no memory:
/// protobuf would make some hundred bytes of each two-byte message. Damage is left to protobuf to find.
[[nodiscard]] bool hasFewParts(google::protobuf::io::ZeroCopyInputStream& stream);

}  // namespace dyadic::nets
