// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "engine/types/ExploreRecord.h"

namespace dyadic::widgets {

class HistogramPlot;

/// The feature maps of a network under a setting: the histogram of one with its grid, and a table of all, each with
/// the error of its own quantization beside what has accumulated there.
class FeatureMapPanel : public QWidget {
  Q_OBJECT
 public:
  using Maps = std::shared_ptr<const std::vector<FeatureMapRecord>>;

  explicit FeatureMapPanel(QWidget* parent = nullptr);
  ~FeatureMapPanel() override;

  /// Another model: drops the records.
  void setEdges(const std::vector<EdgeInfo>& edges);
  void setMaps(const Maps& maps);
  /// They are being measured for another setting.
  void setPending();
  /// There are none, and why; those that are shown stay, marked as older.
  void setNote(const QString& text);
  /// Can be copied; empty for none.
  void setError(const QString& text);

  /// -1 for none.
  [[nodiscard]] int selectedEdge() const;
  /// The map that the node of this name produces; nothing changes if there is none. Emits nothing.
  void selectName(const std::string& name);
  [[nodiscard]] HistogramPlot& plot() const;

 Q_SIGNALS:
  /// The user chose the map of the node of this name.
  void nameSelected(const std::string& name);

 private:
  void showSelected();

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
