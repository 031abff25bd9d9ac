// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "engine/runlog/Fields.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"
#include "engine/runlog/Records.h"

namespace dyadic::runlog {
namespace {

using h5::Handle;

/// REQUIRES: values is as long as records.
template <class Record, class Value, class Stored>
void assign(std::vector<Record>& records, Value Record::*member, const std::vector<Stored>& values) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    records[i].*member = values[i];
  }
}

template <class Record, std::size_t N>
std::vector<Record> readColumns(hid_t parent, const char* name, const std::array<fields::Column<Record>, N>& columns) {
  const Handle group = h5::openGroup(parent, name);
  std::vector<Record> records(h5::readColumn<std::int32_t>(group, columns.front().field.name).size());
  for (const auto& [field, member, added] : columns) {
    if (added && !h5::exists(group, field.name)) continue;
    std::visit(
        [&, &f = field]<class Value>(Value Record::*pointer) {
          using Stored = std::conditional_t<std::is_same_v<Value, double>, double, std::int32_t>;
          assign(records, pointer, h5::readColumn<Stored>(group, f.name, records.size()));
        },
        member);
  }
  return records;
}

std::vector<h5::Shape> readShapes(hid_t group, const char* name, std::size_t length) {
  const h5::Array array(group, name);
  if (array.shape().size() != 2 || static_cast<std::size_t>(array.shape()[0]) != length) {
    throw h5::Failure(std::string(name) + " has a wrong shape");
  }
  const auto rank = static_cast<std::size_t>(array.shape()[1]);
  const auto rows = array.read<std::int64_t>();
  std::vector<h5::Shape> shapes(length);
  for (std::size_t i = 0; i < length; ++i) {
    for (std::size_t d = 0; d < rank && rows[i * rank + d] != 0; ++d) {
      if (rows[i * rank + d] < 0) {
        throw h5::Failure(std::string(name) + " holds a negative size");
      }
      shapes[i].push_back(rows[i * rank + d]);
    }
  }
  return shapes;
}

std::vector<std::string> readTexts(hid_t group, const char* name, std::size_t length) {
  const h5::Array array(group, name);
  if (array.shape().size() != 1 || array.size() != length) {
    throw h5::Failure(std::string(name) + " has a wrong length");
  }
  return array.readTexts();
}

std::vector<Histogram> readHistograms(hid_t parent, const char* name) {
  const Handle group = h5::openGroup(parent, name);
  std::vector<Histogram> histograms(h5::linkCount(group));
  for (std::size_t i = 0; i < histograms.size(); ++i) {
    const Handle bins = h5::openGroup(group, indexName(i).c_str());
    Histogram& histogram = histograms[i];
    histogram.clipLow = h5::real(bins, "clip_low");
    histogram.clipHigh = h5::real(bins, "clip_high");
    histogram.edges = h5::readColumn<double>(bins, "edges");
    const std::size_t count = histogram.edges.empty() ? 0 : histogram.edges.size() - 1;
    histogram.floatCounts = h5::readColumn<std::int64_t>(bins, "float", count);
    histogram.quantizedCounts = h5::readColumn<std::int64_t>(bins, "quantized", count);
    histogram.levels = h5::readColumn<double>(bins, "levels");
  }
  return histograms;
}

/// Whether the representable values of a tensor can be integers, or powers of two of which the largest is 1.
bool haveExponentZero(const std::vector<double>& levels) {
  return (!levels.empty() && levels.back() == 1) ||
         std::all_of(levels.begin(), levels.end(), [](double level) { return level == std::nearbyint(level); });
}

/// Files of earlier programs do not say how many scales a layer has, and have the exponent 0 where there is none:
/// there, the levels of its histogram tell.
std::vector<LayerRecord> readLayers(hid_t stage) {
  auto layers = readColumns(stage, "layers", fields::kLayerColumns);
  const bool told = h5::exists(h5::openGroup(stage, "layers"), fields::kScales);
  const Handle histograms = h5::openGroup(stage, "histograms");
  const std::size_t known = told ? 0 : h5::linkCount(histograms);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    LayerRecord& layer = layers[i];
    if (!told && layer.scale > 0) layer.scales = 1;
    if (layer.bits == 0 || layer.bits > fields::kMostExponentBits || layer.scales > 0) layer.exponent.reset();
    if (i >= known || layer.exponent != 0) continue;
    const Handle bins = h5::openGroup(histograms, indexName(i).c_str());
    if (!haveExponentZero(h5::readColumn<double>(bins, "levels"))) layer.exponent.reset();
  }
  return layers;
}

