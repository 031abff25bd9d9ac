// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/WhatIf.h"

#include <mutex>
#include <nlohmann/json.hpp>

#include "engine/math/HistogramBuilder.h"
#include "engine/math/Metrics.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/runlog/WhatIfFile.h"
#include "engine/session/Opening.h"
#include "engine/types/Glob.h"

namespace dyadic::session {
namespace {

math::ExponentSearch searchOf(const WhatIfSettings& s) { return {s.candidates, s.initialExponent, s.rounding}; }

LayerRecord recordOf(const math::WhatIfOutput& output, std::size_t size, int bits) {
  LayerRecord out;
  out.bits = bits;
  out.exponent = output.choice.exponent;
  out.mse = output.errors.mse();
  out.sqnrDb = output.errors.sqnrDb();
  out.cosine = output.errors.cosine();
  out.kl = kNotMeasured;
  out.quantizedFraction = 1;
  out.saturatedFraction = size == 0 ? 0 : static_cast<double>(output.saturated) / static_cast<double>(size);
  return out;
}

class WhatIfModel : public WhatIf {
 public:
  WhatIfModel(ModelInfo info, std::vector<std::vector<float>> weights, int threads)
      : info_(std::move(info)), weights_(std::move(weights)), executor_(math::threadExecutor(threads)) {}

  [[nodiscard]] const ModelInfo& model() const override { return info_; }

  [[nodiscard]] Expected<std::vector<WhatIfLayer>> compute(const WhatIfSettings& settings) const override {
    const auto bits = bitsOfLayers(settings);
    if (!bits) return bits.error();
    std::vector<math::WhatIfInput> inputs;
    for (std::size_t i = 0; i < weights_.size(); ++i)
      inputs.push_back({weights_[i], {(*bits)[i], settings.symmetricRange}});
    std::vector<math::WhatIfOutput> outputs;
    {
      const std::lock_guard lock(mutex_);  // the executor serves one caller at a time
      outputs = math::whatIf(inputs, searchOf(settings), *executor_);
    }
    std::vector<WhatIfLayer> out;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      WhatIfLayer layer{recordOf(outputs[i], weights_[i].size(), (*bits)[i]), {}};
      const auto& choice = outputs[i].choice;
      for (std::size_t c = 0; c < choice.exponents.size(); ++c)
        layer.candidates.push_back({choice.exponents[c], choice.mse[c]});
      out.push_back(std::move(layer));
    }
    return out;
  }

  [[nodiscard]] Expected<Histogram> histogram(const WhatIfSettings& settings, int layer) const override {
    const auto bits = bitsOfLayers(settings);
    if (!bits) return bits.error();
    const auto index = static_cast<std::size_t>(layer);
    const math::IntSeFormat format{(*bits)[index], settings.symmetricRange};
    const std::lock_guard lock(mutex_);
    const auto choice = math::searchExponent(weights_[index], format, searchOf(settings), *executor_);
    return math::exactHistogram(weights_[index], {format, choice.exponent, settings.rounding}, *executor_);
  }

  [[nodiscard]] Status write(const WhatIfSettings& settings, const std::string& out, bool force) const override {
    auto layers = compute(settings);
    if (!layers) return layers.error();
    runlog::WhatIfFile file{out, force, info_, {}, {}, {}};
    for (std::size_t i = 0; i < layers->size(); ++i) {
      auto bins = histogram(settings, static_cast<int>(i));
      if (!bins) return bins.error();
      auto record = (*layers)[i].record;
      record.kl = math::klDivergence(*bins);
      file.layers.push_back(record);
      file.histograms.push_back(std::move(*bins));
    }
    file.settingsJson = nlohmann::ordered_json{{"model", info_.path},
                                               {"bits", settings.bits},
                                               {"candidates", settings.candidates},
                                               {"symmetric_range", settings.symmetricRange},
                                               {"layer_bits", settings.layerBits}}
                            .dump(2);
    return runlog::writeWhatIf(file);
  }

 private:
  [[nodiscard]] Expected<std::vector<int>> bitsOfLayers(const WhatIfSettings& settings) const {
    const auto check = [](int bits) { return bits >= math::kMinBits && bits <= math::kMaxBits; };
    const auto outOfRange = [](int bits) {
      return usageError(DYADIC_TR("engine", "%1 bits: INT-SE takes 2 to 16. One bit belongs to binary codebooks."),
                        {std::to_string(bits)});
    };
    if (!check(settings.bits)) return outOfRange(settings.bits);
    for (int offset : settings.candidates) {
      if (std::abs(offset) > math::kMaxOffset) {
        return usageError(
            DYADIC_TR("engine", "candidate %1 is too far from the initial exponent: give offsets from -32 to 32."),
            {std::to_string(offset)});
      }
    }
    std::vector<int> out(info_.layers.size(), settings.bits);
    for (const auto& [pattern, bits] : settings.layerBits) {
      if (!check(bits)) return outOfRange(bits);
      bool matched = false;
      for (std::size_t i = 0; i < out.size(); ++i) {
        if (!globMatches(pattern, info_.layers[i].name)) continue;
        out[i] = bits;
        matched = true;
      }
      if (!matched) {
        return usageError(
            DYADIC_TR("engine", "\"%1\" matches no layer of this model. `dyadic-cli inspect` lists their names."),
            {pattern});
      }
    }
    return out;
  }

  ModelInfo info_;
  std::vector<std::vector<float>> weights_;  ///< one a layer
  std::unique_ptr<math::Executor> executor_;
  mutable std::mutex mutex_;
};

}  // namespace

Expected<std::shared_ptr<const WhatIf>> WhatIf::open(const RunConfig& config) {
  auto model = openModel(config);
  if (!model) return model.error();
  return guarded(config.model.path, [&]() -> Expected<std::shared_ptr<const WhatIf>> {
    const torch::NoGradGuard noGradient;
    std::vector<std::vector<float>> weights;
    for (const auto& layer : model->graph.layers()) {
      const auto& node = model->graph.node(layer.node);
      const bool batchNorm = node.op == nets::Op::BatchNorm2d;
      const auto t = (batchNorm ? quantizers::fusedBatchNorm(node).scale : node.weight).contiguous();
      weights.emplace_back(t.data_ptr<float>(), t.data_ptr<float>() + t.numel());
    }
    model->info.path = config.model.path;
    return std::shared_ptr<const WhatIf>(
        std::make_shared<WhatIfModel>(std::move(model->info), std::move(weights), config.threads));
  });
}

}  // namespace dyadic::session
