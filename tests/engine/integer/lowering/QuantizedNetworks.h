// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

#include "engine/data/ImageSet.h"
#include "engine/integer/lowering/Lowering.h"
#include "engine/math/Random.h"
#include "tests/support/TinyNetwork.h"

namespace dyadic::tests {

/// Pixels of any value, the darkest and brightest more often than others; all labels are 0.
inline data::ImageSet randomImages(const nets::Shape& shape, std::int64_t count, std::uint64_t seed) {
  data::ImageSet set;
  set.count = count;
  set.shape = {static_cast<int>(shape[0]), static_cast<int>(shape[1]), static_cast<int>(shape[2])};
  std::shared_ptr<std::uint8_t[]> pixels(new std::uint8_t[static_cast<std::size_t>(count) * set.shape.bytes()]);
  math::RandomStream random(seed, "pixels");
  for (std::size_t i = 0; i < static_cast<std::size_t>(count) * set.shape.bytes(); ++i) {
    pixels[i] = static_cast<std::uint8_t>(random.below(5) == 0 ? 255 * random.below(2) : random.below(256));
  }
  set.pixels = pixels;
  set.labels.assign(static_cast<std::size_t>(count), 0);
  return set;
}

/// tinyGraph() with plausible integers of 8 bits.
struct TinyQuantized {
  TinyQuantized() {
    for (const auto& edge : graph.edges()) {
      (void)edge;
      network.edges.push_back({8, -6, false});
    }
    for (const auto& layer : graph.layers()) {
      const auto& node = graph.node(layer.node);
      integer::LayerConstants c;
      const bool batchNorm = node.op == nets::Op::BatchNorm2d;
      (batchNorm ? c.scale : c.weight) = codes(node.weight, -6);
      if (node.bias.defined()) (batchNorm ? c.shift : c.bias) = codes(node.bias, -6);
      network.layers.push_back(c);
    }
  }
  static integer::LoweredConstant codes(const torch::Tensor& t, int exponent) {
    const auto d = (t.detach() * std::ldexp(1.0, -exponent)).round().clamp(-128, 127).to(torch::kInt).contiguous();
    IntegerConstant out{t.sizes().vec(), {}, 8, exponent};
    out.data.assign(d.data_ptr<std::int32_t>(), d.data_ptr<std::int32_t>() + d.numel());
    return {out, 0};
  }
  nets::Graph graph = tests::tinyGraph();
  integer::QuantizedNetwork network{graph, {}, {}, Rounding::HalfAway, {{0.5, 0.5}, {0.25, 0.25}}};
};

}  // namespace dyadic::tests
