// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/RunTimeLabel.h"

#include "widgets/plots/Arithmetic.h"

namespace dyadic::widgets {
namespace {

QString count(std::int64_t number) { return QString::fromStdString(groupedText(number)); }

}  // namespace

RunTimeLabel::RunTimeLabel(QWidget* parent) : QLabel(parent) {
  setObjectName(QStringLiteral("runTime"));
  setProperty("muted", true);
  setWordWrap(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse);
  hide();
}

void RunTimeLabel::clearTime() { say({}, {}); }

void RunTimeLabel::showMeasuring() { say(tr("Measuring how long a run takes…"), {}); }

void RunTimeLabel::showEstimate(const TimeEstimate& estimate, int threads) {
  const QString how = threads == 1 ? tr("on 1 thread") : tr("on %1 threads").arg(threads);
  say(tr("About %1 %2").arg(QString::fromStdString(durationText(estimate.seconds)), how),
      tr("Measured with ten batches: %1 training steps of %2 s and %3 evaluations of %4 s")
          .arg(count(estimate.steps), QString::number(estimate.secondsPerStep, 'g', 3), count(estimate.evaluations),
               QString::number(estimate.secondsPerEvaluation, 'g', 3)));
}

void RunTimeLabel::showProblem(const QString& text) {
  say(tr("How long a run takes could not be measured: %1").arg(text), {});
}

void RunTimeLabel::say(const QString& text, const QString& tip) {
  setText(text);
  setToolTip(tip);
  setVisible(!text.isEmpty());
}

}  // namespace dyadic::widgets
