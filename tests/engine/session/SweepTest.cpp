// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/SweepFolder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "engine/session/Config.h"

namespace dyadic::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string config(const std::string& sweep) {
  return R"({"method": {"id": "ioiq", "parameters": {"bits": 8}}, "output": "grid", "sweep": )" + sweep + "}";
}

Expected<Sweep> parse(const std::string& sweep, const std::vector<std::string>& overrides = {}) {
  return parseSweep(config(sweep), "/folder", "grid.json", overrides);
}

std::string errorOf(const std::string& sweep, const std::vector<std::string>& overrides = {}) {
  const auto result = parse(sweep, overrides);
  if (result) return "accepted";
  EXPECT_EQ(result.error().kind, ErrorKind::Usage) << sweep;
  return result.error().message();
}

std::vector<std::string> namesOf(const Sweep& sweep) {
  std::vector<std::string> names;
  for (const SweepRun& run : sweep.runs) names.push_back(run.name);
  return names;
}

std::int64_t bitsOf(const RunConfig& config) { return std::get<std::int64_t>(config.method.parameters.at("bits")); }

TEST(Sweep, EveryCombinationIsARunSeedsFastest) {
  const auto sweep = parse(R"({"seed": [1, 2], "method.parameters.bits": [8, 4], "training.batch": [32]})");
  ASSERT_TRUE(sweep) << sweep.error().message();
  EXPECT_EQ(sweep->folder, "/folder/grid");
  EXPECT_THAT(namesOf(*sweep), ElementsAre("bits=8_batch=32_seed=1", "bits=8_batch=32_seed=2", "bits=4_batch=32_seed=1",
                                           "bits=4_batch=32_seed=2"));
  const SweepRun& last = sweep->runs.back();
  EXPECT_EQ(last.label, "method.parameters.bits=4, training.batch=32, seed=2");
  EXPECT_EQ(bitsOf(last.config), 4);
  EXPECT_EQ(std::get<std::int64_t>(last.config.method.parameters.at("activation_bits")), 4) << "follows bits";
  EXPECT_EQ(last.config.seed, 2U);
  EXPECT_EQ(last.config.training.batch, 32);
  EXPECT_EQ(last.config.output, "/folder/grid/bits=4_batch=32_seed=2.h5");
}

TEST(Sweep, WholeObjectsAreValuesAndLongerPathsGoIntoThem) {
  const auto sweep = parse(R"({"method.parameters.bits": [5, 3],
                               "method": [{"id": "inq"}, {"id": "ioiq", "parameters": {"candidates": [-1, 0]}}]})");
  ASSERT_TRUE(sweep) << sweep.error().message();
  EXPECT_THAT(namesOf(*sweep),
              ElementsAre("bits=5_method=inq", "bits=5_method=ioiq", "bits=3_method=inq", "bits=3_method=ioiq"));
  EXPECT_EQ(sweep->runs[2].config.method.id, "inq");
  EXPECT_EQ(bitsOf(sweep->runs[2].config), 3);
  EXPECT_EQ(sweep->runs[0].config.training.epochsPerStage, defaultConfig("inq").training.epochsPerStage)
      << "each method brings its own defaults";
}

TEST(Sweep, WhatBelongsTogetherIsSetTogether) {
  const auto sweep = parse(R"({"together": [
      {"method": {"id": "inq", "parameters": {"bits": 4}}, "training.learning_rate": 0.003},
      {"method": {"id": "inq", "parameters": {"bits": 3}}, "training": {"epochs_per_stage": 2}},
      {"method": {"id": "iao"}, "method.parameters.bits": 7}], "seed": [1, 2]})");
  ASSERT_TRUE(sweep) << sweep.error().message();
  ASSERT_EQ(sweep->runs.size(), 6U);
  EXPECT_EQ(sweep->runs[0].config.training.learningRate, 0.003);
  EXPECT_EQ(sweep->runs[2].config.training.epochsPerStage.front(), 2);
  EXPECT_NE(sweep->runs[2].config.training.learningRate, 0.003);
  EXPECT_EQ(sweep->runs[5].config.method.id, "iao");
  EXPECT_EQ(std::get<std::int64_t>(sweep->runs[5].config.method.parameters.at("bits")), 7);
  EXPECT_EQ(sweep->runs[0].name, "inq,bits=4,learning-rate=0.003_seed=1");
  const auto lists =
      parse(R"({"together": [{"method.parameters.candidates": [-1]}, {"method.parameters.candidates": [1]}]})");
  ASSERT_TRUE(lists) << lists.error().message();
  EXPECT_THAT(namesOf(*lists), ElementsAre("candidates=-1", "candidates=1"));
  EXPECT_FALSE(parse(R"({"together": []})"));
  for (const char* wrong : {R"({"together": [0.1]})", R"({"together": [{}]})", R"({"together": {"seed": 1}})",
                            R"({"together": [{"traning.learning_rate": 0.1}]})",
                            R"({"together": [{"seed": 1}, {"seed": 1}]})", R"({"together": [{"threads": 2}]})"}) {
    EXPECT_FALSE(parse(wrong)) << wrong;
  }
  const auto vain = parse(R"({"together": [{"training.learning_rate": 0.1}]})", {"training.learning_rate=0.2"});
  ASSERT_FALSE(vain);
  EXPECT_NE(vain.error().message().find("is swept"), std::string::npos);
}

