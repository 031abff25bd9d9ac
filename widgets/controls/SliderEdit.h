// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/controls/NumberEdit.h"

class QToolButton;

namespace dyadic::widgets {

class Slider;

/// A number in a small range: a slider that acts while it moves, and the number beside it for those who type. Where it
/// may be empty it then shows the value that it follows, and a button takes it back there.
class SliderEdit : public QWidget {
  Q_OBJECT
 public:
  /// `options` with minimum, maximum and a step above 0.
  explicit SliderEdit(const NumberEdit::Options& options, QWidget* parent = nullptr);

  /// As typed: nothing if empty or no number; it may be out of range or between the slider's steps.
  [[nodiscard]] std::optional<double> value() const { return number_->value(); }
  void setValue(std::optional<double> value);
  /// Shown while it is empty. `text`: where the value comes from.
  void setFollowed(std::optional<double> value, const QString& text);
  [[nodiscard]] QString problem() const { return number_->problem(); }

 Q_SIGNALS:
  void edited();
  /// The slider is held, until false.
  void adjusting(bool on);

 private:
  void moved(int position);
  void follow();
  void updateSlider();

  NumberEdit::Options options_;
  Slider* slider_;
  NumberEdit* number_;
  QToolButton* reset_ = nullptr;
  std::optional<double> followed_;
};

}  // namespace dyadic::widgets
