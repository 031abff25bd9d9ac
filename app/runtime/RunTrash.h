// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include "engine/types/Expected.h"

namespace dyadic::runtime {

/// Run files that were deleted and can still be brought back: they wait in the folder .trash beside them, and go to the
/// desktop's trash when this object ends. Where there is none they stay in .trash. One thread.
class RunTrash {
 public:
  RunTrash() = default;
  RunTrash(const RunTrash&) = delete;
  RunTrash& operator=(const RunTrash&) = delete;
  ~RunTrash();

  /// Fails where the file cannot be moved; it is then where it was.
  [[nodiscard]] Status discard(const QString& path);
  /// Fails where it was not discarded here, or another file has taken its place.
  [[nodiscard]] Status restore(const QString& path);
  [[nodiscard]] bool holds(const QString& path) const { return places_.contains(path); }

 private:
  QHash<QString, QString> places_;  ///< where each file is now
};

}  // namespace dyadic::runtime
