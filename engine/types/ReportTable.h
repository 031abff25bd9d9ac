// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/types/Expected.h"

/// A table as text: what reports, and the tables of the window, are copied and exported with. Any thread.
namespace dyadic {

/// Tabs: for the clipboard of a spreadsheet.
enum class TableFormat { Text, Markdown, Latex, Csv, Tabs };
/// "text", "markdown", "latex" and "csv"; nothing else is known.
[[nodiscard]] Expected<TableFormat> tableFormat(const std::string& name);

struct ReportTable {
  struct Column {
    std::string key;    ///< in CSV
    std::string title;  ///< for people, with its unit
    bool number = true;
    bool dataOnly = false;  ///< in CSV alone
  };
  struct Cell {
    std::string shown;  ///< for people: rounded, shares in percent
    std::string exact;  ///< for CSV; empty where not measured
  };
  std::string title;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  ///< one cell a column
};

/// Ends with a newline. LaTeX is a tabular that needs booktabs, its texts escaped.
[[nodiscard]] std::string formatTable(const ReportTable& table, TableFormat format);

}  // namespace dyadic
