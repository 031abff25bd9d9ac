// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "engine/session/Report.h"

namespace dyadic::session {
namespace {

using Cell = ReportTable::Cell;
using Column = ReportTable::Column;

std::string fixed(double value, int decimals) {
  if (std::isnan(value)) return "-";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
  return buffer.data();
}

/// Reads back as the same number.
std::string exact(double value) {
  if (std::isnan(value)) return {};
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

Cell real(double value, int decimals) { return {fixed(value, decimals), exact(value)}; }
Cell percent(double fraction) { return {fixed(fraction * 100, 2), exact(fraction)}; }
Cell word(const std::string& value) { return {value.empty() ? "-" : value, value}; }
Cell bits(int value) { return {value > 0 ? std::to_string(value) : "-", value > 0 ? std::to_string(value) : ""}; }

Cell points(double difference) {
  Cell cell = percent(difference);
  if (difference >= 0) cell.shown.insert(0, "+");
  return cell;
}

Cell portions(const std::vector<double>& values) {
  Cell cell;
  for (const double value : values) {
    std::array<char, 32> percent{};
    std::snprintf(percent.data(), percent.size(), "%.4g", value * 100);
    cell.shown += (cell.shown.empty() ? "" : "/") + std::string(percent.data());
    cell.exact += (cell.exact.empty() ? "" : " ") + exact(value);
  }
  if (cell.shown.empty()) cell.shown = "-";
  return cell;
}

const char* stateName(RunState state) {
  constexpr std::array<const char*, 7> kNames = {"opening", "running", "paused",     "finished",
                                                 "stopped", "failed",  "interrupted"};
  return kNames.at(static_cast<std::size_t>(state));
}

/// Characters, not bytes.
std::size_t width(const std::string& utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// One line, whatever is in a name.
std::string plain(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

std::string latex(const std::string& text) {
  std::string result;
  for (const char c : plain(text)) {
    switch (c) {
      case '\\':
        result += "\\textbackslash{}";
        break;
      case '^':
        result += "\\textasciicircum{}";
        break;
      case '~':
        result += "\\textasciitilde{}";
        break;
      case '&':
      case '%':
      case '$':
      case '#':
      case '_':
      case '{':
      case '}':
        result += '\\';
        result += c;
        break;
      default:
        result += c;
    }
  }
  return result;
}

/// A minus is a minus in LaTeX only in mathematics.
std::string latexNumber(const std::string& text) {
  if (text == "-") return "--";
  if (text == "inf") return "$\\infty$";
  if (text.rfind('-', 0) == 0 || text.rfind('+', 0) == 0) return "$" + text + "$";
  return latex(text);
}

std::string markdown(const std::string& text) {
  std::string result;
  for (const char c : plain(text)) {
    if (c == '|' || c == '\\' || c == '_' || c == '*' || c == '`' || c == '<') result += '\\';
    result += c;
  }
  return result;
}

std::string csv(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? "\"\"" : std::string(1, c);
  return result + "\"";
}

std::vector<std::size_t> shownColumns(const ReportTable& table) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (!table.columns[i].dataOnly) columns.push_back(i);
  }
  return columns;
}

std::string textTable(const ReportTable& table) {
  const auto columns = shownColumns(table);
  std::vector<std::size_t> widths;
  for (const std::size_t i : columns) {
    widths.push_back(width(table.columns[i].title));
    for (const auto& row : table.rows) widths.back() = std::max(widths.back(), width(row[i].shown));
  }
  std::string result;
  const auto line = [&](const auto& cellOf) {
    std::string text;
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const std::string cell = plain(cellOf(columns[k]));
      const std::string pad(widths[k] - std::min(widths[k], width(cell)), ' ');
      text += (k > 0 ? "  " : "") + (table.columns[columns[k]].number ? pad + cell : cell + pad);
    }
    result += text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
  };
  if (!table.title.empty()) result += plain(table.title) + "\n";
  line([&](std::size_t i) { return table.columns[i].title; });
  for (const auto& row : table.rows) line([&](std::size_t i) { return row[i].shown; });
  return result;
}

std::string markdownTable(const ReportTable& table) {
  std::string result = table.title.empty() ? "" : "**" + markdown(table.title) + "**\n\n";
  std::string rule;
  result += "|";
  for (const std::size_t i : shownColumns(table)) {
    result += " " + markdown(table.columns[i].title) + " |";
    rule += table.columns[i].number ? " ---: |" : " --- |";
  }
  result += "\n|" + rule + "\n";
  for (const auto& row : table.rows) {
    result += "|";
    for (const std::size_t i : shownColumns(table)) result += " " + markdown(row[i].shown) + " |";
    result += "\n";
  }
  return result;
}

std::string latexTable(const ReportTable& table) {
  const auto columns = shownColumns(table);
  std::string result = table.title.empty() ? "" : "% " + plain(table.title) + "\n";
  result += "% \\usepackage{booktabs}\n\\begin{tabular}{";
  for (const std::size_t i : columns) result += table.columns[i].number ? "r" : "l";
  result += "}\n\\toprule\n";
  for (std::size_t k = 0; k < columns.size(); ++k)
    result += (k > 0 ? " & " : "") + latex(table.columns[columns[k]].title);
  result += " \\\\\n\\midrule\n";
  for (const auto& row : table.rows) {
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const std::string& cell = row[columns[k]].shown;
      result += (k > 0 ? " & " : "") + (table.columns[columns[k]].number ? latexNumber(cell) : latex(cell));
    }
    result += " \\\\\n";
  }
  return result + "\\bottomrule\n\\end{tabular}\n";
}

std::string csvTable(const ReportTable& table) {
  std::string result;
  for (std::size_t i = 0; i < table.columns.size(); ++i) result += (i > 0 ? "," : "") + csv(table.columns[i].key);
  result += "\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) result += (i > 0 ? "," : "") + csv(row[i].exact);
    result += "\n";
  }
  return result;
}

}  // namespace

