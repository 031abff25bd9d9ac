// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/Theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QPalette>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QToolTip>
#include <algorithm>
#include <utility>

static void initializeResources() { Q_INIT_RESOURCE(widgets); }

namespace dyadic::widgets {
namespace {

struct State {
  Theme theme = Theme::Light;
  Colors colors = colorsOf(Theme::Light);
  QString family;
  int pixels = 13;
};

State& state() {
  static State instance;
  return instance;
}

Colors light() {
  Colors c;
  c.window = QColor(0xf4, 0xf5, 0xf7);
  c.surface = QColor(0xff, 0xff, 0xff);
  c.raised = QColor(0xff, 0xff, 0xff);
  c.border = QColor(0xe4, 0xe6, 0xeb);
  c.borderStrong = QColor(0xcd, 0xd2, 0xda);
  c.text = QColor(0x1c, 0x21, 0x29);
  c.textMuted = QColor(0x5b, 0x64, 0x72);
  c.textFaint = QColor(0x8c, 0x95, 0xa3);
  c.accent = QColor(0x2f, 0x6b, 0xe6);
  c.accentText = QColor(0xff, 0xff, 0xff);
  c.accentSoft = QColor(0xe6, 0xee, 0xfd);
  c.accentHover = QColor(0x24, 0x5c, 0xd0);
  c.hover = QColor(0xef, 0xf1, 0xf4);
  c.pressed = QColor(0xe3, 0xe6, 0xeb);
  c.ok = QColor(0x1a, 0x7f, 0x4b);
  c.warn = QColor(0x96, 0x63, 0x00);
  c.bad = QColor(0xc9, 0x2a, 0x2a);
  c.okSoft = QColor(0xdf, 0xf5, 0xe8);
  c.warnSoft = QColor(0xfd, 0xf1, 0xd0);
  c.badSoft = QColor(0xfd, 0xe6, 0xe4);
  c.floatData = QColor(0x6b, 0x75, 0x85);
  c.quantized = QColor(0x00, 0x72, 0xb2);
  c.trained = QColor(0xd9, 0x7a, 0x00);
  c.level = QColor(0x1c, 0x21, 0x29);
  c.clipped = QColor(0xd5, 0x5e, 0x00);
  c.plotGrid = QColor(0xea, 0xec, 0xf0);
  c.plotAxis = QColor(0xb4, 0xbb, 0xc6);
  c.runs = {QColor(0x00, 0x72, 0xb2), QColor(0xd5, 0x5e, 0x00), QColor(0x00, 0x9e, 0x73), QColor(0xcc, 0x79, 0xa7),
            QColor(0xe6, 0x9f, 0x00), QColor(0x56, 0xb4, 0xe9), QColor(0x4d, 0x55, 0x61), QColor(0xb3, 0xa1, 0x00)};
  return c;
}

Colors dark() {
  Colors c;
  c.window = QColor(0x14, 0x16, 0x1b);
  c.surface = QColor(0x1b, 0x1e, 0x25);
  c.raised = QColor(0x25, 0x29, 0x32);
  c.border = QColor(0x2b, 0x30, 0x3a);
  c.borderStrong = QColor(0x3d, 0x44, 0x51);
  c.text = QColor(0xe6, 0xe9, 0xef);
  c.textMuted = QColor(0x9d, 0xa6, 0xb5);
  c.textFaint = QColor(0x6c, 0x75, 0x85);
  c.accent = QColor(0x3f, 0x7d, 0xf2);
  c.accentText = QColor(0xff, 0xff, 0xff);
  c.accentSoft = QColor(0x23, 0x33, 0x54);
  c.accentHover = QColor(0x59, 0x90, 0xf6);
  c.hover = QColor(0x26, 0x2a, 0x33);
  c.pressed = QColor(0x30, 0x35, 0x40);
  c.ok = QColor(0x4c, 0xc3, 0x8a);
  c.warn = QColor(0xe5, 0xb5, 0x4a);
  c.bad = QColor(0xff, 0x7b, 0x72);
  c.okSoft = QColor(0x17, 0x35, 0x28);
  c.warnSoft = QColor(0x3a, 0x2f, 0x14);
  c.badSoft = QColor(0x46, 0x20, 0x22);
  c.floatData = QColor(0x98, 0xa2, 0xb3);
  c.quantized = QColor(0x56, 0xb4, 0xe9);
  c.trained = QColor(0xe6, 0x9f, 0x00);
  c.level = QColor(0xe6, 0xe9, 0xef);
  c.clipped = QColor(0xf2, 0x7a, 0x2c);
  c.plotGrid = QColor(0x29, 0x2e, 0x38);
  c.plotAxis = QColor(0x4b, 0x53, 0x62);
  c.runs = {QColor(0x56, 0xb4, 0xe9), QColor(0xe8, 0x7b, 0x35), QColor(0x2a, 0xc3, 0x9a), QColor(0xd9, 0x92, 0xbb),
            QColor(0xe6, 0x9f, 0x00), QColor(0x4c, 0x93, 0xd6), QColor(0xc8, 0xcd, 0xd5), QColor(0xf0, 0xe4, 0x42)};
  return c;
}

class Style : public QProxyStyle {
 public:
  Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* data) const override {
    switch (hint) {
      case SH_ToolTip_WakeUpDelay:
        return 400;
      case SH_ComboBox_Popup:
        return 0;
      case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
      default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
  }
};

/// The desktop's own font where there is one; DejaVu is what Qt falls back to, so that anything better is preferred.
QString chooseFamily() {
  const QString system = QFontInfo(QApplication::font()).family();
  if (!system.startsWith(QStringLiteral("DejaVu"))) return system;
  const QStringList installed = QFontDatabase::families();
  for (const char* wanted :
       {"Inter", "Noto Sans", "Cantarell", "Source Sans 3", "Roboto", "Open Sans", "Ubuntu", "Noto Sans CJK SC"}) {
    if (installed.contains(QLatin1String(wanted))) return QLatin1String(wanted);
  }
  return system;
}

QPalette paletteOf(const Colors& c) {
  QPalette p;
  p.setColor(QPalette::Window, c.window);
  p.setColor(QPalette::WindowText, c.text);
  p.setColor(QPalette::Base, c.surface);
  p.setColor(QPalette::AlternateBase, c.window);
  p.setColor(QPalette::Text, c.text);
  p.setColor(QPalette::Button, c.raised);
  p.setColor(QPalette::ButtonText, c.text);
  p.setColor(QPalette::BrightText, c.bad);
  p.setColor(QPalette::Highlight, c.accent);
  p.setColor(QPalette::HighlightedText, c.accentText);
  p.setColor(QPalette::Link, c.accent);
  p.setColor(QPalette::ToolTipBase, c.raised);
  p.setColor(QPalette::ToolTipText, c.text);
  p.setColor(QPalette::PlaceholderText, c.textFaint);
  p.setColor(QPalette::Mid, c.border);
  p.setColor(QPalette::Dark, c.borderStrong);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    p.setColor(QPalette::Disabled, role, c.textFaint);
  }
  return p;
}

QString styleSheet(const Colors& c, Theme theme, int pixels) {
  QFile file(QStringLiteral(":/dyadic/style.qss"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QString sheet = QString::fromUtf8(file.readAll());
  const bool isDark = theme == Theme::Dark;
  std::vector<std::pair<QString, QString>> names = {
      {"@window", c.window.name()},
      {"@surface", c.surface.name()},
      {"@raised", c.raised.name()},
      {"@field", (isDark ? c.window : c.surface).name()},
      {"@borderStrong", c.borderStrong.name()},
      {"@border", c.border.name()},
      {"@textMuted", c.textMuted.name()},
      {"@textFaint", c.textFaint.name()},
      {"@text", c.text.name()},
      {"@accentText", c.accentText.name()},
      {"@accentSoft", c.accentSoft.name()},
      {"@accentHover", c.accentHover.name()},
      {"@accent", c.accent.name()},
      {"@hover", c.hover.name()},
      {"@pressed", c.pressed.name()},
      {"@scroll", c.borderStrong.name()},
      {"@warn", c.warn.name()},
      {"@bad", c.bad.name()},
      {"@fontSize", QString::number(pixels)},
      {"@theme", isDark ? QStringLiteral("dark") : QStringLiteral("light")},
  };
  // Longest first, so that no name is taken for the beginning of another one.
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  for (const auto& [name, value] : names) sheet.replace(name, value);
  return sheet;
}

}  // namespace

const Colors& colors() { return state().colors; }
Colors colorsOf(Theme theme) { return theme == Theme::Dark ? dark() : light(); }
Theme currentTheme() { return state().theme; }

QColor runColor(int index) {
  const auto& runs = colors().runs;
  return runs[static_cast<std::size_t>(std::max(index, 0)) % runs.size()];
}

Theme systemTheme() {
  const QPalette palette = QApplication::palette();
  return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness() ? Theme::Dark
                                                                                                       : Theme::Light;
}

void applyTheme(QApplication& application, Theme theme) {
  initializeResources();
  State& s = state();
  if (s.family.isEmpty()) {
    s.family = chooseFamily();
    s.pixels = std::clamp(QFontInfo(QApplication::font()).pixelSize(), 13, 18);
    application.setStyle(new Style);
  }
  s.theme = theme;
  s.colors = colorsOf(theme);
  QApplication::setFont(themeFont(FontRole::Body));
  QApplication::setPalette(paletteOf(s.colors));
  QToolTip::setPalette(paletteOf(s.colors));
  application.setStyleSheet(styleSheet(s.colors, theme, s.pixels));
  Q_EMIT ThemeNotifier::instance().changed();
}

ThemeNotifier& ThemeNotifier::instance() {
  static ThemeNotifier notifier;
  return notifier;
}

QFont themeFont(FontRole role) {
  const State& s = state();
  QFont f = s.family.isEmpty() ? QApplication::font() : QFont(s.family);
  f.setPixelSize(s.pixels);
  switch (role) {
    case FontRole::Body:
      break;
    case FontRole::Small:
      f.setPixelSize(s.pixels - 1);
      break;
    case FontRole::Heading:
      f.setWeight(QFont::DemiBold);
      break;
    case FontRole::Number:
      f.setPixelSize(s.pixels + 7);
      f.setWeight(QFont::DemiBold);
      break;
    case FontRole::Mono:
      f = QFontDatabase::systemFont(QFontDatabase::FixedFont);
      f.setPixelSize(s.pixels);
      break;
  }
  return f;
}

QString engineText(const std::string& text) {
  return text.empty() ? QString() : QApplication::translate("engine", text.c_str());
}

}  // namespace dyadic::widgets
