// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/ReportCommand.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <sstream>

#include "app/shell/ReportPage.h"
#include "tests/support/FakeEngine.h"

namespace dyadic::shell {
namespace {

using testing::HasSubstr;
using testing::Not;

class ReportCommandTest : public testing::Test {
 protected:
  QString add(const QString& name, std::uint64_t seed = 1, const std::string& partition = "pruning") {
    const std::string path = folder.filePath(name).toStdString();
    auto snapshot = std::make_shared<RunSnapshot>(*support::fakeRun(path));
    auto outline = std::make_shared<RunOutline>(*snapshot->outline);
    outline->config.seed = seed;
    outline->config.method.parameters["partition"] = partition;
    snapshot->outline = outline;
    world->addFile(path, snapshot);
    return folder.filePath(name);
  }
  int call(const QStringList& arguments) {
    out.str({});
    err.str({});
    return reportCommand(arguments, support::fakeEngine(world), out, err);
  }
  [[nodiscard]] std::string page() const {
    QFile file(folder.filePath("r.html"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
  }
  static int count(const std::string& text, const char* word) {
    return static_cast<int>(QString::fromStdString(text).count(QLatin1String(word)));
  }

  QTemporaryDir folder;
  std::shared_ptr<support::FakeWorld> world = std::make_shared<support::FakeWorld>();
  std::ostringstream out;
  std::ostringstream err;
};

TEST_F(ReportCommandTest, APageOfOneRunHasItsFiguresTablesAndConfig) {
  ASSERT_EQ(call({add("run.h5"), "--out", folder.filePath("r.html")}), 0) << err.str();
  EXPECT_EQ(out.str(), folder.filePath("r.html").toStdString() + "\n");
  const std::string html = page();
  EXPECT_EQ(count(html, "<svg"), 5);
  EXPECT_THAT(html, HasSubstr("<h1>run</h1>"));
  EXPECT_THAT(html, HasSubstr("<td>layer1.0.conv1</td>"));
  EXPECT_THAT(html, HasSubstr("&quot;partition&quot;: &quot;pruning&quot;"));
  EXPECT_THAT(html, HasSubstr("prefers-color-scheme: dark"));
}

TEST_F(ReportCommandTest, ThePageNeedsNothingElse) {
  ASSERT_EQ(call({add("a.h5"), add("b.h5", 2), "--out", folder.filePath("r.html")}), 0) << err.str();
  const QString html = QString::fromStdString(page());
  EXPECT_FALSE(html.contains("<script"));
  EXPECT_FALSE(html.contains("<link"));
  EXPECT_FALSE(html.contains("src="));
  EXPECT_FALSE(html.contains("url("));
  EXPECT_FALSE(html.contains("@import"));
  auto links = QRegularExpression("https?://[^\" <]*").globalMatch(html);
  while (links.hasNext()) EXPECT_TRUE(links.next().captured(0).startsWith("http://www.w3.org/")) << "names, not places";
}

TEST_F(ReportCommandTest, ElementsAreClosedAndColoursHaveADarkCounterpart) {
  ASSERT_EQ(call({add("a.h5"), add("b.h5", 2, "random"), "--out", folder.filePath("r.html")}), 0) << err.str();
  QString html = QString::fromStdString(page());
  html.remove(0, html.indexOf("<body>"));
  html.truncate(html.indexOf("</html>"));
  QXmlStreamReader xml(html);
  while (!xml.atEnd()) xml.readNext();
  EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString() << " in line " << xml.lineNumber();
  const QString style = QString::fromStdString(page());
  QSet<QString> colors;
  auto found = QRegularExpression("(?:fill|stroke)=\"(#[0-9a-f]{6})\"").globalMatch(html);
  while (found.hasNext()) colors.insert(found.next().captured(1));
  int missing = 0;
  for (const QString& color : colors)
    if (!style.contains("figure [fill=\"" + color + "\"]")) ++missing;
  EXPECT_GT(colors.size(), 8);
  EXPECT_LT(colors.size() - missing, 30);
  for (const char* color : {"#ffffff", "#000000", "#0072b2", "#e0e0e0", "#505050"})
    EXPECT_TRUE(style.contains("figure [fill=\"" + QLatin1String(color) + "\"]")) << color;
}

TEST_F(ReportCommandTest, AComparisonSaysWhatDiffersAndListsWhatCannotBeRead) {
  const QString a = add("a.h5");
  const QString b = add("b.h5", 1, "random");
  ASSERT_EQ(call({a, b, folder.filePath("gone.h5"), "--out", folder.filePath("r.html")}), 0) << err.str();
  const std::string html = page();
  EXPECT_THAT(html, HasSubstr("<h1>2 runs compared</h1>"));
  EXPECT_THAT(html, HasSubstr("<td>partition random</td>"));
  EXPECT_THAT(html, HasSubstr("<h2>Left out</h2>"));
  EXPECT_THAT(html, HasSubstr("gone.h5"));
  EXPECT_THAT(err.str(), HasSubstr("gone.h5"));
  EXPECT_EQ(count(html, "<svg"), 3 + 2 * 5);
  EXPECT_EQ(call({folder.path(), "--out", folder.filePath("r.html"), "--force"}), 0) << "a folder of runs";
  EXPECT_THAT(page(), HasSubstr("2 runs compared"));
}

TEST_F(ReportCommandTest, SeedsOfOneConfigurationAreARowOfTheirOwn) {
  const QString a = add("a.h5", 1);
  const QString b = add("b.h5", 1, "random");
  ASSERT_EQ(call({a, b, "--out", folder.filePath("r.html")}), 0) << err.str();
  EXPECT_THAT(page(), Not(HasSubstr("Mean and standard deviation"))) << "no configuration has several";
  ASSERT_EQ(call({a, b, add("c.h5", 2), "--out", folder.filePath("r.html"), "--force"}), 0) << err.str();
  EXPECT_THAT(page(), HasSubstr("Mean and standard deviation"));
  EXPECT_THAT(page(), HasSubstr("<td>1 2</td>")) << "the seeds";
}

TEST_F(ReportCommandTest, NothingInARunCanBecomeMarkup) {
  auto snapshot = std::make_shared<RunSnapshot>(*support::fakeRun("x.h5"));
  auto outline = std::make_shared<RunOutline>(*snapshot->outline);
  outline->model.layers[0].name = "<script>alert(1)</script>";
  outline->config.data.path = "\"><img src=x>";
  snapshot->outline = outline;
  snapshot->path = "/tmp/<b>run</b>.h5";
  snapshot->reason = "<i>why</i>";
  const std::string html =
      reportPage({{{snapshot, {{"<u>key</u>", "<u>value</u>"}}}}, {{"p", failure("%1", {"<a href=x>"})}}})
          .toStdString();
  for (const char* markup : {"<script", "<img", "<b>", "<i>", "<u>", "<a "}) EXPECT_THAT(html, Not(HasSubstr(markup)));
  EXPECT_THAT(html, HasSubstr("&lt;u&gt;value"));
}

TEST_F(ReportCommandTest, MistakesHaveOneMessage) {
  const QString a = add("a.h5");
  EXPECT_EQ(call({"--out", "r.html"}), 2);
  EXPECT_EQ(call({a}), 2);
  EXPECT_EQ(call({folder.filePath("gone.h5"), "--out", folder.filePath("r.html")}), 1);
  EXPECT_THAT(err.str(), HasSubstr("gone.h5"));
  EXPECT_EQ(call({a, "--out", "/nowhere/at/all.html"}), 1);
  EXPECT_THAT(err.str(), HasSubstr("/nowhere/at/all.html"));
  ASSERT_EQ(call({a, "--out", folder.filePath("r.html")}), 0);
  EXPECT_EQ(call({a, "--out", folder.filePath("r.html")}), 2);
  EXPECT_THAT(err.str(), HasSubstr("--force"));
  EXPECT_EQ(call({"--help"}), 0);
  EXPECT_THAT(out.str(), HasSubstr("Examples:"));
}

}  // namespace
}  // namespace dyadic::shell
