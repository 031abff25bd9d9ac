// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/types/OutputFile.h"

#include <gmock/gmock.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>

using namespace dyadic;
using testing::HasSubstr;
namespace fs = std::filesystem;

namespace {

class OutputFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "dyadic-output-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  ~OutputFile() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string file(const std::string& name) const { return (folder_ / name).string(); }
  [[nodiscard]] static std::string contentOf(const std::string& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  /// Nothing half written stays.
  [[nodiscard]] long files() const { return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()); }
  static Status write(const std::string& path, bool force, const std::string& text) {
    return writeOutput(path, force, [&](std::ostream& out) { out << text; });
  }

  fs::path folder_;
};

TEST_F(OutputFile, WritesWhatIsNew) {
  const std::string path = file("a.csv");
  ASSERT_TRUE(write(path, false, "one"));
  EXPECT_EQ(contentOf(path), "one");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, ReplacesOnlyWithForce) {
  const std::string path = file("a.csv");
  std::ofstream(path) << "precious";
  const Status refused = write(path, false, "new");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Usage);
  EXPECT_THAT(refused.error().message(), HasSubstr("--force"));
  EXPECT_EQ(contentOf(path), "precious");
  ASSERT_TRUE(write(path, true, "new"));
  EXPECT_EQ(contentOf(path), "new");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, WhatAppearsMeanwhileIsNotReplaced) {
  const std::string path = file("a.csv");
  const Status refused = writeOutput(path, false, [&](std::ostream& out) {
    out << "new";
    std::ofstream(path) << "precious";
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::Usage);
  EXPECT_EQ(contentOf(path), "precious");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, AFailureLeavesWhatWasThere) {
  const std::string path = file("a.csv");
  std::ofstream(path) << "precious";
  const Status failed = writeOutput(path, true, [](std::ostream& out) { out.setstate(std::ios::failbit); });
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message(), HasSubstr(path));
  const Status thrown = writeOutput(path, true, [](std::ostream&) { throw std::bad_alloc(); });
  ASSERT_FALSE(thrown);
  EXPECT_EQ(contentOf(path), "precious");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, AFullDiskIsSaid) {
  const std::string path = file("a.csv");
  std::ofstream(path) << "precious";
  const auto earlier = std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &limit), 0);
  const rlimit small = {4096, limit.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const Status failed = write(path, true, std::string(100'000, 'x'));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
  std::signal(SIGXFSZ, earlier);
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message(), HasSubstr("File too large"));
  EXPECT_EQ(contentOf(path), "precious");
  EXPECT_EQ(files(), 1);
}

TEST_F(OutputFile, NothingIsWrittenThroughALinkThatLiesInTheWay) {
  // What a process of the same number left behind, or somebody laid there.
  const std::string path = file("a.csv");
  const std::string other = file("other");
  std::ofstream(other) << "precious";
  for (int i = 0; i < 50; ++i) {
    fs::create_symlink(other, file(".dyadic-" + std::to_string(getpid()) + "-" + std::to_string(i) + ".part"));
  }
  ASSERT_TRUE(write(path, false, "new"));
  EXPECT_EQ(contentOf(path), "new");
  EXPECT_EQ(contentOf(other), "precious");
}

TEST_F(OutputFile, ALinkIsReplacedItself) {
  std::ofstream(file("target")) << "precious";
  fs::create_symlink(file("target"), file("link"));
  EXPECT_FALSE(checkOutput(file("link"), false));
  ASSERT_TRUE(write(file("link"), true, "new"));
  EXPECT_FALSE(fs::is_symlink(file("link")));
  EXPECT_EQ(contentOf(file("link")), "new");
  EXPECT_EQ(contentOf(file("target")), "precious");
}

TEST_F(OutputFile, LinksThatLeadNowhereAreFoundBeforehand) {
  fs::create_symlink("gone", file("dangling"));
  fs::create_symlink("loop", file("loop"));
  for (const char* name : {"dangling", "loop"}) {
    EXPECT_FALSE(checkOutput(file(name), false)) << name;
    EXPECT_TRUE(checkOutput(file(name), true)) << name;
    EXPECT_TRUE(write(file(name), true, "new")) << name;
    EXPECT_EQ(contentOf(file(name)), "new");
  }
  EXPECT_FALSE(fs::exists(file("gone")));
}

TEST_F(OutputFile, RightsStay) {
  const std::string path = file("a.csv");
  std::ofstream(path) << "secret";
  ASSERT_EQ(chmod(path.c_str(), 0600), 0);
  ASSERT_TRUE(write(path, true, "new"));
  struct stat status {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(OutputFile, TheLongestNamesWork) {
  const std::string path = file(std::string(255, 'n'));
  ASSERT_TRUE(checkOutput(path, false));
  EXPECT_TRUE(write(path, false, "x"));
  EXPECT_FALSE(checkOutput(file(std::string(256, 'n')), false)) << "not only after the work is done";
}

TEST_F(OutputFile, AnotherUsersFileInASharedFolderIsRefusedBeforehand) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can make a file of another user";
  const std::string path = file("theirs");
  ASSERT_TRUE(write(path, false, "x"));
  ASSERT_EQ(chmod(folder_.c_str(), 01777), 0);
  ASSERT_EQ(seteuid(65534), 0);
  const Status refused = checkOutput(path, true);
  const Status possible = checkOutput(file("mine"), true);
  ASSERT_EQ(seteuid(0), 0);
  EXPECT_FALSE(refused);
  EXPECT_TRUE(possible);
}

TEST_F(OutputFile, PlacesThatCannotBeWrittenAreRefusedBeforehand) {
  const std::string pipe = file("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  for (const std::string& path : {std::string(), folder_.string(), pipe, std::string("/dev/null")}) {
    const Status refused = checkOutput(path, true);
    ASSERT_FALSE(refused) << path;
    EXPECT_EQ(refused.error().kind, ErrorKind::Usage);
    EXPECT_FALSE(write(path, true, "x")) << path;
  }
  const Status missing = checkOutput(file("nowhere/a.csv"), false);
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message(), HasSubstr("there is no folder"));
  EXPECT_TRUE(checkOutput(file("a.csv"), false));
}

TEST_F(OutputFile, AFolderThatTakesNoFilesIsSaid) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
  ASSERT_EQ(chmod(folder_.c_str(), 0500), 0);
  const Status refused = checkOutput(file("a.csv"), false);
  ASSERT_EQ(chmod(folder_.c_str(), 0700), 0);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message(), HasSubstr("takes no new files"));
}

}  // namespace
