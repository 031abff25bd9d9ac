// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/FileReading.h"
#include "engine/runlog/IntegerGroup.h"
#include "engine/runlog/RunReader.h"
#include "engine/runlog/SoundFiles.h"

namespace dyadic::runlog {
namespace {

constexpr std::size_t kLongestReason = 400;

template <class T>
Status statusOf(const Expected<T>& read) {
  return read ? Status() : Status(read.error());
}

Status read(const std::string& path, Part part) {
  switch (part) {
    case Part::Summary:
      return statusOf(readRun(path, {}, RunDetail::Series));
    case Part::Run:
      if (Status run = statusOf(readRun(path)); !run) return run;
      return statusOf(readProvenance(path));
    case Part::Predictions:
      return statusOf(readPredictions(path));
    case Part::Quantized:
      return statusOf(readQuantized(path));
    case Part::Integer:
      return statusOf(readInteger(path));
    case Part::Training:
      break;
  }
  return statusOf(readCheckpoint(path));
}

}  // namespace

std::optional<std::string> readThrough(const std::string& path, Part part) {
  const Status status = read(path, part);
  if (status) return std::nullopt;
  std::string reason = reasonOf(status.error());
  reason.resize(std::min(reason.size(), kLongestReason));
  for (char& letter : reason) {
    if (static_cast<unsigned char>(letter) < ' ') letter = ' ';  // names come from the file
  }
  return reason.empty() ? "it is damaged" : reason;
}

}  // namespace dyadic::runlog
