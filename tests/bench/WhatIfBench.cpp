// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <cstring>
#include <memory>

#include "engine/math/Dispatch.h"
#include "engine/math/HistogramBuilder.h"
#include "engine/math/Metrics.h"
#include "engine/math/Random.h"
#include "tests/bench/Bench.h"

namespace dyadic::bench {
namespace {

using math::DispatchLevel;

constexpr int kBits = 8;

/// Weights in the shapes of ResNet-50's layers (He et al., 2016), normally distributed with Kaiming's deviation.
class ResNet50 {
 public:
  ResNet50() {
    add(64, 3 * 49);
    std::int64_t in = 64;
    const int blocks[] = {3, 4, 6, 3};
    for (int stage = 0; stage < 4; ++stage) {
      const std::int64_t width = std::int64_t{64} << stage;
      for (int block = 0; block < blocks[stage]; ++block) {
        add(width, in);
        add(width, 9 * width);
        add(4 * width, width);
        if (block == 0) add(4 * width, in);
        in = 4 * width;
      }
    }
    add(1000, 2048);
    weights_.resize(static_cast<std::size_t>(total_));
    copy_.resize(weights_.size());
    math::RandomStream random(1, "bench");
    std::size_t at = 0;
    for (const Layer& layer : layers_) {
      const std::size_t begin = at;
      const double deviation = std::sqrt(2.0 / static_cast<double>(layer.fanIn));
      for (std::int64_t i = 0; i < layer.size; ++i) {
        weights_[at++] = static_cast<float>(deviation * random.normal());
      }
      inputs_.push_back({std::span(weights_).subspan(begin, at - begin), {kBits}});
    }
  }

  [[nodiscard]] const std::vector<math::WhatIfInput>& inputs() const { return inputs_; }

  /// One memcpy a thread.
  void copyWeights(math::Executor& executor) {
    executor.run(kThreads, [this](std::int64_t part) {
      const std::size_t begin = weights_.size() * static_cast<std::size_t>(part) / kThreads;
      const std::size_t end = weights_.size() * static_cast<std::size_t>(part + 1) / kThreads;
      std::memcpy(copy_.data() + begin, weights_.data() + begin, (end - begin) * sizeof(float));
    });
  }

  [[nodiscard]] std::string note() const {
    return std::to_string(weights_.size()) + " weights in " + std::to_string(layers_.size()) + " layers, " +
           std::to_string(kThreads) + " threads, " + std::string(math::dispatchLevelName(math::dispatchLevel()));
  }

 private:
  struct Layer {
    std::int64_t size;
    std::int64_t fanIn;
  };
  void add(std::int64_t out, std::int64_t fanIn) {
    layers_.push_back({out * fanIn, fanIn});
    total_ += out * fanIn;
  }

  std::vector<Layer> layers_;
  std::int64_t total_ = 0;
  std::vector<float> weights_;
  std::vector<float> copy_;
  std::vector<math::WhatIfInput> inputs_;
};

const math::ExponentSearch kFiveCandidates{.offsets = {-3, -2, -1, 0, 1}};

/// Exponents, errors, SQNR, cosine and saturation of all layers, the pass for the maximum included.
Measurement measureWhatIf(DispatchLevel level) {
  ResNet50 model;
  const auto pool = math::threadExecutor(kThreads);
  math::forceDispatchLevel(level);
  double checksum = 0;
  Measurement result = interleave(
      25,
      [&] {
        for (const auto& output : math::whatIf(model.inputs(), kFiveCandidates, *pool)) {
          checksum += output.errors.cosine() + output.errors.sqnrDb();
        }
      },
      [&] { model.copyWeights(*pool); });
  result.note = model.note() + (std::isfinite(checksum) ? "" : ", not finite");
  math::forceDispatchLevel(math::bestDispatchLevel());
  return result;
}

Measurement measureHistograms() {
  ResNet50 model;
  const auto pool = math::threadExecutor(kThreads);
  std::vector<math::IntSeGrid> grids;
  for (const auto& output : math::whatIf(model.inputs(), kFiveCandidates, *pool)) {
    grids.push_back({{kBits}, output.choice.exponent});
  }
  Measurement result = interleave(
      7,
      [&] {
        for (std::size_t i = 0; i < grids.size(); ++i) {
          const Histogram histogram = math::exactHistogram(model.inputs()[i].x, grids[i], *pool);
          if (histogram.edges.empty()) std::abort();
        }
      },
      [&] { model.copyWeights(*pool); });
  result.note = model.note();
  return result;
}

}  // namespace

std::vector<Target> whatIfTargets() {
  const std::string copy = "a copy of the weights";
  const DispatchLevel best = math::bestDispatchLevel();
  std::vector<Target> targets;
  targets.push_back({"whatif-resnet50", copy, best == DispatchLevel::Avx512 ? 1.5 : 4.0,
                     [best]() -> Expected<Measurement> { return measureWhatIf(best); }});
  if (best > DispatchLevel::Avx2) {
    targets.push_back({"whatif-resnet50-avx2", copy, 4.0,
                       []() -> Expected<Measurement> { return measureWhatIf(DispatchLevel::Avx2); }});
  }
  if (best > DispatchLevel::Plain) {
    targets.push_back({"whatif-resnet50-plain", copy, std::nullopt,  // processors older than 2013
                       []() -> Expected<Measurement> { return measureWhatIf(DispatchLevel::Plain); }});
  }
  targets.push_back(
      {"whatif-histograms", copy, std::nullopt, []() -> Expected<Measurement> { return measureHistograms(); }});
  return targets;
}

}  // namespace dyadic::bench
