// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numeric>

#include "engine/integer/Exports.h"
#include "engine/integer/ProgramCheck.h"
#include "tests/engine/integer/Commands.h"
#include "tests/engine/integer/RandomProgram.h"

namespace dyadic::integer {
namespace {

using Export = std::function<Status(const IntegerProgram&, const std::string&, bool)>;

const std::string kModules = DYADIC_SOURCE_DIR "/build/onnxruntime";

/// Why ONNX Runtime cannot be had; empty where it can.
std::string missingRuntime() {
  if (runCommand("node --version").exitCode != 0) return "node is not installed";
  if (!std::filesystem::exists(kModules + "/node_modules/onnxruntime-node")) {
    return "npm's onnxruntime-node is not in build/onnxruntime; ./dev test puts it there";
  }
  return {};
}

/// A program and images in a folder of its own, for ONNX Runtime.
struct Case {
  std::string folder;
  std::vector<std::int32_t> expected;
};

std::string textOf(const IntegerProgram& program) {
  std::string text;
  for (const auto& operation : program.operations) text += integerOpName(operation.op) + " ";
  return text;
}

class Cases {
 public:
  /// Adds nothing where the export refuses, and returns the refusal.
  std::string add(const IntegerProgram& program, const Export& write, std::uint64_t seed, std::int64_t count = 8) {
    const std::string name = folder_ / std::to_string(cases_.size());
    std::filesystem::create_directory(name);
    const auto status = write(program, name + "/model.onnx", false);
    if (!status) {
      EXPECT_FALSE(std::filesystem::exists(name + "/model.onnx"));
      return status.error().message();
    }
    const auto images = randomImages(program, count, seed);
    writeBytes(name + "/images", images);
    const auto& shape = program.tensors.front().shape;
    std::ofstream(name + "/shape") << '[' << shape[0] << ',' << shape[1] << ',' << shape[2] << ']';
    cases_.push_back({name, referenceLogits(program, images)});
    what_.push_back("seed " + std::to_string(seed) + ": " + textOf(program));
    return {};
  }

