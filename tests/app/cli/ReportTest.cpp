// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "tests/app/cli/CliRun.h"

// Tables of runs that were really made, cut to a few hundred images.
namespace dyadic::cli {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class ReportRuns : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist")) {
      GTEST_SKIP() << "needs Debian's dataset-fashion-mnist";
    }
    const CliResult made = runCommand(
        {"quantize", DYADIC_SOURCE_DIR "/resources/presets/quickstart.json", "--out", run, "--threads", "1", "--quiet",
         "--set", "data.train_limit=256", "--set", "data.limit=200", "--set", "method.parameters.portions=[0.5,1]",
         "--set", "method.parameters.calibration_batches=1", "--set", "training.epochs_per_stage=1"});
    ASSERT_EQ(made.code, 0) << made.messages;
  }

  TemporaryFolder folder;
  std::string run = folder.file("six_bits.h5");
};

TEST_F(ReportRuns, EveryFormatSaysTheSame) {
  const CliResult made = runCommand({"report", run, "--layers", "--json"});
  ASSERT_EQ(made.code, 0) << made.messages;
  const json report = json::parse(made.out);
  ASSERT_EQ(report["runs"].size(), 1U);
  const json& first = report["runs"][0];
  EXPECT_EQ(first["state"], "finished");
  EXPECT_EQ(first["portions"], json::parse("[0.5, 1.0]"));
  EXPECT_NEAR(first["change"].get<double>(), first["hard_top1"].get<double>() - first["float_top1"].get<double>(),
              1e-12);
  EXPECT_GT(first["layers"].size(), 10U);
  EXPECT_EQ(json::parse(runCommand({"report", run, "--layers", "--format", "json"}).out), report);

  char percent[32];
  std::snprintf(percent, sizeof percent, "%.2f", first["hard_top1"].get<double>() * 100);
  for (const char* format : {"text", "markdown", "latex"}) {
    const CliResult table = runCommand({"report", run, "--layers", "--format", format});
    EXPECT_EQ(table.code, 0);
    EXPECT_THAT(table.out, HasSubstr(percent)) << format;
    EXPECT_THAT(table.out, HasSubstr("layer1.0.conv1")) << format;
  }
  const std::string csv = runCommand({"report", run, "--format", "csv"}).out;
  EXPECT_THAT(csv, StartsWith("path,run,state,"));
  EXPECT_THAT(csv, HasSubstr("," + json(first["hard_top1"]).dump() + ","));
}

TEST_F(ReportRuns, WhatCannotBeReadIsNamedAndDoesNotStopTheRest) {
  const std::string broken = folder.write("broken.h5", "this is no HDF5 file");
  const CliResult table = runCommand({"report", folder.file("")});
  EXPECT_EQ(table.code, 0) << table.messages;
  EXPECT_THAT(table.out, HasSubstr("six_bits"));
  EXPECT_THAT(table.messages, HasSubstr("broken.h5"));
  const json report = json::parse(runCommand({"report", run, broken, "--json"}).out);
  EXPECT_EQ(report["runs"].size(), 1U);
  ASSERT_EQ(report["unreadable"].size(), 1U);
  EXPECT_EQ(report["unreadable"][0]["path"], broken);
  EXPECT_EQ(runCommand({"report", broken}).code, 1);
  EXPECT_EQ(runCommand({"report", run, "--format", "html"}).code, 2);
  EXPECT_EQ(runCommand({"report"}).code, 2);
}

TEST_F(ReportRuns, LatexCompiles) {
  if (runProgram({"pdflatex", "--version"}).code != 0 || runProgram({"kpsewhich", "booktabs.sty"}).code != 0) {
    GTEST_SKIP() << "pdflatex with booktabs is not installed";
  }
  const CliResult table = runCommand({"report", run, "--layers", "--format", "latex"});
  const std::string paper =
      folder.write("paper.tex", "\\documentclass{article}\\usepackage{booktabs}\\begin{document}\n" + table.out +
                                    "\\end{document}\n");
  const CliResult compiled = runProgram(
      {"pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-output-directory", folder.file(""), paper});
  EXPECT_EQ(compiled.code, 0) << compiled.out;
}

}  // namespace
}  // namespace dyadic::cli
