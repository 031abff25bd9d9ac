// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <string>
#include <vector>

/// What a table shows, for tests.
namespace dyadic::widgets {

inline std::vector<std::string> namesOf(const QTableView& view) {
  std::vector<std::string> names;
  for (int row = 0; row < view.model()->rowCount(); ++row) {
    names.push_back(view.model()->index(row, 0).data().toString().toStdString());
  }
  return names;
}

/// Column by its header.
inline int columnOf(const QTableView& view, const QString& title) {
  for (int i = 0; i < view.model()->columnCount(); ++i) {
    if (view.model()->headerData(i, Qt::Horizontal).toString() == title) return i;
  }
  return -1;
}

}  // namespace dyadic::widgets
