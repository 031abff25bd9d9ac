// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <optional>
#include <sstream>

#include "app/shell/FigureCommand.h"
#include "app/shell/MainWindow.h"
#include "app/shell/RunView.h"
#include "widgets/controls/Parts.h"
#include "widgets/panels/LayerTable.h"
#include "widgets/panels/MessageBanner.h"
#include "widgets/panels/RunList.h"
#include "widgets/panels/SetupPanel.h"
#include "widgets/panels/explore/ExploreView.h"
#include "widgets/panels/explore/FeatureMapPanel.h"
#include "widgets/panels/explore/ProposalPanel.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/StagesPlot.h"

namespace dyadic::shell {
namespace {

constexpr int kPatience = 120000;  // ms

/// The real engine behind the real window, on a few images of the example.
class EndToEndTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!QFile::exists("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz"))
      GTEST_SKIP() << "needs Debian's dataset-fashion-mnist";
    window = std::make_unique<MainWindow>(engine, folder.filePath("runs"));
    window->resize(1280, 800);
    window->show();
  }
  void shrink() {
    auto& setup = *window->findChild<widgets::SetupPanel*>();
    RunConfig config = setup.config();
    config.data.limit = 200;
    config.data.trainLimit = 512;
    config.method.parameters["portions"] = std::vector<double>{0.5, 1};
    config.method.parameters["calibration_batches"] = std::int64_t{1};
    config.training.epochsPerStage = {1};
    config.training.batch = 64;
    setup.setConfig(config);
  }
  [[nodiscard]] std::shared_ptr<const RunSnapshot> shown() const { return window->findChild<RunView*>()->snapshot(); }

  [[nodiscard]] bool startIsOffered() const {
    const auto buttons = window->findChild<widgets::SetupPanel*>()->findChildren<QPushButton*>();
    return std::any_of(buttons.begin(), buttons.end(), [](const QPushButton* button) {
      return button->text().remove('&') == "Start run" && button->isEnabled();
    });
  }

  QTemporaryDir folder;
  runtime::Engine engine = runtime::realEngine();
  std::unique_ptr<MainWindow> window;
};

TEST_F(EndToEndTest, ExploresRunsAndReopensTheExample) {
  auto& histogram = *window->findChild<widgets::HistogramPlot*>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !histogram.isEmpty(); }, kPatience)) << "what-if of the example";
  EXPECT_TRUE(window->findChild<widgets::MessageBanner*>()->isHidden());

  shrink();
  window->startWhenReady();
  ASSERT_TRUE(QTest::qWaitFor([&] { return shown() && shown()->state != RunState::Opening; }, kPatience));
  ASSERT_TRUE(QTest::qWaitFor(
      [&] { return shown()->state == RunState::Finished || shown()->state == RunState::Failed; }, kPatience));
  const auto live = shown();
  ASSERT_EQ(live->state, RunState::Finished) << live->reason;
  ASSERT_EQ(live->stages.size(), 2U);
  EXPECT_GT(live->stages.back()->hard.top1, 0.5) << "a trained network, turned into integers";
  EXPECT_FALSE(window->findChild<widgets::StagesPlot*>()->isEmpty());

  // Until its file is closed, the run's own picture is shown and not what the file says.
  ASSERT_TRUE(QTest::qWaitFor([&] { return startIsOffered(); }, kPatience));
  auto& runs = *window->findChild<widgets::RunList*>();
  Q_EMIT runs.opened(QString::fromStdString(live->path));
  ASSERT_TRUE(QTest::qWaitFor([&] { return shown() != live; }, kPatience)) << "the file opens again";
  EXPECT_EQ(shown()->state, RunState::Finished);
  ASSERT_EQ(shown()->stages.size(), 2U);
  EXPECT_EQ(shown()->stages.back()->hard.top1, live->stages.back()->hard.top1);
  EXPECT_EQ(shown()->stages.back()->layers.size(), live->stages.back()->layers.size());
  EXPECT_FALSE(histogram.isEmpty());

  std::ostringstream out;
  std::ostringstream err;
  for (const QString kind : {"stages", "histogram", "error", "loss", "exponents"}) {
    const QString figure = folder.filePath(kind + ".pdf");
    EXPECT_EQ(
        figureCommand({"--run", QString::fromStdString(live->path), "--kind", kind, "--out", figure}, engine, out, err),
        0)
        << err.str();
    EXPECT_GT(QFile(figure).size(), 1000);
  }
}

