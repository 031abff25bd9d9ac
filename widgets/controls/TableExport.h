// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include "engine/types/ReportTable.h"

class QAbstractItemView;
class QModelIndex;

namespace dyadic::widgets {

/// Gives a table what every table of the window can do: Ctrl+C copies the selected cells (rows, where rows are
/// selected) for a spreadsheet, and the context menu takes the whole table, in the order and with the columns that are
/// shown, to the clipboard or a file as LaTeX (booktabs), Markdown, CSV or text. The actions are the view's own, in a
/// context menu that may hold others too. Owned by the view. Window thread.
class TableExport : public QObject {
  Q_OBJECT
 public:
  struct Options {
    QString title;       ///< of the table, and base of a file's name
    int exactRole = -1;  ///< of the model: the number behind a cell's text, for CSV; -1: there is none
  };
  TableExport(QAbstractItemView& view, Options options);

  /// The table that the name of the run or the model belongs over; it follows the options' title.
  void setSubject(const QString& subject) { subject_ = subject; }
  /// All rows, or those with a selected cell; columns that are hidden, or have no title, are left out.
  enum class Rows { All, Selected };
  [[nodiscard]] ReportTable table(Rows rows) const;
  void copy(TableFormat format) const;
  void copySelection() const;
  /// Asks for a file; the format goes by its ending: .csv, .tex, .md, else text.
  void exportToFile();
  /// Empty, or what went wrong and what to do.
  [[nodiscard]] QString writeTo(const QString& path) const;

 private:
  void addActions();
  [[nodiscard]] ReportTable::Cell cellAt(const QModelIndex& index, bool number) const;

  QAbstractItemView& view_;
  Options options_;
  QString subject_;
};

/// Says on the window's behalf what became of tables that were written to files.
class TableNotifier : public QObject {
  Q_OBJECT
 public:
  [[nodiscard]] static TableNotifier& instance();
 Q_SIGNALS:
  void saved(const QString& path);
  void failed(const QString& text);

 private:
  friend class TableExport;
  using QObject::QObject;
};

}  // namespace dyadic::widgets
