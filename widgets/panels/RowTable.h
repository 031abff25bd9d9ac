// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QWidget>
#include <functional>
#include <memory>
#include <vector>

namespace dyadic::widgets {

/// What a model of a RowTable answers besides the texts.
enum RowRole {
  SortRole = Qt::UserRole,  ///< number or text; invalid where the value is not known
  ToneRole,                 ///< RowTone
  ShareRole,                ///< 0 to 1: a bar beside the text
};
enum RowTone { PlainTone, FaintTone, WarnTone, BadTone };

/// A table with a name filter and a count above it, one selected row, and cells coloured by thresholds. Rows are those
/// of the model, whatever the order and the filter: selection survives both. Unknown values sort to the end either way.
/// Column 0 is the name that the filter looks at. Where several rows may be chosen at once, the selected one is that of
/// the last click, and those that the filter hides are not chosen.
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
