// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/CommandList.h"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QTest>

namespace dyadic::widgets {
namespace {

TEST(FuzzyScore, FindsLettersInOrderAndPrefersBeginningsOfWords) {
  EXPECT_GE(fuzzyScore("Export figure…", "ef"), 0);
  EXPECT_LT(fuzzyScore("Export figure…", "fe x"), 0);
  EXPECT_GT(fuzzyScore("Export figure…", "exp"), fuzzyScore("Next explanation of a pause", "xpa"));
  EXPECT_GT(fuzzyScore("Pause", "pau"), fuzzyScore("Open a run", "pau"));
  EXPECT_GT(fuzzyScore("Reset layout", "rl"), fuzzyScore("Parallel", "rl"));
  EXPECT_GE(fuzzyScore("Open model", "nmo"), 0);
  EXPECT_GE(fuzzyScore("ab ba", "ba"), 0) << "a beginning far ahead must not hide the rest";
  EXPECT_GE(fuzzyScore("xb ab", "ab"), 0);
}

class CommandListTest : public testing::Test {
 protected:
  void open() {
    std::vector<Command> commands = {
        {"Start", "Run", "Ctrl+R", true, [this] { ran = "start"; }},
        {"Stop", "Run", {}, false, [this] { ran = "stop"; }},
        {"Dark", QString::fromUtf8("View › Theme"), {}, true, [this] { ran = "dark"; }},
        {"layer1.0.conv1", "Go to layer", {}, true, [this] { ran = "layer"; }},
    };
    list = new CommandList(std::move(commands), &window);
    list->show();
    field = list->findChild<QLineEdit*>();
    rows = list->findChild<QListWidget*>();
  }
  [[nodiscard]] QString first() const { return rows->item(0) ? rows->item(0)->text() : QString(); }

  QWidget window;
  QPointer<CommandList> list;
  QLineEdit* field = nullptr;
  QListWidget* rows = nullptr;
  QString ran;
};

TEST_F(CommandListTest, RunsWhatIsTypedAndCloses) {
  open();
  EXPECT_EQ(rows->count(), 4);
  QTest::keyClicks(field, "theme da");
  EXPECT_EQ(first(), "Dark") << "the menu counts too";
  QTest::keyClick(field, Qt::Key_Return);
  EXPECT_TRUE(QTest::qWaitFor([this] { return ran == "dark" && !list; }));
}

TEST_F(CommandListTest, KeysGoThroughTheListAndSkipWhatCannotBeDone) {
  open();
  QTest::keyClick(field, Qt::Key_Down);
  EXPECT_EQ(rows->currentItem()->text(), "Dark") << "what cannot be done stands last";
  QTest::keyClick(field, Qt::Key_Down);
  QTest::keyClick(field, Qt::Key_Return);
  EXPECT_TRUE(QTest::qWaitFor([this] { return ran == "layer"; }));
}

TEST_F(CommandListTest, WhatCannotBeDoneIsShownButNotRun) {
  open();
  QTest::keyClicks(field, "stop");
  EXPECT_EQ(first(), "Stop");
  QTest::keyClick(field, Qt::Key_Return);
  QTest::qWait(20);
  EXPECT_EQ(ran, QString());
  QTest::keyClick(list.data(), Qt::Key_Escape);
  EXPECT_TRUE(QTest::qWaitFor([this] { return !list; }));
}

TEST_F(CommandListTest, SaysWhenNothingFits) {
  open();
  QTest::keyClicks(field, "zzz");
  EXPECT_TRUE(rows->isHidden());
}

}  // namespace
}  // namespace dyadic::widgets
