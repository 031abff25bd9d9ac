// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/math/Executor.h"
#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"

namespace dyadic::integer {

/// Instruction sets, from the slowest; every processor of the family has the first.
enum class InstructionSet { Plain, Avx2, Avx512Vnni };
/// The best one that this processor has.
[[nodiscard]] InstructionSet bestInstructionSet();
[[nodiscard]] std::string instructionSetName(InstructionSet set);

struct FastOptions {
  InstructionSet instructions = bestInstructionSet();
  bool keepAll = false;  ///< compute every operation on its own, so that tensor() can show what came out
};

/// Runs a program fast: the same integers as the reference executor, bit for bit. Built once for a program: weights are
/// packed, operations fused and memory planned ahead; run() allocates nothing that grows with the number of images.
/// One run() at a time.
class FastExecutor {
 public:
  /// Fails where there is no memory. REQUIRES: checkProgram(program); `pool` outlives the executor.
  [[nodiscard]] static Expected<std::unique_ptr<FastExecutor>> make(const IntegerProgram& program, math::Executor& pool,
                                                                    const FastOptions& options = {});
  virtual ~FastExecutor() = default;

  /// `images` holds `count` images of channels x height x width pixels; `logits` gets count x classes integers.
  /// Images are spread over the pool's threads. REQUIRES: both sizes fit.
  virtual void run(std::span<const std::uint8_t> images, std::int64_t count, std::span<std::int32_t> logits) = 0;

  /// The integers of one tensor of the last image of the last run(), row-major [C, H, W]. REQUIRES: keepAll, and that
  /// run() had one image.
  [[nodiscard]] virtual std::vector<std::int32_t> tensor(int index) const = 0;
};

}  // namespace dyadic::integer
