// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/exports/ArenaPlan.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "engine/integer/Arena.h"

namespace dyadic::integer {
namespace {

/// The last operation that reads each tensor, or the one that writes it where none does.
std::vector<int> lastSteps(const IntegerProgram& program) {
  std::vector<int> last(program.tensors.size(), -1);
  for (std::size_t step = 0; step < program.operations.size(); ++step) {
    const IntegerOperation& operation = program.operations[step];
    for (const int input : operation.inputs) last[static_cast<std::size_t>(input)] = static_cast<int>(step);
    last[static_cast<std::size_t>(operation.output)] = static_cast<int>(step);
  }
  last[static_cast<std::size_t>(program.operations.back().output)] = static_cast<int>(program.operations.size());
  return last;
}

/// Output i depends on element i of the inputs alone.
bool worksInPlace(IntegerOp op) {
  return op == IntegerOp::Clamp || op == IntegerOp::ScaleShift || op == IntegerOp::Add;
}

}  // namespace

std::int64_t elementsOf(const IntegerTensor& tensor) {
  return std::accumulate(tensor.shape.begin(), tensor.shape.end(), std::int64_t{1}, std::multiplies<>());
}

ArenaPlan planArena(const IntegerProgram& program) {
  const std::vector<int> last = lastSteps(program);
  std::vector<ArenaBlock> blocks{{elementsOf(program.tensors[0]), -1, last[0]}};
  std::vector<std::size_t> blockOf(program.tensors.size(), 0);
  for (std::size_t step = 0; step < program.operations.size(); ++step) {
    const IntegerOperation& operation = program.operations[step];
    const auto output = static_cast<std::size_t>(operation.output);
    const auto now = static_cast<int>(step);
    std::size_t block = blocks.size();
    for (const int input : operation.inputs) {
      const std::size_t held = blockOf[static_cast<std::size_t>(input)];
      const bool over = worksInPlace(operation.op) && blocks[held].last == now;
      if (over || operation.op == IntegerOp::Flatten) block = held;
    }
    if (block == blocks.size()) blocks.push_back({elementsOf(program.tensors[output]), now, now});
    blocks[block].last = std::max(blocks[block].last, last[output]);
    blockOf[output] = block;
  }
  ArenaPlan plan;
  plan.elements = placeBlocks(blocks);
  for (const std::size_t block : blockOf) plan.offsets.push_back(blocks[block].offset);
  return plan;
}

}  // namespace dyadic::integer
