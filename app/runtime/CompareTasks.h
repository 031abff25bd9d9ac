// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QString>
#include <QVector>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/runtime/Engine.h"
#include "app/runtime/TaskLane.h"

namespace dyadic::runtime {

/// A run file as it stood at a time: what was read of it is good until it changes.
struct RunVersion {
  QString path;
  QDateTime modified;
  bool operator==(const RunVersion&) const = default;
};

/// Validation images that two networks put into different classes.
struct Flips {
  struct Row {
    std::int64_t image = 0;  ///< index in the validation images
    int label = 0;           ///< classes
    int before = 0;
    int after = 0;
  };
  QString first;            ///< path of the run whose classes stand before
  QString second;           ///< of that after; the same one: its float network before, hard after
  std::int64_t images = 0;  ///< of all
  std::vector<Row> rows;
  std::vector<std::string> classNames;
};

/// Images of a page, in the order asked for.
struct FlipPage {
  std::shared_ptr<const Flips> flips;
  std::vector<std::size_t> rows;  ///< of flips->rows
  std::vector<session::ImagePixels> images;
};

/// What the comparison of runs needs from their files, read on worker threads and kept in memory. A newer question of a
/// kind overtakes an older one; answers come on this object's thread.
class CompareTasks : public QObject {
  Q_OBJECT
 public:
  using Runs = QHash<QString, std::shared_ptr<const RunSnapshot>>;  ///< by path

  explicit CompareTasks(Engine engine, QObject* parent = nullptr);

  /// RunDetail::Series of each; answered by seriesReady() with those that can be read.
  void loadSeries(const QVector<RunVersion>& runs);
  /// All of it, of the two runs at most that are looked at closely; answered by fullReady().
  void loadFull(const QVector<RunVersion>& runs);
  /// Answered by flipsReady() or flipsFailed().
  void loadFlips(const QString& first, const QString& second);
  /// Pixels of rows of `flips` from the data set of `config`; answered by pageReady() or pageFailed().
  void loadPage(const std::shared_ptr<const Flips>& flips, const RunConfig& config,
                const std::vector<std::size_t>& rows);

 Q_SIGNALS:
  void seriesReady(const dyadic::runtime::CompareTasks::Runs& runs);
  void fullReady(const dyadic::runtime::CompareTasks::Runs& runs);
  void flipsReady(std::shared_ptr<const dyadic::runtime::Flips> flips);
  void flipsFailed(const dyadic::Error& error);
  void pageReady(const dyadic::runtime::FlipPage& page);
  void pageFailed(const dyadic::Error& error);

 private:
  struct Cache;
  struct OpenImages;

  [[nodiscard]] TaskLane::Job reading(const QVector<RunVersion>& runs, RunDetail detail);

  Engine engine_;
  std::shared_ptr<Cache> series_;  ///< each touched by its lane's jobs alone
  std::shared_ptr<Cache> full_;
  std::shared_ptr<OpenImages> images_;
  TaskLane seriesLane_;
  TaskLane fullLane_;
  TaskLane flipsLane_;
  TaskLane pageLane_;
};

/// Rows whose classes differ. Fails where the runs were not evaluated on the same images.
[[nodiscard]] Expected<Flips> flipsOf(const session::RunPredictions& first, const session::RunPredictions& second);
/// Float network against hard.
[[nodiscard]] Flips flipsOf(const session::RunPredictions& run);

}  // namespace dyadic::runtime
