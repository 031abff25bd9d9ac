// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>

#include "engine/runlog/Fields.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"
#include "engine/runlog/Records.h"

namespace dyadic::runlog {
namespace {

using h5::Handle;
using h5::Packing;

Handle describedGroup(hid_t parent, const char* description) {
  Handle group = h5::newGroup(parent);
  h5::setText(group, "description", description);
  return group;
}

/// The exponent where there is one, else 0.
template <class Record>
std::vector<std::int32_t> column(const std::vector<Record>& records, std::optional<int> Record::*member) {
  std::vector<std::int32_t> values;
  values.reserve(records.size());
  for (const Record& record : records) {
    values.push_back((record.*member).value_or(0));
  }
  return values;
}

template <class Record, class Value>
std::vector<Value> column(const std::vector<Record>& records, Value Record::*member) {
  std::vector<Value> values;
  values.reserve(records.size());
  for (const Record& record : records) {
    values.push_back(record.*member);
  }
  return values;
}

template <class Record, std::size_t N>
void writeColumns(hid_t group, const std::array<fields::Column<Record>, N>& columns,
                  const std::vector<Record>& records) {
  for (const auto& [field, member, added] : columns) {
    std::visit([&, &f = field](auto pointer) { h5::writeColumn(group, f, column(records, pointer)); }, member);
  }
}

/// Lists of different lengths as rows of one array, padded with zeros.
void writeShapes(hid_t group, const h5::Field& field, const std::vector<h5::Shape>& shapes) {
  std::size_t rank = 1;
  for (const auto& shape : shapes) {
    rank = std::max(rank, shape.size());
  }
  std::vector<std::int64_t> rows(shapes.size() * rank, 0);
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    std::copy(shapes[i].begin(), shapes[i].end(), rows.begin() + static_cast<std::ptrdiff_t>(i * rank));
  }
  h5::writeArray<std::int64_t>(group, field,
                               {static_cast<std::int64_t>(shapes.size()), static_cast<std::int64_t>(rank)}, rows);
}

void writeHistograms(hid_t parent, const char* name, const std::vector<Histogram>& histograms) {
  const Handle group = describedGroup(parent,
                                      "one group an index: the same bins before and after quantization; values below "
                                      "clip_low and above clip_high saturate");
  for (std::size_t i = 0; i < histograms.size(); ++i) {
    const Histogram& histogram = histograms[i];
    const Handle bins = h5::newGroup(group);
    h5::setReal(bins, "clip_low", histogram.clipLow);
    h5::setReal(bins, "clip_high", histogram.clipHigh);
    h5::writeColumn(bins, fields::kHistogramEdges, histogram.edges, Packing::Deflate);
    h5::writeColumn(bins, fields::kHistogramFloat, histogram.floatCounts, Packing::Deflate);
    h5::writeColumn(bins, fields::kHistogramQuantized, histogram.quantizedCounts, Packing::Deflate);
    h5::writeColumn(bins, fields::kHistogramLevels, histogram.levels, Packing::Deflate);
    h5::link(bins, group, indexName(i).c_str());
  }
  h5::link(group, parent, name);
}

void writeLayerTable(hid_t file, const std::vector<LayerInfo>& layers) {
  const Handle group = describedGroup(file, "layers with parameters, in execution order");
  h5::writeTexts(group, fields::kLayerName, column(layers, &LayerInfo::name));
  h5::writeTexts(group, fields::kLayerOperator, column(layers, &LayerInfo::op));
  writeShapes(group, fields::kLayerShape, column(layers, &LayerInfo::shape));
  writeShapes(group, fields::kLayerOutput, column(layers, &LayerInfo::output));
  h5::writeColumn(group, fields::kLayerParameters, column(layers, &LayerInfo::parameters));
  h5::writeColumn(group, fields::kLayerMacs, column(layers, &LayerInfo::macs));
  std::vector<std::uint8_t> quantizable;
  quantizable.reserve(layers.size());
  for (const auto& layer : layers) {
    quantizable.push_back(layer.quantizable ? 1 : 0);
  }
  h5::writeColumn(group, fields::kLayerQuantizable, quantizable);
  h5::writeTexts(group, fields::kLayerReason, column(layers, &LayerInfo::reason));
  h5::link(group, file, "layers");
}

void requireLength(std::size_t have, std::size_t want, const std::string& what) {
  if (have != want) {
    throw h5::Failure(what + ": " + std::to_string(have) + " values instead of " + std::to_string(want));
  }
}

/// The smallest integer type that holds codes of this many bits.
void writeCodes(hid_t group, const QuantizedTensor& tensor) {
  const h5::Field field = {"data", "1", "", fields::kQuantizedData};
  const auto as = [&]<class Code>(Code) {
    const std::vector<Code> codes(tensor.data.begin(), tensor.data.end());
    if (!std::equal(codes.begin(), codes.end(), tensor.data.begin())) {
      throw h5::Failure("integer codes do not fit " + std::to_string(tensor.bits) + " bits");
    }
    h5::writeArray<Code>(group, field, tensor.shape, codes, Packing::Deflate);
  };
  const int width = tensor.bits + (tensor.codebook.empty() ? 0 : 1);  // positions in a codebook have no sign
  if (width <= 8) {
    as(std::int8_t{});
  } else if (width <= 16) {
    as(std::int16_t{});
  } else {
    as(std::int32_t{});
  }
}

void writeScales(hid_t group, const CodeScales& scales) {
  const auto& shape = scales.shape;
  requireLength(scales.values.size(), static_cast<std::size_t>(shape[0] * shape[1] * shape[2]), "scales");
  h5::writeArray<float>(group, fields::kQuantizedScales, {shape.begin(), shape.end()}, scales.values);
  h5::setInteger(group, "scales_block", scales.block);
}

void writeTensor(hid_t group, const QuantizedTensor& tensor) {
  std::size_t size = 1;
  for (const std::int64_t extent : tensor.shape) {
    size *= static_cast<std::size_t>(extent);
  }
  requireLength(tensor.data.size(), size, "integer codes");
  requireLength(tensor.latent.size(), size, "latent values");
  requireLength(tensor.values.size(), size, "quantized values");
  h5::setInteger(group, "bits", tensor.bits);
  writeCodes(group, tensor);
  h5::writeArray<float>(group, {"latent", "1", "", fields::kQuantizedLatent}, tensor.shape, tensor.latent);
  h5::writeArray<float>(group, {"values", "1", "", fields::kQuantizedValues}, tensor.shape, tensor.values,
                        Packing::Deflate);
  if (tensor.scale > 0) {
    h5::writeScalar(group, fields::kQuantizedStep, tensor.scale);
    h5::writeScalar(group, fields::kQuantizedZeroPoint, static_cast<std::int32_t>(tensor.zeroPoint));
  } else if (!tensor.codebook.empty()) {
    h5::writeColumn(group, fields::kQuantizedCodebook, tensor.codebook);
    if (tensor.scales) writeScales(group, *tensor.scales);
  } else if (tensor.bits <= fields::kMostExponentBits) {
    h5::writeScalar(group, fields::kQuantizedExponent, static_cast<std::int32_t>(tensor.exponent));
  }
}

void writePart(hid_t layer, const char* name, const std::optional<QuantizedTensor>& tensor) {
  if (tensor) {
    const Handle group = h5::newGroup(layer);
    writeTensor(group, *tensor);
    h5::link(group, layer, name);
  }
}

}  // namespace

