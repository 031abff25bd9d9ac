// SPDX-License-Identifier: GPL-3.0-or-later
// A method that only this file knows: it appears wherever methods do, and runs, and nothing else was touched for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/cli/Cli.h"
#include "engine/methods/Registry.h"
#include "engine/methods/Specs.h"
#include "engine/quantizers/IntSe.h"
#include "engine/session/Config.h"
#include "engine/training/Partitioner.h"
#include "engine/training/Recipe.h"
#include "tests/engine/nets/Support.h"
#include "widgets/panels/SetupPanel.h"

namespace dyadic {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

/// Quantizes the largest weights of each layer, at once.
class ToyRecipe : public training::Recipe {
 public:
  explicit ToyRecipe(const RunConfig& config) : config_(config) {}

  Expected<quantizers::QuantPlan> plan(const nets::Graph& graph) override {
    quantizers::QuantPlan plan;
    for (const auto& layer : graph.layers()) {
      if (graph.node(layer.node).op == nets::Op::BatchNorm2d) continue;
      quantizers::QuantSite site;
      site.node = layer.node;
      quantizers::IntSeOptions options;
      options.format.bits = methods::integer(config_.method.parameters, "bits");
      site.quantizer = std::make_unique<quantizers::IntSe>(options);
      plan.add(std::move(site));
    }
    return plan;
  }
  [[nodiscard]] std::vector<training::Stage> schedule() const override {
    return {{.epochs = config_.training.epochsPerStage.front(), .portion = share()}};
  }
  void beginStage(training::TrainContext& context) override {
    for (auto* site : context.plan.sitesOf(quantizers::SiteKind::Weight)) {
      math::RandomStream unused(config_.seed, "toy");
      const auto& weight = context.graph.node(site->node).weight;
      site->mask = training::MagnitudePartitioner().mask(weight, {}, share(), unused);
    }
  }

 private:
  [[nodiscard]] double share() const { return std::get<double>(config_.method.parameters.at("share")); }
  RunConfig config_;
};

methods::Method toyMethod() {
  methods::Method m;
  m.info.id = "toy";
  m.info.name = "Toy";
  m.info.title = "The largest weights alone";
  m.info.category = "Test";
  m.info.description = "For a test.";
  m.info.parameters = {
      methods::limited(methods::numberSpec("bits", "Weight bits", "Of the weights.", std::int64_t{6}), 2, 16),
      methods::limited(methods::numberSpec("share", "Share", "Of each layer.", 0.25), 0, 1)};
  m.info.training.epochsPerStage = {1};
  m.check = [](const RunConfig&) { return Status(); };
  m.complete = [](RunConfig&) {};
  m.create = [](const RunConfig& config) { return std::make_unique<ToyRecipe>(config); };
  return m;
}

struct Said {
  int code = -1;
  std::string out;
  std::string messages;
};

Said command(const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream messages;
  const int code = cli::runCli(arguments, {out, messages, false});
  return {code, out.str(), messages.str()};
}

class ToyMethod : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { methods::registerMethod(toyMethod()); }
};

TEST_F(ToyMethod, IsListedWithItsSchema) {
  const json listed = json::parse(command({"methods", "--json"}).out).at("methods");
  const auto toy = std::find_if(listed.begin(), listed.end(), [](const json& m) { return m.at("id") == "toy"; });
  ASSERT_NE(toy, listed.end());
  EXPECT_EQ(toy->at("parameters").size(), 2U);
  EXPECT_EQ(toy->at("parameters")[1].at("key"), "share");
}

TEST_F(ToyMethod, HasAForm) {
  widgets::SetupPanel panel;
  panel.setMethods(session::methods());
  RunConfig config = session::defaultConfig("toy");
  config.method.parameters["share"] = 0.75;
  panel.setConfig(config);
  EXPECT_NE(panel.findChild<QWidget*>(QStringLiteral("share")), nullptr);
  EXPECT_EQ(panel.config().method, config.method);
}

TEST_F(ToyMethod, HasItsKeysChecked) {
  const auto check = [](const std::string& parameters) {
    const auto config =
        session::parseConfig(R"({"method": {"id": "toy", "parameters": {)" + parameters + "}}}", ".", "toy.json");
    return config ? std::string() : config.error().message();
  };
  EXPECT_EQ(check(R"("share": 0.5)"), "");
  EXPECT_THAT(check(R"("shar": 0.5)"), HasSubstr("share"));
  EXPECT_THAT(check(R"("share": 2)"), HasSubstr("share"));
  EXPECT_THAT(check(R"("share": "half")"), HasSubstr("a number"));
}

TEST_F(ToyMethod, Runs) {
  if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist")) {
    GTEST_SKIP() << "needs Debian's dataset-fashion-mnist";
  }
  const nets::test::TemporaryFolder folder;
  const std::string file = folder.file("toy.json");
  nets::test::writeBytes(file, R"({"model": {"path": "builtin:resnet8-fashion"},
    "data": {"path": "builtin:fashion-mnist", "train_limit": 256, "limit": 100},
    "method": {"id": "toy", "parameters": {"share": 0.5}}, "training": {"learning_rate": 0.001}, "threads": 1})");
  const std::string run = folder.file("toy.h5");
  const Said said = command({"quantize", file, "--out", run, "--json"});
  ASSERT_EQ(said.code, 0) << said.messages;
  const json report = json::parse(command({"report", run, "--format", "json"}).out);
  EXPECT_THAT(report.dump(), HasSubstr("toy"));
  EXPECT_THAT(said.out, HasSubstr("0.5")) << "the portion that was asked for";
}

}  // namespace
}  // namespace dyadic
