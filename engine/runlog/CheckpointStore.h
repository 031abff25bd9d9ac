// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runlog/H5.h"
#include "engine/runlog/Records.h"
#include "engine/runlog/RunData.h"

/// /checkpoint: slots, of which the attribute `committed` names the one that counts. Earlier programs, which changed
/// their file in place, wrote two in turn; one is enough. Everything throws h5::Failure.
namespace dyadic::runlog {

/// No checkpoint yet.
void createCheckpoint(hid_t file);

/// Replaces the checkpoint: in place where it already holds arrays of the same names, types and shapes, so that the
/// file does not grow. `extent` says how far the run had come.
void writeCheckpoint(hid_t file, const Checkpoint& checkpoint, const RunExtent& extent);

/// Empty if none is committed.
[[nodiscard]] Checkpoint readCheckpoint(hid_t file);
/// Of the committed slot; all 0 if there is none.
[[nodiscard]] RunExtent checkpointExtent(hid_t file);

}  // namespace dyadic::runlog
