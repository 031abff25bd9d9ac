// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/WhatIf.h"

#include <mutex>

#include "engine/math/HistogramBuilder.h"
#include "engine/math/Metrics.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/runlog/WhatIfFile.h"
#include "engine/session/Config.h"
#include "engine/session/ExploreNetwork.h"
#include "engine/session/Opening.h"

namespace dyadic::session {
namespace {

using quantizers::SiteKind;

std::span<const float> values(const torch::Tensor& t) {
  return {t.data_ptr<float>(), static_cast<std::size_t>(t.numel())};
}

/// `quantizer` was fitted to the layer, and gave `output`.
LayerRecord recordOf(const quantizers::Quantizer& quantizer, const math::WhatIfOutput& output, std::int64_t size) {
  LayerRecord out;
  out.bits = quantizer.bits();
  out.exponent = quantizer.exponent();
  const auto scales = quantizer.realScales();
  out.scale = scales.mean;
  out.scales = static_cast<int>(scales.count);
  out.zeroPoint = static_cast<int>(quantizer.zeroPoint());
  out.mse = output.errors.mse();
  out.sqnrDb = output.errors.sqnrDb();
  out.cosine = output.errors.cosine();
  out.saturatedFraction = size == 0 ? 0 : static_cast<double>(output.saturated) / static_cast<double>(size);
  return out;
}

class WhatIfModel : public WhatIf {
 public:
  WhatIfModel(std::unique_ptr<ExploreNetwork> network, int threads)
      : network_(std::move(network)), executor_(math::threadExecutor(threads)) {
    for (const auto& layer : network_->graph().layers()) {
      const auto& node = network_->graph().node(layer.node);
      weights_.push_back((isBatchNorm(node) ? quantizers::fusedBatchNorm(node).scale : node.weight).contiguous());
      nodes_.push_back(layer.node);
    }
  }

  [[nodiscard]] const ModelInfo& model() const override { return network_->info(); }

  [[nodiscard]] Expected<std::vector<WhatIfLayer>> compute(const QuantSetting& setting) const override {
    return guarded(model().path, [&]() -> Expected<std::vector<WhatIfLayer>> {
      const torch::NoGradGuard noGradient;
      const auto sites = sitesOf(setting);
      if (!sites) return sites.error();
      return compute(*sites, setting.portion);
    });
  }

  [[nodiscard]] Expected<WhatIfDetail> look(const QuantSetting& setting, int layer) const override {
    return guarded(model().path, [&]() -> Expected<WhatIfDetail> {
      const torch::NoGradGuard noGradient;
      auto sites = sitesOf(setting);
      if (!sites) return sites.error();
      const auto masks = network_->masks(setting);
      if (!masks) return masks.error();
      const auto index = static_cast<std::size_t>(layer);
      const auto& node = network_->graph().node(nodes_[index]);
      const auto mask = isBatchNorm(node) ? torch::Tensor() : (*masks)(node);
      Sites alone(sites->size());
      alone[index] = std::move((*sites)[index]);
      WhatIfDetail out{compute(alone, setting.portion)[index], {}};
      out.histogram = histogram(index, alone[index], mask);
      return out;
    });
  }

  [[nodiscard]] Status write(const QuantSetting& setting, const std::string& out, bool force) const override {
    RunConfig config;
    config.model.path = model().path;
    applySetting(setting, config);
    runlog::WhatIfFile file{out, force, model(), {}, {}, formatConfig(config)};
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      auto detail = look(setting, static_cast<int>(i));
      if (!detail) return detail.error();
      LayerRecord& record = detail->layer.record;
      if (record.bits > 0) record.kl = math::klDivergence(detail->histogram);
      file.layers.push_back(record);
      file.histograms.push_back(std::move(detail->histogram));
    }
    return runlog::writeWhatIf(file);
  }

 private:
  /// How a layer's weights are quantized.
  struct Site {
    std::unique_ptr<quantizers::Quantizer> quantizer;  ///< null: they stay float
    torch::Tensor latent;  ///< what is quantized where that is not the weights as they are: pruned, or with a batch
                           ///< norm folded in; else undefined
    std::optional<int> mapBits;  ///< as WhatIfLayer's
  };
  using Sites = std::vector<Site>;

