// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "app/runtime/Coalescer.h"
#include "app/runtime/CompareTasks.h"
#include "app/runtime/RunLibrary.h"
#include "engine/types/RunRecord.h"
#include "widgets/panels/compare/CompareData.h"

namespace dyadic::widgets {
class CompareView;
class RunList;
}  // namespace dyadic::widgets

namespace dyadic::shell {

class RunListBinder;

/// Decides which runs the Compare view shows and brings it what it asks for. Compared are the runs with a finished
/// stage that are neither hidden nor archived: two or more that are selected in the list, else those of the network of
/// the run that is shown, or all. Nothing is read before the view is looked at. Window thread; never blocks.
class CompareBinder : public QObject {
  Q_OBJECT
 public:
  struct Parts {
    runtime::RunLibrary& library;
    RunListBinder& listBinder;
    widgets::RunList& list;
    widgets::CompareView& view;
  };
  /// The parts must outlive the binder.
  CompareBinder(const runtime::Engine& engine, const Parts& parts, QObject* parent = nullptr);

  /// The run that the other views show, null for none; whether the Compare view can be seen.
  void show(const std::shared_ptr<const RunSnapshot>& run, bool looking);
  /// Index into the layers of the run that is shown. Emits nothing.
  void selectLayer(int layer);

 Q_SIGNALS:
  void layerSelected(int layer);
  void openRequested(const QString& path);

 private:
  enum class Scope { Model, All, Selected };

  void connectTasks();
  void connectView();
  void refresh();
  void load();
  void loadFlips();
  void showFlips(const std::shared_ptr<const runtime::Flips>& flips);
  void loadPage(const std::vector<std::size_t>& rows);
  [[nodiscard]] std::vector<const runtime::RunEntry*> candidates() const;
  [[nodiscard]] std::vector<const runtime::RunEntry*> chosen();
  [[nodiscard]] const runtime::RunEntry* entryOf(const QString& path) const;
  [[nodiscard]] const ModelInfo* model() const;
  [[nodiscard]] widgets::CompareRun compareRun(const runtime::RunEntry& entry) const;
  void sayNothing();

  Parts parts_;
  runtime::CompareTasks tasks_;
  runtime::Coalescer changes_;
  std::shared_ptr<const RunSnapshot> run_;
  std::shared_ptr<const runtime::Flips> flips_;
  bool looking_ = false;
  bool stale_ = true;
  Scope wanted_ = Scope::Selected;  ///< where there is a selection, else Model
  int layer_ = -1;
};

}  // namespace dyadic::shell
