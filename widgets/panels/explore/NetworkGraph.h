// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <memory>
#include <vector>

#include "engine/types/ExploreRecord.h"
#include "widgets/graph/GraphCanvas.h"

/// The operators of a model as a GraphCanvas draws them, in blocks, coloured by a value of their layers. Window thread
/// only.
namespace dyadic::widgets {

/// What colours the nodes.
enum class NetworkValue { None, Bits, Sqnr, Mse, Saturated, Exponent, Parameters, Macs, Sensitivity };

class NetworkGraph {
 public:
  NetworkGraph() = default;
  explicit NetworkGraph(const ModelInfo& model);

  [[nodiscard]] const GraphBlocks& blocks() const { return blocks_; }
  [[nodiscard]] const std::vector<NodeInfo>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<GraphSize>& sizes() const { return sizes_; }
  /// The node of a layer; -1 for none.
  [[nodiscard]] int nodeOf(int layer) const;

  /// Null for none; of another number of layers: none.
  void setRecords(std::shared_ptr<const StageRecord> stage);
  void setSensitivity(std::shared_ptr<const SensitivityRecord> record);
  /// Whether there is such a value of any layer.
  [[nodiscard]] bool has(NetworkValue value) const;

  /// One a place of the picture, with the value as their badge.
  [[nodiscard]] std::vector<GraphNode> drawn(const GraphPicture& picture, NetworkValue value) const;
  [[nodiscard]] std::vector<QColor> colors(const GraphPicture& picture, NetworkValue value) const;
  [[nodiscard]] GraphScale scale(NetworkValue value) const;
  /// Of a node or a block: "layer1.0.conv1"; "Conv2d 3×3 · 64 → 64 · 36.9 k parameters ..."; why it is marked, if it
  /// is.
  [[nodiscard]] QString nameOf(int item) const;
  [[nodiscard]] QString factsOf(int item) const;
  [[nodiscard]] QString markOf(int item) const;
  [[nodiscard]] static QString nameOf(NetworkValue value);

 private:
  struct Summary {
    double value = kNotMeasured;  ///< of a block: mean by parameters, sum, or worst, as the value has it
    double low = kNotMeasured;
    double high = kNotMeasured;
    int layers = 0;
  };
  /// Where a value stands on the scale.
  struct Span {
    double low = 0;
    double high = 1;
    bool logarithmic = false;
    bool empty = false;  ///< no layer has a value that a colour could tell from others: all are without error
    [[nodiscard]] double position(double value) const;
  };
  [[nodiscard]] double valueOf(int layer, NetworkValue value) const;
  [[nodiscard]] Summary summaryOf(int item, NetworkValue value) const;
  [[nodiscard]] Span spanOf(NetworkValue value) const;
  [[nodiscard]] QString badgeOf(int item, NetworkValue value) const;
  [[nodiscard]] const std::vector<std::int64_t>* inputOf(int node) const;
  [[nodiscard]] QString sizesOf(int node) const;
  [[nodiscard]] QString shapeBelow(int item) const;
  [[nodiscard]] QStringList linesOf(int item) const;
  [[nodiscard]] int unquantized(int item) const;
  [[nodiscard]] QString reasonOf(int node) const;
  [[nodiscard]] GraphNode plainNode(int item) const;

  GraphBlocks blocks_;
  std::vector<NodeInfo> nodes_;
  std::vector<LayerInfo> layers_;
  std::vector<GraphNode> plain_;  ///< one an item, without values
  std::vector<GraphSize> sizes_;
  std::shared_ptr<const StageRecord> stage_;
  std::shared_ptr<const SensitivityRecord> sensitivity_;
};

}  // namespace dyadic::widgets
