// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "engine/helpers/Rights.h"
#include "engine/runlog/SoundFiles.h"
#include "engine/runlog/check/GuardedMemory.h"

/// dyadic-runcheck [PART ...] < FILE: reads those parts of a run file, or all, and prints a line for each as soon as it
/// has been read: "PART ok", or "PART: what is wrong". 0: all sound; 1: something is not; 2: unknown arguments. The
/// file may be hostile: before it is opened, this process gives up the rights to anything that an honest one does not
/// need.
namespace dyadic::runlog {
namespace {

constexpr const char* kInput = "/proc/self/fd/0";

helpers::Rights rightsFor(std::uint64_t fileBytes) {
  return {.memory = (1ULL << 30U) + 16 * fileBytes, .seconds = 5 + (fileBytes >> 20U)};
}

int main(const std::vector<std::string>& names) {
  std::vector<Part> parts;
  for (const std::string& name : names) {
    const auto part = partOf(name);
    if (!part) return 2;
    parts.push_back(*part);
  }
  for (int i = 0; names.empty() && i < kParts; ++i) parts.push_back(static_cast<Part>(i));
  struct stat status {};
  if (fstat(STDIN_FILENO, &status) != 0) return 2;
  std::signal(SIGXFSZ, SIG_IGN);  // where its output is a file, nothing is printed
  helpers::giveUpRights(rightsFor(static_cast<std::uint64_t>(status.st_size)));
  openUnasked();
  int code = 0;
  for (const Part part : parts) {
    const auto wrong = readThrough(kInput, part);
    requireSoundMemory();
    std::printf("%s%s%s\n", partName(part), wrong ? ": " : " ok", wrong ? wrong->c_str() : "");
    std::fflush(stdout);
    if (wrong) code = 1;
  }
  return code;
}

}  // namespace
}  // namespace dyadic::runlog

int main(int count, char** arguments) {
  _exit(dyadic::runlog::main({arguments + 1, arguments + count}));  // HDF5 is not asked to tidy up a damaged file
}
