// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <utility>

#include "engine/types/MethodInfo.h"

/// Schema entries for forms whose texts are the window's own.
namespace dyadic::widgets {

struct FormText {
  QString label;
  QString description;
};

[[nodiscard]] inline ParameterSpec formSpec(const char* key, ParameterSpec::Kind kind, ParameterValue value,
                                            const FormText& text) {
  ParameterSpec result;
  result.key = key;
  result.label = text.label.toStdString();
  result.description = text.description.toStdString();
  result.kind = kind;
  result.defaultValue = std::move(value);
  return result;
}

/// A whole or real number, as `value` is.
[[nodiscard]] inline ParameterSpec numberSpec(const char* key, ParameterValue value, std::pair<double, double> range,
                                              const FormText& text) {
  const bool real = std::holds_alternative<double>(value);
  using Kind = ParameterSpec::Kind;
  ParameterSpec result = formSpec(key, real ? Kind::Real : Kind::Integer, std::move(value), text);
  result.minimum = range.first;
  result.maximum = range.second;
  return result;
}

}  // namespace dyadic::widgets
