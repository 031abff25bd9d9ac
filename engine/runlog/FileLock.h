// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace dyadic::runlog {

/// Advisory locks on an open run file (Linux open-file-description locks on single bytes). They belong to the object,
/// end with the process, and do not meet those that HDF5 itself or h5py takes on local disks. Where the file system
/// knows no locks, taking one succeeds. Not thread-safe.
class FileLock {
 public:
  enum class Byte {
    Writer,  ///< held by a writer as long as it lives
    Flush,   ///< held by a writer while it changes the file, shared by readers while they read
  };

  /// Null where the file cannot be opened; errno says why.
  [[nodiscard]] static std::unique_ptr<FileLock> open(const std::string& path, bool writable);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// Whether the lock was had before the time was over.
  bool take(Byte byte, bool exclusive, std::chrono::milliseconds patience);
  void release(Byte byte);

  enum class Holder { Nobody, Somebody, Unknown };
  /// Whether another FileLock holds this byte exclusively.
  [[nodiscard]] Holder holder(Byte byte) const;

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

/// Identity of this process as run files record it.
struct WriterIdentity {
  std::string host;
  std::string bootId;  ///< changes each time the machine starts; empty where the system does not say
  std::int64_t pid = 0;
};
[[nodiscard]] WriterIdentity thisProcess();

/// Whether the writer that a run file names may still be running. A writer on another host is taken to be alive.
[[nodiscard]] bool isAlive(const WriterIdentity& writer, const FileLock& file);

}  // namespace dyadic::runlog
