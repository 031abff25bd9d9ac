// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <torch/torch.h>

#include <memory>

#include "engine/data/BatchSource.h"
#include "engine/math/Random.h"
#include "engine/nets/Graph.h"

/// A network and a data set small enough for milliseconds, with every kind of node that IOIQ quantizes.
namespace dyadic::tests {

/// conv (with bias), batch norm, ReLU, residual sum, average pool, linear; 2x6x6 images, 3 classes.
inline nets::Graph tinyGraph(std::uint64_t seed = 1) {
  nets::Graph graph({2, 6, 6});
  const int stem = graph.addConv2d("conv1", 0, {.out = 4, .kernel = {3, 3}, .padding = {1, 1}, .bias = true});
  const int bn1 = graph.addRelu("relu1", graph.addBatchNorm2d("bn1", stem));
  const int conv2 = graph.addConv2d("conv2", bn1, {.out = 4, .kernel = {3, 3}, .padding = {1, 1}, .bias = false});
  const int sum = graph.addAdd("add", graph.addBatchNorm2d("bn2", conv2), bn1);
  const int pool = graph.addGlobalAvgPool2d("pool", graph.addRelu("relu2", sum));
  graph.addLinear("linear", graph.addFlatten("flatten", pool), {.out = 3, .bias = true});
  math::RandomStream random(seed, "tiny");
  const torch::NoGradGuard noGradient;
  for (auto& p : graph.state()) {
    auto flat = p.tensor.view(-1);
    for (std::int64_t i = 0; i < flat.numel(); ++i) {
      const bool positive = p.kind == nets::TensorKind::RunningVar || p.kind == nets::TensorKind::BatchNormWeight;
      flat[i] = positive ? 0.5 + random.uniform() : 0.4 * random.normal();
    }
  }
  return graph;
}

/// `count` random 2x6x6 images; the class is which third of the mean brightness they fall in, so that it can be learnt.
inline data::ImageSet tinyImages(std::int64_t count, std::uint64_t seed = 1) {
  data::ImageSet set;
  set.count = count;
  set.shape = {2, 6, 6};
  const auto size = set.shape.bytes();
  std::shared_ptr<std::uint8_t[]> pixels(new std::uint8_t[static_cast<std::size_t>(count) * size]);
  math::RandomStream random(seed, "images");
  for (std::int64_t n = 0; n < count; ++n) {
    const auto label = static_cast<std::int32_t>(random.below(3));
    set.labels.push_back(label);
    for (std::size_t i = 0; i < size; ++i) {
      pixels[static_cast<std::size_t>(n) * size + i] =
          static_cast<std::uint8_t>(80 * static_cast<unsigned>(label) + random.below(90));
    }
  }
  set.pixels = pixels;
  return set;
}

inline std::unique_ptr<data::DataSource> tinySource(std::int64_t count, bool shuffle, std::uint64_t seed = 1) {
  return data::makeSource(tinyImages(count, seed), {{0.5, 0.5}, {0.25, 0.25}},
                          {.batch = 16, .seed = seed, .shuffle = shuffle, .prefetch = 0});
}

inline bool identical(const torch::Tensor& a, const torch::Tensor& b) { return torch::equal(a.detach(), b.detach()); }

}  // namespace dyadic::tests
