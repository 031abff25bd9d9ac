// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <memory>
#include <utility>
#include <vector>

#include "engine/types/RunRecord.h"
#include "widgets/panels/compare/CompareData.h"

namespace dyadic::widgets {

class FlipsPage;
class Plot;

/// Several runs side by side: their differences as a table, curves over each other, accuracy against bits, one layer's
/// values in two runs, and everything that differs as parallel coordinates; pruning against random partition; images
/// that flipped. One stage for all plots, one selected run, and runs outside a brush are faded everywhere. Two runs, A
/// and B, are looked at closely. Sends intents; whoever owns it reads files. Window thread only.
class CompareView : public QWidget {
  Q_OBJECT
 public:
  enum class Page { Overview, Partition, Flips };
  using Snapshots = QHash<QString, std::shared_ptr<const RunSnapshot>>;  ///< by path

  explicit CompareView(QWidget* parent = nullptr);
  ~CompareView() override;

  /// Which runs could be compared, and which of these choices is in force.
  void setScopes(const QStringList& scopes, int current);
  /// Summaries will do. Keeps what was chosen where it is still there. `current`: the run that the other views show.
  void setRuns(std::vector<CompareRun> runs, const QString& current);
  /// There is nothing to compare, and what to do about it.
  void setEmpty(const QString& title, const QString& text);
  /// Series of training as they come in; runs that are not there keep what they have.
  void setSeries(const Snapshots& runs);
  /// A and B with histograms.
  void setFull(const Snapshots& runs);
  /// The layer of the histogram, by name; a run without it says so in its place. Emits nothing.
  void selectLayer(const QString& name);

  void setPage(Page page);
  [[nodiscard]] Page page() const;
  /// Paths; the second is the first where two stages of one run are looked at, empty for none.
  [[nodiscard]] std::pair<QString, QString> pair() const;
  void setPair(const QString& first, const QString& second);
  /// -1: each run's last.
  [[nodiscard]] int stage() const;
  [[nodiscard]] FlipsPage& flips() const;
  [[nodiscard]] const std::vector<CompareRun>& runs() const;
  /// What stands there instead of a comparison; empty if there is one.
  [[nodiscard]] QString emptyText() const;

  /// Its plots with names for a menu.
  [[nodiscard]] std::vector<std::pair<QString, Plot*>> plots() const;
  /// The one that is meant where none is in focus.
  [[nodiscard]] Plot* mainPlot() const;

 Q_SIGNALS:
  void scopeChanged(int scope);
  void pageChanged();
  void pairChanged();
  void runSelected(const QString& path);
  void openRequested(const QString& path);
  void hideRequested(const QStringList& paths);
  void layerSelected(const QString& name);

 private:
  void updateAll();
  void updateCurves();
  void updatePareto();
  void updateAxes();
  void updateHistograms();
  void updateLit();
  void updateChoices();
  void updateStages();
  void selectRun(const QString& path);

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
