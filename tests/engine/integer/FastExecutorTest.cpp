// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/FastExecutor.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "engine/integer/ProgramCheck.h"
#include "engine/integer/ReferenceExecutor.h"
#include "tests/engine/integer/RandomProgram.h"

namespace dyadic::integer {
namespace {

using Values = std::vector<std::int32_t>;

std::vector<InstructionSet> instructionSets() {
  std::vector<InstructionSet> sets;
  for (const auto set : {InstructionSet::Plain, InstructionSet::Avx2, InstructionSet::Avx512Vnni}) {
    if (set <= bestInstructionSet()) sets.push_back(set);
  }
  return sets;
}

/// What the processor that runs the tests has, or more of it by DYADIC_CASES.
std::uint64_t cases(std::uint64_t usual) {
  const char* wanted = std::getenv("DYADIC_CASES");
  return wanted == nullptr ? usual : std::strtoull(wanted, nullptr, 10);
}

std::unique_ptr<FastExecutor> makeFast(const IntegerProgram& program, math::Executor& pool, FastOptions options) {
  auto made = FastExecutor::make(program, pool, options);
  EXPECT_TRUE(made.ok());
  return made ? std::move(*made) : nullptr;
}

/// All that one random program and some images can tell.
class Case {
 public:
  explicit Case(std::uint64_t seed, const RandomProgramOptions& options = {})
      : program_(randomProgram(seed, options)), images_(randomImages(program_, kImages, seed)) {
    for (std::size_t image = 0; image < kImages; ++image) {
      runReference(program_, pixels(image), traces_.emplace_back());
      const Values& logits = traces_.back().tensors[static_cast<std::size_t>(program_.operations.back().output)];
      logits_.insert(logits_.end(), logits.begin(), logits.end());
    }
  }

  void expectSameLogits(math::Executor& pool, FastOptions options) const {
    const auto fast = makeFast(program_, pool, options);
    if (fast == nullptr) return;
    Values logits(logits_.size(), 12345);
    fast->run(images_, kImages, logits);
    EXPECT_EQ(logits, logits_);
  }

  void expectSameTensors(math::Executor& pool, FastOptions options) const {
    options.keepAll = true;
    const auto fast = makeFast(program_, pool, options);
    if (fast == nullptr) return;
    const std::size_t classes = logits_.size() / kImages;
    for (std::size_t image = 0; image < kImages; ++image) {
      Values logits(classes);
      fast->run(pixels(image), 1, logits);
      EXPECT_TRUE(
          std::equal(logits.begin(), logits.end(), logits_.begin() + static_cast<std::ptrdiff_t>(image * classes)));
      for (std::size_t i = 0; i < program_.tensors.size(); ++i) {
        ASSERT_EQ(fast->tensor(static_cast<int>(i)), traces_[image].tensors[i]) << program_.tensors[i].name;
      }
    }
  }

 private:
  static constexpr std::size_t kImages = 3;
  [[nodiscard]] std::span<const std::uint8_t> pixels(std::size_t image) const {
    return std::span(images_).subspan(image * images_.size() / kImages, images_.size() / kImages);
  }

  IntegerProgram program_;
  std::vector<std::uint8_t> images_;
  std::vector<Trace> traces_;
  Values logits_;
};

TEST(FastExecutor, HasTheReferencesBitsOnRandomPrograms) {
  const auto threads = math::threadExecutor(3);
  const std::uint64_t count = cases(400);
  for (std::uint64_t seed = 0; seed < count; ++seed) {
    SCOPED_TRACE(seed);
    const Case random(seed);
    for (const auto set : instructionSets()) {
      SCOPED_TRACE(instructionSetName(set));
      random.expectSameTensors(math::serialExecutor(), {set, true});
      random.expectSameLogits(math::serialExecutor(), {set, false});
      random.expectSameLogits(*threads, {set, false});
    }
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace dyadic::integer
