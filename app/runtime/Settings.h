// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace dyadic::runtime {

/// What the window remembers between starts, in the user's QSettings. Belongs to the window's thread.
class Settings {
 public:
  enum class Recent { Models, Data, Runs };
  static constexpr int kMaxRecent = 10;

  /// Newest first. Files that are gone stay listed: they may be on a disk that is not mounted now.
  [[nodiscard]] QStringList recent(Recent kind) const;
  /// Puts `path` first; an older mention of it goes.
  void addRecent(Recent kind, const QString& path);
  void clearRecent(Recent kind);

  [[nodiscard]] QByteArray bytes(const QString& key) const { return settings_.value(key).toByteArray(); }
  void setBytes(const QString& key, const QByteArray& value) { settings_.setValue(key, value); }
  [[nodiscard]] QString text(const QString& key, const QString& fallback = {}) const {
    return settings_.value(key, fallback).toString();
  }
  void setText(const QString& key, const QString& value) { settings_.setValue(key, value); }

 private:
  QSettings settings_;
};

}  // namespace dyadic::runtime
