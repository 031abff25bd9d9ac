// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "engine/integer/ReferenceExecutor.h"
#include "engine/runlog/IntegerGroup.h"
#include "engine/runlog/RunReader.h"
#include "engine/runlog/WhatIfFile.h"
#include "tests/engine/integer/RandomProgram.h"
#include "tests/engine/runlog/SyntheticRun.h"

/// h5py reads the files without this program: check_run.py is the independent reader.
namespace dyadic::runlog {
namespace {

using synthetic::Folder;

constexpr const char* kPython = "/usr/bin/python3";

bool haveH5py() { return std::system((std::string(kPython) + " -c 'import h5py, numpy' 2>/dev/null").c_str()) == 0; }

struct Output {
  bool ok = false;
  std::string text;
};

Output runScript(const std::string& arguments) {
  const std::string command =
      std::string(kPython) + " " + DYADIC_SOURCE_DIR + "/tests/engine/runlog/" + arguments + " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  Output output;
  char buffer[4096];
  while (std::fgets(buffer, sizeof(buffer), pipe) != nullptr) {
    output.text += buffer;
  }
  output.ok = pclose(pipe) == 0;
  return output;
}

std::string check(const std::string& kind, const std::string& path) {
  const Output output = runScript("check_run.py --synthetic " + kind + " '" + path + "'");
  return output.ok ? "" : output.text;
}

/// Of two run files.
std::string differences(const std::string& arguments) {
  const Output output = runScript("same_run.py " + arguments);
  return output.ok ? "" : output.text;
}

TEST(Python, H5pyReadsEveryFieldOfARun) {
  if (!haveH5py()) {
    GTEST_SKIP() << "python3-h5py is not installed";
  }
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto writer = RunWriter::create(synthetic::options(path));
  ASSERT_TRUE(writer.ok() && synthetic::writeRun(**writer).ok());
  EXPECT_EQ(check("run", path), "");
}

/// A file is written anew for that.
TEST(Python, ANewReportLeavesEverythingElseAsItWas) {
  if (!haveH5py()) {
    GTEST_SKIP() << "python3-h5py is not installed";
  }
  const Folder folder;
  const std::string path = folder.file("run.h5");
  const IntegerDeployment deployment{synthetic::integerProgram(8), "", synthetic::integerReport(4)};
  auto writer = RunWriter::create(synthetic::options(path));
  ASSERT_TRUE(writer.ok());
  (*writer)->setInteger(deployment);
  ASSERT_TRUE(synthetic::writeRun(**writer).ok());
  const std::string before = folder.file("before.h5");
  std::filesystem::copy_file(path, before);
  ASSERT_TRUE(replaceInteger(**readRun(path), deployment).ok());
  EXPECT_EQ(differences(before + " " + path + " @last_write"), "");
  IntegerDeployment other = deployment;
  other.report->images += 1;
  ASSERT_TRUE(replaceInteger(**readRun(path), other).ok());
  EXPECT_EQ(differences(before + " " + path + " @last_write"), "integer@images: differs\n");
}

TEST(Python, GoingOnWithARunLeavesWhatItHadAtItsCheckpoint) {
  if (!haveH5py()) {
    GTEST_SKIP() << "python3-h5py is not installed";
  }
  const Folder folder;
  const std::string path = folder.file("run.h5");
  const std::string before = folder.file("before.h5");
  auto writer = RunWriter::create(synthetic::options(path));
  ASSERT_TRUE(writer.ok());
  (*writer)->setBaseline(synthetic::baseline());
  synthetic::writeStage(**writer, 0);
  ASSERT_TRUE((*writer)->settle().ok());
  std::filesystem::copy_file(path, before);
  (*writer)->appendTrain(synthetic::train(1));  // what the checkpoint does not know
  (*writer)->appendValidation(synthetic::validation(1));
  (*writer)->appendExponents(2, synthetic::exponents(1));
  (*writer)->appendStage(synthetic::stage(1));
  (*writer)->setQuantized(synthetic::quantized());
  (*writer)->stop();
  auto again = RunWriter::reopen(path, "with a note");
  ASSERT_TRUE(again.ok()) << again.error().message();
  EXPECT_EQ(differences(before + " " + path + " @last_write"), "provenance@resumed: only in one\n");
}

TEST(Python, H5pyReadsARunThatIsBeingWritten) {
  if (!haveH5py()) {
    GTEST_SKIP() << "python3-h5py is not installed";
  }
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto writer = RunWriter::create(synthetic::options(path));
  ASSERT_TRUE(writer.ok());
  EXPECT_EQ(check("open", path), "");
}

TEST(Python, H5pyReadsAWhatIfFile) {
  if (!haveH5py()) {
    GTEST_SKIP() << "python3-h5py is not installed";
  }
  const Folder folder;
  const auto stage = synthetic::stage(0);
  WhatIfFile file{folder.file("w.h5"), false, synthetic::outline().model, stage->layers, stage->histograms, "{}"};
  ASSERT_TRUE(writeWhatIf(file).ok());
  EXPECT_EQ(check("whatif", file.path), "");
  EXPECT_FALSE(writeWhatIf(file).ok()) << "overwritten without force";
  file.force = true;
  EXPECT_TRUE(writeWhatIf(file).ok());
  EXPECT_EQ(folder.entries(), 1u);
}

TEST(Python, H5pyReadsTheIntegersOfEveryWidth) {
  if (!haveH5py()) {
    GTEST_SKIP() << "python3-h5py is not installed";
  }
  const Folder folder;
  for (const int bits : {2, 3, 7, 8, 9, 15, 16}) {
    integer::RandomProgramOptions options;
    options.leastBits = options.mostBits = bits;
    IntegerDeployment deployment{integer::randomProgram(static_cast<std::uint64_t>(bits), options), "",
                                 IntegerReport()};
    deployment.report->operations.resize(deployment.program.operations.size());
    const std::string path = folder.file("program.h5");
    ASSERT_TRUE(writeIntegerFile(path, deployment, true).ok());
    EXPECT_EQ(check("integer", path), "") << bits;
  }
}

/// run_integer.py knows engine/runlog/README.md and nothing of this program: where it computes the same logits, the
/// page says all there is to say.
TEST(Python, AnInterpreterWrittenFromTheReadmeComputesTheSameLogits) {
  if (!haveH5py()) {
    GTEST_SKIP() << "python3-h5py is not installed";
  }
  constexpr std::uint64_t kPrograms = 200;
  constexpr std::int64_t kImages = 2;
  const Folder folder;
  std::string arguments = "run_integer.py";
  std::string expected;
  for (std::uint64_t seed = 0; seed < kPrograms; ++seed) {
    integer::RandomProgramOptions options;
    if (seed % 4 == 3) {  // with scales and zero points
      options.mostBits = 8;
      options.extremes = false;
      options.affine = true;
    }
    const IntegerProgram program = integer::randomProgram(seed, options);
    const auto pixels = integer::randomImages(program, kImages, seed);
    const std::string name = folder.file(std::to_string(seed));
    ASSERT_TRUE(writeIntegerFile(name + ".h5", {program, "", {}}, false).ok());
    std::ofstream(name, std::ios::binary)
        .write(reinterpret_cast<const char*>(pixels.data()), static_cast<std::streamsize>(pixels.size()));
    arguments += " '" + name + ".h5' '" + name + "'";
    const std::size_t size = pixels.size() / kImages;
    for (std::size_t i = 0; i < kImages; ++i) {
      integer::Trace trace;
      integer::runReference(program, {pixels.data() + i * size, size}, trace);
      std::string line;
      for (const auto logit : trace.tensors[static_cast<std::size_t>(program.operations.back().output)]) {
        line += (line.empty() ? "" : " ") + std::to_string(logit);
      }
      expected += line + "\n";
    }
  }
  const Output output = runScript(arguments);
  ASSERT_TRUE(output.ok) << output.text.substr(0, 4000);
  std::istringstream lines(output.text);
  std::istringstream wanted(expected);
  std::string a;
  std::string b;
  for (std::uint64_t line = 0; std::getline(wanted, b); ++line) {
    ASSERT_TRUE(std::getline(lines, a)) << line;
    ASSERT_EQ(a, b) << "program " << line / kImages;
  }
}

}  // namespace
}  // namespace dyadic::runlog
