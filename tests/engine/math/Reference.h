// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/math/Dispatch.h"
#include "engine/math/IntSe.h"
#include "engine/math/Random.h"

/// The definitions of the INT-SE format in float64, element by element, and tensors to try them on.
namespace dyadic::math::reference {

inline const std::vector<Rounding> kRoundings = {Rounding::HalfAway, Rounding::HalfUp, Rounding::HalfEven,
                                                 Rounding::Floor};
inline const std::vector<InitialExponent> kInitials = {InitialExponent::NoClip, InitialExponent::Floor,
                                                       InitialExponent::CeilLog2};

inline double round(double v, Rounding rounding) {
  switch (rounding) {
    case Rounding::HalfAway:
      return std::copysign(std::floor(std::abs(v) + 0.5), v);
    case Rounding::HalfUp:
      return std::floor(v + 0.5);
    case Rounding::HalfEven:
      return std::nearbyint(v);
    case Rounding::Floor:
      return std::floor(v);
  }
  return v;
}

inline double code(float x, const IntSeGrid& grid) {
  const double v = std::ldexp(static_cast<double>(x), -grid.exponent);
  return std::clamp(round(v, grid.rounding), static_cast<double>(grid.format.minimum()),
                    static_cast<double>(grid.format.maximum()));
}

inline double quantized(float x, const IntSeGrid& grid) { return std::ldexp(code(x, grid), grid.exponent); }

inline double mse(std::span<const float> x, const IntSeGrid& grid) {
  double sum = 0;
  for (const float value : x) sum += std::pow(static_cast<double>(value) - quantized(value, grid), 2);
  return x.empty() ? 0 : sum / static_cast<double>(x.size());
}

inline bool saturates(float x, const IntSeGrid& grid) {
  const double v = std::ldexp(static_cast<double>(x), -grid.exponent);
  return v < static_cast<double>(grid.format.minimum()) - 0.5 || v > static_cast<double>(grid.format.maximum()) + 0.5;
}

enum class Family { Gaussian, Laplace, Student3, Dyadic };
inline const std::vector<Family> kFamilies = {Family::Gaussian, Family::Laplace, Family::Student3, Family::Dyadic};

/// Random values of the family; Dyadic has many exact ties: multiples of 1/8.
inline std::vector<float> tensor(Family family, std::int64_t size, std::uint64_t seed, double scale = 1) {
  RandomStream random(seed, "tensor" + std::to_string(static_cast<int>(family)));
  std::vector<float> x(static_cast<std::size_t>(size));
  for (float& value : x) {
    double v = random.normal();
    if (family == Family::Laplace) v = std::copysign(std::log(1 - random.uniform()), v);
    if (family == Family::Student3) {
      double chi = 0;
      for (int i = 0; i < 3; ++i) chi += std::pow(random.normal(), 2);
      v /= std::sqrt(chi / 3);
    }
    if (family == Family::Dyadic) v = std::floor(v * 40) / 8;
    value = static_cast<float>(v * scale);
  }
  return x;
}

/// Forces each level that this processor has in turn, and restores the best.
template <class Body>
void forEachLevel(const Body& body) {
  for (const DispatchLevel level : {DispatchLevel::Plain, DispatchLevel::Avx2, DispatchLevel::Avx512}) {
    if (forceDispatchLevel(level)) body(level);
  }
  forceDispatchLevel(bestDispatchLevel());
}

}  // namespace dyadic::math::reference
