// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QStackedWidget;

namespace dyadic::widgets {

class EdgeTable;
class LayerTable;
class Segmented;

/// The tensors of a model in one place: the table of its weights or that of its feature maps, and the choice between
/// them.
class TensorTables : public QWidget {
  Q_OBJECT
 public:
  explicit TensorTables(QWidget* parent = nullptr);

  [[nodiscard]] LayerTable& layers() const { return *layers_; }
  [[nodiscard]] EdgeTable& edges() const { return *edges_; }
  /// Which table is shown. Emits nothing.
  void setMapsShown(bool on);
  /// Whether feature maps can be chosen.
  void setMapsEnabled(bool on);

 Q_SIGNALS:
  /// The user chose feature maps, or weights.
  void mapsWanted(bool on);

 private:
  Segmented* choice_;
  QStackedWidget* pages_;
  LayerTable* layers_;
  EdgeTable* edges_;
};

}  // namespace dyadic::widgets
