// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Explore.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "engine/session/Config.h"
#include "engine/session/Models.h"
#include "engine/session/Report.h"
#include "engine/session/RunSession.h"

// On the example that ships, cut to a few hundred images. Runs and evaluations of the engine are the oracles: they
// share the plan with explore, but nothing of its loops, orders and caches.
namespace dyadic::session {
namespace {

class ExploreSession : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist"))
      GTEST_SKIP() << "needs Debian's dataset-fashion-mnist";
    folder_ = std::filesystem::temp_directory_path() /
              ("dyadic-explore-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()));
    std::filesystem::create_directories(folder_);
    setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
  }
  void TearDown() override {
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  static RunConfig config(const std::vector<std::string>& settings = {}) {
    auto config = parseConfig(R"({
      "model": {"path": "builtin:resnet8-fashion"},
      "data": {"path": "builtin:fashion-mnist", "limit": 500},
      "method": {"id": "ioiq", "parameters": {"portions": [1], "calibration_batches": 6}},
      "training": {"epochs_per_stage": 0, "batch": 64}, "seed": 3, "threads": 2})",
                              ".", "test", settings);
    EXPECT_TRUE(config) << config.error().message();
    return *config;
  }

  static std::shared_ptr<Explore> open(const RunConfig& config) {
    auto explore = Explore::open(config);
    EXPECT_TRUE(explore) << explore.error().message();
    return *explore;
  }

  [[nodiscard]] std::string file(const std::string& name) const { return (folder_ / name).string(); }

  [[nodiscard]] std::filesystem::path cacheFile() const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_)) {
      if (entry.path().extension() == ".jsonl") return entry.path();
    }
    return {};
  }

  std::filesystem::path folder_;
};

/// What a run that does not train says of the network it would export.
Evaluation hardOf(RunConfig config, const std::string& output) {
  config.output = output;
  auto run = RunSession::start({.config = config, .resume = {}, .force = true, .elsewhere = {}, .commandLine = {}}, {});
  EXPECT_TRUE(run) << run.error().message();
  (*run)->wait();
  const auto snapshot = (*run)->snapshot();
  EXPECT_EQ(snapshot->state, RunState::Finished) << snapshot->reason;
  return snapshot->stages.empty() ? Evaluation{} : snapshot->stages.back()->hard;
}

TEST_F(ExploreSession, EstimateOfAllImagesIsTheHardEvaluationOfARunThatDoesNotTrain) {
  for (const std::vector<std::string>& settings :
       {std::vector<std::string>{},
        {"method.parameters.bits=4"},
        {"method.parameters.bits=3", "method.parameters.activation_bits=5", "method.parameters.candidates=[-1,0]",
         "method.parameters.rounding=half_even", "method.parameters.initial_exponent=floor",
         R"(layers=[{"match":"linear","quantize":false},{"match":"conv1","bits":8}])"}}) {
    const RunConfig c = config(settings);
    const auto explore = open(c);
    std::vector<AccuracyEstimate> reports;
    const auto estimate =
        explore->estimate(settingOf(c), {}, [&](const AccuracyEstimate& report) { reports.push_back(report); });
    ASSERT_TRUE(estimate) << estimate.error().message();
    const Evaluation hard = hardOf(c, file("run.h5"));
    const auto floats = session::evaluate(c);
    ASSERT_TRUE(floats);
    EXPECT_EQ(estimate->images, 500);
    EXPECT_EQ(estimate->total, 500);
    EXPECT_TRUE(estimate->complete);
    EXPECT_EQ(estimate->calibrationBatches, 6);
    EXPECT_EQ(estimate->top1, hard.top1);
    EXPECT_EQ(estimate->floatTop1, floats->top1);
    EXPECT_EQ(estimate->onlyFloatCorrect - estimate->onlyQuantCorrect, estimate->floatCorrect - estimate->correct);
    EXPECT_LE(estimate->low, estimate->top1);
    EXPECT_GE(estimate->high, estimate->top1);
    ASSERT_GE(reports.size(), 3U);
    EXPECT_EQ(reports.front().images, 200);
    EXPECT_EQ(reports.back(), *estimate);
    EXPECT_GT(reports.front().high - reports.front().low, estimate->high - estimate->low);
  }
}

