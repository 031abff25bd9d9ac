// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/FastExecutor.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <string>

#include "engine/integer/ProgramCheck.h"
#include "engine/integer/ReferenceExecutor.h"
#include "tests/engine/integer/RandomProgram.h"

namespace dyadic::integer {
namespace {

using Values = std::vector<std::int32_t>;

/// Those that the processor has.
std::vector<InstructionSet> instructionSets() {
  std::vector<InstructionSet> sets;
  for (const auto set : {InstructionSet::Plain, InstructionSet::Avx2, InstructionSet::Avx512Vnni}) {
    if (set <= bestInstructionSet()) sets.push_back(set);
  }
  return sets;
}

/// Number of random programs: DYADIC_CASES, or as many as a test may take in everyday use.
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
    const auto sound = checkProgram(program_);
    EXPECT_TRUE(sound) << sound.error().message();
    for (std::size_t image = 0; image < kImages; ++image) {
      runReference(program_, pixels(image), traces_.emplace_back());
      const Values& logits = traces_.back().tensors[static_cast<std::size_t>(program_.operations.back().output)];
      logits_.insert(logits_.end(), logits.begin(), logits.end());
    }
  }

  /// Share of the requantized values that sat() changed: what saturates tells nothing.
  [[nodiscard]] double saturated() const {
    double part = 0;
    double all = 0;
    for (const Trace& trace : traces_) {
      for (std::size_t i = 0; i < trace.operations.size(); ++i) {
        if (!hasAccumulator(program_.operations[i].op)) continue;
        part += static_cast<double>(trace.operations[i].saturated);
        all += static_cast<double>(trace.operations[i].outputs);
      }
    }
    return all == 0 ? 0 : part / all;
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

TEST(FastExecutor, HasTheReferencesBitsWithZeroPointsAndFixedPointMultipliers) {
  RandomProgramOptions options;
  options.mostBits = 8;
  options.extremes = false;
  options.affine = true;
  double saturated = 0;
  for (std::uint64_t seed = 0; seed < cases(300); ++seed) {
    SCOPED_TRACE(seed);
    const Case random(seed, options);
    saturated += random.saturated() / static_cast<double>(cases(300));
    for (const auto set : instructionSets()) {
      SCOPED_TRACE(instructionSetName(set));
      random.expectSameTensors(math::serialExecutor(), {set, true});
      random.expectSameLogits(math::serialExecutor(), {set, false});
    }
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_LT(saturated, 0.5);
}

TEST(FastExecutor, ChainsAreFusedFromConvolutionToReluAndStillRight) {
  // The same programs at 8 bits and less, moderate shifts: what trained networks look like, where nothing is wide.
  RandomProgramOptions options;
  options.mostBits = 8;
  options.extremes = false;
  options.mostOperations = 20;
  for (std::uint64_t seed = 0; seed < cases(200); ++seed) {
    SCOPED_TRACE(seed);
    const Case random(seed, options);
    for (const auto set : instructionSets()) {
      SCOPED_TRACE(instructionSetName(set));
      random.expectSameLogits(math::serialExecutor(), {set, false});
    }
    if (testing::Test::HasFailure()) return;
  }
}

/// A program whose input integers are pixel - 128.
class Builder {
 public:
  explicit Builder(std::vector<std::int64_t> shape) {
    std::vector<std::int32_t> table(256);
    for (int i = 0; i < 256; ++i) table[static_cast<std::size_t>(i)] = i - 128;
    program_.inputTable.assign(static_cast<std::size_t>(shape[0]), table);
    program_.tensors.push_back({"input", std::move(shape), 8, -6, -128, 127});
  }

  /// Returns the index of its output.
  int add(IntegerOperation operation, std::vector<std::int64_t> shape, int bits = 8) {
    operation.name = "op" + std::to_string(program_.operations.size());
    operation.output = static_cast<int>(program_.tensors.size());
    const std::int32_t most = (1 << (bits - 1)) - 1;
    program_.tensors.push_back({operation.name, std::move(shape), bits, -5, -most - 1, most});
    operation.accumulatorBound = accumulatorBound(program_, operation);
    operation.accumulatorBits = accumulatorBits(program_, operation);
    program_.operations.push_back(std::move(operation));
    return program_.operations.back().output;
  }

  [[nodiscard]] const IntegerProgram& program() const { return program_; }

  /// What every instruction set computes.
  void expectLogits(const std::vector<std::uint8_t>& pixels, const Values& expected) const {
    const Status sound = checkProgram(program_);
    ASSERT_TRUE(sound) << sound.error().message();
    for (const auto set : instructionSets()) {
      const auto fast = makeFast(program_, math::serialExecutor(), {set, false});
      ASSERT_NE(fast, nullptr);
      Values logits(expected.size());
      fast->run(pixels, 1, logits);
      EXPECT_EQ(logits, expected) << instructionSetName(set);
    }
  }

 private:
  IntegerProgram program_;
};

IntegerOperation convolution(int input, std::array<std::int64_t, 4> shape, std::vector<std::int32_t> weights) {
  IntegerOperation operation;
  operation.op = IntegerOp::Conv2d;
  operation.inputs = {input};
  operation.kernel = {shape[2], shape[3]};
  operation.weight = {{shape.begin(), shape.end()}, std::move(weights), 8, -9};
  return operation;
}

TEST(FastExecutor, LayerOfTheMethodsWorkedExample) {
  // IOIQ, section 9: D_t1 = 7785, bias 108 << 6, P = 10.
  Builder builder({1, 1, 4});
  IntegerOperation operation = convolution(0, {1, 1, 1, 4}, {-50, 33, 90, -128});
  operation.bias = {{1}, {108}, 8, -9};
  operation.biasShift = 6;
  operation.requantization.shift = 10;
  builder.add(operation, {1, 1, 1});
  builder.expectLogits({128 + 12, 128 - 7, 128 + 100, 128 + 3}, {14});
}

TEST(FastExecutor, SumOfTheMethodsWorkedExample) {
  // IOIQ, section 10: D_a = 100, s = -6; D_b = -77, s = -4; s_out = -4.
  Builder builder({2, 1, 1});
  const int a = builder.add(convolution(0, {1, 2, 1, 1}, {1, 0}), {1, 1, 1});
  const int b = builder.add(convolution(0, {1, 2, 1, 1}, {0, 1}), {1, 1, 1});
  IntegerOperation sum;
  sum.op = IntegerOp::Add;
  sum.inputs = {a, b};
  sum.inputShifts = {0, 2};
  sum.requantization.shift = 2;
  builder.add(sum, {1, 1, 1});
  builder.expectLogits({128 + 100, 128 - 77}, {-52});
}

TEST(FastExecutor, AveragePoolMultipliesWithTheDyadicReciprocal) {
  // 1/49 = 21400 * 2^-20 (IOIQ, section 10). 48 of 49 pixels are 100 and one is 51: the sum is 4851, the mean 99.0006.
  Builder builder({1, 7, 7});
  IntegerOperation pool;
  pool.op = IntegerOp::AvgPool2d;
  pool.inputs = {0};
  pool.kernel = {7, 7};
  pool.requantization = {21400, 20};
  builder.add(pool, {1, 1, 1});
  std::vector<std::uint8_t> pixels(49, 228);
  pixels[17] = 179;
  builder.expectLogits(pixels, {99});
}

TEST(FastExecutor, ExtremeBytesAndShortsDoNotOverflow) {
  // -128 * -128 over 64 channels, then the same with 16 bits: -32768 * -32768 over 3x3 of 64 channels is 2^30 * 576,
  // which does not fit 32 bits, and neither does one sum of two products.
  Builder builder({64, 3, 3});
  IntegerOperation bytes = convolution(0, {64, 64, 1, 1}, std::vector<std::int32_t>(64 * 64, -128));
  bytes.requantization.shift = 4;  // 2^20 / 16 = 65536 saturates to 32767
  const int wide = builder.add(bytes, {64, 3, 3}, 16);
  IntegerOperation flipped = convolution(wide, {64, 64, 1, 1}, std::vector<std::int32_t>(64 * 64, -32768));
  flipped.weight.bits = 16;
  const int lowest = builder.add(flipped, {64, 3, 3}, 16);  // all -32768
  IntegerOperation shorts = convolution(lowest, {17, 64, 3, 3}, std::vector<std::int32_t>(17 * 64 * 9, -32768));
  shorts.weight.bits = 16;
  shorts.requantization.shift = 25;  // 576 * 2^5 = 18432
  builder.add(shorts, {17, 1, 1}, 16);
  builder.expectLogits(std::vector<std::uint8_t>(64 * 9, 0), Values(17, 18432));
}

TEST(FastExecutor, RoundingDoesNotOverflow32Bits) {
  // t = 127 << 24, half = 2^24: their sum is 2^31.
  Builder builder({1, 1, 4});
  IntegerOperation operation = convolution(0, {1, 1, 1, 1}, {1});
  operation.bias = {{1}, {127}, 8, 0};
  operation.biasShift = 24;
  operation.requantization.shift = 25;
  builder.add(operation, {1, 1, 4});
  builder.expectLogits({128, 128, 128, 128}, {64, 64, 64, 64});
}

/// A ScaleShift behind a convolution that changes nothing, on four pixels of -128, so that it may be done in 16 bits.
void expectScaled(const IntegerConstant& scale, std::int32_t offset, int shift, std::int32_t expected) {
  Builder builder({1, 1, 4});
  const int same = builder.add(convolution(0, {1, 1, 1, 1}, {1}), {1, 1, 4});
  IntegerOperation operation;
  operation.op = IntegerOp::ScaleShift;
  operation.inputs = {same};
  operation.weight = scale;
  operation.bias = {{1}, {offset}, 8, 0};
  operation.biasShift = 7;
  operation.requantization.shift = shift;
  builder.add(operation, {1, 1, 4});
  builder.expectLogits({0, 0, 0, 0}, Values(4, expected));
}

TEST(FastExecutor, ScaleShiftDoesNotOverflow16Bits) {
  expectScaled({{1}, {-128}, 8, 0}, 127, 9, 64);    // t = 32640 and half = 256 make 32896; 32767 would give 63
  expectScaled({{1}, {-128}, 8, 0}, 127, 8, 127);   // 127.5 rounds to 128, which saturates
  expectScaled({{1}, {127}, 8, 0}, -128, 9, -64);   // t = -32640: -63.75
  expectScaled({{1}, {-300}, 10, 0}, 0, 8, 127);    // 38400 does not fit, and is 150 before it saturates
  expectScaled({{1}, {32767}, 16, 0}, 0, 16, -64);  // -4194176
}

TEST(FastExecutor, SaysSoWhereThereIsNoMemory) {
  // Padding of a million pixels around one, of which nine are looked at.
  Builder builder({1, 1, 1});
  constexpr std::int64_t kPadding = 1 << 20;
  IntegerOperation operation = convolution(0, {1, 1, 1, 1}, {1});
  operation.padding = {kPadding, kPadding};
  operation.stride = {kPadding, kPadding};
  builder.add(operation, {1, 3, 3});
  ASSERT_TRUE(checkProgram(builder.program()));
  const auto made = FastExecutor::make(builder.program(), math::serialExecutor());
  ASSERT_FALSE(made.ok());
  EXPECT_EQ(made.error().message(), "not enough memory to run the integer program.");
}

TEST(FastExecutor, RunsAnyNumberOfImagesOnAnyNumberOfThreads) {
  const IntegerProgram program = randomProgram(7);
  const auto images = randomImages(program, 11, 7);
  const std::size_t size = images.size() / 11;
  Values expected;
  for (std::size_t image = 0; image < 11; ++image) {
    Trace trace;
    runReference(program, std::span(images).subspan(image * size, size), trace);
    const Values& logits = trace.tensors[static_cast<std::size_t>(program.operations.back().output)];
    expected.insert(expected.end(), logits.begin(), logits.end());
  }
  for (const int threads : {1, 2, 5}) {
    const auto pool = math::threadExecutor(threads);
    const auto fast = makeFast(program, *pool, {});
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{4}, std::size_t{11}}) {
      Values logits(expected.size() / 11 * count);
      fast->run(std::span(images).first(count * size), static_cast<std::int64_t>(count), logits);
      EXPECT_TRUE(std::equal(logits.begin(), logits.end(), expected.begin())) << count << " on " << threads;
    }
  }
}

}  // namespace
}  // namespace dyadic::integer