TEST(Sweep, NamesAreReadableAndDiffer) {
  const auto sweep = parse(R"({"method": [{"id": "inq", "parameters": {"bits": 5}}, {"id": "inq", "parameters":
      {"bits": 4}}, {"id": "ioiq"}], "data.path": ["a/very/long/path/that/goes/on/and/on/for/ever/one",
      "a/very/long/path/that/goes/on/and/on/for/ever/two"], "data.mean": [[], [0.5, -1]], "data.std": [[], [1, 1]]})");
  EXPECT_FALSE(sweep) << "mean without std";
  const auto good = parse(R"({"method": [{"id": "inq", "parameters": {"bits": 5}}, {"id": "inq", "parameters":
      {"bits": 4}}, {"id": "ioiq"}], "data.path": ["a/very/long/path/that/goes/on/and/on/for/ever/one",
      "a/very/long/path/that/goes/on/and/on/for/ever/two"]})");
  ASSERT_TRUE(good) << good.error().message();
  const auto names = namesOf(*good);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 6U);
  EXPECT_THAT(names[0], testing::StartsWith("method=inq,bits=5_data.path=a-very-long"));
  EXPECT_THAT(names[5], testing::StartsWith("method=ioiq_data.path=a-very-long"));
  for (const auto& name : names) EXPECT_EQ(name.find_first_of("/ \"'$"), std::string::npos) << name;
  const auto candidates = parse(R"({"method.parameters.candidates": [[0], [-2, -1, 0]]})");
  ASSERT_TRUE(candidates);
  EXPECT_THAT(namesOf(*candidates), ElementsAre("candidates=0", "candidates=-2,-1,0"));
}

TEST(Sweep, MistakesNameTheCombinationAndTheKey) {
  EXPECT_EQ(errorOf(R"({"method.parameters.bitz": [8, 4], "seed": [1]})"),
            "grid.json (method.parameters.bitz=8, seed=1): unknown key \"method.parameters.bitz\". Did you mean "
            "\"method.parameters.bits\"?");
  EXPECT_THAT(errorOf(R"({"method.parameters.bits": [8, 40]})"),
              testing::AllOf(HasSubstr("(method.parameters.bits=40)"), HasSubstr("from 2 to 16")));
  EXPECT_THAT(errorOf(R"({"seed.x": [1]})"), testing::AnyOf(HasSubstr("no object"), HasSubstr("seed")));
  EXPECT_THAT(errorOf(R"({"training.batch.x": [1, 2]})"), HasSubstr("training.batch.x=1"));
  EXPECT_THAT(errorOf(R"({"seed": 3})"), HasSubstr("sweep.seed"));
  EXPECT_THAT(errorOf(R"({"seed": []})"), HasSubstr("list of values"));
  EXPECT_THAT(errorOf(R"({"seed": [1, 2, 1]})"), HasSubstr("twice"));
  EXPECT_THAT(errorOf(R"({"output": ["a", "b"]})"), HasSubstr("cannot be swept"));
  EXPECT_THAT(errorOf("{}"), HasSubstr("must hold lists"));
  EXPECT_THAT(errorOf("[1]"), HasSubstr("must hold lists"));
  EXPECT_THAT(errorOf(R"({"method": [{"id": "inq"}, {"id": "inq", "parameters": {"bits": 5}}]})"),
              HasSubstr("are the same run"));
  std::string many = "[0";
  for (int i = 1; i < 50; ++i) many += "," + std::to_string(i);
  many += "]";
  EXPECT_THAT(errorOf(R"({"seed": )" + many + R"(, "data.limit": )" + many + "}"), HasSubstr("more than 2000"));
}

