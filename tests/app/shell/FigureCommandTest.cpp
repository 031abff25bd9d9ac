// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/FigureCommand.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>
#include <algorithm>
#include <sstream>

#include "app/shell/FigurePlots.h"
#include "tests/support/FakeEngine.h"

namespace dyadic::shell {
namespace {

class FigureCommandTest : public testing::Test {
 protected:
  void SetUp() override { world->addFile(run.toStdString(), support::fakeRun(run.toStdString())); }

  int call(const QStringList& arguments) {
    out.str({});
    err.str({});
    return figureCommand(arguments, support::fakeEngine(world), out, err);
  }
  int draw(const QString& kind, const QString& file, const QStringList& more = {}) {
    return call(QStringList{"--run", run, "--kind", kind, "--out", folder.filePath(file)} + more);
  }
  [[nodiscard]] QByteArray content(const QString& file) const {
    QFile opened(folder.filePath(file));
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
  }

  QTemporaryDir folder;
  QString run = folder.filePath("run.h5");
  std::shared_ptr<support::FakeWorld> world = std::make_shared<support::FakeWorld>();
  std::ostringstream out;
  std::ostringstream err;
};

TEST_F(FigureCommandTest, WritesEveryKindInEveryFormat) {
  const std::pair<QString, QByteArray> formats[] = {
      {"pdf", "%PDF-"}, {"svg", "<?xml"}, {"png", "\x89PNG"}, {"csv", ""}, {"tex", "% pgfplots"}};
  for (const QString& kind : figureKinds())
    for (const auto& [format, magic] : formats) {
      const QString file = kind + "." + format;
      ASSERT_EQ(draw(kind, file), 0) << err.str();
      EXPECT_GT(content(file).size(), 40) << file.toStdString();
      EXPECT_TRUE(content(file).startsWith(magic)) << file.toStdString();
      EXPECT_EQ(out.str(), folder.filePath(file).toStdString() + "\n");
    }
}

TEST_F(FigureCommandTest, HistogramTakesTheWorstLayerUnlessOneIsNamed) {
  const auto snapshot = support::fakeRun("x");
  const auto& layers = snapshot->stages.back()->layers;
  std::size_t worst = 0;
  for (std::size_t i = 0; i < layers.size(); ++i)
    if (layers[i].sqnrDb < layers[worst].sqnrDb) worst = i;
  ASSERT_NE(worst, 0U);
  ASSERT_EQ(draw("histogram", "default.csv"), 0);
  ASSERT_EQ(draw("histogram", "byIndex.csv", {"--layer", QString::number(worst)}), 0);
  ASSERT_EQ(
      draw("histogram", "byName.csv", {"--layer", QString::fromStdString(snapshot->outline->model.layers[worst].name)}),
      0);
  ASSERT_EQ(draw("histogram", "other.csv", {"--layer", "fc"}), 0);
  EXPECT_EQ(content("default.csv"), content("byIndex.csv"));
  EXPECT_EQ(content("default.csv"), content("byName.csv"));
  EXPECT_NE(content("default.csv"), content("other.csv"));
}

TEST_F(FigureCommandTest, ComparesRunsAndNamesThemByWhatDiffers) {
  const auto add = [&](const QString& name, std::uint64_t seed, const std::string& partition) {
    auto snapshot = std::make_shared<RunSnapshot>(*support::fakeRun(folder.filePath(name).toStdString()));
    auto outline = std::make_shared<RunOutline>(*snapshot->outline);
    outline->config.seed = seed;
    outline->config.method.parameters["partition"] = partition;
    snapshot->outline = outline;
    world->addFile(folder.filePath(name).toStdString(), snapshot);
    return folder.filePath(name);
  };
  const QStringList runs = {"--run", add("a.h5", 1, "pruning"), add("b.h5", 2, "pruning"), add("c.h5", 1, "random")};
  const auto drawAll = [&](const QString& kind, const QString& file) {
    return call(runs + QStringList{"--kind", kind, "--out", folder.filePath(file)});
  };
  ASSERT_EQ(drawAll("compare", "compare.svg"), 0) << err.str();
  EXPECT_TRUE(content("compare.svg").contains("partition pruning (2 runs)"));
  EXPECT_TRUE(content("compare.svg").contains("partition random"));
  ASSERT_EQ(drawAll("pareto", "pareto.csv"), 0) << err.str();
  EXPECT_TRUE(content("pareto.csv").contains("runs,c,partition random,")) << content("pareto.csv").toStdString();
  ASSERT_EQ(drawAll("histogram", "histogram.csv"), 0) << err.str();
  EXPECT_TRUE(content("histogram.csv").contains("\nb,")) << "two runs of one label go by their files";
  EXPECT_TRUE(content("histogram.csv").startsWith("table,bin_low,bin_high,float,quantized,quantized_density\n"));
}

TEST_F(FigureCommandTest, StyleOptionsReachTheFigure) {
  ASSERT_EQ(draw("stages", "a.svg", {"--width", "120", "--legend", "none", "--palette", "greys", "--no-grid"}), 0);
  EXPECT_TRUE(content("a.svg").contains("width=\"120"));
  EXPECT_FALSE(content("a.svg").contains("Hard, as exported"));
  EXPECT_FALSE(content("a.svg").contains("#0072b2"));
}

TEST_F(FigureCommandTest, OverwritesOnlyWithForce) {
  ASSERT_EQ(draw("stages", "a.csv"), 0);
  QFile file(folder.filePath("a.csv"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("mine");
  file.close();
  EXPECT_EQ(draw("stages", "a.csv"), 2);
  EXPECT_NE(err.str().find("--force"), std::string::npos);
  EXPECT_EQ(content("a.csv"), "mine");
  EXPECT_EQ(draw("stages", "a.csv", {"--force"}), 0);
  EXPECT_NE(content("a.csv"), "mine");
}

TEST_F(FigureCommandTest, AFileThatAppearsWhileItDrawsIsKept) {
  const QString file = folder.filePath("late.csv");
  runtime::Engine engine = support::fakeEngine(world);
  engine.openRun = [file, open = engine.openRun](const std::string& path) {
    QFile late(file);
    EXPECT_TRUE(late.open(QIODevice::WriteOnly));
    late.write("mine");
    return open(path);
  };
  EXPECT_EQ(figureCommand({"--run", run, "--kind", "stages", "--out", file}, engine, out, err), 2);
  EXPECT_NE(err.str().find("late.csv exists"), std::string::npos) << err.str();
  EXPECT_EQ(content("late.csv"), "mine");
}

TEST_F(FigureCommandTest, RefusesMistakesWithOneMessageAndCode2) {
  const std::pair<QStringList, const char*> mistakes[] = {
      {{"--kind", "pie", "--out", "a.pdf"}, "stages, histogram, error, loss, exponents, compare, pareto"},
      {{"--kind", "stages", "--out", "a.gif"}, "pdf, svg, png, csv, tex"},
      {{"--kind", "stages", "--out", "a"}, "pdf, svg, png, csv, tex"},
      {{"--kind", "stages", "--out", "a.pdf", "--run", run}, "histogram, compare, pareto"},
      {{"--kind", "stages", "--out", "a.pdf", "--legend", "left"}, "above, below, top-left"},
      {{"--kind", "stages", "--out", "a.pdf", "--palette", "rainbow"}, "okabe-ito"},
      {{"--kind", "stages", "--out", "a.pdf", "--font-size", "0"}, "--font-size"},
      {{"--kind", "stages", "--out", "a.pdf", "--preset", "poster"}, "ieee-column"},
      {{"--kind", "histogram", "--out", "a.pdf", "--layer", "conv99"}, "layer1.0.conv1"},
      {{"--kind", "error", "--out", "a.pdf", "--stage", "4"}, "0 to 3"},
      {{"--kind", "error", "--out", "a.pdf", "--stage", "-2"}, "--stage"},
      {{"--kind", "stages"}, "--out"},
      {{"--kind", "stages", "--out", "a.pdf", "--colour"}, "--colour"}};
  for (const auto& [arguments, hint] : mistakes) {
    EXPECT_EQ(call(QStringList{"--run", run} + arguments), 2) << arguments.join(' ').toStdString();
    EXPECT_NE(err.str().find(hint), std::string::npos) << err.str();
    EXPECT_FALSE(QFile::exists("a.pdf"));
  }
}

TEST_F(FigureCommandTest, FailsWithCode1OnFilesThatCannotBeUsed) {
  EXPECT_EQ(call({"--run", folder.filePath("missing.h5"), "--kind", "stages", "--out", folder.filePath("a.pdf")}), 1);
  EXPECT_NE(err.str().find("missing.h5"), std::string::npos);
  EXPECT_EQ(call({"--run", run, "--kind", "stages", "--out", "/nowhere/at/all/a.pdf"}), 1);
  EXPECT_NE(err.str().find("/nowhere/at/all/a.pdf"), std::string::npos);
  support::FakeProgress begun(support::fakeConfig(), "begun.h5");
  begun.advance();
  world->addFile(folder.filePath("begun.h5").toStdString(), begun.snapshot(RunState::Interrupted));
  EXPECT_EQ(call({"--run", folder.filePath("begun.h5"), "--kind", "error", "--out", folder.filePath("a.pdf")}), 1);
  const std::string message = err.str();
  EXPECT_EQ(std::count(message.begin(), message.end(), '\n'), 1) << message;
}

TEST_F(FigureCommandTest, HelpGoesToStandardOutput) {
  EXPECT_EQ(call({"--help"}), 0);
  EXPECT_NE(out.str().find("Examples:"), std::string::npos);
  EXPECT_TRUE(err.str().empty());
}

}  // namespace
}  // namespace dyadic::shell
