// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/session/Config.h"

namespace dyadic::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

LayerInfo layer(const char* name, const char* op, std::vector<std::int64_t> shape) {
  LayerInfo info;
  info.name = name;
  info.op = op;
  info.shape = std::move(shape);
  return info;
}

LayerRecord record(int bits, double sqnr) {
  LayerRecord r;
  r.bits = bits;
  r.exponent = -7;
  r.sqnrDb = sqnr;
  r.saturatedFraction = 0.0012;
  return r;
}

EdgeRecord map(int bits) {
  EdgeRecord r;
  r.bits = bits;
  return r;
}

/// A finished run of two stages: 100 weights of 8 bits, 300 of 4 bits, a batch norm that does not count.
std::shared_ptr<RunSnapshot> run(const std::string& path, std::uint64_t seed = 1) {
  auto outline = std::make_shared<RunOutline>();
  outline->config = defaultConfig("ioiq");
  outline->config.seed = seed;
  outline->model.architecture = "tiny";
  outline->model.layers = {layer("conv1", "Conv2d", {4, 1, 5, 5}), layer("bn1", "BatchNorm2d", {4}),
                           layer("fc_a", "Linear", {3, 100})};
  auto snapshot = std::make_shared<RunSnapshot>();
  snapshot->path = path;
  snapshot->state = RunState::Finished;
  snapshot->outline = outline;
  snapshot->baseline = Evaluation{0.9263, 0.99, 0.2, 1000, 0};
  for (int i = 0; i < 2; ++i) {
    auto stage = std::make_shared<StageRecord>();
    stage->index = i;
    stage->portion = i == 0 ? 0.5 : 1;
    stage->trained.top1 = 0.91 + 0.01 * i;
    stage->hard.top1 = 0.90 + 0.0251 * i;
    stage->seconds = 61.4;
    stage->layers = {record(8, 40.1), record(8, 50), record(4, INFINITY)};
    stage->edges = {map(8), map(8), map(8), map(8)};
    snapshot->stages.push_back(stage);
  }
  return snapshot;
}

TEST(Report, SaysWhatTheLastStageCameTo) {
  const RunReport report = reportOf(*run("/somewhere/six.bits.h5"));
  EXPECT_EQ(report.name, "six.bits");
  EXPECT_EQ(report.method, "ioiq");
  EXPECT_EQ(report.bits, 8);
  EXPECT_DOUBLE_EQ(report.averageBits, (100 * 8 + 300 * 4) / 400.0);
  EXPECT_THAT(report.portions, ElementsAre(0.5, 1));
  EXPECT_DOUBLE_EQ(report.hardTop1, 0.9251);
  EXPECT_DOUBLE_EQ(report.trainedTop1, 0.92);
  EXPECT_DOUBLE_EQ(report.seconds, 122.8);
  ASSERT_EQ(report.layers.size(), 3U);
  EXPECT_EQ(report.layers[2].name, "fc_a");
}

TEST(Report, FloatLayersCountWith32Bits) {
  auto snapshot = run("a.h5");
  auto stage = std::make_shared<StageRecord>(*snapshot->stages.back());
  stage->layers[0].bits = 0;
  EXPECT_DOUBLE_EQ(averageWeightBits(snapshot->outline->model, *stage), (100 * 32 + 300 * 4) / 400.0);
  EXPECT_TRUE(std::isnan(averageWeightBits({}, *stage)));
}

TEST(Report, RealScalesHaveColumnsOfTheirOwnWhereThereAreAny) {
  auto snapshot = run("a.h5");
  const auto shown = [&] { return formatTable(layerTable(reportOf(*snapshot)), TableFormat::Text); };
  EXPECT_THAT(shown(), Not(HasSubstr("cale")));
  EXPECT_THAT(shown(), HasSubstr("-7"));
  auto stage = std::make_shared<StageRecord>(*snapshot->stages.back());
  for (LayerRecord& layer : stage->layers) layer.exponent.reset();
  stage->layers[2].scales = 16;
  stage->layers[2].scale = 0.0123449;
  snapshot->stages.back() = stage;
  const RunReport report = reportOf(*snapshot);
  EXPECT_FALSE(report.layers[2].exponent);
  EXPECT_EQ(report.layers[2].scales, 16);
  EXPECT_THAT(shown(), HasSubstr("Mean scale"));
  EXPECT_THAT(shown(), HasSubstr("0.01234"));
  EXPECT_THAT(shown(), Not(HasSubstr("-7")));
}