TEST_F(ExploreSession, EstimateTakesBatchNormsAnewWhereARunDoes) {
  const auto withBatches = [](int batches) {
    const auto c = parseConfig(R"({"model": {"path": "builtin:resnet8-fashion"}, "seed": 3, "threads": 2,
      "data": {"path": "builtin:fashion-mnist", "limit": 500},
      "method": {"id": "fgq", "parameters": {"calibration_batches": 2}},
      "training": {"epochs_per_stage": 0, "batch": 64}})",
                               ".", "test", {"method.parameters.batch_norm_batches=" + std::to_string(batches)});
    EXPECT_TRUE(c) << c.error().message();
    return *c;
  };
  const RunConfig c = withBatches(5);
  const auto explore = open(c);
  const auto estimate = explore->estimate(settingOf(c), {}, {});
  ASSERT_TRUE(estimate) << estimate.error().message();
  EXPECT_EQ(estimate->top1, hardOf(c, file("run.h5")).top1);
  const auto kept = explore->estimate(settingOf(withBatches(0)), {}, {});
  ASSERT_TRUE(kept) << kept.error().message();
  EXPECT_EQ(kept->top1, hardOf(withBatches(0), file("run.h5")).top1);
  EXPECT_LT(kept->top1, estimate->top1) << "the float network's statistics";
  EXPECT_EQ(kept->floatTop1, estimate->floatTop1) << "nobody changes the float network";
  const auto again = explore->estimate(settingOf(c), {}, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *estimate);
  // One image as the estimate sees it.
  const auto look = explore->look(settingOf(c), 0);
  ASSERT_TRUE(look) << look.error().message();
  EXPECT_EQ(look->quantized.size(), 5U);
}

TEST_F(ExploreSession, EstimateTakesTheSameImagesForEverySetting) {
  const RunConfig c = config();
  const auto explore = open(c);
  const EstimateOptions few{.first = 150, .step = 100, .limit = 230};
  const auto first = explore->estimate(settingOf(c), few, {});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->images, 230);
  EXPECT_FALSE(first->complete);
  const RunConfig coarse = config({"method.parameters.bits=2"});
  const auto other = explore->estimate(settingOf(coarse), few, {});
  ASSERT_TRUE(other);
  EXPECT_EQ(other->floatCorrect, first->floatCorrect);
  EXPECT_LT(other->top1, first->top1 - 0.1);
  EXPECT_LT(other->pairedP, 1e-6);
  const auto again = explore->estimate(settingOf(c), few, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *first);
}

