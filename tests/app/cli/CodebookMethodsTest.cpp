// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "tests/app/cli/CliRun.h"

namespace dyadic::cli {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

const std::string kPython = "/usr/bin/python3";
const std::string kModel = "builtin:resnet8-fashion";

struct MethodCase {
  const char* method;
  std::vector<std::string> settings;
  const char* bits;     ///< as check_codebooks.py prints them
  const char* refusal;  ///< why there is no network on integers
};

void PrintTo(const MethodCase& each, std::ostream* out) { *out << each.method; }

class CodebookMethods : public ::testing::TestWithParam<MethodCase> {};

TEST_P(CodebookMethods, LeaveARunFileThatSaysItAllAndNoIntegerProgram) {
  if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist")) GTEST_SKIP() << "needs dataset-fashion-mnist";
  const TemporaryFolder folder;
  const std::string config = folder.write("run.json", std::string(R"({
    "model": {"path": "builtin:resnet8-fashion"},
    "data": {"path": "builtin:fashion-mnist", "train_limit": 256, "limit": 200},
    "method": {"id": ")") + GetParam().method + R"("}, "threads": 1})");
  const std::string run = folder.file("run.h5");
  std::vector<std::string> arguments = {"quantize", config, "--out", run};
  for (const auto& setting : GetParam().settings) arguments.insert(arguments.end(), {"--set", setting});
  const CliResult result = runCommand(arguments);
  ASSERT_EQ(result.code, 0) << result.messages;
  const CliResult checked = runProgram({kPython, DYADIC_SOURCE_DIR "/tests/app/cli/check_codebooks.py", run});
  EXPECT_EQ(checked.code, 0) << checked.out << checked.messages;
  EXPECT_THAT(checked.out, HasSubstr(GetParam().bits));
  const CliResult verified = runCommand({"integer", "verify", run});
  EXPECT_EQ(verified.code, 1);
  EXPECT_THAT(verified.messages, HasSubstr(GetParam().refusal));
}

const std::string kOneEpoch = "training.epochs_per_stage=1";
INSTANTIATE_TEST_SUITE_P(
    All, CodebookMethods,
    ::testing::Values(MethodCase{"twn", {kOneEpoch}, "first 2 between [2] last 2 maps [0]", "weights alone"},
                      MethodCase{"bwn", {kOneEpoch}, "first 0 between [1] last 0 maps [0]", "weights alone"},
                      MethodCase{
                          "fgq", {}, "first 8 between [2] last 2 maps [0, 8]", "codes of a codebook with real scales"},
                      MethodCase{"admm",
                                 {kOneEpoch, "method.parameters.iterations=2", "method.parameters.alphabet=\"powers\""},
                                 "first 0 between [3] last 0 maps [0]",
                                 "weights alone"}),
    [](const auto& each) { return std::string(each.param.method); });

TEST(CodebookMethods, WhatIfShowsErrorsWithoutCandidates) {
  for (const char* method : {"twn", "bwn", "admm", "fgq"}) {
    const CliResult result = runCommand({"whatif", "--model", kModel, "--method", method, "--json"});
    ASSERT_EQ(result.code, 0) << method << result.messages;
    int ternary = 0;
    const json parsed = json::parse(result.out);
    for (const json& layer : parsed.at("layers")) {
      if (layer.at("operator") == "BatchNorm2d" || layer.at("bits") == 0 || layer.at("bits") == 8) continue;
      EXPECT_TRUE(layer.at("candidates").empty()) << layer;
      EXPECT_GT(layer.at("mse"), 0);
      ++ternary;
    }
    EXPECT_GE(ternary, 6) << method;
  }
}

TEST(CodebookMethods, EpochsAreThoseOfTheStages) {
  const TemporaryFolder folder;
  const std::string config = folder.write("run.json", R"({
    "model": {"path": "builtin:resnet8-fashion"}, "data": {"path": "builtin:fashion-mnist"},
    "method": {"id": "admm", "parameters": {"iterations": 3}}, "training": {"epochs_per_stage": [1, 1]}})");
  const CliResult result = runCommand({"quantize", config, "--out", folder.file("run.h5")});
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.messages, HasSubstr("number of stages is 4"));
}

}  // namespace
}  // namespace dyadic::cli
