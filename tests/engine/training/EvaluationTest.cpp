// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Evaluation.h"

#include <gtest/gtest.h>

#include "engine/nets/Executor.h"
#include "tests/support/TinyNetwork.h"

using namespace dyadic;

TEST(Evaluation, AgreesWithLibTorchOnTopKAndLoss) {
  const auto graph = tests::tinyGraph();
  auto source = tests::tinySource(100, false);
  const auto result = training::evaluate(graph, *source, {});
  torch::NoGradGuard noGradient;
  double loss = 0;
  std::int64_t right = 0;
  source->reset(0);
  for (data::Batch batch; source->next(batch);) {
    const auto logits = nets::run(graph, batch.images);
    loss += torch::nn::functional::cross_entropy(logits, batch.labels).item<double>() *
            static_cast<double>(batch.labels.size(0));
    right += logits.argmax(1).eq(batch.labels).sum().item<std::int64_t>();
  }
  EXPECT_EQ(result.evaluation.images, 100);
  EXPECT_DOUBLE_EQ(result.evaluation.top1, static_cast<double>(right) / 100);
  EXPECT_DOUBLE_EQ(result.evaluation.top5, 1);  // three classes
  EXPECT_NEAR(result.evaluation.loss, loss / 100, 1e-5);
  EXPECT_EQ(result.predictions.size(), 100U);
}

TEST(Evaluation, TiesGoToTheLowestIndex) {
  auto graph = tests::tinyGraph();
  for (auto& p : graph.state()) {
    if (p.name.rfind("linear.", 0) == 0) p.tensor.zero_();  // all logits equal
  }
  auto source = tests::tinySource(60, false);
  const auto result = training::evaluate(graph, *source, {});
  std::int64_t zeros = 0;
  for (std::int32_t label : tests::tinyImages(60).labels) zeros += label == 0 ? 1 : 0;
  EXPECT_DOUBLE_EQ(result.evaluation.top1, static_cast<double>(zeros) / 60);
  EXPECT_EQ(*std::max_element(result.predictions.begin(), result.predictions.end()), 0);
}

TEST(Evaluation, CanBeCancelled) {
  const auto graph = tests::tinyGraph();
  auto source = tests::tinySource(100, false);
  training::EvaluationOptions options;
  options.progress = [](double) { return false; };
  const auto result = training::evaluate(graph, *source, options);
  EXPECT_TRUE(result.cancelled);
  EXPECT_EQ(result.evaluation.images, 16);
}
