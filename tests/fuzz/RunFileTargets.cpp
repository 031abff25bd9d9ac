// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/RunFileTargets.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/runlog/H5.h"
#include "engine/runlog/IntegerGroup.h"
#include "engine/runlog/IntegerJson.h"
#include "engine/runlog/RunReader.h"
#include "tests/engine/runlog/SyntheticRun.h"

namespace dyadic::fuzz {
namespace {

struct Sound {
  std::string content;
  std::vector<std::size_t> heaps;  ///< where collections of HDF5's global heap begin
};

Sound writeSound() {
  namespace synthetic = runlog::synthetic;
  const std::string path = scratchFolder() + "/sound.h5";
  auto options = synthetic::options(path);
  options.force = true;
  auto writer = runlog::RunWriter::create(options);
  if (!writer) return {};
  synthetic::writeStage(**writer, 0);
  (*writer)->setQuantized(synthetic::quantized());
  (*writer)->setPredictions(synthetic::predictions());
  (*writer)->setInteger({synthetic::integerProgram(4), "", synthetic::integerReport(4)});
  (*writer)->stop();
  std::ifstream file(path, std::ios::binary);
  Sound sound{{std::istreambuf_iterator<char>(file), {}}, {}};
  for (auto at = sound.content.find("GCOL"); at != std::string::npos; at = sound.content.find("GCOL", at + 4)) {
    sound.heaps.push_back(at);
  }
  return sound;
}

/// Four bytes a change: where it counts from, how far (2 bytes), and the new value.
std::string changed(const Sound& sound, Bytes bytes) {
  std::string content = sound.content;
  for (std::size_t i = 0; i + 4 <= bytes.size() && !content.empty(); i += 4) {
    const std::size_t from = bytes[i] / 2;
    const std::size_t distance = bytes[i + 1] + 256U * bytes[i + 2];
    const bool inHeap = bytes[i] % 2 == 0 && !sound.heaps.empty();
    const std::size_t at = inHeap ? sound.heaps[from % sound.heaps.size()] + distance % 4096 : (from << 16U) + distance;
    content[at % content.size()] = static_cast<char>(bytes[i + 3]);
  }
  return content;
}

}  // namespace

void runFile(Bytes bytes) {
  static const Sound sound = writeSound();
  if (sound.content.empty()) std::abort();  // then nothing would be tested
  const std::string content = changed(sound, bytes);
  const std::string path =
      writeScratch("run.h5", {reinterpret_cast<const std::uint8_t*>(content.data()), content.size()});
  // A file that has rested is read through once for all its parts, by one process, which under a sanitizer is slow.
  std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::seconds(1));
  (void)runlog::readRun(path);
  (void)runlog::readProvenance(path);
  (void)runlog::readCheckpoint(path);
  (void)runlog::readQuantized(path);
  (void)runlog::readPredictions(path);
  (void)runlog::readInteger(path);
  if (auto writer = runlog::RunWriter::reopen(path)) (*writer)->stop();
  std::filesystem::remove(path);  // another file each time, as another date would say
}

void integerProgram(Bytes bytes) {
  const std::string text(bytes.begin(), bytes.end());
  try {
    const auto parsed = runlog::parseProgram(text);
    (void)runlog::programText(parsed.program, parsed.names);
  } catch (const runlog::h5::Failure&) {
  }
  try {
    (void)runlog::parseDifference(text);
  } catch (const runlog::h5::Failure&) {
  }
}

}  // namespace dyadic::fuzz
