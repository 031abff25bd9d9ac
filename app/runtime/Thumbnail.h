// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session/Images.h"

namespace dyadic::runtime {

/// The image with no side longer than `side` pixels, each the mean of those it covers; as it is where it is small
/// enough or `side` is 0. Any thread.
[[nodiscard]] session::ImagePixels thumbnailOf(session::ImagePixels image, int side);

}  // namespace dyadic::runtime
