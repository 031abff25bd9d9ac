// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Calibration.h"

#include <tuple>
#include <utility>
#include <vector>

#include "engine/nets/Executor.h"
#include "engine/quantizers/QuantizedPass.h"

namespace dyadic::training {
namespace {

using quantizers::PassKind;
using quantizers::QuantizedPass;

/// Calls visit(batch) for the first batches of the calibration images.
template <class Visit>
void forBatches(TrainContext& context, int batches, const Visit& visit) {
  context.calibration.reset(0);
  data::Batch batch;
  for (int i = 0; i < batches && context.calibration.next(batch); ++i) {
    if (context.cancelled && context.cancelled()) return;
    visit(batch);
  }
}

/// Takes over momentum of batch norms and probability of dropouts, and gives them back.
class StatisticsMode {
 public:
  explicit StatisticsMode(nets::Graph& graph) : graph_(graph) {
    for (const nets::Node& each : graph.nodes()) {
      kept_.emplace_back(each.momentum, each.probability);
      if (each.op == nets::Op::Dropout) graph.node(each.id).probability = 0;
    }
  }
  ~StatisticsMode() {
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      nets::Node& node = graph_.node(static_cast<int>(i));
      std::tie(node.momentum, node.probability) = kept_[i];
    }
  }
  StatisticsMode(const StatisticsMode&) = delete;
  StatisticsMode& operator=(const StatisticsMode&) = delete;

  /// The next batch counts as the `count`-th of a plain mean.
  void startBatch(int count) {
    for (const nets::Node& each : graph_.nodes()) {
      if (each.op == nets::Op::BatchNorm2d) graph_.node(each.id).momentum = 1.0 / count;
    }
  }

 private:
  nets::Graph& graph_;
  std::vector<std::pair<double, double>> kept_;
};

}  // namespace

void calibrate(TrainContext& context, int batches) {
  const torch::NoGradGuard noGradient;
  for (auto* map : context.plan.sitesOf(quantizers::SiteKind::FeatureMap)) {
    if (map->observer) map->observer->restartAsMean();
  }
  QuantizedPass pass(context.graph, context.plan, PassKind::Calibration);
  forBatches(context, batches, [&](const data::Batch& batch) {
    (void)nets::run(context.graph, batch.images.to(context.device), {false, &pass});
  });
}

void reestimateBatchNorms(TrainContext& context, int batches) {
  const torch::NoGradGuard noGradient;
  StatisticsMode mode(context.graph);
  QuantizedPass pass(context.graph, context.plan, PassKind::Calibration);
  int count = 0;
  forBatches(context, batches, [&](const data::Batch& batch) {
    if (batch.labels.numel() < 2) return;  // there is no variance within one image's 1x1 map
    mode.startBatch(++count);
    (void)nets::run(context.graph, batch.images.to(context.device), {true, &pass});
  });
}

}  // namespace dyadic::training
