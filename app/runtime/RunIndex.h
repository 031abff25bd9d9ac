// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QStringList>

#include "app/runtime/TaskLane.h"

namespace dyadic::runtime {

/// What a user has noted about a run; the run file itself is never changed for it.
struct RunMark {
  QString name;    ///< empty: the file's name
  int color = -1;  ///< place in the palette of runs, 0 to 7; -1: none given yet
  QStringList tags;
  QString note;
  bool hidden = false;    ///< left out of plots
  bool archived = false;  ///< left out of the list
  bool operator==(const RunMark&) const = default;
};

/// runs/index.json: names, colours, tags, notes, hidden and archived runs of a folder. An object
/// {"format": "dyadic-run-index", "version": 1, "runs": {FILE: {name, color, tags, note, hidden, archived}}}, FILE
/// being the file's name, or an absolute path for a run that lies elsewhere. Keys that are not known here are kept,
/// those of other programs that write the same file too: each change is put into what the file holds at that moment,
/// and the file replaced at once. A file that cannot be understood is set aside under another name. Read and written on
/// a worker thread; everything else on the thread of this object.
class RunIndex : public QObject {
  Q_OBJECT
 public:
  static constexpr const char* kFileName = "index.json";

  explicit RunIndex(QObject* parent = nullptr);
  /// Writes what has not been written yet.
  ~RunIndex() override;

  /// Reads the folder's index; changed() follows where there is one.
  void setFolder(const QString& folder);
  [[nodiscard]] RunMark mark(const QString& path) const;
  /// In force at once, changed() is emitted; the file follows.
  void setMark(const QString& path, const RunMark& mark);
  /// A colour that nobody chose: kept, and written together with the next change.
  void keepColor(const QString& path, int color);
  /// Of all runs, sorted.
  [[nodiscard]] QStringList tags() const;
  /// Something has not been written yet.
  [[nodiscard]] bool isSaving() const { return !pending_.isEmpty(); }

 Q_SIGNALS:
  void changed();
  /// The file could not be understood. `keptAs`: where it is now; empty if it could not be set aside.
  void damaged(const QString& file, const QString& reason, const QString& keptAs);
  void saveFailed(const QString& file, const QString& reason);

 private:
  struct Change {
    quint64 serial = 0;
    QJsonObject fields;
  };
  [[nodiscard]] QString keyOf(const QString& path) const;
  [[nodiscard]] QString file() const;
  void save();
  void saved(quint64 serial, const QString& problem);

  QString folder_;
  QHash<QString, RunMark> marks_;
  QHash<QString, Change> pending_;
  quint64 serial_ = 0;
  TaskLane reading_;
  TaskLane writing_;
};

}  // namespace dyadic::runtime
