// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "engine/types/Expected.h"

/// What the readers of this folder have in common.
namespace dyadic::data {

/// The bytes of a regular file of at most `limit` bytes; `bytes` is reused between calls.
[[nodiscard]] Status readBytes(const std::string& path, std::uint64_t limit, std::vector<std::uint8_t>& bytes);

/// Non-empty lines of a text file of at most `limit` bytes such as a list of class names.
[[nodiscard]] Expected<std::vector<std::string>> readLines(const std::string& path, std::uint64_t limit = 1 << 20);

/// The error for a file that cannot be opened: not there, a folder, not permitted.
[[nodiscard]] Error cannotOpen(const std::string& path);

/// Refuses what does not fit into the memory that the machine has to spare, before it is taken. `path` is what would be
/// read.
[[nodiscard]] Status checkMemory(std::uint64_t bytes, const std::string& path);

/// Calls `body`, which returns an Expected, and turns what it throws into an error that names `path`.
template <class Body>
auto guarded(const std::string& path, const Body& body) -> decltype(body()) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return failure(DYADIC_TR("engine", "There is not enough memory to read %1."), {path});
  } catch (const std::exception& exception) {
    return failure(DYADIC_TR("engine", "%1 cannot be read: %2."), {path, exception.what()});
  }
}

}  // namespace dyadic::data
