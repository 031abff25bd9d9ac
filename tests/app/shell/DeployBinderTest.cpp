// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/DeployBinder.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

#include "app/shell/MainWindow.h"
#include "tests/support/FakeEngine.h"
#include "widgets/controls/Parts.h"
#include "widgets/panels/DeployView.h"
#include "widgets/panels/MessageBanner.h"
#include "widgets/panels/RunList.h"
#include "widgets/panels/SetupPanel.h"

namespace dyadic::shell {
namespace {

using namespace std::chrono_literals;
using View = MainWindow::View;

QString fullText(const QLabel& label) {
  const auto* elided = qobject_cast<const widgets::ElidedLabel*>(&label);
  return elided ? elided->fullText() : label.text();
}

/// The window on a folder with two finished runs and one that was stopped.
class DeployBinderTest : public testing::Test {
 protected:
  DeployBinderTest() {
    for (const char* name : {"a", "b"}) world->addFile(path(name), support::fakeRun(path(name)));
    world->addFile(path("stopped"), support::fakeRun(path("stopped"), RunState::Stopped));
    window = std::make_unique<MainWindow>(support::fakeEngine(world), folder.filePath("runs"));
    window->resize(1400, 900);
    window->show();
  }
  [[nodiscard]] std::string path(const QString& name) const {
    return folder.filePath("runs/" + name + ".h5").toStdString();
  }
  [[nodiscard]] widgets::DeployView& view() const { return *window->findChild<widgets::DeployView*>(); }
  [[nodiscard]] QString banner() const { return window->findChild<widgets::MessageBanner*>()->text(); }
  void open(const QString& name) {
    Q_EMIT window->findChild<widgets::RunList*>()->opened(QString::fromStdString(path(name)));
  }
  [[nodiscard]] bool shows(const QString& text) const {
    return QTest::qWaitFor([&] {
      for (const QLabel* label : view().findChildren<QLabel*>())
        if (label->isVisible() && fullText(*label).contains(text)) return true;
      return false;
    });
  }
  [[nodiscard]] bool deploys(const QString& name) {
    open(name);
    const int before = integers.opened;
    window->setView(View::Deploy);
    return QTest::qWaitFor([&] { return integers.opened > before && view().hasDeployment(); });
  }
  [[nodiscard]] QAction* action(const QString& text) const {
    for (QAction* each : window->findChildren<QAction*>())
      if (each->text().remove('&').startsWith(text)) return each;
    return nullptr;
  }

  QTemporaryDir folder;
  std::shared_ptr<support::FakeWorld> world = std::make_shared<support::FakeWorld>();
  support::FakeIntegers& integers = *world->integers;
  std::unique_ptr<MainWindow> window;
};

TEST_F(DeployBinderTest, ReadsAProgramOnceItIsLookedAt) {
  action("Deploy")->trigger();
  EXPECT_EQ(window->view(), View::Deploy);
  EXPECT_TRUE(shows("No run is open"));
  EXPECT_FALSE(action("Verify integers")->isEnabled());
  window->setView(View::Run);
  open("a");
  ASSERT_TRUE(QTest::qWaitFor([&] { return !window->findChild<widgets::RunList*>()->current().isEmpty(); }));
  QTest::qWait(50);
  EXPECT_EQ(integers.opened, 0);
  action("Deploy")->trigger();
  ASSERT_TRUE(QTest::qWaitFor([&] { return view().hasDeployment(); }));
  window->setView(View::Run);
  window->setView(View::Deploy);
  QTest::qWait(50);
  EXPECT_EQ(integers.opened, 1) << "going to and fro reads nothing again";
  EXPECT_TRUE(action("Verify integers")->isEnabled());
  open("stopped");
  EXPECT_TRUE(QTest::qWaitFor([&] { return !view().hasDeployment(); }));
  window->setView(View::Deploy);
  EXPECT_TRUE(shows("has not finished"));
}

TEST_F(DeployBinderTest, AnotherFinishedRunStaysInTheView) {
  ASSERT_TRUE(deploys("a"));
  open("b");
  ASSERT_TRUE(QTest::qWaitFor([&] { return integers.opened == 2 && view().hasDeployment(); }));
  EXPECT_EQ(window->view(), View::Deploy);
}

TEST_F(DeployBinderTest, SaysWhyThereIsNoProgram) {
  integers.refusal = "conv1 shifts by 70 places, which does not fit.";
  open("a");
  window->setView(View::Deploy);
  EXPECT_TRUE(shows("conv1 shifts by 70 places"));
}

TEST_F(DeployBinderTest, VerifiesInTheBackgroundAndCanBeGivenUp) {
  ASSERT_TRUE(deploys("a"));
  integers.imageTime = 5ms;
  integers.images = 100000;
  action("Verify integers")->trigger();
  EXPECT_TRUE(view().isVerifying());
  EXPECT_FALSE(action("Verify integers")->isEnabled());
  EXPECT_TRUE(shows("of 100,000 images"));
  Q_EMIT view().cancelRequested();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !view().isVerifying(); }));
  EXPECT_TRUE(shows("Not verified yet"));
  integers.images = 3;
  action("Verify integers")->trigger();
  EXPECT_TRUE(shows("Bit-exact on 10,000 images"));
  integers.verifyFails = true;
  action("Verify integers")->trigger();
  EXPECT_TRUE(shows("The images of the run are gone."));
}

