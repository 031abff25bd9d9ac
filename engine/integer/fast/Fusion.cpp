// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/fast/Fusion.h"

#include <algorithm>

namespace dyadic::integer::fast {
namespace {

class Fusion {
 public:
  explicit Fusion(const IntegerProgram& program)
      : program_(program), readers_(program.tensors.size(), 0), writer_(program.tensors.size(), -1) {
    for (const IntegerOperation& operation : program.operations) {
      for (const int input : operation.inputs) ++readers_[static_cast<std::size_t>(input)];
    }
    ++readers_[static_cast<std::size_t>(program.operations.back().output)];  // whoever wants the logits
  }

  std::vector<Unit> run(bool fuse) {
    for (std::size_t i = 0; i < program_.operations.size(); ++i) {
      const int unit = fuse ? unitToJoin(program_.operations[i]) : -1;
      if (unit < 0) {
        units_.emplace_back();
        unitOf_.push_back(units_.size() - 1);
      } else {
        unitOf_.push_back(static_cast<std::size_t>(unit));
      }
      units_[unitOf_.back()].push_back(static_cast<int>(i));
      writer_[static_cast<std::size_t>(program_.operations[i].output)] = static_cast<int>(i);
    }
    std::sort(units_.begin(), units_.end(), [](const Unit& a, const Unit& b) { return a.back() < b.back(); });
    return std::move(units_);
  }

 private:
  /// The unit that the operation can be the end of, or -1. Of two, an Add takes the one that ran last.
  [[nodiscard]] int unitToJoin(const IntegerOperation& operation) const {
    int best = -1;
    for (const int input : operation.inputs) {
      const int writer = writer_[static_cast<std::size_t>(input)];
      if (writer >= 0 && readers_[static_cast<std::size_t>(input)] == 1 && fits(writer, operation.op)) {
        best = std::max(best, writer);
      }
    }
    return best < 0 ? -1 : static_cast<int>(unitOf_[static_cast<std::size_t>(best)]);
  }

  [[nodiscard]] bool fits(int writer, IntegerOp op) const {
    const IntegerOp before = program_.operations[static_cast<std::size_t>(writer)].op;
    if (op == IntegerOp::PadChannels) return before == IntegerOp::Subsample2d;
    if (op != IntegerOp::ScaleShift && op != IntegerOp::Add && op != IntegerOp::Clamp) return false;
    return hasAccumulator(before) || before == IntegerOp::Clamp;
  }

  const IntegerProgram& program_;
  std::vector<int> readers_;         ///< one a tensor
  std::vector<int> writer_;          ///< operation, one a tensor; -1: the input, or not yet
  std::vector<std::size_t> unitOf_;  ///< one an operation
  std::vector<Unit> units_;
};

}  // namespace

std::vector<Unit> unitsOf(const IntegerProgram& program, bool fuse) { return Fusion(program).run(fuse); }

}  // namespace dyadic::integer::fast
