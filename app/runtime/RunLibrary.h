// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QVector>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/runtime/Coalescer.h"
#include "app/runtime/Engine.h"
#include "app/runtime/RunIndex.h"
#include "app/runtime/RunTrash.h"
#include "app/runtime/TaskLane.h"

namespace dyadic::runtime {

/// A run file in the list; what stands inside is filled in once it has been read.
struct RunEntry {
  QString path;  ///< absolute
  QDateTime modified;
  qint64 bytes = 0;
  bool read = false;  ///< the fields below are known, or `error` says why not
  QString error;
  RunState state = RunState::Finished;
  QString method;  ///< id
  int bits = 0;    ///< the method's parameter `bits`, 0 if it has none
  QDateTime started;
  std::shared_ptr<const RunConfig> config;                           ///< null where the file does not say
  std::shared_ptr<const std::map<std::string, std::string>> values;  ///< session::configValues() of it, likewise
  std::shared_ptr<const RunSnapshot> summary;  ///< RunDetail::Summary; null where it cannot be read
  std::optional<double> baselineTop1;
  std::optional<double> hardTop1;  ///< of the last stage
};

/// The run files of a folder and those opened from elsewhere, newest first. Files are listed and read on worker
/// threads; all signals are emitted on this object's thread.
class RunLibrary : public QObject {
  Q_OBJECT
 public:
  explicit RunLibrary(Engine engine, QObject* parent = nullptr);

  /// Lists *.h5 of `folder` (which need not exist yet) and follows it from now on.
  void setFolder(const QString& folder);
  [[nodiscard]] QString folder() const { return folder_; }
  /// Adds a file from anywhere.
  void add(const QString& path);
  /// Looks at the folder again: entriesChanged() follows.
  void refresh();
  /// The file a run writes to right now ("" for none): it is not opened from disk and not listed.
  void setActivePath(const QString& path);
  [[nodiscard]] const QVector<RunEntry>& entries() const { return entries_; }

  /// What is noted about the runs of the folder.
  [[nodiscard]] RunIndex& index() { return index_; }
  /// Moves files away so that restore() can bring them back as long as the library lives. Returns those that cannot be
  /// moved, with the reason.
  [[nodiscard]] QVector<Error> discard(const QStringList& paths);
  [[nodiscard]] QVector<Error> restore(const QStringList& paths);

  /// Reads a run file for the views; answered by opened() or openFailed(). A newer open() overtakes this one.
  void open(const QString& path);

 Q_SIGNALS:
  void entriesChanged();
  void opened(const QString& path, std::shared_ptr<const dyadic::RunSnapshot> snapshot);
  void openFailed(const QString& path, const dyadic::Error& error);

 private:
  /// `tell`: entriesChanged() also where nothing has changed.
  void look(bool tell);
  void listed(const QVector<RunEntry>& found);
  void readNext();
  struct Summary {
    QString path;
    Expected<std::shared_ptr<const RunSnapshot>> snapshot;
    std::shared_ptr<const std::map<std::string, std::string>> values;
  };
  void take(const std::vector<Summary>& summaries);

  Engine engine_;
  QString folder_;
  QString activePath_;
  QSet<QString> extra_;
  QVector<RunEntry> entries_;
  bool tell_ = false;
  RunIndex index_;
  RunTrash trash_;
  QFileSystemWatcher watcher_;
  Coalescer changes_;
  QTimer alive_;  ///< runs while the list shows runs that are underway
  TaskLane listing_;
  TaskLane reading_;  ///< summaries for the list, some at a time
  TaskLane opening_;
};

/// Short name of a run file: its name without the ending.
[[nodiscard]] QString runName(const QString& path);

}  // namespace dyadic::runtime
