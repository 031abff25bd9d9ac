// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QString>
#include <array>
#include <string>

class QApplication;

/// Colours, fonts and spacing of the whole window, and the one signal that says they changed. Window thread only.
namespace dyadic::widgets {

enum class Theme { Light, Dark };

/// Every colour that a widget or plot may use. `colors()` is the one in force.
struct Colors {
  QColor window, surface, raised;         ///< behind everything; panels and plots; menus, tool tips and dialogs
  QColor border, borderStrong;            ///< between panels; round inputs
  QColor text, textMuted, textFaint;      ///< body; labels; placeholders and disabled text
  QColor accent, accentText, accentSoft;  ///< primary button and focus; text on it; selected rows
  QColor accentHover, hover, pressed;     ///< primary button, and neutral things, under the mouse or held
  QColor ok, warn, bad;                   ///< readable as text on `surface`
  QColor okSoft, warnSoft, badSoft;       ///< as a background behind `text`
  QColor floatData, quantized, trained;   ///< the float network; the quantized (hard) one; the one that trains
  QColor level, clipped;                  ///< grid levels; area outside the grid
  QColor plotGrid, plotAxis;
  std::array<QColor, 8> runs;  ///< Okabe and Ito's colours, told apart by colour-blind readers too
};

[[nodiscard]] const Colors& colors();
[[nodiscard]] Colors colorsOf(Theme theme);
[[nodiscard]] Theme currentTheme();
/// Colour of the i-th run; repeats after eight.
[[nodiscard]] QColor runColor(int index);

/// What the desktop uses, judged by its palette. Call it before the first applyTheme().
[[nodiscard]] Theme systemTheme();

/// Sets style, palette, style sheet and font of the application, then emits ThemeNotifier::changed. May be called again
/// at any time; every widget of this library follows at once.
void applyTheme(QApplication& application, Theme theme);

class ThemeNotifier : public QObject {
  Q_OBJECT
 public:
  [[nodiscard]] static ThemeNotifier& instance();
 Q_SIGNALS:
  void changed();

 private:
  friend void applyTheme(QApplication&, Theme);
  using QObject::QObject;
};

/// Distances in device-independent pixels; everything is a multiple of 4.
inline constexpr int kSpace = 8;
inline constexpr int kHalfSpace = 4;
inline constexpr int kMargin = 16;
inline constexpr int kRadius = 6;
inline constexpr int kControlHeight = 30;
inline constexpr int kIconSize = 16;

enum class FontRole { Body, Small, Heading, Number, Mono };
/// Heading is semibold; Number is large and semibold; Mono has fixed advance.
[[nodiscard]] QFont themeFont(FontRole role);

/// Translation of a text that the engine marked with DYADIC_TR("engine", ...).
[[nodiscard]] QString engineText(const std::string& text);

}  // namespace dyadic::widgets
