// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/integer/ProgramCheck.h"
#include "engine/integer/ReferenceExecutor.h"
#include "engine/integer/lowering/Verify.h"
#include "engine/nets/Executor.h"
#include "engine/training/Evaluation.h"
#include "tests/engine/integer/lowering/AffineNetworks.h"
#include "tests/engine/integer/lowering/QuantizedNetworks.h"

using namespace dyadic;
using tests::AffineNetwork;

namespace {

void fill(nets::Graph& graph) {
  math::RandomStream random(4, "affine");
  const torch::NoGradGuard noGradient;
  for (auto& p : graph.state()) {
    auto flat = p.tensor.view(-1);
    const bool positive = p.kind == nets::TensorKind::RunningVar || p.kind == nets::TensorKind::BatchNormWeight;
    for (std::int64_t i = 0; i < flat.numel(); ++i) flat[i] = positive ? 0.5 + random.uniform() : 0.4 * random.normal();
  }
}

/// Every operator that has an integer form: branches into a concatenation, a sum whose inputs have other scales, pools,
/// ReLU6, strides, channels of zeros, a feature map that goes into two concatenations.
nets::Graph manyOperators() {
  nets::Graph graph({2, 6, 6});
  const auto layer = [&](const std::string& name, int input, std::int64_t out) {
    return graph.addBatchNorm2d(
        name + ".bn", graph.addConv2d(name, input, {.out = out, .kernel = {3, 3}, .padding = {1, 1}, .bias = false}));
  };
  const int stem = graph.addRelu6("stem.relu", layer("stem", 0, 4));
  const int left = graph.addRelu("left.relu", layer("left", stem, 3));
  const int right = graph.addMaxPool2d("right.pool", layer("right", stem, 5),
                                       {.kernel = {3, 3}, .stride = {1, 1}, .padding = {1, 1}});
  const int joined = graph.addConcat("joined", {left, right});
  const int again = graph.addConcat("again", {stem, joined});
  const int wide = graph.addPadChannels("wide", stem, 1, 3);
  const int sum = graph.addRelu("sum.relu", graph.addAdd("sum", layer("last", again, 8), wide));
  const int half = graph.addSubsample2d("half", sum, {2, 2});
  const int pool = graph.addAvgPool2d("pool", half, {.kernel = {3, 3}, .stride = {1, 1}});
  graph.addLinear("linear", graph.addFlatten("flatten", graph.addDropout("drop", pool, 0.5)), {.out = 3});
  fill(graph);
  return graph;
}

/// `differing`: share of values that may differ. Rounding twice, before and after a shift by n places, moves what
/// is within 2^-(n+1) of a tie, and coarse grids have a small n.
void expectWithinOnePlace(AffineNetwork& made, double differing) {
  const auto program = integer::lower(made.network);
  ASSERT_TRUE(program) << program.error().message();
  ASSERT_TRUE(integer::checkProgram(*program));
  EXPECT_TRUE(hasScales(*program));
  const auto images = tests::tinyImages(200, 9);
  auto source = data::makeSource(images, made.network.normalization, {.batch = 50, .prefetch = 0});
  const auto hard =
      training::evaluate(made.graph, *source, {&made.plan(), quantizers::PassKind::Hard, torch::kCPU, {}});
  integer::VerifyOptions options{math::serialExecutor(), hard.predictions};
  const auto report = integer::verify(*program, made.network, images, options);
  ASSERT_TRUE(report) << report.error().message();
  EXPECT_TRUE(report->agrees()) << (report->firstDifference ? report->firstDifference->layer : "");
  EXPECT_EQ(report->tolerance, 1);
  EXPECT_LE(report->largestDifference, 1);
  EXPECT_GT(report->comparedValues, 20000);
  EXPECT_LT(static_cast<double>(report->differingValues), differing * static_cast<double>(report->comparedValues));
  EXPECT_LE(static_cast<double>(report->otherClasses), std::max(10.0, 400 * differing))
      << "the network on integers is the one that was evaluated";
}

}  // namespace

TEST(AffineLowering, ATrainedNetworkIsWithinOneLastPlaceOfItsSimulation) {
  for (const std::int64_t bits : {4, 7, 8}) {
    AffineNetwork made(tests::tinyGraph(), {{"bits", bits}, {"activation_bits", bits}}, 2);
    expectWithinOnePlace(made, bits == 4 ? 0.05 : 0.005);
  }
}

TEST(AffineLowering, EveryOperatorIsWithinOneLastPlace) {
  AffineNetwork made(manyOperators());
  expectWithinOnePlace(made, 0.03);
}

TEST(AffineLowering, NetworksWithoutBatchNormRunOnIntegersToo) {
  nets::Graph graph({2, 6, 6});
  const int conv = graph.addRelu("relu", graph.addConv2d("conv", 0, {.out = 4, .kernel = {3, 3}}));
  graph.addLinear("linear", graph.addFlatten("flatten", conv), {.out = 3, .bias = false});
  fill(graph);
  AffineNetwork made(std::move(graph), {{"fold_batch_norm", false}});
  expectWithinOnePlace(made, 0.005);
}