/// Records may be left out altogether, but not in part: views index them by layer and edge.
void requireFit(std::size_t have, std::size_t want, const char* what) {
  if (have != 0 && have != want) {
    throw h5::Failure(std::string(what) + " has " + std::to_string(have) + " entries instead of " +
                      std::to_string(want));
  }
}

std::vector<LayerInfo> readLayerTable(hid_t file) {
  const Handle group = h5::openGroup(file, "layers");
  const auto parameters = h5::readColumn<std::int64_t>(group, "parameters");
  std::vector<LayerInfo> layers(parameters.size());
  assign(layers, &LayerInfo::parameters, parameters);
  assign(layers, &LayerInfo::macs, h5::readColumn<std::int64_t>(group, "macs", layers.size()));
  assign(layers, &LayerInfo::name, readTexts(group, "name", layers.size()));
  assign(layers, &LayerInfo::op, readTexts(group, "operator", layers.size()));
  assign(layers, &LayerInfo::shape, readShapes(group, "shape", layers.size()));
  assign(layers, &LayerInfo::output, readShapes(group, "output", layers.size()));
  assign(layers, &LayerInfo::reason, readTexts(group, "reason", layers.size()));
  const auto quantizable = h5::readColumn<std::int32_t>(group, "quantizable", layers.size());
  for (std::size_t i = 0; i < layers.size(); ++i) {
    layers[i].quantizable = quantizable[i] != 0;
  }
  return layers;
}

int toInt(std::int64_t value, const char* what) {
  if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
    throw h5::Failure(std::string(what) + " is out of range");
  }
  return static_cast<int>(value);
}

CodeScales readScales(hid_t group) {
  const h5::Array array(group, "scales");
  const auto shape = array.shape();
  CodeScales scales;
  if (shape.size() != scales.shape.size()) throw h5::Failure("scales do not have three dimensions");
  std::copy(shape.begin(), shape.end(), scales.shape.begin());
  scales.values = array.read<float>();
  scales.block = h5::integer(group, "scales_block");
  if (scales.block < 1) throw h5::Failure("a scale is shared by no channel");
  return scales;
}

QuantizedTensor readTensor(hid_t group) {
  QuantizedTensor tensor;
  const h5::Array data(group, "data");
  tensor.shape = data.shape();
  tensor.data = data.read<std::int32_t>();
  const h5::Array latent(group, "latent");
  const h5::Array values(group, "values");
  if (latent.shape() != tensor.shape || values.shape() != tensor.shape) {
    throw h5::Failure("data, latent and values differ in shape");
  }
  tensor.latent = latent.read<float>();
  tensor.values = values.read<float>();
  tensor.bits = toInt(h5::integer(group, "bits"), "bits");
  if (h5::exists(group, "codebook")) {
    tensor.codebook = h5::readColumn<float>(group, "codebook");
    if (h5::exists(group, "scales")) tensor.scales = readScales(group);
  } else if (h5::exists(group, "step")) {
    tensor.scale = h5::readScalar<double>(group, "step");
    tensor.zeroPoint = h5::readScalar<std::int32_t>(group, "zero_point");
    if (!(tensor.scale > 0) || !std::isfinite(tensor.scale)) {
      throw h5::Failure("a scale is no positive number");
    }
  } else if (tensor.bits <= fields::kMostExponentBits) {
    tensor.exponent = h5::readScalar<std::int32_t>(group, "exponent");
  }
  return tensor;
}

std::optional<QuantizedTensor> readPart(hid_t layer, const char* name) {
  if (!h5::exists(layer, name)) {
    return std::nullopt;
  }
  return readTensor(h5::openGroup(layer, name));
}

