// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/RunLibrary.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/FakeEngine.h"

namespace dyadic::runtime {
namespace {

class RunLibraryTest : public testing::Test {
 protected:
  QString put(const QString& name) {
    const QString path = folder.filePath(name);
    world->addFile(path.toStdString(), dyadic::support::fakeRun(path.toStdString()));
    return path;
  }
  bool waitForRead(const RunLibrary& library, int count) {
    return QTest::qWaitFor([&] {
      const auto& entries = library.entries();
      return entries.size() == count &&
             std::all_of(entries.begin(), entries.end(), [](const RunEntry& e) { return e.read; });
    });
  }

  QTemporaryDir folder;
  std::shared_ptr<dyadic::support::FakeWorld> world = std::make_shared<dyadic::support::FakeWorld>();
};

TEST_F(RunLibraryTest, ListsAFolderAndReadsWhatTheFilesSay) {
  put("a.h5");
  QFile(folder.filePath("broken.h5")).open(QIODevice::WriteOnly);
  QFile(folder.filePath("notes.txt")).open(QIODevice::WriteOnly);
  RunLibrary library(dyadic::support::fakeEngine(world));
  library.setFolder(folder.path());
  ASSERT_TRUE(waitForRead(library, 2));
  for (const RunEntry& entry : library.entries()) {
    if (runName(entry.path) == "a") {
      EXPECT_EQ(entry.bits, 8);
      EXPECT_EQ(entry.method, "ioiq");
      EXPECT_EQ(entry.state, RunState::Finished);
      EXPECT_TRUE(entry.hardTop1.has_value());
      EXPECT_TRUE(entry.error.isEmpty());
    } else {
      EXPECT_TRUE(entry.error.contains("broken.h5"));
    }
  }
}

TEST_F(RunLibraryTest, FollowsTheFolder) {
  RunLibrary library(dyadic::support::fakeEngine(world));
  library.setFolder(folder.path());
  QTest::qWait(20);
  put("new.h5");
  EXPECT_TRUE(waitForRead(library, 1));
}

TEST_F(RunLibraryTest, LeavesOutTheFileThatIsBeingWrittenAndTakesItInAfterwards) {
  const QString path = put("live.h5");
  RunLibrary library(dyadic::support::fakeEngine(world));
  library.setActivePath(path);
  library.setFolder(folder.path());
  put("other.h5");
  ASSERT_TRUE(waitForRead(library, 1));
  EXPECT_EQ(runName(library.entries().front().path), "other");
  library.setActivePath({});
  EXPECT_TRUE(waitForRead(library, 2));
}

// Nothing in the folder changes when a writer dies.
TEST_F(RunLibraryTest, SeesThatAWriterHasDied) {
  const std::string path = folder.filePath("theirs.h5").toStdString();
  dyadic::support::FakeProgress theirs(dyadic::RunConfig{}, path);
  theirs.advance();
  world->addFile(path, theirs.snapshot(RunState::Running));
  RunLibrary library(dyadic::support::fakeEngine(world));
  library.setFolder(folder.path());
  ASSERT_TRUE(waitForRead(library, 1));
  EXPECT_EQ(library.entries().front().state, RunState::Running);
  {
    const std::lock_guard lock(world->mutex);
    world->files[path] = theirs.snapshot(RunState::Interrupted);
  }
  EXPECT_TRUE(QTest::qWaitFor([&] { return library.entries().front().state == RunState::Interrupted; }, 9000));
}

TEST_F(RunLibraryTest, AnswersTheNewestOpenAlone) {
  const QString first = put("first.h5");
  const QString second = put("second.h5");
  RunLibrary library(dyadic::support::fakeEngine(world));
  QStringList opened;
  QObject::connect(&library, &RunLibrary::opened, [&](const QString& path, const auto&) { opened << path; });
  library.open(first);
  library.open(second);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !opened.isEmpty(); }));
  QTest::qWait(20);
  EXPECT_EQ(opened, QStringList{second});
}

TEST_F(RunLibraryTest, SaysWhichFileCannotBeOpened) {
  RunLibrary library(dyadic::support::fakeEngine(world));
  QString message;
  QObject::connect(&library, &RunLibrary::openFailed,
                   [&](const QString&, const Error& error) { message = QString::fromStdString(error.message()); });
  library.open(folder.filePath("missing.h5"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return !message.isEmpty(); }));
  EXPECT_TRUE(message.contains("missing.h5"));
}

}  // namespace
}  // namespace dyadic::runtime
