// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Cli.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/session/Config.h"
#include "tests/app/cli/CliRun.h"

namespace dyadic::cli {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kPreset = DYADIC_SOURCE_DIR "/resources/presets/quickstart.json";
const char* const kCommands[] = {"methods", "inspect",     "eval",     "predict", "train",
                                 "whatif",  "sensitivity", "quantize", "sweep"};

/// A mistake that is told in one line on stderr, and nothing else.
void expectRefused(const CliResult& result, int code, const ::testing::Matcher<const std::string&>& message) {
  EXPECT_EQ(result.code, code) << result.messages;
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.messages, AllOf(message, EndsWith("\n")));
  EXPECT_EQ(std::count(result.messages.begin(), result.messages.end(), '\n'), 1) << result.messages;
}

CliResult quantize(const std::string& out, const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {"quantize", kPreset, "--out", out};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return runCommand(arguments);
}

TEST(Cli, EveryCommandHasHelpWithExamples) {
  const CliResult all = runCommand({"--help"});
  EXPECT_EQ(all.code, 0);
  for (const std::string command : kCommands) {
    EXPECT_THAT(all.out, HasSubstr("  " + command + " "));
    const CliResult help = runCommand({command, "--help"});
    EXPECT_EQ(help.code, 0) << command;
    EXPECT_THAT(help.out, AllOf(HasSubstr("Examples:\n  dyadic-cli " + command), HasSubstr("--json")));
    EXPECT_THAT(help.messages, IsEmpty());
  }
}

TEST(Cli, VersionIsTold) {
  const CliResult result = runCommand({"--version"});
  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("Dyadic 0."));
}

TEST(Cli, MistypedArgumentsAreRefused) {
  expectRefused(runCommand({}), 2, HasSubstr("--help"));
  expectRefused(runCommand({"quantise"}), 2, AllOf(HasSubstr("'quantise'"), HasSubstr("quantize")));
  expectRefused(runCommand({"swept"}), 2, HasSubstr("Unknown command"));
  expectRefused(runCommand({"eval", "--model", "a"}), 2, HasSubstr("--data is required"));
  expectRefused(runCommand({"methods", "--jsno"}), 2, HasSubstr("--jsno"));
  expectRefused(runCommand({"eval", "--model", "a", "--data", "b", "--limit", "many"}), 2, HasSubstr("many"));
  expectRefused(runCommand({"whatif", "--model", "a", "--layer-bits", "conv1"}), 2, HasSubstr("NAME=BITS"));
  expectRefused(runCommand({"whatif", "--model", "a", "--layer-bits", "conv1=x"}), 2, HasSubstr("NAME=BITS"));
  expectRefused(runCommand({"quantize"}), 2, HasSubstr("--resume"));
  expectRefused(runCommand({"quantize", kPreset, "--resume", "a.h5"}), 2, HasSubstr("--resume"));
  expectRefused(runCommand({"quantize", "--resume", "a.h5", "--seed", "2"}), 2, HasSubstr("--resume"));
}

TEST(Cli, AConfigThatLacksSomethingIsNamed) {
  const TemporaryFolder folder;
  const std::string run = folder.file("run.h5");
  for (const char* lacking : {"model.path=", "data.path=", "method={}"}) {
    expectRefused(runCommand({"quantize", kPreset, "--set", lacking, "--out", run, "--quiet"}), 2,
                  AllOf(HasSubstr(kPreset), HasSubstr(": no ")));
  }
  expectRefused(runCommand({"quantize", kPreset, "--set", "model.path=builtin:resnet9", "--out", run, "--quiet"}), 2,
                AllOf(HasSubstr("builtin:resnet9"), HasSubstr("builtin:resnet8-fashion")));
}

