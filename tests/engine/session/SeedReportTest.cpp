// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/SeedReport.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/runlog/RunWriter.h"
#include "engine/session/Config.h"
#include "engine/session/Report.h"
#include "engine/session/RunSession.h"
#include "engine/session/SweepFolder.h"

namespace dyadic::session {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Made {
  std::string method = "ioiq";
  std::int64_t bits = 8;
  std::uint64_t seed = 1;
  double hard = 0.9;
  std::string path = "run.h5";
};

RunConfig configOf(const Made& made) {
  RunConfig config = defaultConfig(made.method);
  config.method.parameters["bits"] = made.bits;
  config.seed = made.seed;
  config.output = made.path;
  config.threads = static_cast<int>(made.seed);  // a place: does not tell runs apart
  return config;
}

LayerInfo layer(const char* name, const char* op, std::vector<std::int64_t> shape) {
  LayerInfo info;
  info.name = name;
  info.op = op;
  info.shape = std::move(shape);
  info.output = {1};
  info.parameters = 1;
  for (const std::int64_t size : info.shape) info.parameters *= size;
  return info;
}

/// First and last layer of 8 bits, those between of `bits`, feature maps of 8 bits but for the network's output.
std::shared_ptr<RunSnapshot> run(const Made& made, RunState state = RunState::Finished) {
  auto outline = std::make_shared<RunOutline>();
  outline->config = configOf(made);
  outline->model.layers = {layer("conv1", "Conv2d", {10, 1, 3, 3}), layer("bn1", "BatchNorm2d", {10}),
                           layer("conv2", "Conv2d", {10, 10, 3, 3}), layer("conv3", "Conv2d", {10, 10, 3, 3}),
                           layer("fc", "Linear", {10, 10})};
  for (const char* name : {"input", "conv1", "conv2", "fc"}) outline->model.edges.push_back({name, {1}});
  outline->portions = {1};
  auto stage = std::make_shared<StageRecord>();
  stage->portion = 1;
  for (const int bits : {8, 8, static_cast<int>(made.bits), static_cast<int>(made.bits), 8}) {
    LayerRecord record;
    record.bits = bits;
    record.storedBits = bits;
    stage->layers.push_back(record);
  }
  for (const int bits : {0, 8, 8, 0}) {
    stage->edges.emplace_back();
    stage->edges.back().bits = bits;
  }
  stage->histograms.resize(5);
  stage->edgeHistograms.resize(4);
  stage->hard = {made.hard, 1, 0.1, 1000, 1};
  stage->trained = stage->hard;
  auto snapshot = std::make_shared<RunSnapshot>();
  snapshot->path = made.path;
  snapshot->state = state;
  snapshot->outline = outline;
  snapshot->baseline = Evaluation{0.92, 1, 0.1, 1000, 1};
  if (state == RunState::Finished) snapshot->stages.push_back(stage);
  return snapshot;
}

using Runs = std::vector<std::shared_ptr<const RunSnapshot>>;

TEST(SeedReport, ARowAConfigurationWithMeanAndDeviation) {
  const SeedReport report = seedReport({run({.bits = 8, .seed = 2, .hard = 0.91, .path = "b.h5"}),
                                        run({.bits = 4, .seed = 1, .hard = 0.80, .path = "c.h5"}),
                                        run({.bits = 8, .seed = 1, .hard = 0.89, .path = "a.h5"}),
                                        run({.bits = 8, .seed = 3, .hard = 0.93, .path = "d.h5"})});
  ASSERT_EQ(report.configurations.size(), 2U);
  EXPECT_THAT(report.keys, ElementsAre("method.parameters.bits"));
  const Configuration& eight = report.configurations[0];
  EXPECT_EQ(eight.label, "bits 8");
  ASSERT_EQ(eight.runs.size(), 3U);
  EXPECT_EQ(eight.runs[0].path, "a.h5") << "by seed";
  EXPECT_NEAR(eight.hardTop1.mean, 0.91, 1e-12);
  EXPECT_NEAR(eight.hardTop1.deviation, 0.02, 1e-12) << "n - 1";
  EXPECT_NEAR(eight.change.mean, -0.01, 1e-12);
  EXPECT_EQ(eight.images, 1000);
  const Configuration& four = report.configurations[1];
  EXPECT_EQ(four.runs.size(), 1U);
  EXPECT_TRUE(std::isnan(four.hardTop1.deviation));
  EXPECT_EQ(four.weights.low, 4);
  EXPECT_EQ(four.weights.high, 4);
  EXPECT_EQ(four.first.low, 8);
  EXPECT_EQ(four.last.low, 8);
  EXPECT_EQ(four.activations.low, 8) << "neither the input nor the output counts";
  EXPECT_EQ(four.activations.high, 8);
  EXPECT_NEAR(four.bytes.mean, (90 * 8 + 10 * 8 + 1800 * 4 + 100 * 8) / 8.0, 1e-9);

  const std::string text = formatTable(configurationTable(report), TableFormat::Text);
  EXPECT_THAT(text,
              AllOf(HasSubstr("91.00 ± 2.00"), HasSubstr("-1.00 ± 2.00"), HasSubstr("1 2 3"), HasSubstr("80.00")));
  EXPECT_THAT(text, Not(HasSubstr("80.00 ±")));
  EXPECT_THAT(text, Not(HasSubstr("Missing"))) << "nothing is";
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  const std::string csv = formatTable(configurationTable(report), TableFormat::Csv);
  EXPECT_THAT(csv,
              testing::StartsWith("row,method,method.parameters.bits,weight_bits,activation_bits,first_bits,"
                                  "last_bits,average_bits,bytes,compression,runs,seeds,missing,images,"
                                  "float_top1,float_deviation,hard_top1,hard_deviation,change,change_deviation\n"));
  EXPECT_THAT(csv, HasSubstr(",0.8,,"));
}

TEST(SeedReport, NothingIsAveragedOverAMissingSeed) {
  Runs runs = {run({.seed = 1, .hard = 0.9, .path = "a.h5"}), run({.seed = 2, .path = "b.h5"}, RunState::Stopped),
               run({.seed = 1, .hard = 0.5, .path = "again.h5"})};
  std::vector<PlannedRun> planned;
  for (const std::uint64_t seed : {1, 2, 3, 4}) planned.push_back({configOf({.seed = seed}), "not run", ""});
  planned[2].state = "failed";
  planned[2].reason = "out of memory";
  planned.push_back({configOf({.bits = 4, .seed = 1}), "not run", ""});
  const SeedReport report = seedReport(runs, planned);
  ASSERT_EQ(report.configurations.size(), 2U);
  const Configuration& eight = report.configurations[0];
  EXPECT_EQ(eight.runs.size(), 1U);
  EXPECT_THAT(eight.repeated, ElementsAre("again.h5"));
  ASSERT_EQ(eight.missing.size(), 3U);
  EXPECT_EQ(eight.missing[0].state, "stopped");
  EXPECT_EQ(eight.missing[1].state, "failed");
  EXPECT_EQ(eight.missing[2].state, "not run");
  EXPECT_NEAR(eight.hardTop1.mean, 0.9, 1e-12);
  EXPECT_TRUE(report.configurations[1].runs.empty());
  const std::string text = formatTable(configurationTable(report), TableFormat::Text);
  EXPECT_THAT(text, AllOf(HasSubstr("1 of 4"), HasSubstr("2 stopped, 3 failed, 4 not run"), HasSubstr("0 of 1")));
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  EXPECT_THAT(report.notes, testing::Contains(AllOf(HasSubstr("bits 8"), HasSubstr("seed 3 failed (out of memory)"))));
  EXPECT_THAT(report.notes, testing::Contains(HasSubstr("again.h5")));
}

TEST(SeedReport, AFloatMapBeforeABatchNormDoesNotCountWhereItIsQuantizedBehindIt) {
  auto made = run({});
  auto outline = std::make_shared<RunOutline>(*made->outline);
  auto stage = std::make_shared<StageRecord>(*made->stages.back());
  outline->model.edges = {{"input", {1}}, {"conv1", {1}}, {"bn1", {1}}, {"conv2", {1}}, {"fc", {1}}};
  stage->edges.assign(5, {});
  for (const std::size_t i : {2, 3}) stage->edges[i].bits = 8;
  made->outline = outline;
  made->stages = {stage};
  const BitRange folded = seedReport({made}).configurations[0].activations;
  EXPECT_EQ(folded.low, 8);
  EXPECT_EQ(folded.high, 8);
  auto open = std::make_shared<StageRecord>(*stage);
  open->edges[3].bits = 0;  // a map that a layer reads
  made->stages = {open};
  EXPECT_EQ(seedReport({made}).configurations[0].activations.high, 32);
}

TEST(SeedReport, ParametersOfOtherMethodsAreNoColumns) {
  const SeedReport report = seedReport({run({.method = "ioiq"}), run({.method = "inq", .bits = 5})});
  EXPECT_THAT(report.keys, testing::Contains("method.parameters.bits"));
  EXPECT_THAT(report.keys, Not(testing::Contains("method.parameters.candidates")));
  EXPECT_THAT(report.keys, Not(testing::Contains("method.id"))) << "has a column of its own";
  EXPECT_THAT(report.configurations[1].label, HasSubstr("inq"));
}

TEST(SeedReport, ARowIsNamedByNumberLabelOrRun) {
  const SeedReport report =
      seedReport({run({.bits = 8, .path = "/runs/a.h5"}), run({.bits = 4, .path = "/runs/b.h5"})});
  for (const char* word : {"2", "bits 4", "b", "b.h5", "/runs/b.h5"}) {
    const auto found = findConfiguration(report, word);
    ASSERT_TRUE(found) << word;
    EXPECT_EQ((*found)->label, "bits 4");
  }
  const auto missing = findConfiguration(report, "3");
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message(), HasSubstr("2: bits 4"));
}

