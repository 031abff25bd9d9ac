// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <vector>

#include "app/runtime/RunQueue.h"

class QWidget;

namespace dyadic::widgets {
class QueueList;
}

namespace dyadic::shell {

class Notices;
class RunBinder;
class SetupBinder;

/// Runs one after the other: puts what the set-up describes into the queue, shows the queue, and starts its next run
/// when one has ended, failed ones included. After the user has stopped a run it waits to be told to go on. Window
/// thread.
class QueueBinder : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    SetupBinder& setup;
    RunBinder& run;
    widgets::QueueList& list;
    Notices& notices;
    QWidget& window;  ///< parent of the dialog
  };
  /// All must outlive the binder.
  QueueBinder(std::vector<MethodInfo> methods, const Parts& parts, QObject* parent = nullptr);

  /// Puts the run of the set-up at the end; shows why if it cannot. Without an active run it starts.
  void addFromSetup();
  /// Likewise one run for each of the variants.
  void addVariants(const runtime::RunVariants& variants);
  /// Asks for seeds and for values of a choice, such as both partitions.
  void askVariants();
  /// Forgets what waits.
  void clear() { queue_.clear(); }
  [[nodiscard]] int count() const { return static_cast<int>(queue_.entries().size()); }

 Q_SIGNALS:
  void changed();

 private:
  void add(const std::vector<RunConfig>& configs);
  /// A run file that is named, but taken; empty if there is none.
  [[nodiscard]] QString takenFile(const std::vector<RunConfig>& configs) const;
  void connectParts();
  void show();
  void startNext();

  std::vector<MethodInfo> methods_;
  Parts parts_;
  runtime::RunQueue queue_;
};

}  // namespace dyadic::shell
