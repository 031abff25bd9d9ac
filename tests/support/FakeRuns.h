// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/types/MethodInfo.h"
#include "engine/types/RunRecord.h"

/// Small made-up models, data, methods and runs. For tests of app/.
namespace dyadic::support {

inline ModelInfo fakeModel(const std::string& path = "builtin:resnet8-fashion") {
  ModelInfo model;
  model.path = path;
  model.architecture = "resnet8-cifar";
  model.input = {1, 28, 28};
  model.classes = 10;
  const auto add = [&](const char* name, const char* op, std::vector<std::int64_t> shape, std::int64_t macs) {
    LayerInfo layer;
    layer.name = name;
    layer.op = op;
    layer.shape = std::move(shape);
    layer.macs = macs;
    layer.parameters = 1;
    for (const std::int64_t size : layer.shape) layer.parameters *= size;
    if (layer.op == "BatchNorm2d") layer.parameters *= 2;
    model.parameters += layer.parameters;
    model.macs += macs;
    model.layers.push_back(std::move(layer));
    model.edges.push_back({name, {16, 28, 28}});
    const auto index = static_cast<int>(model.layers.size()) - 1;
    model.nodes.push_back({name, op, {index}, {16, 28, 28}, index, index, {}});
  };
  model.nodes.push_back({"input", "Input", {}, model.input, -1, -1, {}});
  add("conv1", "Conv2d", {16, 1, 3, 3}, 112896);
  add("bn1", "BatchNorm2d", {16}, 0);
  add("layer1.0.conv1", "Conv2d", {16, 16, 3, 3}, 1806336);
  add("layer1.0.bn1", "BatchNorm2d", {16}, 0);
  add("layer1.0.conv2", "Conv2d", {16, 16, 3, 3}, 1806336);
  add("layer1.0.bn2", "BatchNorm2d", {16}, 0);
  add("layer2.0.conv1", "Conv2d", {32, 16, 3, 3}, 903168);
  add("layer2.0.bn1", "BatchNorm2d", {32}, 0);
  add("layer2.0.conv2", "Conv2d", {32, 32, 3, 3}, 1806336);
  add("layer2.0.bn2", "BatchNorm2d", {32}, 0);
  add("layer3.0.conv1", "Conv2d", {64, 32, 3, 3}, 903168);
  add("layer3.0.bn1", "BatchNorm2d", {64}, 0);
  add("layer3.0.conv2", "Conv2d", {64, 64, 3, 3}, 1806336);
  add("layer3.0.bn2", "BatchNorm2d", {64}, 0);
  add("fc", "Linear", {10, 64}, 640);
  return model;
}

/// A bell of values on a grid of 2^exponent, as a trained layer's weights look.
inline Histogram fakeHistogram(int bits, int exponent) {
  Histogram histogram;
  const double step = std::ldexp(1.0, exponent);
  const int lowest = -(1 << (bits - 1));
  const int highest = (1 << (bits - 1)) - 1;
  constexpr int kBinsPerStep = 4;
  for (int level = lowest; level <= highest; ++level) histogram.levels.push_back(level * step);
  histogram.clipLow = (lowest - 0.5) * step;
  histogram.clipHigh = (highest + 0.5) * step;
  const int bins = (highest - lowest + 9) * kBinsPerStep;
  const double left = (lowest - 4) * step - step / 2;
  for (int i = 0; i <= bins; ++i) histogram.edges.push_back(left + i * step / kBinsPerStep);
  const double width = (highest - lowest) * step / 7;
  histogram.quantizedCounts.assign(static_cast<std::size_t>(bins), 0);
  for (int i = 0; i < bins; ++i) {
    const double x = histogram.edges[static_cast<std::size_t>(i)] + step / kBinsPerStep / 2;
    const auto count = static_cast<std::int64_t>(2000 * std::exp(-x * x / (2 * width * width)) * (1 + 0.2 * (i % 3)));
    histogram.floatCounts.push_back(count);
    const int level = std::clamp(static_cast<int>(std::lround(x / step)), lowest, highest);
    histogram.quantizedCounts[static_cast<std::size_t>((level - lowest + 4) * kBinsPerStep + kBinsPerStep / 2)] +=
        count;
  }
  return histogram;
}

inline LayerRecord fakeLayer(int index, int bits, double portion) {
  LayerRecord record;
  record.bits = bits;
  record.exponent = 1 - bits - index % 3;
  record.sqnrDb = 6.02 * bits - 7 - (index * 7) % 11;
  record.mse = std::pow(10.0, -record.sqnrDb / 10) * 0.01;
  record.cosine = 1 - record.mse;
  record.kl = record.mse * 3;
  record.quantizedFraction = portion;
  record.saturatedFraction = index % 5 == 0 ? 0.0004 * index : 0;
  return record;
}

inline std::shared_ptr<const StageRecord> fakeStage(const ModelInfo& model, int index, double portion, int bits,
                                                    bool finished) {
  auto stage = std::make_shared<StageRecord>();
  stage->index = index;
  stage->portion = stage->portionRealized = portion;
  stage->seconds = 12;
  if (finished) {
    stage->trained = {0.926 - 0.001 * index, 0.998, 0.21, 10000, 9000};
    stage->hard = {0.915 + 0.0025 * index, 0.997, 0.23, 10000, 8000};
  }
  for (std::size_t i = 0; i < model.layers.size(); ++i) {
    stage->layers.push_back(fakeLayer(static_cast<int>(i), bits, portion));
    stage->histograms.push_back(fakeHistogram(bits, *stage->layers.back().exponent));
    const int exponent = -5 + static_cast<int>(i % 3);
    stage->edges.push_back({bits, exponent, exponent - 0.2, 1e-5, 40.0 - static_cast<double>(i), 0.0001});
    stage->edgeHistograms.push_back(fakeHistogram(bits, exponent));
  }
  return stage;
}

inline DataInfo fakeData(const std::string& path = "builtin:fashion-mnist") {
  DataInfo data;
  data.path = path;
  data.format = "idx";
  data.input = {1, 28, 28};
  data.classNames = {"T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Boot"};
  data.mean = {0.2860};
  data.deviation = {0.3530};
  data.normalizationSource = "model";
  data.trainImages = 60000;
  data.validationImages = 10000;
  data.calibrationImages = 2048;
  if (path.find("overlap") != std::string::npos) {
    data.warnings = {"Calibration and validation share 3 of 10000 images."};
    data.transform = "resize 32, center crop 28x28";
    data.leftOut = 2;
  }
  return data;
}

inline ParameterSpec fakeParameter(const char* key, const char* label, ParameterSpec::Kind kind,
                                   ParameterValue defaultValue) {
  ParameterSpec spec;
  spec.key = key;
  spec.label = label;
  spec.description = label;
  spec.kind = kind;
  spec.defaultValue = std::move(defaultValue);
  return spec;
}

inline MethodInfo fakeMethod() {
  using Kind = ParameterSpec::Kind;
  MethodInfo method;
  method.id = "ioiq";
  method.name = "IOIQ";
  method.title = "Integer-only incremental quantization";
  method.category = "Incremental";
  method.description = "Integers with one shared exponent a tensor, stage by stage.";
  ParameterSpec bits = fakeParameter("bits", "Bits", Kind::Integer, std::int64_t{8});
  bits.minimum = 2;
  bits.maximum = 16;
  bits.unit = "bits";
  ParameterSpec activationBits = bits;
  activationBits.key = "activation_bits";
  activationBits.label = "Feature map bits";
  activationBits.sameAs = "bits";
  ParameterSpec portions =
      fakeParameter("portions", "Portions", Kind::RealList, std::vector<double>{0.5, 0.75, 0.875, 1});
  portions.minimum = 0;
  portions.maximum = 1;
  ParameterSpec candidates =
      fakeParameter("candidates", "Exponent candidates", Kind::IntegerList, std::vector<std::int64_t>{-2, -1, 0, 1});
  candidates.minimum = -16;
  candidates.maximum = 16;
  ParameterSpec partition = fakeParameter("partition", "Partition", Kind::Choice, std::string("pruning"));
  partition.choices = {"pruning", "random"};
  method.parameters = {bits, activationBits, portions, candidates, partition};
  method.training.epochsPerStage = {2};
  return method;
}

inline RunConfig fakeConfig() {
  RunConfig config;
  config.model.path = "builtin:resnet8-fashion";
  config.data.path = "builtin:fashion-mnist";
  config.method.id = "ioiq";
  for (const ParameterSpec& spec : fakeMethod().parameters)
    config.method.parameters[spec.key] = spec.sameAs.empty() ? spec.defaultValue : ParameterValue{std::int64_t{8}};
  config.training = fakeMethod().training;
  return config;
}

inline int bitsOf(const RunConfig& config) {
  const auto found = config.method.parameters.find("bits");
  return found == config.method.parameters.end() ? 8 : static_cast<int>(std::get<std::int64_t>(found->second));
}

inline std::vector<double> portionsOf(const RunConfig& config) {
  const auto found = config.method.parameters.find("portions");
  if (found == config.method.parameters.end()) return {0.5, 0.75, 0.875, 1};
  return std::get<std::vector<double>>(found->second);
}

/// Grows a snapshot step by step: what a run thread or a test hands out.
class FakeProgress {
 public:
  explicit FakeProgress(RunConfig config, std::string path) {
    auto outline = std::make_shared<RunOutline>();
    outline->model = fakeModel(config.model.path);
    outline->data = fakeData(config.data.path);
    outline->portions = portionsOf(config);
    outline->config = std::move(config);
    outline_ = std::move(outline);
    now_.path = std::move(path);
    now_.started = "2026-01-02T03:04:05Z";
    now_.train = std::make_shared<TrainSeries>();
    now_.validation = std::make_shared<ValidationSeries>();
    now_.exponents = std::make_shared<ExponentSeries>();
  }

