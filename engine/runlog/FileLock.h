// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace dyadic::runlog {

/// An open run file and the advisory lock that says that its writer lives (a Linux open-file-description lock on the
/// file's first byte). The lock belongs to the object, ends with the process, and does not meet those that HDF5 itself
/// or h5py takes on local disks. Where the file system knows no locks, taking one succeeds. Not thread-safe.
class FileLock {
 public:
  /// Null where the file cannot be opened; errno says why.
  [[nodiscard]] static std::unique_ptr<FileLock> open(const std::string& path, bool writable);
  /// A new, empty file, locked. Null where there is one already or it cannot be made; errno says why.
  [[nodiscard]] static std::unique_ptr<FileLock> create(const std::string& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  /// Whether the lock was to be had. REQUIRES: opened writable.
  [[nodiscard]] bool take();

  enum class Holder { Nobody, Somebody, Unknown };
  /// Whether another FileLock holds the lock.
  [[nodiscard]] Holder holder() const;

  /// Whether `path` still names this file: a writer replaces its file with each new version.
  [[nodiscard]] bool isAt(const std::string& path) const;
  /// Whether no name is left: replaced or removed.
  [[nodiscard]] bool isNameless() const;
  /// Whether the file system is known to be of this machine, which may yet lend it to others.
  [[nodiscard]] bool isOnOwnDisk() const;
  /// Since the file was written or brought here, or its writer called sayAlive().
  [[nodiscard]] double secondsUnwritten() const;
  /// For machines that cannot see the lock, while there is nothing to write.
  void sayAlive() const;
  /// Of the open file. Do not close it.
  [[nodiscard]] int descriptor() const { return descriptor_; }

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

/// Whether the writer that a run file names may still be running. A writer on another host is taken to be alive in a
/// folder that machines share, and to be gone on a disk of this machine where it has shown no sign of life for an hour.
[[nodiscard]] bool isAlive(const WriterIdentity& writer, const FileLock& file);

}  // namespace dyadic::runlog
