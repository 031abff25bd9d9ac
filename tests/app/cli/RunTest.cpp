// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/app/cli/CliRun.h"

// The command line end to end on real data, cut to a few hundred images. What a run leaves is checked by a script that
// uses h5py and NumPy and nothing of ours.
namespace dyadic::cli {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kPreset = DYADIC_SOURCE_DIR "/resources/presets/quickstart.json";
const std::string kModel = "builtin:resnet8-fashion";
const std::string kScripts = DYADIC_SOURCE_DIR "/tests/app/cli/";
const std::string kPython = "/usr/bin/python3";

class CliRuns : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist")) {
      GTEST_SKIP() << "needs Debian's dataset-fashion-mnist";
    }
  }

  /// Weights trained for a moment: good enough to tell a few classes apart.
  std::string train() {
    const std::string config = folder_.write("train.json", R"({
      "model": {"architecture": "resnet8-cifar"},
      "data": {"path": "builtin:fashion-mnist", "train_limit": 2048, "limit": 300},
      "training": {"epochs": 1, "batch": 32, "learning_rate": 0.1, "schedule": "onecycle"}, "threads": 1})");
    const std::string out = folder_.file("model.safetensors");
    const CliResult result = runCommand({"train", config, "--out", out, "--json"});
    EXPECT_EQ(result.code, 0) << result.messages;
    const json parsed = json::parse(result.out, nullptr, false);
    EXPECT_GT(parsed.value("top1", 0.0), 0.3) << result.out;
    EXPECT_EQ(parsed["epochs"].size(), 1U);
    return out;
  }

  /// The example, cut short.
  std::vector<std::string> quantizeArguments(const std::string& out) {
    return {"quantize",  kPreset,
            "--out",     out,
            "--threads", "1",

            "--set",     "data.train_limit=1024",
            "--set",     "data.limit=300",
            "--set",     "method.parameters.calibration_batches=4"};
  }

  TemporaryFolder folder_;
};

TEST_F(CliRuns, TrainNeverOverwritesUnasked) {
  const std::string model = train();
  const std::string before = readText(model);
  const CliResult again = runCommand({"train", folder_.file("train.json"), "--out", model});
  EXPECT_NE(again.code, 0);
  EXPECT_THAT(again.messages, HasSubstr("model.safetensors"));
  EXPECT_EQ(readText(model), before);
}

TEST_F(CliRuns, QuantizedIntegersAreThoseOfNumPyAndTheSameEachTime) {
  const std::string first = folder_.file("first.h5");
  auto arguments = quantizeArguments(first);
  arguments.push_back("--json");
  const CliResult result = runCommand(arguments);
  ASSERT_EQ(result.code, 0) << result.messages;
  const json run = json::parse(result.out);
  EXPECT_EQ(run.at("state"), "finished");
  EXPECT_EQ(run.at("run"), first);
  EXPECT_EQ(run.at("baseline").at("images"), 300);
  EXPECT_GT(run["baseline"].at("top1"), 0.85);
  ASSERT_EQ(run.at("stages").size(), 4U);
  EXPECT_EQ(run["stages"][3].at("portion"), 1.0);
  EXPECT_NEAR(run["stages"][3].at("hard_top1").get<double>(), run["baseline"]["top1"].get<double>(), 0.05);
  EXPECT_THAT(result.messages, HasSubstr("%"));  // progress

  const std::string second = folder_.file("second.h5");
  const CliResult text = runCommand(quantizeArguments(second));
  ASSERT_EQ(text.code, 0) << text.messages;
  EXPECT_THAT(text.out, AllOf(HasSubstr("Float baseline: top-1 "), HasSubstr("87.50 %"), HasSubstr(second)));

  const CliResult check = runProgram({kPython, kScripts + "check_quantized.py", first, "--same-as", second});
  EXPECT_EQ(check.code, 0) << check.out;

  const std::string before = readText(first);
  EXPECT_EQ(runCommand(quantizeArguments(first)).code, 2);
  EXPECT_EQ(readText(first), before);

  const std::string spoil = R"(import h5py,sys; f=h5py.File(sys.argv[1],"r+"); f["quantized/000/data"][0,0,0,0] ^= 1)";
  ASSERT_EQ(runProgram({kPython, "-c", spoil, second}).code, 0);
  EXPECT_EQ(runProgram({kPython, kScripts + "check_quantized.py", second}).code, 1);  // the check can fail
}