TEST_F(EndToEndTest, ExploresTheExampleWithoutTraining) {
  qputenv("XDG_CACHE_HOME", folder.filePath("cache").toUtf8());  // where sensitivities are kept
  auto& view = *window->findChild<widgets::ExploreView*>();
  const auto says = [&](const QString& text) {
    return QTest::qWaitFor(
        [&] {
          for (const auto* label : view.findChildren<widgets::ElidedLabel*>())
            if (label->isVisible() && label->fullText().contains(text)) return true;
          return false;
        },
        kPatience);
  };
  auto& setup = *window->findChild<widgets::SetupPanel*>();
  RunConfig config = setup.config();
  config.data.limit = 300;
  config.method.parameters["bits"] = std::int64_t{6};
  config.method.parameters["calibration_batches"] = std::int64_t{1};
  setup.setConfig(config);
  Q_EMIT setup.changed();
  ASSERT_TRUE(says("all 300 images"));
  EXPECT_TRUE(says("5.3× smaller")) << "6 bits";

  view.showPage(widgets::ExploreView::Page::FeatureMaps);
  EXPECT_TRUE(QTest::qWaitFor([&] { return !view.featureMaps().plot().isEmpty(); }, kPatience));

  view.showPage(widgets::ExploreView::Page::Proposal);
  BitGoal goal;
  goal.kind = BitGoal::Kind::AverageBits;
  goal.value = 4;
  goal.choices = {3, 6};
  Q_EMIT view.proposal().proposeRequested(goal);
  ASSERT_TRUE(QTest::qWaitFor([&] { return view.proposal().proposal() != nullptr; }, kPatience));
  EXPECT_LE(view.proposal().proposal()->costs.averageBits, 4);
  Q_EMIT view.proposal().applyRequested();
  EXPECT_TRUE(says("all 300 images"));
  EXPECT_EQ(setup.config().layers.size(), 8U) << "a rule for each convolution and linear layer";
}

TEST_F(EndToEndTest, ClosingStopsTheRunAndLeavesAFileThatOpens) {
  shrink();
  window->startWhenReady();
  ASSERT_TRUE(QTest::qWaitFor([&] { return shown() && shown()->state == RunState::Running; }, kPatience));
  const std::string path = shown()->path;
  window.reset();  // as when the session ends under it: stops and waits
  const auto read = engine.openRun(path);
  ASSERT_TRUE(read) << read.error().message();
  EXPECT_EQ((*read)->state, RunState::Stopped);
}

TEST_F(EndToEndTest, ARequestToEndStopsTheRunOfTheProgramInOrder) {
  window.reset();
  QProcess program;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("XDG_CONFIG_HOME", folder.filePath("settings"));
  program.setProcessEnvironment(environment);
  program.setWorkingDirectory(folder.path());
  program.start(DYADIC_BIN_DIR "/dyadic", {"--start"});
  const auto state = [&]() -> std::optional<RunState> {
    const QDir runs(folder.filePath("runs"));
    for (const QString& name : runs.entryList({"*.h5"}))
      if (const auto run = engine.openRun(runs.filePath(name).toStdString())) return (*run)->state;
    return std::nullopt;
  };
  ASSERT_TRUE(QTest::qWaitFor([&] { return state() == RunState::Running; }, kPatience));
  program.terminate();
  ASSERT_TRUE(program.waitForFinished(kPatience));
  EXPECT_EQ(program.exitStatus(), QProcess::NormalExit);
  EXPECT_EQ(program.exitCode(), 0) << program.readAllStandardError().toStdString();
  EXPECT_EQ(state(), RunState::Stopped);
}

}  // namespace
}  // namespace dyadic::shell
