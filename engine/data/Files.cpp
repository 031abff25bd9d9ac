// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/Files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace dyadic::data {

namespace {

class Descriptor {
 public:
  // O_NONBLOCK: opening a pipe must not wait for its writer.
  explicit Descriptor(const std::string& path) : value_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~Descriptor() {
    if (value_ >= 0) {
      ::close(value_);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return value_; }

 private:
  int value_;
};

/// Memory in bytes that can be had without swapping, as the kernel estimates it; all there is where it does not say.
std::uint64_t availableMemory() {
  std::ifstream info("/proc/meminfo");
  std::string name;
  std::uint64_t kilobytes = 0;
  for (std::string unit; info >> name >> kilobytes && std::getline(info, unit);) {
    if (name == "MemAvailable:") {
      return kilobytes * 1024;
    }
  }
  const auto pages = static_cast<std::uint64_t>(std::max(1L, ::sysconf(_SC_PHYS_PAGES)));
  return pages * static_cast<std::uint64_t>(std::max(1L, ::sysconf(_SC_PAGESIZE)));
}

}  // namespace

Error cannotOpen(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    const std::string reason = std::generic_category().message(errno);
    return failure(DYADIC_TR("engine", "%1 cannot be opened: %2."), {path, reason});
  }
  if (!S_ISREG(status.st_mode)) {
    return failure(DYADIC_TR("engine", "%1 is not a regular file."), {path});
  }
  return failure(DYADIC_TR("engine", "%1 cannot be opened: check that you may read it."), {path});
}

Status readBytes(const std::string& path, std::uint64_t limit, std::vector<std::uint8_t>& bytes) {
  const Descriptor file(path);
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return cannotOpen(path);
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > limit) {
    return failure(DYADIC_TR("engine", "%1 is too large: %2 bytes, at most %3 are read."),
                   {path, std::to_string(size), std::to_string(limit)});
  }
  bytes.resize(size);
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::read(file.get(), bytes.data() + done, bytes.size() - done);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got <= 0) {
      const std::string reason = got < 0 ? std::generic_category().message(errno) : "it became shorter";
      return failure(DYADIC_TR("engine", "%1 cannot be read: %2."), {path, reason});
    }
    done += static_cast<std::size_t>(got);
  }
  return {};
}

Expected<std::vector<std::string>> readLines(const std::string& path, std::uint64_t limit) {
  std::vector<std::uint8_t> bytes;
  if (Status status = readBytes(path, limit, bytes); !status) {
    return status.error();
  }
  std::vector<std::string> lines;
  std::string line;
  bytes.push_back('\n');
  for (const std::uint8_t byte : bytes) {
    if (byte == '\n') {
      if (!line.empty()) {
        lines.push_back(line);
      }
      line.clear();
    } else if (byte != '\r') {
      line.push_back(static_cast<char>(byte));
    }
  }
  return lines;
}

Status checkMemory(std::uint64_t bytes, const std::string& path) {
  const std::uint64_t available = availableMemory();
  if (bytes >= available) {
    constexpr std::uint64_t kMiB = 1 << 20;
    return failure(DYADIC_TR("engine",
                             "%1 would take %2 MiB of memory, this machine has %3 to spare. Set data.limit, "
                             "data.train_limit and data.calibration_limit, or use a range such as train[:10000]."),
                   {path, std::to_string(bytes / kMiB), std::to_string(available / kMiB)});
  }
  return {};
}

}  // namespace dyadic::data
