// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/types/OutputFile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <ext/stdio_filebuf.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>

namespace dyadic {
namespace {

namespace fs = std::filesystem;

constexpr int kNames = 100;  // tried, where others are taken

Error exists(const std::string& path) {
  return usageError(DYADIC_TR("engine", "%1 exists. Name another file, or overwrite it with --force."), {path});
}

Error unwritable(const std::string& path, const std::string& reason) {
  return failure(DYADIC_TR("engine", "%1 cannot be written: %2. Check its folder and the free space."), {path, reason});
}

std::string folderOf(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

/// Whether this process may not remove the file of another user, as in /tmp.
bool isAnothers(const std::string& path) {
  struct stat file {};
  struct stat folder {};
  if (lstat(path.c_str(), &file) != 0 || stat(folderOf(path).c_str(), &folder) != 0) return false;
  const uid_t self = geteuid();
  return (folder.st_mode & S_ISVTX) != 0 && self != 0 && self != file.st_uid && self != folder.st_uid;
}

bool isThere(const std::string& path) {  // also a link that leads nowhere
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

/// A new, empty file in the folder of its later place, removed with the object unless it was moved there.
class Partial {
 public:
  explicit Partial(const std::string& path) {
    static std::atomic<int> number = 0;
    for (int attempt = 0; descriptor_ < 0 && attempt < kNames; ++attempt) {
      name_ = folderOf(path) + "/.dyadic-" + std::to_string(getpid()) + "-" + std::to_string(number++) + ".part";
      descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (descriptor_ < 0 && errno != EEXIST) break;
    }
  }
  ~Partial() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!moved_) ::unlink(name_.c_str());
  }
  Partial(const Partial&) = delete;
  Partial& operator=(const Partial&) = delete;

  [[nodiscard]] bool open() const { return descriptor_ >= 0; }

  void takeRightsOf(const std::string& path) const {
    struct stat status {};
    if (lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
      static_cast<void>(fchmod(descriptor_, status.st_mode & 0777));
    }
  }

  /// False where not all of it could be written; errno says why.
  [[nodiscard]] bool write(const std::function<void(std::ostream&)>& content) const {
    const int copy = fcntl(descriptor_, F_DUPFD_CLOEXEC, 0);
    if (copy < 0) return false;
    __gnu_cxx::stdio_filebuf<char> buffer(copy, std::ios::out | std::ios::binary);
    std::ostream out(&buffer);
    errno = 0;
    content(out);
    const bool written = static_cast<bool>(out.flush()) && buffer.close() != nullptr;
    if (!written && errno == 0) errno = EIO;
    return written;
  }

  /// Some file systems have nothing to bring to the disk.
  [[nodiscard]] bool sync() const { return fsync(descriptor_) == 0 || errno == EINVAL || errno == EROFS; }

  [[nodiscard]] bool moveTo(const std::string& path, bool replace) {
    moved_ = renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, path.c_str(), replace ? 0 : RENAME_NOREPLACE) == 0;
    if (!moved_ && !replace && (errno == EINVAL || errno == ENOSYS)) {
      // A file system that cannot rename without replacing: there it has to do to look first.
      if (isThere(path)) {
        errno = EEXIST;
      } else {
        moved_ = std::rename(name_.c_str(), path.c_str()) == 0;
      }
    }
    return moved_;
  }

 private:
  std::string name_;
  int descriptor_ = -1;
  bool moved_ = false;
};

/// The file has its name and its content is on the disk: where this fails, only a power failure may undo the name.
void syncFolder(const std::string& path) {
  const int folder = ::open(folderOf(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  static_cast<void>(fsync(folder));
  ::close(folder);
}

}  // namespace

Status checkOutput(const std::string& path, bool force) {
  std::error_code ignored;
  const fs::file_status found = fs::status(path, ignored);
  if (path.empty() || fs::is_directory(found) || (fs::exists(found) && !fs::is_regular_file(found))) {
    return usageError(DYADIC_TR("engine", "'%1' cannot be written: give the name of a file."), {path});
  }
  if (isThere(path) && !force) return exists(path);
  const std::string folder = folderOf(path);
  if (!fs::is_directory(folder, ignored)) {
    return failure(DYADIC_TR("engine", "%1 cannot be created: there is no folder %2."), {path, folder});
  }
  if (access(folder.c_str(), W_OK | X_OK) != 0) {
    return failure(DYADIC_TR("engine", "%1 cannot be created: the folder %2 takes no new files."), {path, folder});
  }
  if (isAnothers(path)) return unwritable(path, std::strerror(EPERM));
  std::error_code reason;
  if (fs::symlink_status(path, reason).type() == fs::file_type::none) return unwritable(path, reason.message());
  return {};
}

Status writeOutput(const std::string& path, bool force, const std::function<void(std::ostream&)>& write) {
  if (Status possible = checkOutput(path, force); !possible) return possible;
  Partial partial(path);
  if (!partial.open()) return unwritable(path, std::strerror(errno));
  partial.takeRightsOf(path);
  try {
    if (!partial.write(write) || !partial.sync()) return unwritable(path, std::strerror(errno));
  } catch (const std::exception& error) {
    return unwritable(path, error.what());
  }
  if (!partial.moveTo(path, force)) return errno == EEXIST ? exists(path) : unwritable(path, std::strerror(errno));
  syncFolder(path);
  return {};
}

}  // namespace dyadic