TEST(Sweep, IsNoRunAndARunIsNoSweep) {
  const auto run = parseConfig(config(R"({"seed": [1]})"), "/folder", "grid.json");
  ASSERT_FALSE(run);
  EXPECT_THAT(run.error().message(), HasSubstr("dyadic-cli sweep"));
  const auto plain = parseSweep(R"({"method": {"id": "ioiq"}})", "/folder", "run.json");
  ASSERT_FALSE(plain);
  EXPECT_THAT(plain.error().message(), HasSubstr("dyadic-cli quantize"));
  const auto typo = parseSweep(R"({"method": {"id": "ioiq"}, "sweeps": {}})", "/folder", "run.json");
  ASSERT_FALSE(typo);
  EXPECT_THAT(typo.error().message(), HasSubstr("Did you mean \"sweep\""));
  const auto file =
      parseSweep(R"({"method": {"id": "ioiq"}, "output": "a.h5", "sweep": {"seed": [1]}})", "/", "run.json");
  ASSERT_FALSE(file);
  EXPECT_THAT(file.error().message(), HasSubstr("is a folder"));
}

TEST(Sweep, OverridesReachTheListsAndAreNeverInVain) {
  const auto sweep =
      parse(R"({"seed": [1, 2]})", {"sweep.method.parameters.bits=[8,6]", "sweep.seed=[7]", "data.limit=5"});
  ASSERT_TRUE(sweep) << sweep.error().message();
  EXPECT_THAT(namesOf(*sweep), ElementsAre("bits=8_seed=7", "bits=6_seed=7"));
  EXPECT_EQ(sweep->runs[0].config.data.limit, 5);
  EXPECT_THAT(errorOf(R"({"seed": [1, 2]})", {"seed=3"}), HasSubstr("sweep.seed=[...]"));
  EXPECT_THAT(errorOf(R"({"method": [{"id": "inq"}]})", {"method.id=ioiq"}), HasSubstr("\"method\" is swept"));
}

class SweepFolder : public testing::Test {
 protected:
  SweepFolder() { std::filesystem::create_directories(folder); }
  ~SweepFolder() override { std::filesystem::remove_all(folder); }
  std::string folder = (std::filesystem::temp_directory_path() / ("dyadic-sweep-" + std::to_string(getpid()))).string();
};

TEST_F(SweepFolder, ThePlanReadsBackTheSame) {
  auto sweep = parse(R"({"method.parameters.bits": [8, 4], "seed": [1, 2]})");
  ASSERT_TRUE(sweep);
  sweep->folder = folder;
  ASSERT_TRUE(writeSweepPlan(*sweep));
  const auto again = readSweepPlan(folder);
  ASSERT_TRUE(again) << again.error().message();
  ASSERT_EQ(again->runs.size(), 4U);
  EXPECT_EQ(namesOf(*again), namesOf(*sweep));
  EXPECT_EQ(experimentText(again->runs[3].config), experimentText(sweep->runs[3].config));
  EXPECT_NE(experimentText(again->runs[3].config), experimentText(sweep->runs[2].config)) << "another seed";
  for (const char* broken : {"{", "[]", R"({"format": 3})", R"({"format": "dyadic-sweep", "runs": [7]})",
                             R"({"format": "dyadic-sweep", "runs": [{"config": {"sed": 1}}]})"}) {
    std::ofstream(folder + "/sweep.json") << broken;
    EXPECT_FALSE(readSweepPlan(folder)) << broken;
  }
  EXPECT_FALSE(readSweepPlan("/nowhere"));
  std::filesystem::remove(folder + "/sweep.json");
  ASSERT_EQ(mkfifo((folder + "/sweep.json").c_str(), 0600), 0);
  EXPECT_FALSE(readSweepPlan(folder)) << "waits for nobody";
}

TEST_F(SweepFolder, AFileThatIsNoRunIsUnreadable) {
  auto sweep = parse(R"({"seed": [1, 2]})", {"output=\"" + folder + "\""});
  ASSERT_TRUE(sweep);
  std::ofstream(folder + "/seed=2.h5") << "no run";
  const auto files = findSweepFiles(*sweep);
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].place, SweepPlace::Missing);
  EXPECT_EQ(files[0].path, folder + "/seed=1.h5");
  EXPECT_EQ(files[1].place, SweepPlace::Unreadable);
  EXPECT_THAT(files[1].reason, HasSubstr("seed=2.h5"));
}

}  // namespace
}  // namespace dyadic::session
