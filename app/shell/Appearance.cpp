// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Appearance.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QLocale>
#include <QMainWindow>
#include <QMenu>

#include "app/shell/MainMenu.h"
#include "app/shell/Notices.h"
#include "app/shell/SystemTheme.h"
#include "app/shell/Translations.h"
#include "app/shell/WindowLayout.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {
namespace {

const QString kTheme = QStringLiteral("theme");
const QString kLanguage = QStringLiteral("language");
const QString kSystem = QStringLiteral("system");

}  // namespace

Appearance::Appearance(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
  const QString theme = settings_.text(kTheme, kSystem);
  for (QAction* action : parts_.menu.themes->actions())
    if (action->data().toString() == theme) action->setChecked(true);
  connect(parts_.menu.themes, &QActionGroup::triggered, this,
          [this](QAction* action) { setTheme(action->data().toString()); });
  connect(&SystemTheme::instance(), &SystemTheme::changed, this, [this] {
    if (settings_.text(kTheme, kSystem) == kSystem) applySavedTheme();
  });
  fillLanguages();
  connect(parts_.menu.resetLayout, &QAction::triggered, this, [this] {
    for (QAction* action : {parts_.menu.showRuns, parts_.menu.showLayers, parts_.menu.showDetails})
      action->setChecked(true);
    parts_.layout.reset(parts_.window);
  });
}

void Appearance::applySavedTheme() {
  const widgets::Theme system = SystemTheme::instance().theme();  // made before the palette is replaced
  const QString saved = runtime::Settings().text(kTheme);
  widgets::applyTheme(*qApp, saved == QLatin1String("light")  ? widgets::Theme::Light
                             : saved == QLatin1String("dark") ? widgets::Theme::Dark
                                                              : system);
}

void Appearance::setTheme(const QString& id) {
  settings_.setText(kTheme, id);
  applySavedTheme();
}

void Appearance::fillLanguages() {
  auto* group = new QActionGroup(this);
  const QString chosen = settings_.text(kLanguage, kSystem);
  const auto add = [&](const QString& id, const QString& name) {
    QAction* action = parts_.menu.languages->addAction(name);
    action->setCheckable(true);
    action->setChecked(id == chosen);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, id] { setLanguage(id); });
  };
  add(kSystem, tr("As the &system"));
  for (const QString& id : languages()) {
    QString name = QLocale(id).nativeLanguageName();
    if (id == QLatin1String("en")) name = QStringLiteral("English");  // Qt's own says which English
    add(id, name.isEmpty() ? id : name);
  }
}

void Appearance::setLanguage(const QString& id) {
  if (settings_.text(kLanguage, kSystem) == id) return;
  settings_.setText(kLanguage, id);
  parts_.notices.show(widgets::Severity::Info, tr("The language changes with the next start"),
                      tr("Close Dyadic and open it again. A run that is on can be resumed from its file."));
}

}  // namespace dyadic::shell
