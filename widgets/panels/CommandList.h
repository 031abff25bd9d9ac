// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>
#include <functional>
#include <memory>
#include <vector>

namespace dyadic::widgets {

/// Something that can be done, by name.
struct Command {
  QString title;     ///< "Pause"
  QString group;     ///< "Run", shown muted before it
  QString shortcut;  ///< as text; empty for none
  bool enabled = true;
  std::function<void()> run;
};

/// How well the letters of `query` fit `text`, in order but not necessarily side by side; higher is better, negative:
/// not all of them are there. Letters side by side and at beginnings of words count more; case does not, nor do spaces.
[[nodiscard]] int fuzzyScore(const QString& text, const QString& query);

/// The command palette: a field to type in, and below it the commands that fit, best first. Enter or a click runs the
/// one that is marked, after the list has closed. Up, Down, Page Up and Page Down go through the list while the field
/// keeps the keys. Does not block; deletes itself.
class CommandList : public QDialog {
  Q_OBJECT
 public:
  CommandList(std::vector<Command> commands, QWidget* parent);
  ~CommandList() override;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void fill(const QString& query);
  void place();
  void runCurrent();

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
