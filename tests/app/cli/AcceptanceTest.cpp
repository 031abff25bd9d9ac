// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/app/cli/CliRun.h"

namespace dyadic::cli {
namespace {

using nlohmann::json;

/// Needs the CIFAR-10 network and images of the folder that DYADIC_DATA names.
class CliAcceptance : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* data = std::getenv("DYADIC_DATA");
    if (data == nullptr || !std::filesystem::exists(std::string(data) + "/cifar10-jpeg.tar.gz")) {
      GTEST_SKIP() << "needs CIFAR-10 and a ResNet-20; DYADIC_DATA names their folder";
    }
    data_ = data;
    const CliResult unpacked = runProgram({"tar", "xzf", data_ + "/cifar10-jpeg.tar.gz", "-C", folder_.file(".")});
    ASSERT_EQ(unpacked.code, 0) << unpacked.out;
  }

  std::string data_;
  TemporaryFolder folder_;
};

TEST_F(CliAcceptance, ResNet20HasTheAccuracyAndLogitsThatPyTorchMeasured) {
  const std::string model = data_ + "/resnet20-cifar10-jpeg.safetensors";
  const CliResult eval = runCommand({"eval", "--model", model, "--data", folder_.file("."), "--json"});
  ASSERT_EQ(eval.code, 0) << eval.messages;
  EXPECT_NEAR(json::parse(eval.out).at("top1").get<double>(), 0.8804, 0.0005);

  std::ifstream stream(data_ + "/resnet20-cifar10-jpeg.logits.json");
  const json expected = json::parse(stream).at("logits");
  std::vector<std::string> predict = {"predict", "--model", model, "--json", "--images"};
  for (const auto& entry : expected.items()) {
    predict.push_back(folder_.file(entry.key()));
  }
  const CliResult result = runCommand(predict);
  ASSERT_EQ(result.code, 0) << result.messages;
  const json predictions = json::parse(result.out).at("predictions");
  ASSERT_EQ(predictions.size(), 20U);
  std::size_t i = 0;
  for (const json& wanted : expected) {
    const json& logits = predictions[i++].at("logits");
    for (std::size_t c = 0; c < wanted.size(); ++c) {
      EXPECT_NEAR(logits.at(c).get<double>(), wanted[c].get<double>(), 1e-3);
    }
  }
}

}  // namespace
}  // namespace dyadic::cli