TEST(Report, StoredSizeIsThatOfTheRecordWhereItHasOne) {
  ModelInfo model;
  model.layers = {layer("conv", "Conv2d", {10, 10, 3, 3}), layer("fc", "Linear", {1, 10})};
  model.layers[0].parameters = 910;
  model.layers[1].parameters = 10;
  StageRecord stage;
  stage.layers = {record(5, 40), record(0, 0)};
  stage.layers[0].storedBits = 3.5;
  stage.layers[0].storedBytes = 500;
  EXPECT_DOUBLE_EQ(storedSize(model, stage).bytes, 500 + 40) << "a file that says it of some layers";
  stage.layers[1].storedBytes = 0;  // folded into another one
  EXPECT_DOUBLE_EQ(storedSize(model, stage).bytes, 500);
}

TEST(Report, StoredSizeCountsTheMethodsOwnCodeAndFloatBiases) {
  ModelInfo model;
  model.layers = {layer("conv", "Conv2d", {10, 10, 3, 3}), layer("fc", "Linear", {1, 10})};
  model.layers[0].parameters = 910;  // ten of them a bias
  model.layers[1].parameters = 10;
  StageRecord stage;
  stage.layers = {record(5, 40), record(0, 0)};
  stage.layers[0].storedBits = 3.5;
  stage.edges.resize(2);  // float: the method quantizes weights alone
  EXPECT_DOUBLE_EQ(storedSize(model, stage).bytes, (3.5 * 900 + 32 * 10 + 32 * 10) / 8);
  EXPECT_DOUBLE_EQ(storedSize(model, stage).compression(), 32.0 * 920 / (3.5 * 900 + 32 * 10 + 32 * 10));
  stage.edges[0].bits = 8;
  EXPECT_DOUBLE_EQ(storedSize(model, stage).bytes, (3.5 * 900 + 5 * 10 + 32 * 10) / 8);
  stage.layers[0].storedBits = kNotMeasured;  // a file of an earlier program: 8 bits for the exponent
  EXPECT_DOUBLE_EQ(storedSize(model, stage).bytes, (5 * 910 + 8 + 32 * 10) / 8.0);
  EXPECT_TRUE(std::isnan(storedSize(ModelInfo(), stage).compression()));

  model.layers.push_back(layer("bn", "BatchNorm2d", {10}));
  model.layers[2].parameters = 20;
  stage.layers.push_back(record(0, 0));
  stage.layers[0].storedBits = 3.5;
  stage.edges.clear();  // a summary has none: batch norms that stay float tell the same
  EXPECT_DOUBLE_EQ(storedSize(model, stage).bytes, (3.5 * 900 + 32 * 10 + 32 * 10 + 32 * 20) / 8);
}

TEST(Report, ARunThatNeverBeganIsALineOfDashes) {
  RunSnapshot snapshot;
  snapshot.path = "x.h5";
  snapshot.state = RunState::Failed;
  const ReportTable table = runTable({reportOf(snapshot)});
  const std::string text = formatTable(table, TableFormat::Text);
  EXPECT_THAT(text, HasSubstr("failed"));
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  const std::string csv = formatTable(table, TableFormat::Csv);
  EXPECT_THAT(csv, HasSubstr(",,,,"));
  EXPECT_THAT(csv, Not(HasSubstr("nan")));
}

TEST(Report, TextAlignsNumbersToTheRight) {
  const std::string text =
      formatTable(runTable({reportOf(*run("a.h5")), reportOf(*run("much-longer.h5"))}), TableFormat::Text);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_THAT(lines[0], StartsWith("Run "));
  EXPECT_EQ(lines[0].find("Change (points)") + std::string("Change (points)").size(), lines[1].find("-0.12") + 5);
  EXPECT_EQ(lines[1].size(), lines[2].size());
  EXPECT_THAT(text, HasSubstr("50/100"));
  EXPECT_THAT(text, Not(HasSubstr("State"))) << "all have finished";
}

TEST(Report, MapBitsAreThoseThatTheLastStageHas) {
  auto snapshot = run("a.h5");
  const auto with = [&](std::vector<EdgeRecord> edges) {
    auto stage = std::make_shared<StageRecord>(*snapshot->stages.back());
    stage->edges = std::move(edges);
    snapshot->stages.back() = stage;
    return formatTable(runTable({reportOf(*snapshot)}), TableFormat::Csv);
  };
  EXPECT_THAT(with({map(0), map(0), map(0), map(0)}), HasSubstr(",tiny,8,32,"))
      << "float maps, whatever the config says";
  EXPECT_THAT(with({map(8), map(4), map(6), map(8)}), HasSubstr(",tiny,8,4-6,")) << "between input and output";
  EXPECT_THAT(with({}), HasSubstr(",tiny,8,,")) << "not recorded";
}

