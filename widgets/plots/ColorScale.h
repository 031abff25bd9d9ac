// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace dyadic::widgets {

/// Position 0 to 1 on viridis, which grows evenly in lightness, so that it survives grey printing and colour blindness.
[[nodiscard]] QColor viridis(double position);

}  // namespace dyadic::widgets
