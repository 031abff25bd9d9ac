// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/ErrorText.h"

#include <QCoreApplication>

namespace dyadic::runtime {

QString engineText(const std::string& text) {
  return text.empty() ? QString() : QCoreApplication::translate("engine", text.c_str());
}

QString errorText(const Error& error) {
  const QString text = engineText(error.text);
  QString result;
  result.reserve(text.size());
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (text[i] == u'%' && i + 1 < text.size() && text[i + 1] >= u'1' && text[i + 1] <= u'9') {
      const auto index = static_cast<std::size_t>(text[i + 1].unicode() - u'1');
      if (index < error.arguments.size()) {
        result += QString::fromStdString(error.arguments[index]);
        ++i;
        continue;
      }
    }
    result += text[i];
  }
  return result;
}

}  // namespace dyadic::runtime
