// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runlog/H5.h"
#include "engine/runlog/Records.h"
#include "engine/runlog/RunData.h"

/// /checkpoint: two slots, of which the attribute `committed` names the one that is complete. Everything throws
/// h5::Failure.
namespace dyadic::runlog {

/// Empty slots, none committed.
void createCheckpoint(hid_t file);

/// Writes the slot that is not committed and returns its number: in place where it already holds arrays of the same
/// names, types and shapes, so that the file does not grow. `extent` says how far the run had come.
[[nodiscard]] int writeCheckpoint(hid_t file, const Checkpoint& checkpoint, const RunExtent& extent);
/// Makes a slot the one that counts. Call it when what writeCheckpoint() wrote has been flushed.
void commitCheckpoint(hid_t file, int slot);

/// Empty if none is committed.
[[nodiscard]] Checkpoint readCheckpoint(hid_t file);
/// Of the committed slot; all 0 if there is none.
[[nodiscard]] RunExtent checkpointExtent(hid_t file);

}  // namespace dyadic::runlog
