// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/Settings.h"

namespace dyadic::runtime {
namespace {

QString keyOf(Settings::Recent kind) {
  switch (kind) {
    case Settings::Recent::Models:
      return QStringLiteral("recent/models");
    case Settings::Recent::Data:
      return QStringLiteral("recent/data");
    case Settings::Recent::Runs:
      break;
  }
  return QStringLiteral("recent/runs");
}

}  // namespace

QStringList Settings::recent(Recent kind) const { return settings_.value(keyOf(kind)).toStringList(); }

void Settings::addRecent(Recent kind, const QString& path) {
  QStringList paths = recent(kind);
  paths.removeAll(path);
  paths.prepend(path);
  settings_.setValue(keyOf(kind), paths.mid(0, kMaxRecent));
}

void Settings::clearRecent(Recent kind) { settings_.remove(keyOf(kind)); }

}  // namespace dyadic::runtime
