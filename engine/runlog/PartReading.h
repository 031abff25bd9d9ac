// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/runlog/Records.h"
#include "engine/runlog/RunData.h"
#include "engine/types/Expected.h"
#include "engine/types/RunRecord.h"

/// What RunReader.h gives to the world, with what only this folder wants of it beside. Any thread.
namespace dyadic::runlog {

struct RunPart {
  std::shared_ptr<RunSnapshot> snapshot;
  std::shared_ptr<RunOutline> outline;
  std::string configJson;
  std::string method;
  std::uint64_t seed = 0;
};
[[nodiscard]] Expected<RunPart> readRunPart(const std::string& path, RunDetail detail);

struct TrainingPart {
  Checkpoint checkpoint;
  RunExtent extent;  ///< how far the run had come
};
[[nodiscard]] Expected<TrainingPart> readTrainingPart(const std::string& path);

}  // namespace dyadic::runlog
