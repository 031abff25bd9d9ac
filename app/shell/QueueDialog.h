// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <memory>

#include "app/runtime/RunQueue.h"

namespace dyadic::shell {

/// Asks in what a run is to be varied: seeds, and the values of one choice of its method, such as pruning and random
/// partition. Does not block; deletes itself.
class QueueDialog : public QDialog {
  Q_OBJECT
 public:
  /// `method`: that of the config, null for a float training run.
  QueueDialog(const RunConfig& config, const MethodInfo* method, QWidget* parent);
  ~QueueDialog() override;

  [[nodiscard]] runtime::RunVariants variants() const;

 Q_SIGNALS:
  void chosen(const dyadic::runtime::RunVariants& variants);

 private:
  void addSeeds(const RunConfig& config);
  void addChoices(const MethodInfo& method, const RunConfig& config);
  void updateCount();

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::shell
