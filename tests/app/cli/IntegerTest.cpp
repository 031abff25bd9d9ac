// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "tests/app/cli/CliRun.h"

// `integer verify` and `integer export` on real runs of a few hundred images. What they leave is looked at by scripts
// that use h5py and NumPy and nothing of ours.
namespace dyadic::cli {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;

const std::string kPreset = DYADIC_SOURCE_DIR "/resources/presets/quickstart.json";
const std::string kCheckRun = DYADIC_SOURCE_DIR "/tests/engine/runlog/check_run.py";
const std::string kInterpreter = DYADIC_SOURCE_DIR "/tests/engine/runlog/run_integer.py";
const std::string kFashion = "/usr/share/datasets/fashion-mnist";
const std::string kPython = "/usr/bin/python3";

bool haveData() { return std::filesystem::exists(kFashion); }

/// The example without training: what matters here are integers, not accuracy.
CliResult quantize(const std::string& out, const std::vector<std::string>& settings) {
  std::vector<std::string> arguments = {"quantize", kPreset, "--out", out, "--threads", "2", "--json"};
  std::vector<std::string> all = {"data.train_limit=512", "data.limit=200", "method.parameters.portions=[1]",
                                  "training.epochs_per_stage=[0]", "method.parameters.calibration_batches=2"};
  all.insert(all.end(), settings.begin(), settings.end());
  for (const std::string& setting : all) arguments.insert(arguments.end(), {"--set", setting});
  return runCommand(arguments);
}

class CliInteger : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!haveData()) return;
    suite_ = std::make_unique<TemporaryFolder>();
    const CliResult result = quantize(suite_->file("run.h5"), {});
    ASSERT_EQ(result.code, 0) << result.messages;
    hardTop1_ = json::parse(result.out).at("stages").back().at("hard_top1").get<double>();
  }
  static void TearDownTestSuite() { suite_.reset(); }

  void SetUp() override {
    if (!haveData()) GTEST_SKIP() << "needs Debian's dataset-fashion-mnist";
    std::filesystem::copy_file(suite_->file("run.h5"), run_);
  }

  /// REQUIRES: it ends with `code`.
  json verify(const std::vector<std::string>& more, int code = 0) {
    std::vector<std::string> arguments = {"integer", "verify", run_, "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const CliResult result = runCommand(arguments);
    EXPECT_EQ(result.code, code) << result.messages;
    return json::parse(result.out, nullptr, false);
  }

  /// Exit code 1 and these words.
  void expectRefusal(const std::vector<std::string>& arguments, const std::string& words) {
    const CliResult result = runCommand(arguments);
    EXPECT_EQ(result.code, 1) << result.messages;
    EXPECT_THAT(result.messages, HasSubstr(words));
    EXPECT_EQ(result.out, "");
  }

  /// Runs a script on the run file, open as f for reading and writing.
  CliResult python(const std::string& script) {
    const std::string file = folder_.write("script.py",
                                           "import gzip, h5py, json, struct, sys\nimport numpy as np\n"
                                           "f = h5py.File(sys.argv[1], 'r+')\n" +
                                               script);
    return runProgram({kPython, file, run_});
  }

  static std::unique_ptr<TemporaryFolder> suite_;
  static double hardTop1_;
  TemporaryFolder folder_;
  std::string run_ = folder_.file("run.h5");
};

std::unique_ptr<TemporaryFolder> CliInteger::suite_;
double CliInteger::hardTop1_ = 0;

TEST_F(CliInteger, RealScalesAreWithinOneLastPlaceAndWrittenAsH5Only) {
  const std::string config = folder_.write(
      "iao.json",
      R"({"model": {"path": "builtin:resnet8-fashion"}, "method": {"id": "iao"}, "training": {"epochs_per_stage": [0]},
          "data": {"path": "builtin:fashion-mnist", "train_limit": 512, "limit": 200}})");
  const CliResult made = runCommand({"quantize", config, "--out", run_, "--force", "--threads", "2", "--json"});
  ASSERT_EQ(made.code, 0) << made.messages;
  const double hard = json::parse(made.out).at("stages").back().at("hard_top1").get<double>();
  EXPECT_GT(hard, 0.9);
  const json report = verify({});
  EXPECT_EQ(report.at("agrees"), true);
  EXPECT_EQ(report.at("bit_exact"), false);
  EXPECT_EQ(report.at("tolerance"), 1);
  EXPECT_EQ(report.at("largest_difference"), 1);
  EXPECT_LT(report.at("differing_values").get<double>(), 0.005 * report.at("compared_values").get<double>());
  EXPECT_EQ(report.at("first_difference"), nullptr);
  EXPECT_NEAR(report.at("top1").get<double>(), hard, 0.02);
  const CliResult check = runProgram({kPython, kCheckRun, run_});
  EXPECT_EQ(check.code, 0) << check.out;
  const std::string kept = R"(
