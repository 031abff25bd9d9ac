// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <memory>

#include "widgets/plots/FigureStyle.h"

class QComboBox;

namespace dyadic::widgets {

class Plot;

/// The one dialog through which a plot becomes a figure: preset, size, font, line width, legend, grid, palette, format,
/// with a preview at the figure's proportions. Does not block: `(new FigureDialog(plot, folder, window))->open()`;
/// deletes itself.
class FigureDialog : public QDialog {
  Q_OBJECT
 public:
  /// `plot` must outlive the dialog's saving; if it is destroyed first, the dialog closes. `folder`: where to save.
  FigureDialog(Plot& plot, const QString& folder, QWidget* parent = nullptr);
  ~FigureDialog() override;

  [[nodiscard]] FigureStyle style() const;
  [[nodiscard]] QString path() const;

 Q_SIGNALS:
  void saved(const QString& path);

 private:
  QComboBox* addChoice(const QString& label, const QStringList& names, const QStringList& ids);
  void addSizes();
  void addLooks();
  void addTarget();
  void updatePreview();
  void copy();
  void save();

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