  /// Runs all cases and expects no differing logit, without and with the runtime's optimizations.
  void expectSameLogits() const {
    std::string folders;
    for (const Case& one : cases_) folders += " " + one.folder;
    const auto ran = runCommand("node " DYADIC_SOURCE_DIR "/tests/engine/integer/run-onnx.js " + kModules + folders);
    EXPECT_EQ(ran.exitCode, 0) << ran.output;
    for (const std::string level : {"disabled", "all"}) {
      for (std::size_t i = 0; i < cases_.size(); ++i) {
        const std::string bytes = readText(cases_[i].folder + "/logits." + level);
        std::vector<float> logits(bytes.size() / sizeof(float));
        std::memcpy(logits.data(), bytes.data(), logits.size() * sizeof(float));
        ASSERT_EQ(logits.size(), cases_[i].expected.size()) << level << ", " << what_[i];
        std::int64_t differing = 0;
        for (std::size_t k = 0; k < logits.size(); ++k) {
          differing += logits[k] != static_cast<float>(cases_[i].expected[k]) ? 1 : 0;
        }
        EXPECT_EQ(differing, 0) << "of " << logits.size() << " logits; optimizations " << level << ", " << what_[i];
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return cases_.size(); }

 private:
  TemporaryFolder folder_;
  std::vector<Case> cases_;
  std::vector<std::string> what_;
};

/// A convolution from `channels` to `outputs` channels with 3x3 windows on an image of 4x4, then everything flattened.
IntegerProgram convolutionProgram(std::int64_t channels, int bits, Rounding rounding, std::int64_t outputs = 2) {
  const std::int32_t most = (1 << (bits - 1)) - 1;
  IntegerProgram program;
  program.rounding = rounding;
  program.tensors = {{"input", {channels, 4, 4}, bits, 0, -most - 1, most},
                     {"conv", {outputs, 4, 4}, bits, 12, -most - 1, most},
                     {"flat", {16 * outputs}, bits, 12, -most - 1, most}};
  std::vector<std::int32_t> table(256);
  for (int i = 0; i < 256; ++i) table[static_cast<std::size_t>(i)] = -most - 1 + i * (2 * most + 1) / 255;
  program.inputTable.assign(static_cast<std::size_t>(channels), table);
  program.operations.resize(2);
  IntegerOperation& conv = program.operations[0];
  conv.op = IntegerOp::Conv2d;
  conv.name = "layer.conv";
  conv.inputs = {0};
  conv.output = 1;
  conv.kernel = {3, 3};
  conv.padding = {1, 1};
  conv.weight.shape = {outputs, channels, 3, 3};
  conv.weight.data.resize(static_cast<std::size_t>(9 * outputs * channels));
  conv.weight.bits = bits;
  for (std::size_t i = 0; i < conv.weight.data.size(); ++i) {
    conv.weight.data[i] = i % 5 == 0 ? -most - 1 : most - static_cast<std::int32_t>(i % 7);
  }
  conv.bias = {{outputs}, std::vector<std::int32_t>(static_cast<std::size_t>(outputs), -most), bits, 0};
  conv.requantization.shift = 12;
  conv.accumulatorBound = accumulatorBound(program, conv);
  conv.accumulatorBits = accumulatorBits(program, conv);
  IntegerOperation& flatten = program.operations[1];
  flatten.op = IntegerOp::Flatten;
  flatten.name = "flatten";
  flatten.inputs = {1};
  flatten.output = 2;
  return program;
}

}  // namespace

TEST(OnnxExport, ExactFormComputesTheReferencesLogits) {
  if (const auto why = missingRuntime(); !why.empty()) GTEST_SKIP() << why;
  Cases cases;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    RandomProgramOptions options;
    options.mostBits = 8;
    options.extremes = seed % 2 == 0;
    const std::string refused = cases.add(randomProgram(seed, options), exportOnnxExact, seed);
    if (!options.extremes) {
      EXPECT_EQ(refused, "") << seed;
    }
  }
  EXPECT_GT(cases.size(), 45U);
  cases.expectSameLogits();
}

TEST(OnnxExport, ExactFormOfUpTo16Bits) {
  if (const auto why = missingRuntime(); !why.empty()) GTEST_SKIP() << why;
  Cases cases;
  for (std::uint64_t seed = 100; seed < 140; ++seed) {
    const std::string refused = cases.add(randomProgram(seed), exportOnnxExact, seed);
    if (!refused.empty()) {  // the operation's name
      EXPECT_NE(refused.find("op"), std::string::npos) << refused;
    }
  }
  EXPECT_GT(cases.size(), 25U);
  cases.expectSameLogits();
}

TEST(OnnxExport, SumsThatFloat32CannotHoldAreMadeOfParts) {
  if (const auto why = missingRuntime(); !why.empty()) GTEST_SKIP() << why;
  Cases cases;
  for (const int bits : {8, 10, 12, 16}) {
    for (const Rounding rounding : {Rounding::HalfAway, Rounding::HalfUp, Rounding::HalfEven, Rounding::Floor}) {
      IntegerProgram program = convolutionProgram(bits == 8 ? 300 : 20, bits, rounding);
      program.operations[0].requantization.shift = 2 * bits - 4;
      ASSERT_TRUE(checkProgram(program));
      ASSERT_GT(program.operations[0].accumulatorBound, std::int64_t{1} << 24);
      EXPECT_EQ(cases.add(program, exportOnnxExact, 1), "");
      if (bits == 8 && rounding == Rounding::HalfEven) {
        EXPECT_EQ(cases.add(program, exportOnnxQdq, 1), "");
      }
    }
  }
  cases.expectSameLogits();
}

TEST(OnnxExport, QdqFormComputesTheReferencesLogits) {
  if (const auto why = missingRuntime(); !why.empty()) GTEST_SKIP() << why;
  Cases cases;
  for (std::uint64_t seed = 200; seed < 260; ++seed) {
    RandomProgramOptions options;
    options.mostBits = 8;
    options.extremes = seed % 2 == 0;
    options.rounding = Rounding::HalfEven;
    const std::string refused = cases.add(randomProgram(seed, options), exportOnnxQdq, seed);
    if (!options.extremes) {
      EXPECT_EQ(refused, "") << seed;
    }
  }
  EXPECT_GT(cases.size(), 45U);
  cases.expectSameLogits();
}

TEST(OnnxExport, RefusesByName) {
  const TemporaryFolder folder;
  const auto other = exportOnnxQdq(convolutionProgram(3, 8, Rounding::HalfAway), folder / "a.onnx", false);
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().message().find("half_even"), std::string::npos);
  const auto wide = exportOnnxQdq(convolutionProgram(3, 12, Rounding::HalfEven), folder / "a.onnx", false);
  ASSERT_FALSE(wide);
  EXPECT_NE(wide.error().message().find("12 bits"), std::string::npos);

  IntegerProgram large = convolutionProgram(3, 16, Rounding::HalfAway);
  large.operations[0].requantization = {100'000, 40};
  ASSERT_TRUE(checkProgram(large));
  const auto refused = exportOnnxExact(large, folder / "a.onnx", false);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message().find("layer.conv"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(OnnxExport, FilesAreAsLargeAsTheBitsOfTheirWeights) {
  const TemporaryFolder folder;
  const IntegerProgram program = convolutionProgram(64, 8, Rounding::HalfEven, 128);
  ASSERT_TRUE(exportOnnxExact(program, folder / "exact.onnx", false));
  ASSERT_TRUE(exportOnnxQdq(program, folder / "qdq.onnx", false));
  const std::uintmax_t weights = program.operations[0].weight.data.size() + 4 * 128;  // and the aligned biases
  const std::uintmax_t table = 64 * (256 + 8);  // and the place where each channel's begins
  EXPECT_LE(std::filesystem::file_size(folder / "exact.onnx"), weights + table + 2500);
  EXPECT_LE(std::filesystem::file_size(folder / "qdq.onnx"), weights + table + 2500);
}

TEST(OnnxExport, OverwritesOnlyWithForce) {
  const TemporaryFolder folder;
  const IntegerProgram program = convolutionProgram(1, 8, Rounding::HalfEven);
  for (const Export& write : {Export(exportOnnxExact), Export(exportOnnxQdq)}) {
    std::ofstream(folder / "model.onnx") << "mine";
    const auto refused = write(program, folder / "model.onnx", false);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Usage);
    EXPECT_EQ(readText(folder / "model.onnx"), "mine");
    ASSERT_TRUE(write(program, folder / "model.onnx", true));
    EXPECT_NE(readText(folder / "model.onnx"), "mine");
    EXPECT_FALSE(write(program, folder / "none/model.onnx", true));
  }
}

}  // namespace dyadic::integer
