// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/SoundFiles.h"

#include <malloc.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <ctime>
#include <functional>
#include <map>
#include <mutex>
#include <sstream>
#include <tuple>

#include "engine/helpers/HelperProcess.h"
#include "engine/runlog/H5.h"

namespace dyadic::runlog {
namespace {

using End = helpers::HelperResult::End;

constexpr const char* kProgram = "dyadic-runcheck";
constexpr std::array<const char*, kParts> kNames = {"summary",   "run",     "predictions",
                                                    "quantized", "integer", "checkpoint"};
constexpr off_t kSmallBytes = 16 << 20;   // up to here one process reads all parts
constexpr std::size_t kMostFiles = 4096;  // remembered
constexpr std::int64_t kRestMs = 20;      // a file changed more recently may change again without a new date
std::atomic<bool> unasked = false;

struct Fingerprint {
  dev_t device;
  ino_t inode;
  off_t size;
  std::int64_t seconds;
  std::int64_t nanoseconds;
  auto operator<=>(const Fingerprint&) const = default;
};

Fingerprint fingerprintOf(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) throw h5::Failure(std::strerror(errno));
  return {status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

bool rests(const Fingerprint& file) {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return (now.tv_sec - file.seconds) * 1000 + (now.tv_nsec - file.nanoseconds) / 1'000'000 > kRestMs;
}

/// What is known of the parts of one file: nothing, "" for a sound one, or what is wrong with it.
using Verdicts = std::array<std::optional<std::string>, kParts>;

struct Answer {
  Verdicts verdicts;
  bool lasting = true;  ///< worth remembering
};

class Memory {
 public:
  /// `ask` is called without the lock, and once where several threads want the same file.
  std::string verdictOn(const Fingerprint& file, Part part, const std::function<Answer()>& ask) {
    const auto index = static_cast<std::size_t>(part);
    std::unique_lock lock(mutex_);
    for (;;) {
      Entry& entry = files_[file];
      entry.used = ++uses_;
      if (entry.verdicts[index]) return *entry.verdicts[index];
      if (!entry.asked) {
        entry.asked = true;
        break;
      }
      answered_.wait(lock);
    }
    forgetOne();
    lock.unlock();
    Answer answer;
    try {
      answer = ask();
    } catch (...) {
      lock.lock();
      take(file, {{}, false});
      throw;
    }
    lock.lock();
    take(file, answer);
    return answer.verdicts[index].value_or("");
  }

  bool isSound(const Fingerprint& file, Part part) {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(file);
    return found != files_.end() && found->second.verdicts[static_cast<std::size_t>(part)] == "";
  }

  void knowOwn(const Fingerprint& file) {
    const std::lock_guard lock(mutex_);
    Entry& entry = files_[file];
    entry.used = ++uses_;
    entry.verdicts.fill("");
    forgetOne();
  }

 private:
  struct Entry {
    Verdicts verdicts;
    bool asked = false;
    std::uint64_t used = 0;
  };

  void take(const Fingerprint& file, const Answer& answer) {
    Entry& entry = files_[file];
    entry.asked = false;
    for (std::size_t i = 0; i < kParts && answer.lasting; ++i) {
      if (answer.verdicts[i]) entry.verdicts[i] = answer.verdicts[i];
    }
    answered_.notify_all();
  }

  /// The one that nobody wanted for the longest time.
  void forgetOne() {
    if (files_.size() <= kMostFiles) return;
    auto oldest = files_.end();
    for (auto it = files_.begin(); it != files_.end(); ++it) {
      if (!it->second.asked && (oldest == files_.end() || it->second.used < oldest->second.used)) oldest = it;
    }
    if (oldest != files_.end()) files_.erase(oldest);
  }

  std::mutex mutex_;
  std::condition_variable answered_;
  std::map<Fingerprint, Entry> files_;
  std::uint64_t uses_ = 0;
};

Memory& memory() {
  static auto* const one = new Memory;  // threads may still ask while the program ends
  return *one;
}

bool tookTooLong(const helpers::HelperResult& result) {
  return result.end == End::TimedOut || (result.end == End::Died && result.status == SIGXCPU);
}

std::string endOf(const helpers::HelperResult& result) {
  const std::string damaged = "it is damaged: reading it ";
  if (tookTooLong(result)) return damaged + "does not come to an end";
  if (result.end == End::Died) return damaged + "ended another process by signal " + std::to_string(result.status);
  return damaged + "ended another process with code " + std::to_string(result.status);
}

/// The part that is wanted first, so that it is judged also where a later one ends the process. A list of many runs
/// wants summaries and no more.
std::vector<std::string> toRead(Part part, off_t bytes) {
  std::vector<std::string> out = {partName(part)};
  if (part == Part::Summary || bytes > kSmallBytes) return out;
  for (const Part other : {Part::Run, Part::Predictions, Part::Quantized, Part::Integer, Part::Training}) {
    if (other != part) out.emplace_back(partName(other));
  }
  return out;
}

Answer ask(int descriptor, off_t bytes, Part part) {
  helpers::HelperOptions options;
  options.program = kProgram;
  options.arguments = toRead(part, bytes);
  options.input = descriptor;
  options.mostBytes = 1U << 16U;
  constexpr int kAtLeast = 20;  // the time on the clock, of which the process may compute less
  options.time = std::chrono::seconds(kAtLeast + (bytes >> 20));
  const helpers::HelperResult result = helpers::runHelper(options);
  if (result.end == End::NotFound) {
    throw h5::Failure(std::string("the program ") + kProgram +
                      ", which reads a file before this one does, is missing or does not start. Build it, or install "
                      "Dyadic anew");
  }
  Answer answer;
  std::istringstream lines(result.output);
  std::size_t told = 0;
  for (std::string line; told < options.arguments.size() && std::getline(lines, line) && !lines.eof(); ++told) {
    const std::string good = options.arguments[told] + " ok";
    const std::string bad = options.arguments[told] + ": ";
    if (line != good && line.rfind(bad, 0) != 0) break;
    answer.verdicts[static_cast<std::size_t>(*partOf(options.arguments[told]))] =
        line == good ? std::string() : line.substr(bad.size());
  }
  if (told < options.arguments.size()) {
    const auto judge = [&](Part each) { answer.verdicts[static_cast<std::size_t>(each)] = endOf(result); };
    judge(*partOf(options.arguments[told]));
    if (tookTooLong(result)) {  // nor would the next parts, one after the other
      for (std::size_t next = told + 1; next < options.arguments.size(); ++next)
        judge(*partOf(options.arguments[next]));
    }
    answer.lasting = result.end != End::Died || result.status != SIGKILL;  // the system's, where memory ran out
  }
  return answer;
}

}  // namespace

const char* partName(Part part) { return kNames[static_cast<std::size_t>(part)]; }

std::optional<Part> partOf(const std::string& name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Part>(found - kNames.begin());
}

bool requireSound(int descriptor, Part part) {
  if (unasked) return true;
  const Fingerprint file = fingerprintOf(descriptor);
  const std::string wrong = memory().verdictOn(file, part, [&] {
    const bool rested = rests(file);
    Answer answer = ask(descriptor, file.size, part);
    answer.lasting = answer.lasting && rested;
    return answer;
  });
  if (fingerprintOf(descriptor) != file) return false;
  if (!wrong.empty()) throw h5::Failure(wrong);
  return true;
}

bool isKnownSound(int descriptor, Part part) noexcept {
  try {
    return memory().isSound(fingerprintOf(descriptor), part);
  } catch (const std::exception&) {
    return false;
  }
}

void knowOwn(int descriptor) noexcept {
  try {
    memory().knowOwn(fingerprintOf(descriptor));
  } catch (const std::exception&) {  // then it is read through like any other
  }
}

void openUnasked() noexcept {
  unasked = true;
  h5::prepareThread();
  // HDF5's own lists of free memory notice nothing of what is freed twice or used afterwards; malloc's do.
  H5set_free_list_limits(0, 0, 0, 0, 0, 0);
  mallopt(M_PERTURB, 0xa5);
}

}  // namespace dyadic::runlog
