// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/types/OutputFile.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>

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

std::string targetOf(const std::string& path) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) return path;
  const fs::path target = fs::canonical(path, error);
  return error ? path : target.string();
}

/// A new, empty file beside its later place, removed with the object unless it was moved there.
class Partial {
 public:
  explicit Partial(const std::string& path) {
    static std::atomic<int> number = 0;
    for (int attempt = 0; descriptor_ < 0 && attempt < kNames; ++attempt) {
      name_ = path + ".part-" + std::to_string(getpid()) + "-" + std::to_string(number++);
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
  [[nodiscard]] const std::string& name() const { return name_; }

  /// Some file systems have nothing to bring to the disk.
  [[nodiscard]] bool sync() const { return fsync(descriptor_) == 0 || errno == EINVAL || errno == EROFS; }

  [[nodiscard]] bool moveTo(const std::string& path, bool replace) {
    moved_ = renameat2(AT_FDCWD, name_.c_str(), AT_FDCWD, path.c_str(), replace ? 0 : RENAME_NOREPLACE) == 0;
    // Some file systems cannot rename without replacing; there it has to do to look first.
    if (!moved_ && !replace && (errno == EINVAL || errno == ENOSYS) && access(path.c_str(), F_OK) != 0) {
      moved_ = std::rename(name_.c_str(), path.c_str()) == 0;
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
  if (fs::exists(found) && !force) return exists(path);
  const std::string folder = folderOf(path);
  if (!fs::is_directory(folder, ignored)) {
    return failure(DYADIC_TR("engine", "%1 cannot be created: there is no folder %2."), {path, folder});
  }
  if (access(folder.c_str(), W_OK | X_OK) != 0) {
    return failure(DYADIC_TR("engine", "%1 cannot be created: the folder %2 takes no new files."), {path, folder});
  }
  return {};
}

Status writeOutput(const std::string& path, bool force, const std::function<void(std::ostream&)>& write) {
  if (Status possible = checkOutput(path, force); !possible) return possible;
  const std::string target = targetOf(path);
  Partial partial(target);
  if (!partial.open()) return unwritable(path, std::strerror(errno));
  try {
    errno = 0;
    std::ofstream out(partial.name(), std::ios::binary);
    write(out);
    out.close();
    if (!out) return unwritable(path, std::strerror(errno == 0 ? EIO : errno));
  } catch (const std::exception& error) {
    return unwritable(path, error.what());
  }
  if (!partial.sync()) return unwritable(path, std::strerror(errno));
  if (!partial.moveTo(target, force)) return errno == EEXIST ? exists(path) : unwritable(path, std::strerror(errno));
  syncFolder(target);
  return {};
}

}  // namespace dyadic
