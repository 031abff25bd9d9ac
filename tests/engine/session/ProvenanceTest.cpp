// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Provenance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/nets/Graph.h"

namespace dyadic::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

runlog::Provenance provenance() {
  return {{"libtorch", "1.13.0"},       {"threads", "2"},          {"cpu", "a"},           {"command_line", "x"},
          {"model_sha256", "11"},       {"weights_sha256", "66"},  {"train_sha256", "22"}, {"data_sha256", "33"},
          {"calibration_sha256", "55"}, {"blas", "libopenblas.so"}};
}

TEST(Provenance, TheSameMachineAndProgramDifferInNothing) {
  auto now = provenance();
  now["command_line"] = "another one";
  const auto found = differences(provenance(), now);
  ASSERT_TRUE(found);
  EXPECT_THAT(*found, IsEmpty());
}

TEST(Provenance, WhatMayChangeTheBitsIsNamed) {
  auto now = provenance();
  now["threads"] = "1";
  now["cpu"] = "b";
  now["blas"] = "libblas.so";
  const auto found = differences(provenance(), now);
  ASSERT_TRUE(found);
  EXPECT_THAT(*found,
              ElementsAre("blas libblas.so instead of libopenblas.so", "cpu b instead of a", "threads 1 instead of 2"));
}

TEST(Provenance, OtherModelsAndImagesAreRefused) {
  for (const auto& [key, word] : {std::pair{"model_sha256", "model"},
                                  {"weights_sha256", "model"},
                                  {"train_sha256", "images"},
                                  {"data_sha256", "images"},
                                  {"calibration_sha256", "images"}}) {
    auto now = provenance();
    now[key] = "44";
    const auto found = differences(provenance(), now);
    ASSERT_FALSE(found) << key;
    EXPECT_THAT(found.error().message(), HasSubstr(word));
    auto then = provenance();  // an earlier program did not record it
    then.erase(key);
    EXPECT_TRUE(differences(then, now)) << key;
  }
}

TEST(Provenance, TensorsAreKnownByNamesAndElements) {
  struct Change {
    const char* name = "linear";
    float weight = 1;
    float statistic = 0;
    float constant = 2;
  };
  const auto hash = [](const Change& change) {
    nets::Graph graph({1, 2, 2});
    const int shift = graph.addConstant("shift", torch::full({1, 2, 2}, change.constant));
    const int norm = graph.addBatchNorm2d("norm", graph.addAdd("sum", 0, shift));
    const int linear = graph.addLinear(change.name, graph.addFlatten("flat", norm), {.out = 3});
    EXPECT_TRUE(graph.status());
    torch::NoGradGuard guard;
    for (const nets::NamedTensor& each : graph.state()) each.tensor.fill_(0);
    graph.node(linear).weight.fill_(change.weight);
    graph.node(norm).runningMean.fill_(change.statistic);
    return sha256OfTensors(graph);
  };
  const std::string whole = hash({});
  EXPECT_EQ(whole.size(), 64U);
  EXPECT_EQ(hash({}), whole);
  EXPECT_NE(hash({.name = "other"}), whole);
  EXPECT_NE(hash({.weight = 3}), whole);
  EXPECT_NE(hash({.statistic = 3}), whole);
  EXPECT_NE(hash({.constant = 3}), whole);
}

}  // namespace
}  // namespace dyadic::session
