// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "engine/integer/Exports.h"
#include "engine/integer/ProgramCheck.h"
#include "tests/engine/integer/Commands.h"
#include "tests/engine/integer/RandomProgram.h"

namespace dyadic::integer {
namespace {

/// Reads images from stdin until there are no more and writes the logits as int32.
constexpr const char* kDriver = R"(
#include <stdio.h>
#include "model.h"
int main(void)
{
  static uint8_t pixels[MODEL_PIXELS];
  static int32_t logits[MODEL_CLASSES];
  while (fread(pixels, 1, MODEL_PIXELS, stdin) == MODEL_PIXELS) {
    model_run(pixels, logits);
    fwrite(logits, sizeof(logits[0]), MODEL_CLASSES, stdout);
  }
  return 0;
}
)";

/// No compiler accepts floating point with these; and whatever overflows ends the program.
constexpr const char* kStrict = "-std=c99 -Wall -Wextra -Werror -ftrapv -mgeneral-regs-only";
constexpr const char* kSanitized =
    "-std=c99 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -fsanitize=undefined,address "
    "-fno-sanitize-recover=all";

/// Compiles model.c in `folder` with `flags` and runs it on the images.
void expectLogits(const TemporaryFolder& folder, const std::string& flags, const std::vector<std::uint8_t>& images,
                  const std::vector<std::int32_t>& expected) {
  std::ofstream(folder / "driver.c") << kDriver;
  writeBytes(folder / "images", images);
  const bool sanitized = flags.find("sanitize") != std::string::npos;
  const auto built = runCommand("cd " + folder.path() + " && gcc " + flags + " -c model.c && gcc " +
                                (sanitized ? flags : "-std=c99") + " -o driver driver.c model.o");
  ASSERT_EQ(built.exitCode, 0) << built.output;
  EXPECT_EQ(built.output, "");
  const auto ran = runCommand("cd " + folder.path() + " && ./driver < images");
  ASSERT_EQ(ran.exitCode, 0) << ran.output;
  std::vector<std::int32_t> logits(ran.output.size() / sizeof(std::int32_t));
  std::memcpy(logits.data(), ran.output.data(), logits.size() * sizeof(std::int32_t));
  EXPECT_EQ(logits, expected);
}

/// One fully connected layer of 256 inputs and 64 outputs.
IntegerProgram linearProgram(int bits) {
  IntegerProgram program;
  program.tensors = {
      {"input", {1, 16, 16}, 8, -7, -128, 127}, {"flat", {256}, 8, -7, -128, 127}, {"logits", {64}, 8, 0, -128, 127}};
  program.inputTable.resize(1, std::vector<std::int32_t>(256));
  std::iota(program.inputTable[0].begin(), program.inputTable[0].end(), -128);
  program.operations.resize(2);
  program.operations[0].op = IntegerOp::Flatten;
  program.operations[0].name = "flatten";
  program.operations[0].inputs = {0};
  program.operations[0].output = 1;
  IntegerOperation& linear = program.operations[1];
  linear.op = IntegerOp::Linear;
  linear.name = "fc";
  linear.inputs = {1};
  linear.output = 2;
  linear.weight = {{64, 256}, std::vector<std::int32_t>(64 * 256), bits, -7};
  const int range = 1 << bits;
  for (std::size_t i = 0; i < linear.weight.data.size(); ++i) {
    linear.weight.data[i] = static_cast<std::int32_t>(i * 37 % static_cast<std::size_t>(range)) - range / 2;
  }
  linear.requantization.shift = bits;
  linear.accumulatorBound = accumulatorBound(program, linear);
  linear.accumulatorBits = accumulatorBits(program, linear);
  return program;
}

}  // namespace

TEST(CExport, RandomProgramsComputeTheReferencesLogits) {
  for (std::uint64_t seed = 0; seed < 24; ++seed) {
    SCOPED_TRACE(seed);
    const IntegerProgram program = randomProgram(seed);
    const auto images = randomImages(program, 12, seed);
    const TemporaryFolder folder;
    ASSERT_TRUE(exportC(program, checkImages(program, images, 2), folder.path(), false));
    const auto expected = referenceLogits(program, images);
    expectLogits(folder, kStrict, images, expected);
    if (seed % 3 == 0) expectLogits(folder, kSanitized, images, expected);
  }
}

TEST(CExport, EveryRoundingAndWidth) {
  for (const Rounding rounding : {Rounding::HalfAway, Rounding::HalfUp, Rounding::HalfEven, Rounding::Floor}) {
    for (const int bits : {4, 8, 12}) {
      SCOPED_TRACE(testing::Message() << static_cast<int>(rounding) << ", " << bits << " bits");
      IntegerProgram program = linearProgram(bits);
      program.rounding = rounding;
      ASSERT_TRUE(checkProgram(program));
      const auto images = randomImages(program, 40, 5);
      const TemporaryFolder folder;
      ASSERT_TRUE(exportC(program, checkImages(program, images, 1), folder.path(), false));
      expectLogits(folder, std::string(kStrict) + " -O1", images, referenceLogits(program, images));
    }
  }
}

