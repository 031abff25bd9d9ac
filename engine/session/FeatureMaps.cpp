// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/FeatureMaps.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "engine/nets/Executor.h"
#include "engine/session/Opening.h"
#include "engine/training/Measurements.h"

namespace dyadic::session {
namespace {

using quantizers::PassKind;
using quantizers::QuantizedPass;

constexpr int kCalibrationBatches = 8;
constexpr std::int64_t kTogether = 16;  ///< images whose feature maps are all in memory at once

/// Keeps every feature map of the float network.
class KeepingPass : public nets::Hooks {
 public:
  torch::Tensor edge(const nets::Node& node, torch::Tensor y) override {
    maps[node.id] = y.clone();
    return y;
  }
  std::map<int, torch::Tensor> maps;
};

struct Sums {
  double error = 0;
  double signal = 0;
  double count = 0;
};

/// Compares every feature map with the float network's.
class ComparingPass : public QuantizedPass {
 public:
  ComparingPass(const nets::Graph& graph, quantizers::QuantPlan& plan, PassKind kind)
      : QuantizedPass(graph, plan, kind), plan_(plan) {}

  torch::Tensor edge(const nets::Node& node, torch::Tensor y) override {
    auto out = QuantizedPass::edge(node, std::move(y));
    const auto* weights = plan_.find(node.id, quantizers::SiteKind::Weight);
    if (weights != nullptr && weights->folded >= 0) return out;  // the float network has no such feature map
    auto x = reference->at(node.id).to(torch::kDouble);
    if (const auto* map = plan_.find(node.id, quantizers::SiteKind::FeatureMap)) x = quantizers::limited(*map, x);
    Sums& sum = sums[node.id];
    sum.error += (out.to(torch::kDouble) - x).square().sum().item<double>();
    sum.signal += x.square().sum().item<double>();
    sum.count += static_cast<double>(x.numel());
    return out;
  }

  const std::map<int, torch::Tensor>* reference = nullptr;
  std::map<int, Sums> sums;

 private:
  quantizers::QuantPlan& plan_;
};

}  // namespace

Expected<std::vector<FeatureMapRecord>> measureFeatureMaps(ExploreNetwork& network, const QuantSetting& setting,
                                                           std::int64_t images, const Cancelled& cancelled) {
  const torch::NoGradGuard noGradient;
  auto plan = network.plan(setting);
  if (!plan) return plan.error();
  const auto found = network.images();
  if (!found) return found.error();
  const ExploreImages& all = **found;
  Calibration calibration({network.graph(), network.device()}, *plan,
                          all.calibrationSource(network.config().training.batch, setting.seed));
  const int batches = std::min(ExploreNetwork::calibrationBatches(setting), kCalibrationBatches);
  if (!calibration.upTo(batches, cancelled)) return cancelledError();

  const std::int64_t count = std::clamp<std::int64_t>(images, 1, all.calibration.count);
  const auto source = all.calibrationSource(count, setting.seed);
  training::TrainContext context{network.graph(), *plan, *source, network.config(), network.device(), {}, 0, 0, {}};
  StageRecord stage;
  training::measureEdges(context, stage);

  ComparingPass pass(network.graph(), *plan, PassKind::Hard);
  const auto few = all.calibrationSource(std::min(kTogether, count), setting.seed);
  data::Batch batch;
  for (std::int64_t seen = 0; seen < count && few->next(batch); seen += batch.labels.numel()) {
    if (asked(cancelled)) return cancelledError();
    const auto input = batch.images.to(network.device());
    KeepingPass floats;
    (void)nets::run(network.graph(), input, {false, &floats});
    pass.reference = &floats.maps;
    (void)nets::run(network.graph(), input, {false, &pass});
  }

  std::vector<FeatureMapRecord> out;
  const auto edges = network.graph().edges();
  for (std::size_t i = 0; i < edges.size(); ++i) {
    FeatureMapRecord record{stage.edges.at(i), std::move(stage.edgeHistograms.at(i))};
    const Sums& sum = pass.sums[edges[i].node];
    record.accumulatedMse = sum.error / sum.count;  // NaN where nothing was compared
    record.accumulatedSqnrDb = sum.count == 0   ? kNotMeasured
                               : sum.error == 0 ? std::numeric_limits<double>::infinity()
                                                : 10 * std::log10(sum.signal / sum.error);
    out.push_back(std::move(record));
  }
  return out;
}

}  // namespace dyadic::session