TEST_F(CliRuns, OtherSettingsGiveOtherIntegersThatAreStillRight) {
  const std::string run = folder_.file("run.h5");
  auto arguments = quantizeArguments(run);
  for (const char* setting :
       {"bits=5", "activation_bits=7", "partition=random", "portions=[0.3,1]", "candidates=[-1,0,1,2]",
        "initial_exponent=floor", "rounding=half_even", "symmetric_range=true"}) {
    arguments.insert(arguments.end(), {"--set", std::string("method.parameters.") + setting});
  }
  arguments.insert(arguments.end(), {"--set", R"(layers=[{"match":"linear","bits":9}])", "--quiet"});
  const CliResult result = runCommand(arguments);
  ASSERT_EQ(result.code, 0) << result.messages;
  EXPECT_THAT(result.messages, IsEmpty());
  const CliResult check = runProgram({kPython, kScripts + "check_quantized.py", run});
  EXPECT_EQ(check.code, 0) << check.out;
}

TEST_F(CliRuns, ARuleThatMatchesNothingIsRefused) {
  auto arguments = quantizeArguments(folder_.file("run.h5"));
  arguments.insert(arguments.end(), {"--set", R"(layers=[{"match":"no_such_layer","bits":6}])"});
  const CliResult result = runCommand(arguments);
  EXPECT_EQ(result.code, 2);
  EXPECT_THAT(result.messages, HasSubstr("no_such_layer"));
}

TEST_F(CliRuns, InspectEvalWhatIfAndPredictAgree) {
  const json inspected = json::parse(runCommand({"inspect", kModel, "--json"}).out);
  EXPECT_EQ(inspected.at("architecture"), "resnet8-cifar");
  EXPECT_EQ(inspected.at("input"), json({1, 28, 28}));
  EXPECT_EQ(inspected["layers"][0].at("shape"), json({16, 1, 3, 3}));
  EXPECT_EQ(inspected["layers"][0].at("macs"), 16 * 9 * 28 * 28);

  const std::vector<std::string> eval = {"eval", "--model", kModel, "--data", "builtin:fashion-mnist", "--limit", "50"};
  auto asJson = eval;
  asJson.push_back("--json");
  const json evaluated = json::parse(runCommand(asJson).out);
  EXPECT_EQ(evaluated.at("images"), 50);
  EXPECT_THAT(runCommand(eval).out, HasSubstr("top-1   "));

  const json whatif = json::parse(
      runCommand({"whatif", "--model", kModel, "--candidates=-1,0", "--layer-bits", "linear=4", "--json"}).out);
  ASSERT_EQ(whatif.at("layers").size(), inspected["layers"].size());
  EXPECT_EQ(whatif["layers"][0].at("bits"), 8);
  EXPECT_EQ(whatif["layers"][0].at("candidates").size(), 2U);
  EXPECT_EQ(whatif["layers"].back().at("bits"), 4);

  const json half = json::parse(
      runCommand({"whatif", "--model", kModel, "--set", R"(layers=[{"match":"layer3.*","quantize":false}])", "--json"})
          .out);
  EXPECT_EQ(half["layers"].back().at("bits"), 8);
  EXPECT_GT(half["costs"].at("average_bits"), 8);
  EXPECT_LT(half["costs"].at("bytes"), half["costs"].at("float_bytes"));

  // The images of the test set as PNG files are classified as in the test set itself.
  ASSERT_EQ(runProgram({kPython, kScripts + "make_images.py", folder_.file("."), "50"}).code, 0);
  std::vector<std::string> predict = {"predict", "--model", kModel, "--json", "--logits", folder_.file("logits.csv"),
                                      "--images"};
  for (int i = 0; i < 50; ++i) {
    char name[16];
    std::snprintf(name, sizeof name, "%03d.png", i);
    predict.push_back(folder_.file(name));
  }
  const json predicted = json::parse(runCommand(predict).out);
  const std::string labels = readText(folder_.file("labels"));
  ASSERT_EQ(labels.size(), 50U);
  int right = 0;
  for (std::size_t i = 0; i < 50; ++i) {
    right += predicted["predictions"][i].at("class") == labels[i] ? 1 : 0;
  }
  EXPECT_NEAR(right / 50.0, evaluated.at("top1").get<double>(), 1e-9);
  const std::string csv = readText(folder_.file("logits.csv"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 51);
}

TEST_F(CliRuns, ImagesThatCannotBeReadAreNamedAndTheRestIsClassified) {
  ASSERT_EQ(runProgram({kPython, kScripts + "make_images.py", folder_.file("."), "1"}).code, 0);
  const std::string damaged = folder_.write("damaged.png", readText(folder_.file("000.png")).substr(0, 60));
  const CliResult result = runCommand({"predict", "--model", kModel, "--images", folder_.file("000.png"), damaged});
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.out, HasSubstr("000.png"));
  EXPECT_THAT(result.messages, HasSubstr("damaged.png"));
}

