// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

class QMainWindow;
class QSplitter;
class QVBoxLayout;
class QWidget;

namespace dyadic::widgets {
class ErrorPlot;
class HistogramPlot;
class MessageBanner;
class PlotCard;
class QueueList;
class RunHeader;
class RunList;
class SetupPanel;
class TensorTables;
}  // namespace dyadic::widgets

namespace dyadic::shell {

/// The window's widgets and where they stand: runs and set-up left, messages, run header and the view's page in the
/// centre, layers right, details of one layer below. Wires nothing. The window owns the widgets.
struct WindowLayout {
  Q_DECLARE_TR_FUNCTIONS(dyadic::shell::WindowLayout)

 public:
  explicit WindowLayout(QMainWindow& window);

  /// Sizes and places of the last time, or those that fit the screen.
  void restore(QMainWindow& window) const;
  void remember(const QMainWindow& window) const;
  /// Forgets them, and puts everything where it is at the first start; the window keeps its size.
  void reset(const QMainWindow& window) const;
  /// The error plot is the page of one view and stands beside the histogram in the others.
  void setErrorInCentre(bool on) const;

  widgets::RunList* runs;
  widgets::QueueList* queue;
  widgets::SetupPanel* setup;
  widgets::MessageBanner* banner;
  widgets::RunHeader* header;
  widgets::TensorTables* table;
  widgets::ErrorPlot* error;
  widgets::HistogramPlot* histogram;
  widgets::PlotCard* errorCard;
  widgets::PlotCard* histogramCard;
  QSplitter* side;
  QVBoxLayout* pages;  ///< where the views put theirs
  QWidget* errorPage;  ///< holds the error plot in the centre
  QSplitter* details;

 private:
  [[nodiscard]] QSplitter* makeSide();
  [[nodiscard]] QWidget* makeCentre();
  /// What fits a window of this size.
  void spread(const QSize& window) const;

  QSplitter* columns_;  ///< side | rest
  QSplitter* rows_;     ///< middle over details
  QSplitter* middle_;   ///< centre | layers
};

}  // namespace dyadic::shell