i = f["integer"]
assert i.attrs["bit_exact"] == 0 and i.attrs["tolerance"] == 1 and i.attrs["largest_difference"] == 1
q = f["quantized/000"]
assert q.attrs["folded"] == "bn1" and q["step"][()] > 0 and "exponent" not in q
assert q["bias"].attrs["bits"] == 32 and abs(q["data"][()]).max() <= 127
)";
  EXPECT_EQ(python(kept).out, "");
  for (const std::string format : {"c", "onnx"}) {
    const CliResult refused = runCommand({"integer", "export", run_, "--format", format, "--out", folder_.file("x")});
    EXPECT_NE(refused.code, 0);
    EXPECT_THAT(refused.messages, HasSubstr("fixed-point multipliers"));
    EXPECT_FALSE(std::filesystem::exists(folder_.file("x")));
  }
  EXPECT_EQ(runCommand({"integer", "export", run_, "--format", "h5", "--out", folder_.file("x.h5")}).code, 0);
}

TEST_F(CliInteger, AFinishedRunIsBitExactAndItsReportIsKept) {
  const json report = verify({});
  EXPECT_EQ(report.at("bit_exact"), true);
  EXPECT_EQ(report.at("images"), 200);
  EXPECT_EQ(report.at("first_difference"), nullptr);
  EXPECT_EQ(report.at("top1"), hardTop1_);
  EXPECT_EQ(report.at("hard_top1"), hardTop1_);
  EXPECT_EQ(report.at("other_classes"), 0);
  const CliResult check = runProgram({kPython, kCheckRun, run_});
  EXPECT_EQ(check.code, 0) << check.out;
  const std::string kept = R"(
i = f["integer"]
assert i.attrs["bit_exact"] == 1 and i.attrs["images"] == 200 and i.attrs["top1"] == i.attrs["hard_top1"]
assert (i["outputs"][()] > 0).all() and (i["headroom"][()] > 0).all()
)";
  EXPECT_EQ(python(kept).out, "");

  const CliResult text = runCommand({"integer", "verify", run_});
  EXPECT_EQ(text.code, 0);
  EXPECT_THAT(text.out,
              AllOf(HasSubstr("layer1.0.conv1"), HasSubstr("integer top-1"), HasSubstr("bit-exact on 200 images\n")));
}

TEST_F(CliInteger, ALimitOrOtherDataLeavesTheFileAlone) {
  const std::string before = readText(run_);
  EXPECT_EQ(verify({"--limit", "40", "--threads", "1"}).at("images"), 40);
  const json other = verify({"--limit", "50", "--data", kFashion});
  EXPECT_EQ(other.at("bit_exact"), true);
  EXPECT_EQ(other.at("hard_top1"), nullptr);
  EXPECT_EQ(readText(run_), before);
}

/// The interpreter knows the documentation alone; the classes it finds are those of the run's own evaluation.
TEST_F(CliInteger, ExportedHdf5RunsByItsDocumentation) {
  const std::string program = folder_.file("program.h5");
  ASSERT_EQ(runCommand({"integer", "export", run_, "--format", "h5", "--out", program}).code, 0);
  const std::string pixels = folder_.file("pixels");
  const std::string write = "data = gzip.open('" + kFashion + "/t10k-images-idx3-ubyte.gz').read(); open('" + pixels +
                            "', 'wb').write(data[16:16 + 20 * 784])";
  ASSERT_EQ(python(write).out, "");
  const CliResult logits = runProgram({kPython, kInterpreter, program, pixels});
  ASSERT_EQ(logits.code, 0) << logits.out;
  const std::string file = folder_.write("logits", logits.out);
  const std::string same = "').argmax(1).tolist() == f['predictions/hard'][:20].tolist()";
  EXPECT_EQ(python("assert np.loadtxt('" + file + same).out, "");
  EXPECT_EQ(runCommand({"integer", "export", run_, "--format", "h5", "--out", program}).code, 2);
  EXPECT_EQ(runCommand({"integer", "export", run_, "--format", "h5", "--out", program, "--force"}).code, 0);
  expectRefusal({"integer", "verify", program}, program);  // no run
}

