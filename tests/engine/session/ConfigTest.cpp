// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Config.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using namespace dyadic;
using session::parseConfig;

namespace {

std::string errorOf(const std::string& json, const std::vector<std::string>& overrides = {}) {
  const auto config = parseConfig(json, "/folder", "run.json", overrides);
  if (config) return "accepted";
  EXPECT_EQ(config.error().kind, ErrorKind::Usage) << json;
  return config.error().message();
}

const std::string kIoiq = R"({"method": {"id": "ioiq", "parameters": {)";

}  // namespace

TEST(Config, DefaultsAreWrittenOut) {
  const auto config = parseConfig(R"({"method": {"id": "ioiq", "parameters": {"bits": 6}}})", "/folder", "run.json");
  ASSERT_TRUE(config) << config.error().message();
  EXPECT_EQ(std::get<std::int64_t>(config->method.parameters.at("bits")), 6);
  EXPECT_EQ(std::get<std::int64_t>(config->method.parameters.at("activation_bits")), 6) << "follows bits";
  EXPECT_EQ(std::get<std::int64_t>(config->method.parameters.at("bias_bits")), 6) << "follows bits";
  EXPECT_EQ(std::get<std::vector<double>>(config->method.parameters.at("portions")),
            (std::vector<double>{0.5, 0.75, 0.875, 1}));
  EXPECT_EQ(config->training.epochsPerStage, (std::vector<int>{4, 4, 4, 8}));
  EXPECT_EQ(config->training.learningRate, 0.01);
}

TEST(Config, FormattedConfigReadsBackTheSame) {
  const auto config = parseConfig(R"({
    // comments are allowed
    "model": {"path": "m.safetensors", "architecture": "lenet5"},
    "data": {"path": "builtin:fashion-mnist", "limit": 5, "calibration_limit": 7, "subset_seed": 9, "resize": 32, "crop": "center", "mean": [0.5], "std": [0.25], "augment": ["flip"], "train": "train[:100]"},
    "method": {"id": "ioiq", "parameters": {"candidates": [-1, 0], "rounding": "half_even", "symmetric_range": true}},
    "layers": [{"match": "conv*", "bits": 4}, {"match": "fc3", "activation_bits": 5, "quantize": false}],
    "training": {"epochs_per_stage": 2, "schedule": "step"}, "seed": 18446744073709551615, "device": "cuda:1", "threads": 2
  })",
                                  "/folder", "run.json");
  ASSERT_TRUE(config) << config.error().message();
  EXPECT_EQ(config->model.path, "/folder/m.safetensors");
  EXPECT_EQ(config->data.path, "builtin:fashion-mnist");
  EXPECT_EQ(config->seed, 18446744073709551615ULL);
  EXPECT_EQ(config->data.resize, "32");
  EXPECT_EQ(config->data.subsetSeed, 9U);
  const auto text = session::formatConfig(*config);
  const auto again = parseConfig(text, "/elsewhere", "copy.json");
  ASSERT_TRUE(again) << again.error().message();
  EXPECT_EQ(session::formatConfig(*again), text);
  EXPECT_EQ(again->layers.size(), 2U);
  EXPECT_EQ(again->layers[1].quantize, false);
  EXPECT_FALSE(again->layers[0].quantize.has_value());
  const auto plain = parseConfig("{}", "/folder", "run.json");
  ASSERT_TRUE(plain);
  EXPECT_FALSE(parseConfig(session::formatConfig(*plain), "/folder", "run.json")->data.subsetSeed);
}

TEST(Config, UnknownKeysNameTheNearestKnownOne) {
  EXPECT_EQ(errorOf(R"({"modle": {}})"), "run.json: unknown key \"modle\". Did you mean \"model\"?");
  EXPECT_NE(errorOf(R"({"training": {"learning_rat": 1}})").find("training.learning_rate"), std::string::npos);
  EXPECT_NE(errorOf(kIoiq + R"("bit": 8}}})").find("method.parameters.bits"), std::string::npos);
  EXPECT_NE(errorOf(R"({"layers": [{"match": "a", "bitss": 4}]})").find("layers[0].bits"), std::string::npos);
  EXPECT_NE(errorOf(R"({"method": {"id": "ioqi"}})").find("ioiq"), std::string::npos);
}

TEST(Config, WhatAMethodDoesNotHaveIsNoMistypedKey) {
  EXPECT_EQ(errorOf(R"({"method": {"id": "float", "parameters": {"bits": 8}}})"),
            "run.json: unknown key \"method.parameters.bits\": nothing can be set there.");
  EXPECT_EQ(errorOf(R"({"method": {"id": "bwn"}, "layers": [{"match": "*", "bits": 4}]})"),
            "run.json: layers[0]: the method bwn has no \"bits\" to be set for a layer.");
  EXPECT_EQ(errorOf(R"({"method": {"id": "inq"}, "layers": [{"match": "*", "activation_bits": 4}]})"),
            "run.json: layers[0]: the method inq has no \"activation_bits\" to be set for a layer.");
}