class PairedRuns : public testing::Test {
 protected:
  PairedRuns() { std::filesystem::create_directories(folder); }
  ~PairedRuns() override { std::filesystem::remove_all(folder); }

  struct Classes {
    std::vector<std::int32_t> label;
    std::vector<std::int32_t> floatNetwork;
    std::vector<std::int32_t> hard;
  };
  /// A run file that holds these.
  void write(Made made, const Classes& classes, const std::string& images = "same") {
    made.path = folder + "/" + made.method + std::to_string(made.bits) + "-" + std::to_string(made.seed) + ".h5";
    const auto snapshot = run(made);
    runlog::CreateOptions options;
    options.path = made.path;
    options.outline = *snapshot->outline;
    options.configJson = formatConfig(snapshot->outline->config);
    options.provenance = {{"data_sha256", images}};
    options.method = made.method;
    options.seed = made.seed;
    auto writer = runlog::RunWriter::create(options);
    ASSERT_TRUE(writer) << writer.error().message();
    (*writer)->setBaseline(*snapshot->baseline);
    (*writer)->appendStage(snapshot->stages.back());
    if (!classes.label.empty()) (*writer)->setPredictions({classes.label, classes.floatNetwork, classes.hard});
    ASSERT_TRUE((*writer)->finish(RunState::Finished));
  }
  /// Labels 1; the first `right` of `n` images are right.
  static std::vector<std::int32_t> classes(int n, int right) {
    std::vector<std::int32_t> result(static_cast<std::size_t>(n), 0);
    for (int i = 0; i < right; ++i) result[static_cast<std::size_t>(i)] = 1;
    return result;
  }
  SeedReport report() { return seedReport(readReports({folder}).runs, plannedRuns({folder}).runs); }

