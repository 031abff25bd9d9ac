// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/IntegerGroup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <limits>
#include <random>
#include <thread>

#include "engine/runlog/RunReader.h"
#include "tests/engine/runlog/SyntheticRun.h"

namespace dyadic::runlog {
namespace {

using synthetic::Folder;
using testing::HasSubstr;

IntegerConstant constant(std::vector<std::int64_t> shape, int bits, unsigned seed) {
  IntegerConstant constant;
  constant.bits = bits;
  constant.exponent = -static_cast<int>(seed % 30);
  std::int64_t size = 1;
  for (const auto side : shape) size *= side;
  constant.shape = std::move(shape);
  std::mt19937 random(seed);
  const int limit = 1 << (bits - 1);
  for (std::int64_t i = 0; i < size; ++i) {
    constant.data.push_back(static_cast<int>(random() % static_cast<unsigned>(2 * limit)) - limit);
  }
  constant.data.front() = -limit;  // both ends are there
  constant.data.back() = limit - 1;
  return constant;
}

IntegerOperation operation(std::string name, IntegerOp op, std::vector<int> inputs, int output) {
  IntegerOperation operation;
  operation.name = std::move(name);
  operation.op = op;
  operation.inputs = std::move(inputs);
  operation.output = output;
  return operation;
}

/// A program with a value other than the default in every field.
IntegerProgram program(int bits, std::int64_t channels = 12) {
  const int limit = 1 << (bits - 1);
  IntegerProgram program;
  program.rounding = Rounding::HalfEven;
  program.tensors = {{"input", {2, 28, 28}, bits, -5, -limit, limit - 1},
                     {"conv/1", {channels, 14, 14}, bits, 3, -limit, limit - 1},
                     {"conv/1.bn", {channels, 14, 14}, bits, -4, 0, limit - 1},
                     {"pad", {channels + 3, 14, 14}, bits, -4, 0, limit - 1},
                     {"fc", {7}, bits, 0, -limit, limit - 1}};
  IntegerOperation conv = operation("conv/1", IntegerOp::Conv2d, {0}, 1);
  conv.kernel = {3, 5};
  conv.stride = {2, 1};
  conv.padding = {1, 2};
  conv.dilation = {4, 1};
  conv.groups = 2;
  conv.weight = constant({channels, 2, 3, 5}, bits, 1);
  conv.bias = constant({channels}, bits, 2);
  conv.biasShift = 7;
  conv.requantization = {21400, -3};
  conv.accumulatorExponent = -11;
  conv.accumulatorBits = 64;
  conv.accumulatorBound = std::numeric_limits<std::int64_t>::max() - 1;
  conv.biasSaturated = 2;
  IntegerOperation norm = operation("conv/1.bn", IntegerOp::ScaleShift, {1}, 2);
  norm.weight = constant({channels}, bits, 3);
  norm.bias = constant({channels}, bits, 4);
  IntegerOperation pad = operation("pad", IntegerOp::PadChannels, {2}, 3);
  pad.front = 1;
  pad.back = 2;
  IntegerOperation linear = operation("conv/1", IntegerOp::Linear, {3, 2}, 4);
  linear.weight = constant({7, 40}, bits, 5);
  linear.inputShifts = {-62, 62};
  program.operations = {conv, norm, pad, linear};
  for (int channel = 0; channel < 2; ++channel) {
    auto& table = program.inputTable.emplace_back();
    for (int i = 0; i < 256; ++i)
      table.push_back((i * (2 * limit - 1) / 255 - limit) * (channel == 0 ? 1 : -1) - channel);
  }
  return program;
}

IntegerReport report(std::size_t operations) {
  IntegerReport report;
  report.images = 10000;
  report.bitExact = false;
  report.top1 = 0.9321;
  report.top5 = 0.99;
  report.hardTop1 = 0.9322;
  report.otherClasses = 1;
  report.firstDifference = {77, "conv/1", 123456789012, "reference and fast", -128, 127};
  for (std::size_t i = 0; i < operations; ++i) {
    report.operations.push_back({std::int64_t{1} << (10 * i), i == 0 ? std::numeric_limits<double>::infinity() : 3.25,
                                 static_cast<std::int64_t>(i), 1960000000000});
  }
  report.referenceImagesPerSecond = 200.5;
  report.fastImagesPerSecond = 15000;
  report.simulationImagesPerSecond = 1800;
  return report;
}

void expectSame(const IntegerReport& a, const IntegerReport& b) {
  EXPECT_EQ(a.images, b.images);
  EXPECT_EQ(a.bitExact, b.bitExact);
  EXPECT_EQ(a.otherClasses, b.otherClasses);
  EXPECT_EQ(std::tie(a.top1, a.top5, a.hardTop1), std::tie(b.top1, b.top5, b.hardTop1));
  EXPECT_EQ(a.referenceImagesPerSecond, b.referenceImagesPerSecond);
  EXPECT_EQ(a.fastImagesPerSecond, b.fastImagesPerSecond);
  EXPECT_EQ(a.simulationImagesPerSecond, b.simulationImagesPerSecond);
  ASSERT_EQ(a.firstDifference.has_value(), b.firstDifference.has_value());
  if (a.firstDifference) {
    EXPECT_EQ(a.firstDifference->image, b.firstDifference->image);
    EXPECT_EQ(a.firstDifference->layer, b.firstDifference->layer);
    EXPECT_EQ(a.firstDifference->index, b.firstDifference->index);
    EXPECT_EQ(a.firstDifference->executions, b.firstDifference->executions);
    EXPECT_EQ(a.firstDifference->expected, b.firstDifference->expected);
    EXPECT_EQ(a.firstDifference->found, b.firstDifference->found);
  }
  ASSERT_EQ(a.operations.size(), b.operations.size());
  for (std::size_t i = 0; i < a.operations.size(); ++i) {
    EXPECT_EQ(a.operations[i].largestAccumulator, b.operations[i].largestAccumulator);
    EXPECT_EQ(a.operations[i].headroomBits, b.operations[i].headroomBits);
    EXPECT_EQ(a.operations[i].saturated, b.operations[i].saturated);
    EXPECT_EQ(a.operations[i].outputs, b.operations[i].outputs);
  }
}

IntegerDeployment readBack(const std::string& path) {
  auto read = readInteger(path);
  EXPECT_TRUE(read.ok()) << (read ? "" : read.error().message());
  return read && *read ? **read : IntegerDeployment();
}

/// A finished run with an integer program.
std::string finishedRun(const Folder& folder, const IntegerDeployment& deployment) {
  const std::string path = folder.file("run.h5");
  auto writer = RunWriter::create(synthetic::options(path));
  EXPECT_TRUE(writer.ok());
  (*writer)->setInteger(deployment);
  EXPECT_TRUE(synthetic::writeRun(**writer).ok());
  return path;
}

std::string contentOf(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}
void write(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

TEST(IntegerGroup, ProgramsOfEveryWidthComeBackAsTheyWere) {
  const Folder folder;
  for (int bits = 2; bits <= 16; ++bits) {
    for (const std::int64_t channels : {4, 64}) {  // stored in the header, and packed
      const IntegerProgram written = program(bits, channels);
      const std::string path = folder.file("program.h5");
      ASSERT_TRUE(writeIntegerFile(path, {written, "", {}}, true).ok()) << bits;
      const IntegerDeployment read = readBack(path);
      EXPECT_EQ(read.program, written) << bits << " bits, " << channels << " channels";
      EXPECT_FALSE(read.report.has_value());
    }
  }
}

TEST(IntegerGroup, ReportComesBackAsItWas) {
  const Folder folder;
  IntegerDeployment written{program(8), "", report(4)};
  const std::string path = folder.file("program.h5");
  ASSERT_TRUE(writeIntegerFile(path, written, false).ok());
  expectSame(*readBack(path).report, *written.report);
  EXPECT_FALSE(writeIntegerFile(path, written, false).ok()) << "overwritten without force";

  written.report->firstDifference.reset();
  written.report->hardTop1 = std::numeric_limits<double>::quiet_NaN();
  ASSERT_TRUE(writeIntegerFile(path, written, true).ok());
  EXPECT_FALSE(readBack(path).report->firstDifference.has_value());
  EXPECT_TRUE(std::isnan(readBack(path).report->hardTop1));
  written.report->operations.pop_back();
  EXPECT_FALSE(writeIntegerFile(path, written, true).ok()) << "a report of another program";
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(IntegerGroup, ARunHoldsItsProgramOrWhyItHasNone) {
  const Folder folder;
  const std::string path = finishedRun(folder, {program(6), "", {}});
  EXPECT_EQ(readBack(path).program, program(6));
  ASSERT_TRUE(replaceInteger(path, {{}, "layer conv1 stays float", {}}).ok());
  EXPECT_EQ(readBack(path).refused, "layer conv1 stays float");
  EXPECT_TRUE(readBack(path).program.operations.empty());

  const std::string bare = folder.file("bare.h5");
  auto writer = RunWriter::create(synthetic::options(bare));
  ASSERT_TRUE(writer.ok() && synthetic::writeRun(**writer).ok());
  const auto none = readInteger(bare);
  ASSERT_TRUE(none.ok());
  EXPECT_FALSE(none->has_value());
}

TEST(IntegerGroup, IntegersThatDoNotFitTheirBitsAreRefused) {
  const Folder folder;
  IntegerProgram wide = program(4);
  wide.operations[1].weight.data[3] = 8;
  const Status status = writeIntegerFile(folder.file("wide.h5"), {wide, "", {}}, false);
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message(), HasSubstr("conv_1.bn.scale"));
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(IntegerGroup, ReplacingKeepsTheRunAndTheFileDoesNotGrow) {
  const Folder folder;
  IntegerDeployment deployment{program(8, 256), "", {}};
  const std::string path = finishedRun(folder, deployment);
  deployment.report = report(4);
  ASSERT_TRUE(replaceInteger(path, deployment).ok());
  const auto size = std::filesystem::file_size(path);
  for (int i = 0; i < 5; ++i) {
    deployment.report->top1 += 0.001;
    ASSERT_TRUE(replaceInteger(path, deployment).ok());
  }
  EXPECT_LE(std::filesystem::file_size(path), size + 5 * 512);
  expectSame(*readBack(path).report, *deployment.report);
  EXPECT_EQ(readBack(path).program, deployment.program);
  EXPECT_EQ(folder.entries(), 1U) << "a copy was left behind";
  const auto run = readRun(path);
  ASSERT_TRUE(run.ok());
  EXPECT_EQ((*run)->state, RunState::Finished);
  EXPECT_EQ((*run)->stages.size(), 4U);
  EXPECT_EQ(*readPredictions(path), synthetic::predictions());
}

TEST(IntegerGroup, ReadersSeeTheOldFileOrTheNewOne) {
  const Folder folder;
  IntegerDeployment deployment{program(8), "", report(4)};
  const std::string path = finishedRun(folder, deployment);
  std::atomic<bool> done = false;
  std::atomic<int> failures = 0;
  std::thread reader([&] {
    while (!done) {
      const auto read = readInteger(path);
      failures += read && *read && (*read)->program == deployment.program ? 0 : 1;
    }
  });
  for (int i = 0; i < 20; ++i) {
    deployment.report->images = i;
    ASSERT_TRUE(replaceInteger(path, deployment).ok());
  }
  done = true;
  reader.join();
  EXPECT_EQ(failures, 0);
}

TEST(IntegerGroup, OnlyFinishedRunsAreChanged) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  const IntegerDeployment deployment{program(8), "", report(4)};
  auto writer = RunWriter::create(synthetic::options(path));
  ASSERT_TRUE(writer.ok());
  Status status = replaceInteger(path, deployment);
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message(), HasSubstr("is being written"));
  (*writer)->stop();
  status = replaceInteger(path, deployment);
  ASSERT_FALSE(status.ok());
  EXPECT_THAT(status.error().message(), HasSubstr("has not finished"));
  const std::string exported = folder.file("program.h5");
  ASSERT_TRUE(writeIntegerFile(exported, deployment, false).ok());
  EXPECT_FALSE(replaceInteger(exported, deployment).ok()) << "no run file";
  EXPECT_EQ(folder.entries(), 2U);
}

/// A 4-bit network takes about an eighth of its float weights, an 8-bit one a quarter.
TEST(IntegerGroup, FilesTakeTheBitsTheySay) {
  const Folder folder;
  for (const int bits : {2, 4, 6, 8, 12, 16}) {
    IntegerProgram large = program(bits, 256);
    large.operations[0].weight = constant({256, 64, 3, 3}, bits, 9);
    const double values = 256 * 64 * 9 + 7 * 40 + 3 * 256 + 512;
    const std::string path = folder.file("program.h5");
    ASSERT_TRUE(writeIntegerFile(path, {large, "", {}}, true).ok());
    EXPECT_EQ(readBack(path).program, large);
    const auto size = static_cast<double>(std::filesystem::file_size(path));
    EXPECT_GT(size, values * bits / 8) << bits;
    EXPECT_LT(size, values * bits / 8 + 12000) << bits;  // names, shapes and the rest, whatever the bits
    EXPECT_LT(size / (4 * values), bits / 32.0 + 0.021) << bits;
  }
}

class DamagedInteger : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(writeIntegerFile(path_, {program(4, 64), "", report(4)}, false).ok());
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }

