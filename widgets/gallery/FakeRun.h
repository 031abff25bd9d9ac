// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <random>

#include "engine/types/MethodInfo.h"
#include "engine/types/RunRecord.h"

/// A made-up run with plausible numbers, for the gallery and the tests of widgets.
namespace dyadic::widgets {

inline std::vector<LayerInfo> fakeLayers(int blocks = 3) {
  std::vector<LayerInfo> layers;
  const auto add = [&](const std::string& name, std::int64_t out, std::int64_t in, std::int64_t kernel) {
    layers.push_back({name,
                      "Conv2d",
                      {out, in, kernel, kernel},
                      {out, 28, 28},
                      out * in * kernel * kernel,
                      1000 * out * in,
                      true,
                      ""});
    layers.push_back({name.substr(0, name.rfind("conv")) + "bn" + name.substr(name.rfind("conv") + 4),
                      "BatchNorm2d",
                      {out},
                      {out, 28, 28},
                      2 * out,
                      784 * out,
                      true,
                      ""});
  };
  add("conv1", 16, 1, 3);
  for (int block = 1; block <= blocks; ++block) {
    const std::int64_t width = 16LL << std::min(block - 1, 6);
    const std::string name = "layer" + std::to_string(block) + ".0.";
    add(name + "conv1", width, std::max<std::int64_t>(16, width / 2), 3);
    add(name + "conv2", width, width, 3);
  }
  layers.push_back({"fc", "Linear", {10, 64}, {10}, 650, 640, true, ""});
  return layers;
}

/// Laplace-like values on a grid of `bits`; the tails saturate.
inline Histogram fakeHistogram(int bits, unsigned seed, int samples = 40000) {
  std::mt19937 random(seed);
  std::exponential_distribution<double> size(14);
  Histogram h;
  const double step = std::ldexp(1.0, -(bits - 1) - 1);
  const int top = (1 << (bits - 1)) - 1;
  const int binsPerStep = bits <= 5 ? 8 : 1;
  const double bin = step / binsPerStep;
  const int half = static_cast<int>(1.5 * (top + 1)) * binsPerStep;
  for (int i = -half; i <= half; ++i) h.edges.push_back((i - 0.5) * bin);
  h.floatCounts.assign(h.edges.size() - 1, 0);
  h.quantizedCounts = h.floatCounts;
  for (int d = -top - 1; d <= top; ++d) h.levels.push_back(d * step);
  h.clipLow = h.levels.front() - step / 2;
  h.clipHigh = h.levels.back() + step / 2;
  const auto put = [&](std::vector<std::int64_t>& counts, double x) {
    const auto i = static_cast<std::ptrdiff_t>(std::floor(x / bin + 0.5)) + half;
    ++counts[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(i, 0, std::ssize(counts) - 1))];
  };
  for (int i = 0; i < samples; ++i) {
    const double x = (random() % 2 ? 1 : -1) * size(random);
    put(h.floatCounts, x);
    put(h.quantizedCounts, std::clamp(std::round(x / step), -top - 1.0, top * 1.0) * step);
  }
  return h;
}

inline std::shared_ptr<const StageRecord> fakeStage(int index, double portion, const std::vector<LayerInfo>& layers,
                                                    int bits = 8) {
  auto stage = std::make_shared<StageRecord>();
  stage->index = index;
  stage->portion = portion;
  stage->portionRealized = portion - 0.0003 * (portion < 1);
  stage->trained = {0.9281 - 0.0006 * index, 0.9981, 0.214 + 0.002 * index, 10000, 8000};
  stage->hard = {0.9188 + 0.0022 * index, 0.9979, 0.239 - 0.005 * index, 10000, 8000};
  stage->seconds = 38.4 + index;
  std::mt19937 random(7);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    LayerRecord r;
    r.bits = i == 0 ? 0 : bits;
    r.exponent = -bits - static_cast<int>(random() % 4);
    r.sqnrDb = 6.02 * bits - 4 - static_cast<double>(random() % 180) / 10 - (i == 9 ? 14 : 0);
    r.mse = 0.004 * std::pow(10, -r.sqnrDb / 10);
    r.cosine = 1 - r.mse * 20;
    r.kl = r.mse * 3;
    r.quantizedFraction = portion;
    r.saturatedFraction = i % 5 == 2 ? 0.0031 : (i == 9 ? 0.018 : 0);
    stage->layers.push_back(r);
    stage->histograms.push_back(fakeHistogram(bits, static_cast<unsigned>(i + 1)));
  }
  return stage;
}

