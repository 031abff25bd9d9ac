// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QString>

namespace dyadic::widgets {

/// Line icon from widgets/theme/icons/NAME.svg, drawn at the exact pixel size asked for (crisp at any scale factor) and
/// in the theme's colours, which it follows. Names: play pause stop folder search close copy warning error info check
/// chevron-down chevron-left chevron-right chevron-up model data deploy download more live refresh sun moon plus minus
/// fit layers chart trash explore settings image reset help eye eye-off tag archive compare. An unknown name gives an
/// empty icon.
[[nodiscard]] QIcon icon(const QString& name);
/// The same in one fixed colour.
[[nodiscard]] QIcon icon(const QString& name, const QColor& color);

}  // namespace dyadic::widgets