  /// Puts another text in the place of /integer/program.
  void setProgram(const std::string& text) {
    const hid_t file = H5Fopen(path_.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    H5Ldelete(file, "/integer/program", H5P_DEFAULT);
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, std::max<std::size_t>(1, text.size()));
    H5Tset_cset(type, H5T_CSET_UTF8);
    const hid_t space = H5Screate(H5S_SCALAR);
    const hid_t data = H5Dcreate2(file, "/integer/program", type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    H5Dwrite(data, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, text.c_str());
    H5Dclose(data);
    H5Sclose(space);
    H5Tclose(type);
    H5Fclose(file);
  }
  void remove(const char* name) {
    const hid_t file = H5Fopen(path_.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    EXPECT_GE(H5Ldelete(file, name, H5P_DEFAULT), 0);
    H5Fclose(file);
  }
  std::string message() {
    const auto read = readInteger(path_);
    return read ? "" : read.error().message();
  }

  Folder folder_;
  std::string path_ = folder_.file("program.h5");
};

TEST_F(DamagedInteger, ErrorsNameFileAndField) {
  const std::pair<const char*, const char*> texts[] = {
      {"", "program is no JSON object"},
      {"[]", "program is no JSON object"},
      {"{\"rounding\":", "program is no JSON object"},
      {"{}", "rounding is missing"},
      {R"({"rounding":"up","tensors":[],"operations":[]})", "rounding 'up'"},
      {R"({"rounding":"floor","tensors":{},"operations":[]})", "tensors is no list"},
      {R"({"rounding":"floor","tensors":[],"operations":[7]})", "operation 0 is no object"},
      {R"({"rounding":"floor","tensors":[{"name":"x"}],"operations":[]})", "tensor 0: shape is missing"},
      {R"({"rounding":"floor","tensors":[],"operations":[{"name":"x","op":"Softmax","inputs":[],"output":0}]})",
       "'Softmax'"},
      {R"({"rounding":"floor","tensors":[],"operations":[{"name":"x","op":"Clamp","inputs":[0.5],"output":0}]})",
       "inputs has a wrong value"},
      {R"({"rounding":"floor","tensors":[],"operations":[{"name":"x","op":"Clamp","inputs":[],"output":4294967296}]})",
       "output has a wrong value"},
      {R"({"rounding":"floor","tensors":[],"operations":[{"name":"x","op":"Clamp","inputs":[],"output":0,"kernel":[1]}]})",
       "kernel has a wrong value"},
      {R"({"rounding":"floor","tensors":[],"operations":[{"name":"x","op":"Clamp","inputs":[],"output":0,"weigth":""}]})",
       "keys that are not known"},
      {R"({"rounding":"floor","tensors":[],"operations":[{"name":"x","op":"Linear","inputs":[],"output":0,
           "weight":"nowhere"}]})",
       "nowhere is missing"},
      {R"({"rounding":"floor","tensors":[],"operations":[{"name":"x","op":"Linear","inputs":[],"output":0,
           "weight":"/integer/input_table"}]})",
       "no name"},
      {R"({"rounding":"floor","tensors":[],"operations":[{"name":"x","op":"Linear","inputs":[],"output":0,
           "weight":"conv_1.weight","bias":"conv_1.weight"}]})",
       "used twice"},
  };
  for (const auto& [text, expected] : texts) {
    setProgram(text);
    EXPECT_THAT(message(), HasSubstr(expected)) << text;
    EXPECT_THAT(message(), HasSubstr(path_));
  }
  setProgram(std::string(100000, '['));
  EXPECT_THAT(message(), HasSubstr("program"));
}

