// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "engine/integer/lowering/Lowering.h"
#include "engine/methods/Registry.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/training/Trainer.h"
#include "tests/support/TinyNetwork.h"

namespace dyadic::tests {

inline RunConfig iaoConfig(const ParameterMap& changes, int epochs) {
  const auto& info = methods::findMethod("iao")->info;
  RunConfig config;
  config.method.id = "iao";
  config.training = info.training;
  for (const auto& spec : info.parameters) config.method.parameters[spec.key] = spec.defaultValue;
  for (const auto& [key, value] : changes) config.method.parameters[key] = value;
  config.training.epochsPerStage = {epochs};
  config.training.learningRate = 0.02;
  return config;
}

/// A network of 2x6x6 images that IAO has quantized, as a run records it.
class AffineNetwork {
 public:
  explicit AffineNetwork(nets::Graph made, const ParameterMap& changes = {}, int epochs = 1)
      : graph(std::move(made)),
        config_(iaoConfig(changes, epochs)),
        recipe_(methods::findMethod("iao")->create(config_)),
        train_(tinySource(160, true)),
        validation_(tinySource(48, false, 2)),
        calibration_(tinySource(64, true, 3)),
        trainer_(graph, *recipe_, {*train_, *validation_, *calibration_}, {config_}) {
    const auto prepared = trainer_.prepare();
    TORCH_CHECK(prepared.ok(), prepared ? "" : prepared.error().message());
    training::TrainHooks quiet;
    TORCH_CHECK(trainer_.run(quiet).ok());
    read();
  }

  nets::Graph graph;
  integer::QuantizedNetwork network{graph, {}, {}, Rounding::HalfAway, {{0.5, 0.5}, {0.25, 0.25}}};
  [[nodiscard]] quantizers::QuantPlan& plan() { return trainer_.plan(); }

 private:
  using Kind = quantizers::SiteKind;

  [[nodiscard]] std::optional<integer::LoweredConstant> constantOf(int node, Kind kind) {
    const auto* site = plan().find(node, kind);
    if (site == nullptr) return std::nullopt;
    const auto codes = site->quantizer->encode(quantizers::latentOf(graph, *site)).contiguous();
    IntegerConstant out{codes.sizes().vec(),      {},
                        site->quantizer->bits(),  0,
                        *site->quantizer->step(), static_cast<std::int32_t>(site->quantizer->zeroPoint())};
    out.data.assign(codes.data_ptr<std::int32_t>(), codes.data_ptr<std::int32_t>() + codes.numel());
    return integer::LoweredConstant{out, 0};
  }

  void read() {
    const torch::NoGradGuard noGradient;
    {  // biases take the steps of their accumulators in a hard pass
      quantizers::QuantizedPass pass(graph, plan(), quantizers::PassKind::Hard);
      data::Batch batch;
      validation_->reset(0);
      validation_->next(batch);
      (void)nets::run(graph, batch.images, {false, &pass});
    }
    for (const auto& edge : graph.edges()) {
      const auto* site = plan().findGrid(edge.node);
      network.edges.push_back(site == nullptr
                                  ? integer::EdgeGrid{}
                                  : integer::EdgeGrid{site->quantizer->bits(), 0, false, *site->quantizer->step(),
                                                      static_cast<int>(site->quantizer->zeroPoint())});
    }
    for (const auto& layer : graph.layers()) {
      const nets::Node& node = graph.node(layer.node);
      integer::LayerConstants constants;
      constants.weight = constantOf(node.id, Kind::Weight);
      constants.bias = constantOf(node.id, Kind::Bias);
      const auto* before = node.inputs.empty() ? nullptr : plan().find(node.inputs[0], Kind::Weight);
      constants.folded = before != nullptr && before->folded == node.id;
      network.layers.push_back(constants);
    }
  }

  RunConfig config_;
  std::unique_ptr<training::Recipe> recipe_;
  std::unique_ptr<data::DataSource> train_;
  std::unique_ptr<data::DataSource> validation_;
  std::unique_ptr<data::DataSource> calibration_;
  training::Trainer trainer_;
};

}  // namespace dyadic::tests
