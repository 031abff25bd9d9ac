// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace dyadic {

/// How a real number becomes an integer; one enum for simulation and integers alike (methods' config: `rounding`).
/// t is an int64 accumulator and p > 0 a right shift.
enum class Rounding {
  HalfAway,  ///< half_away: sign(v)*floor(|v|+0.5)    (t + (1<<(p-1)) - (t<0)) >> p.  The default.
  HalfUp,    ///< half_up:   floor(v+0.5)              (t + (1<<(p-1))) >> p
  HalfEven,  ///< half_even: nearbyint                 HalfUp, then clear bit 0 on exact ties
  Floor,     ///< floor:     floor(v)                  t >> p
};

/// Where the search for a shared exponent starts, from m = max|x| and b bits, qmax = 2^(b-1)-1 (IOIQ, section 1.2; the
/// paper's formula is lost, these are the readings of it).
enum class InitialExponent {
  NoClip,    ///< no_clip:   ceil(log2(m / qmax)), the smallest exponent that clips nothing. The default.
  Floor,     ///< floor:     floor(log2 m) - (b-1)
  CeilLog2,  ///< ceil_log2: ceil(log2 m) - (b-1)
};

}  // namespace dyadic
