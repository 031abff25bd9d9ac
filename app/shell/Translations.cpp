// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>
#include <utility>

namespace dyadic::shell {

void installTranslations(QCoreApplication& application, const QLocale& locale) {
  const std::pair<QString, QString> files[] = {
      {QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)},
      {QStringLiteral("dyadic"), QStringLiteral(":/translations")}};
  for (const auto& [name, folder] : files) {
    auto* translator = new QTranslator(&application);
    if (translator->load(locale, name, QStringLiteral("_"), folder)) QCoreApplication::installTranslator(translator);
  }
}

}  // namespace dyadic::shell
