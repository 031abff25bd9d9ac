// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace dyadic::widgets {

class ParameterForm;

/// The share of the weights that Explore looks at as quantized; no part of a run's config.
class PortionForm : public QWidget {
  Q_OBJECT
 public:
  explicit PortionForm(QWidget* parent = nullptr);
  [[nodiscard]] double portion() const;  ///< 0 to 1, in whole percent
  /// Emits nothing.
  void setPortion(double portion);

 Q_SIGNALS:
  void changed();
  void adjusting(bool on);  ///< as ParameterForm's

 private:
  ParameterForm* form_;
};

}  // namespace dyadic::widgets
