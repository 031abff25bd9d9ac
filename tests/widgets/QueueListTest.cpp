// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/QueueList.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

namespace dyadic::widgets {
namespace {

class QueueListTest : public testing::Test {
 protected:
  QueueListTest() {
    list.setItems({{11, "first", {}}, {12, "second", {}}, {13, "third", {}}}, false);
    list.show();
    rows->setFocus();
  }
  QAbstractButton* button(const QString& tip) {
    for (auto* each : list.findChildren<QAbstractButton*>())
      if (each->toolTip().contains(tip)) return each;
    return nullptr;
  }

  QueueList list;
  QListWidget* rows = list.findChild<QListWidget*>();
};

TEST_F(QueueListTest, MovesByKeysAndButtons) {
  QSignalSpy moved(&list, &QueueList::moveRequested);
  rows->setCurrentRow(1);
  QTest::keyClick(rows, Qt::Key_Up, Qt::AltModifier);
  ASSERT_EQ(moved.count(), 1);
  EXPECT_EQ(moved[0][0].toULongLong(), 12U);
  EXPECT_EQ(moved[0][1].toInt(), 0);
  QTest::mouseClick(button("Later"), Qt::LeftButton);
  ASSERT_EQ(moved.count(), 2);
  EXPECT_EQ(moved[1][1].toInt(), 2);
  rows->setCurrentRow(0);
  QTest::keyClick(rows, Qt::Key_Up, Qt::AltModifier);
  EXPECT_EQ(moved.count(), 2) << "there is nothing above the first";
  EXPECT_FALSE(button("Earlier")->isEnabled());
}

TEST_F(QueueListTest, RemovesByKeyAndKeepsTheSelection) {
  QSignalSpy removed(&list, &QueueList::removeRequested);
  rows->setCurrentRow(2);
  QTest::keyClick(rows, Qt::Key_Delete);
  ASSERT_EQ(removed.count(), 1);
  EXPECT_EQ(removed[0][0].toULongLong(), 13U);
  rows->setCurrentRow(1);
  list.setItems({{12, "second", {}}, {13, "third", {}}}, false);
  EXPECT_EQ(rows->currentRow(), 0) << "the same run";
}

TEST_F(QueueListTest, IsThereOnlyWhileRunsWaitAndOffersToGoOnWhenHeld) {
  EXPECT_FALSE(button("because a run was stopped")->isVisible());
  list.setItems({{12, "second", {}}}, true);
  QSignalSpy released(&list, &QueueList::releaseRequested);
  QTest::mouseClick(button("because a run was stopped"), Qt::LeftButton);
  EXPECT_EQ(released.count(), 1);
  list.setItems({}, false);
  EXPECT_TRUE(list.isHidden());
}

}  // namespace
}  // namespace dyadic::widgets
