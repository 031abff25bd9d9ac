// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Translations.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QTranslator>
#include <utility>

namespace dyadic::shell {
namespace {

// What the window shows of Qt's own texts at every turn: Qt's translations are a package that may be missing.
[[maybe_unused]] constexpr const char* kTextsOfQt[] = {
    QT_TRANSLATE_NOOP("QPlatformTheme", "OK"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Save"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Close"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Open"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&Yes"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&No"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Undo"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Redo"),
    QT_TRANSLATE_NOOP("QLineEdit", "Cu&t"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Copy"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Paste"),
    QT_TRANSLATE_NOOP("QLineEdit", "Delete"),
    QT_TRANSLATE_NOOP("QLineEdit", "Select All"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Copy"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Select All"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Copy &Link Location"),
};

}  // namespace

QStringList languages() {
  QStringList found{QStringLiteral("en")};
  for (const QString& file : QDir(QStringLiteral(":/translations")).entryList({QStringLiteral("dyadic_*.qm")}))
    found << file.section(QLatin1Char('_'), 1).section(QLatin1Char('.'), 0, 0);
  found.removeDuplicates();  // English has a file as well: its plural forms
  return found;
}

QLocale localeOf(const QString& language) { return languages().contains(language) ? QLocale(language) : QLocale(); }

void installTranslations(QCoreApplication& application, const QLocale& locale) {
  const std::pair<QString, QString> files[] = {
      {QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)},
      {QStringLiteral("dyadic"), QStringLiteral(":/translations")}};
  for (const auto& [name, folder] : files) {
    auto* translator = new QTranslator(&application);
    if (translator->load(locale, name, QStringLiteral("_"), folder) ||
        translator->load(name + QStringLiteral("_en"), folder))
      QCoreApplication::installTranslator(translator);
  }
}

}  // namespace dyadic::shell