inline std::shared_ptr<const TrainSeries> fakeTraining(int steps = 1800, int stages = 4) {
  auto series = std::make_shared<TrainSeries>();
  std::mt19937 random(3);
  std::normal_distribution<double> noise(0, 0.035);
  const int each = std::max(steps / stages, 1);
  for (int i = 0; i < steps; ++i) {
    const int stage = i / each;
    const double within = (i % each) / static_cast<double>(each);
    series->step.push_back(i);
    series->epoch.push_back(2.0 * stages * i / steps);
    series->stage.push_back(stage);
    series->loss.push_back(0.19 + 0.06 * std::exp(-6 * within) + noise(random));
    series->learningRate.push_back(0.01 * 0.5 * (1 + std::cos(3.14159 * within)));
  }
  return series;
}

inline std::shared_ptr<const ValidationSeries> fakeValidation(int epochs = 8) {
  auto series = std::make_shared<ValidationSeries>();
  for (int e = 1; e <= epochs; ++e) {
    series->epoch.push_back(e);
    series->stage.push_back((e - 1) / 2);
    series->top1.push_back(0.925 + 0.0004 * e);
    series->hardTop1.push_back(0.918 + 0.001 * e);
    series->loss.push_back(0.225 + 0.01 * std::sin(e));
  }
  return series;
}

inline std::vector<EdgeInfo> fakeEdges() {
  std::vector<EdgeInfo> edges = {{"input", {1, 28, 28}}};
  for (const LayerInfo& layer : fakeLayers()) edges.push_back({layer.name, layer.output});
  return edges;
}

inline std::shared_ptr<const ExponentSeries> fakeExponents(int epochs = 8) {
  auto series = std::make_shared<ExponentSeries>();
  const auto edges = fakeEdges().size();
  for (int e = 1; e <= epochs; ++e) {
    series->epoch.push_back(e);
    std::vector<double> row;
    for (std::size_t i = 0; i < edges; ++i)
      row.push_back(-7 + static_cast<double>((i * 5) % 4) + 0.15 * std::sin(e * 0.7 + static_cast<double>(i)));
    series->meanExponent.push_back(row);
  }
  return series;
}

inline MethodInfo fakeMethod() {
  using Kind = ParameterSpec::Kind;
  MethodInfo m;
  m.id = "ioiq";
  m.name = "IOIQ";
  m.title = "Integer-only incremental quantization";
  m.description = "Weights become integers stage by stage while the network goes on training.";
  m.training.epochsPerStage = {2};
  const auto add = [&](ParameterSpec spec) { m.parameters.push_back(std::move(spec)); };
  add({"bits",
       "Bits",
       "Bits a weight.",
       Kind::Integer,
       std::int64_t{8},
       2,
       16,
       "bits",
       {},
       "",
       "One bit belongs to binary codebooks."});
  add({"activation_bits",
       "Feature map bits",
       "Bits a value of a feature map.",
       Kind::Integer,
       std::int64_t{8},
       2,
       16,
       "bits",
       {},
       "bits",
       ""});
  add({"portions",
       "Portions",
       "Share of the weights that is quantized after each stage; ends with 1.",
       Kind::RealList,
       std::vector<double>{0.5, 0.75, 0.875, 1},
       0,
       1,
       "",
       {},
       "",
       ""});
  add({"partition",
       "Partition",
       "Which weights go first.",
       Kind::Choice,
       std::string("pruning"),
       {},
       {},
       "",
       {"pruning", "random"},
       "",
       ""});
  add({"candidates",
       "Candidates",
       "Exponents that are tried, as offsets from the first.",
       Kind::IntegerList,
       std::vector<std::int64_t>{-1, 0, 1, 2},
       -8,
       8,
       "",
       {},
       "",
       ""});
  add({"rounding",
       "Rounding",
       "How a real number becomes an integer.",
       Kind::Choice,
       std::string("half_away"),
       {},
       {},
       "",
       {"half_away", "half_up", "half_even", "floor"},
       "",
       ""});
  add({"symmetric_range",
       "Symmetric range",
       "Leaves out the lowest integer.",
       Kind::Boolean,
       false,
       {},
       {},
       "",
       {},
       "",
       ""});
  add({"ema_momentum",
       "Average momentum",
       "Of the moving average of exponents.",
       Kind::Real,
       0.99,
       0,
       1,
       "",
       {},
       "",
       ""});
  m.presets = {{"Paper", {{"bits", std::int64_t{8}}, {"portions", std::vector<double>{0.5, 0.75, 0.875, 1}}}},
               {"Quick", {{"bits", std::int64_t{8}}, {"portions", std::vector<double>{0.5, 1}}}}};
  return m;
}

}  // namespace dyadic::widgets