  std::string folder =
      (std::filesystem::temp_directory_path() / ("dyadic-paired-" + std::to_string(getpid()))).string();
};

TEST_F(PairedRuns, McNemarSeedBySeedAndPooledCounts) {
  const auto label = classes(100, 100);
  // Seed 1: 80 against 70 right, 10 images that the 8 bits alone know: exact. Seed 2: 90 against 50: chi-square.
  write({.bits = 8, .seed = 1}, {label, classes(100, 75), classes(100, 80)});
  write({.bits = 4, .seed = 1}, {label, classes(100, 75), classes(100, 70)});
  write({.bits = 8, .seed = 2}, {label, classes(100, 75), classes(100, 90)});
  write({.bits = 4, .seed = 2}, {label, classes(100, 75), classes(100, 50)});
  write({.bits = 8, .seed = 3}, {label, classes(100, 75), classes(100, 90)});
  const SeedReport seeds = report();
  ASSERT_EQ(seeds.configurations.size(), 2U);
  const bool eightFirst = seeds.configurations[0].label == "bits 8";
  const auto& eight = seeds.configurations[eightFirst ? 0 : 1];
  const auto& four = seeds.configurations[eightFirst ? 1 : 0];
  const auto pair = comparePaired(eight, &four);
  ASSERT_TRUE(pair) << pair.error().message();
  ASSERT_EQ(pair->seeds.size(), 2U);
  EXPECT_EQ(pair->seeds[0].onlyFirst, 10);
  EXPECT_EQ(pair->seeds[0].onlySecond, 0);
  EXPECT_TRUE(pair->seeds[0].exact);
  EXPECT_NEAR(pair->seeds[0].p, 2.0 / 1024, 1e-12);
  EXPECT_FALSE(pair->seeds[1].exact);
  EXPECT_NEAR(pair->seeds[1].chiSquare, 39.0 * 39 / 40, 1e-12);
  EXPECT_EQ(pair->pooled.onlyFirst, 50);
  EXPECT_EQ(pair->pooled.images, 200);
  EXPECT_TRUE(std::isnan(pair->pooled.p)) << "the same images twice are not independent";
  EXPECT_NEAR(pair->difference.mean, 0.25, 1e-12);
  EXPECT_THAT(pair->unpaired, ElementsAre(3));
  const std::string table = formatTable(pairedTable({*pair}), TableFormat::Text);
  EXPECT_THAT(table, AllOf(HasSubstr("exact binomial"), HasSubstr("chi-square, corrected"), HasSubstr("pooled"),
                           HasSubstr("+25.00 ± 21.21")));

  const auto own = comparePaired(eight, nullptr);
  ASSERT_TRUE(own);
  EXPECT_EQ(own->second, "float");
  EXPECT_EQ(own->seeds[0].onlyFirst, 5);
}

