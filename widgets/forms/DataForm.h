// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>
#include <memory>

#include "engine/types/RunConfig.h"

namespace dyadic::widgets {

/// How images of a data set are used: size, splits, how many, augmentation. What it has no field for (path, format,
/// mean and deviation, the seed of subsets) is kept as it was given.
class DataForm : public QWidget {
  Q_OBJECT
 public:
  explicit DataForm(QWidget* parent = nullptr);
  ~DataForm() override;

  [[nodiscard]] DataConfig value() const;
  /// Emits nothing.
  void setValue(const DataConfig& value);
  [[nodiscard]] QStringList errors() const;

 Q_SIGNALS:
  void changed();

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