TEST_F(DamagedInteger, MissingFieldsAreNamed) {
  remove("/integer/headroom");
  EXPECT_THAT(message(), HasSubstr("headroom"));
  remove("/integer/tensors/conv_1.weight");
  EXPECT_THAT(message(), HasSubstr("conv_1.weight"));
  remove("/integer/input_table");
  remove("/integer/tensors");
  EXPECT_THAT(message(), HasSubstr("tensors"));
}

TEST_F(DamagedInteger, TruncatedFilesAreErrors) {
  const std::string content = contentOf(path_);
  for (std::size_t part = 0; part < 40; ++part) {
    write(path_, content.substr(0, content.size() * part / 40));
    EXPECT_FALSE(readInteger(path_).ok()) << part;
  }
}

/// Damage at random places, read in a child process: it may not die, hang or run out of memory. Bytes of HDF5's global
/// heap (texts of attributes), which the library trusts, are spared.
TEST_F(DamagedInteger, DamagedBytesDoNoHarm) {
  const std::string content = contentOf(path_);
  std::vector<bool> spared(content.size(), false);
  for (auto at = content.find("GCOL"); at != std::string::npos; at = content.find("GCOL", at + 4)) {
    std::uint64_t size = 0;
    std::memcpy(&size, content.data() + at + 8, sizeof(size));
    std::fill(spared.begin() + static_cast<std::ptrdiff_t>(at),
              spared.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(at + size, content.size())), true);
  }
  const pid_t child = fork();
  if (child == 0) {
    alarm(60);
    std::mt19937 random(11);
    int errors = 0;
    for (int round = 0; round < 400; ++round) {
      std::string damaged = content;
      for (int flip = 0; flip < 1 + round % 8; ++flip) {
        const std::size_t at = random() % damaged.size();
        damaged[at] ^= spared[at] ? '\0' : static_cast<char>(1 + random() % 255);
      }
      write(path_, damaged);
      errors += readInteger(path_).ok() ? 0 : 1;
    }
    _exit(errors > 50 ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << "status " << status;
}

}  // namespace
}  // namespace dyadic::runlog
