// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>
#include <memory>

namespace dyadic::widgets {

enum class Severity { Info, Success, Warning, Error };

/// A message above the views that stays until it is closed or replaced: what failed, and what to do. Errors can be
/// copied. Hidden at first.
class MessageBanner : public QWidget {
  Q_OBJECT
 public:
  explicit MessageBanner(QWidget* parent = nullptr);
  ~MessageBanner() override;

  /// `action`: text of a button ("Try again"), none if empty.
  void showMessage(Severity severity, const QString& title, const QString& text = {}, const QString& action = {});
  void clear();
  [[nodiscard]] QString text() const;

 Q_SIGNALS:
  void actionTriggered();
  void closed();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void updateLook();

  struct Private;
  std::unique_ptr<Private> d_;
};

}  // namespace dyadic::widgets
