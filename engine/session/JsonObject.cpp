// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/JsonObject.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace dyadic::session {
namespace {

std::size_t editDistance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({substitute, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearestWord(const std::string& word, const std::vector<std::string>& known) {
  const auto nearest = std::min_element(known.begin(), known.end(), [&](const std::string& a, const std::string& b) {
    return editDistance(word, a) < editDistance(word, b);
  });
  return nearest == known.end() ? std::string() : *nearest;
}

JsonObject::JsonObject(const nlohmann::json& object, std::string where, std::string source)
    : object_(object), where_(std::move(where)), source_(std::move(source)) {
  if (!object_.is_object()) {
    fail(where_.empty()
             ? usageError(DYADIC_TR("engine", "%1 must be an object in braces."), {source_})
             : usageError(DYADIC_TR("engine", "%1: \"%2\" must be an object in braces."), {source_, where_}));
  }
}

void JsonObject::fail(Error error) {
  if (!error_) error_ = std::move(error);
}

void JsonObject::wrongType(const std::string& key, const std::string& expected) {
  fail(usageError(DYADIC_TR("engine", "%1: \"%2\" must be %3, not %4."),
                  {source_, pathOf(key), expected, object_.at(key).dump()}));
}

const nlohmann::json* JsonObject::find(const std::string& key) {
  known_.push_back(key);
  if (error_ || !object_.is_object()) return nullptr;
  const auto it = object_.find(key);
  return it == object_.end() ? nullptr : &*it;
}

void JsonObject::read(const std::string& key, std::string& out) {
  const auto* value = find(key);
  if (value == nullptr) return;
  if (!value->is_string()) return wrongType(key, "a string");
  out = value->get<std::string>();
}

void JsonObject::read(const std::string& key, bool& out) {
  const auto* value = find(key);
  if (value == nullptr) return;
  if (!value->is_boolean()) return wrongType(key, "true or false");
  out = value->get<bool>();
}

void JsonObject::read(const std::string& key, double& out) {
  const auto* value = find(key);
  if (value == nullptr) return;
  if (!value->is_number()) return wrongType(key, "a number");
  out = value->get<double>();
}

template <class Integer>
void JsonObject::readInteger(const std::string& key, Integer& out) {
  const auto* value = find(key);
  if (value == nullptr) return;
  const bool negative = value->is_number_integer() && !value->is_number_unsigned();
  if (!value->is_number_integer() || (negative && std::is_unsigned_v<Integer>)) {
    return wrongType(key, std::is_unsigned_v<Integer> ? "a whole number, 0 or more" : "a whole number");
  }
  if (!negative && value->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<Integer>::max())) {
    return wrongType(key, "a smaller number");
  }
  if (negative && value->get<std::int64_t>() < static_cast<std::int64_t>(std::numeric_limits<Integer>::min())) {
    return wrongType(key, "a larger number");
  }
  out = value->get<Integer>();
}

void JsonObject::read(const std::string& key, int& out) { readInteger(key, out); }
void JsonObject::read(const std::string& key, std::int64_t& out) { readInteger(key, out); }
void JsonObject::read(const std::string& key, std::uint64_t& out) { readInteger(key, out); }

void JsonObject::readWord(const std::string& key, std::string& out) {
  const auto* value = find(key);
  if (value == nullptr) return;
  if (value->is_number_integer()) {
    out = value->dump();
  } else if (value->is_string()) {
    out = value->get<std::string>();
  } else {
    wrongType(key, "a string or a whole number");
  }
}

void JsonObject::read(const std::string& key, std::optional<std::uint64_t>& out) {
  const auto* value = find(key);
  if (value == nullptr || value->is_null()) return;
  std::uint64_t number = 0;
  readInteger(key, number);
  out = number;
}

void JsonObject::read(const std::string& key, std::vector<double>& out) {
  const auto* value = find(key);
  if (value == nullptr) return;
  const bool numbers =
      value->is_array() && std::all_of(value->begin(), value->end(), [](const auto& v) { return v.is_number(); });
  if (!numbers) return wrongType(key, "a list of numbers");
  out = value->get<std::vector<double>>();
}

void JsonObject::read(const std::string& key, std::vector<std::string>& out) {
  const auto* value = find(key);
  if (value == nullptr) return;
  const bool strings =
      value->is_array() && std::all_of(value->begin(), value->end(), [](const auto& v) { return v.is_string(); });
  if (!strings) return wrongType(key, "a list of strings");
  out = value->get<std::vector<std::string>>();
}

void JsonObject::readOneOrMany(const std::string& key, std::vector<int>& out) {
  const auto* value = find(key);
  if (value == nullptr) return;
  const auto whole = [](const nlohmann::json& v) {
    return v.is_number_integer() && v.get<std::int64_t>() >= 0 && v.get<std::int64_t>() <= 1'000'000;
  };
  if (whole(*value)) {
    out = {value->get<int>()};
  } else if (value->is_array() && std::all_of(value->begin(), value->end(), whole)) {
    out = value->get<std::vector<int>>();
  } else {
    wrongType(key, "a whole number, 0 or more, or a list of them");
  }
}

const nlohmann::json* JsonObject::child(const std::string& key, nlohmann::json::value_t type) {
  const auto* value = find(key);
  if (value == nullptr) return nullptr;
  if (value->type() != type) {
    wrongType(key, type == nlohmann::json::value_t::array ? "a list in brackets" : "an object in braces");
    return nullptr;
  }
  return value;
}

Status JsonObject::finish() const {
  if (error_) return *error_;
  for (const auto& [key, value] : object_.items()) {
    if (known_.empty()) {
      return usageError(DYADIC_TR("engine", "%1: unknown key \"%2\": nothing can be set there."),
                        {source_, pathOf(key)});
    }
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
      return usageError(DYADIC_TR("engine", "%1: unknown key \"%2\". Did you mean \"%3\"?"),
                        {source_, pathOf(key), pathOf(nearestWord(key, known_))});
    }
  }
  return {};
}

}  // namespace dyadic::session
