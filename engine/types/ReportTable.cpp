// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/types/ReportTable.h"

#include <algorithm>
#include <utility>

namespace dyadic {
namespace {

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
  const std::string plusMinus = "±";
  if (const auto at = text.find(plusMinus); at != std::string::npos) {
    return "$" + text.substr(0, at) + "\\pm" + text.substr(at + plusMinus.size()) + "$";
  }
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

/// What a spreadsheet takes from the clipboard.
std::string tabTable(const ReportTable& table) {
  std::string result;
  const auto line = [&](const auto& cellOf) {
    const char* between = "";
    for (const std::size_t i : shownColumns(table)) result += std::exchange(between, "\t") + plain(cellOf(i));
    result += "\n";
  };
  line([&](std::size_t i) { return table.columns[i].title; });
  for (const auto& row : table.rows) line([&](std::size_t i) { return row[i].shown; });
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

std::string formatTable(const ReportTable& table, TableFormat format) {
  switch (format) {
    case TableFormat::Markdown:
      return markdownTable(table);
    case TableFormat::Latex:
      return latexTable(table);
    case TableFormat::Csv:
      return csvTable(table);
    case TableFormat::Tabs:
      return tabTable(table);
    case TableFormat::Text:
      break;
  }
  return textTable(table);
}

}  // namespace dyadic
