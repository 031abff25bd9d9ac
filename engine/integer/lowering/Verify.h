// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/data/ImageSet.h"
#include "engine/integer/lowering/Lowering.h"
#include "engine/math/Executor.h"
#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"

namespace dyadic::integer {

struct VerifyOptions {
  math::Executor& pool;                   ///< for reference and fast executor; the simulation uses LibTorch's
  std::vector<std::int32_t> hardClasses;  ///< the run's classes, one an image; may be empty
  std::function<bool(std::int64_t)> proceed = [](std::int64_t) { return true; };  ///< images done; false: give up
  std::int64_t mostIntegers = std::int64_t{1} << 28;  ///< of feature maps held at a time, at least one image's
};

/// Runs `program` on all images by plain loops, by the fast executor and by the float64 simulation of `network`:
/// every integer of every feature map must agree between reference and simulation, every logit between reference and
/// fast executor. A program with scales may differ from its simulation by one in a feature map's integers; what was
/// found is in the report. Fails where the images are of another size than the program's input, and where `proceed`
/// says so (usage error). Throws c10::Error and std::bad_alloc. REQUIRES: checkProgram(program).
[[nodiscard]] Expected<IntegerReport> verify(const IntegerProgram& program, const QuantizedNetwork& network,
                                             const data::ImageSet& images, const VerifyOptions& options);

}  // namespace dyadic::integer