/// All but layers and edges.
StageRecord readResults(hid_t group, std::size_t index) {
  StageRecord stage;
  stage.index = static_cast<int>(index);
  stage.portion = h5::real(group, "portion");
  stage.portionRealized = h5::real(group, "portion_realized");
  stage.trained = readEvaluation(group, "");
  stage.hard = readEvaluation(group, "hard_");
  stage.seconds = h5::real(group, "seconds");
  return stage;
}

template <class Series, class... Columns>
void cutToShortest(Series& series, Columns Series::*... columns) {
  const std::size_t rows = std::min({(series.*columns).size()...});
  ((series.*columns).resize(rows), ...);
}

}  // namespace

void checkFormat(hid_t file, const char* format) {
  if (!h5::hasAttribute(file, "format") || h5::text(file, "format") != format) {
    throw h5::Failure(std::string("it is no ") + format + " file");
  }
  const std::int64_t version = h5::integer(file, "format_version");
  if (version < 1 || version > fields::kFormatVersion) {
    throw h5::Failure("its format version " + std::to_string(version) + " is not known to this program");
  }
}

ModelInfo readModel(hid_t file) {
  const Handle group = h5::openGroup(file, "model");
  ModelInfo model;
  model.path = h5::text(group, "path");
  model.architecture = h5::text(group, "architecture");
  model.input = h5::integers(group, "input");
  model.classes = toInt(h5::integer(group, "classes"), "classes");
  model.parameters = h5::integer(group, "parameters");
  model.macs = h5::integer(group, "macs");
  model.classNames = h5::texts(group, "class_names");
  model.mean = h5::reals(group, "mean");
  model.deviation = h5::reals(group, "std");
  model.layers = readLayerTable(file);

  const Handle edges = h5::openGroup(file, "edges");
  const auto names = h5::Array(edges, "name").readTexts();
  model.edges.resize(names.size());
  assign(model.edges, &EdgeInfo::name, names);
  assign(model.edges, &EdgeInfo::shape, readShapes(edges, "shape", names.size()));
  return model;
}

DataInfo readData(hid_t file) {
  const Handle group = h5::openGroup(file, "data");
  DataInfo data;
  data.path = h5::text(group, "path");
  data.format = h5::text(group, "format");
  data.input = h5::integers(group, "input");
  data.classNames = h5::texts(group, "class_names");
  data.mean = h5::reals(group, "mean");
  data.deviation = h5::reals(group, "std");
  data.normalizationSource = h5::text(group, "normalization_source");
  data.trainImages = h5::integer(group, "train_images");
  data.validationImages = h5::integer(group, "validation_images");
  data.calibrationImages = h5::integer(group, "calibration_images");
  const auto attributes = h5::attributeNames(group);
  if (std::find(attributes.begin(), attributes.end(), "transform") != attributes.end()) {  // older files know of none
    data.sizes = h5::text(group, "sizes");
    data.transform = h5::text(group, "transform");
    data.leftOut = h5::integer(group, "left_out");
    data.warnings = h5::texts(group, "warnings");
  }
  return data;
}

Evaluation readEvaluation(hid_t group, const std::string& prefix) {
  Evaluation evaluation;
  evaluation.top1 = h5::real(group, (prefix + "top1").c_str());
  evaluation.top5 = h5::real(group, (prefix + "top5").c_str());
  evaluation.loss = h5::real(group, (prefix + "loss").c_str());
  evaluation.images = h5::integer(group, (prefix + "images").c_str());
  evaluation.imagesPerSecond = h5::real(group, (prefix + "images_per_second").c_str());
  return evaluation;
}

StageRecord readStageSummary(hid_t stages, std::size_t index, const ModelInfo* model) {
  const Handle group = h5::openGroup(stages, indexName(index).c_str());
  StageRecord stage = readResults(group, index);
  if (model != nullptr) {
    stage.layers = readLayers(group);
    requireFit(stage.layers.size(), model->layers.size(), "layers");
  }
  return stage;
}