TEST_F(CliRuns, ImagesOfADataSetThatCannotBeReadAreNamedOnce) {
  const std::string set = folder_.file("set");
  for (const char* split : {"train", "test"}) {
    std::filesystem::create_directories(set + "/" + split + "/shirt");
    ASSERT_EQ(runProgram({kPython, kScripts + "make_images.py", set + "/" + split + "/shirt", "3"}).code, 0);
    std::filesystem::remove(set + "/" + split + "/shirt/labels");
  }
  std::filesystem::resize_file(set + "/test/shirt/001.png", 60);
  const std::vector<std::string> eval = {"eval", "--model", kModel, "--data", set, "--json"};
  const CliResult result = runCommand(eval);
  ASSERT_EQ(result.code, 0) << result.messages;
  EXPECT_EQ(json::parse(result.out).at("images"), 2);
  EXPECT_THAT(result.messages, HasSubstr("warning: "));
  const auto first = result.messages.find("001.png");
  ASSERT_NE(first, std::string::npos) << result.messages;
  EXPECT_EQ(result.messages.find("001.png", first + 1), std::string::npos) << result.messages;
  EXPECT_THAT(runCommand(eval).messages, ::testing::Not(HasSubstr("001.png"))) << "said before in this process";
}

TEST_F(CliRuns, InspectTellsWhatADataSetHolds) {
  const json set = json::parse(runCommand({"inspect", "builtin:fashion-mnist", "--json"}).out);
  EXPECT_EQ(set.at("format"), "idx");
  EXPECT_EQ(set.at("classes"), 10);
  EXPECT_EQ(set.at("splits")[0].at("name"), "test");
  EXPECT_EQ(set.at("splits")[1].at("images"), 60000);
  EXPECT_EQ(set.at("splits")[1].at("per_class")[3], 6000);
  EXPECT_DOUBLE_EQ(set.at("splits")[0].at("balance"), 1);
  EXPECT_EQ(set.at("class_names")[9], "Ankle boot");
  const CliResult text = runCommand({"inspect", "builtin:fashion-mnist"});
  EXPECT_THAT(text.out, HasSubstr("Ankle boot"));
  const CliResult nothing = runCommand({"inspect", folder_.file(".")});
  EXPECT_EQ(nothing.code, 1);
  EXPECT_THAT(nothing.messages, HasSubstr("are looked for"));
}

TEST_F(CliRuns, InspectListsEveryOperatorThatIsNotRead) {
  const CliResult result = runCommand({"inspect", kScripts + "../../data/torchscript/unknown.pt", "--json"});
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.messages, HasSubstr("aten::gelu"));
  const json said = json::parse(result.out);
  EXPECT_THAT(said.at("error").get<std::string>(), HasSubstr("aten::gelu"));
  ASSERT_EQ(said.at("refused").size(), 2U);
  EXPECT_EQ(said["refused"][0].at("operator"), "aten::gelu");
  EXPECT_THAT(said["refused"][0].at("node").get<std::string>(), HasSubstr("make_torchscript_files.py:"));
  EXPECT_EQ(said["refused"][1].at("operator"), "aten::fft_fft");
  const json missing = json::parse(runCommand({"inspect", folder_.file("none.onnx"), "--json"}).out);
  EXPECT_EQ(missing.at("refused"), json::array());
}

TEST_F(CliRuns, OtherSizesAreResizedWhenAskedFor) {
  const std::string script = folder_.write("make.py",
                                           "import sys\n"
                                           "from PIL import Image\n"
                                           "for n in range(4):\n"
                                           "  image = Image.linear_gradient('L').resize((40 + n, 60)).rotate(n)\n"
                                           "  image.save(sys.argv[1] + '/%d.png' % n)\n");
  const CliResult made = runProgram({kPython, script, folder_.file(".")});
  ASSERT_EQ(made.code, 0) << made.out;
  std::filesystem::create_directories(folder_.file("test/shirt"));
  for (int i = 0; i < 4; ++i) {
    const std::string name = std::to_string(i) + ".png";
    std::filesystem::copy_file(folder_.file(name), folder_.file("test/shirt/" + name));
  }
  const std::vector<std::string> eval = {"eval", "--model", kModel, "--data", folder_.file("."), "--json"};
  const CliResult refused = runCommand(eval);
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.messages, HasSubstr("Set data.resize to 28"));
  auto resized = eval;
  resized.insert(resized.end(), {"--set", "data.resize=28"});
  const CliResult done = runCommand(resized);
  ASSERT_EQ(done.code, 0) << done.messages;
  EXPECT_EQ(json::parse(done.out).at("images"), 4);
  const CliResult predicted = runCommand({"predict", "--model", kModel, "--set", "data.resize=28", "--json", "--images",
                                          folder_.file("0.png"), folder_.file("3.png")});
  ASSERT_EQ(predicted.code, 0) << predicted.messages;
  EXPECT_EQ(json::parse(predicted.out).at("predictions").size(), 2U);
}

