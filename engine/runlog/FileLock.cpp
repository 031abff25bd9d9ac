// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/FileLock.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <ctime>
#include <fstream>

namespace dyadic::runlog {
namespace {

constexpr double kSilence = 3600;  ///< seconds; a writer says every ten minutes that it is alive

struct flock request(short type) {
  struct flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  lock.l_start = 0;
  lock.l_len = 1;
  return lock;
}

}  // namespace

std::unique_ptr<FileLock> FileLock::open(const std::string& path, bool writable) {
  const int descriptor = ::open(path.c_str(), (writable ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NONBLOCK);
  return std::unique_ptr<FileLock>(descriptor < 0 ? nullptr : new FileLock(descriptor));
}

std::unique_ptr<FileLock> FileLock::create(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    return nullptr;
  }
  std::unique_ptr<FileLock> file(new FileLock(descriptor));
  return file->take() ? std::move(file) : nullptr;
}

FileLock::~FileLock() { ::close(descriptor_); }

bool FileLock::take() {
  struct flock lock = request(F_WRLCK);
  while (fcntl(descriptor_, F_OFD_SETLK, &lock) != 0) {
    if (errno != EINTR) {
      return errno != EAGAIN && errno != EACCES;
    }
  }
  return true;
}

FileLock::Holder FileLock::holder() const {
  struct flock lock = request(F_RDLCK);
  if (fcntl(descriptor_, F_OFD_GETLK, &lock) != 0) {
    return Holder::Unknown;
  }
  return lock.l_type == F_UNLCK ? Holder::Nobody : Holder::Somebody;
}

bool FileLock::isOnOwnDisk() const {
  constexpr long kExfat = 0x2011BAB0;
  constexpr long kNtfs = 0x7366746E;
  constexpr long kZfs = 0x2FC12FC1;
  struct statfs system {};
  if (fstatfs(descriptor_, &system) != 0) return false;
  switch (system.f_type) {
    case BTRFS_SUPER_MAGIC:
    case EXT4_SUPER_MAGIC:
    case F2FS_SUPER_MAGIC:
    case MSDOS_SUPER_MAGIC:
    case OVERLAYFS_SUPER_MAGIC:
    case TMPFS_MAGIC:
    case XFS_SUPER_MAGIC:
    case kExfat:
    case kNtfs:
    case kZfs:
      return true;
    default:
      return false;
  }
}

double FileLock::secondsUnwritten() const {
  struct stat here {};
  return fstat(descriptor_, &here) == 0 ? std::difftime(std::time(nullptr), here.st_mtime) : 0;
}

void FileLock::sayAlive() const { static_cast<void>(futimens(descriptor_, nullptr)); }

bool FileLock::isNameless() const {
  struct stat here {};
  return fstat(descriptor_, &here) == 0 && here.st_nlink == 0;
}

bool FileLock::isAt(const std::string& path) const {
  struct stat there {};
  struct stat here {};
  return stat(path.c_str(), &there) == 0 && fstat(descriptor_, &here) == 0 && there.st_dev == here.st_dev &&
         there.st_ino == here.st_ino;
}

WriterIdentity thisProcess() {
  WriterIdentity identity;
  char host[256] = {};
  if (gethostname(host, sizeof(host) - 1) == 0) {
    identity.host = host;
  }
  std::ifstream("/proc/sys/kernel/random/boot_id") >> identity.bootId;
  identity.pid = getpid();
  return identity;
}

bool isAlive(const WriterIdentity& writer, const FileLock& file) {
  // The lock is surer than the process number, which another process may have been given since.
  const FileLock::Holder holder = file.holder();
  if (holder == FileLock::Holder::Somebody) {
    return true;
  }
  const WriterIdentity self = thisProcess();
  // The same start of the same machine, whatever it is called meanwhile.
  const bool here = !self.bootId.empty() && writer.bootId == self.bootId;
  if (!here) {
    // Not every shared folder tells one machine of the locks of another, neither the machine whose disk it is.
    return writer.host != self.host && (!file.isOnOwnDisk() || file.secondsUnwritten() < kSilence);
  }
  if (holder == FileLock::Holder::Nobody) {
    return file.isNameless();  // a newer version took its place
  }
  return writer.host != self.host ||
         (writer.pid > 0 && (kill(static_cast<pid_t>(writer.pid), 0) == 0 || errno != ESRCH));
}

}  // namespace dyadic::runlog
