// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/SystemTheme.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QFileInfo>
#include <QPointer>

namespace dyadic::shell {
namespace {

constexpr int kPatience = 200;  // ms
const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kSpaceName = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");

/// Qt would start a bus of its own where it finds none, and wait for it.
bool hasBus() {
  if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")) return true;
  return QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

}  // namespace

SystemTheme::SystemTheme(QObject* parent) : QObject(parent), palette_(widgets::systemTheme()) {
  if (hasBus()) askPortal();
}

SystemTheme& SystemTheme::instance() {
  static QPointer<SystemTheme> theme;
  if (!theme) theme = new SystemTheme(QCoreApplication::instance());
  return *theme;
}

void SystemTheme::askPortal() {
  QDBusConnection bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return;
  QDBusMessage read = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
  read << kSpaceName << kKey;
  const QDBusMessage answer = bus.call(read, QDBus::Block, kPatience);
  if (answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty())
    portal_ = themeOf(answer.arguments().first());
  bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
              SLOT(settingChanged(QString, QString, QDBusVariant)));
}

std::optional<widgets::Theme> SystemTheme::themeOf(const QVariant& scheme) {
  if (scheme.canConvert<QDBusVariant>()) return themeOf(scheme.value<QDBusVariant>().variant());
  switch (scheme.toUInt()) {
    case 1:
      return widgets::Theme::Dark;
    case 2:
      return widgets::Theme::Light;
    default:
      return std::nullopt;
  }
}

void SystemTheme::settingChanged(const QString& space, const QString& key, const QDBusVariant& value) {
  if (space != kSpaceName || key != kKey) return;
  const widgets::Theme before = theme();
  portal_ = themeOf(value.variant());
  if (theme() != before) Q_EMIT changed();
}

}  // namespace dyadic::shell