  static bool isBatchNorm(const nets::Node& node) { return node.op == nets::Op::BatchNorm2d; }

  [[nodiscard]] std::span<const float> valuesOf(std::size_t layer, const Site& site) const {
    return values(site.latent.defined() ? site.latent : weights_[layer]);
  }

  [[nodiscard]] Expected<Sites> sitesOf(const QuantSetting& setting) const {
    const auto plan = network_->plan(setting);
    if (!plan) return plan.error();
    Sites out;
    for (int node : nodes_) {
      const bool batchNorm = isBatchNorm(network_->graph().node(node));
      auto* site = plan->find(node, batchNorm ? SiteKind::BatchNormScale : SiteKind::Weight);
      out.emplace_back();
      if (network_->graph().edgeOf(node) == node) {
        const auto* grid = plan->findGrid(node);
        out.back().mapBits = grid == nullptr ? 0 : grid->quantizer->bits();
      }
      if (site == nullptr) continue;
      if (site->folded >= 0 || site->pruned.defined())
        out.back().latent = quantizers::latentOf(network_->graph(), *site).contiguous();
      out.back().quantizer = std::move(site->quantizer);
    }
    return out;
  }

  /// Leaves every quantizer fitted to its layer.
  [[nodiscard]] std::vector<WhatIfLayer> compute(const Sites& sites, double portion) const {
    std::vector<std::size_t> layers;
    std::vector<std::size_t> sizes;
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      if (!sites[i].quantizer) continue;
      layers.push_back(i);
      sizes.push_back(values(weights_[i]).size());
    }
    std::vector<math::WhatIfOutput> outputs(layers.size());
    {
      const std::lock_guard lock(mutex_);  // the executor serves one caller at a time
      math::overTensors(sizes, *executor_, [&](std::size_t i, math::Executor& executor) {
        const Site& site = sites[layers[i]];
        outputs[i] = site.quantizer->whatIf(valuesOf(layers[i], site), executor);
      });
    }
    std::vector<WhatIfLayer> out(weights_.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i].mapBits = sites[i].mapBits;
    for (std::size_t k = 0; k < layers.size(); ++k) {
      const std::size_t i = layers[k];
      out[i].record = recordOf(*sites[i].quantizer, outputs[k], weights_[i].numel());
      out[i].record.quantizedFraction = isBatchNorm(network_->graph().node(nodes_[i])) ? 1 : portion;
      const auto& choice = outputs[k].choice;
      for (std::size_t c = 0; c < choice.exponents.size(); ++c)
        out[i].candidates.push_back({choice.exponents[c], choice.mse[c]});
    }
    return out;
  }

  /// `mask` undefined: all of it is quantized.
  [[nodiscard]] Histogram histogram(std::size_t layer, const Site& site, const torch::Tensor& mask) const {
    const auto x = valuesOf(layer, site);
    const std::lock_guard lock(mutex_);
    if (!site.quantizer) return math::exactHistogram(x, *executor_);
    if (!mask.defined()) return site.quantizer->histogram(x, *executor_);
    std::vector<float> composite(x.size());
    (void)site.quantizer->quantizeSpan(x, composite, *executor_);
    const bool* quantized = mask.data_ptr<bool>();
    for (std::size_t i = 0; i < x.size(); ++i) composite[i] = quantized[i] ? composite[i] : x[i];
    return math::exactHistogram(x, composite, site.quantizer->outline(), *executor_);
  }

  std::unique_ptr<ExploreNetwork> network_;
  std::vector<torch::Tensor> weights_;  ///< one a layer, contiguous
  std::vector<int> nodes_;              ///< one a layer
  std::unique_ptr<math::Executor> executor_;
  mutable std::mutex mutex_;
};

}  // namespace

Expected<std::shared_ptr<const WhatIf>> WhatIf::open(const RunConfig& config) {
  return guarded(config.model.path, [&]() -> Expected<std::shared_ptr<const WhatIf>> {
    const torch::NoGradGuard noGradient;
    RunConfig here = config;
    here.device = "cpu";  // span kernels
    auto network = ExploreNetwork::open(here);
    if (!network) return network.error();
    return std::shared_ptr<const WhatIf>(std::make_shared<WhatIfModel>(std::move(*network), config.threads));
  });
}

}  // namespace dyadic::session