TEST_F(CliRuns, ImagesThatCalibrateAndValidateAreWarnedOf) {
  const CliResult result = runCommand({"whatif", "--model", kModel, "--data", "builtin:fashion-mnist", "--limit", "100",
                                       "--set", "data.calibration=test[50:1000]", "--json"});
  ASSERT_EQ(result.code, 0) << result.messages;
  EXPECT_THAT(result.messages, HasSubstr("warning: Calibration and validation share"));
  const json warnings = json::parse(result.out).at("warnings");
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_THAT(warnings[0].get<std::string>(), HasSubstr("test[50], test[51], test[52], ..."));
}

TEST_F(CliRuns, WhatIfEstimatesWhatTheRunThatDoesNotTrainMeasures) {
  const std::string run = folder_.file("run.h5");
  auto quantize = quantizeArguments(run);
  quantize.insert(quantize.end(), {"--json", "--set", "method.parameters.portions=[1]", "--set",
                                   "training.epochs_per_stage=0", "--set", "method.parameters.bits=4"});
  const json measured = json::parse(runCommand(quantize).out);
  const std::vector<std::string> whatif = {"whatif",
                                           "--model",
                                           kModel,
                                           "--data",
                                           "builtin:fashion-mnist",
                                           "--threads",
                                           "1",
                                           "--bits",
                                           "4",
                                           "--set",
                                           "data.train_limit=1024",
                                           "--set",
                                           "data.limit=300",
                                           "--set",
                                           "method.parameters.calibration_batches=4"};
  auto asJson = whatif;
  asJson.push_back("--json");
  const CliResult result = runCommand(asJson);
  ASSERT_EQ(result.code, 0) << result.messages;
  const json accuracy = json::parse(result.out).at("accuracy");
  EXPECT_EQ(accuracy.at("images"), 300);
  EXPECT_EQ(accuracy.at("top1"), measured["stages"].back().at("hard_top1"));
  EXPECT_EQ(accuracy.at("float_top1"), measured["baseline"].at("top1"));
  EXPECT_THAT(result.messages, HasSubstr("200 of 300 images"));
  auto few = whatif;
  few.insert(few.end(), {"--limit", "50"});
  EXPECT_THAT(runCommand(few).out, HasSubstr("50 of 300 images"));
}

TEST_F(CliRuns, SensitivityRanksLayersAndKeepsWhatItMeasured) {
  setenv("XDG_CACHE_HOME", folder_.file("cache").c_str(), 1);
  const std::vector<std::string> command = {"sensitivity",
                                            "--model",
                                            kModel,
                                            "--data",
                                            "builtin:fashion-mnist",
                                            "--limit",
                                            "60",
                                            "--bits",
                                            "6",
                                            "--set",
                                            R"(layers=[{"match":"layer2.0.conv2","bits":2}])"};
  const CliResult text = runCommand(command);
  ASSERT_EQ(text.code, 0) << text.messages;
  EXPECT_THAT(text.out, HasSubstr("60 images"));
  EXPECT_LT(text.out.find("layer2.0.conv2"), text.out.find("conv1 ")) << "worst first:\n" << text.out;
  auto asJson = command;
  asJson.push_back("--json");
  const json record = json::parse(runCommand(asJson).out);
  EXPECT_EQ(record.at("images"), 60);
  EXPECT_EQ(record["layers"][0].at("name"), "conv1");
  EXPECT_EQ(record["layers"][0].at("bits"), 6);
  EXPECT_GT(record["layers"][0]["only"].at("sqnr_db"), 10);
  EXPECT_EQ(record["layers"].back()["accumulated"].at("mse"), record["whole"].at("mse"));
  EXPECT_FALSE(record.contains("edges"));
  EXPECT_EQ(runCommand({"sensitivity", "--model", kModel, "--data", "builtin:fashion-mnist", "--limit", "0"}).code, 2);
}

}  // namespace
}  // namespace dyadic::cli
