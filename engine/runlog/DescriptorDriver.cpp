// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/DescriptorDriver.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <limits>
#include <memory>
#include <tuple>

namespace dyadic::runlog::h5 {
namespace {

/// One open file, as HDF5 wants it: its own structure first.
struct Opened {
  H5FD_t base{};
  int descriptor = -1;
  struct stat status {};
  haddr_t endOfAddresses = 0;
};

Opened* of(H5FD_t* file) { return reinterpret_cast<Opened*>(file); }
const Opened* of(const H5FD_t* file) { return reinterpret_cast<const Opened*>(file); }

H5FD_t* open(const char*, unsigned flags, hid_t access, haddr_t) {
  const auto* given = static_cast<const int*>(H5Pget_driver_info(access));
  if (given == nullptr || (flags & H5F_ACC_RDWR) != 0) return nullptr;
  auto file = std::make_unique<Opened>();
  file->descriptor = fcntl(*given, F_DUPFD_CLOEXEC, 0);
  if (file->descriptor < 0) return nullptr;
  if (fstat(file->descriptor, &file->status) != 0) {
    ::close(file->descriptor);
    return nullptr;
  }
  return reinterpret_cast<H5FD_t*>(file.release());
}

herr_t close(H5FD_t* file) {
  ::close(of(file)->descriptor);
  delete of(file);
  return 0;
}

int compare(const H5FD_t* a, const H5FD_t* b) {
  const auto left = std::tie(of(a)->status.st_dev, of(a)->status.st_ino);
  const auto right = std::tie(of(b)->status.st_dev, of(b)->status.st_ino);
  return left < right ? -1 : left > right ? 1 : 0;
}

herr_t query(const H5FD_t*, unsigned long* flags) {
  *flags = H5FD_FEAT_ACCUMULATE_METADATA_READ | H5FD_FEAT_DATA_SIEVE | H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
  return 0;
}

haddr_t endOfAddresses(const H5FD_t* file, H5FD_mem_t) { return of(file)->endOfAddresses; }

herr_t setEndOfAddresses(H5FD_t* file, H5FD_mem_t, haddr_t address) {
  of(file)->endOfAddresses = address;
  return 0;
}

haddr_t endOfFile(const H5FD_t* file, H5FD_mem_t) { return static_cast<haddr_t>(of(file)->status.st_size); }

/// Behind the end there are zeros: space that was given to an array into which nothing was written yet.
herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size, void* buffer) {
  auto* out = static_cast<char*>(buffer);
  while (size > 0) {
    if (address > static_cast<haddr_t>(std::numeric_limits<off_t>::max())) return -1;
    const ssize_t got = pread(of(file)->descriptor, out, size, static_cast<off_t>(address));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return -1;
    if (got == 0) break;
    out += got;
    address += static_cast<haddr_t>(got);
    size -= static_cast<std::size_t>(got);
  }
  std::memset(out, 0, size);
  return 0;
}

/// HDF5 wants one, also for files that are only read.
herr_t write(H5FD_t*, H5FD_mem_t, hid_t, haddr_t, std::size_t, const void*) { return -1; }

hid_t makeDriver() {
  H5FD_class_t driver{};
  driver.name = "descriptor";
  driver.maxaddr = static_cast<haddr_t>(std::numeric_limits<off_t>::max());
  driver.fc_degree = H5F_CLOSE_WEAK;
  driver.fapl_size = sizeof(int);
  driver.open = open;
  driver.close = close;
  driver.cmp = compare;
  driver.query = query;
  driver.get_eoa = endOfAddresses;
  driver.set_eoa = setEndOfAddresses;
  driver.get_eof = endOfFile;
  driver.read = read;
  driver.write = write;
  const H5FD_mem_t sizes[] = H5FD_FLMAP_DICHOTOMY;
  std::memcpy(driver.fl_map, sizes, sizeof(sizes));
  return check(H5FDregister(&driver), "file driver");
}

}  // namespace

Handle openDescriptor(int descriptor) {
  static const hid_t driver = makeDriver();  // stays: the library is never closed
  const Handle access = fileAccess(Room::Generous);
  check(H5Pset_driver(access, driver, &descriptor), "file access");
  return {check(H5Fopen("run file", H5F_ACC_RDONLY, access), kCannotOpen), H5Fclose};
}

}  // namespace dyadic::runlog::h5
