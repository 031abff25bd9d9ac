// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QStringList>
#include <optional>
#include <vector>

#include "widgets/plots/ParallelAxes.h"
#include "widgets/plots/Plot.h"

namespace dyadic::widgets {

/// Runs as lines across one axis a quantity. Dragging along an axis brushes a part of it: runs that do not pass through
/// every brush are faded, here and in whatever listens. A click on an axis takes its brush away, a double click all of
/// them, a click on a line selects the run.
class ParallelPlot : public Plot {
  Q_OBJECT
 public:
  struct Line {
    QString name;
    int color = 0;  ///< as everywhere in the window: runColor()
  };

  explicit ParallelPlot(QWidget* parent = nullptr);

  /// Brushes are kept on axes of the same key.
  void setRuns(std::vector<ParallelAxis> axes, std::vector<Line> lines);
  /// Which lines are not faded; empty: all. Emits nothing.
  void setLit(std::vector<bool> lit);
  [[nodiscard]] const Brushes& brushes() const { return brushes_; }
  /// Emits brushesChanged().
  void setBrushes(Brushes brushes);
  [[nodiscard]] const std::vector<ParallelAxis>& axes() const { return axes_; }

  [[nodiscard]] QString kind() const override { return QStringLiteral("parallel"); }

 Q_SIGNALS:
  void brushesChanged();
  void lineSelected(int line);

 protected:
  [[nodiscard]] bool hasData() const override { return !lines_.empty() && axes_.size() > 1; }
  [[nodiscard]] PlotData describe(Medium medium) const override;
  [[nodiscard]] QString readout(const QCustomPlot& canvas, const QPointF& pixel) const override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void fillMenu(QMenu& menu) override;

 private:
  /// Where an axis is being brushed.
  struct Drag {
    std::size_t axis = 0;
    double from = 0;
    bool moved = false;
  };
  [[nodiscard]] std::optional<std::size_t> axisAt(const QCustomPlot& canvas, const QPointF& pixel) const;
  [[nodiscard]] int lineAt(const QCustomPlot& canvas, const QPointF& pixel) const;
  bool press(const QCustomPlot& canvas, const QPointF& pixel);
  bool drag(const QCustomPlot& canvas, const QPointF& pixel);
  bool release(const QCustomPlot& canvas, const QPointF& pixel);
  void addAxes(PlotData& shown) const;
  void addBrushes(PlotData& shown) const;

  std::vector<ParallelAxis> axes_;
  std::vector<Line> lines_;
  std::vector<bool> lit_;
  Brushes brushes_;
  std::optional<Drag> drag_;
};

}  // namespace dyadic::widgets
