// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/ExploreRecord.h"
#include "engine/types/RunRecord.h"
#include "widgets/plots/Plot.h"

namespace dyadic::shell {

/// What a figure is drawn of.
struct FigureSubject {
  std::vector<std::shared_ptr<const RunSnapshot>> runs;  ///< at least one
  QString layer;                                         ///< name or index; empty: the one with the lowest SQNR
  int stage = -1;                                        ///< -1: the last finished one
  /// Of the run's network under its setting; of kind sensitivity.
  std::shared_ptr<const SensitivityRecord> sensitivity{};
};

/// stages, histogram, error, loss, exponents, compare, pareto, sensitivity.
[[nodiscard]] const QStringList& figureKinds();

/// The plot of that kind, filled. `histogram` draws several runs over each other, `compare` and `pareto` take any
/// number of them, the others one. Runs whose configs differ by seed alone share a curve. Fails where a run holds
/// nothing of the kind, or has no such layer or stage. Needs a QApplication.
[[nodiscard]] Expected<std::unique_ptr<widgets::Plot>> figurePlot(const QString& kind, const FigureSubject& subject);

}  // namespace dyadic::shell
