// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Notices.h"

#include <utility>

#include "app/runtime/ErrorText.h"

namespace dyadic::shell {

Notices::Notices(widgets::MessageBanner& banner, QObject* parent) : QObject(parent), banner_(banner) {
  connect(&banner_, &widgets::MessageBanner::actionTriggered, this, [this] {
    if (const auto action = std::exchange(action_, {})) action();
  });
}

void Notices::show(widgets::Severity severity, const QString& title, const QString& text) {
  action_ = {};
  banner_.showMessage(severity, title, text);
}

void Notices::showError(const QString& title, const Error& error) {
  show(widgets::Severity::Error, title, runtime::errorText(error));
}

void Notices::offer(widgets::Severity severity, const QString& title, const QString& text, Offer offer) {
  action_ = std::move(offer.action);
  banner_.showMessage(severity, title, text, offer.button);
}

void Notices::clear() {
  action_ = {};
  banner_.clear();
}

}  // namespace dyadic::shell
