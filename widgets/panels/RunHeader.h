// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <memory>
#include <optional>

#include "engine/types/RunRecord.h"

namespace dyadic::widgets {

/// What the shown run is doing, and its buttons. The buttons send intents; nothing changes here until the owner says
/// so.
class RunHeader : public QWidget {
  Q_OBJECT
 public:
  explicit RunHeader(QWidget* parent = nullptr);
  ~RunHeader() override;

  /// No run is shown; the only time that Start is here.
  void setIdle();
  /// `live`: this window runs it, so that pause and stop apply; false for a run read from its file.
  void setRun(const QString& name, RunState state, const RunProgress& progress, bool live);
  /// Why a run ended before its time; empty for nothing to say. It can be selected and copied.
  void setReason(const QString& text);
  /// Whether Start can be pressed, and if not, why (tool tip).
  void setStartEnabled(bool on, const QString& reason = {});

 Q_SIGNALS:
  void startRequested();
  void pauseRequested();
  void resumeRequested();
  void stopRequested();

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
