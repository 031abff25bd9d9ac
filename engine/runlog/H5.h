// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <hdf5.h>

#include <stdexcept>
#include <string>
#include <utility>

/// A thin layer over HDF5's C interface, for this folder only: handles that close themselves, and exceptions, which the
/// folder's public functions turn into errors. Needs a thread-safe HDF5; each object belongs to one thread at a time.
namespace dyadic::runlog::h5 {

/// A call of the library failed, or a file does not hold what it should. The text names the field and the reason.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

inline constexpr const char* kCannotOpen = "it is no HDF5 file, or damaged or cut off";

/// Throws Failure(what), followed by the operating system's message if one stands on the calling thread's error stack.
[[noreturn]] void fail(const std::string& what);

/// Result of a library call; negative values throw.
template <class T>
T check(T result, const char* what, const char* name = "") {
  if (result < 0) {
    fail(std::string(what) + (*name != 0 ? " " : "") + name);
  }
  return result;
}

/// Owns an identifier of the library.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle() = default;
  Handle(hid_t id, Close how) : id_(id), close_(how) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { reset(); }

  /// Negative where it failed: what the library keeps of a data set until then may not have reached the file.
  herr_t close() noexcept { return id_ < 0 ? 0 : close_(std::exchange(id_, -1)); }
  void reset() noexcept { close(); }
  operator hid_t() const { return id_; }  // NOLINT(google-explicit-constructor): used in place of the identifier

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

/// Keeps the library from printing, in the calling thread, and from closing files of its own accord when the program
/// ends. Every public function of the folder that reaches the library calls it first.
void prepareThread();

/// Files are in the format of HDF5 1.8, whose metadata carries checksums. HDF5's own file locks are not used: FileLock
/// stands in for them.
enum class Room {
  Generous,  ///< for a run that grows: metadata side by side, indices that hold many chunks
  Tight,     ///< for what is written once: no byte more than needed
};
[[nodiscard]] Handle createFile(const std::string& path, Room room = Room::Generous);
/// To be changed. For reading there is openDescriptor().
[[nodiscard]] Handle openFile(const std::string& path);
/// How files are opened and created here.
[[nodiscard]] Handle fileAccess(Room room);

/// Writes everything to disk; nothing else but array data in fresh space reaches the disk. First makes sure that there
/// is room, so that a full disk leaves the file as it was at the last flush.
void flush(hid_t file);
/// Of the open file. Do not close it.
[[nodiscard]] int descriptor(hid_t file);
/// Closes the file as it was at the last flush. For a file whose disk no longer takes what is written.
void abandon(Handle file) noexcept;

/// A group that is not linked yet: fill it, then link() it, and it appears complete.
[[nodiscard]] Handle newGroup(hid_t parent, Room room = Room::Generous);
/// Links `object` as parent/name; replaces a link of that name.
void link(hid_t object, hid_t parent, const char* name);
void unlink(hid_t parent, const char* name);
[[nodiscard]] Handle createGroup(hid_t parent, const char* name);

/// Whether parent holds a hard link of that name. Soft and external links lead elsewhere and count as missing.
[[nodiscard]] bool exists(hid_t parent, const char* name);
[[nodiscard]] Handle openGroup(hid_t parent, const char* name);
/// Links in a group.
[[nodiscard]] std::size_t linkCount(hid_t group);
[[nodiscard]] std::string linkName(hid_t group, std::size_t index);

}  // namespace dyadic::runlog::h5
