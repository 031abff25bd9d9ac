// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/methods/Registry.h"

/// INQ, incremental network quantization: Zhou, Yao, Guo, Xu, Chen, ICLR 2017 (arXiv 1702.03044). Every weight becomes
/// 0 or a signed power of two; all else stays float. Where the paper leaves something open the defaults say what is
/// taken, and what the authors' Caffe code and a public PyTorch re-implementation do otherwise are options.
namespace dyadic::methods::inq {

[[nodiscard]] Method method();

}  // namespace dyadic::methods::inq
