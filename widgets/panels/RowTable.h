// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QWidget>
#include <functional>
#include <memory>
#include <vector>

class QTableView;

namespace dyadic::widgets {

/// What a model of a RowTable answers besides the texts.
enum RowRole {
  SortRole = Qt::UserRole,  ///< number or text; invalid where the value is not known
  ToneRole,                 ///< RowTone
  ShareRole,                ///< 0 to 1: a bar beside the text
  MarkRole,                 ///< true: somebody has set this cell, which otherwise follows others
  RangeRole,                ///< QPoint: least and largest number of an editable cell
};
enum RowTone { PlainTone, FaintTone, WarnTone, BadTone };

/// A table with a name filter and a count above it, one selected row, and cells coloured by thresholds. Rows are those
/// of the model, whatever the order and the filter: selection survives both. Unknown values sort to the end either way.
/// Column 0 is the name that the filter looks at. Where several rows may be chosen at once, the selected one is that of
/// the last click, and those that the filter hides are not chosen. Cells are edited in place, and rows have a box to
/// tick in column 0, where the model's flags say so.
class RowTable : public QWidget {
  Q_OBJECT
 public:
  struct Setup {
    QString filterText;       ///< "Filter layers"
    QString filterName;       ///< for screen readers
    QString name;             ///< likewise, of the table
    QString emptyText;        ///< instead of the table while there are no rows
    std::vector<int> widths;  ///< of the columns
    int sortColumn = 0;
    Qt::SortOrder order = Qt::AscendingOrder;
    std::function<QString(int)> countText;  ///< "15 layers"
    bool several = false;                   ///< rows may be chosen together, with Shift, Ctrl or Ctrl+A
  };
  /// `model` must outlive the table.
  RowTable(QAbstractTableModel& model, Setup setup, QWidget* parent = nullptr);
  ~RowTable() override;

  /// For actions, which become part of its context menu, and for columns to hide.
  [[nodiscard]] QTableView& view() const;
  /// Edits the cell of the selected row in that column, where it can be edited.
  void edit(int column);

  [[nodiscard]] int selectedRow() const;  ///< -1 for none
  /// Scrolls there; emits rowSelected only if it changes something. Several chosen rows stay where it is one of them.
  void selectRow(int row);
  /// Those that are chosen together, ascending; the selected one alone, or none.
  [[nodiscard]] std::vector<int> chosenRows() const;
  /// Has `reset` give the model other rows, of which `selected` is selected; emits rowSelected if it is another number.
  void resetRows(const std::function<void()>& reset, int selected);
  /// Puts the rows in order again; they do not move by themselves when values change.
  void sortAgain();

 Q_SIGNALS:
  void rowSelected(int row);
  void chosenChanged();

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
