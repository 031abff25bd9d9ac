// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <cstdint>
#include <memory>

#include "engine/types/RunConfig.h"

namespace dyadic::widgets {

/// Training settings, seed and threads. The device is kept as it was given.
class TrainingForm : public QWidget {
  Q_OBJECT
 public:
  explicit TrainingForm(QWidget* parent = nullptr);
  ~TrainingForm() override;

  struct Values {
    TrainingConfig training;
    std::uint64_t seed = 1;
    std::string device = "cpu";
    int threads = 0;
  };
  /// A quantization run is asked for epochs per stage, a float training run for epochs.
  void setFloatTraining(bool on);
  [[nodiscard]] Values values() const;
  void setValues(const Values& values);
  [[nodiscard]] bool isValid() const { return errors().isEmpty(); }
  [[nodiscard]] QStringList errors() const;

 Q_SIGNALS:
  void changed();
  void adjusting(bool on);  ///< as ParameterForm's

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
