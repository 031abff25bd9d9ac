// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/WorkFile.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "engine/runlog/SoundFiles.h"

namespace dyadic::runlog {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTemporary = ".new-";

[[noreturn]] void failWithErrno(const char* what) {
  throw h5::Failure(std::string(what) + ": " + std::strerror(errno));
}

std::string folderOf(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

/// A name that is removed unless it was given to something else.
class Temporary {
 public:
  explicit Temporary(const std::string& path) : name_(temporaryName(path)) {}
  ~Temporary() { unlink(name_.c_str()); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  std::string name_;
};

void writeAll(int to, const char* data, std::size_t size, off_t at) {
  while (size > 0) {
    const ssize_t written = pwrite(to, data, size, at);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw h5::Failure(std::strerror(errno));
    data += written;
    size -= static_cast<std::size_t>(written);
    at += written;
  }
}

/// No harm where that is not allowed.
void takeRights(int from, int to) {
  struct stat status {};
  if (fstat(from, &status) == 0) static_cast<void>(fchmod(to, status.st_mode & 0777));
}

/// REQUIRES: `to` is empty.
void copyContents(int from, int to) {
  if (ioctl(to, FICLONE, from) == 0) return;  // shares the blocks, on file systems that can
  off_t in = 0;
  off_t out = 0;
  while (true) {
    constexpr std::size_t kMost = 1U << 30;
    const ssize_t copied = copy_file_range(from, &in, to, &out, kMost, 0);
    if (copied == 0 && in > 0) return;
    if (copied > 0 || (copied < 0 && errno == EINTR)) continue;
    if (copied < 0 && errno != EXDEV && errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP) {
      throw h5::Failure(std::strerror(errno));
    }
    break;  // by hand, from where it got to
  }
  std::array<char, 1 << 16> buffer{};
  while (true) {
    const ssize_t read = pread(from, buffer.data(), buffer.size(), in);
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) failWithErrno("cannot read");
    if (read == 0) return;
    writeAll(to, buffer.data(), static_cast<std::size_t>(read), in);
    in += read;
  }
}

/// Some file systems have nothing to bring to the disk.
bool synced(int result) { return result == 0 || errno == EINVAL || errno == EROFS; }

/// The file has its name and its content is on the disk; where this fails, a power failure may leave the version
/// before.
void syncFolder(const std::string& path) {
  const int folder = ::open(folderOf(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  static_cast<void>(fsync(folder));
  ::close(folder);
}

void rename(const std::string& from, const std::string& to, bool replace) {
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), replace ? 0 : RENAME_NOREPLACE) == 0) return;
  // Some file systems cannot rename without replacing; there the check made before has to do.
  if (!replace && (errno == EINVAL || errno == ENOSYS)) {
    std::error_code ignored;
    const bool exists = fs::exists(fs::symlink_status(to, ignored));
    if (!exists && ::rename(from.c_str(), to.c_str()) == 0) return;
    if (exists) errno = EEXIST;
  }
  failWithErrno("cannot give the file its name");
}

/// START, process, "-", number: nobody's own file is called that.
bool isTemporary(const std::string& name, const std::string& start) {
  const auto digits = [&name](std::size_t from) {
    const std::size_t end = name.find_first_not_of("0123456789", from);
    return end == from ? std::string::npos : end;
  };
  if (name.rfind(start, 0) != 0) return false;
  const std::size_t dash = digits(start.size());
  return dash < name.size() && name[dash] == '-' && dash + 1 < name.size() && digits(dash + 1) == std::string::npos;
}

}  // namespace

std::string temporaryName(const std::string& path) {
  static std::atomic<int> number = 0;
  return path + kTemporary + std::to_string(getpid()) + "-" + std::to_string(number++);
}

std::shared_ptr<FileLock> lockForWriting(const std::string& path) {
  std::shared_ptr<FileLock> lock = FileLock::open(path, true);
  if (lock == nullptr) failWithErrno("cannot open the file");
  // The second condition: between opening and locking it, its writer may have replaced it.
  if (!lock->take() || !lock->isAt(path)) throw h5::Failure("another process is writing it");
  return lock;
}

void removeLeftovers(const std::string& path) noexcept {
  std::error_code error;
  const std::string start = fs::path(path).filename().string() + kTemporary;
  for (fs::directory_iterator it(folderOf(path), error), end; !error && it != end; it.increment(error)) {
    if (!isTemporary(it->path().filename().string(), start)) continue;
    const auto lock = FileLock::open(it->path().string(), false);
    if (lock == nullptr || lock->holder() != FileLock::Holder::Nobody) continue;
    std::error_code ignored;
    fs::remove(it->path(), ignored);
  }
}

WorkFile::WorkFile(const std::string& path, h5::Handle file) : path_(path), file_(std::move(file)) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) return;
  const auto target = fs::canonical(path, error);
  if (!error) path_ = target.string();
}

WorkFile WorkFile::create(const std::string& path, h5::Room room) {
  const Temporary name(path);
  return {path, h5::createFile(name.name(), room)};
}

WorkFile WorkFile::insteadOf(const FileLock& earlier, const std::string& path, h5::Room room) {
  WorkFile work = create(path, room);
  takeRights(earlier.descriptor(), h5::descriptor(work.id()));
  return work;
}

WorkFile WorkFile::copyOf(const FileLock& source, const std::string& path) {
  const Temporary name(path);
  const auto copy = FileLock::create(name.name());
  if (copy == nullptr) failWithErrno("cannot create the file");
  takeRights(source.descriptor(), copy->descriptor());
  copyContents(source.descriptor(), copy->descriptor());
  return {path, h5::openFile(name.name())};
}

WorkFile::~WorkFile() {
  if (file_ >= 0) h5::abandon(std::move(file_));
}

void WorkFile::publish(bool replace, std::shared_ptr<FileLock>& published) {
  h5::flush(file_);
  const Temporary name(path_);
  std::shared_ptr<FileLock> next = FileLock::create(name.name());
  if (next == nullptr) failWithErrno("cannot create the file");
  const int from = h5::descriptor(file_);
  takeRights(from, next->descriptor());
  copyContents(from, next->descriptor());
  if (!synced(fdatasync(next->descriptor()))) failWithErrno("cannot bring it to the disk");
  rename(name.name(), path_, replace);
  knowOwn(next->descriptor());
  published = std::move(next);
  syncFolder(path_);
}

}  // namespace dyadic::runlog
