// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/architectures/Architectures.h"

#include <gmock/gmock.h>

#include <cmath>

#include "engine/nets/Executor.h"

namespace dyadic::nets {
namespace {

using testing::HasSubstr;

TEST(Architectures, TakeAnyInputSizeAndChannelCount) {
  const torch::NoGradGuard noGrad;
  const std::vector<Shape> inputs = {{1, 28, 28}, {3, 32, 32}, {2, 12, 40}, {4, 33, 15}, {3, 64, 64}};
  for (const ArchitectureInfo& info : architectures()) {
    for (const Shape& input : inputs) {
      Expected<Graph> graph = buildArchitecture(info.id, {.input = input, .classes = 13, .initialize = false});
      if (!graph && input[1] < 64) {  // some halve too often for such small images, and say so
        EXPECT_THAT(graph.error().message(), HasSubstr("too small"));
        continue;
      }
      ASSERT_TRUE(graph) << info.id << ": " << graph.error().message();
      if (graph->parameterCount() < 5'000'000) graph = buildArchitecture(info.id, {.input = input, .classes = 13});
      EXPECT_EQ(graph->architecture(), info.id);
      const torch::Tensor y = run(*graph, torch::randn({2, input[0], input[1], input[2]}));
      EXPECT_EQ(y.sizes(), (std::vector<std::int64_t>{2, 13})) << info.id;
      EXPECT_TRUE(torch::isfinite(y).all().item<bool>()) << info.id;
    }
  }
}

// He et al. 2016, table 6, to two digits; the exact counts are those of the public weights of these networks
// (269,722 for ResNet-20), and LeNet-5's 61,706 for 28x28 pixels is the number every description of it gives.
TEST(Architectures, HaveThePublishedNumbersOfParameters) {
  const auto count = [](const char* id, Shape input) {
    const Expected<Graph> graph = buildArchitecture(id, {.input = std::move(input), .classes = 10});
    return graph ? graph->parameterCount() : -1;
  };
  EXPECT_EQ(count("resnet20-cifar", {3, 32, 32}), 269'722);
  EXPECT_EQ(count("resnet32-cifar", {3, 32, 32}), 464'154);
  EXPECT_EQ(count("resnet44-cifar", {3, 32, 32}), 658'586);
  EXPECT_EQ(count("resnet56-cifar", {3, 32, 32}), 853'018);
  EXPECT_EQ(count("lenet5", {1, 28, 28}), 61'706);
  const auto imageNet = [](const char* id) {
    return buildArchitecture(id, {.input = {3, 224, 224}, .classes = 1000, .initialize = false})->parameterCount();
  };
  EXPECT_EQ(imageNet("resnet18"), 11'689'512);  // torchvision's documentation
  EXPECT_EQ(imageNet("resnet34"), 21'797'672);
  EXPECT_EQ(imageNet("resnet50"), 25'557'032);
  EXPECT_EQ(imageNet("alexnet"), 61'100'840);
  EXPECT_EQ(imageNet("googlenet"), 6'624'904);
  EXPECT_EQ(imageNet("mobilenet-v2"), 3'504'872);
  EXPECT_EQ(imageNet("squeezenet1.1"), 1'235'496);
  EXPECT_EQ(imageNet("vgg16"), 138'357'544);
  EXPECT_EQ(imageNet("vgg16-bn"), 138'365'992);
  EXPECT_EQ(imageNet("mobilenet-v1"), 4'231'976);           // 4.2 million: Howard et al., 2017, table 8
  EXPECT_EQ(count("lenet-300-100", {1, 28, 28}), 266'610);  // 267 K: Han et al., 2015, table 1
}

TEST(Architectures, CountMultiplyAccumulates) {
  const Expected<Graph> graph = buildArchitecture("resnet20-cifar", {.input = {3, 32, 32}});
  ASSERT_TRUE(graph);
  std::int64_t macs = 0;
  for (const Layer& layer : graph->layers()) macs += layer.info.op == "BatchNorm2d" ? 0 : layer.info.macs;
  EXPECT_EQ(macs, 40'551'040);  // 9*1024*16*(3+6*16) + 9*256*32*(16+5*32) + 9*64*64*(32+5*64) + 640
}

TEST(Architectures, InitializeFromTheSeedAlone) {
  const auto weights = [](std::uint64_t seed) {
    const Expected<Graph> graph = buildArchitecture("resnet8-cifar", {.input = {3, 16, 16}, .seed = seed});
    return graph->parameters();
  };
  torch::manual_seed(1);
  const auto a = weights(5);
  torch::manual_seed(2);
  const auto b = weights(5);
  const auto c = weights(6);
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_TRUE(torch::equal(a[i].tensor, b[i].tensor)) << a[i].name;
    const bool drawn = a[i].kind == TensorKind::ConvWeight || a[i].kind == TensorKind::LinearWeight;
    EXPECT_EQ(torch::equal(a[i].tensor, c[i].tensor), !drawn) << a[i].name;
    if (!drawn || a[i].tensor.numel() < 4000) continue;
    const double fanIn = static_cast<double>(a[i].tensor.numel() / a[i].tensor.size(0));
    EXPECT_NEAR(a[i].tensor.std().item<double>() / std::sqrt(2 / fanIn), 1, 0.05) << a[i].name;
    EXPECT_FALSE(a[i].tensor.requires_grad());
  }
}

TEST(Architectures, RefuseWhatTheyCannotBuild) {
  const auto error = [](const char* id, ArchitectureOptions options) {
    const Expected<Graph> graph = buildArchitecture(id, options);
    EXPECT_FALSE(graph);
    if (graph) return std::string();
    EXPECT_EQ(graph.error().kind, ErrorKind::Usage);
    return graph.error().message();
  };
  EXPECT_THAT(error("resnet21", {.input = {3, 32, 32}}), HasSubstr("resnet20-cifar"));
  EXPECT_THAT(error("lenet5", {.input = {1, 11, 28}}), HasSubstr("12x12"));
  EXPECT_THAT(error("resnet8-cifar", {.input = {1, 3, 3}}), HasSubstr("3x3"));
  EXPECT_THAT(error("lenet5", {.input = {}}), HasSubstr("channels x height x width"));
  EXPECT_THAT(error("lenet5", {.input = {1, -28, 28}}), HasSubstr("1x-28x28"));
  EXPECT_THAT(error("lenet5", {.input = {1, 28, 28}, .classes = 0}), HasSubstr("0 classes"));
  EXPECT_TRUE(buildArchitecture("lenet5", {.input = {1, 12, 12}}));
  EXPECT_TRUE(buildArchitecture("resnet8-cifar", {.input = {1, 4, 4}}));
}

}  // namespace
}  // namespace dyadic::nets