TEST(Report, CsvHoldsExactFractions) {
  const std::string csv = formatTable(runTable({reportOf(*run("/a, \"b\".h5", 7))}), TableFormat::Csv);
  EXPECT_THAT(csv, StartsWith("path,run,state,method,architecture,bits,activation_bits,average_bits,partition,portions,"
                              "seed,float_top1,top1,hard_top1,change,seconds\n"));
  EXPECT_THAT(csv, HasSubstr("\"/a, \"\"b\"\".h5\",\"a, \"\"b\"\"\",finished,ioiq,tiny,8,8,5,pruning,0.5 1,7,0.9263,"));
}

TEST(Report, LatexIsEscapedBooktabs) {
  const std::string latex = formatTable(layerTable(reportOf(*run("a.h5"))), TableFormat::Latex);
  EXPECT_THAT(latex, HasSubstr("\\begin{tabular}{llrrrr}\n\\toprule\nLayer & Operator & Bits & Exponent & SQNR (dB) & "
                               "Saturated (\\%) \\\\\n\\midrule\n"));
  EXPECT_THAT(latex, HasSubstr("conv1 & Conv2d & 8 & $-7$ & 40.10 & 0.12 \\\\\n"));
  EXPECT_THAT(latex, HasSubstr("fc\\_a & Linear & 4 & $-7$ & $\\infty$ & 0.12 \\\\\n\\bottomrule"));
}

TEST(Report, MarkdownKeepsItsColumns) {
  auto snapshot = run("a|b_c.h5");
  const std::string markdown = formatTable(runTable({reportOf(*snapshot)}), TableFormat::Markdown);
  EXPECT_THAT(markdown,
              HasSubstr("| a\\|b\\_c | ioiq | 8 | 8 | 5.00 | pruning | 50/100 | 1 | 92.63 | 92.00 | 92.51 | -0.12 "
                        "| 123 |\n"));
  EXPECT_THAT(markdown, HasSubstr("| --- | --- | ---: |"));
}

TEST(Report, LabelsSayWhatDiffersAndNoMore) {
  const auto with = [](std::shared_ptr<RunSnapshot> snapshot, const char* key, ParameterValue value) {
    auto outline = std::make_shared<RunOutline>(*snapshot->outline);
    outline->config.method.parameters[key] = std::move(value);
    if (std::string(key) == "bits")
      outline->config.method.parameters["activation_bits"] = outline->config.method.parameters["bits"];
    snapshot->outline = outline;
    return snapshot;
  };
  EXPECT_THAT(runLabels({run("a.h5", 1), run("b.h5", 2)}), ElementsAre("ioiq", "ioiq")) << "seeds do not count";
  EXPECT_THAT(runLabels({run("a.h5"), with(run("b.h5"), "partition", std::string("random"))}),
              ElementsAre("partition pruning", "partition random"));
  EXPECT_THAT(runLabels({run("a.h5"), with(run("b.h5"), "bits", std::int64_t{6})}), ElementsAre("bits 8", "bits 6"))
      << "what follows from the bits is not said again";
  EXPECT_THAT(runLabels({}), ElementsAre());
}

TEST(Report, PlusMinusIsMathematicsInLatex) {
  ReportTable table;
  table.columns = {{"change", "Change"}};
  table.rows = {{{"-0.12 ± 0.05", ""}}};
  EXPECT_THAT(formatTable(table, TableFormat::Latex), HasSubstr("$-0.12 \\pm 0.05$"));
}

TEST(Report, FilesThatAreNoRunsAreListedApart) {
  const auto folder = std::filesystem::temp_directory_path() / ("dyadic-report-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "empty");
  for (const char* name : {"b.h5", "a.h5", "note.txt"}) std::ofstream(folder / name) << "no run";
  std::vector<std::string> opened;
  const ReportFiles files = readReports({folder.string(), "c.h5", (folder / "empty").string()},
                                        [&](const std::string& path) -> Expected<std::shared_ptr<const RunSnapshot>> {
                                          opened.push_back(std::filesystem::path(path).filename().string());
                                          if (opened.back() == "b.h5") return failure("broken");
                                          return std::shared_ptr<const RunSnapshot>(run(path));
                                        });
  std::filesystem::remove_all(folder);
  EXPECT_THAT(opened, ElementsAre("a.h5", "b.h5", "c.h5"));
  EXPECT_EQ(files.runs.size(), 2U);
  ASSERT_EQ(files.unreadable.size(), 2U);
  EXPECT_THAT(files.unreadable[0].first, HasSubstr("empty"));
  EXPECT_THAT(files.unreadable[1].first, HasSubstr("b.h5"));
}

TEST(Report, TableFormatsAreNamed) {
  EXPECT_TRUE(tableFormat("latex").ok());
  ASSERT_FALSE(tableFormat("html").ok());
  EXPECT_EQ(tableFormat("html").error().kind, ErrorKind::Usage);
}

}  // namespace
}  // namespace dyadic::session
