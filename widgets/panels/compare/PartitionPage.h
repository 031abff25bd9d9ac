// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "widgets/panels/compare/CompareData.h"

namespace dyadic::widgets {

class Plot;

/// Pruning-inspired against random partition, side by side: hard accuracy after each stage as mean and band over the
/// seeds, and the same as a table with the difference seed by seed. Where one kind is missing it says which runs to
/// make.
class PartitionPage : public QWidget {
  Q_OBJECT
 public:
  explicit PartitionPage(QWidget* parent = nullptr);
  ~PartitionPage() override;

  void setRuns(const std::vector<CompareRun>& runs);
  [[nodiscard]] Plot& plot() const;
  /// What stands there instead of a study; empty if there is one.
  [[nodiscard]] QString emptyText() const;

 private:
  void showStudy(int index);

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
