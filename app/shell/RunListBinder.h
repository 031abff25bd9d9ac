// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>

#include "app/runtime/RunLibrary.h"
#include "engine/types/RunRecord.h"
#include "widgets/panels/RunList.h"

namespace dyadic::shell {

class Notices;

/// Shows the run that is active and the run files of the library as one list, with what is noted about them: name,
/// colour, tags, hidden and archived. Does what can be asked of files in the list without opening them. A run that was
/// deleted can be brought back until the window closes. Window thread.
class RunListBinder : public QObject {
  Q_OBJECT
 public:
  /// All must outlive the binder.
  RunListBinder(runtime::RunLibrary& library, widgets::RunList& list, Notices& notices, QObject* parent = nullptr);

  /// A picture of the run that is active, whose row follows it.
  void setLive(std::shared_ptr<const RunSnapshot> snapshot);
  /// It has ended: from now on its file speaks for it.
  void endLive();
  /// As everywhere in the window: for widgets::runColor().
  [[nodiscard]] int colorIndexOf(const QString& path);
  /// What the user calls it, else its file's name.
  [[nodiscard]] QString nameOf(const QString& path) const;
  void setHidden(const QStringList& paths, bool hidden);

 Q_SIGNALS:
  /// A new run is to be set up as that one was.
  void reuseRequested(const dyadic::RunConfig& config);
  /// Runs, what is noted about them, or the selection.
  void changed();

 private:
  void connectIndex();
  void connectList();
  void refill();
  [[nodiscard]] widgets::RunItem itemOf(const runtime::RunEntry& entry);
  [[nodiscard]] widgets::RunItem liveItem();
  void addMark(widgets::RunItem& item);
  void edit(const QStringList& paths, const std::function<void(runtime::RunMark&)>& change);
  void reuse(const QString& path);
  void remove(const QStringList& paths);
  void restore(const QStringList& paths);

  runtime::RunLibrary& library_;
  widgets::RunList& list_;
  Notices& notices_;
  std::shared_ptr<const RunSnapshot> live_;
};

/// "IOIQ · 8 bits".
[[nodiscard]] QString methodText(const QString& method, int bits);

}  // namespace dyadic::shell