TEST_F(CliInteger, ExportedCPassesItsOwnCheck) {
  const std::string out = folder_.file("model-c");
  const CliResult result =
      runCommand({"integer", "export", run_, "--format", "c", "--out", out, "--check-images", "3"});
  ASSERT_EQ(result.code, 0) << result.messages;
  const CliResult check = runProgram({"make", "-C", out, "check"});
  EXPECT_EQ(check.code, 0) << check.out;
}

TEST_F(CliInteger, ExportsOnnx) {
  const std::string out = folder_.file("model.onnx");
  const CliResult result = runCommand({"integer", "export", run_, "--format", "onnx", "--out", out, "--json"});
  ASSERT_EQ(result.code, 0) << result.messages;
  EXPECT_EQ(json::parse(result.out).at("out"), out);
  EXPECT_GT(std::filesystem::file_size(out), 75000U);
  // The run rounds half away from zero, QuantizeLinear half to even.
  const CliResult qdq =
      runCommand({"integer", "export", run_, "--format", "onnx", "--form", "qdq", "--out", folder_.file("qdq.onnx")});
  EXPECT_EQ(qdq.code, 1);
  EXPECT_THAT(qdq.messages, HasSubstr("half_even"));
}

TEST_F(CliInteger, ChangedIntegersAreFoundAndNamed) {
  const std::string spoil = R"(
w = f["integer/tensors/layer2.0.conv1.weight"]
v = w[()]
v[3, 2, 1, 1] ^= 64
w[...] = v
)";
  ASSERT_EQ(python(spoil).out, "");
  const json report = verify({"--limit", "60"}, 1);
  EXPECT_EQ(report.at("bit_exact"), false);
  EXPECT_EQ(report.at("first_difference").at("layer"), "layer2.0.conv1");
  EXPECT_EQ(report["first_difference"].at("executions"), "reference and simulation");
  EXPECT_EQ(report["first_difference"].at("image"), 0);
  const CliResult text = runCommand({"integer", "verify", run_, "--limit", "60"});
  EXPECT_EQ(text.code, 1);
  EXPECT_THAT(text.out, HasSubstr("first difference: image 0, layer layer2.0.conv1"));
  EXPECT_THAT(text.messages, HasSubstr("not bit-exact"));
}

TEST_F(CliInteger, DamagedProgramsAreRefusedByName) {
  const std::string edit = R"(
text = json.loads(f["integer/program"][()])
%
del f["integer/program"]
f["integer"].create_dataset("program", data=json.dumps(text), dtype=h5py.string_dtype("utf-8", len(json.dumps(text))))
)";
  const std::pair<const char*, const char*> edits[] = {
      {"text['operations'][0]['shift'] = 100", "is not sound: operation conv1"},
      {"text['operations'][0]['output'] = 9", "a feature map that is not there yet"},
      {"text['tensors'][0]['shape'] = [1, 9, 9]", "is not sound"},
      {"text['operations'][0]['op'] = 'Softmax'", "Softmax"},
      {"del text['tensors']", "tensors"},
      {"text['tensors'][1]['name'] = 'another'", "feature map conv1"},
  };
  for (const auto& [change, words] : edits) {
    std::filesystem::copy_file(suite_->file("run.h5"), run_, std::filesystem::copy_options::overwrite_existing);
    std::string script = edit;
    script.replace(script.find('%'), 1, change);
    ASSERT_EQ(python(script).out, "") << change;
    expectRefusal({"integer", "verify", run_}, words);
    expectRefusal({"integer", "verify", run_}, run_);
  }
  std::filesystem::resize_file(run_, 5000);
  expectRefusal({"integer", "verify", run_}, run_);
  expectRefusal({"integer", "export", folder_.file("none.h5"), "--format", "onnx", "--out", folder_.file("o")},
                "none.h5");
}

TEST_F(CliInteger, RunsThatDidNotFinishAreRefused) {
  ASSERT_EQ(python("f.attrs['state'] = 'stopped'").out, "");
  expectRefusal({"integer", "verify", run_}, "has not finished");
  expectRefusal({"integer", "export", run_, "--format", "h5", "--out", folder_.file("p.h5")}, "has not finished");
}

TEST_F(CliInteger, ARunOfAnEarlierVersionIsLoweredFromWhatItRecorded) {
  ASSERT_EQ(python("del f['integer']").out, "");
  EXPECT_EQ(verify({}).at("bit_exact"), true);
  EXPECT_EQ(python("assert f['integer'].attrs['bit_exact'] == 1").out, "");
}