TEST(Config, BitsAreTwoToSixteen) {
  for (const char* bits : {"0", "1", "17", "-3", "1000000000000"}) {
    const auto message = errorOf(kIoiq + "\"bits\": " + bits + "}}}");
    EXPECT_NE(message.find("from 2 to 16"), std::string::npos) << message;
    EXPECT_NE(message.find("binary codebook"), std::string::npos) << message;
    EXPECT_NE(message.find("method.parameters.bits is"), std::string::npos) << "not what follows from it: " << message;
  }
  for (const char* bits : {"2", "16"}) EXPECT_EQ(errorOf(kIoiq + "\"bits\": " + bits + "}}}"), "accepted");
  EXPECT_NE(errorOf(kIoiq + R"("bits": 8.5}}})").find("whole number"), std::string::npos);
  EXPECT_NE(errorOf(R"({"method": {"id": "ioiq"}, "layers": [{"match": "*", "bits": 1}]})").find("layers[0].bits"),
            std::string::npos);
}

TEST(Config, PortionsRiseToOne) {
  EXPECT_NE(errorOf(kIoiq + R"("portions": [0.5, 0.4, 1]}}})").find("rise"), std::string::npos);
  EXPECT_NE(errorOf(kIoiq + R"("portions": [0.5, 0.9]}}})").find("end in 1"), std::string::npos);
  EXPECT_NE(errorOf(kIoiq + R"("portions": [0, 1]}}})").find("above 0"), std::string::npos);
  EXPECT_NE(errorOf(kIoiq + R"("portions": []}}})").find("empty"), std::string::npos);
  EXPECT_NE(errorOf(kIoiq + R"("portions": [0.5, 1.5]}}})").find("from 0 to 1"), std::string::npos);
  EXPECT_EQ(errorOf(kIoiq + R"("portions": [1]}}})"), "accepted");
  EXPECT_NE(errorOf(R"({"method": {"id": "ioiq"}, "training": {"epochs_per_stage": [1, 2]}})").find("4 portions"),
            std::string::npos);
}

TEST(Config, WrongTypesAndValuesAreNamed) {
  EXPECT_EQ(errorOf("{\"seed\": ").find("run.json is no valid JSON: parse error at line 1"), 0U);
  EXPECT_EQ(errorOf(R"({"seed": 1e999})"), "run.json is no valid JSON: number overflow parsing '1e999'");
  EXPECT_NE(errorOf("\x89HDF\r\n").find("--resume"), std::string::npos) << "a run file";
  EXPECT_NE(errorOf(std::string(1 << 20, '[')).find("nested too deeply"), std::string::npos);
  EXPECT_EQ(errorOf("[]"), "run.json must be an object in braces.");
  EXPECT_NE(errorOf(R"({"seed": -1})").find("seed"), std::string::npos);
  EXPECT_NE(errorOf(R"({"data": {"input": "28x28"}})").find("3x32x32"), std::string::npos);
  EXPECT_NE(errorOf(R"({"data": {"resize": "large"}})").find("data.resize"), std::string::npos);
  EXPECT_NE(errorOf(R"({"data": {"resize": 1.5}})").find("data.resize"), std::string::npos);
  EXPECT_NE(errorOf(R"({"data": {"resize": 0}})").find("data.resize"), std::string::npos);
  EXPECT_NE(errorOf(R"({"data": {"crop": "left"}})").find("auto, none, center"), std::string::npos);
  EXPECT_NE(errorOf(R"({"data": {"calibration_limit": -1}})").find("data.calibration_limit"), std::string::npos);
  EXPECT_NE(errorOf(R"({"data": {"subset_sed": 1}})").find("data.subset_seed"), std::string::npos);
  EXPECT_NE(errorOf(R"({"data": {"mean": [0.5]}})").find("data.std"), std::string::npos);
  EXPECT_NE(errorOf(R"({"training": {"batch": 0}})").find("training.batch"), std::string::npos);
  EXPECT_NE(errorOf(R"({"device": "gpu"})").find("cuda"), std::string::npos);
  EXPECT_NE(errorOf(kIoiq + R"("rounding": "nearest"}}})").find("half_away"), std::string::npos);
  EXPECT_NE(errorOf(kIoiq + R"("candidates": [100]}}})").find("from -32 to 32"), std::string::npos);
}

TEST(Config, OverridesReplaceValuesAndAreCheckedAlike) {
  const auto config = parseConfig(
      "{}", "/folder", "run.json",
      {"method.id=ioiq", "method.parameters.bits=6", "method.parameters.portions=[0.25,1]", "data.path=here"});
  ASSERT_TRUE(config) << config.error().message();
  EXPECT_EQ(std::get<std::int64_t>(config->method.parameters.at("bits")), 6);
  EXPECT_EQ(config->data.path, (std::filesystem::current_path() / "here").string());
  EXPECT_NE(errorOf("{}", {"traning.batch=3"}).find("training"), std::string::npos);
  EXPECT_NE(errorOf("{}", {"nonsense"}).find("dotted.path=value"), std::string::npos);
  EXPECT_NE(errorOf(R"({"seed": 1})", {"seed.deeper=2"}).find("seed.deeper"), std::string::npos);
}

TEST(Config, MissingFileIsAFailureThatNamesIt) {
  const auto config = session::readConfig("/nowhere/run.json");
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().kind, ErrorKind::Failure);
  EXPECT_NE(config.error().message().find("/nowhere/run.json"), std::string::npos);
  EXPECT_FALSE(session::readConfig("/"));
}
