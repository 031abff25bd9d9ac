// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/Measurements.h"

#include <cmath>
#include <limits>

#include "engine/math/HistogramBuilder.h"
#include "engine/math/Metrics.h"
#include "engine/nets/Executor.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/quantizers/StoredSize.h"

namespace dyadic::training {
namespace {

using quantizers::PassKind;
using quantizers::QuantSite;
using quantizers::SiteKind;

torch::Tensor plain(const torch::Tensor& t) { return t.detach().to(torch::kCPU, torch::kFloat).contiguous(); }
std::span<const float> values(const torch::Tensor& t) {
  return {t.data_ptr<float>(), static_cast<std::size_t>(t.numel())};
}

struct Measured {
  math::ErrorSums errors;
  std::int64_t saturated = 0;
  Histogram histogram;
};

/// `x` against what the quantizer makes of it as it is.
Measured measure(const torch::Tensor& x, const quantizers::Quantizer& quantizer) {
  auto& executor = quantizers::poolExecutor();
  auto q = torch::empty_like(x);
  Measured out;
  out.saturated = quantizer.quantizeSpan(values(x), quantizers::writableValuesOf(q), executor);
  out.errors = math::errorSums(values(x), values(q), executor);
  out.histogram = quantizer.histogram(values(x), executor);
  return out;
}

/// Frozen weights that hold no value of the grid. NaN where quantization is made at each pass, which cannot fail so.
double offGrid(const QuantSite& site, const torch::Tensor& x) {
  if (!site.mask.defined() || !site.written) return kNotMeasured;
  auto q = torch::empty_like(x);
  (void)site.quantizer->quantizeSpan(values(x), quantizers::writableValuesOf(q), quantizers::poolExecutor());
  return (q != x).logical_and_(site.mask.to(torch::kCPU)).sum().item<double>();
}

double share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

void measureLayer(const TrainContext& context, const nets::Layer& layer, StageRecord& record) {
  const nets::Node& node = context.graph.node(layer.node);
  const bool batchNorm = node.op == nets::Op::BatchNorm2d;
  const auto* site = context.plan.find(layer.node, batchNorm ? SiteKind::BatchNormScale : SiteKind::Weight);
  const auto x = plain(site != nullptr ? quantizers::latentOf(context.graph, *site)
                       : batchNorm     ? quantizers::fusedBatchNorm(node).scale
                                       : node.weight);
  LayerRecord out;
  const SiteKind beside = batchNorm ? SiteKind::BatchNormShift : SiteKind::Bias;
  if (site == nullptr) {
    out.storedBytes = quantizers::storedBytes(context.graph, context.plan, layer.node);
    record.layers.push_back(out);
    record.histograms.push_back(math::exactHistogram(values(x), quantizers::poolExecutor()));
    return;
  }
  const auto fitted = site->quantizer->clone();
  if (batchNorm || site->refit) fitted->fit(x);
  auto measured = measure(x, *fitted);
  out.bits = fitted->bits();
  out.exponent = fitted->exponent();
  const auto scales = fitted->realScales();
  out.scale = scales.mean;
  out.scales = static_cast<int>(scales.count);
  out.zeroPoint = static_cast<int>(fitted->zeroPoint());
  out.mse = measured.errors.mse();
  out.sqnrDb = measured.errors.sqnrDb();
  out.cosine = measured.errors.cosine();
  out.kl = math::klDivergence(measured.histogram);
  out.quantizedFraction = batchNorm ? (site->active ? 1 : 0) : quantizers::maskFraction(site->mask);
  out.saturatedFraction = share(measured.saturated, x.numel());
  const double bits = fitted->storedBits(values(x), quantizers::poolExecutor());
  out.storedBits = x.numel() == 0 ? 0 : bits / static_cast<double>(x.numel());
  out.storedBytes = (bits + quantizers::storedBits(context.graph, context.plan, layer.node, beside)) / 8;
  out.offGrid = batchNorm ? kNotMeasured : offGrid(*site, x);
  record.layers.push_back(out);
  record.histograms.push_back(std::move(measured.histogram));
}

/// `site` holds the grid of the feature map.
EdgeRecord edgeRecord(const QuantSite& site) {
  EdgeRecord out;
  out.bits = site.quantizer->bits();
  out.meanExponent = site.observer->value();
  out.exponent = site.quantizer->exponent().value_or(0);
  if (const auto step = site.quantizer->step(); step && !site.quantizer->exponent()) out.scale = *step;
  out.zeroPoint = static_cast<int>(site.quantizer->zeroPoint());
  out.mse = site.quantizer->report().mse;
  out.sqnrDb = site.quantizer->report().sqnrDb;
  out.saturatedFraction = site.quantizer->report().saturatedFraction;
  return out;
}

/// A hard pass that measures every feature map on its way.
class MeasuringPass : public quantizers::QuantizedPass {
 public:
  MeasuringPass(const TrainContext& context, StageRecord& record)
      : QuantizedPass(context.graph, context.plan, PassKind::Hard), plan_(context.plan), record_(record) {}

  torch::Tensor edge(const nets::Node& node, torch::Tensor y) override {
    const auto* own = plan_.find(node.id, SiteKind::FeatureMap);
    const auto* site = plan_.findGrid(node.id);
    const auto x = plain(own != nullptr ? quantizers::limited(*own, y) : y).clone();
    auto out = QuantizedPass::edge(node, std::move(y));
    if (site == nullptr) {
      record_.edges.emplace_back();
      record_.edgeHistograms.push_back(math::exactHistogram(values(x), quantizers::poolExecutor()));
      return out;
    }
    auto measured = measure(x, *site->quantizer);
    auto edge = edgeRecord(*site);
    edge.mse = measured.errors.mse();
    edge.sqnrDb = measured.errors.sqnrDb();
    edge.saturatedFraction = share(measured.saturated, x.numel());
    record_.edges.push_back(edge);
    record_.edgeHistograms.push_back(std::move(measured.histogram));
    return out;
  }

 private:
  quantizers::QuantPlan& plan_;
  StageRecord& record_;
};

}  // namespace

StageRecord measureWeights(const TrainContext& context) {
  StageRecord record;
  record.index = context.stage;
  record.portion = context.stages[static_cast<std::size_t>(context.stage)].portion;
  record.portionRealized = context.plan.quantizedFraction();
  for (const auto& layer : context.graph.layers()) measureLayer(context, layer, record);
  return record;
}

void readEdges(const TrainContext& context, StageRecord& record) {
  record.edges.clear();
  for (const auto& edge : context.graph.edges()) {
    const auto* site = context.plan.findGrid(edge.node);
    record.edges.push_back(site == nullptr ? EdgeRecord{} : edgeRecord(*site));
  }
}

void measureEdges(const TrainContext& context, StageRecord& record) {
  const torch::NoGradGuard noGradient;
  record.edges.clear();
  record.edgeHistograms.clear();
  MeasuringPass pass(context, record);
  context.calibration.reset(0);
  if (data::Batch batch; context.calibration.next(batch)) {
    (void)nets::run(context.graph, batch.images.to(context.device), {false, &pass});
  }
}

}  // namespace dyadic::training