TEST_F(CliInteger, DataThatDoesNotFitIsRefused) {
  expectRefusal({"integer", "verify", run_, "--data", folder_.file("nowhere")}, "nowhere");
  const std::string large = folder_.file("large");
  std::filesystem::create_directory(large);
  const std::string write = "d = '" + large + R"('
for part, n in (('train', 4), ('t10k', 4)):
    open(d + '/' + part + '-images-idx3-ubyte', 'wb').write(struct.pack('>4i', 2051, n, 32, 32) + bytes(n * 1024))
    open(d + '/' + part + '-labels-idx1-ubyte', 'wb').write(struct.pack('>2i', 2049, n) + bytes(n))
)";
  ASSERT_EQ(python(write).out, "");
  expectRefusal({"integer", "verify", run_, "--data", large}, "1x32x32");
}

TEST_F(CliInteger, WrongArgumentsAreUsageErrors) {
  const std::string out = folder_.file("out");
  EXPECT_EQ(runCommand({"integer"}).code, 2);
  EXPECT_EQ(runCommand({"integer", "run", run_}).code, 2);
  EXPECT_EQ(runCommand({"integer", "verify"}).code, 2);
  EXPECT_EQ(runCommand({"integer", "verify", run_, "--limit", "-1"}).code, 2);
  EXPECT_EQ(runCommand({"integer", "verify", run_, "--set", "seed=3"}).code, 2);
  EXPECT_EQ(runCommand({"integer", "export", run_, "--format", "pdf", "--out", out}).code, 2);
  EXPECT_EQ(runCommand({"integer", "export", run_, "--format", "c", "--form", "qdq", "--out", out}).code, 2);
  EXPECT_FALSE(std::filesystem::exists(out));
  const CliResult help = runCommand({"integer", "verify", "--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, AllOf(HasSubstr("--limit"), HasSubstr("dyadic-cli integer verify run.h5")));
}

/// Every width, with the roundings and ranges mixed in.
TEST(CliIntegerWidths, FromTwoToSixteenBitsAreBitExact) {
  if (!haveData()) GTEST_SKIP() << "needs Debian's dataset-fashion-mnist";
  const std::pair<int, std::vector<std::string>> runs[] = {{2, {"rounding=floor"}},
                                                           {4, {"rounding=half_even"}},
                                                           {6, {"symmetric_range=true", "rounding=half_up"}},
                                                           {12, {"bias_bits=16"}},
                                                           {16, {}},
                                                           {5, {"activation_bits=9"}}};
  const TemporaryFolder folder;
  for (const auto& [bits, more] : runs) {
    const std::string run = folder.file(std::to_string(bits) + ".h5");
    std::vector<std::string> settings = {"data.limit=40", "method.parameters.bits=" + std::to_string(bits)};
    for (const std::string& setting : more) settings.push_back("method.parameters." + setting);
    ASSERT_EQ(quantize(run, settings).code, 0) << bits;
    const CliResult result = runCommand({"integer", "verify", run, "--json"});
    EXPECT_EQ(result.code, 0) << bits << " bits: " << result.messages;
    const json report = json::parse(result.out, nullptr, false);
    EXPECT_EQ(report.value("bit_exact", false), true) << bits;
    EXPECT_EQ(report.value("other_classes", -1), 0) << bits;
    EXPECT_EQ(report["top1"], report["hard_top1"]) << bits;
  }
}

/// The run finishes and says what stands in the way.
TEST(CliIntegerWidths, ALayerThatStaysFloatIsNamed) {
  if (!haveData()) GTEST_SKIP() << "needs Debian's dataset-fashion-mnist";
  const TemporaryFolder folder;
  const std::string run = folder.file("run.h5");
  const CliResult result = quantize(run, {"data.limit=40", R"(layers=[{"match":"linear","quantize":false}])"});
  ASSERT_EQ(result.code, 0) << result.messages;
  EXPECT_EQ(json::parse(result.out).at("state"), "finished");
  const CliResult verified = runCommand({"integer", "verify", run});
  EXPECT_EQ(verified.code, 1);
  EXPECT_THAT(verified.messages, AllOf(HasSubstr(run), HasSubstr("linear"), HasSubstr("stays float")));
  const CliResult check = runProgram({kPython, kCheckRun, run});
  EXPECT_EQ(check.code, 0) << check.out;
}

}  // namespace
}  // namespace dyadic::cli