TEST(AffineLowering, WhatAnActivationFunctionCutsOffIsNoSaturation) {
  AffineNetwork made(tests::tinyGraph());
  const auto program = integer::lower(made.network);
  ASSERT_TRUE(program);
  const auto images = tests::tinyImages(20);
  integer::Trace trace;
  double saturated = 0;
  double outputs = 0;
  for (std::int64_t i = 0; i < images.count; ++i) {
    integer::runReference(*program, {images.image(i), images.shape.bytes()}, trace);
    for (const auto& operation : trace.operations) {
      saturated += static_cast<double>(operation.saturated);
      outputs += static_cast<double>(operation.outputs);
    }
  }
  EXPECT_LT(saturated / outputs, 0.05);
}

TEST(AffineLowering, OneOperationStandsForConvolutionAndBatchNorm) {
  AffineNetwork made(tests::tinyGraph());
  const auto program = integer::lower(made.network);
  ASSERT_TRUE(program);
  EXPECT_TRUE(std::none_of(program->operations.begin(), program->operations.end(),
                           [](const auto& op) { return op.op == IntegerOp::ScaleShift; }));
  const IntegerOperation& conv = program->operations[0];
  EXPECT_EQ(conv.name, "conv1");
  const IntegerTensor& out = program->tensors[static_cast<std::size_t>(conv.output)];
  EXPECT_EQ(out.name, "bn1");
  EXPECT_EQ(conv.bias.bits, 32);
  EXPECT_EQ(conv.accumulatorBits, 32);
  EXPECT_EQ(conv.requantization.scaling, Scaling::FixedPoint);
  const double m = program->tensors[0].scale * conv.weight.scale / out.scale;
  EXPECT_NEAR(std::ldexp(conv.requantization.multiplier, -31 - conv.requantization.shift) / m, 1, 1e-9);
  const auto concat = std::find_if(program->operations.begin(), program->operations.end(),
                                   [](const auto& op) { return op.op == IntegerOp::Add; });
  EXPECT_EQ(concat->inputScalings.size(), 2U);
}

TEST(AffineLowering, InputsOfAConcatenationAreCopied) {
  AffineNetwork made(manyOperators());
  const auto program = integer::lower(made.network);
  ASSERT_TRUE(program) << program.error().message();
  for (const auto& op : program->operations) {
    if (op.name != "joined") continue;
    const IntegerTensor& out = program->tensors[static_cast<std::size_t>(op.output)];
    for (std::size_t i = 0; i < op.inputs.size(); ++i) {
      const IntegerTensor& in = program->tensors[static_cast<std::size_t>(op.inputs[i])];
      EXPECT_EQ(in.scale, out.scale);
      EXPECT_EQ(in.zeroPoint, out.zeroPoint);
      EXPECT_EQ(op.inputScalings[i], Requantization());
    }
  }
}

TEST(AffineLowering, PowersOfTwoWithoutZeroPointsAreIoiqsProgram) {
  // The same integers, once as D * 2^s and once as S (q - 0) with S = 2^s: the same program, so the same results.
  tests::TinyQuantized tiny;
  const auto expected = integer::lower(tiny.network);
  ASSERT_TRUE(expected);
  for (auto& edge : tiny.network.edges) edge.scale = std::ldexp(1.0, std::exchange(edge.exponent, 0));
  for (auto& layer : tiny.network.layers) {
    for (auto* constant : {&layer.weight, &layer.bias, &layer.scale, &layer.shift}) {
      if (!*constant) continue;
      IntegerConstant& c = (*constant)->constant;
      c.scale = std::ldexp(1.0, std::exchange(c.exponent, 0));
    }
  }
  const auto program = integer::lower(tiny.network);
  ASSERT_TRUE(program);
  EXPECT_EQ(*program, *expected);
  EXPECT_FALSE(hasScales(*program));
}

TEST(AffineLowering, APowerOfTwoRatioIsAShiftWhateverTheScales) {
  AffineNetwork made(tests::tinyGraph());
  for (std::size_t i = 0; i < made.network.edges.size(); ++i) {
    if (made.graph.edges()[i].info.name == "linear") made.network.edges[i].scale = 1;
  }
  const auto& linear = made.network.layers.back();
  double in = 0;
  for (std::size_t i = 0; i < made.network.edges.size(); ++i) {
    if (made.graph.edges()[i].info.name == "pool") in = made.network.edges[i].scale;
  }
  for (std::size_t i = 0; i < made.network.edges.size(); ++i) {
    if (made.graph.edges()[i].info.name == "linear")
      made.network.edges[i].scale = 256 * in * linear.weight->constant.scale;
  }
  const auto program = integer::lower(made.network);
  ASSERT_TRUE(program) << program.error().message();
  EXPECT_EQ(program->operations.back().requantization, (Requantization{1, 8, Scaling::Shift}));
}

TEST(AffineLowering, RefusesByName) {
  const auto refusal = [](const integer::QuantizedNetwork& network) {
    const auto program = integer::lower(network);
    return program ? std::string() : program.error().message();
  };
  AffineNetwork made(tests::tinyGraph());
  auto& layers = made.network.layers;
  const auto bias = layers[0].bias;
  layers[0].bias->constant.scale *= 1.01;
  EXPECT_NE(refusal(made.network).find("scale of its accumulator"), std::string::npos);
  layers[0].bias.reset();
  EXPECT_NE(refusal(made.network).find("conv1"), std::string::npos);
  layers[0].bias = bias;
  EXPECT_EQ(refusal(made.network), "");
  made.network.edges[0].bits = 0;
  EXPECT_NE(refusal(made.network).find("stays float"), std::string::npos);
}
