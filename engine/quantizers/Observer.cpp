// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quantizers/Observer.h"

#include <cmath>
#include <limits>

namespace dyadic::quantizers {
namespace {

constexpr double kMaxCount = 1e15;  ///< of observations; a double holds it exactly

}  // namespace

void EmaExponent::observe(const Quantizer& fitted) {
  if (!fitted.exponent() || !fitted.report().finite) return;
  const double batch = *fitted.exponent();
  ++count_;
  if (mean_) {
    average_ += (batch - average_) / static_cast<double>(count_);
  } else {
    average_ = count_ == 1 ? batch : momentum_ * average_ + (1 - momentum_) * batch;
  }
}

void EmaExponent::restartAsMean() {
  average_ = 0;
  count_ = 0;
  mean_ = true;
}

double EmaExponent::value() const { return hasValue() ? average_ : std::numeric_limits<double>::quiet_NaN(); }

std::vector<double> EmaExponent::state() const { return {average_, static_cast<double>(count_), mean_ ? 1.0 : 0.0}; }

bool EmaExponent::restore(const std::vector<double>& state) {
  const auto count = state.size() == 3 ? wholeNumber(state[1], 0, kMaxCount) : std::nullopt;
  if (!count || !(std::abs(state[0]) <= kMaxExponent)) return false;
  average_ = state[0];
  count_ = *count;
  mean_ = state[2] != 0;
  return true;
}

int EmaExponent::exponent() const { return static_cast<int>(std::floor(average_ + 0.5)); }

void EmaRange::observe(const Quantizer& fitted) {
  const auto range = fitted.range();
  if (!range || !range->finite) return;
  ++count_;
  const double share = mean_ ? 1 / static_cast<double>(count_) : count_ == 1 ? 1 : 1 - momentum_;
  low_ += (range->low - low_) * share;
  high_ += (range->high - high_) * share;
}

void EmaRange::restartAsMean() {
  low_ = high_ = 0;
  count_ = 0;
  mean_ = true;
}

double EmaRange::value() const { return std::numeric_limits<double>::quiet_NaN(); }

std::vector<double> EmaRange::state() const { return {low_, high_, static_cast<double>(count_), mean_ ? 1.0 : 0.0}; }

bool EmaRange::restore(const std::vector<double>& state) {
  const auto count = state.size() == 4 ? wholeNumber(state[2], 0, kMaxCount) : std::nullopt;
  if (!count || !std::isfinite(state[0]) || !std::isfinite(state[1])) return false;
  low_ = state[0];
  high_ = state[1];
  count_ = *count;
  mean_ = state[3] != 0;
  return true;
}

}  // namespace dyadic::quantizers
