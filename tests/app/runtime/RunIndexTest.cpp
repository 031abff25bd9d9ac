// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/RunIndex.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/runtime/RunTrash.h"

namespace dyadic::runtime {
namespace {

class RunIndexTest : public testing::Test {
 protected:
  QString file() const { return folder.filePath("index.json"); }
  QByteArray content() const {
    QFile stream(file());
    return stream.open(QIODevice::ReadOnly) ? stream.readAll() : QByteArray();
  }
  void write(const QString& path, const QByteArray& text) const {
    QFile stream(path);
    ASSERT_TRUE(stream.open(QIODevice::WriteOnly));
    stream.write(text);
  }
  QJsonObject run(const QString& key) const {
    return QJsonDocument::fromJson(content()).object()["runs"].toObject()[key].toObject();
  }
  static bool waitUntilSaved(const RunIndex& index) {
    return QTest::qWaitFor([&] { return !index.isSaving(); });
  }

  QTemporaryDir folder;
};

TEST_F(RunIndexTest, WhatIsNotedIsThereAgain) {
  const RunMark mark{"best run", 3, {"paper", "6 bits"}, "two\nlines", true, true};
  const QString path = folder.filePath("a.h5");
  {
    RunIndex index;
    index.setFolder(folder.path());
    QSignalSpy changed(&index, &RunIndex::changed);
    index.setMark(path, mark);
    EXPECT_EQ(index.mark(path), mark);
    EXPECT_EQ(changed.count(), 1);
    index.setMark("/elsewhere/b.h5", {"far", -1, {}, {}, false, false});
    ASSERT_TRUE(waitUntilSaved(index));
  }
  EXPECT_EQ(run("a.h5")["name"].toString(), "best run");
  EXPECT_EQ(run("/elsewhere/b.h5")["name"].toString(), "far");
  RunIndex again;
  QSignalSpy changed(&again, &RunIndex::changed);
  again.setFolder(folder.path());
  ASSERT_TRUE(changed.wait());
  EXPECT_EQ(again.mark(path), mark);
  EXPECT_EQ(again.tags(), (QStringList{"6 bits", "paper"}));
  EXPECT_EQ(again.mark("/elsewhere/b.h5").name, "far");
}

TEST_F(RunIndexTest, KeepsKeysThatItDoesNotKnow) {
  write(file(), R"({"version": 2, "mine": [1], "runs": {"a.h5": {"stars": 5, "name": "x"}, "z.h5": {"stars": 1}}})");
  RunIndex index;
  QSignalSpy changed(&index, &RunIndex::changed);
  index.setFolder(folder.path());
  ASSERT_TRUE(changed.wait());
  RunMark mark = index.mark(folder.filePath("a.h5"));
  EXPECT_EQ(mark.name, "x");
  mark.hidden = true;
  index.setMark(folder.filePath("a.h5"), mark);
  ASSERT_TRUE(waitUntilSaved(index));
  const QJsonObject root = QJsonDocument::fromJson(content()).object();
  EXPECT_EQ(root["version"].toInt(), 2);
  EXPECT_TRUE(root["mine"].isArray());
  EXPECT_EQ(run("a.h5")["stars"].toInt(), 5);
  EXPECT_TRUE(run("a.h5")["hidden"].toBool());
  EXPECT_EQ(run("z.h5")["stars"].toInt(), 1);
}

TEST_F(RunIndexTest, TwoWindowsKeepEachOthersChanges) {
  RunIndex one;
  RunIndex two;
  one.setFolder(folder.path());
  two.setFolder(folder.path());
  QTest::qWait(50);
  one.setMark(folder.filePath("a.h5"), {"from one", -1, {}, {}, false, false});
  ASSERT_TRUE(waitUntilSaved(one));
  two.setMark(folder.filePath("b.h5"), {"from two", -1, {}, {}, false, false});
  ASSERT_TRUE(waitUntilSaved(two));
  EXPECT_EQ(run("a.h5")["name"].toString(), "from one");
  EXPECT_EQ(run("b.h5")["name"].toString(), "from two");
}

TEST_F(RunIndexTest, ADamagedFileIsSetAsideAndReported) {
  const QByteArray damage = R"({"runs": {"a.h5": {"name": )";
  for (const QByteArray& text : {damage, QByteArray("[]"), QByteArray(R"({"runs": 7})"), QByteArray("\0\xff\x01", 3)}) {
    write(file(), text);
    RunIndex index;
    QSignalSpy damaged(&index, &RunIndex::damaged);
    index.setFolder(folder.path());
    ASSERT_TRUE(damaged.wait()) << text.constData();
    const QString keptAs = damaged[0][2].toString();
    EXPECT_EQ(damaged[0][0].toString(), file());
    EXPECT_FALSE(damaged[0][1].toString().isEmpty());
    QFile kept(keptAs);
    ASSERT_TRUE(kept.open(QIODevice::ReadOnly));
    EXPECT_EQ(kept.readAll(), text);
    index.setMark(folder.filePath("a.h5"), {"new", -1, {}, {}, false, false});
    ASSERT_TRUE(waitUntilSaved(index));
    EXPECT_EQ(run("a.h5")["name"].toString(), "new");
    QFile::remove(file());
  }
  EXPECT_EQ(QDir(folder.path()).entryList({"index.damaged*"}).size(), 4);
}

TEST_F(RunIndexTest, ValuesOfOtherTypesAreTakenForMissing) {
  write(file(), R"({"runs": {"a.h5": {"name": 5, "color": 99, "tags": "x", "hidden": "yes"}, "b.h5": 3}})");
  RunIndex index;
  QSignalSpy changed(&index, &RunIndex::changed);
  index.setFolder(folder.path());
  ASSERT_TRUE(changed.wait());
  EXPECT_EQ(index.mark(folder.filePath("a.h5")), RunMark());
  EXPECT_EQ(index.mark(folder.filePath("b.h5")), RunMark());
}

TEST_F(RunIndexTest, SaysWhenItCannotWrite) {
  RunIndex index;
  QFile(folder.filePath("file")).open(QIODevice::WriteOnly);
  index.setFolder(folder.filePath("file"));  // no folder
  QSignalSpy failed(&index, &RunIndex::saveFailed);
  index.setMark(folder.filePath("file/a.h5"), {"x", -1, {}, {}, false, false});
  ASSERT_TRUE(failed.wait());
  EXPECT_TRUE(failed[0][0].toString().endsWith("index.json"));
}

TEST_F(RunIndexTest, WritesAtItsEndWhatIsStillWaiting) {
  {
    RunIndex index;
    index.setFolder(folder.path());
    for (int i = 0; i < 20; ++i)
      index.setMark(folder.filePath(QString("%1.h5").arg(i)), {"last", -1, {}, {}, false, false});
  }
  for (int i = 0; i < 20; ++i) EXPECT_EQ(run(QString("%1.h5").arg(i))["name"].toString(), "last");
}

TEST_F(RunIndexTest, AColourNobodyChoseIsWrittenWithTheNextChangeOnly) {
  RunIndex index;
  index.setFolder(folder.path());
  index.keepColor(folder.filePath("a.h5"), 4);
  QTest::qWait(30);
  EXPECT_FALSE(QFile::exists(file()));
  index.setMark(folder.filePath("b.h5"), {"b", 1, {}, {}, false, false});
  ASSERT_TRUE(waitUntilSaved(index));
  EXPECT_EQ(run("a.h5")["color"].toInt(-1), 4);
  EXPECT_EQ(run("a.h5").size(), 1);
}

TEST_F(RunIndexTest, TrashGivesBackWhatItTook) {
  const QString path = folder.filePath("a.h5");
  write(path, "first");
  RunTrash trash;
  ASSERT_TRUE(trash.discard(path));
  EXPECT_FALSE(QFile::exists(path));
  EXPECT_TRUE(QDir(folder.path()).entryList({"*.h5"}).isEmpty());
  ASSERT_TRUE(trash.restore(path));
  EXPECT_TRUE(QFile::exists(path));
  EXPECT_FALSE(QDir(folder.filePath(".trash")).exists());
  EXPECT_FALSE(trash.restore(path));
  EXPECT_FALSE(trash.discard(folder.filePath("missing.h5")));
  // Another file has taken its place: neither is lost.
  ASSERT_TRUE(trash.discard(path));
  write(path, "second");
  EXPECT_FALSE(trash.restore(path));
  QFile::remove(path);
  ASSERT_TRUE(trash.restore(path));
  QFile kept(path);
  ASSERT_TRUE(kept.open(QIODevice::ReadOnly));
  EXPECT_EQ(kept.readAll(), "first");
}

}  // namespace
}  // namespace dyadic::runtime
