// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/nets/weights/PickleTree.h"

namespace dyadic::nets {

/// Python's pickle machine as far as data need it: reads the operations of one pickle into a tree. The first mistake
/// stops it. One use, one thread.
class PickleMachine {
 public:
  /// REQUIRES: `tree` has its bytes, which stay.
  PickleMachine(PickleTree& tree, const std::string& source);
  [[nodiscard]] Status run();

 private:
  using Kind = PickleValue::Kind;
  using Node = PickleTree::Node;

  bool step(unsigned char op);
  bool stepScalar(unsigned char op);
  bool stepText(unsigned char op);
  bool stepContainer(unsigned char op);
  bool stepObject(unsigned char op);
  bool stepMemo(unsigned char op);

  // Reading: false or nothing at the end of the bytes.
  std::optional<std::uint64_t> unsignedOf(int bytes);
  std::optional<std::string_view> take(std::uint64_t bytes);
  std::optional<std::string_view> line();

  // The stack. A failed pop is a mistake of the file.
  bool push(std::uint32_t node);
  std::optional<std::uint32_t> pop();
  std::optional<std::vector<std::uint32_t>> popToMark();

  bool pushInteger(std::int64_t value);
  bool pushNumber(double value);
  bool pushText(Kind kind, std::string_view text);
  bool pushDecoded(Kind kind, std::string text);
  bool pushContainer(Kind kind, std::vector<std::uint32_t> children);
  bool pushCounted(Kind kind, int lengthBytes);
  bool pushDecimal(std::string_view text);
  bool pushLong(std::optional<std::uint64_t> bytes);
  bool pushTuple(std::size_t size);
  bool pushGlobal(std::string_view module, std::string_view name);
  bool addTo(std::size_t count, Kind kind);
  bool addFromMark(Kind kind);
  bool instance();
  bool build();
  bool call();
  bool make(std::uint32_t constructor, std::uint32_t arguments);
  bool makeDict(std::uint32_t arguments);
  bool makeBytes(std::uint32_t arguments);

  std::uint32_t add(Node node);  ///< index of the new node; the limits are checked in step()
  bool fail(Error error);
  bool damaged();

  PickleTree& tree_;
  const std::string& source_;
  std::size_t at_ = 0;
  std::size_t slots_ = 0;         ///< children of all containers
  std::size_t decodedBytes_ = 0;  ///< of all texts that had to be decoded
  std::vector<std::uint32_t> stack_;
  std::vector<std::size_t> marks_;   ///< heights of the stack
  std::vector<std::uint32_t> memo_;  ///< node + 1; 0: not set
  std::size_t memorized_ = 0;
  std::optional<Error> error_;
};

}  // namespace dyadic::nets
