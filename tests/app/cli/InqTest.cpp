// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/app/cli/CliRun.h"

namespace dyadic::cli {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;

const std::string kPython = "/usr/bin/python3";
const std::string kModel = "builtin:resnet8-fashion";

TEST(Inq, WeightsArePowersOfTwoAndThereIsNoIntegerProgram) {
  if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist")) GTEST_SKIP() << "needs dataset-fashion-mnist";
  const TemporaryFolder folder;
  const std::string config = folder.write("inq.json", R"({
    "model": {"path": "builtin:resnet8-fashion"},
    "data": {"path": "builtin:fashion-mnist", "train_limit": 256, "limit": 200},
    "method": {"id": "inq", "parameters": {"bits": 4, "portions": [0.5, 1]}},
    "training": {"epochs_per_stage": 1}, "threads": 1})");
  const std::string run = folder.file("inq.h5");
  const CliResult result = runCommand({"quantize", config, "--out", run});
  ASSERT_EQ(result.code, 0) << result.messages;
  EXPECT_THAT(result.out, HasSubstr("feature maps, biases and batch norms stay float"));
  const CliResult checked = runProgram({kPython, DYADIC_SOURCE_DIR "/tests/app/cli/check_powers.py", run});
  EXPECT_EQ(checked.code, 0) << checked.out << checked.messages;
  const CliResult verified = runCommand({"integer", "verify", run});
  EXPECT_EQ(verified.code, 1);
  EXPECT_THAT(verified.messages, AllOf(HasSubstr("inq.h5"), HasSubstr("weights alone")));
  const CliResult exported = runCommand({"integer", "export", run, "--format", "c", "--out", folder.file("c")});
  EXPECT_EQ(exported.code, 1);
  EXPECT_THAT(exported.messages, HasSubstr("weights alone"));
}

TEST(Inq, WhatIfTakesAnyMethod) {
  const CliResult result = runCommand({"whatif", "--model", kModel, "--method", "inq", "--bits", "2", "--json"});
  ASSERT_EQ(result.code, 0) << result.messages;
  const json parsed = json::parse(result.out);
  for (const json& layer : parsed.at("layers")) {
    const bool batchNorm = layer.at("operator") == "BatchNorm2d";
    EXPECT_EQ(layer.at("bits"), batchNorm ? 0 : 2) << layer;
    EXPECT_EQ(layer.at("candidates").size(), batchNorm ? 0U : 1U) << layer;
  }
  EXPECT_EQ(runCommand({"whatif", "--model", kModel, "--method", "inq", "--bits", "9"}).code, 2);
  EXPECT_EQ(runCommand({"whatif", "--model", kModel, "--method", "inq", "--candidates=0"}).code, 2);
  EXPECT_EQ(runCommand({"whatif", "--model", kModel, "--method", "nothing"}).code, 2);
}

}  // namespace
}  // namespace dyadic::cli
