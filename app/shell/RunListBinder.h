// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <memory>

#include "app/runtime/RunLibrary.h"
#include "engine/types/RunRecord.h"
#include "widgets/panels/RunList.h"

namespace dyadic::shell {

class Notices;

/// Shows the run that is active and the run files of the library as one list, each run with a colour it keeps; does
/// what can be asked of a file in the list without opening it. Window thread.
class RunListBinder : public QObject {
  Q_OBJECT
 public:
  /// All must outlive the binder.
  RunListBinder(runtime::RunLibrary& library, widgets::RunList& list, Notices& notices, QObject* parent = nullptr);

  /// A picture of the run that is active, whose row follows it.
  void setLive(std::shared_ptr<const RunSnapshot> snapshot);
  /// It has ended: from now on its file speaks for it.
  void endLive();
  [[nodiscard]] QColor colorOf(const QString& path);

 Q_SIGNALS:
  /// A new run is to be set up as that one was.
  void reuseRequested(const dyadic::RunConfig& config);

 private:
  void refill();
  [[nodiscard]] widgets::RunItem itemOf(const runtime::RunEntry& entry);
  [[nodiscard]] widgets::RunItem liveItem();
  void reuse(const QString& path);
  void askToRemove(const QString& path);
  void remove(const QString& path);

  runtime::RunLibrary& library_;
  widgets::RunList& list_;
  Notices& notices_;
  std::shared_ptr<const RunSnapshot> live_;
  QHash<QString, int> colors_;
};

/// "IOIQ · 8 bits".
[[nodiscard]] QString methodText(const QString& method, int bits);

}  // namespace dyadic::shell
