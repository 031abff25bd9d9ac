// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/H5.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <string_view>

namespace dyadic::runlog::h5 {
namespace {

/// The drivers' messages hold: error message = 'No space left on device'.
herr_t findSystemMessage(unsigned, const H5E_error2_t* entry, void* out) {
  const std::string_view text = entry->desc != nullptr ? entry->desc : "";
  constexpr std::string_view kKey = "error message = '";
  const auto begin = text.find(kKey);
  if (begin != std::string_view::npos) {
    const auto rest = text.substr(begin + kKey.size());
    *static_cast<std::string*>(out) = rest.substr(0, rest.find('\''));
  }
  return 0;
}

/// Group or file creation with attributes kept in the object's header however many there are.
Handle creation(hid_t kind) {
  Handle properties(check(H5Pcreate(kind), "creation properties"), H5Pclose);
  check(H5Pset_attr_phase_change(properties, 1000, 0), "attribute storage");
  return properties;
}

off_t fileSize(hid_t file) {
  hsize_t size = 0;
  check(H5Fget_filesize(file, &size), "cannot tell the file's size");
  return static_cast<off_t>(size);
}

}  // namespace

void fail(const std::string& what) {
  std::string reason;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, findSystemMessage, &reason);
  H5Eclear2(H5E_DEFAULT);
  throw Failure(reason.empty() ? what : what + ": " + reason);
}

void prepareThread() {
  static std::once_flag once;
  std::call_once(once, [] { H5dont_atexit(); });
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Handle fileAccess(Room room) {
  Handle access(check(H5Pcreate(H5P_FILE_ACCESS), "file access"), H5Pclose);
  check(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_LATEST), "file format");
  check(H5Pset_file_locking(access, false, true), "file locking");
  // Side by side: a flush is few writes.
  check(H5Pset_meta_block_size(access, room == Room::Tight ? 0 : 1 << 16), "metadata blocks");
  H5AC_cache_config_t cache{};
  cache.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  check(H5Pget_mdc_config(access, &cache), "metadata cache");
  cache.evictions_enabled = false;  // metadata reaches the disk in flushes only
  cache.incr_mode = H5C_incr__off;
  cache.flash_incr_mode = H5C_flash_incr__off;
  cache.decr_mode = H5C_decr__off;
  check(H5Pset_mdc_config(access, &cache), "metadata cache");
  return access;
}

Handle createFile(const std::string& path, Room room) {
  const Handle properties = creation(H5P_FILE_CREATE);
  if (room == Room::Tight) {
    check(H5Pset_istore_k(properties, 1), "chunk indices");  // 32 take kilobytes an array
  }
  return {check(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, properties, fileAccess(room)), "cannot create the file"),
          H5Fclose};
}

Handle openFile(const std::string& path) {
  return {check(H5Fopen(path.c_str(), H5F_ACC_RDWR, fileAccess(Room::Generous)), kCannotOpen), H5Fclose};
}

void flush(hid_t file) {
  const int disk = descriptor(file);
  const off_t size = fileSize(file);
  // Not every file system can reserve room; there a full disk shows in the flush itself.
  if (fallocate(disk, 0, 0, size) != 0 && errno != EOPNOTSUPP && errno != ENOSYS) {
    throw Failure("no room for " + std::to_string(size) + " bytes: " + std::strerror(errno));
  }
  check(H5Fflush(file, H5F_SCOPE_LOCAL), "cannot flush the file");
  if (ftruncate(disk, fileSize(file)) != 0) {  // room that the flush turned out not to need
    throw Failure(std::string("cannot set the file's size: ") + std::strerror(errno));
  }
}

int descriptor(hid_t file) {
  void* handle = nullptr;
  check(H5Fget_vfd_handle(file, H5P_DEFAULT, &handle), "file descriptor");
  return *static_cast<int*>(handle);
}

void abandon(Handle file) noexcept {
  // HDF5 cannot close a file without writing what it holds in memory, so that goes where nobody sees it.
  void* handle = nullptr;
  const int nowhere = memfd_create("dyadic-abandoned", MFD_CLOEXEC);
  if (nowhere >= 0 && H5Fget_vfd_handle(file, H5P_DEFAULT, &handle) >= 0) {
    dup2(nowhere, *static_cast<int*>(handle));
  }
  file.reset();
  if (nowhere >= 0) {
    ::close(nowhere);
  }
  H5Eclear2(H5E_DEFAULT);
}

Handle newGroup(hid_t parent, Room room) {
  const Handle properties = creation(H5P_GROUP_CREATE);
  if (room == Room::Tight) {
    check(H5Pset_link_phase_change(properties, 4096, 0), "links");  // in the group's header, not in a heap
  }
  return {check(H5Gcreate_anon(parent, properties, H5P_DEFAULT), "cannot create a group"), H5Gclose};
}

void link(hid_t object, hid_t parent, const char* name) {
  unlink(parent, name);
  check(H5Olink(object, parent, name, H5P_DEFAULT, H5P_DEFAULT), "cannot link", name);
}

void unlink(hid_t parent, const char* name) {
  if (check(H5Lexists(parent, name, H5P_DEFAULT), "cannot look for", name) > 0) {
    check(H5Ldelete(parent, name, H5P_DEFAULT), "cannot remove", name);
  }
}

Handle createGroup(hid_t parent, const char* name) {
  const Handle properties = creation(H5P_GROUP_CREATE);
  return {check(H5Gcreate2(parent, name, H5P_DEFAULT, properties, H5P_DEFAULT), "cannot create", name), H5Gclose};
}

bool exists(hid_t parent, const char* name) {
  if (check(H5Lexists(parent, name, H5P_DEFAULT), "cannot look for", name) == 0) {
    return false;
  }
  H5L_info_t info{};
  check(H5Lget_info(parent, name, &info, H5P_DEFAULT), "cannot look at", name);
  return info.type == H5L_TYPE_HARD;
}

Handle openGroup(hid_t parent, const char* name) {
  if (!exists(parent, name)) {
    throw Failure(std::string("group ") + name + " is missing");
  }
  return {check(H5Gopen2(parent, name, H5P_DEFAULT), "cannot open group", name), H5Gclose};
}

std::size_t linkCount(hid_t group) {
  H5G_info_t info{};
  check(H5Gget_info(group, &info), "cannot look at a group");
  return info.nlinks;
}

std::string linkName(hid_t group, std::size_t index) {
  char name[1024];
  const auto length =
      check(H5Lget_name_by_idx(group, ".", H5_INDEX_NAME, H5_ITER_INC, index, name, sizeof(name), H5P_DEFAULT),
            "cannot list a group");
  if (static_cast<std::size_t>(length) >= sizeof(name)) {
    throw Failure("a name is too long");
  }
  return name;
}

}  // namespace dyadic::runlog::h5
