// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/ByteSource.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

namespace dyadic::nets {
namespace {

Error unreadable(const std::string& name) {
  return failure(DYADIC_TR("engine", "%1 cannot be read. Check its permissions."), {name});
}

}  // namespace

Expected<ByteSource> ByteSource::open(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return failure(DYADIC_TR("engine", "There is no file %1."), {path});
    return unreadable(path);
  }
  // A pipe would wait for whoever writes into it, and a device may never end.
  if (!S_ISREG(about.st_mode))
    return failure(DYADIC_TR("engine", "%1 is no regular file. Save what it holds as a file, and open that."), {path});
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable(path);
  ByteSource out;
  out.file_ = std::shared_ptr<const int>(new int(descriptor), [](const int* file) {
    ::close(*file);
    delete file;
  });
  if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) return unreadable(path);
  out.name_ = path;
  out.size_ = static_cast<std::uint64_t>(about.st_size);
  return out;
}

ByteSource ByteSource::of(std::string bytes, std::string name) {
  ByteSource out;
  out.name_ = std::move(name);
  out.size_ = bytes.size();
  out.memory_ = std::make_shared<const std::string>(std::move(bytes));
  return out;
}

Status ByteSource::read(std::uint64_t offset, std::span<char> out) const {
  if (offset > size_ || out.size() > size_ - offset) {
    return failure(DYADIC_TR("engine", "%1 is truncated: expected %2 bytes, found %3. Download or copy it again."),
                   {name_, std::to_string(offset + out.size()), std::to_string(size_)});
  }
  if (memory_) {
    if (!out.empty()) std::memcpy(out.data(), memory_->data() + offset, out.size());
    return {};
  }
  while (!out.empty()) {
    const ssize_t got = ::pread(*file_, out.data(), out.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return failure(DYADIC_TR("engine", "%1 could not be read to its end."), {name_});
    out = out.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::uint64_t>(got);
  }
  return {};
}

Expected<std::string> ByteSource::begin(std::uint64_t most) const {
  std::string out;
  const std::uint64_t bytes = std::min(most, size_);
  try {
    out.resize(bytes);
  } catch (const std::bad_alloc&) {
    return noMemory(name_, bytes);
  }
  if (const Status status = read(0, out); !status) return status.error();
  return out;
}

Error noMemory(const std::string& source, std::uint64_t bytes) {
  return failure(DYADIC_TR("engine", "There is no memory for the %2 bytes of %1."), {source, std::to_string(bytes)});
}

std::string printable(std::string_view name) {
  constexpr std::size_t kLongest = 80;
  std::string out(name.substr(0, kLongest));
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return name.size() > kLongest ? out + "..." : out;
}

}  // namespace dyadic::nets
