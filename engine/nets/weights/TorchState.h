// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/nets/weights/DType.h"
#include "engine/nets/weights/Pickle.h"

namespace dyadic::nets {

/// A tensor as PyTorch's pickles describe it.
struct TorchTensor {
  std::string name;
  std::string storage;  ///< key
  DType dtype = DType::F32;
  std::int64_t storageElements = 0;
  std::int64_t offset = 0;  ///< in elements
  std::vector<std::int64_t> shape;
  std::vector<std::int64_t> strides;
};

/// Element types of all storages that a pickle names, by key: those of optimizers, too. A key with two types is left
/// out.
[[nodiscard]] std::map<std::string, DType> storagesIn(const Pickle& pickle);

/// The tensors of the state dict that `root` is or holds, in its order, a name that stands twice with its last tensor.
/// Fails where there is none, or where one of its tensors is described in a way that torch.save does not use; errors
/// name `source`.
[[nodiscard]] Expected<std::vector<TorchTensor>> readState(const PickleValue& root, const std::string& source);

}  // namespace dyadic::nets
