// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "engine/runlog/FileLock.h"
#include "engine/runlog/H5.h"

namespace dyadic::runlog {

/// A name beside `path` that nothing else in this process or another one uses.
[[nodiscard]] std::string temporaryName(const std::string& path);
/// The file at `path`, locked as its writer's. Throws h5::Failure where that is another process.
[[nodiscard]] std::shared_ptr<FileLock> lockForWriting(const std::string& path);
/// Removes what processes that died in the middle of WorkFile::publish() left beside `path`.
void removeLeftovers(const std::string& path) noexcept;

/// An HDF5 file that has no name, to be changed at leisure: on the disk where `path` is to be, gone with the process.
/// publish() gives others the whole of it, under that name; what they see never changes under them. Everything throws
/// h5::Failure; used by one thread at a time.
class WorkFile {
 public:
  [[nodiscard]] static WorkFile create(const std::string& path, h5::Room room = h5::Room::Generous);
  /// Empty, for a new version of an open file, whose rights it takes over.
  [[nodiscard]] static WorkFile insteadOf(const FileLock& earlier, const std::string& path,
                                          h5::Room room = h5::Room::Generous);
  /// Begins with what an open file holds. REQUIRES: this process has published it.
  [[nodiscard]] static WorkFile copyOf(const FileLock& source, const std::string& path);
  WorkFile(WorkFile&&) = default;
  WorkFile& operator=(WorkFile&&) = delete;
  /// What has not been published is lost.
  ~WorkFile();

  [[nodiscard]] hid_t id() const { return file_; }

  /// Writes a copy beside `path`, brings it to the disk, and renames it to `path`: a reader, a kill or a power failure
  /// at any moment meets the version before or this one. `published` becomes the new file, locked as its writer's, and
  /// lets go of the one before only then. Without `replace` a file that is there is an error.
  void publish(bool replace, std::shared_ptr<FileLock>& published);

  /// Where it is published: behind a symbolic link, the file that the link names.
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  WorkFile(const std::string& path, h5::Handle file);

  std::string path_;
  h5::Handle file_;
};

}  // namespace dyadic::runlog
