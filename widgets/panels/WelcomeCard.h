// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

class QLabel;

namespace dyadic::widgets {

/// What a new user can do first, as three buttons that do it. Closed by each of them and by its own button; whether it
/// is shown again is the owner's affair.
class WelcomeCard : public QWidget {
  Q_OBJECT
 public:
  explicit WelcomeCard(QWidget* parent = nullptr);

 Q_SIGNALS:
  void exploreRequested();
  void startRequested();
  void openRequested();
  /// The user is done with it, by whichever button. Comes before the others.
  void closed();

 protected:
  void showEvent(QShowEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<QLabel*> notes_;  ///< below the buttons, where the screen is high enough for them
};

}  // namespace dyadic::widgets