TEST_F(ExploreSession, AnswersNameTheImagesAndAddUpToTheEstimate) {
  const RunConfig c = config({"method.parameters.bits=3"});
  const auto explore = open(c);
  const auto images = explore->images(ImagePart::Validation);
  ASSERT_TRUE(images) << images.error().message();
  ASSERT_EQ((*images)->count(), 500);
  std::vector<std::shared_ptr<const ImageAnswers>> answers;
  EstimateOptions options{.first = 200, .step = 150};
  options.answered = [&](std::shared_ptr<const ImageAnswers> now) { answers.push_back(std::move(now)); };
  const auto estimate = explore->estimate(settingOf(c), options, {});
  ASSERT_TRUE(estimate) << estimate.error().message();
  ASSERT_GE(answers.size(), 3U);
  EXPECT_EQ(answers.front()->images.size(), 200U);
  const ImageAnswers& all = *answers.back();
  std::vector<std::int64_t> sorted = all.images;
  std::sort(sorted.begin(), sorted.end());
  ASSERT_EQ(sorted.size(), 500U);
  EXPECT_EQ(sorted.front(), 0);
  EXPECT_EQ(sorted.back(), 499);
  EXPECT_EQ(std::unique(sorted.begin(), sorted.end()), sorted.end()) << "each image once";
  EXPECT_NE(all.images, sorted) << "in the random order of estimates";
  std::int64_t floats = 0;
  std::int64_t quantized = 0;
  for (std::size_t i = 0; i < all.images.size(); ++i) {
    const int label = (*images)->label(all.images[i]);
    floats += all.floatClasses[i] == label ? 1 : 0;
    quantized += all.quantizedClasses[i] == label ? 1 : 0;
  }
  EXPECT_EQ(floats, estimate->floatCorrect);
  EXPECT_EQ(quantized, estimate->correct);

  // A look at one image agrees with what the estimate counted.
  for (const std::size_t i : {std::size_t{0}, std::size_t{77}, std::size_t{301}}) {
    const auto look = explore->look(settingOf(c), all.images[i]);
    ASSERT_TRUE(look) << look.error().message();
    EXPECT_EQ(look->image, all.images[i]);
    ASSERT_EQ(look->floatNetwork.size(), 5U);
    ASSERT_EQ(look->quantized.size(), 5U);
    EXPECT_EQ(look->floatNetwork.front().index, all.floatClasses[i]);
    EXPECT_EQ(look->quantized.front().index, all.quantizedClasses[i]);
    double sum = 0;
    for (std::size_t k = 0; k < 5; ++k) {
      sum += look->floatNetwork[k].probability;
      EXPECT_LE(look->floatNetwork[k].probability, look->floatNetwork[k == 0 ? 0 : k - 1].probability);
    }
    EXPECT_LE(sum, 1 + 1e-9);
    EXPECT_GT(sum, 0.5);
  }
  EXPECT_FALSE(explore->look(settingOf(c), 500)) << "there is no such image";
  EXPECT_FALSE(explore->look(settingOf(c), -1));
}

TEST_F(ExploreSession, PortionGoesFromTheFloatNetworkToTheQuantizedOne) {
  // Nothing but the partitioned weights is coarse.
  const RunConfig c = config({"method.parameters.bits=16", R"(layers=[{"match":"*conv*","bits":3}])"});
  const auto explore = open(c);
  const EstimateOptions few{.first = 300, .step = 1000, .limit = 300};
  std::vector<double> top1;
  for (double portion : {0.0, 0.5, 0.999999, 1.0}) {
    QuantSetting setting = settingOf(c);
    setting.portion = portion;
    const auto estimate = explore->estimate(setting, few, {});
    ASSERT_TRUE(estimate) << estimate.error().message();
    top1.push_back(estimate->top1);
    if (portion == 0) {
      EXPECT_NEAR(estimate->top1, estimate->floatTop1, 0.02);
    }
  }
  EXPECT_NEAR(top1[2], top1[3], 0.02);
  EXPECT_GT(top1[0], top1[3] + 0.1);
  QuantSetting random = settingOf(c);
  random.portion = 0.5;
  random.method.parameters["partition"] = std::string("random");
  const auto one = explore->estimate(random, few, {});
  random.seed = 4;
  const auto two = explore->estimate(random, few, {});
  ASSERT_TRUE(one && two);
  EXPECT_TRUE(one->top1 != two->top1 || one->onlyFloatCorrect != two->onlyFloatCorrect || one->top1 != top1[1]);
  random.portion = 1.5;
  EXPECT_FALSE(explore->estimate(random, few, {}));
}

TEST_F(ExploreSession, ALaterEstimateEndsAnEarlierOne) {
  const RunConfig c = config({"data.limit=5000"});
  const auto explore = open(c);
  std::promise<void> begun;
  std::atomic<bool> once{false};
  auto earlier = std::async(std::launch::async, [&] {
    return explore->estimate(settingOf(c), {}, [&](const AccuracyEstimate&) {
      if (!once.exchange(true)) begun.set_value();
    });
  });
  begun.get_future().wait();
  const auto later = explore->estimate(settingOf(c), {.first = 100, .step = 100, .limit = 100}, {});
  ASSERT_TRUE(later) << later.error().message();
  const auto ended = earlier.get();
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().message(), "cancelled");
}

