// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/WhatIf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/session/Config.h"

namespace dyadic::session {
namespace {

RunConfig config(const std::vector<std::string>& settings = {}) {
  auto config =
      parseConfig(R"({"model": {"path": "builtin:resnet8-fashion"}, "method": {"id": "ioiq"}})", ".", "test", settings);
  EXPECT_TRUE(config) << config.error().message();
  return *config;
}

std::int64_t sum(const std::vector<std::int64_t>& counts) {
  std::int64_t total = 0;
  for (std::int64_t count : counts) total += count;
  return total;
}

/// How many weights a histogram shows away from where they were.
std::int64_t moved(const Histogram& histogram) {
  std::int64_t total = 0;
  for (std::size_t i = 0; i < histogram.floatCounts.size(); ++i)
    total += std::abs(histogram.floatCounts[i] - histogram.quantizedCounts[i]);
  return total;
}

TEST(WhatIf, FollowsRulesInTheirOrder) {
  const RunConfig c = config({R"(layers=[{"match":"layer*","bits":3},{"match":"*.conv1","bits":5},
                                         {"match":"linear","quantize":false}])"});
  const auto whatIf = WhatIf::open(c);
  ASSERT_TRUE(whatIf) << whatIf.error().message();
  const auto layers = (*whatIf)->compute(settingOf(c));
  ASSERT_TRUE(layers) << layers.error().message();
  for (std::size_t i = 0; i < layers->size(); ++i) {
    const std::string& name = (*whatIf)->model().layers[i].name;
    const bool first = name.find(".conv1") != std::string::npos;
    const int expected = name == "linear" ? 0 : first ? 5 : name.rfind("layer", 0) == 0 ? 3 : 8;
    EXPECT_EQ((*layers)[i].record.bits, expected) << name;
    EXPECT_EQ((*layers)[i].candidates.size(), expected == 0 ? 0U : 4U);
    if (expected == 0) continue;
    double best = (*layers)[i].candidates.front().mse;
    for (const auto& candidate : (*layers)[i].candidates) best = std::min(best, candidate.mse);
    EXPECT_DOUBLE_EQ((*layers)[i].record.mse, best);
  }
  const auto last = (*whatIf)->look(settingOf(c), static_cast<int>(layers->size()) - 1);
  ASSERT_TRUE(last);
  EXPECT_EQ(last->histogram.floatCounts, last->histogram.quantizedCounts) << "stays float";
}

TEST(WhatIf, HistogramFollowsThePortion) {
  RunConfig c = config({"method.parameters.bits=3"});
  const auto whatIf = WhatIf::open(c);
  ASSERT_TRUE(whatIf);
  const int layer = 2;  // layer1.0.conv1
  ASSERT_EQ((*whatIf)->model().layers[layer].op, "Conv2d");
  std::vector<std::int64_t> distances;
  for (const char* partition : {"pruning", "random"}) {
    QuantSetting setting = settingOf(c);
    setting.method.parameters["partition"] = std::string(partition);
    std::int64_t last = -1;
    for (double portion : {0.0, 0.25, 0.5, 0.75, 1.0}) {
      setting.portion = portion;
      const auto detail = (*whatIf)->look(setting, layer);
      ASSERT_TRUE(detail) << detail.error().message();
      const Histogram* histogram = &detail->histogram;
      EXPECT_EQ(sum(histogram->quantizedCounts), 16 * 16 * 9);
      EXPECT_EQ(histogram->levels.size(), 8U);
      EXPECT_GE(moved(*histogram), last);
      if (portion == 0) {
        EXPECT_EQ(moved(*histogram), 0);
      }
      last = moved(*histogram);
      distances.push_back(last);
      // Portions change which weights are quantized, not how well the whole tensor would be.
      const auto layers = (*whatIf)->compute(setting);
      ASSERT_TRUE(layers);
      EXPECT_EQ((*layers)[layer].record.quantizedFraction, portion);
      EXPECT_EQ((*layers)[layer].record.mse, (*(*whatIf)->compute(settingOf(c)))[layer].record.mse);
    }
  }
  EXPECT_NE(distances[2], distances[7]) << "other weights";
  EXPECT_EQ(distances[4], distances[9]);
}

std::vector<WhatIfLayer> layersOf(const WhatIf& whatIf, const char* method) {
  QuantSetting setting;
  setting.method.id = method;
  const auto layers = whatIf.compute(setting);
  EXPECT_TRUE(layers) << layers.error().message();
  return *layers;
}

TEST(WhatIf, SaysWhatGridALayerHas) {
  const auto whatIf = WhatIf::open(config());
  ASSERT_TRUE(whatIf);
  const std::size_t layer = 2;  // layer1.0.conv1
  const auto ioiq = layersOf(**whatIf, "ioiq");
  EXPECT_TRUE(ioiq[layer].record.exponent);
  EXPECT_EQ(ioiq[layer].record.scales, 0);
  EXPECT_EQ(ioiq[layer].mapBits, 8);
  const auto twn = layersOf(**whatIf, "twn");
  EXPECT_FALSE(twn[layer].record.exponent);
  EXPECT_EQ(twn[layer].record.scales, 1);
  EXPECT_GT(twn[layer].record.scale, 0);
  EXPECT_EQ(twn[layer].mapBits, 0) << "feature maps stay float";
  const auto bwn = layersOf(**whatIf, "bwn");
  EXPECT_FALSE(bwn[layer].record.exponent);
  EXPECT_EQ(bwn[layer].record.scales, 16) << "a filter";
  EXPECT_TRUE(layersOf(**whatIf, "inq")[layer].record.exponent);
  const auto iao = layersOf(**whatIf, "iao");
  EXPECT_FALSE(iao[layer].record.exponent);
  EXPECT_EQ(iao[layer].record.scales, 1);
}

TEST(WhatIf, LooksAtWhatIsQuantizedWithBatchNormsFoldedAndWeightsPruned) {
  const auto whatIf = WhatIf::open(config());
  ASSERT_TRUE(whatIf);
  const int layer = 2;
  const auto look = [&](const char* method, ParameterMap parameters = {}) {
    QuantSetting setting;
    setting.method = {method, std::move(parameters)};
    const auto detail = (*whatIf)->look(setting, layer);
    EXPECT_TRUE(detail) << detail.error().message();
    return *detail;
  };
  const auto plain = look("iao", {{"fold_batch_norm", false}});
  const auto folded = look("iao");
  EXPECT_NE(plain.histogram.edges, folded.histogram.edges) << "other values";
  EXPECT_NE(plain.layer.record.scale, folded.layer.record.scale);
  const Histogram pruned = look("dns").histogram;
  const auto most = *std::max_element(pruned.floatCounts.begin(), pruned.floatCounts.end());
  EXPECT_GT(most, sum(pruned.floatCounts) / 3) << "zeros";
}

TEST(WhatIf, MistakesAreUsageErrors) {
  const auto whatIf = WhatIf::open(config());
  ASSERT_TRUE(whatIf);
  QuantSetting setting = settingOf(config());
  setting.method.parameters["bits"] = std::int64_t{1};
  EXPECT_EQ((*whatIf)->compute(setting).error().kind, ErrorKind::Usage);
  setting = settingOf(config());
  setting.layers = {{.match = "nothing*", .bits = 4, .activationBits = {}, .quantize = {}}};
  EXPECT_NE((*whatIf)->compute(setting).error().message().find("nothing*"), std::string::npos);
  setting = settingOf(config());
  setting.portion = -0.1;
  EXPECT_EQ((*whatIf)->look(setting, 0).error().kind, ErrorKind::Usage);
}

}  // namespace
}  // namespace dyadic::session
