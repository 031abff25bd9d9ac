// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "engine/types/RunRecord.h"
#include "widgets/forms/LayerRules.h"

namespace dyadic::widgets {

/// The layers of a model with what quantization did to them: sortable (worst first at the start), with a name filter
/// and cells coloured by thresholds. Selection and order go by layer index and survive every update. With settings each
/// layer has a box to tick and bits to edit in place (double click, F2 or a digit); what a rule has set is marked. The
/// table itself sets nothing: it says what the user wants, for all chosen layers together.
class LayerTable : public QWidget {
  Q_OBJECT
 public:
  explicit LayerTable(QWidget* parent = nullptr);
  ~LayerTable() override;

  /// A new model: drops the records. The selection is kept where the same name exists.
  void setLayers(const std::vector<LayerInfo>& layers);
  /// Null: the float model alone. Cheap: repaints what is visible.
  void setRecords(std::shared_ptr<const StageRecord> stage);

  struct Thresholds {
    double sqnrWarnDb = 30;  ///< below: warn
    double sqnrBadDb = 20;   ///< below: bad
    double saturatedWarn = 0.001;
    double saturatedBad = 0.01;
  };
  void setThresholds(const Thresholds& thresholds);

  /// What the set-up makes of each layer, and the bits that may be set; none: nothing can be edited.
  void setSettings(std::vector<LayerSetting> settings, int leastBits = 2, int mostBits = 16);

  /// Index into the layers, -1 for none.
  [[nodiscard]] int selectedLayer() const;
  /// Emits layerSelected only if it changes something.
  void selectLayer(int layer);

 Q_SIGNALS:
  void layerSelected(int layer);  ///< -1 when the selected layer is gone
  void quantizedWanted(const std::vector<int>& layers, bool on);
  void bitsWanted(const std::vector<int>& layers, int bits);
  void mapBitsWanted(const std::vector<int>& layers, int bits);
  /// Back to what the rest of the set-up says.
  void resetWanted(const std::vector<int>& layers);

 private:
  void hideUnused();
  void addActions();
  void edited(int row, int column, const QVariant& value);
  [[nodiscard]] std::vector<int> layersOf(int row) const;
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