TEST_F(ExploreSession, MistakesAreUsageErrors) {
  const RunConfig c = config();
  const auto explore = open(c);
  QuantSetting setting = settingOf(c);
  setting.layers = {{.match = "no_such_layer", .bits = 4, .activationBits = {}, .quantize = {}}};
  for (const auto& error : {explore->estimate(setting, {}, {}).error(), explore->costs(setting).error()}) {
    EXPECT_EQ(error.kind, ErrorKind::Usage);
    EXPECT_NE(error.message().find("no_such_layer"), std::string::npos);
  }
  setting = settingOf(c);
  setting.method.parameters["bits"] = std::int64_t{99};
  EXPECT_NE(explore->costs(setting).error().message().find("99"), std::string::npos);
  RunConfig noData = c;
  noData.data.path = "";
  const auto alone = open(noData);
  EXPECT_TRUE(alone->costs(settingOf(c)));
  EXPECT_NE(alone->estimate(settingOf(c), {}, {}).error().message().find("no data set"), std::string::npos);
}

TEST_F(ExploreSession, ParametersLeftOutAreThoseOfAConfig) {
  const RunConfig c = config({"method.parameters.bits=5"});
  const auto explore = open(c);
  QuantSetting sparse = settingOf(c);
  std::erase_if(sparse.method.parameters, [](const auto& each) { return each.first != "bits"; });
  const auto given = explore->costs(settingOf(c));
  const auto filled = explore->costs(sparse);
  ASSERT_TRUE(given);
  ASSERT_TRUE(filled);
  EXPECT_EQ(filled->layers[1].inputBits, 5) << "the bits of weights";
  EXPECT_EQ(filled->bytes, given->bytes);
  EXPECT_EQ(filled->bitOperations, given->bitOperations);
}

TEST_F(ExploreSession, CostsAreThoseCountedByHand) {
  const RunConfig c = config({"method.parameters.bits=6", "method.parameters.activation_bits=5",
                              R"(layers=[{"match":"linear","quantize":false}])"});
  const auto explore = open(c);
  const auto costs = explore->costs(settingOf(c));
  ASSERT_TRUE(costs);
  const ModelInfo& model = explore->model();
  ASSERT_EQ(costs->layers.size(), model.layers.size());
  // conv1: 16 filters of 1x3x3 on 28x28, from the quantized input.
  EXPECT_EQ(costs->layers[0].weightBits, 6);
  EXPECT_EQ(costs->layers[0].inputBits, 5);
  EXPECT_EQ(costs->layers[0].macs, 16 * 9 * 28 * 28);
  EXPECT_EQ(costs->layers[0].bitOperations, 16.0 * 9 * 28 * 28 * 6 * 5);
  EXPECT_EQ(costs->layers[0].bytes, (144 * 6 + 8) / 8.0) << "with the exponent";
  // linear: 64 inputs, 10 classes, with a bias; a pooled map of 5 bits comes in.
  EXPECT_EQ(costs->layers.back().weightBits, 32);
  EXPECT_EQ(costs->layers.back().inputBits, 5);
  EXPECT_EQ(costs->layers.back().bytes, 4 * 650);
  double weights = 0;
  double bits = 0;
  double parameters = 0;
  for (std::size_t i = 0; i < model.layers.size(); ++i) {
    parameters += static_cast<double>(model.layers[i].parameters);
    if (model.layers[i].op == "BatchNorm2d") continue;
    const double n = i + 1 == model.layers.size() ? 640 : static_cast<double>(model.layers[i].parameters);
    weights += n;
    bits += n * (i + 1 == model.layers.size() ? 32 : 6);
  }
  EXPECT_DOUBLE_EQ(costs->averageBits, bits / weights);
  EXPECT_EQ(costs->floatBytes, 4 * parameters);
  constexpr double kExponents = 7 + 2 * 7;  // of convolutions, and of factors and shifts of batch norms
  EXPECT_DOUBLE_EQ(costs->bytes, (parameters - 650) * 6 / 8 + kExponents + 4 * 650);
}