std::string indexName(std::size_t index) {
  char name[24];
  std::snprintf(name, sizeof(name), "%03zu", index);
  return name;
}

void writeFormat(hid_t file, const char* format) {
  h5::setText(file, "format", format);
  h5::setInteger(file, "format_version", fields::kFormatVersion);
  h5::setText(file, "program_version", DYADIC_VERSION);
}

void writeModel(hid_t file, const ModelInfo& model) {
  const Handle group = describedGroup(file, "the float network; input: channels, height, width; macs for one image");
  h5::setText(group, "path", model.path);
  h5::setText(group, "architecture", model.architecture);
  h5::setIntegers(group, "input", model.input);
  h5::setInteger(group, "classes", model.classes);
  h5::setInteger(group, "parameters", model.parameters);
  h5::setInteger(group, "macs", model.macs);
  h5::setTexts(group, "class_names", model.classNames);
  h5::setReals(group, "mean", model.mean);
  h5::setReals(group, "std", model.deviation);
  h5::link(group, file, "model");

  writeLayerTable(file, model.layers);
  const Handle edges = describedGroup(file, "feature maps with an exponent of their own");
  h5::writeTexts(edges, fields::kEdgeName, column(model.edges, &EdgeInfo::name));
  writeShapes(edges, fields::kEdgeShape, column(model.edges, &EdgeInfo::shape));
  h5::link(edges, file, "edges");
}

