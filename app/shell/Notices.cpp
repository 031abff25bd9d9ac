// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/Notices.h"

#include <chrono>
#include <utility>

#include "app/runtime/ErrorText.h"

namespace dyadic::shell {
namespace {

constexpr std::chrono::seconds kConfirmed{8};

}  // namespace

Notices::Notices(widgets::MessageBanner& banner, QObject* parent) : QObject(parent), banner_(banner) {
  connect(&banner_, &widgets::MessageBanner::actionTriggered, this, [this] {
    if (const auto action = std::exchange(action_, {})) action();
  });
  gone_.setSingleShot(true);
  gone_.setInterval(kConfirmed);
  connect(&gone_, &QTimer::timeout, this, &Notices::clear);
}

void Notices::show(widgets::Severity severity, const QString& title, const QString& text) {
  action_ = {};
  gone_.stop();
  banner_.showMessage(severity, title, text);
}

void Notices::confirm(const QString& title, const QString& text) {
  show(widgets::Severity::Success, title, text);
  gone_.start();
}

void Notices::showError(const QString& title, const Error& error) {
  show(widgets::Severity::Error, title, runtime::errorText(error));
}

void Notices::offer(widgets::Severity severity, const QString& title, const QString& text, Offer offer) {
  action_ = std::move(offer.action);
  gone_.stop();
  banner_.showMessage(severity, title, text, offer.button);
}

void Notices::clear() {
  action_ = {};
  gone_.stop();
  banner_.clear();
}

}  // namespace dyadic::shell
