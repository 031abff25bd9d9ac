// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <vector>

class QBoxLayout;
class QMenuBar;
class QWidget;

namespace dyadic::widgets {
class Segmented;
}

namespace dyadic::shell {

struct MainMenu;

/// What the centre of the window shows.
enum class View { Explore, Run, Compare, Deploy };

/// The window's views, one of which is shown: as pages of the centre, as choices in the corner of the menu bar and as
/// actions of the View menu with Ctrl+1, Ctrl+2, ... A view more is one add() more. Window thread.
class Views : public QObject {
  Q_OBJECT
 public:
  /// `pages`: where the pages go. All must outlive this object.
  Views(MainMenu& menu, QMenuBar& bar, QBoxLayout& pages, QObject* parent = nullptr);

  /// `name` has a mnemonic for the menu; `page` is hidden until its view is shown.
  void add(View view, const QString& name, QWidget* page);
  /// Shows a view that was added and emits changed(), also if it is the one that is shown.
  void show(View view);
  [[nodiscard]] View current() const { return current_; }

 Q_SIGNALS:
  void changed(dyadic::shell::View view);

 private:
  struct Entry {
    View view;
    QWidget* page;
  };
  /// What the user does: the keys go to the view then.
  void choose(const Entry& entry);

  MainMenu& menu_;
  QMenuBar& bar_;
  QBoxLayout& pages_;
  widgets::Segmented* choices_;
  std::vector<Entry> entries_;
  View current_ = View::Explore;
};

}  // namespace dyadic::shell
