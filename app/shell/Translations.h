// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QStringList>

class QCoreApplication;

namespace dyadic::shell {

/// Languages there are texts for, English first: "en", "de" ...
[[nodiscard]] QStringList languages();
/// The locale that a setting means: a language, or the user's own for "system" and everything else.
[[nodiscard]] QLocale localeOf(const QString& language);

/// Texts of the program, of the engine and of Qt's own dialogs in the first of the locale's languages that there is;
/// English where there is none. Call before the first widget is made. The translators belong to the application.
void installTranslations(QCoreApplication& application, const QLocale& locale);

}  // namespace dyadic::shell
