// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Evaluation.h"

#include <algorithm>
#include <chrono>
#include <optional>

#include "engine/nets/Executor.h"

namespace dyadic::training {
namespace {

struct Tally {
  std::int64_t images = 0;
  std::int64_t top1 = 0;
  std::int64_t top5 = 0;
  double loss = 0;
};

/// How many classes come before the true one in the order of falling logits, ties by index.
int rankOf(const double* logits, int classes, std::int64_t label) {
  int before = 0;
  for (int c = 0; c < classes; ++c) {
    if (logits[c] > logits[label] || (logits[c] == logits[label] && c < label)) ++before;
  }
  return before;
}

void count(const torch::Tensor& logits, const torch::Tensor& labels, Tally& tally,
           std::vector<std::int32_t>& predictions) {
  const auto wide = logits.to(torch::kCPU, torch::kDouble).contiguous();
  const auto losses = -torch::log_softmax(wide, 1).gather(1, labels.unsqueeze(1)).contiguous();
  const auto classes = static_cast<int>(wide.size(1));
  const auto* label = labels.data_ptr<std::int64_t>();
  for (std::int64_t i = 0; i < wide.size(0); ++i) {
    const double* row = wide.data_ptr<double>() + i * classes;
    const int rank = rankOf(row, classes, label[i]);
    tally.top1 += rank < 1 ? 1 : 0;
    tally.top5 += rank < 5 ? 1 : 0;
    tally.loss += losses.data_ptr<double>()[i];
  }
  const auto found = predictedClasses(wide);
  predictions.insert(predictions.end(), found.begin(), found.end());
  tally.images += wide.size(0);
}

}  // namespace

std::vector<std::int32_t> predictedClasses(const torch::Tensor& logits) {
  const auto wide = logits.to(torch::kCPU, torch::kDouble).contiguous();
  const auto classes = wide.size(1);
  std::vector<std::int32_t> out;
  for (std::int64_t i = 0; i < wide.size(0); ++i) {
    const double* row = wide.data_ptr<double>() + i * classes;
    out.push_back(static_cast<std::int32_t>(std::max_element(row, row + classes) - row));
  }
  return out;
}

EvaluationResult evaluate(const nets::Graph& graph, data::DataSource& source, const EvaluationOptions& options) {
  const torch::NoGradGuard noGradient;
  const auto begin = std::chrono::steady_clock::now();
  std::optional<quantizers::QuantizedPass> pass;
  if (options.plan != nullptr) pass.emplace(graph, *options.plan, options.kind);
  EvaluationResult result;
  Tally tally;
  source.reset(0);
  for (data::Batch batch; source.next(batch);) {
    const auto logits = nets::run(graph, batch.images.to(options.device), {false, pass ? &*pass : nullptr});
    count(logits, batch.labels, tally, result.predictions);
    const double done =
        static_cast<double>(tally.images) / static_cast<double>(std::max<std::int64_t>(source.images(), 1));
    if (options.progress && !options.progress(done)) {
      result.cancelled = true;
      break;
    }
  }
  const auto images = static_cast<double>(std::max<std::int64_t>(tally.images, 1));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  result.evaluation = {static_cast<double>(tally.top1) / images, static_cast<double>(tally.top5) / images,
                       tally.loss / images, tally.images, static_cast<double>(tally.images) / seconds.count()};
  return result;
}

}  // namespace dyadic::training