TEST_F(ExploreSession, SizesAreThoseThatARunRecords) {
  for (const char* method :
       {R"({"id": "ioiq", "parameters": {"portions": [1], "bias_bits": 10, "calibration_batches": 1}})",
        R"({"id": "inq", "parameters": {"portions": [1], "bits": 4}})", R"({"id": "bwn"})", R"({"id": "twn"})",
        R"({"id": "dns"})", R"({"id": "iao"})",
        R"({"id": "fgq", "parameters": {"calibration_batches": 1, "batch_norm_batches": 1}})"}) {
    const auto c = parseConfig(std::string(R"({"model": {"path": "builtin:resnet8-fashion"}, "threads": 2,
                                     "data": {"path": "builtin:fashion-mnist", "limit": 64, "train_limit": 256},
                                     "training": {"epochs_per_stage": 0, "batch": 64}, "method": )") +
                                   method + "}",
                               ".", "test", {});
    ASSERT_TRUE(c) << c.error().message();
    const auto costs = open(*c)->costs(settingOf(*c));
    ASSERT_TRUE(costs) << costs.error().message();
    RunConfig config = *c;
    config.output = file("run.h5");
    auto run =
        RunSession::start({.config = config, .resume = {}, .force = true, .elsewhere = {}, .commandLine = {}}, {});
    ASSERT_TRUE(run) << run.error().message();
    (*run)->wait();
    const auto written = openRun(config.output);
    ASSERT_TRUE(written) << written.error().message();
    const StageRecord& last = *(*written)->stages.back();
    const StoredSize size = storedSize((*written)->outline->model, last);
    EXPECT_NEAR(costs->bytes, size.bytes, 1e-6 * size.bytes) << method;
    EXPECT_EQ(costs->floatBytes, size.floatBytes) << method;
    for (std::size_t i = 0; i < last.layers.size(); ++i)
      EXPECT_NEAR(costs->layers[i].bytes, last.layers[i].storedBytes, 1e-6) << method << " layer " << i;
  }
}

TEST_F(ExploreSession, RulesReportWhatTheyMatch) {
  const auto explore = open(config());
  const auto matches = matchRules({{.match = "layer1.*", .bits = 4, .activationBits = {}, .quantize = {}},
                                   {.match = "input", .bits = {}, .activationBits = 8, .quantize = {}},
                                   {.match = "nothing", .bits = {}, .activationBits = {}, .quantize = false}},
                                  explore->model());
  ASSERT_EQ(matches.size(), 3U);
  ASSERT_FALSE(matches[0].layers.empty());
  for (int layer : matches[0].layers)
    EXPECT_EQ(explore->model().layers[static_cast<std::size_t>(layer)].name.rfind("layer1.", 0), 0U);
  EXPECT_TRUE(matches[1].layers.empty());
  EXPECT_EQ(matches[1].edges, std::vector<int>{0});
  EXPECT_TRUE(matches[2].layers.empty() && matches[2].edges.empty());
}

TEST_F(ExploreSession, SixteenBitsOfOneLayerDoNothingAndAllOfItIsTheWhole) {
  const RunConfig c = config({"method.parameters.bits=16"});
  const auto explore = open(c);
  SensitivityOptions options{.images = 40, .layers = true, .featureMaps = false};
  const auto fine = explore->sensitivity(settingOf(c), options, {});
  ASSERT_TRUE(fine) << fine.error().message();
  for (const Sensitivity& layer : fine->layers) {
    EXPECT_EQ(layer.bits, 16);
    EXPECT_NEAR(layer.only.drop, 0, 0.0251);
    EXPECT_GT(layer.only.sqnrDb, 50);
    EXPECT_TRUE(std::isfinite(layer.accumulated.mse));
  }
  EXPECT_EQ(fine->done, fine->planned);
  EXPECT_EQ(fine->layers.back().accumulated.mse, fine->whole.mse);
  EXPECT_TRUE(std::isnan(fine->edges.front().only.top1));
}

