// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <memory>

class QSocketNotifier;

namespace dyadic::runtime {

/// Ctrl-C and the system's request to end (SIGINT, SIGTERM), while this object lives: the first one becomes a signal on
/// the thread it was made on, so that work can end in order; the second one ends the program at once. At most one
/// object at a time.
class Termination : public QObject {
  Q_OBJECT
 public:
  explicit Termination(QObject* parent = nullptr);
  ~Termination() override;

 Q_SIGNALS:
  void requested();

 private:
  std::unique_ptr<QSocketNotifier> notifier_;
};

}  // namespace dyadic::runtime
