// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include "engine/session/Images.h"

namespace dyadic::shell {

/// Null where the pixels are not those of a grey or a colour image.
[[nodiscard]] QImage imageOf(const session::ImagePixels& from);

}  // namespace dyadic::shell