TEST_F(DeployBinderTest, AVerificationGoesOnBehindAnotherRun) {
  ASSERT_TRUE(deploys("a"));
  integers.imageTime = 10ms;
  integers.images = 60;
  Q_EMIT view().verifyRequested();
  open("b");
  ASSERT_TRUE(QTest::qWaitFor([&] { return integers.opened == 2 && view().hasDeployment(); }));
  EXPECT_FALSE(view().isVerifying());
  Q_EMIT view().verifyRequested();
  EXPECT_TRUE(banner().contains("a is being verified")) << banner().toStdString();
  EXPECT_TRUE(QTest::qWaitFor([&] { return banner().contains("a is bit-exact"); }));
  EXPECT_FALSE(view().isVerifying());
  EXPECT_TRUE(shows("Not verified yet")) << "that was the other run";
}

TEST_F(DeployBinderTest, OneLayerIsSelectedEverywhere) {
  ASSERT_TRUE(deploys("a"));
  const auto model = support::fakeModel();
  view().selectLayer("layer2.0.conv1");
  ASSERT_GE(window->selectedLayer(), 0);
  EXPECT_EQ(model.layers[static_cast<std::size_t>(window->selectedLayer())].name, "layer2.0.conv1");
  const int before = window->selectedLayer();
  view().selectLayer("layer2.0.relu1");
  EXPECT_EQ(window->selectedLayer(), before) << "a ReLU is no layer of the others";
  window->selectLayer(0);
  EXPECT_EQ(view().selectedOperation(), 0);
}

TEST_F(DeployBinderTest, ExportsWhereTheUserSays) {
  ASSERT_TRUE(deploys("a"));
  const auto choose = [&](const QString& chosen) {
    auto* dialog = window->findChild<QFileDialog*>();
    ASSERT_NE(dialog, nullptr);
    Q_EMIT dialog->fileSelected(chosen);
    delete dialog;
  };
  Q_EMIT view().exportRequested(widgets::DeployExport::OnnxExact);
  choose(folder.filePath("net.onnx"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner().contains("exported"); }));
  action("C99 source")->trigger();
  choose(folder.path());
  ASSERT_TRUE(QTest::qWaitFor([&] { return banner().contains("a-c"); }));
  const auto& exports = integers.exports;
  EXPECT_EQ(exports[0].run, path("a"));
  EXPECT_EQ(exports[0].format, session::ExportFormat::Onnx);
  EXPECT_EQ(exports[0].form, session::OnnxForm::Exact);
  EXPECT_TRUE(exports[0].force) << "the dialog has asked";
  EXPECT_EQ(exports[1].format, session::ExportFormat::C);
  EXPECT_EQ(exports[1].out, folder.filePath("a-c").toStdString());
  EXPECT_FALSE(exports[1].force);

  QDir(folder.path()).mkdir("a-c");
  action("C99 source")->trigger();
  choose(folder.path());
  EXPECT_TRUE(banner().contains("exists already"));
  EXPECT_EQ(exports.size(), 2U) << "nothing is replaced without a word";
  Q_EMIT window->findChild<widgets::MessageBanner*>()->actionTriggered();
  ASSERT_TRUE(QTest::qWaitFor([&] {
    const std::lock_guard lock(integers.mutex);
    return integers.exports.size() == 3;
  }));
  EXPECT_TRUE(exports[2].force);
}

TEST_F(DeployBinderTest, ClosingDoesNotWaitForAVerification) {
  ASSERT_TRUE(deploys("a"));
  integers.imageTime = 5ms;
  integers.images = 100000;
  Q_EMIT view().verifyRequested();
  QTest::qWait(30);
  QElapsedTimer clock;
  clock.start();
  window->close();
  window.reset();
  EXPECT_LT(clock.elapsed(), 2000);
}

}  // namespace
}  // namespace dyadic::shell
