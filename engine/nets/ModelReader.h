// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/nets/Graph.h"
#include "engine/types/Expected.h"
#include "engine/types/ModelInfo.h"
#include "engine/types/RefusedOperator.h"

/// Weight files and the networks they belong to. Files are untrusted; functions block and may be called by any thread.
namespace dyadic::nets {

struct ModelOpenOptions {
  std::string path{};          ///< safetensors or a file of torch.save: see engine/nets/weights
  std::string architecture{};  ///< id; empty: the file's metadata `architecture`, else found from names and shapes
  Shape input{};  ///< empty: metadata `input` ("3x32x32"), else from shapes, else as the architecture is used
  /// Shape of the images at hand, asked for where a file that describes its network leaves the size open; may be
  /// missing and may return an empty shape.
  std::function<Shape()> images{};
  int classes = 0;  ///< 0: from the last linear layer's weight
};

struct LoadedModel {
  Graph graph;
  ModelInfo info;
  std::map<std::string, std::string> metadata;  ///< as in the file
  std::set<std::string> externalData;           ///< paths of further files that tensors were read from (ONNX)
};

/// Reads a model file, whose bytes tell its format, into a new graph. Fails where tensors do not fit the architecture
/// (see StateDict.h), hold NaN or infinity, or where the file is damaged.
[[nodiscard]] Expected<LoadedModel> openModel(const ModelOpenOptions& options);

/// The operators because of which openModel() fails; empty where there are none, as for files that hold weights alone.
/// Fails where the file cannot be read for another reason.
[[nodiscard]] Expected<std::vector<RefusedOperator>> refusedOperators(const ModelOpenOptions& options);

/// Writes all of graph.state() with `metadata`, to which architecture and input are added. Refuses to replace an
/// existing file unless `force`.
[[nodiscard]] Status saveModel(const Graph& graph, const std::string& path, std::map<std::string, std::string> metadata,
                               bool force);

/// Metadata as openModel reads it back: mean and deviation as "0.485,0.456,0.406", class names as a JSON list.
struct DataMetadata {
  std::vector<double> mean;
  std::vector<double> deviation;
  std::vector<std::string> classNames;
};
[[nodiscard]] std::map<std::string, std::string> formatMetadata(const DataMetadata& data);

/// The other way round: takes `mean`, `std` and `classes` into `info`, whose path, input and number of classes are
/// there. Fails where they are not one positive deviation and one mean a channel; class names of another number are
/// left out.
[[nodiscard]] Status readMetadata(const std::map<std::string, std::string>& metadata, ModelInfo& info);

/// Layers, edges and counts of a graph; path, class names and normalization are left empty.
[[nodiscard]] ModelInfo inspect(const Graph& graph);

/// "3x32x32" -> {3, 32, 32}. Fails (usage) for anything but three positive integers.
[[nodiscard]] Expected<Shape> parseInputShape(const std::string& text);
[[nodiscard]] std::string formatInputShape(const Shape& shape);

}  // namespace dyadic::nets
