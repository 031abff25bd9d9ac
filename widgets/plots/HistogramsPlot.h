// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/types/RunRecord.h"
#include "widgets/plots/Plot.h"

namespace dyadic::widgets {

/// Quantized values of the same layer in several runs or stages, over each other. Their bins follow their grids and are
/// never rebinned, so that what is drawn is the density: the share of the values in a bin over the bin's width.
class HistogramsPlot : public Plot {
  Q_OBJECT
 public:
  struct Entry {
    QString name;
    int color = 0;  ///< as everywhere in the window: runColor()
    std::shared_ptr<const StageRecord> stage;
    int layer = 0;
    std::optional<Ink::Role> ink = {};  ///< instead of the run's colour
  };

  explicit HistogramsPlot(QWidget* parent = nullptr);

  /// Entries without a sound histogram are left out. `title` names the layer.
  void setEntries(std::vector<Entry> entries, const QString& title);
  void clear() { setEntries({}, {}); }

  [[nodiscard]] QString kind() const override { return QStringLiteral("histograms"); }

 protected:
  [[nodiscard]] bool hasData() const override { return !entries_.empty(); }
  [[nodiscard]] PlotData describe(Medium medium) const override;
  [[nodiscard]] bool isZoomable() const override { return true; }
  [[nodiscard]] QString readout(const QCustomPlot& canvas, const QPointF& pixel) const override;

 private:
  std::vector<Entry> entries_;
  QString title_;
};

}  // namespace dyadic::widgets
