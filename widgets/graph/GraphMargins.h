// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPixmap>
#include <QRectF>
#include <QString>
#include <QWidget>
#include <utility>
#include <vector>

namespace dyadic::widgets {

class GraphScene;

/// The whole graph as a narrow strip, with the part that is shown; a click or a drag goes there.
class GraphOverview : public QWidget {
  Q_OBJECT
 public:
  /// `scene` must outlive the overview.
  explicit GraphOverview(const GraphScene& scene, QWidget* parent = nullptr);
  /// What is drawn, or its colours, are others now.
  void sceneChanged();
  /// In units of the layout.
  void setVisibleRect(const QRectF& visible);

 Q_SIGNALS:
  void wanted(double y);  ///< to be shown in the middle, in units of the layout

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;

 private:
  [[nodiscard]] double scale() const;
  void go(double y);
  void drawGraph();

  const GraphScene& scene_;
  QPixmap graph_;  ///< drawn once, for while the view moves
  QRectF visible_;
};

/// A continuous scale of colours, drawn below the graph with its ticks.
struct GraphScale {
  QString title;
  std::vector<QColor> colors;                     ///< evenly spaced, left to right; empty: no scale is drawn
  std::vector<std::pair<double, QString>> ticks;  ///< position 0 to 1, text; those without room are left out
  double threshold = -1;                          ///< position of a marked limit; negative: none
};

/// A scale at the left of a line; at the right there is room for buttons, which the owner lays out.
class GraphFooter : public QWidget {
  Q_OBJECT
 public:
  using QWidget::QWidget;
  void setScale(const GraphScale& scale);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  GraphScale scale_;
};

}  // namespace dyadic::widgets
