// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/lowering/Lowering.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <numeric>

#include "engine/data/BatchSource.h"
#include "engine/integer/ProgramCheck.h"
#include "engine/integer/ReferenceExecutor.h"
#include "engine/integer/lowering/Simulation.h"
#include "engine/math/Random.h"
#include "tests/engine/integer/lowering/QuantizedNetworks.h"

using namespace dyadic;
using integer::EdgeGrid;
using integer::LayerConstants;
using integer::LoweredConstant;
using integer::QuantizedNetwork;
using tests::randomImages;
using tests::TinyQuantized;

namespace {

/// Draws networks with every operator, their integers and their exponents.
class RandomNetwork {
 public:
  explicit RandomNetwork(std::uint64_t seed) : random_(seed, "network"), graph_(drawInput()) {
    int last = 0;
    for (int i = 0; i < 7; ++i) last = addOne(last, i);
    last = graph_.addFlatten("flatten", last);
    graph_.addLinear("linear", last, {.out = 3, .bias = draw(2) == 0});
    const auto status = graph_.status();
    EXPECT_TRUE(status) << (status ? "" : status.error().message());
  }

  QuantizedNetwork quantized() {
    static constexpr Rounding kRoundings[] = {Rounding::HalfAway, Rounding::HalfUp, Rounding::HalfEven,
                                              Rounding::Floor};
    QuantizedNetwork network{graph_, {}, {}, kRoundings[draw(4)], {}};
    network.normalization.mean.assign(channels(), 0.4);
    network.normalization.deviation.assign(channels(), 0.3);
    std::map<int, int> exponents;
    for (const auto& edge : graph_.edges()) {
      const int bits = 2 + draw(15);
      // Mostly around what values of about 1 need, now and then far off.
      const int exponent = draw(12) == 0 ? draw(60) - 30 : 1 - bits + draw(4);
      network.edges.push_back({bits, exponent, draw(2) == 0});
      exponents[edge.node] = exponent;
    }
    for (const auto& layer : graph_.layers()) {
      network.layers.push_back(constants(graph_.node(layer.node), exponents));
    }
    return network;
  }

 private:
  int draw(int n) { return static_cast<int>(random_.below(static_cast<std::uint64_t>(n))); }
  nets::Shape drawInput() { return {1 + draw(3), 4 + draw(6), 4 + draw(6)}; }
  [[nodiscard]] std::size_t channels() const { return static_cast<std::size_t>(graph_.inputShape()[0]); }

  int addOne(int input, int index) {
    const std::string name = "n" + std::to_string(index);
    const auto& shape = graph_.node(input).output;
    const std::int64_t side = std::min(shape[1], shape[2]);
    switch (draw(11)) {
      case 0:
      case 1: {
        const std::int64_t groups = shape[0] % 2 == 0 && draw(2) == 0 ? 2 : 1;
        const std::int64_t dilation = side >= 5 ? 1 + draw(2) : 1;
        return graph_.addConv2d(name, input,
                                {.out = groups * (1 + draw(4)),
                                 .kernel = {std::min<std::int64_t>(side, 3), std::min<std::int64_t>(side, 2)},
                                 .stride = {1 + draw(2), 1 + draw(2)},
                                 .padding = {draw(2), draw(3)},
                                 .dilation = {side >= 5 ? dilation : 1, 1},
                                 .groups = groups,
                                 .bias = draw(2) == 0});
      }
      case 2:
      case 3:
        return graph_.addBatchNorm2d(name, input);
      case 4:
        return draw(2) == 0 ? graph_.addRelu(name, input) : graph_.addRelu6(name, input);
      case 5:
        return graph_.addAdd(name, graph_.addBatchNorm2d(name + "b", input), input);
      case 6:
        return graph_.addConcat(name, {input, graph_.addBatchNorm2d(name + "b", input), input});
      case 7:
        return graph_.addMaxPool2d(name, input, pool(shape, 2));
      case 8:
        return graph_.addAvgPool2d(name, input, pool(shape, 3));
      case 9:
        return side >= 2 ? graph_.addSubsample2d(name, input, {2, 1 + draw(2)}) : graph_.addDropout(name, input, 0.5);
      default:
        return graph_.addPadChannels(name, input, draw(2), draw(3));
    }
  }

  /// A window of at most 2 by `width` that fits, padded by no more than half of it.
  nets::PoolOptions pool(const nets::Shape& shape, std::int64_t width) {
    nets::PoolOptions options;
    options.kernel = {std::min<std::int64_t>(shape[1], 2), std::min(shape[2], width)};
    options.stride = {1 + draw(2), 1 + draw(2)};
    options.padding = {draw(static_cast<int>(options.kernel[0] / 2) + 1),
                       draw(static_cast<int>(options.kernel[1] / 2) + 1)};
    options.ceilMode = draw(3) == 0;
    return options;
  }

