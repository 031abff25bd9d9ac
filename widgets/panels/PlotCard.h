// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace dyadic::widgets {

class ElidedLabel;

/// A surface with a title line and one content widget. A Plot as content gets an export button in the title line.
class PlotCard : public QWidget {
  Q_OBJECT
 public:
  PlotCard(const QString& title, QWidget* content, QWidget* parent = nullptr);

  void setTitle(const QString& title);
  /// Muted text after the title: the layer or the run that is shown.
  void setDetail(const QString& detail);
  /// Small controls at the right of the title line. Takes ownership.
  void addTool(QWidget* tool);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QLabel* title_;
  ElidedLabel* detail_;
  QHBoxLayout* tools_;
};

}  // namespace dyadic::widgets
