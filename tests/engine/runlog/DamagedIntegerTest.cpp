// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <random>

#include "engine/runlog/IntegerGroup.h"
#include "tests/engine/runlog/SyntheticRun.h"

namespace dyadic::runlog {
namespace {

using synthetic::contentOf;
using synthetic::Folder;
using synthetic::write;
using testing::HasSubstr;

class DamagedInteger : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(
        writeIntegerFile(path_, {synthetic::integerProgram(4, 64), "", synthetic::integerReport(4)}, false).ok());
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

/// Damage at random places, read in a child process: it may not die, hang or run out of memory.
TEST_F(DamagedInteger, DamagedBytesDoNoHarm) {
  const std::string content = contentOf(path_);
  const pid_t child = fork();
  if (child == 0) {
    alarm(60);
    std::mt19937 random(11);
    int errors = 0;
    for (int round = 0; round < 400; ++round) {
      std::string damaged = content;
      for (int flip = 0; flip < 1 + round % 8; ++flip) {
        const std::size_t at = random() % damaged.size();
        damaged[at] ^= static_cast<char>(1 + random() % 255);
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
