// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/Theme.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QApplication>
#include <QPalette>
#include <QSignalSpy>
#include <algorithm>
#include <cmath>

#include "widgets/theme/Icons.h"

namespace dyadic::widgets {
namespace {

TEST(Theme, SwitchingChangesThePaletteAndTellsEveryone) {
  QSignalSpy changed(&ThemeNotifier::instance(), &ThemeNotifier::changed);
  applyTheme(*qApp, Theme::Dark);
  EXPECT_EQ(changed.count(), 1);
  EXPECT_EQ(currentTheme(), Theme::Dark);
  EXPECT_EQ(QApplication::palette().color(QPalette::Window), colors().window);
  EXPECT_LT(colors().window.lightness(), colors().text.lightness());
  EXPECT_FALSE(qApp->styleSheet().contains(QLatin1Char('@'))) << "a colour has no value";
  applyTheme(*qApp, Theme::Light);
  EXPECT_GT(colors().window.lightness(), colors().text.lightness());
}

/// WCAG contrast of two colours.
double contrast(const QColor& a, const QColor& b) {
  const auto luminance = [](const QColor& c) {
    const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
  };
  const double x = luminance(a);
  const double y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

TEST(Theme, TextIsReadable) {
  for (const Theme theme : {Theme::Light, Theme::Dark}) {
    const Colors c = colorsOf(theme);
    for (const QColor& background : {c.window, c.surface, c.raised}) {
      EXPECT_GE(contrast(c.text, background), 7);
      EXPECT_GE(contrast(c.textMuted, background), 4.5);
      for (const QColor& color : {c.ok, c.warn, c.bad}) EXPECT_GE(contrast(color, background), 4.5);
    }
    EXPECT_GE(contrast(c.text, c.accentSoft), 4.5);
    EXPECT_GE(contrast(c.accentText, c.accent), 3.5);
  }
}

TEST(Icons, EveryNamedIconIsDrawnCrispAtAnySize) {
  for (const char* name :
       {"play",     "pause", "stop",    "folder",       "search",        "close",      "copy",  "warning",
        "error",    "info",  "check",   "chevron-down", "chevron-right", "chevron-up", "model", "data",
        "download", "more",  "live",    "refresh",      "sun",           "moon",       "plus",  "layers",
        "chart",    "trash", "explore", "settings",     "image",         "reset"}) {
    const QIcon drawn = icon(QString::fromLatin1(name));
    ASSERT_FALSE(drawn.isNull()) << name;
    for (const double ratio : {1.0, 1.5, 3.0}) {
      const QImage image = drawn.pixmap(QSize(16, 16), ratio).toImage();
      EXPECT_EQ(image.width(), qRound(16 * ratio)) << name;
      int opaque = 0;
      for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) opaque += image.pixelColor(x, y).alpha() > 128;
      }
      EXPECT_GT(opaque, 4) << name;
    }
  }
  EXPECT_TRUE(icon(QStringLiteral("no-such-icon")).isNull());
}

}  // namespace
}  // namespace dyadic::widgets
