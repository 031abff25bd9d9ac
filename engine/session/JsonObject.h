// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/types/Expected.h"

namespace dyadic::session {

/// The word of `known` that `word` was most likely meant to be (least edit distance); empty if `known` is.
[[nodiscard]] std::string nearestWord(const std::string& word, const std::vector<std::string>& known);

/// Reads one object of a config: typed values by key, and an error for keys nobody asked for. The first error sticks
/// and later reads do nothing, so that a reader is a plain list of keys. Not thread safe.
class JsonObject {
 public:
  /// `where` is the dotted path of the object, `source` the file named in errors. Both must outlive this.
  JsonObject(const nlohmann::json& object, std::string where, std::string source);

  /// Each leaves `out` alone where the key is missing.
  void read(const std::string& key, std::string& out);
  void read(const std::string& key, bool& out);
  void read(const std::string& key, double& out);
  void read(const std::string& key, int& out);
  void read(const std::string& key, std::int64_t& out);
  void read(const std::string& key, std::uint64_t& out);
  void read(const std::string& key, std::vector<double>& out);
  void read(const std::string& key, std::vector<std::string>& out);
  /// A string, or a whole number that is taken as one.
  void readWord(const std::string& key, std::string& out);
  /// null means nothing, as a missing key does.
  void read(const std::string& key, std::optional<std::uint64_t>& out);
  /// A number or a list of numbers.
  void readOneOrMany(const std::string& key, std::vector<int>& out);
  /// An object or list below this one; null where missing.
  const nlohmann::json* child(const std::string& key, nlohmann::json::value_t type);

  /// A key that this object may have is known even if read by other means.
  void allow(const std::string& key) { known_.push_back(key); }
  void fail(Error error);
  [[nodiscard]] std::string pathOf(const std::string& key) const { return where_.empty() ? key : where_ + "." + key; }

  /// The first error, or the first key that was never asked for.
  [[nodiscard]] Status finish() const;

 private:
  const nlohmann::json* find(const std::string& key);
  void wrongType(const std::string& key, const std::string& expected);
  template <class Integer>
  void readInteger(const std::string& key, Integer& out);

  const nlohmann::json& object_;
  std::string where_;
  std::string source_;
  std::vector<std::string> known_;
  std::optional<Error> error_;
};

}  // namespace dyadic::session
