// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/types/Expected.h"

namespace dyadic::nets {

struct PickleTree;

/// One value of a pickle: a handle that is cheap to copy and lives no longer than the Pickle it came from.
///
/// Values are shared as in the file (a list that stands in ten places is one list), and a hostile file can make a list
/// its own element: who descends must bound the depth.
class PickleValue {
 public:
  enum class Kind {
    None,
    Bool,
    Int,
    LongInt,  ///< beyond 64 bits; text() has its little-endian bytes
    Float,
    Text,   ///< UTF-8 by promise of the file, unchecked
    Bytes,  ///< also Python 2's plain strings
    List,
    Tuple,
    Set,
    Dict,
    Global,      ///< a constructor that is known, by name(): torch.FloatStorage
    Object,      ///< what a constructor was asked to make: name(), arguments(), state(). Nothing has been called
    Persistent,  ///< a reference to something beside the pickle, described by at(0)
  };

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool isNone() const { return kind() == Kind::None; }
  /// A Bool or an Int of 0 or 1, as numpy writes flags.
  [[nodiscard]] std::optional<bool> flag() const;
  /// An Int or a Bool.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  /// A Float, an Int or a Bool.
  [[nodiscard]] std::optional<double> number() const;
  /// Text or Bytes (Python 2 wrote names as either).
  [[nodiscard]] std::optional<std::string_view> text() const;
  /// A list or tuple of integers; nothing where it is anything else.
  [[nodiscard]] std::optional<std::vector<std::int64_t>> integers() const;

  /// Elements of a list, tuple or set, pairs of a dict; 1 for Persistent; 0 for all others.
  [[nodiscard]] std::size_t size() const;
  /// Element, or value of a dict's pair. REQUIRES: index < size().
  [[nodiscard]] PickleValue at(std::size_t index) const;
  /// Key of a dict's pair, in the file's order and as often as the file sets it. REQUIRES: a Dict, index < size().
  [[nodiscard]] PickleValue key(std::size_t index) const;
  /// A dict's value by text key; of several the last, as in Python. Nothing where there is none or this is no dict.
  [[nodiscard]] std::optional<PickleValue> find(std::string_view key) const;

  /// Of a Global or Object, "module.name"; empty for all others.
  [[nodiscard]] std::string_view name() const;
  /// Positional arguments of an Object: a tuple. An empty one for all others.
  [[nodiscard]] PickleValue arguments() const;
  /// What BUILD gave an Object, None if nothing.
  [[nodiscard]] PickleValue state() const;

  /// The same value in the same Pickle.
  [[nodiscard]] bool is(const PickleValue& other) const { return tree_ == other.tree_ && node_ == other.node_; }
  [[nodiscard]] std::uint32_t id() const { return node_; }  ///< unique in its Pickle

 private:
  friend class Pickle;
  PickleValue(const PickleTree* tree, std::uint32_t node) : tree_(tree), node_(node) {}
  const PickleTree* tree_;
  std::uint32_t node_;
};

/// A Python pickle of protocol 0 to 5 as a tree of plain values. It builds tensors' descriptions and containers only
/// and runs nothing: a pickle that names a function or class which is not on the short list of constructors that
/// weights and arrays need (collections.OrderedDict, torch._utils._rebuild_tensor_v2, torch.FloatStorage,
/// numpy.core.multiarray._reconstruct ...) is refused by that name.
///
/// For untrusted bytes: no recursion; memory stays below 64 bytes for each byte of the pickle and 256 MiB beside the
/// bytes themselves, whatever the file says. Texts are views into the bytes. Immutable; any thread.
class Pickle {
 public:
  /// Reads the one pickle at the beginning of `bytes`; what follows it is ignored (see used()). Errors name `source`.
  [[nodiscard]] static Expected<Pickle> parse(std::string bytes, const std::string& source);
  /// The same, with bytes that the caller keeps alive for as long as the Pickle.
  [[nodiscard]] static Expected<Pickle> view(std::string_view bytes, const std::string& source);

  [[nodiscard]] PickleValue root() const;
  /// Every value of the tree once, in no particular order, whether the root leads to it or not.
  [[nodiscard]] std::size_t count() const;
  /// REQUIRES: index < count().
  [[nodiscard]] PickleValue value(std::size_t index) const;
  /// Bytes of the pickle itself, its STOP included.
  [[nodiscard]] std::size_t used() const;

 private:
  explicit Pickle(std::shared_ptr<const PickleTree> tree) : tree_(std::move(tree)) {}
  std::shared_ptr<const PickleTree> tree_;
};

/// The function or class by whose name Pickle refused a file; empty for every other error.
[[nodiscard]] std::string refusedName(const Error& error);

/// A numpy array in a pickle. `data` points into the Pickle and holds exactly the bytes that shape and type need.
struct PickleArray {
  std::vector<std::int64_t> shape;
  char type = 'u';  ///< numpy's kind: b bool, u unsigned, i signed, f float
  std::size_t itemBytes = 1;
  bool bigEndian = false;
  bool columnMajor = false;  ///< Fortran order
  std::string_view data;
};

/// Nothing where the value is no numpy array of numbers, or one whose bytes do not fit its shape.
[[nodiscard]] std::optional<PickleArray> arrayOf(const PickleValue& value);

}  // namespace dyadic::nets
