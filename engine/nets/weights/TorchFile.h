// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/nets/weights/WeightsFile.h"

/// Files of torch.save that hold a state dict, or a dict in which one stands as state_dict, model ... Their pickles are
/// only looked at (see Pickle). A whole module is refused with what to save instead.
namespace dyadic::nets {

/// The zip format: <name>/data.pkl and <name>/data/<key> for each storage.
[[nodiscard]] Expected<WeightsFile::Contents> readTorchZip(const ByteSource& source);

/// The old format: five pickles (magic number, protocol, system, object, keys) and the storages one after another, each
/// behind its number of elements.
[[nodiscard]] Expected<WeightsFile::Contents> readTorchLegacy(const ByteSource& source);

}  // namespace dyadic::nets
