// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/runlog/SyntheticRun.h"

#include <unistd.h>
#include <fstream>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

namespace dyadic::runlog::synthetic {
namespace {

namespace fs = std::filesystem;

Histogram histogram(int seed, int bins) {
  Histogram histogram;
  for (int i = 0; i <= bins; ++i) {
    histogram.edges.push_back(std::ldexp(i - bins / 2, -6));
  }
  for (int i = 0; i < bins; ++i) {
    histogram.floatCounts.push_back(i + seed);
    histogram.quantizedCounts.push_back(bins - 1 - i + seed);
    histogram.levels.push_back(std::ldexp(i - bins / 2, -6));
  }
  histogram.clipLow = histogram.edges.front();
  histogram.clipHigh = histogram.edges.back();
  return histogram;
}

QuantizedTensor tensor(std::vector<std::int64_t> shape, int bits, int exponent) {
  QuantizedTensor result;
  result.shape = std::move(shape);
  result.bits = bits;
  result.exponent = exponent;
  std::int64_t size = 1;
  for (const std::int64_t extent : result.shape) {
    size *= extent;
  }
  const std::int64_t top = (1 << (bits - 1)) - 1;
  for (std::int64_t i = 0; i < size; ++i) {
    const auto code = static_cast<std::int32_t>(i % (2 * top + 1) - top);
    result.data.push_back(code);
    result.values.push_back(std::ldexp(static_cast<float>(code), exponent));
    result.latent.push_back(std::ldexp(static_cast<float>(code) + 0.25F, exponent));
  }
  return result;
}

template <class T>
Blob blob(BlobType type, std::vector<std::int64_t> shape, int index) {
  Blob result{type, std::move(shape), {}};
  std::size_t size = 1;
  for (const std::int64_t extent : result.shape) {
    size *= static_cast<std::size_t>(extent);
  }
  result.bytes.resize(size * sizeof(T));
  for (std::size_t i = 0; i < size; ++i) {
    const auto value = static_cast<T>(static_cast<std::size_t>(index) * 10 + i % 100);
    std::memcpy(result.bytes.data() + i * sizeof(T), &value, sizeof(T));
  }
  return result;
}

IntegerOperation operation(std::string name, IntegerOp op, std::vector<int> inputs, int output) {
  IntegerOperation operation;
  operation.name = std::move(name);
  operation.op = op;
  operation.inputs = std::move(inputs);
  operation.output = output;
  return operation;
}

}  // namespace

RunOutline outline() {
  RunOutline outline;
  outline.model.path = "résumé.safetensors";
  outline.model.architecture = "test-net";
  outline.model.input = {1, 28, 28};
  outline.model.classes = 10;
  outline.model.parameters = 200 * 72 + 200 + 80 + 10;
  outline.model.macs = 123456789012;
  outline.model.layers = {{"conv1", "Conv2d", {200, 8, 3, 3}, {200, 14, 14}, 14600, 123456789000, true, ""},
                          {"bn1", "BatchNorm2d", {40}, {200, 14, 14}, 80, 12, true, ""},
                          {"fc", "Linear", {10, 64}, {10}, 650, 640, false, "last layer"}};
  outline.model.edges = {{"input", {1, 28, 28}}, {"conv1", {200, 14, 14}}, {"bn1", {200, 14, 14}}, {"fc", {10}}};
  outline.model.classNames = {"T-shirt", "Hose", "Schläppchen"};
  outline.model.mean = {0.25};
  outline.data.path = "data";
  outline.data.format = "idx";
  outline.data.input = {1, 28, 28};
  outline.data.mean = {0.2860};
  outline.data.deviation = {0.3530};
  outline.data.normalizationSource = "model";
  outline.data.trainImages = 60000;
  outline.data.validationImages = 10000;
  outline.data.calibrationImages = 512;
  outline.portions = {0.25, 0.5, 0.75, 1};
  return outline;
}

CreateOptions options(const std::string& path) {
  CreateOptions options;
  options.path = path;
  options.outline = outline();
  options.configJson = kConfigJson;
  options.provenance = {{"git_commit", "0123abcd"}, {"cpu", "Test™ 9000"}, {"empty", ""}};
  options.method = "ioiq";
  options.seed = 18446744073709551615u;
  return options;
}

Evaluation baseline() { return {0.925, 0.995, 0.25, 10000, 3000}; }

std::shared_ptr<const StageRecord> stage(int index) {
  auto stage = std::make_shared<StageRecord>();
  stage->index = index;
  stage->portion = 0.25 * (index + 1);
  stage->portionRealized = stage->portion + 0.001;
  stage->trained = {0.9 + index / 100.0, 0.99, 0.3, 10000, 2000};
  stage->hard = {0.89 + index / 100.0, 0.98, 0.35, 10000, 1000};
  stage->seconds = 10 + index;
  for (int l = 0; l < kLayers; ++l) {
    LayerRecord layer;
    layer.bits = 8 - l;
    layer.exponent = -(l + 5);
    layer.mse = std::ldexp(l + 1, -(10 + index));
    layer.sqnrDb = l == 1 ? std::numeric_limits<double>::infinity() : 40 - l;
    layer.cosine = 1 - 1.0 / 1024;
    layer.kl = 0.125 * l;
    layer.quantizedFraction = stage->portionRealized;
    layer.saturatedFraction = 0.5;
    stage->layers.push_back(layer);
    stage->histograms.push_back(histogram(index, l == 0 ? 3000 : 16));
  }
  for (int e = 0; e < kEdges; ++e) {
    EdgeRecord edge;
    edge.bits = 8;
    edge.exponent = -e;
    edge.meanExponent = e == 3 ? kNotMeasured : -e + 0.25;
    edge.mse = 0.5 * e;
    edge.sqnrDb = 30 + e;
    edge.saturatedFraction = 0.25;
    stage->edges.push_back(edge);
    stage->edgeHistograms.push_back(histogram(index + e, 8));
  }
  stage->edgeHistograms[3] = {};
  return stage;
}

TrainSeries train(int index) {
  TrainSeries rows;
  for (int i = 0; i < 100; ++i) {
    const int step = 100 * index + i;
    rows.step.push_back(step);
    rows.epoch.push_back(step / 50.0);
    rows.stage.push_back(index);
    rows.loss.push_back(2.0 / (1 + step));
    rows.learningRate.push_back(0.01);
  }
  return rows;
}

ValidationSeries validation(int index) {
  return {{2.0 * index + 1, 2.0 * index + 2}, {index, index}, {0.8, 0.9}, {kNotMeasured, 0.85}, {0.5, 0.4}};
}

std::vector<double> exponents(int index) {
  std::vector<double> row;
  for (int e = 0; e < kEdges; ++e) {
    row.push_back(-e + index / 8.0);
  }
  return row;
}

/// Ternary codes with a scale for two channels at each of two filters and three positions.
QuantizedTensor scaled() {
  QuantizedTensor out;
  out.shape = {2, 5, 3};
  out.bits = 2;
  out.codebook = {-1, 0, 1};
  out.scales = CodeScales{{}, {2, 3, 3}, 2};
  for (int i = 0; i < 18; ++i) out.scales->values.push_back(0.5F + static_cast<float>(i) / 16);
  for (std::size_t i = 0; i < 30; ++i) {
    const std::size_t group = (i / 15 * 3 + i / 3 % 5 / 2) * 3 + i % 3;
    out.data.push_back(static_cast<int>(i % 4 % 3));
    out.values.push_back(out.codebook[static_cast<std::size_t>(out.data.back())] * out.scales->values[group]);
    out.latent.push_back(out.values.back() + 0.01F);
  }
  return out;
}

std::vector<QuantizedLayer> quantized() {
  std::vector<QuantizedLayer> layers(3);
  layers[0] = {0, "conv1", tensor({200, 8, 3, 3}, 8, -7), tensor({200}, 8, -9), {}, {}};
  layers[1] = {1, "bn1", {}, {}, tensor({40}, 12, -10), tensor({40}, 12, -11)};
  QuantizedTensor coded = tensor({10, 64}, 4, 0);
  for (auto& code : coded.data) {
    code += 7;
  }
  for (int i = 0; i < 16; ++i) {
    coded.codebook.push_back(static_cast<float>(i - 7));
  }
  layers[2] = {2, "fc", coded, scaled(), {}, {}};
  return layers;
}

Predictions predictions() {
  Predictions predictions;
  for (int i = 0; i < 10000; ++i) {
    predictions.label.push_back(i % 10);
    predictions.floatNetwork.push_back(i % 10);
    predictions.hard.push_back(i % 100 == 0 ? 9 : i % 10);
  }
  return predictions;
}

Checkpoint checkpoint(int index) {
  Checkpoint checkpoint;
  checkpoint["weight.conv1"] = blob<float>(BlobType::Float32, {200, 8, 3, 3}, index);
  checkpoint["mask.conv1"] = blob<std::uint8_t>(BlobType::UInt8, {200, 8, 3, 3}, index);
  checkpoint["codes"] = blob<std::int8_t>(BlobType::Int8, {9}, index);
  checkpoint["exponent"] = blob<std::int32_t>(BlobType::Int32, {2}, index);
  checkpoint["step"] = blob<std::int64_t>(BlobType::Int64, {}, index);
  checkpoint["rng"] = blob<std::uint64_t>(BlobType::UInt64, {4}, index);
  checkpoint["average"] = blob<double>(BlobType::Float64, {5}, index);
  checkpoint["nothing"] = blob<float>(BlobType::Float32, {0}, index);
  return checkpoint;
}

void writeStage(RunWriter& writer, int index) {
  writer.appendTrain(train(index));
  writer.appendValidation(validation(index));
  writer.appendExponents(2.0 * index + 2, exponents(index));
  writer.appendStage(stage(index));
  writer.setCheckpoint(checkpoint(index));
}

Status writeRun(RunWriter& writer) {
  writer.setBaseline(baseline());
  for (int index = 0; index < kStages; ++index) {
    writeStage(writer, index);
  }
  writer.setQuantized(quantized());
  writer.setPredictions(predictions());
  return writer.finish(RunState::Finished);
}

std::vector<double> numbers(const Evaluation& e) {
  return {e.top1, e.top5, e.loss, static_cast<double>(e.images), e.imagesPerSecond};
}

std::vector<double> numbers(const StageRecord& stage) {
  std::vector<double> all = {static_cast<double>(stage.index), stage.portion, stage.portionRealized, stage.seconds};
  const auto add = [&](const auto& values) { all.insert(all.end(), values.begin(), values.end()); };
  add(numbers(stage.trained));
  add(numbers(stage.hard));
  for (const auto& l : stage.layers) {
    add(std::vector<double>{double(l.bits), double(l.exponent.value_or(99)), l.mse, l.sqnrDb, l.cosine, l.kl,
                            l.quantizedFraction, l.saturatedFraction});
  }
  for (const auto& e : stage.edges) {
    add(std::vector<double>{double(e.bits), double(e.exponent), e.meanExponent, e.mse, e.sqnrDb, e.saturatedFraction});
  }
  for (const auto* histograms : {&stage.histograms, &stage.edgeHistograms}) {
    all.push_back(static_cast<double>(histograms->size()));
    for (const auto& h : *histograms) {
      add(std::vector<double>{h.clipLow, h.clipHigh});
      add(h.edges);
      add(h.floatCounts);
      add(h.quantizedCounts);
      add(h.levels);
    }
  }
  return all;
}

IntegerConstant integerConstant(std::vector<std::int64_t> shape, int bits, unsigned seed) {
  IntegerConstant constant;
  constant.bits = bits;
  constant.exponent = -static_cast<int>(seed % 30);
  std::int64_t size = 1;
  for (const auto side : shape) size *= side;
  constant.shape = std::move(shape);
  std::mt19937 random(seed);
  const int limit = 1 << (bits - 1);
  for (std::int64_t i = 0; i < size; ++i) {
    constant.data.push_back(static_cast<int>(random() % static_cast<unsigned>(2 * limit)) - limit);
  }
  constant.data.front() = -limit;  // both ends are there
  constant.data.back() = limit - 1;
  return constant;
}

IntegerProgram integerProgram(int bits, std::int64_t channels) {
  const int limit = 1 << (bits - 1);
  IntegerProgram program;
  program.rounding = Rounding::HalfEven;
  program.tensors = {{"input", {2, 28, 28}, bits, -5, -limit, limit - 1},
                     {"conv/1", {channels, 14, 14}, bits, 3, -limit, limit - 1},
                     {"conv/1.bn", {channels, 14, 14}, bits, -4, 0, limit - 1},
                     {"pad", {channels + 3, 14, 14}, bits, -4, 0, limit - 1},
                     {"fc", {7}, bits, 0, -limit, limit - 1}};
  IntegerOperation conv = operation("conv/1", IntegerOp::Conv2d, {0}, 1);
  conv.kernel = {3, 5};
  conv.stride = {2, 1};
  conv.padding = {1, 2};
  conv.dilation = {4, 1};
  conv.groups = 2;
  conv.weight = integerConstant({channels, 2, 3, 5}, bits, 1);
  conv.bias = integerConstant({channels}, bits, 2);
  conv.biasShift = 7;
  conv.requantization = {21400, -3};
  conv.accumulatorExponent = -11;
  conv.accumulatorBits = 64;
  conv.accumulatorBound = std::numeric_limits<std::int64_t>::max() - 1;
  conv.biasSaturated = 2;
  IntegerOperation norm = operation("conv/1.bn", IntegerOp::ScaleShift, {1}, 2);
  norm.weight = integerConstant({channels}, bits, 3);
  norm.bias = integerConstant({channels}, bits, 4);
  IntegerOperation pad = operation("pad", IntegerOp::PadChannels, {2}, 3);
  pad.front = 1;
  pad.back = 2;
  IntegerOperation linear = operation("conv/1", IntegerOp::Linear, {3, 2}, 4);
  linear.weight = integerConstant({7, 40}, bits, 5);
  linear.inputShifts = {-62, 62};
  program.operations = {conv, norm, pad, linear};
  for (int channel = 0; channel < 2; ++channel) {
    auto& table = program.inputTable.emplace_back();
    for (int i = 0; i < 256; ++i)
      table.push_back((i * (2 * limit - 1) / 255 - limit) * (channel == 0 ? 1 : -1) - channel);
  }
  return program;
}

IntegerReport integerReport(std::size_t operations) {
  IntegerReport report;
  report.images = 10000;
  report.bitExact = false;
  report.top1 = 0.9321;
  report.top5 = 0.99;
  report.hardTop1 = 0.9322;
  report.otherClasses = 1;
  report.firstDifference = {77, "conv/1", 123456789012, "reference and fast", -128, 127};
  for (std::size_t i = 0; i < operations; ++i) {
    report.operations.push_back({std::int64_t{1} << (10 * i), i == 0 ? std::numeric_limits<double>::infinity() : 3.25,
                                 static_cast<std::int64_t>(i), 1960000000000});
  }
  report.referenceImagesPerSecond = 200.5;
  report.fastImagesPerSecond = 15000;
  report.simulationImagesPerSecond = 1800;
  return report;
}

std::string contentOf(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

Folder::Folder() {
  std::string pattern = (fs::temp_directory_path() / "dyadic-runlog-XXXXXX").string();
  path_ = mkdtemp(pattern.data());
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::size_t Folder::entries() const {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
}

}  // namespace dyadic::runlog::synthetic
