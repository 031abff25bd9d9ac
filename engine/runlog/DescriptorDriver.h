// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runlog/H5.h"

namespace dyadic::runlog::h5 {

/// Opens what stands behind a descriptor, for reading: the very file that was looked at before, whatever its name means
/// by now, also one that has no name any more. The descriptor stays the caller's and may be closed at once. Throws
/// Failure. Any thread.
[[nodiscard]] Handle openDescriptor(int descriptor);

}  // namespace dyadic::runlog::h5