TEST(CExport, MakeCheckComparesTheLogits) {
  const IntegerProgram program = randomProgram(7);
  auto images = checkImages(program, randomImages(program, 3, 7), 3);
  const TemporaryFolder folder;
  ASSERT_TRUE(exportC(program, images, folder / "right", false));
  const auto right = runCommand("make -s -C " + folder / "right" + " check");
  EXPECT_EQ(right.exitCode, 0);
  EXPECT_EQ(right.output, "3 images, 0 differing logits\n");

  ++images[1].logits.back();
  ASSERT_TRUE(exportC(program, images, folder / "wrong", false));
  const auto wrong = runCommand("make -s -C " + folder / "wrong" + " check");
  EXPECT_NE(wrong.exitCode, 0);
  EXPECT_NE(wrong.output.find("image 1, class"), std::string::npos) << wrong.output;
  EXPECT_NE(wrong.output.find("3 images, 1 differing logits\n"), std::string::npos) << wrong.output;
  EXPECT_EQ(runCommand(folder / "wrong" + "/model-check").exitCode, 1);

  EXPECT_EQ(runCommand("make -s -C " + folder / "right" + " all").exitCode, 0);
  EXPECT_EQ(runCommand("make -s -C " + folder / "right" + " clean && ls " + folder / "right").output,
            "Makefile\ncheck.c\nmodel.c\nmodel.h\n");
}

TEST(CExport, ObjectsAreAsLargeAsTheBitsOfTheirWeights) {
  const auto size = [](int bits) {
    const IntegerProgram program = linearProgram(bits);
    const TemporaryFolder folder;
    const auto images = checkImages(program, randomImages(program, 1, 1), 1);
    EXPECT_TRUE(exportC(program, images, folder.path(), false));
    EXPECT_EQ(runCommand("make -s -C " + folder.path()).output, "");
    // The first column of the second line: code and constants.
    const auto said = runCommand("size " + folder / "model.o" + " | awk 'NR == 2 {print $1}'");
    const auto header = readText(folder / "model.h");
    const auto macro = header.find("MODEL_CONSTANT_BYTES");
    EXPECT_NE(macro, std::string::npos);
    const long constants = std::stol(header.substr(macro + std::strlen("MODEL_CONSTANT_BYTES")));
    const long object = std::stol(said.output);
    EXPECT_GE(object, constants);
    EXPECT_LE(object, constants + 2500) << "more than the code of one operation";
    return object;
  };
  const long weights = 64 * 256;
  EXPECT_NEAR(static_cast<double>(size(8) - size(4)), static_cast<double>(weights) / 2, 200);
  EXPECT_NEAR(static_cast<double>(size(16) - size(8)), static_cast<double>(weights), 200);
  EXPECT_EQ(size(3), size(4));
}

TEST(CExport, NamesCannotBecomeCode) {
  IntegerProgram program = linearProgram(4);
  program.operations[0].name = "a */ int evil; /* \\\n\?\?/";
  program.operations[1].name = std::string(3000, 'x') + "\"; } */\n#error \xc3\xa9 %s";
  const auto images = randomImages(program, 2, 3);
  const TemporaryFolder folder;
  ASSERT_TRUE(exportC(program, checkImages(program, images, 1), folder.path(), false));
  expectLogits(folder, kStrict, images, referenceLogits(program, images));
  const std::string source = readText(folder / "model.c");
  EXPECT_EQ(source.find("int evil"), std::string::npos);
  EXPECT_EQ(source.find("#error"), std::string::npos);
  EXPECT_TRUE(std::all_of(source.begin(), source.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
}

TEST(CExport, RefusesScalesAndZeroPoints) {
  RandomProgramOptions options;
  options.mostBits = 8;
  options.extremes = false;
  options.affine = true;
  const IntegerProgram program = randomProgram(1, options);
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/out";
  const auto images = randomImages(program, 1, 1);
  for (const Status& status : {exportC(program, checkImages(program, images, 1), path, true),
                               exportOnnxExact(program, path, true), exportOnnxQdq(program, path, true)}) {
    ASSERT_FALSE(status);
    EXPECT_NE(status.error().message().find("fixed-point multipliers"), std::string::npos);
    EXPECT_NE(status.error().message().find("h5"), std::string::npos);
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(CExport, KeepsWhatIsInTheFolder) {
  const IntegerProgram program = linearProgram(8);
  const auto images = checkImages(program, randomImages(program, 1, 1), 1);
  const TemporaryFolder folder;
  std::ofstream(folder / "notes.txt") << "mine";
  const auto refused = exportC(program, images, folder.path(), false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Usage);
  EXPECT_NE(refused.error().message().find(folder.path()), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder / "model.c"));
  ASSERT_TRUE(exportC(program, images, folder.path(), true));
  ASSERT_TRUE(exportC(program, images, folder.path(), true));
  EXPECT_EQ(readText(folder / "notes.txt"), "mine");

  EXPECT_FALSE(exportC(program, images, folder / "notes.txt", true));
  EXPECT_FALSE(exportC(program, {}, folder / "none", true));
  auto other = images;
  other[0].pixels.pop_back();
  EXPECT_FALSE(exportC(program, other, folder / "none", true));
  EXPECT_FALSE(std::filesystem::exists(folder / "none"));
}

}  // namespace dyadic::integer