  LoweredConstant constant(std::vector<std::int64_t> shape, int exponent) {
    const int bits = 2 + draw(15);
    const auto count = std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    IntegerConstant out{std::move(shape), {}, bits, exponent};
    const std::int64_t values = std::int64_t{1} << bits;
    for (std::int64_t i = 0; i < count; ++i) {
      out.data.push_back(static_cast<std::int32_t>(
          static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(values))) - values / 2));
    }
    return {out, 0};
  }

  LayerConstants constants(const nets::Node& node, const std::map<int, int>& exponents) {
    const int in = exponents.at(graph_.edgeOf(node.inputs[0]));
    LayerConstants out;
    const int exponent = -draw(16);
    const bool batchNorm = node.op == nets::Op::BatchNorm2d;
    (batchNorm ? out.scale : out.weight) = constant(node.weight.sizes().vec(), exponent);
    if (batchNorm || node.bias.defined()) {
      (batchNorm ? out.shift : out.bias) = constant({node.output[0]}, in + exponent + draw(8));
    }
    return out;
  }

  math::RandomStream random_;
  nets::Graph graph_;
};

std::string refusal(const QuantizedNetwork& network) {
  const auto program = integer::lower(network);
  return program ? "" : program.error().message();
}

}  // namespace

TEST(Lowering, ReferenceAndSimulationAgreeOnRandomNetworks) {
  // Two independent ways from the recorded integers to every feature map.
  const char* asked = std::getenv("DYADIC_CASES");
  const int cases = asked != nullptr ? std::atoi(asked) : 150;
  int lowered = 0;
  std::int64_t compared = 0;
  for (int seed = 0; seed < cases; ++seed) {
    RandomNetwork drawn(static_cast<std::uint64_t>(seed));
    const auto network = drawn.quantized();
    const auto program = integer::lower(network);
    if (!program) continue;  // exponents far apart, ReLU6 of a coarse grid, pools that hang over: refused by name
    ++lowered;
    ASSERT_TRUE(integer::checkProgram(*program));
    const auto images = randomImages(network.graph.inputShape(), 3, static_cast<std::uint64_t>(seed));
    data::Batch batch;
    data::makeSource(images, network.normalization, {.batch = 3, .prefetch = 0})->next(batch);
    std::map<std::string, std::size_t> at;
    for (std::size_t i = 0; i < program->tensors.size(); ++i) at[program->tensors[i].name] = i;
    std::vector<integer::Trace> traces(3);
    for (std::int64_t i = 0; i < 3; ++i) {
      integer::runReference(*program, {images.image(i), images.shape.bytes()}, traces[static_cast<std::size_t>(i)]);
    }
    integer::simulate(network, batch.images, [&](const nets::Node& node, const torch::Tensor& codes) {
      const auto rows = codes.contiguous();
      const std::int64_t size = rows.numel() / 3;
      for (std::int64_t i = 0; i < rows.numel(); ++i) {
        const auto& values = traces[static_cast<std::size_t>(i / size)].tensors[at.at(node.name)];
        ASSERT_EQ(static_cast<double>(values[static_cast<std::size_t>(i % size)]), rows.data_ptr<double>()[i])
            << "seed " << seed << ", " << node.name << ", value " << i;
        ++compared;
      }
    });
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(lowered, cases / 2);
  EXPECT_GT(compared, 500 * cases);
}

TEST(Lowering, ConstantsAndShiftsAreThePapers) {
  TinyQuantized tiny;
  const auto program = integer::lower(tiny.network);
  ASSERT_TRUE(program);
  const IntegerOperation& conv = program->operations[0];
  EXPECT_EQ(conv.name, "conv1");
  EXPECT_EQ(conv.accumulatorExponent, -12);
  EXPECT_EQ(conv.biasShift, 6);
  EXPECT_EQ(conv.requantization.shift, 6);  // OTP = s_out - (s_in + s_w) = -6 + 12
  EXPECT_EQ(conv.accumulatorBits, 32);
  // 36 pixels: 1/36 with 16 bits is 29127 * 2^-20.
  const auto pool = std::find_if(program->operations.begin(), program->operations.end(),
                                 [](const auto& op) { return op.op == IntegerOp::AvgPool2d; });
  ASSERT_NE(pool, program->operations.end());
  EXPECT_EQ(pool->requantization.multiplier, 29127);
  EXPECT_EQ(pool->requantization.shift, 20);
}

TEST(Lowering, RefusesByName) {
  {
    TinyQuantized tiny;
    tiny.network.layers[2].weight.reset();
    EXPECT_NE(refusal(tiny.network).find("conv2"), std::string::npos);
  }
  {
    TinyQuantized tiny;
    tiny.network.edges[3].bits = 0;
    EXPECT_NE(refusal(tiny.network).find("stays float"), std::string::npos);
  }
  {
    TinyQuantized tiny;
    tiny.network.layers[0].bias->constant.exponent = -13;
    EXPECT_NE(refusal(tiny.network).find("does not join"), std::string::npos);
  }
  {
    TinyQuantized tiny;
    for (std::size_t i = 0; i < tiny.network.edges.size(); ++i) {
      if (tiny.graph.edges()[i].info.name == "bn2") tiny.network.edges[i].exponent = 60;
    }
    EXPECT_NE(refusal(tiny.network).find("too far apart"), std::string::npos);
  }
}
