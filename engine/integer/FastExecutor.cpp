// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/FastExecutor.h"

#include <algorithm>
#include <atomic>
#include <exception>

#include "engine/integer/fast/Centring.h"
#include "engine/integer/fast/Plan.h"

namespace dyadic::integer {
namespace {

using fast::Kernels;

/// Bytes suffice where every integer that is multiplied has 8 bits.
bool fitsBytes(const IntegerProgram& program) {
  const auto fits = [](const auto& what) { return what.bits <= 8; };
  return std::all_of(program.tensors.begin(), program.tensors.end(), fits) &&
         std::all_of(program.operations.begin(), program.operations.end(), [&](const IntegerOperation& operation) {
           const bool multiplies = operation.op == IntegerOp::Conv2d || operation.op == IntegerOp::Linear;
           return !multiplies || fits(operation.weight);
         });
}

const Kernels& kernelsFor(const IntegerProgram& program, InstructionSet set) {
#if defined(__x86_64__)
  if (set == InstructionSet::Avx512Vnni) {
    return fitsBytes(program) ? fast::kVnniByteKernels : fast::kVnniShortKernels;
  }
  if (set == InstructionSet::Avx2) return fast::kAvx2Kernels;
#endif
  static_cast<void>(program);
  static_cast<void>(set);
  return fast::kPlainKernels;
}

std::int64_t elements(const IntegerTensor& tensor) {
  std::int64_t count = 1;
  for (const std::int64_t side : tensor.shape) count *= side;
  return count;
}

class Executor final : public FastExecutor {
 public:
  Executor(const IntegerProgram& original, math::Executor& pool, const FastOptions& options)
      : Executor(original, fast::centred(original), pool, options) {}

  Executor(const IntegerProgram& original, const IntegerProgram& program, math::Executor& pool,
           const FastOptions& options)
      : kernels_(kernelsFor(program, std::min(options.instructions, bestInstructionSet()))),
        pool_(pool),
        plan_(fast::makePlan(program, kernels_, options.keepAll)),
        output_(program.operations.back().output),
        pixels_(elements(program.tensors.front())),
        classes_(elements(program.tensors[static_cast<std::size_t>(output_)])) {
    for (const IntegerTensor& tensor : original.tensors) zeroPoints_.push_back(tensor.zeroPoint);
    for (int i = 0; i < pool.concurrency(); ++i) {
      arenas_.push_back(arenaMemory_.allocate<std::byte>(plan_->arenaSize));
    }
  }

  void run(std::span<const std::uint8_t> images, std::int64_t count, std::span<std::int32_t> logits) override {
    std::atomic<std::int64_t> next{0};
    const auto parts = std::min(count, static_cast<std::int64_t>(arenas_.size()));
    pool_.run(parts, [&](std::int64_t part) {
      std::byte* arena = arenas_[static_cast<std::size_t>(part)];
      for (std::int64_t image = next++; image < count; image = next++) {
        kernels_.read(images.data() + image * pixels_, plan_->tables, plan_->places.front(), arena);
        for (const fast::Step& step : plan_->steps) step.run(step, arena);
        const auto found =
            logits.subspan(static_cast<std::size_t>(image * classes_), static_cast<std::size_t>(classes_));
        kernels_.write(place(output_), arena, found.data());
        moveBack(output_, found);
      }
    });
  }

  [[nodiscard]] std::vector<std::int32_t> tensor(int index) const override {
    const fast::Place& from = place(index);
    std::vector<std::int32_t> values(static_cast<std::size_t>(from.channels * from.height * from.width));
    kernels_.write(from, arenas_.front(), values.data());
    moveBack(index, values);
    return values;
  }

 private:
  void moveBack(int tensor, std::span<std::int32_t> values) const {
    const std::int32_t zero = zeroPoints_[static_cast<std::size_t>(tensor)];
    for (std::int32_t& value : values) value += zero;
  }

  [[nodiscard]] const fast::Place& place(int tensor) const { return plan_->places[static_cast<std::size_t>(tensor)]; }

  const Kernels& kernels_;
  math::Executor& pool_;
  std::unique_ptr<fast::Plan> plan_;
  int output_;
  std::int64_t pixels_;
  std::int64_t classes_;
  std::vector<std::int32_t> zeroPoints_;  ///< one a tensor
  fast::AlignedMemory arenaMemory_;
  std::vector<std::byte*> arenas_;  ///< one for each image at a time
};

}  // namespace

InstructionSet bestInstructionSet() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni")) {
    return InstructionSet::Avx512Vnni;
  }
  if (__builtin_cpu_supports("avx2")) return InstructionSet::Avx2;
#endif
  return InstructionSet::Plain;
}

std::string instructionSetName(InstructionSet set) {
  switch (set) {
    case InstructionSet::Plain:
      return "plain";
    case InstructionSet::Avx2:
      return "AVX2";
    case InstructionSet::Avx512Vnni:
      return "AVX-512 VNNI";
  }
  return "";
}

Expected<std::unique_ptr<FastExecutor>> FastExecutor::make(const IntegerProgram& program, math::Executor& pool,
                                                           const FastOptions& options) {
  try {
    return std::unique_ptr<FastExecutor>(std::make_unique<Executor>(program, pool, options));
  } catch (const std::exception&) {  // std::bad_alloc, std::length_error
    return failure(DYADIC_TR("engine", "not enough memory to run the integer program."));
  }
}

}  // namespace dyadic::integer
