// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace dyadic::nets {

/// Element types of tensors in files.
enum class DType { Bool, U8, I8, U16, I16, F16, BF16, U32, I32, F32, U64, I64, F64 };

[[nodiscard]] std::size_t bytesOf(DType type);
/// By safetensors' name: BOOL, U8, I8 ... BF16 ... F64.
[[nodiscard]] std::optional<DType> dtypeOf(std::string_view name);

/// out[i] = element i as float32, rounded to nearest where float32 cannot hold it. REQUIRES: `bytes` holds as many
/// little-endian elements as `out`; they need no alignment.
void toFloats(DType type, const char* bytes, std::span<float> out);

}  // namespace dyadic::nets