  [[nodiscard]] int steps() const { return static_cast<int>(outline_->portions.size()) * kStepsPerStage; }
  [[nodiscard]] std::shared_ptr<const RunSnapshot> snapshot(RunState state) const {
    auto copy = std::make_shared<RunSnapshot>(now_);
    copy->state = state;
    if (state != RunState::Opening && state != RunState::Running && state != RunState::Paused) copy->current = nullptr;
    return copy;
  }
  /// One of steps(); the last one of a stage finishes it.
  void advance() {
    now_.outline = outline_;
    now_.baseline = Evaluation{0.9273, 0.998, 0.21, 10000, 9000};
    const int stage = step_ / kStepsPerStage;
    const double portion = outline_->portions[static_cast<std::size_t>(stage)];
    const int bits = bitsOf(outline_->config);
    ++step_;
    auto train = std::make_shared<TrainSeries>(*now_.train);
    train->step.push_back(step_);
    train->epoch.push_back(static_cast<double>(step_) / kStepsPerStage * kEpochs);
    train->stage.push_back(stage);
    train->loss.push_back(0.2 + 0.1 / step_ + 0.02 * std::sin(step_ * 1.7));
    train->learningRate.push_back(0.01 * (1 + std::cos(3.14159 * (step_ % kStepsPerStage) / kStepsPerStage)) / 2);
    now_.train = std::move(train);
    auto& progress = now_.progress;
    progress = {"Training",
                stage,
                (step_ % kStepsPerStage) * kEpochs / kStepsPerStage,
                kEpochs,
                step_,
                steps(),
                step_ * 0.8,
                (steps() - step_) * 0.8,
                3100};
    if (step_ % kStepsPerStage == 0) {
      now_.stages.push_back(fakeStage(outline_->model, stage, portion, bits, true));
      now_.current = nullptr;
      auto validation = std::make_shared<ValidationSeries>(*now_.validation);
      validation->epoch.push_back(static_cast<double>(stage + 1) * kEpochs);
      validation->stage.push_back(stage);
      validation->top1.push_back(now_.stages.back()->trained.top1);
      validation->hardTop1.push_back(now_.stages.back()->hard.top1);
      validation->loss.push_back(now_.stages.back()->trained.loss);
      now_.validation = std::move(validation);
      auto exponents = std::make_shared<ExponentSeries>(*now_.exponents);
      exponents->epoch.push_back(static_cast<double>(stage + 1) * kEpochs);
      std::vector<double> row;
      for (std::size_t i = 0; i < outline_->model.edges.size(); ++i)
        row.push_back(-5.0 + static_cast<double>(i % 4) * 0.6 + 0.1 * stage);
      exponents->meanExponent.push_back(std::move(row));
      now_.exponents = std::move(exponents);
    } else {
      now_.current = fakeStage(outline_->model, stage, portion, bits, false);
    }
  }
  void fail(Error why) {
    now_.reason = why.message();
    now_.error = std::move(why);
  }

  static constexpr int kStepsPerStage = 10;
  static constexpr int kEpochs = 2;

 private:
  std::shared_ptr<const RunOutline> outline_;
  RunSnapshot now_;
  int step_ = 0;
};

/// A run that is over, as it would be read from its file.
inline std::shared_ptr<const RunSnapshot> fakeRun(const std::string& path, RunState state = RunState::Finished) {
  FakeProgress progress(fakeConfig(), path);
  for (int i = 0; i < progress.steps(); ++i) progress.advance();
  return progress.snapshot(state);
}

}  // namespace dyadic::support
