// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/FileLock.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <thread>

namespace dyadic::runlog {
namespace {

struct flock request(FileLock::Byte byte, short type) {
  struct flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  lock.l_start = byte == FileLock::Byte::Writer ? 0 : 1;
  lock.l_len = 1;
  return lock;
}

}  // namespace

std::unique_ptr<FileLock> FileLock::open(const std::string& path, bool writable) {
  const int descriptor = ::open(path.c_str(), (writable ? O_RDWR : O_RDONLY) | O_CLOEXEC | O_NONBLOCK);
  return std::unique_ptr<FileLock>(descriptor < 0 ? nullptr : new FileLock(descriptor));
}

FileLock::~FileLock() { ::close(descriptor_); }

bool FileLock::take(Byte byte, bool exclusive, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  struct flock lock = request(byte, exclusive ? F_WRLCK : F_RDLCK);
  while (fcntl(descriptor_, F_OFD_SETLK, &lock) != 0) {
    if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
      return true;
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      return false;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return true;
}

void FileLock::release(Byte byte) {
  struct flock lock = request(byte, F_UNLCK);
  fcntl(descriptor_, F_OFD_SETLK, &lock);
}

FileLock::Holder FileLock::holder(Byte byte) const {
  struct flock lock = request(byte, F_RDLCK);
  if (fcntl(descriptor_, F_OFD_GETLK, &lock) != 0) {
    return Holder::Unknown;
  }
  return lock.l_type == F_UNLCK ? Holder::Nobody : Holder::Somebody;
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
  const WriterIdentity self = thisProcess();
  if (writer.host != self.host) {
    return true;
  }
  if (writer.bootId != self.bootId) {
    return false;
  }
  // The lock is surer than the process number, which another process may have been given since.
  switch (file.holder(FileLock::Byte::Writer)) {
    case FileLock::Holder::Nobody:
      return false;
    case FileLock::Holder::Somebody:
      return true;
    case FileLock::Holder::Unknown:
      break;
  }
  return writer.pid > 0 && (kill(static_cast<pid_t>(writer.pid), 0) == 0 || errno != ESRCH);
}

}  // namespace dyadic::runlog
