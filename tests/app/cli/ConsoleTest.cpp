// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Console.h"

#include <gtest/gtest.h>

#include <limits>
#include <sstream>

namespace dyadic::cli {
namespace {

struct Captured {
  std::ostringstream results;
  std::ostringstream messages;
};

TEST(Console, AProgressLineNeverMixesWithResults) {
  Captured captured;
  Console console({captured.results, captured.messages, true});
  console.progress("half way");
  console.result("done");
  EXPECT_EQ(captured.results.str(), "done\n");
  EXPECT_EQ(captured.messages.str(), "\rhalf way\x1b[K\r\x1b[K");
}

TEST(Console, LinesOfProgressStandTogetherAndAreWipedTogether) {
  Captured captured;
  Console console({captured.results, captured.messages, true});
  const std::vector<std::string> three = {"a", "b", "c"};
  console.progress(three);
  EXPECT_EQ(captured.messages.str(), "\ra\x1b[K\nb\x1b[K\nc\x1b[K");
  captured.messages.str("");
  console.progress(std::vector<std::string>{"d", "e"});
  EXPECT_EQ(captured.messages.str(), "\x1b[2A\r\x1b[J\rd\x1b[K\ne\x1b[K") << "one line less: all are wiped first";
  captured.messages.str("");
  console.progress(three);
  EXPECT_EQ(captured.messages.str(), "\x1b[1A\ra\x1b[K\nb\x1b[K\nc\x1b[K");
  captured.messages.str("");
  console.message("done");
  EXPECT_EQ(captured.messages.str(), "\x1b[2A\r\x1b[Jdone\n");
}

TEST(Console, QuietKeepsResultsAndErrors) {
  Captured captured;
  Console console({captured.results, captured.messages, false});
  console.setQuiet(true);
  console.message("chatter");
  console.progress("chatter");
  console.result("result");
  console.error(failure("%1 is missing.", {"a.h5"}));
  EXPECT_EQ(captured.results.str(), "result\n");
  EXPECT_EQ(captured.messages.str(), "dyadic-cli: a.h5 is missing.\n");
}

TEST(Console, TableAlignsColumnsByWhatIsSeen) {
  Table table({{"name", Table::Align::Left}, {"bits"}});
  table.addRow({"caf\xC3\xA9", "8"});  // five bytes, four columns
  table.addRow({"a", "16"});
  EXPECT_EQ(table.text(), "name  bits\ncaf\xC3\xA9     8\na       16");
}

TEST(Console, NumbersForPeople) {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(percent(0.88037), "88.04 %");
  EXPECT_EQ(percent(1), "100.00 %");
  EXPECT_EQ(percent(nothing), "-");
  EXPECT_EQ(number(0.1, 9), "0.1");
  EXPECT_EQ(number(1.0 / 3, 9), "0.333333333");
  EXPECT_EQ(number(nothing), "-");
  EXPECT_EQ(fixed(39, 2), "39.00");
  EXPECT_EQ(count(0), "0");
  EXPECT_EQ(count(999), "999");
  EXPECT_EQ(count(1000), "1,000");
  EXPECT_EQ(count(1234567), "1,234,567");
  EXPECT_EQ(count(-1234), "-1,234");
  EXPECT_EQ(duration(59.6), "1 min 0 s");
  EXPECT_EQ(duration(5), "5 s");
  EXPECT_EQ(duration(7322), "2 h 2 min");
  EXPECT_EQ(duration(nothing), "-");
  EXPECT_EQ(shape({16, 3, 3, 3}), "16x3x3x3");
}

}  // namespace
}  // namespace dyadic::cli
