// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Translations.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QTranslator>
#include <utility>

namespace dyadic::shell {

QStringList languages() {
  QStringList found{QStringLiteral("en")};
  for (const QString& file : QDir(QStringLiteral(":/translations")).entryList({QStringLiteral("dyadic_*.qm")}))
    found << file.section(QLatin1Char('_'), 1).section(QLatin1Char('.'), 0, 0);
  return found;
}

QLocale localeOf(const QString& language) { return languages().contains(language) ? QLocale(language) : QLocale(); }

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
