// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/ParameterValues.h"

#include <QStringList>

#include "widgets/controls/NumberEdit.h"
#include "widgets/forms/Field.h"

namespace dyadic::widgets {

QString choiceText(const std::string& choice) {
  return QString::fromStdString(choice).replace(QLatin1Char('_'), QLatin1Char(' '));
}

std::optional<std::vector<double>> asNumbers(const ParameterValue& value) {
  if (const auto* real = std::get_if<double>(&value)) return std::vector{*real};
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::vector{static_cast<double>(*integer)};
  if (const auto* reals = std::get_if<std::vector<double>>(&value)) return *reals;
  if (const auto* integers = std::get_if<std::vector<std::int64_t>>(&value)) {
    return std::vector<double>(integers->begin(), integers->end());
  }
  return std::nullopt;
}

bool isList(const ParameterValue& value) {
  return std::holds_alternative<std::vector<double>>(value) || std::holds_alternative<std::vector<std::int64_t>>(value);
}

QString valueText(const ParameterValue& value) {
  if (const bool* on = std::get_if<bool>(&value)) return *on ? Field::tr("on") : Field::tr("off");
  if (const auto* text = std::get_if<std::string>(&value)) return choiceText(*text);
  QStringList texts;
  for (const double number : asNumbers(value).value_or(std::vector<double>())) texts << shortNumber(number);
  return texts.join(QStringLiteral(", "));
}

}  // namespace dyadic::widgets
