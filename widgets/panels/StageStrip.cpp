// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/StageStrip.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "widgets/controls/Parts.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

/// The painted part.
class StageBar : public QWidget {
 public:
  explicit StageBar(StageStrip& strip) : strip_(strip) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setMinimumHeight(40);
    setAccessibleName(StageStrip::tr("Stages of the run"));
  }

  std::vector<double> portions;
  int finished = 0;
  bool running = false;
  double progress = 0;
  bool broken = false;
  int shown = -1;

  [[nodiscard]] int selectable() const { return std::min(finished + (running ? 1 : 0), count()); }
  [[nodiscard]] int count() const { return static_cast<int>(portions.size()); }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Colors& c = colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (portions.empty()) {
      painter.setPen(c.textFaint);
      painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, StageStrip::tr("The stages of a run appear here."));
      return;
    }
    for (int i = 0; i < count(); ++i) paintSegment(painter, i);
  }

  void mouseMoveEvent(QMouseEvent* event) override {
    const int stage = stageAt(event->position());
    if (stage != hovered_) {
      hovered_ = stage;
      setCursor(stage >= 0 && stage < selectable() ? Qt::PointingHandCursor : Qt::ArrowCursor);
      update();
    }
  }
  void leaveEvent(QEvent*) override {
    hovered_ = -1;
    update();
  }
  void mousePressEvent(QMouseEvent* event) override {
    if (event->button() == Qt::LeftButton) pick(stageAt(event->position()));
  }
  void keyPressEvent(QKeyEvent* event) override {
    switch (event->key()) {
      case Qt::Key_Left:
        return pick(std::max(shown - 1, 0));
      case Qt::Key_Right:
        return pick(std::min(shown + 1, selectable() - 1));
      case Qt::Key_Home:
        return pick(0);
      case Qt::Key_End:
        return pick(selectable() - 1);
      default:
        QWidget::keyPressEvent(event);
    }
  }
  bool event(QEvent* event) override {
    if (event->type() == QEvent::ToolTip) {
      auto* help = static_cast<QHelpEvent*>(event);
      const int stage = stageAt(help->pos());
      QToolTip::showText(help->globalPos(), stage < 0 ? QString() : describe(stage), this);
      return true;
    }
    return QWidget::event(event);
  }

 private:
  [[nodiscard]] QRectF segment(int i) const {
    const double wide = (width() - kHalfSpace * (count() - 1.0)) / count();
    return {i * (wide + kHalfSpace), 0, wide, static_cast<double>(height())};
  }
  [[nodiscard]] int stageAt(const QPointF& at) const {
    for (int i = 0; i < count(); ++i) {
      if (segment(i).contains(at)) return i;
    }
    return -1;
  }
  void pick(int stage) {
    if (stage < 0 || stage >= selectable()) return;
    shown = stage;
    update();
    Q_EMIT strip_.stageSelected(stage);
  }
  [[nodiscard]] QString describe(int i) const {
    const QString share = QString::fromStdString(percentText(portions[static_cast<std::size_t>(i)]));
    const QString state = i < finished               ? StageStrip::tr("done")
                          : running && i == finished ? StageStrip::tr("running")
                          : broken && i == finished  ? StageStrip::tr("the run ended here")
                                                     : StageStrip::tr("to come");
    return StageStrip::tr("Stage %1: %2 of the weights quantized (%3)").arg(i + 1).arg(share, state);
  }

  void paintSegment(QPainter& painter, int i) const {
    const Colors& c = colors();
    const QRectF box = segment(i);
    const bool isShown = i == shown;
    if (isShown || (i == hovered_ && i < selectable())) {
      painter.setPen(isShown && hasFocus() ? QPen(c.accent) : QPen(Qt::NoPen));
      painter.setBrush(isShown ? c.accentSoft : c.hover);
      painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    }
    QRectF bar(box.left() + 8, box.bottom() - 13, box.width() - 16, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.pressed);
    painter.drawRoundedRect(bar, 3, 3);
    const bool ended = broken && i == finished;
    const double share = i < finished ? 1 : (running || ended) && i == finished ? std::clamp(progress, 0.0, 1.0) : 0;
    if (ended) {
      painter.setBrush(c.badSoft);
      painter.drawRoundedRect(bar, 3, 3);
    }
    if (share > 0 || ended) {
      bar.setWidth(std::max(bar.width() * share, 6.0));
      painter.setBrush(i < finished ? c.ok : ended ? c.bad : c.accent);
      painter.drawRoundedRect(bar, 3, 3);
    }
    const QRectF text(box.left() + 8, box.top() + 4, box.width() - 16, box.height() - 20);
    QFont small = themeFont(FontRole::Small);
    if (isShown) small.setWeight(QFont::DemiBold);
    painter.setFont(small);
    painter.setPen(isShown ? c.text : (i < selectable() ? c.textMuted : c.textFaint));
    const QString portion =
        QString::fromStdString(numberText(portions[static_cast<std::size_t>(i)] * 100)) + QStringLiteral(" %");
    const bool roomy = text.width() > QFontMetrics(small).horizontalAdvance(portion) + 60;
    painter.drawText(text, Qt::AlignVCenter | (roomy ? Qt::AlignRight : Qt::AlignHCenter), portion);
    if (roomy) painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, StageStrip::tr("Stage %1").arg(i + 1));
  }

  StageStrip& strip_;
  int hovered_ = -1;
};

struct StageStrip::Private {
  StageBar* bar = nullptr;
  QToolButton* live = nullptr;
};

StageStrip::StageStrip(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kSpace);
  d_->bar = new StageBar(*this);
  d_->live = new QToolButton;
  d_->live->setText(tr("Live"));
  d_->live->setIcon(icon(QStringLiteral("live")));
  d_->live->setIconSize(QSize(kIconSize, kIconSize));
  d_->live->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  d_->live->setCheckable(true);
  d_->live->setChecked(true);
  d_->live->setToolTip(tr("Follow the stage that runs (Ctrl+L)"));
  d_->live->setFocusPolicy(Qt::StrongFocus);
  row->addWidget(d_->bar, 1);
  row->addWidget(d_->live);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setLive(false);
  connect(this, &StageStrip::stageSelected, this, [this] { setFollowingLive(false); });
  connect(d_->live, &QToolButton::clicked, this, [this](bool on) {
    if (on) Q_EMIT followLiveRequested();
  });
}

StageStrip::~StageStrip() = default;

void StageStrip::setPortions(const std::vector<double>& portions) {
  d_->bar->portions = portions;
  d_->bar->shown = -1;
  setProgress(0, false, 0);
}

void StageStrip::setProgress(int finished, bool running, double progress) {
  d_->bar->finished = std::clamp(finished, 0, d_->bar->count());
  d_->bar->running = running;
  d_->bar->progress = std::isfinite(progress) ? progress : 0;
  d_->bar->update();
}

void StageStrip::setShownStage(int stage) {
  d_->bar->shown = stage < d_->bar->count() ? stage : -1;
  d_->bar->update();
}

void StageStrip::setBroken(bool on) {
  d_->bar->broken = on;
  d_->bar->update();
}

void StageStrip::setLive(bool on) { d_->live->setVisible(on); }
int StageStrip::shownStage() const { return d_->bar->shown; }
void StageStrip::setFollowingLive(bool on) { d_->live->setChecked(on); }
bool StageStrip::isFollowingLive() const { return d_->live->isChecked(); }
QSize StageStrip::sizeHint() const { return {420, 44}; }

}  // namespace dyadic::widgets
