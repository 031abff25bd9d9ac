// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <memory>

#include "widgets/plots/FigureStyle.h"
#include "widgets/plots/PlotData.h"

class QClipboard;
class QCustomPlot;
class QIODevice;
class QMenu;

namespace dyadic::widgets {

/// Base of all plots: canvas, empty text, hover read-out, zoom (wheel, drag, double click to fit), theme, context menu
/// and export. A plot describes what it shows (PlotData.h), and drawing, CSV and pgfplots come from that, so that it
/// looks the same on the screen and on paper. It holds copies of plain values or shared immutable ones. Window thread
/// only; works without a display (platform "offscreen").
class Plot : public QWidget {
  Q_OBJECT
 public:
  ~Plot() override;

  /// Writes what is plotted to `out`, open for writing, as one of figureFormats(): pdf, svg, png, csv or tex (pgfplots,
  /// with its data). The zoom on the screen is kept.
  /// Returns an empty text, or what is wrong and what to do. Nothing is written for an empty plot.
  [[nodiscard]] QString draw(QIODevice& out, const QString& format, const FigureStyle& style) const;

  /// The same to the file `path`, its format by suffix. What went wrong names the file.
  [[nodiscard]] QString exportTo(const QString& path, const FigureStyle& style) const;

  /// The same as SVG in memory; empty for what draw() refuses.
  [[nodiscard]] QByteArray svg(const FigureStyle& style) const;

  /// Of the library that draws: "QCustomPlot 2.1.0".
  [[nodiscard]] static QString libraryVersion();

  /// Puts the figure on the clipboard: "csv" and "tex" as text, everything else as a picture, in pixels and as SVG.
  /// Returns an empty text, or what went wrong.
  [[nodiscard]] QString copyTo(QClipboard& clipboard, const QString& suffix, const FigureStyle& style) const;

  [[nodiscard]] bool isEmpty() const { return !hasData(); }
  /// Shown in the middle while there is nothing to plot; says what to do. Each plot has a default.
  void setEmptyText(const QString& text);
  [[nodiscard]] QString emptyText() const;

  /// Base of a file name: "stages", "histogram" ...
  [[nodiscard]] virtual QString kind() const = 0;

  /// Fits the axes to the data again after the user has zoomed.
  void resetZoom();

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  /// From the context menu or Ctrl+E; the application opens FigureDialog for this plot.
  void exportRequested();

 protected:
  explicit Plot(QWidget* parent = nullptr);

  [[nodiscard]] virtual bool hasData() const = 0;
  /// What is shown. On the screen with what is selected, which is no part of a figure. REQUIRES: hasData().
  enum class Medium { Screen, Paper };
  [[nodiscard]] virtual PlotData describe(Medium medium) const = 0;
  /// Whether the x axis may be zoomed and dragged.
  [[nodiscard]] virtual bool isZoomable() const { return false; }
  /// Text for the tool tip at plot coordinates (x, y), empty for none.
  [[nodiscard]] virtual QString readout(const QCustomPlot& canvas, const QPointF& pixel) const = 0;
  /// The user pressed the left button at `pixel`.
  virtual void clicked(const QCustomPlot& canvas, const QPointF& pixel);

  /// The values changed: redraws once, when control returns to the event loop and the plot is visible.
  void refresh();

  /// Puts a plot's own switches into the context menu.
  virtual void fillMenu(QMenu& menu);

  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void redraw();

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
