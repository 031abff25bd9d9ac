// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/RunHeader.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <algorithm>
#include <cmath>

#include "widgets/controls/Parts.h"
#include "widgets/panels/RunList.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

/// The run's state as a tinted label.
class StatePill : public QWidget {
 public:
  void setState(std::optional<RunState> state) {
    state_ = state;
    setVisible(state.has_value());
    setAccessibleName(state ? stateText(*state) : QString());
    updateGeometry();
    update();
  }
  [[nodiscard]] QSize sizeHint() const override {
    return {state_ ? QFontMetrics(themeFont(FontRole::Small)).horizontalAdvance(stateText(*state_)) + 14 : 0, 20};
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    if (state_) paintPill(painter, rect(), stateText(*state_), stateColor(*state_));
  }

 private:
  std::optional<RunState> state_;
};

}  // namespace

struct RunHeader::Private {
  ElidedLabel* name = nullptr;
  StatePill* pill = nullptr;
  ElidedLabel* activity = nullptr;
  QLabel* times = nullptr;
  QLabel* reason = nullptr;
  QProgressBar* progress = nullptr;
  QPushButton* start = nullptr;
  QPushButton* pause = nullptr;
  QPushButton* resume = nullptr;
  QPushButton* stop = nullptr;

  enum class Mode { Idle, Running, Paused, Past };
  void showButtons(Mode mode) const {
    start->setVisible(mode == Mode::Idle);
    pause->setVisible(mode == Mode::Running);
    resume->setVisible(mode == Mode::Paused);
    stop->setVisible(mode == Mode::Running || mode == Mode::Paused);
  }
};

RunHeader::RunHeader(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kSpace);
  auto* first = new QHBoxLayout;
  first->setSpacing(kSpace);
  d_->name = new ElidedLabel({}, Qt::ElideMiddle);
  d_->name->setStyleSheet(
      QStringLiteral("font-size: %1px; font-weight: 600;").arg(themeFont(FontRole::Heading).pixelSize() + 2));
  d_->name->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  d_->pill = new StatePill;
  d_->pill->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  first->addWidget(d_->name);
  first->addWidget(d_->pill);
  first->addStretch(1);
  const auto addButton = [&](const QString& iconName, const QString& text, const QString& tip, auto signal) {
    auto* button = new QPushButton(text);
    button->setIcon(icon(iconName));
    button->setToolTip(tip);
    first->addWidget(button);
    connect(button, &QPushButton::clicked, this, signal);
    return button;
  };
  d_->pause =
      addButton(QStringLiteral("pause"), tr("&Pause"), tr("Pause before the next batch"), &RunHeader::pauseRequested);
  d_->resume = addButton(QStringLiteral("play"), tr("&Resume"), tr("Go on with the run"), &RunHeader::resumeRequested);
  d_->stop = addButton(QStringLiteral("stop"), tr("S&top"), tr("End the run; what is finished stays in the run file"),
                       &RunHeader::stopRequested);
  d_->start = addButton(QStringLiteral("play"), tr("&Start"), {}, &RunHeader::startRequested);
  d_->start->setIcon(icon(QStringLiteral("play"), colors().accentText));
  d_->start->setProperty("primary", true);
  d_->resume->setIcon(icon(QStringLiteral("play"), colors().accentText));
  d_->resume->setProperty("primary", true);
  column->addLayout(first);
  d_->progress = new QProgressBar;
  d_->progress->setTextVisible(false);
  d_->progress->setRange(0, 1000);
  d_->progress->setAccessibleName(tr("Progress of the run"));
  column->addWidget(d_->progress);
  auto* last = new QHBoxLayout;
  last->setSpacing(kMargin);
  d_->activity = new ElidedLabel;
  d_->activity->setProperty("muted", true);
  d_->times = mutedLabel();
  last->addWidget(d_->activity, 1);
  last->addWidget(d_->times);
  column->addLayout(last);
  d_->reason = problemLabel();
  d_->reason->setTextFormat(Qt::PlainText);
  d_->reason->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  column->addWidget(d_->reason);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setIdle();
}

RunHeader::~RunHeader() = default;

void RunHeader::setIdle() {
  d_->name->setFullText(tr("No run"));
  d_->pill->setState(std::nullopt);
  d_->activity->setFullText(tr("Choose model, data and method, then press Start."));
  d_->times->clear();
  d_->progress->setValue(0);
  setReason({});
  d_->showButtons(Private::Mode::Idle);
}

void RunHeader::setRun(const QString& name, RunState state, const RunProgress& progress, bool live) {
  const bool running = state == RunState::Running || state == RunState::Opening;
  const bool paused = state == RunState::Paused;
  d_->name->setFullText(name);
  d_->pill->setState(state);
  QStringList doing;
  if (running || paused) {
    doing << engineText(progress.activity);
    if (progress.epochs > 0) {
      doing << tr("stage %1").arg(progress.stage + 1)
            << tr("epoch %1 of %2").arg(std::min(progress.epoch + 1, progress.epochs)).arg(progress.epochs);
    }
  }
  doing.removeAll(QString());
  d_->activity->setFullText(doing.join(QStringLiteral(" · ")));

  QStringList times;
  if (running && std::isfinite(progress.imagesPerSecond)) {
    times << tr("%1 images/s").arg(QString::fromStdString(groupedText(std::llround(progress.imagesPerSecond))));
  }
  if (progress.seconds > 0) times << tr("%1 elapsed").arg(QString::fromStdString(durationText(progress.seconds)));
  if ((running || paused) && std::isfinite(progress.secondsLeft)) {
    times << tr("%1 left").arg(QString::fromStdString(durationText(progress.secondsLeft)));
  }
  d_->times->setText(times.join(QStringLiteral("   ·   ")));
  const double done = progress.steps > 0 ? static_cast<double>(progress.step) / static_cast<double>(progress.steps) : 0;
  d_->progress->setValue(state == RunState::Finished ? 1000 : static_cast<int>(std::clamp(done, 0.0, 1.0) * 1000));
  using Mode = Private::Mode;
  d_->showButtons(live && running ? Mode::Running : live && paused ? Mode::Paused : Mode::Past);
}

void RunHeader::setReason(const QString& text) { showProblem(*d_->reason, text); }

void RunHeader::setStartEnabled(bool on, const QString& reason) {
  d_->start->setEnabled(on);
  d_->start->setToolTip(on ? tr("Start a run with the settings on the left") : reason);
}

}  // namespace dyadic::widgets
