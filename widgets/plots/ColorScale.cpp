// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/ColorScale.h"

#include <algorithm>
#include <array>

namespace dyadic::widgets {

QColor viridis(double position) {
  constexpr std::array<QRgb, 9> kStops = {0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c,
                                          0x28ae80, 0x5ec962, 0xaddc30, 0xfde725};
  const double at = std::clamp(position, 0.0, 1.0) * (kStops.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(at), kStops.size() - 2);
  const QColor a = QColor::fromRgb(kStops[below]);
  const QColor b = QColor::fromRgb(kStops[below + 1]);
  const double t = at - static_cast<double>(below);
  const auto mix = [t](int from, int to) { return qRound(from + t * (to - from)); };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

}  // namespace dyadic::widgets
