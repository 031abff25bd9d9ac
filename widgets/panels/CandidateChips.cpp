// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/CandidateChips.h"

#include <QHBoxLayout>
#include <algorithm>

#include "widgets/controls/Chips.h"
#include "widgets/controls/Parts.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr std::size_t kMost = 5;

QString signedText(int number) { return QString::number(number).replace(QLatin1Char('-'), QChar(0x2212)); }

/// Those of least error, in their order.
std::vector<CandidateChips::Candidate> best(std::vector<CandidateChips::Candidate> candidates) {
  std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) { return a.mse < b.mse; });
  if (candidates.size() > kMost) candidates.resize(kMost);
  std::sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) { return a.exponent < b.exponent; });
  return candidates;
}

}  // namespace

CandidateChips::CandidateChips(QWidget* parent) : QWidget(parent), chips_(new Chips(Chips::Mode::Any)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, kSpace, 0);
  row->setSpacing(kHalfSpace + 2);
  QLabel* label = mutedLabel(tr("MSE"));
  label->setToolTip(tr("Mean squared error with each exponent that was tried"));
  row->addWidget(label);
  row->addWidget(chips_);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  chips_->setAccessibleName(tr("Exponents that were tried"));
  connect(chips_, &Chips::clicked, this, &CandidateChips::clicked);
  hide();
}

void CandidateChips::setCandidates(const std::vector<Candidate>& candidates, int chosen) {
  std::vector<Candidate> next = best(candidates);
  if (next == shown_ && chosen == chosen_) return;
  shown_ = std::move(next);
  chosen_ = chosen;
  QStringList texts;
  for (const Candidate& each : shown_)
    texts << (each.exponent == chosen ? QStringLiteral("\u2713 ") : QString()) + signedText(each.exponent) +
                 QStringLiteral("  ") + QString::number(each.mse, 'e', 1);
  chips_->setChoices(texts);
  for (std::size_t i = 0; i < shown_.size(); ++i) {
    const Candidate& each = shown_[i];
    const QString grid =
        tr("grid from %1 to %2")
            .arg(QString::fromStdString(numberText(each.low)), QString::fromStdString(numberText(each.high)));
    const QString what = each.exponent == chosen ? tr("chosen") : tr("rejected; click to see where its grid ends");
    chips_->setTip(static_cast<int>(i), tr("Exponent %1: %2, %3").arg(signedText(each.exponent), grid, what));
  }
  if (!looked()) exponent_.reset();
  for (std::size_t i = 0; i < shown_.size(); ++i)
    chips_->setChosen(static_cast<int>(i), shown_[i].exponent == exponent_ || shown_[i].exponent == chosen);
  chips_->setFixedWidth(chips_->sizeHint().width());
  setVisible(shown_.size() > 1);
}

std::optional<CandidateChips::Candidate> CandidateChips::looked() const {
  for (const Candidate& each : shown_)
    if (exponent_ && each.exponent == *exponent_ && each.exponent != chosen_) return each;
  return std::nullopt;
}

void CandidateChips::clicked(int index) {
  const int exponent = shown_[static_cast<std::size_t>(index)].exponent;
  exponent_ = chips_->isChosen(index) && exponent != chosen_ ? std::optional(exponent) : std::nullopt;
  for (int i = 0; i < chips_->count(); ++i) {
    const int each = shown_[static_cast<std::size_t>(i)].exponent;
    chips_->setChosen(i, each == chosen_ || each == exponent_);
  }
  Q_EMIT lookedChanged();
}

}  // namespace dyadic::widgets
