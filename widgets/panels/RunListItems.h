// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QSet>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <functional>
#include <vector>

#include "widgets/panels/RunList.h"

/// What the run list is made of: its rows, which of them are shown, and how. Private to RunList.
namespace dyadic::widgets {

enum RunListRole { PathRole = Qt::UserRole };

class RunModel : public QAbstractListModel {
 public:
  std::vector<RunItem> runs;  ///< newest first
  std::function<void(const QString& path, const QString& name)> renamed;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  /// Rows that are the same runs stay where they are.
  void set(const std::vector<RunItem>& items);
  void update(const RunItem& item);
};

class RunProxy : public QSortFilterProxyModel {
 public:
  void setText(const QString& text);
  void setTags(const QSet<QString>& tags);
  void setArchivedShown(bool on);

 protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  QString text_;
  QSet<QString> tags_;
  bool archived_ = false;
};

class RunDelegate : public QStyledItemDelegate {
 public:
  QString current;

  /// Where the eye of a row is clicked, given the row's rectangle.
  [[nodiscard]] static QRect eyeRect(const QRect& row);
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const override;
};

/// The run of a row of the list.
[[nodiscard]] const RunItem& runOf(const QModelIndex& index);

}  // namespace dyadic::widgets
