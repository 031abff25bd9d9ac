// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <fstream>
#include <random>
#include <thread>

#include "engine/runlog/FileLock.h"
#include "engine/runlog/IntegerGroup.h"
#include "engine/runlog/RunReader.h"
#include "engine/runlog/SoundFiles.h"
#include "tests/engine/runlog/SyntheticRun.h"

/// Files that end the process that reads them with libhdf5 end dyadic-runcheck, and not this one.
namespace dyadic::runlog {
namespace {

using synthetic::contentOf;
using synthetic::Folder;
using synthetic::write;
using testing::HasSubstr;

/// Of a run that can be resumed.
std::string stoppedRun(const Folder& folder) {
  const std::string path = folder.file("run.h5");
  auto writer = RunWriter::create(synthetic::options(path));
  EXPECT_TRUE(writer.ok());
  synthetic::writeStage(**writer, 0);
  synthetic::writeStage(**writer, 1);
  (*writer)->setQuantized(synthetic::quantized());
  (*writer)->setPredictions(synthetic::predictions());
  (*writer)->setInteger({synthetic::integerProgram(4), "", synthetic::integerReport(4)});
  EXPECT_TRUE((*writer)->finish(RunState::Stopped).ok());
  return contentOf(path);
}

/// Where collections of the global heap begin: the texts of attributes, whose sizes HDF5 believes.
std::vector<std::size_t> heaps(const std::string& content) {
  std::vector<std::size_t> out;
  for (auto at = content.find("GCOL"); at != std::string::npos; at = content.find("GCOL", at + 4)) out.push_back(at);
  return out;
}

/// Sets the sizes of the heap's objects to what no file holds.
std::string withHeapSizes(std::string content, std::uint64_t size) {
  constexpr std::size_t kHead = 16;  // of a collection; then for each object number, references, size, content
  for (const std::size_t heap : heaps(content)) {
    for (std::size_t at = heap + kHead; at + 16 <= content.size();) {
      std::uint64_t held = 0;
      std::memcpy(&held, content.data() + at + 8, sizeof(held));
      std::uint16_t number = 0;
      std::memcpy(&number, content.data() + at, sizeof(number));
      if (number == 0 || held > content.size()) break;
      std::memcpy(content.data() + at + 8, &size, sizeof(size));
      at += 16 + (held + 7) / 8 * 8;
    }
  }
  return content;
}

struct Seen {
  std::atomic<int> sound = 0;
  std::atomic<int> errors = 0;
  std::atomic<int> deaths = 0;  ///< of the other process
};

void count(Seen& seen, const std::string& path, const Status& status) {
  if (status) {
    ++seen.sound;
    return;
  }
  const std::string message = status.error().message();
  EXPECT_THAT(message, HasSubstr(path));
  ++(message.find("ended another process by signal") != std::string::npos ? seen.deaths : seen.errors);
}

template <class T>
Status statusOf(const Expected<T>& read) {
  return read ? Status() : Status(read.error());
}

/// Everything that is ever done with a run file; each gives an error or something sound.
void useAll(Seen& seen, const std::string& path) {
  count(seen, path, statusOf(readRun(path, {}, RunDetail::Summary)));
  count(seen, path, statusOf(readRun(path)));
  count(seen, path, statusOf(readProvenance(path)));
  count(seen, path, statusOf(readQuantized(path)));
  count(seen, path, statusOf(readPredictions(path)));
  count(seen, path, statusOf(readCheckpoint(path)));
  count(seen, path, statusOf(readInteger(path)));
  auto writer = RunWriter::reopen(path);
  count(seen, path, statusOf(writer));
  if (writer) {
    synthetic::writeStage(**writer, 2);
    (*writer)->stop();
  }
}

std::string damaged(std::string content, std::mt19937& random, const std::vector<std::size_t>& heap) {
  constexpr std::size_t kHeapBytes = 4096;
  for (unsigned flip = 1 + random() % 8; flip > 0; --flip) {
    const bool inHeap = random() % 2 == 0;
    const std::size_t at = inHeap ? heap[random() % heap.size()] + random() % kHeapBytes : random() % content.size();
    if (at >= content.size()) continue;
    switch (random() % 4) {
      case 0:
        content[at] = static_cast<char>(random());
        break;
      case 1:
        content[at] ^= static_cast<char>(1U << random() % 8);
        break;
      case 2:
        std::fill(content.begin() + static_cast<std::ptrdiff_t>(at),
                  content.begin() + static_cast<std::ptrdiff_t>(std::min(at + (1U << random() % 4), content.size())),
                  random() % 2 == 0 ? '\xff' : '\0');
        break;
      default:
        if (random() % 16 == 0) content.resize(at);
    }
  }
  return content;
}

void damageMany(int rounds, unsigned seed, Seen& seen) {
  const Folder folder;
  const std::string content = stoppedRun(folder);
  const auto heap = heaps(content);
  ASSERT_FALSE(heap.empty());
  std::mt19937 random(seed);
  const std::string path = folder.file("damaged.h5");
  for (int round = 0; round < rounds; ++round) {
    std::filesystem::remove(path);
    write(path, damaged(content, random, heap));
    useAll(seen, path);
  }
}

TEST(DamagedRun, HeapSizesThatCannotBeAreErrorsHere) {
  const Folder folder;
  const std::string content = stoppedRun(folder);
  Seen seen;
  constexpr std::uint64_t kOne = 1;
  std::vector<std::uint64_t> sizes = {0, kOne << 20, kOne << 40, ~std::uint64_t{0}, ~std::uint64_t{0} - 23, kOne << 63};
#ifndef __SANITIZE_THREAD__                             // which leaves dyadic-runcheck without guarded memory
  sizes.insert(sizes.end(), {4104, 4160, 5000, 9000});  // a little more than HDF5's room of 4096 bytes for a text
#endif
  for (const std::uint64_t size : sizes) {
    const std::string path = folder.file(std::to_string(size) + ".h5");
    const std::string wrong = withHeapSizes(content, size);
    ASSERT_NE(wrong, content);
    write(path, wrong);
    useAll(seen, path);
  }
  EXPECT_EQ(seen.sound, 0);
  std::printf("%d sound, %d errors, %d deaths of the other process\n", seen.sound.load(), seen.errors.load(),
              seen.deaths.load());
}

/// So many files in each of two threads; the suite Large takes minutes.
class DamagedRuns : public testing::TestWithParam<int> {};

TEST_P(DamagedRuns, DoNoHarm) {
  Seen seen;
  std::thread other([&] { damageMany(GetParam(), 2, seen); });
  damageMany(GetParam(), 3, seen);
  other.join();
  EXPECT_GT(seen.errors, GetParam() / 2);
  if (GetParam() >= 500) {
    EXPECT_GT(seen.deaths, 0) << "HDF5 no longer dies of any of them: is the other process still needed?";
  }
  std::printf("%d sound, %d errors, %d deaths of the other process\n", seen.sound.load(), seen.errors.load(),
              seen.deaths.load());
}

INSTANTIATE_TEST_SUITE_P(Short, DamagedRuns, testing::Values(30));
INSTANTIATE_TEST_SUITE_P(Large, DamagedRuns, testing::Values(500));

/// Going on with a run wrote into the heap that the file brought along, and HDF5 believed the room it spoke of.
TEST(DamagedRun, RoomInAHeapThatIsNotThereIsNotWrittenInto) {
  const Folder folder;
  const std::string text(3500, 'A');  // too long for a heap beside others
  const std::string path = folder.file("run.h5");
  auto options = synthetic::options(path);
  options.provenance["resumed"] = text;
  auto created = RunWriter::create(options);
  ASSERT_TRUE(created.ok());
  synthetic::writeStage(**created, 0);
  ASSERT_TRUE((*created)->finish(RunState::Stopped).ok());
  const std::string content = contentOf(path);
  const std::size_t heap = content.rfind("GCOL", content.find(text));
  ASSERT_NE(heap, std::string::npos);
  std::size_t room = heap + 16;  // its objects end with number 0, the room that is left
  for (std::uint16_t number = 1;; room += 16) {
    std::memcpy(&number, content.data() + room, sizeof(number));
    if (number == 0) break;
    std::uint64_t held = 0;
    std::memcpy(&held, content.data() + room + 8, sizeof(held));
    room += (held + 7) / 8 * 8;
    ASSERT_LT(room + 32, content.size());
  }
  for (const std::uint64_t said : {3600U, 4096U, 8192U, 1U << 20U}) {
    std::string wrong = content;
    std::memcpy(wrong.data() + room + 8, &said, sizeof(said));
    const std::string copy = folder.file(std::to_string(said) + ".h5");
    write(copy, wrong);
    auto writer = RunWriter::reopen(copy);
    if (!writer) continue;
    synthetic::writeStage(**writer, 1);
    ASSERT_TRUE((*writer)->finish(RunState::Finished).ok());
    EXPECT_EQ((*readRun(copy))->stages.size(), 2U);
    EXPECT_EQ(readProvenance(copy)->at("resumed").rfind(text + "\n", 0), 0U);
  }
}

TEST(SoundFiles, WhatThisProcessWroteIsKnown) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  auto writer = RunWriter::create(synthetic::options(path));
  ASSERT_TRUE(writer.ok());
  ASSERT_TRUE((*writer)->finish(RunState::Finished).ok());
  const auto file = FileLock::open(path, true);
  EXPECT_TRUE(isKnownSound(file->descriptor(), Part::Training));
  // Another program's hand shows.
  ASSERT_EQ(::pwrite(file->descriptor(), "x", 1, 100), 1);
  const timespec times[] = {{0, UTIME_OMIT}, {1000, 0}};
  futimens(file->descriptor(), times);
  EXPECT_FALSE(isKnownSound(file->descriptor(), Part::Training));
}

TEST(SoundFiles, WhatWasReadThroughIsRememberedUntilItChanges) {
  const Folder folder;
  const std::string path = folder.file("copy.h5");
  write(path, stoppedRun(folder));
  const timespec old[] = {{0, UTIME_OMIT}, {1000, 0}};
  utimensat(AT_FDCWD, path.c_str(), old, 0);
  const auto file = FileLock::open(path, false);
  EXPECT_FALSE(isKnownSound(file->descriptor(), Part::Summary));
  EXPECT_TRUE(readRun(path, {}, RunDetail::Summary).ok());
  EXPECT_TRUE(isKnownSound(file->descriptor(), Part::Summary));
  EXPECT_FALSE(isKnownSound(file->descriptor(), Part::Training)) << "not asked yet";
  EXPECT_TRUE(readRun(path).ok());
  EXPECT_TRUE(isKnownSound(file->descriptor(), Part::Training)) << "a small file is read through at once";
  std::ofstream(path, std::ios::app) << "x";
  EXPECT_FALSE(isKnownSound(file->descriptor(), Part::Summary));
}

TEST(SoundFiles, ADamagedPartLeavesTheOthers) {
  const Folder folder;
  const std::string path = folder.file("copy.h5");
  write(path, stoppedRun(folder));
  ASSERT_TRUE(readCheckpoint(path).ok());
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  ASSERT_GE(H5Ldelete(file, "/checkpoint/0", H5P_DEFAULT), 0);
  H5Fclose(file);
  EXPECT_FALSE(readCheckpoint(path).ok());
  EXPECT_TRUE(readRun(path).ok()) << readRun(path).error().message();
  EXPECT_TRUE(readQuantized(path).ok());
}

TEST(SoundFiles, WhatIsNoFileIsNotWaitedFor) {
  const Folder folder;
  const std::string path = folder.file("pipe");
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_THAT(readRun(path).error().message(), HasSubstr("no file"));
  EXPECT_THAT(readRun("/dev/zero").error().message(), HasSubstr("no file"));
  EXPECT_THAT(readRun(folder.file("")).error().message(), HasSubstr("no file"));
}

}  // namespace
}  // namespace dyadic::runlog
