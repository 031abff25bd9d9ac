// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "engine/methods/Registry.h"
#include "engine/training/Trainer.h"
#include "tests/support/TinyNetwork.h"

/// Runs of a method on the tiny network, without a session.
namespace dyadic::tests {

/// The method's defaults with changes, one epoch a stage.
inline RunConfig tinyConfig(const std::string& method, const ParameterMap& changes = {}) {
  const auto& info = methods::findMethod(method)->info;
  RunConfig config;
  config.method.id = method;
  config.training = info.training;
  for (const auto& spec : info.parameters) config.method.parameters[spec.key] = spec.defaultValue;
  for (const auto& [key, value] : changes) config.method.parameters[key] = value;
  config.training.epochsPerStage = {1};
  config.training.learningRate = 0.02;
  return config;
}

/// A trainer and all that it works on, prepared. REQUIRES: the method has a plan for the network.
struct TinyRun {
  explicit TinyRun(RunConfig c, nets::Graph g = tinyGraph())
      : config(std::move(c)),
        graph(std::move(g)),
        recipe(methods::findMethod(config.method.id)->create(config)),
        train(tinySource(320, true)),
        validation(tinySource(96, false, 2)),
        calibration(tinySource(64, true, 3)),
        trainer(graph, *recipe, {*train, *validation, *calibration}, {config}) {
    const auto prepared = trainer.prepare();
    EXPECT_TRUE(prepared) << prepared.error().message();
  }

  /// To the end.
  void run(training::TrainHooks& hooks) {
    const auto end = trainer.run(hooks);
    ASSERT_TRUE(end) << end.error().message();
  }

  [[nodiscard]] torch::Tensor weight(const std::string& name) { return graph.node(*graph.find(name)).weight.detach(); }
  [[nodiscard]] quantizers::QuantSite* site(const std::string& name,
                                            quantizers::SiteKind kind = quantizers::SiteKind::Weight) {
    return trainer.plan().find(*graph.find(name), kind);
  }
  [[nodiscard]] training::TrainContext& context() { return const_cast<training::TrainContext&>(trainer.context()); }

  RunConfig config;
  nets::Graph graph;
  std::unique_ptr<training::Recipe> recipe;
  std::unique_ptr<data::DataSource> train;
  std::unique_ptr<data::DataSource> validation;
  std::unique_ptr<data::DataSource> calibration;
  training::Trainer trainer;
};

/// Losses of the first and the last epoch, and the last evaluations.
struct Progress : training::TrainHooks {
  void stepEnded(const training::TrainContext&, const training::StepReport& report) override {
    losses.push_back(report.loss);
  }
  void stageEnded(const training::TrainContext&, const training::EpochReport& report, double) override {
    last = report;
    ++stages;
  }
  [[nodiscard]] double mean(std::size_t from, std::size_t count) const {
    double sum = 0;
    for (std::size_t i = from; i < from + count; ++i) sum += losses.at(i);
    return sum / static_cast<double>(count);
  }
  std::vector<double> losses;
  training::EpochReport last;
  int stages = 0;
};

}  // namespace dyadic::tests
