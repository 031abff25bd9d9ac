// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What a run file holds beyond engine/types/RunRecord.h. Plain values.
namespace dyadic::runlog {

/// Where a run comes from: key -> text, attributes of /provenance. Usual keys: git_commit, libtorch, hdf5, compiler,
/// cpu, threads, device, command_line, model_sha256, external_data_sha256, data_sha256, mean, std.
using Provenance = std::map<std::string, std::string>;

enum class BlobType { Int8, UInt8, Int32, Int64, UInt64, Float32, Float64 };
/// Bytes of one value of the type.
[[nodiscard]] std::size_t byteSize(BlobType type);

/// An array of a checkpoint, bit for bit. REQUIRES: bytes.size() == product of shape * byteSize(type); shape {} is one
/// value.
struct Blob {
  BlobType type = BlobType::Float32;
  std::vector<std::int64_t> shape;
  std::vector<std::byte> bytes;  ///< row-major, this machine's byte order
  bool operator==(const Blob&) const = default;
};
/// Name -> array. Names are not empty and hold no '/'; dots are fine: "momentum.layer1.0.conv1.weight".
using Checkpoint = std::map<std::string, Blob>;

/// Scales that share a codebook. In row-major order the tensor is seen as [filters, channels, positions]; element
/// (f, c, p) has the scale values[f, c / block, p].
struct CodeScales {
  std::vector<float> values;            ///< row-major
  std::array<std::int64_t, 3> shape{};  ///< filters, blocks, positions
  std::int64_t block = 1;               ///< adjacent channels that share one
  bool operator==(const CodeScales&) const = default;
};

/// One tensor as integers: value = data * 2^exponent, or (data - zeroPoint) * scale, or codebook[data], or that times
/// its group's scale.
struct QuantizedTensor {
  std::vector<std::int64_t> shape;
  std::vector<std::int32_t> data;  ///< integer codes, row-major; int8 in the file up to 8 bits, int16 up to 16
  std::vector<float> latent;       ///< the float values they were made from; same length
  std::vector<float> values;       ///< exactly what the layer multiplies with; same length
  int exponent = 0;
  int bits = 0;                        ///< 1 to 32
  std::vector<float> codebook;         ///< not empty: replaces the exponent
  std::optional<CodeScales> scales{};  ///< what the codebook's values are multiplied with
  double scale = 0;                    ///< above 0: replaces the exponent
  int zeroPoint = 0;                   ///< of a scale
  bool operator==(const QuantizedTensor&) const = default;
};

/// /quantized/NNN. A convolution or linear layer has a weight and perhaps a bias; a batch norm has scale and shift.
struct QuantizedLayer {
  int layer = 0;     ///< index in ModelInfo::layers; NNN
  std::string name;  ///< of that layer
  std::optional<QuantizedTensor> weight;
  std::optional<QuantizedTensor> bias;
  std::optional<QuantizedTensor> scale;  ///< batch norm's fused factor
  std::optional<QuantizedTensor> shift;  ///< batch norm's fused summand
  std::string folded{};                  ///< name of the batch norm that is folded into weight and bias, or empty
  bool operator==(const QuantizedLayer&) const = default;
};

/// Class indices, one a validation image, in data-set order. All three have the same length.
struct Predictions {
  std::vector<std::int32_t> label;         ///< the data set's
  std::vector<std::int32_t> floatNetwork;  ///< of the float network
  std::vector<std::int32_t> hard;          ///< of the quantized network as it would be exported
  bool operator==(const Predictions&) const = default;
};

}  // namespace dyadic::runlog