Expected<TableFormat> tableFormat(const std::string& name) {
  if (name == "text") return TableFormat::Text;
  if (name == "markdown") return TableFormat::Markdown;
  if (name == "latex") return TableFormat::Latex;
  if (name == "csv") return TableFormat::Csv;
  return usageError(DYADIC_TR("engine", "There is no table format %1. Available: text, markdown, latex, csv, json."),
                    {name});
}

ReportTable runTable(const std::vector<RunReport>& runs) {
  const bool finished =
      std::all_of(runs.begin(), runs.end(), [](const RunReport& run) { return run.state == RunState::Finished; });
  const bool parted =
      std::any_of(runs.begin(), runs.end(), [](const RunReport& run) { return !run.partition.empty(); });
  ReportTable table;
  table.columns = {{"path", "File", false, true},
                   {"run", "Run", false},
                   {"state", "State", false, finished},
                   {"method", "Method", false},
                   {"architecture", "Architecture", false, true},
                   {"bits", "Bits"},
                   {"activation_bits", "Map bits"},
                   {"average_bits", "Average bits"},
                   {"partition", "Partition", false, !parted},
                   {"portions", "Portions (%)"},
                   {"seed", "Seed"},
                   {"float_top1", "Float (%)"},
                   {"top1", "Trained (%)"},
                   {"hard_top1", "Hard (%)"},
                   {"change", "Change (points)"},
                   {"seconds", "Time (s)"}};
  for (const RunReport& run : runs) {
    table.rows.push_back(
        {word(run.path), word(run.name), word(stateName(run.state)), word(run.method.empty() ? "float" : run.method),
         word(run.architecture), bits(run.bits), bits(run.activationBits), real(run.averageBits, 2),
         word(run.partition), portions(run.portions), word(std::to_string(run.seed)), percent(run.floatTop1),
         percent(run.trainedTop1), percent(run.hardTop1), points(run.hardTop1 - run.floatTop1), real(run.seconds, 0)});
  }
  return table;
}

ReportTable layerTable(const RunReport& run) {
  ReportTable table;
  table.title = run.name;
  table.columns = {
      {"run", "Run", false, true}, {"layer", "Layer", false}, {"operator", "Operator", false},        {"bits", "Bits"},
      {"exponent", "Exponent"},    {"sqnr_db", "SQNR (dB)"},  {"saturated_fraction", "Saturated (%)"}};
  for (const LayerReport& layer : run.layers) {
    const std::string exponent = layer.bits > 0 ? std::to_string(layer.exponent) : "";
    table.rows.push_back({word(run.name), word(layer.name), word(layer.op), bits(layer.bits), word(exponent),
                          real(layer.sqnrDb, 2), percent(layer.saturatedFraction)});
  }
  return table;
}

std::string formatTable(const ReportTable& table, TableFormat format) {
  switch (format) {
    case TableFormat::Markdown:
      return markdownTable(table);
    case TableFormat::Latex:
      return latexTable(table);
    case TableFormat::Csv:
      return csvTable(table);
    case TableFormat::Text:
      break;
  }
  return textTable(table);
}

}  // namespace dyadic::session
