// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Dispatch.h"

#include <atomic>

#include "engine/math/Kernels.h"

namespace dyadic::math {
namespace {

std::atomic<DispatchLevel>& current() {
  static std::atomic<DispatchLevel> level = bestDispatchLevel();
  return level;
}

}  // namespace

DispatchLevel bestDispatchLevel() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl")) {
    return DispatchLevel::Avx512;
  }
  if (__builtin_cpu_supports("avx2")) return DispatchLevel::Avx2;
#endif
  return DispatchLevel::Plain;
}

DispatchLevel dispatchLevel() { return current().load(std::memory_order_relaxed); }

bool forceDispatchLevel(DispatchLevel level) {
  if (level > bestDispatchLevel()) return false;
  current().store(level, std::memory_order_relaxed);
  return true;
}

std::string_view dispatchLevelName(DispatchLevel level) {
  switch (level) {
    case DispatchLevel::Plain:
      return "plain";
    case DispatchLevel::Avx2:
      return "AVX2";
    case DispatchLevel::Avx512:
      return "AVX-512";
  }
  return "";
}

const Kernels& kernels() {
#if defined(__x86_64__)
  switch (dispatchLevel()) {
    case DispatchLevel::Avx512:
      return kAvx512Kernels;
    case DispatchLevel::Avx2:
      return kAvx2Kernels;
    case DispatchLevel::Plain:
      break;
  }
#endif
  return kPlainKernels;
}

}  // namespace dyadic::math