TEST_F(PairedRuns, OtherImagesOrNoPredictionsCannotBePaired) {
  const auto label = classes(10, 10);
  write({.bits = 8, .seed = 1}, {label, label, label});
  write({.bits = 6, .seed = 1}, {label, label, label}, "other images of the same labels");
  write({.bits = 5, .seed = 2}, {label, label, label});
  write({.bits = 4, .seed = 1}, {});
  const SeedReport seeds = report();
  const auto find = [&](const char* label8) { return *findConfiguration(seeds, label8); };
  const auto errorOf = [&](const char* other) {
    const auto pair = comparePaired(*find("bits 8"), find(other));
    return pair ? std::string("paired") : pair.error().message();
  };
  EXPECT_THAT(errorOf("bits 6"), HasSubstr("different validation images"));
  EXPECT_THAT(errorOf("bits 5"), HasSubstr("no seed in common"));
  EXPECT_THAT(errorOf("bits 4"), HasSubstr("no predictions"));
}

TEST_F(PairedRuns, ASweepFindsItsRunsByTheirConfigAlone) {
  Made one{.bits = 8, .seed = 1};
  const auto label = classes(10, 10);
  write(one, {label, label, label});
  Sweep sweep{folder, {}};
  for (const std::uint64_t seed : {1, 2}) {
    SweepRun run{"seed=" + std::to_string(seed), "", configOf({.bits = 8, .seed = seed})};
    run.config.output = folder + "/" + run.name + ".h5";
    run.config.threads = 7;
    sweep.runs.push_back(run);
  }
  auto files = findSweepFiles(sweep);
  EXPECT_EQ(files[0].place, SweepPlace::Finished);
  EXPECT_EQ(files[0].path, folder + "/ioiq8-1.h5") << "another name, other threads, the same experiment";
  EXPECT_EQ(files[1].place, SweepPlace::Missing);
  std::filesystem::rename(folder + "/ioiq8-1.h5", folder + "/seed=2.h5");
  files = findSweepFiles(sweep);
  EXPECT_EQ(files[1].place, SweepPlace::Occupied);

  ASSERT_TRUE(writeSweepPlan(sweep));
  std::filesystem::create_directories(folder + "/failed");
  std::ofstream(folder + "/failed/seed=2.log") << "reason: no memory\nexit code: 1\n";
  const SeedReport seeds = report();
  ASSERT_EQ(seeds.configurations.size(), 1U);
  ASSERT_EQ(seeds.configurations[0].missing.size(), 1U);
  EXPECT_EQ(seeds.configurations[0].missing[0].seed, 2U);
  EXPECT_EQ(seeds.configurations[0].missing[0].state, "failed");
  EXPECT_EQ(seeds.configurations[0].missing[0].reason, "no memory");
  std::ofstream(folder + "/sweep.json") << "{";
  EXPECT_TRUE(plannedRuns({folder}).runs.empty());
  EXPECT_EQ(plannedRuns({folder}).unreadable.size(), 1U) << "a plan that is damaged is told";
  EXPECT_TRUE(plannedRuns({"/nowhere"}).unreadable.empty());
}

}  // namespace
}  // namespace dyadic::session
