// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Console.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <ostream>
#include <utility>

#include "engine/session/Warnings.h"

namespace dyadic::cli {

namespace {

/// From the last of so many lines to the first.
std::string upwards(std::size_t lines) { return lines > 1 ? "\x1b[" + std::to_string(lines - 1) + "A" : std::string(); }

/// A line that wrapped could not be wiped.
std::string cutToTerminal(const std::string& line) {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
  return known ? line.substr(0, size.ws_col - 1U) : line;
}

}  // namespace

void Console::result(const std::string& text) {
  endProgress();
  streams_.results << text << '\n' << std::flush;
}

void Console::message(const std::string& text) {
  if (quiet_) {
    return;
  }
  endProgress();
  streams_.messages << text << '\n' << std::flush;
}

const std::vector<std::string>& Console::warnings() {
  for (std::string& warning : session::takeWarnings()) {
    message("warning: " + warning);
    warnings_.push_back(std::move(warning));
  }
  return warnings_;
}

void Console::error(const Error& error) {
  endProgress();
  streams_.messages << "dyadic-cli: " << error.message() << '\n' << std::flush;
}

void Console::progress(const std::string& line) { progress(std::vector<std::string>{line}); }

void Console::progress(const std::vector<std::string>& lines) {
  if (quiet_ || lines.empty()) {
    return;
  }
  std::string text;
  for (const std::string& line : lines) {
    if (!streams_.terminal) {
      text += line + "\n";
    } else {  // erase what the longer line before left behind
      text += (text.empty() ? "\r" : "\n") + cutToTerminal(line) + "\x1b[K";
    }
  }
  if (streams_.terminal) {
    if (linesStand_ > lines.size()) {
      endProgress();
    }
    text.insert(0, upwards(linesStand_));
    linesStand_ = lines.size();
  }
  streams_.messages << text << std::flush;
}

void Console::endProgress() {
  if (linesStand_ > 0) {
    streams_.messages << upwards(linesStand_) << "\r\x1b[" << (linesStand_ > 1 ? "J" : "K") << std::flush;
    linesStand_ = 0;
  }
}

namespace {

/// Columns that a UTF-8 text takes, every code point counted as one.
std::size_t displayWidth(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string printed(const char* format, double value, int digits) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, digits, value);
  return buffer;
}

}  // namespace

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

void Table::addRow(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

std::string Table::text() const {
  std::vector<std::vector<std::string>> lines(1);
  for (const Column& column : columns_) {
    lines[0].push_back(column.title);
  }
  lines.insert(lines.end(), rows_.begin(), rows_.end());

  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], displayWidth(line[i]));
    }
  }
  std::string text;
  for (const auto& line : lines) {
    std::string row;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const std::string padding(widths[i] - displayWidth(line[i]), ' ');
      row += (i == 0 ? "" : "  ");
      row += columns_[i].align == Align::Left ? line[i] + padding : padding + line[i];
    }
    row.erase(row.find_last_not_of(' ') + 1);
    text += (text.empty() ? "" : "\n") + row;
  }
  return text;
}

std::string percent(double fraction) { return std::isnan(fraction) ? "-" : printed("%.*f %%", 100.0 * fraction, 2); }

std::string number(double value, int digits) { return std::isnan(value) ? "-" : printed("%.*g", value, digits); }

std::string fixed(double value, int decimals) { return std::isnan(value) ? "-" : printed("%.*f", value, decimals); }

std::string scientific(double value, int decimals) {
  return std::isnan(value) ? "-" : printed("%.*e", value, decimals);
}

std::string count(std::int64_t value) {
  std::string digits = std::to_string(value);
  const std::size_t first = value < 0 ? 1 : 0;
  for (std::size_t i = digits.size(); i > first + 3; i -= 3) {
    digits.insert(i - 3, ",");
  }
  return digits;
}

std::string duration(double seconds) {
  if (std::isnan(seconds)) {
    return "-";
  }
  const auto whole = static_cast<std::int64_t>(std::llround(std::clamp(seconds, 0.0, 1e9)));
  if (whole < 60) {
    return std::to_string(whole) + " s";
  }
  if (whole < 3600) {
    return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  }
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

std::string shape(const std::vector<std::int64_t>& dimensions) {
  std::string text;
  for (const std::int64_t dimension : dimensions) {
    text += (text.empty() ? "" : "x") + std::to_string(dimension);
  }
  return text;
}

}  // namespace dyadic::cli
