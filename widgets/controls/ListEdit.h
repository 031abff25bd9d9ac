// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <optional>
#include <vector>

namespace dyadic::widgets {

/// A list of numbers typed with commas or spaces between them; shown as chips while it is not edited.
class ListEdit : public QLineEdit {
  Q_OBJECT
 public:
  struct Options {
    bool integer = true;
    std::optional<double> minimum;  ///< of each entry
    std::optional<double> maximum;
    bool mayBeEmpty = false;
    QString hint;  ///< added to the message for a number out of range
  };

  explicit ListEdit(Options options, QWidget* parent = nullptr);

  /// The entries that are numbers, in order.
  [[nodiscard]] std::vector<double> values() const;
  void setValues(const std::vector<double>& values);
  [[nodiscard]] QString problem() const;

 Q_SIGNALS:
  void edited();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  [[nodiscard]] QStringList entries() const;

  Options options_;
};

}  // namespace dyadic::widgets
