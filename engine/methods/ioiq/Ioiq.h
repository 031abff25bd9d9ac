// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/methods/Registry.h"

/// IOIQ, integer-only incremental quantization: Yang Huiqu, Yang Guowei, He Jinzhong, Xu Jian, J. Qingdao Univ. (Eng. &
/// Tech.) 38(2), 2023, 10-17. The paper's displayed equations could not be had; the parameters' descriptions say which
/// reading is taken, and each has the recommended one as its default.
namespace dyadic::methods::ioiq {

[[nodiscard]] Method method();

}  // namespace dyadic::methods::ioiq
