// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <memory>
#include <vector>

namespace dyadic::widgets {

/// One run that waits.
struct QueueItem {
  quint64 id = 0;
  QString title;   ///< "IOIQ · 8 bits · random · seed 2"
  QString detail;  ///< tool tip
};

/// The runs that wait, next one first. They are put in order by dragging or Alt+Up and Alt+Down, and removed with
/// Delete or the button of their row. Changes nothing itself: the owner answers each wish with setItems(). Hidden while
/// there is nothing in it.
class QueueList : public QWidget {
  Q_OBJECT
 public:
  explicit QueueList(QWidget* parent = nullptr);
  ~QueueList() override;

  /// `held`: nothing starts by itself, and the list offers to go on. Keeps the selection.
  void setItems(const std::vector<QueueItem>& items, bool held);
  [[nodiscard]] QSize sizeHint() const override;

 Q_SIGNALS:
  void moveRequested(quint64 id, int row);  ///< to this place, counted without it
  void removeRequested(quint64 id);
  void clearRequested();
  void releaseRequested();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  bool handleKey(int key, Qt::KeyboardModifiers modifiers);
  void moveCurrent(int by);
  void removeCurrent();
  void updateButtons();

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
