// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/RunTrash.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace dyadic::runtime {

RunTrash::~RunTrash() {
  // Where this folder is missing, Qt 6.4 takes the current one for the trash.
  QDir().mkpath(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation));
  QStringList folders;
  for (const QString& place : std::as_const(places_)) {
    QFile::moveToTrash(place);
    folders << QFileInfo(place).absolutePath();
  }
  folders.removeDuplicates();
  for (const QString& folder : std::as_const(folders)) QDir().rmdir(folder);  // only if it is empty
}

Status RunTrash::discard(const QString& path) {
  const QFileInfo info(path);
  QDir folder = info.dir();
  folder.mkdir(QStringLiteral(".trash"));
  const QDir trash(folder.filePath(QStringLiteral(".trash")));
  QString place = trash.filePath(info.fileName());
  for (int i = 2; QFile::exists(place); ++i)
    place = trash.filePath(QStringLiteral("%1-%2.%3").arg(info.completeBaseName()).arg(i).arg(info.suffix()));
  QFile file(path);
  if (!file.rename(place))
    return failure(DYADIC_TR("engine", "%1 cannot be deleted: %2. Check that you may write to its folder."),
                   {path.toStdString(), file.errorString().toStdString()});
  places_.insert(path, place);
  return {};
}

Status RunTrash::restore(const QString& path) {
  const auto place = places_.constFind(path);
  if (place == places_.cend())
    return failure(DYADIC_TR("engine", "%1 cannot be brought back: it was not deleted here."), {path.toStdString()});
  QFile file(*place);
  if (!file.rename(path))
    return failure(DYADIC_TR("engine", "%1 cannot be brought back: %2. It is still there as %3."),
                   {path.toStdString(), file.errorString().toStdString(), place->toStdString()});
  const QString trash = QFileInfo(*place).absolutePath();
  places_.erase(place);
  QDir().rmdir(trash);
  return {};
}

}  // namespace dyadic::runtime
