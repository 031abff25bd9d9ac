// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "engine/types/Expected.h"

namespace dyadic::cli {

/// Where a command writes. Results go to one stream, messages and progress to the other; a progress line that stands on
/// a terminal is wiped before anything else is written, so that the two never mix. One thread at a time.
class Console {
 public:
  struct Streams {
    std::ostream& results;   ///< stdout
    std::ostream& messages;  ///< stderr
    bool terminal = false;   ///< messages go to a terminal: progress redraws one line
  };

  explicit Console(const Streams& streams) : streams_(streams) {}

  void setQuiet(bool quiet) { quiet_ = quiet; }
  void setJson(bool json) { json_ = json; }
  /// The result is to be one JSON object.
  [[nodiscard]] bool json() const { return json_; }
  [[nodiscard]] bool terminal() const { return streams_.terminal; }

  /// A line (or several) of the result; flushed, so that a reader of a pipe sees it at once.
  void result(const std::string& text);
  /// For people: silenced by --quiet.
  void message(const std::string& text);
  /// What opening data left out or found doubtful, for people too. Called when the data is open, for a JSON result's
  /// `warnings`, and at a command's end: prints what is new and gives all there were.
  const std::vector<std::string>& warnings();
  /// Never silenced.
  void error(const Error& error);
  /// Progress: on a terminal the line replaces the one before, otherwise it is a line of its own. Silenced by --quiet.
  void progress(const std::string& line);
  /// The same with several lines that stand together.
  void progress(const std::vector<std::string>& lines);
  /// Ends the progress: wipes the line that stands on the terminal, if any.
  void endProgress();

 private:
  Streams streams_;
  bool quiet_ = false;
  bool json_ = false;
  std::size_t linesStand_ = 0;
  std::vector<std::string> warnings_;
};

/// Text columns for people: each as wide as its widest cell, two spaces between, numbers to the right.
class Table {
 public:
  enum class Align { Left, Right };
  struct Column {
    std::string title;
    Align align = Align::Right;
  };

  explicit Table(std::vector<Column> columns);
  /// REQUIRES: one cell a column.
  void addRow(std::vector<std::string> cells);
  /// Title line and rows, no newline at the end.
  [[nodiscard]] std::string text() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// 0.88037 -> "88.04 %"; not measured -> "-".
[[nodiscard]] std::string percent(double fraction);
/// printf's %.<digits>g; not measured -> "-".
[[nodiscard]] std::string number(double value, int digits = 4);
/// printf's %.<decimals>f; not measured -> "-".
[[nodiscard]] std::string fixed(double value, int decimals);
/// printf's %.<decimals>e; not measured -> "-".
[[nodiscard]] std::string scientific(double value, int decimals);
/// 1234567 -> "1,234,567".
[[nodiscard]] std::string count(std::int64_t value);
/// 75.2 -> "1 min 15 s".
[[nodiscard]] std::string duration(double seconds);
/// [16, 3, 3, 3] -> "16x3x3x3".
[[nodiscard]] std::string shape(const std::vector<std::int64_t>& dimensions);

}  // namespace dyadic::cli