TEST_F(ExploreSession, CoarseLayersShowAndAreLeftOut) {
  const RunConfig c = config({"data.limit=200", R"(layers=[{"match":"layer2.0.conv1","bits":2}])"});
  const auto explore = open(c);
  SensitivityOptions options{.images = 200, .layers = true, .featureMaps = true};
  const auto record = explore->sensitivity(settingOf(c), options, {});
  ASSERT_TRUE(record) << record.error().message();
  std::size_t worst = 0;
  for (std::size_t i = 0; i < record->layers.size(); ++i) {
    if (record->layers[i].only.sqnrDb < record->layers[worst].only.sqnrDb) worst = i;
  }
  EXPECT_EQ(explore->model().layers[worst].name, "layer2.0.conv1");
  const Sensitivity& layer = record->layers[worst];
  EXPECT_EQ(layer.bits, 2);
  EXPECT_GT(layer.allBut.sqnrDb, record->whole.sqnrDb + 5) << "without it the output is far better";
  EXPECT_LT(record->whole.sqnrDb, 25);
  EXPECT_DOUBLE_EQ(layer.only.top1, record->floatTop1 - layer.only.drop);
  EXPECT_EQ(record->whole.top1, hardOf(c, file("run.h5")).top1) << "all images: their order does not matter";
  for (const Sensitivity& edge : record->edges) {
    EXPECT_EQ(edge.bits, 8);
    EXPECT_GT(edge.only.sqnrDb, 10);
  }
}

