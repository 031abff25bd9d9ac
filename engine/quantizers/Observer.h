// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "engine/quantizers/Quantizer.h"

namespace dyadic::quantizers {

/// Statistics over time of what a quantizer's fits chose for one feature map. One thread at a time.
class Observer {
 public:
  virtual ~Observer() = default;
  /// Takes in what `fitted` has just been fitted to.
  virtual void observe(const Quantizer& fitted) = 0;
  /// Sets the quantizer's parameters to the statistics. REQUIRES: hasValue().
  virtual void apply(Quantizer& quantizer) const = 0;
  [[nodiscard]] virtual bool hasValue() const = 0;
  /// Forgets everything and, from now on, weighs all that is observed the same.
  virtual void restartAsMean() = 0;
  /// The statistic as a number for records, NaN without one: the average exponent.
  [[nodiscard]] virtual double value() const = 0;

  /// All there is to know, for checkpoints.
  [[nodiscard]] virtual std::vector<double> state() const = 0;
  /// Takes up a state(). False, with nothing changed, where no observer of the kind can have had it.
  [[nodiscard]] virtual bool restore(const std::vector<double>& state) = 0;
};

/// Moving average of a feature map's exponent (IOIQ, section 8):
///   s_avg <- m s_avg + (1-m) s_batch, the first batch initializes;   s = round(s_avg), ties towards the larger s.
/// After restartAsMean() a plain mean of all batches.
class EmaExponent : public Observer {
 public:
  explicit EmaExponent(double momentum) : momentum_(momentum) {}

  void observe(const Quantizer& fitted) override;
  void apply(Quantizer& quantizer) const override { quantizer.setExponent(exponent()); }
  [[nodiscard]] bool hasValue() const override { return count_ > 0; }
  void restartAsMean() override;
  [[nodiscard]] double value() const override;
  [[nodiscard]] std::vector<double> state() const override;
  [[nodiscard]] bool restore(const std::vector<double>& state) override;

  /// round(s_avg). REQUIRES: hasValue().
  [[nodiscard]] int exponent() const;

 private:
  double momentum_;
  double average_ = 0;
  std::int64_t count_ = 0;
  bool mean_ = false;
};

/// Moving averages of the least and the largest value of a feature map (IAO, section 3.1): the first batch
/// initializes, then low <- m low + (1-m) low_batch, and high alike. After restartAsMean() plain means of all batches.
/// It has no number for records: value() is NaN.
class EmaRange : public Observer {
 public:
  explicit EmaRange(double momentum) : momentum_(momentum) {}

  void observe(const Quantizer& fitted) override;
  void apply(Quantizer& quantizer) const override { quantizer.setRange(low_, high_); }
  [[nodiscard]] bool hasValue() const override { return count_ > 0; }
  void restartAsMean() override;
  [[nodiscard]] double value() const override;
  [[nodiscard]] std::vector<double> state() const override;
  [[nodiscard]] bool restore(const std::vector<double>& state) override;

  [[nodiscard]] double low() const { return low_; }
  [[nodiscard]] double high() const { return high_; }

 private:
  double momentum_;
  double low_ = 0;
  double high_ = 0;
  std::int64_t count_ = 0;
  bool mean_ = false;
};

}  // namespace dyadic::quantizers
