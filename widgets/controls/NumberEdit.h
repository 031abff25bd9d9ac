// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSpinBox>
#include <optional>

class QLabel;

namespace dyadic::widgets {

/// A number with a unit and arrows. Unlike QSpinBox it lets anything be typed and says what is wrong with it, and it
/// may be empty, which stands for the placeholder. The wheel changes it only while it has the focus.
class NumberEdit : public QAbstractSpinBox {
  Q_OBJECT
 public:
  struct Options {
    bool integer = true;
    std::optional<double> minimum;
    std::optional<double> maximum;
    QString unit;
    double step = 1;  ///< of the arrows; 0: a factor of 2, for numbers of unknown size
    bool mayBeEmpty = false;
    QString hint;  ///< added to the message for a number out of range
  };

  explicit NumberEdit(Options options, QWidget* parent = nullptr);

  /// Nothing if empty or no number; the number may be out of range.
  [[nodiscard]] std::optional<double> value() const;
  void setValue(std::optional<double> value);
  void setPlaceholder(const QString& text);
  /// What is wrong with the text, empty if it is good.
  [[nodiscard]] QString problem() const;

  void stepBy(int steps) override;
  [[nodiscard]] QSize sizeHint() const override;

 Q_SIGNALS:
  void edited();

 protected:
  [[nodiscard]] StepEnabled stepEnabled() const override;
  QValidator::State validate(QString& input, int& position) const override;
  void wheelEvent(QWheelEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  Options options_;
  QLabel* unit_;
};

/// Shortest text that reads back as the same number.
[[nodiscard]] QString shortNumber(double value);

}  // namespace dyadic::widgets
