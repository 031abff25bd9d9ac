// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "engine/runlog/WhatIfFile.h"
#include "tests/engine/runlog/SyntheticRun.h"

/// h5py reads the files without this program: check_run.py is the independent reader.
namespace dyadic::runlog {
namespace {

using synthetic::Folder;

constexpr const char* kPython = "/usr/bin/python3";

bool haveH5py() { return std::system((std::string(kPython) + " -c 'import h5py, numpy' 2>/dev/null").c_str()) == 0; }

std::string check(const std::string& kind, const std::string& path) {
  const std::string command = std::string(kPython) + " " + DYADIC_SOURCE_DIR +
                              "/tests/engine/runlog/check_run.py --synthetic " + kind + " '" + path + "' 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  std::string output;
  char buffer[4096];
  while (std::fgets(buffer, sizeof(buffer), pipe) != nullptr) {
    output += buffer;
  }
  return pclose(pipe) == 0 ? "" : output;
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

}  // namespace
}  // namespace dyadic::runlog
