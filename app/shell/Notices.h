// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>

#include "engine/types/Expected.h"
#include "widgets/panels/MessageBanner.h"

namespace dyadic::shell {

/// What the parts of the window have to say, one message at a time: a new one replaces the last. Window thread.
class Notices : public QObject {
  Q_OBJECT
 public:
  /// `banner` must outlive this object.
  explicit Notices(widgets::MessageBanner& banner, QObject* parent = nullptr);

  void show(widgets::Severity severity, const QString& title, const QString& text);
  /// What went well and needs no answer: goes away by itself.
  void confirm(const QString& title, const QString& text);
  void showError(const QString& title, const Error& error);
  /// A button that does something, once, as long as its message is shown.
  struct Offer {
    QString button;
    std::function<void()> action;
  };
  void offer(widgets::Severity severity, const QString& title, const QString& text, Offer offer);
  void clear();
  /// Nothing is shown.
  [[nodiscard]] bool isEmpty() const { return banner_.isHidden(); }

 private:
  widgets::MessageBanner& banner_;
  std::function<void()> action_;
  QTimer gone_;  ///< runs while a confirmation is shown
};

}  // namespace dyadic::shell