TEST_F(ExploreSession, SensitivityGoesOnWhereItStoppedAndSurvivesDamage) {
  const RunConfig c = config();
  SensitivityOptions options{.images = 100, .layers = true, .featureMaps = false};
  int reports = 0;
  const auto stopped = open(c)->sensitivity(
      settingOf(c), options, [&](const SensitivityRecord&) { ++reports; }, [&] { return reports >= 5; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().message(), "cancelled");
  ASSERT_FALSE(cacheFile().empty());
  const auto kept = std::filesystem::file_size(cacheFile());
  const auto whole = open(c)->sensitivity(settingOf(c), options, {});
  ASSERT_TRUE(whole) << whole.error().message();
  const auto full = std::filesystem::file_size(cacheFile());
  EXPECT_GT(full, kept);
  const auto again = open(c)->sensitivity(settingOf(c), options, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(std::filesystem::file_size(cacheFile()), full) << "nothing was measured again";
  for (std::size_t i = 0; i < whole->layers.size(); ++i) {
    EXPECT_EQ(again->layers[i].only.mse, whole->layers[i].only.mse);
    EXPECT_EQ(again->layers[i].allBut.top1, whole->layers[i].allBut.top1);
  }
  // Another setting that differs in one layer measures that layer's own network, and those it is part of.
  RunConfig other = c;
  other.layers = {{.match = "linear", .bits = 5, .activationBits = {}, .quantize = {}}};
  ASSERT_TRUE(open(c)->sensitivity(settingOf(other), options, {}));
  // Damage: garbage, a cut line and impossible numbers are as good as nothing.
  const auto path = cacheFile();
  {
    std::ofstream(path, std::ios::trunc) << R"({"key":"a","images":100,"correct":-5,"error":0,"signal":1})"
                                         << "\n[1,\n"
                                         << std::string(10000, 'x') << "\n"
                                         << R"({"key":7})";
  }
  const auto healed = open(c)->sensitivity(settingOf(c), options, {});
  ASSERT_TRUE(healed);
  EXPECT_EQ(healed->whole.mse, whole->whole.mse);
}

TEST_F(ExploreSession, ProposalsReachTheirGoals) {
  const RunConfig c = config();
  const auto explore = open(c);
  const SensitivityOptions options{.images = 200, .layers = true, .featureMaps = false};
  const auto average = explore->propose(settingOf(c), {BitGoal::Kind::AverageBits, 4.0, {2, 3, 4, 8}}, options);
  ASSERT_TRUE(average) << average.error().message();
  EXPECT_LE(average->costs.averageBits, 4.0);
  EXPECT_GT(average->costs.averageBits, 2.0);
  EXPECT_EQ(average->setting.layers.size(), 8U) << "one rule for each convolution and linear layer";
  const auto drop = explore->propose(settingOf(c), {BitGoal::Kind::LargestDrop, 0.02, {2, 3, 4, 8}}, options);
  ASSERT_TRUE(drop) << drop.error().message();
  EXPECT_LE(drop->predictedDrop, 0.02);
  EXPECT_LT(drop->costs.bytes, explore->costs(settingOf(c))->bytes);
  const double size = explore->costs(settingOf(c))->bytes / 2;
  const auto bytes = explore->propose(settingOf(c), {BitGoal::Kind::Bytes, size, {2, 3, 4, 8}}, options);
  ASSERT_TRUE(bytes) << bytes.error().message();
  EXPECT_LE(bytes->costs.bytes, size);
  EXPECT_EQ(explore->propose(settingOf(c), {BitGoal::Kind::Bytes, size, {2, 3, 4, 8}}, options)->setting,
            bytes->setting);
  const auto impossible = explore->propose(settingOf(c), {BitGoal::Kind::AverageBits, 1.5, {2, 8}}, options);
  ASSERT_FALSE(impossible);
  EXPECT_NE(impossible.error().message().find("with the fewest bits it is 2."), std::string::npos)
      << impossible.error().message();
}

TEST_F(ExploreSession, FeatureMapsComeWithHistogramAndGrid) {
  const RunConfig c = config({"method.parameters.activation_bits=4"});
  const auto explore = open(c);
  const auto maps = explore->featureMaps(settingOf(c), 32);
  ASSERT_TRUE(maps) << maps.error().message();
  const ModelInfo& model = explore->model();
  ASSERT_EQ(maps->size(), model.edges.size());
  for (std::size_t i = 0; i < maps->size(); ++i) {
    const FeatureMapRecord& map = (*maps)[i];
    std::int64_t elements = 32;
    for (std::int64_t side : model.edges[i].shape) elements *= side;
    std::int64_t before = 0;
    std::int64_t after = 0;
    for (std::int64_t n : map.histogram.floatCounts) before += n;
    for (std::int64_t n : map.histogram.quantizedCounts) after += n;
    EXPECT_EQ(before, elements);
    EXPECT_EQ(after, elements);
    EXPECT_EQ(map.record.bits, 4);
    EXPECT_EQ(map.histogram.levels.size(), 16U);
    EXPECT_GT(map.accumulatedMse, 0);
  }
  // The input is quantized before anything else: what accumulated there is its own error.
  EXPECT_NEAR(maps->front().accumulatedMse / maps->front().record.mse, 1, 1e-5);
}

TEST_F(ExploreSession, RunTimeGrowsWithTheEpochs) {
  const std::vector<std::string> settings = {"data.train_limit=1280", "training.epochs_per_stage=1"};
  const auto one = estimateRunTime(config(settings), 5);
  ASSERT_TRUE(one) << one.error().message();
  EXPECT_EQ(one->steps, 20);
  EXPECT_EQ(one->evaluations, 1);
  EXPECT_GT(one->seconds, 20 * one->secondsPerStep);
  auto longer = settings;
  longer[1] = "training.epochs_per_stage=100";
  const auto hundred = estimateRunTime(config(longer), 5);
  ASSERT_TRUE(hundred);
  EXPECT_EQ(hundred->steps, 2000);
  EXPECT_GT(hundred->seconds, 10 * one->seconds);
  EXPECT_FALSE(estimateRunTime(config(settings), 5, [] { return true; }));
}

}  // namespace
}  // namespace dyadic::session