void writeData(hid_t file, const DataInfo& data) {
  const Handle group = describedGroup(file, "the data set; mean and std of pixels scaled to 0 to 1; numbers of images");
  h5::setText(group, "path", data.path);
  h5::setText(group, "format", data.format);
  h5::setIntegers(group, "input", data.input);
  h5::setTexts(group, "class_names", data.classNames);
  h5::setReals(group, "mean", data.mean);
  h5::setReals(group, "std", data.deviation);
  h5::setText(group, "normalization_source", data.normalizationSource);
  h5::setInteger(group, "train_images", data.trainImages);
  h5::setInteger(group, "validation_images", data.validationImages);
  h5::setInteger(group, "calibration_images", data.calibrationImages);
  h5::setText(group, "sizes", data.sizes);
  h5::setText(group, "transform", data.transform);
  h5::setInteger(group, "left_out", data.leftOut);
  h5::setTexts(group, "warnings", data.warnings);
  h5::link(group, file, "data");
}

void writeEvaluation(hid_t group, const std::string& prefix, const Evaluation& evaluation) {
  h5::setReal(group, (prefix + "top1").c_str(), evaluation.top1);
  h5::setReal(group, (prefix + "top5").c_str(), evaluation.top5);
  h5::setReal(group, (prefix + "loss").c_str(), evaluation.loss);
  h5::setInteger(group, (prefix + "images").c_str(), evaluation.images);
  h5::setReal(group, (prefix + "images_per_second").c_str(), evaluation.imagesPerSecond);
}

void writeBaseline(hid_t file, const Evaluation& baseline) {
  const Handle group = describedGroup(file, "the float network; top1, top5: accuracy 0 to 1; loss: nats");
  writeEvaluation(group, "", baseline);
  h5::link(group, file, "baseline");
}

void writeLayers(hid_t group, const std::vector<LayerRecord>& layers, const std::vector<Histogram>& histograms) {
  const Handle table = describedGroup(group, "weights against their quantized form, one entry a layer");
  writeColumns(table, fields::kLayerColumns, layers);
  h5::link(table, group, "layers");
  writeHistograms(group, "histograms", histograms);
}

void writeStage(hid_t stages, const StageRecord& stage) {
  const Handle group =
      describedGroup(stages,
                     "portion: share of weights asked for, portion_realized: share that is quantized; top1, top5: "
                     "accuracy 0 to 1, loss: nats, of the network as it trains; hard_: of the network as it would be "
                     "exported; seconds: duration");
  h5::setReal(group, "portion", stage.portion);
  h5::setReal(group, "portion_realized", stage.portionRealized);
  writeEvaluation(group, "", stage.trained);
  writeEvaluation(group, "hard_", stage.hard);
  h5::setReal(group, "seconds", stage.seconds);
  writeLayers(group, stage.layers, stage.histograms);
  const Handle table = describedGroup(group, "feature maps over the stage's last batch, one entry an edge");
  writeColumns(table, fields::kEdgeColumns, stage.edges);
  h5::link(table, group, "edges");
  writeHistograms(group, "edge_histograms", stage.edgeHistograms);
  h5::link(group, stages, indexName(static_cast<std::size_t>(stage.index)).c_str());
}

void writeQuantized(hid_t file, const std::vector<QuantizedLayer>& layers) {
  const Handle group = describedGroup(file, "the quantized network; one group a layer, NNN = index in /layers");
  for (const auto& layer : layers) {
    const Handle one = h5::newGroup(group);
    h5::setInteger(one, "layer", layer.layer);
    h5::setText(one, "name", layer.name);
    if (!layer.folded.empty()) {
      h5::setText(one, "folded", layer.folded);
    }
    if (layer.weight) {
      writeTensor(one, *layer.weight);
    }
    writePart(one, "bias", layer.bias);
    writePart(one, "scale", layer.scale);
    writePart(one, "shift", layer.shift);
    h5::link(one, group, indexName(static_cast<std::size_t>(layer.layer)).c_str());
  }
  h5::link(group, file, "quantized");
}

void writePredictions(hid_t file, const Predictions& predictions) {
  const Handle group = describedGroup(file, "class indices, one a validation image, in data-set order");
  h5::writeColumn(group, fields::kPredictionLabel, predictions.label, Packing::Deflate);
  h5::writeColumn(group, fields::kPredictionFloat, predictions.floatNetwork, Packing::Deflate);
  h5::writeColumn(group, fields::kPredictionHard, predictions.hard, Packing::Deflate);
  h5::link(group, file, "predictions");
}

}  // namespace dyadic::runlog