TEST(Cli, AMistypedKeyNamesTheNearest) {
  const TemporaryFolder folder;
  const std::string out = folder.file("run.h5");
  expectRefused(quantize(out, {"--set", "method.parameters.bist=6"}), 2, AllOf(HasSubstr("bist"), HasSubstr("bits\"")));
  expectRefused(quantize(out, {"--set", "modle.path=a"}), 2, AllOf(HasSubstr("modle"), HasSubstr("model\"")));
  expectRefused(quantize(out, {"--set", "training.lerning_rate=1"}), 2, HasSubstr("learning_rate"));
  expectRefused(quantize(out, {"--set", "method.id=ioiqq"}), 2, HasSubstr("ioiq"));
  expectRefused(quantize(out, {"--set", "seed"}), 2, HasSubstr("seed"));
  const std::string config = folder.write("typo.json", R"({"model": {}, "sed": 2})");
  expectRefused(runCommand({"quantize", config, "--out", out}), 2, AllOf(HasSubstr("typo.json"), HasSubstr("seed\"")));
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST(Cli, ValuesOutOfRangeAreRefused) {
  const TemporaryFolder folder;
  const std::string out = folder.file("run.h5");
  for (const std::string bits : {"0", "1", "17", "-8", "\"eight\"", "7.5"}) {
    expectRefused(quantize(out, {"--set", "method.parameters.bits=" + bits}), 2, HasSubstr("bits"));
  }
  for (const std::string bits : {"0", "1", "17"}) {
    const std::string model = "builtin:resnet8-fashion";
    expectRefused(runCommand({"whatif", "--model", model, "--bits", bits}), 2, HasSubstr("bits"));
    expectRefused(runCommand({"whatif", "--model", model, "--layer-bits", "conv1=" + bits}), 2, HasSubstr("bits"));
  }
  expectRefused(quantize(out, {"--set", "method.parameters.bits=1"}), 2, HasSubstr("codebook"));
  for (const std::string portions : {"[0.5,0.4,1]", "[0.5,0.75]", "[]", "[0,1]", "[0.5,1.5]", "[0.5,0.5,1]"}) {
    expectRefused(quantize(out, {"--set", "method.parameters.portions=" + portions}), 2, HasSubstr("portions"));
  }
  expectRefused(quantize(out, {"--device", "toaster"}), 2, HasSubstr("toaster"));
  expectRefused(quantize(out, {"--threads", "-1"}), 2, HasSubstr("threads"));
  EXPECT_FALSE(std::filesystem::exists(out));
}

TEST(Cli, MissingFilesAreNamed) {
  const TemporaryFolder folder;
  const std::string nothing = folder.file("nothing.safetensors");
  expectRefused(runCommand({"quantize", folder.file("nothing.json")}), 1, HasSubstr("nothing.json"));
  expectRefused(runCommand({"train", folder.file("nothing.json"), "--out", nothing}), 1, HasSubstr("nothing.json"));
  expectRefused(runCommand({"inspect", nothing}), 1, HasSubstr("nothing.safetensors"));
  expectRefused(runCommand({"whatif", "--model", nothing}), 1, HasSubstr("nothing.safetensors"));
  expectRefused(runCommand({"eval", "--model", nothing, "--data", "builtin:fashion-mnist", "--quiet"}), 1,
                HasSubstr("nothing.safetensors"));
  expectRefused(runCommand({"predict", "--model", nothing, "--images", "a.png"}), 1, HasSubstr("nothing.safetensors"));
  expectRefused(runCommand({"quantize", "--resume", folder.file("nothing.h5")}), 1, HasSubstr("nothing.h5"));
}

TEST(Cli, DamagedWeightsAreNamed) {
  const TemporaryFolder folder;
  for (const std::string text :
       {"", "short", "\xff\xff\xff\xff\xff\xff\xff\x7f{}", "this is no safetensors file at all"}) {
    const std::string path = folder.write("damaged.safetensors", text);
    expectRefused(runCommand({"inspect", path}), 1, HasSubstr("damaged.safetensors"));
  }
}

TEST(Cli, AConfigThatIsNoJsonIsNamed) {
  const TemporaryFolder folder;
  const std::string config = folder.write("broken.json", "{\"model\": ");
  expectRefused(runCommand({"quantize", config, "--out", folder.file("run.h5")}), 2, HasSubstr("broken.json"));
}

TEST(Cli, AnExistingFileIsNotOverwritten) {
  const TemporaryFolder folder;
  const std::string run = folder.write("run.h5", "precious");
  const CliResult result = quantize(run, {});
  EXPECT_NE(result.code, 0);
  EXPECT_THAT(result.messages, AllOf(HasSubstr("run.h5"), HasSubstr("force")));
  EXPECT_EQ(readText(run), "precious");

  const std::string csv = folder.write("logits.csv", "precious");
  expectRefused(runCommand({"predict", "--model", "builtin:resnet8-fashion", "--images", "a.png", "--logits", csv}), 2,
                AllOf(HasSubstr("logits.csv"), HasSubstr("--force")));
  EXPECT_EQ(readText(csv), "precious");
}

TEST(Cli, AnOutputThatCannotBeWrittenIsToldBeforeTheRun) {
  const TemporaryFolder folder;
  const std::string file = folder.write("file", "no folder");
  for (const std::string& out : {folder.file("missing/run.h5"), file + "/run.h5"}) {
    const CliResult result = quantize(out, {});
    EXPECT_THAT(result.code, ::testing::AnyOf(1, 2));
    EXPECT_THAT(result.messages, HasSubstr("run.h5"));
    EXPECT_THAT(result.messages, Not(HasSubstr("Float baseline")));
  }
}

TEST(Cli, MethodsAsJsonAndAsText) {
  const CliResult result = runCommand({"methods", "--json"});
  ASSERT_EQ(result.code, 0) << result.messages;
  const json parsed = json::parse(result.out);
  ASSERT_FALSE(parsed.at("methods").empty());
  const json& ioiq = parsed["methods"][0];
  EXPECT_EQ(ioiq.at("id"), "ioiq");
  EXPECT_FALSE(ioiq.at("citation").get<std::string>().empty());
  EXPECT_FALSE(ioiq.at("category").get<std::string>().empty());
  std::vector<std::string> keys;
  for (const json& parameter : ioiq.at("parameters")) {
    keys.push_back(parameter.at("key"));
    EXPECT_FALSE(parameter.at("label").get<std::string>().empty()) << parameter;
    EXPECT_FALSE(parameter.at("description").get<std::string>().empty()) << parameter;
  }
  EXPECT_THAT(keys, ::testing::IsSupersetOf({"bits", "activation_bits", "bias_bits", "portions", "partition",
                                             "candidates", "initial_exponent", "rounding", "symmetric_range", "bn_lock",
                                             "ema_momentum", "calibration_batches"}));

  const CliResult text = runCommand({"methods"});
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.out, AllOf(HasSubstr("ioiq"), HasSubstr("candidates"), HasSubstr("activation_bits")));
  EXPECT_THAT(text.out,
              HasSubstr("\n  training: 3, 3, 3, 3, 3, 3, 1 epochs, batch 128, sgd, momentum 0.9, weight decay 0, "
                        "learning rate 0.01, cosine, momentum forgotten at each stage"));
}

TEST(Cli, TheReferenceNamesEveryConfigKeyAndParameter) {
  const std::string page = readText(DYADIC_SOURCE_DIR "/docs/config.md");
  const json config = json::parse(session::formatConfig(session::defaultConfig("ioiq")));
  for (const auto& [key, value] : config.items()) {
    if (key == "method") {
      continue;
    }
    EXPECT_THAT(page, HasSubstr("`" + key + (value.is_object() ? "." : "`")));
    if (value.is_object()) {
      for (const auto& [inner, ignored] : value.items()) {
        EXPECT_THAT(page, HasSubstr("`" + key + "." + inner + "`"));
      }
    }
  }
  for (const MethodInfo& method : session::methods()) {
    for (const ParameterSpec& spec : method.parameters) EXPECT_THAT(page, HasSubstr("| `" + spec.key + "` |"));
  }
}

}  // namespace
}  // namespace dyadic::cli
