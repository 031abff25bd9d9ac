// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string>

namespace dyadic::session {

/// SHA-256 of bytes that come in pieces. Internal to the folder.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(const void* bytes, std::size_t size);
  void add(const std::string& text) { add(text.data(), text.size()); }
  /// The digest in hexadecimal. Call once, last.
  [[nodiscard]] std::string hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace dyadic::session
