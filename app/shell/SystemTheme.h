// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>
#include <optional>

#include "widgets/theme/Theme.h"

namespace dyadic::shell {

/// Whether the desktop is light or dark: what its portal says (org.freedesktop.appearance, color-scheme), also when it
/// changes; without a portal or a bus what its palette looked like when the program started. Window thread. Asking
/// waits for 200 ms at most, and only where there is a bus.
class SystemTheme : public QObject {
  Q_OBJECT
 public:
  /// Make it before the first applyTheme(), which replaces the palette.
  explicit SystemTheme(QObject* parent = nullptr);
  /// The program's one, which belongs to the application.
  [[nodiscard]] static SystemTheme& instance();

  [[nodiscard]] widgets::Theme theme() const { return portal_.value_or(palette_); }
  /// The portal's value: 1 is dark, 2 light, anything else no preference.
  [[nodiscard]] static std::optional<widgets::Theme> themeOf(const QVariant& scheme);

 public Q_SLOTS:
  /// What the portal sends when any of the desktop's settings changes.
  void settingChanged(const QString& space, const QString& key, const QDBusVariant& value);

 Q_SIGNALS:
  /// theme() is another one.
  void changed();

 private:
  void askPortal();

  widgets::Theme palette_;
  std::optional<widgets::Theme> portal_;
};

}  // namespace dyadic::shell
