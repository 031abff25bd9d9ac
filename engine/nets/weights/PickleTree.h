// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/nets/weights/Pickle.h"

namespace dyadic::nets {

/// What a Pickle owns. Values refer to one another by index, so neither depth nor cycles matter to building and
/// freeing.
struct PickleTree {
  struct Node {
    PickleValue::Kind kind = PickleValue::Kind::None;
    std::uint32_t index = 0;  ///< containers: of their children; texts: length
    union {
      std::int64_t integer = 0;
      double number;
      const char* text;  ///< into the bytes, `decoded` or the table of known constructors
    };
  };

  std::string owned;       ///< empty where the caller keeps the bytes
  std::string_view bytes;  ///< of the file
  std::vector<Node> nodes;
  /// Elements; key, value, key, value ...; for an Object constructor, arguments, state.
  std::vector<std::vector<std::uint32_t>> children;
  std::deque<std::string> decoded;  ///< texts that do not stand in the bytes as they are
  std::uint32_t root = 0;
  std::size_t used = 0;

  static constexpr std::uint32_t kNone = 0;  ///< nodes that are there from the start
  static constexpr std::uint32_t kFalse = 1;
  static constexpr std::uint32_t kTrue = 2;
  static constexpr std::uint32_t kEmptyTuple = 3;

  [[nodiscard]] std::string_view textOf(std::uint32_t node) const { return {nodes[node].text, nodes[node].index}; }
  [[nodiscard]] const std::vector<std::uint32_t>& childrenOf(std::uint32_t node) const {
    return children[nodes[node].index];
  }
};

/// The spelling that lives as long as the program of a constructor that pickles may name; empty for all others.
[[nodiscard]] std::string_view knownConstructor(std::string_view module, std::string_view name);

}  // namespace dyadic::nets