StageRecord readStage(hid_t stages, std::size_t index, const ModelInfo& model) {
  const Handle group = h5::openGroup(stages, indexName(index).c_str());
  StageRecord stage = readResults(group, index);
  stage.layers = readLayers(group);
  stage.histograms = readHistograms(group, "histograms");
  stage.edges = readColumns(group, "edges", fields::kEdgeColumns);
  stage.edgeHistograms = readHistograms(group, "edge_histograms");
  requireFit(stage.layers.size(), model.layers.size(), "layers");
  requireFit(stage.histograms.size(), model.layers.size(), "histograms");
  requireFit(stage.edges.size(), model.edges.size(), "edges");
  requireFit(stage.edgeHistograms.size(), model.edges.size(), "edge_histograms");
  return stage;
}

TrainSeries readTrain(hid_t series) {
  const Handle group = h5::openGroup(series, "train");
  TrainSeries train;
  train.step = h5::readColumn<std::int64_t>(group, "step");
  train.epoch = h5::readColumn<double>(group, "epoch");
  train.stage = h5::readColumn<std::int32_t>(group, "stage");
  train.loss = h5::readColumn<double>(group, "loss");
  train.learningRate = h5::readColumn<double>(group, "learning_rate");
  cutToShortest(train, &TrainSeries::step, &TrainSeries::epoch, &TrainSeries::stage, &TrainSeries::loss,
                &TrainSeries::learningRate);
  return train;
}

ValidationSeries readValidation(hid_t series) {
  const Handle group = h5::openGroup(series, "validation");
  ValidationSeries validation;
  validation.epoch = h5::readColumn<double>(group, "epoch");
  validation.stage = h5::readColumn<std::int32_t>(group, "stage");
  validation.top1 = h5::readColumn<double>(group, "top1");
  validation.hardTop1 = h5::readColumn<double>(group, "hard_top1");
  validation.loss = h5::readColumn<double>(group, "loss");
  cutToShortest(validation, &ValidationSeries::epoch, &ValidationSeries::stage, &ValidationSeries::top1,
                &ValidationSeries::hardTop1, &ValidationSeries::loss);
  return validation;
}

ExponentSeries readExponents(hid_t series) {
  ExponentSeries exponents;
  exponents.epoch = h5::readColumn<double>(series, "exponents_epoch");
  const h5::Array array(series, "exponents");
  if (array.shape().size() != 2) {
    throw h5::Failure("exponents is not two-dimensional");
  }
  const auto rows = std::min<std::size_t>(static_cast<std::size_t>(array.shape()[0]), exponents.epoch.size());
  const auto columns = static_cast<std::size_t>(array.shape()[1]);
  const auto values = array.read<double>();
  exponents.epoch.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(row * columns);
    exponents.meanExponent.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(columns));
  }
  return exponents;
}

std::vector<QuantizedLayer> readQuantized(hid_t file) {
  std::vector<QuantizedLayer> layers;
  if (!h5::exists(file, "quantized")) {
    return layers;
  }
  const Handle group = h5::openGroup(file, "quantized");
  const std::size_t count = h5::linkCount(group);
  for (std::size_t i = 0; i < count; ++i) {
    const Handle one = h5::openGroup(group, h5::linkName(group, i).c_str());
    QuantizedLayer layer;
    layer.layer = toInt(h5::integer(one, "layer"), "layer");
    layer.name = h5::text(one, "name");
    if (h5::hasAttribute(one, "folded")) {
      layer.folded = h5::text(one, "folded");
    }
    if (h5::exists(one, "data")) {
      layer.weight = readTensor(one);
    }
    layer.bias = readPart(one, "bias");
    layer.scale = readPart(one, "scale");
    layer.shift = readPart(one, "shift");
    layers.push_back(std::move(layer));
  }
  return layers;
}

Predictions readPredictions(hid_t file) {
  Predictions predictions;
  if (!h5::exists(file, "predictions")) {
    return predictions;
  }
  const Handle group = h5::openGroup(file, "predictions");
  predictions.label = h5::readColumn<std::int32_t>(group, "label");
  predictions.floatNetwork = h5::readColumn<std::int32_t>(group, "float", predictions.label.size());
  predictions.hard = h5::readColumn<std::int32_t>(group, "hard", predictions.label.size());
  return predictions;
}

}  // namespace dyadic::runlog
