// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/ParameterCheck.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/session/JsonObject.h"

namespace dyadic::session {
namespace {

using nlohmann::json;
using Kind = ParameterSpec::Kind;

const char* nameOf(Kind kind) {
  switch (kind) {
    case Kind::Boolean:
      return "true or false";
    case Kind::Integer:
      return "a whole number";
    case Kind::Real:
      return "a number";
    case Kind::Choice:
      return "one of its choices";
    case Kind::Text:
      return "a text";
    case Kind::IntegerList:
      return "a list of whole numbers";
    case Kind::RealList:
      return "a list of numbers";
  }
  return "";
}

bool allOf(const json& value, bool (json::*test)() const noexcept) {
  return value.is_array() && std::all_of(value.begin(), value.end(), [&](const json& v) { return (v.*test)(); });
}

std::optional<ParameterValue> convert(const json& value, Kind kind) {
  switch (kind) {
    case Kind::Boolean:
      if (value.is_boolean()) return ParameterValue(value.get<bool>());
      break;
    case Kind::Integer:
      if (value.is_number_integer()) return ParameterValue(value.get<std::int64_t>());
      break;
    case Kind::Real:
      if (value.is_number()) return ParameterValue(value.get<double>());
      break;
    case Kind::Choice:
    case Kind::Text:
      if (value.is_string()) return ParameterValue(value.get<std::string>());
      break;
    case Kind::IntegerList:
      if (allOf(value, &json::is_number_integer)) return ParameterValue(value.get<std::vector<std::int64_t>>());
      break;
    case Kind::RealList:
      if (allOf(value, &json::is_number)) return ParameterValue(value.get<std::vector<double>>());
      break;
  }
  return std::nullopt;
}

const ParameterSpec* findSpec(const MethodInfo& method, const std::string& key) {
  const auto it = std::find_if(method.parameters.begin(), method.parameters.end(),
                               [&](const ParameterSpec& spec) { return spec.key == key; });
  return it == method.parameters.end() ? nullptr : &*it;
}

bool hasKind(const ParameterValue& value, Kind kind) {
  switch (kind) {
    case Kind::Boolean:
      return std::holds_alternative<bool>(value);
    case Kind::Integer:
      return std::holds_alternative<std::int64_t>(value);
    case Kind::Real:
      return std::holds_alternative<double>(value);
    case Kind::Choice:
    case Kind::Text:
      return std::holds_alternative<std::string>(value);
    case Kind::IntegerList:
      return std::holds_alternative<std::vector<std::int64_t>>(value);
    case Kind::RealList:
      return std::holds_alternative<std::vector<double>>(value);
  }
  return false;
}

std::vector<double> numbersOf(const ParameterValue& value) {
  if (const auto* v = std::get_if<std::int64_t>(&value)) return {static_cast<double>(*v)};
  if (const auto* v = std::get_if<double>(&value)) return {*v};
  if (const auto* v = std::get_if<std::vector<std::int64_t>>(&value)) return {v->begin(), v->end()};
  if (const auto* v = std::get_if<std::vector<double>>(&value)) return *v;
  return {};
}

std::string text(double value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

Error outOfRange(const ParameterSpec& spec, double value, const std::string& where) {
  std::string hint = spec.outOfRangeHint.empty() ? "" : " " + spec.outOfRangeHint;
  if (spec.minimum && spec.maximum) {
    return usageError(DYADIC_TR("engine", "%1 is %2 but must be from %3 to %4.%5"),
                      {where, text(value), text(*spec.minimum), text(*spec.maximum), hint});
  }
  if (spec.minimum) {
    return usageError(DYADIC_TR("engine", "%1 is %2 but must be at least %3.%4"),
                      {where, text(value), text(*spec.minimum), hint});
  }
  return usageError(DYADIC_TR("engine", "%1 is %2 but must be at most %3.%4"),
                    {where, text(value), text(*spec.maximum), hint});
}

}  // namespace

Expected<ParameterMap> readParameters(const MethodInfo& method, const json& object, const std::string& source) {
  JsonObject reader(object, "method.parameters", source);
  ParameterMap out;
  for (const auto& spec : method.parameters) {
    reader.allow(spec.key);
    const auto it = object.find(spec.key);
    if (it == object.end()) continue;
    auto value = convert(*it, spec.kind);
    if (!value) {
      return usageError(DYADIC_TR("engine", "%1: \"%2\" must be %3, not %4."),
                        {source, reader.pathOf(spec.key), nameOf(spec.kind), it->dump()});
    }
    out[spec.key] = std::move(*value);
  }
  if (auto status = reader.finish(); !status) return status.error();
  fillParameters(method, out);
  return out;
}

void fillParameters(const MethodInfo& method, ParameterMap& parameters) {
  const ParameterMap given = parameters;
  for (const auto& spec : method.parameters) parameters.try_emplace(spec.key, spec.defaultValue);
  for (const auto& spec : method.parameters) {
    if (!spec.sameAs.empty() && given.count(spec.key) == 0) parameters[spec.key] = parameters[spec.sameAs];
  }
}

Status checkParameter(const MethodInfo& method, const std::string& key, const ParameterValue& value,
                      const std::string& where) {
  const ParameterSpec* spec = findSpec(method, key);
  if (spec == nullptr) {
    std::vector<std::string> known;
    for (const auto& s : method.parameters) known.push_back(s.key);
    if (known.empty()) {
      return usageError(DYADIC_TR("engine", "unknown key \"%1\": the method %2 has no parameters."),
                        {where, method.id});
    }
    return usageError(DYADIC_TR("engine", "unknown key \"%1\". Did you mean \"%2\"?"),
                      {where, nearestWord(key, known)});
  }
  if (!hasKind(value, spec->kind)) {
    return usageError(DYADIC_TR("engine", "%1 must be %2."), {where, nameOf(spec->kind)});
  }
  if (spec->kind == Kind::Choice) {
    const auto& word = std::get<std::string>(value);
    if (std::find(spec->choices.begin(), spec->choices.end(), word) == spec->choices.end()) {
      std::string list;
      for (const auto& choice : spec->choices) list += (list.empty() ? "" : ", ") + choice;
      return usageError(DYADIC_TR("engine", "%1 is \"%2\" but must be one of %3."), {where, word, list});
    }
  }
  const auto numbers = numbersOf(value);
  const bool list = spec->kind == Kind::IntegerList || spec->kind == Kind::RealList;
  if (list && numbers.empty()) return usageError(DYADIC_TR("engine", "%1 must not be empty."), {where});
  for (double number : numbers) {
    const bool low = spec->minimum && !(number >= *spec->minimum);
    const bool high = spec->maximum && !(number <= *spec->maximum);
    if (low || high || !std::isfinite(number)) return outOfRange(*spec, number, where);
  }
  return {};
}

Status checkParameters(const MethodInfo& method, const ParameterMap& parameters) {
  const auto follows = [&](const std::string& key) {
    const ParameterSpec* spec = findSpec(method, key);
    return spec != nullptr && !spec->sameAs.empty();
  };
  for (const bool following : {false, true}) {
    for (const auto& [key, value] : parameters) {
      if (follows(key) != following) continue;
      if (auto status = checkParameter(method, key, value, "method.parameters." + key); !status) return status;
    }
  }
  return {};
}

std::optional<std::vector<std::int64_t>> parseInput(const std::string& text) {
  std::vector<std::int64_t> out;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, 'x');) {
    const bool digits = !part.empty() && part.size() < 6 &&
                        std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || part == "0") return std::nullopt;
    out.push_back(std::stoll(part));
  }
  if (out.size() != 3 || text.back() == 'x') return std::nullopt;
  return out;
}

}  // namespace dyadic::session
