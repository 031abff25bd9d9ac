// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

namespace dyadic::widgets {

class Chips;

/// The exponents that were tried for a tensor with the error of each: the chosen one ticked, the others to look at.
class CandidateChips : public QWidget {
  Q_OBJECT
 public:
  struct Candidate {
    int exponent = 0;
    double mse = 0;
    double low = 0;  ///< ends of its grid
    double high = 0;
    bool operator==(const Candidate&) const = default;
  };
  explicit CandidateChips(QWidget* parent = nullptr);

  /// `chosen`: exponent of the one that is used. Hidden while there are none; of many, those of least error are shown.
  /// What is looked at stays if it is still among them. Emits nothing.
  void setCandidates(const std::vector<Candidate>& candidates, int chosen);
  /// The rejected candidate that the user looks at.
  [[nodiscard]] std::optional<Candidate> looked() const;

 Q_SIGNALS:
  void lookedChanged();

 private:
  void clicked(int index);

  Chips* chips_;
  std::vector<Candidate> shown_;
  int chosen_ = 0;
  std::optional<int> exponent_;  ///< that is looked at
};

}  // namespace dyadic::widgets
