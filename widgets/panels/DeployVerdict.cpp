// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/DeployVerdict.h"

#include <QAction>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <array>
#include <cmath>

#include "widgets/controls/Parts.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum class State { Unverified, Running, Exact, Differs, Failed };

constexpr qint64 kForecastAfter = 2000;  // ms; before, the time left is not known well

QString grouped(std::int64_t count) { return QString::fromStdString(groupedText(count)); }

QString valueText(double value) { return QString::fromStdString(numberText(value, 9)); }

}  // namespace

struct DeployVerdict::Private {
  State state = State::Unverified;
  QLabel* mark = nullptr;
  ElidedLabel* title = nullptr;
  ElidedLabel* detail = nullptr;
  QProgressBar* progress = nullptr;
  QPushButton* show = nullptr;
  QPushButton* cancel = nullptr;
  QPushButton* verify = nullptr;
  QPushButton* exports = nullptr;
  QAction* qdq = nullptr;
  QElapsedTimer clock;

  void update(DeployVerdict& owner, State next, const QString& titleText, const QString& detailText) {
    state = next;
    title->setFullText(titleText);
    detail->setFullText(detailText);
    owner.setAccessibleDescription(titleText + QStringLiteral(". ") + detailText);
    progress->setVisible(state == State::Running);
    cancel->setVisible(state == State::Running);
    cancel->setEnabled(true);
    show->setVisible(state == State::Differs);
    verify->setVisible(state != State::Running);
    verify->setText(state == State::Exact || state == State::Differs ? DeployVerdict::tr("&Verify again")
                                                                     : DeployVerdict::tr("&Verify"));
    setStyleProperty(*verify, "primary", state != State::Exact);
    paint(owner);
  }

  void paint(DeployVerdict& owner) const {
    const Colors& c = colors();
    const QColor tone = color();
    const char* name = state == State::Exact                               ? "check"
                       : state == State::Differs || state == State::Failed ? "error"
                       : state == State::Running                           ? "refresh"
                                                                           : "info";
    mark->setPixmap(icon(QString::fromLatin1(name), tone).pixmap(QSize(20, 20), owner.devicePixelRatioF()));
    const bool colored = state == State::Exact || state == State::Differs || state == State::Failed;
    title->setStyleSheet(QStringLiteral("font-size: %1px; font-weight: 600; color: %2;")
                             .arg(themeFont(FontRole::Heading).pixelSize() + 1)
                             .arg((colored ? tone : c.text).name()));
    verify->setIcon(icon(QStringLiteral("check"), state == State::Exact ? c.textMuted : c.accentText));
    owner.QWidget::update();
  }

  [[nodiscard]] QColor color() const {
    const Colors& c = colors();
    switch (state) {
      case State::Exact:
        return c.ok;
      case State::Differs:
      case State::Failed:
        return c.bad;
      case State::Running:
        return c.accent;
      default:
        return c.textMuted;
    }
  }
};

DeployVerdict::DeployVerdict(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  setAccessibleName(tr("Verification"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kSpace + kHalfSpace, kSpace, kSpace, kHalfSpace);
  column->setSpacing(kHalfSpace);
  auto* row = new QHBoxLayout;
  row->setSpacing(kSpace);
  column->addLayout(row);
  d_->mark = new QLabel;
  d_->mark->setFixedSize(24, 24);
  d_->mark->setAlignment(Qt::AlignCenter);
  auto* texts = new QVBoxLayout;
  texts->setSpacing(0);
  d_->title = new ElidedLabel;
  d_->detail = new ElidedLabel;
  d_->detail->setProperty("muted", true);
  texts->addWidget(d_->title);
  texts->addWidget(d_->detail);
  d_->progress = new QProgressBar;
  d_->progress->setTextVisible(false);
  d_->progress->setRange(0, 1000);
  d_->progress->setAccessibleName(tr("Progress of the verification"));
  row->addWidget(d_->mark);
  row->addLayout(texts, 1);
  QSizePolicy keepsPlace = d_->progress->sizePolicy();
  keepsPlace.setRetainSizeWhenHidden(true);
  d_->progress->setSizePolicy(keepsPlace);
  column->addWidget(d_->progress);
  const auto add = [&](const QString& text, const QString& tip) {
    auto* button = new QPushButton(text);
    button->setToolTip(tip);
    row->addWidget(button);
    return button;
  };
  d_->show = add(tr("&Show layer"), tr("Select the layer of the first difference"));
  d_->cancel = add(tr("&Cancel"), tr("Give up; nothing is written"));
  d_->cancel->setIcon(icon(QStringLiteral("stop")));
  d_->verify = add({}, tr("Compare plain loops, fast executor and float64 simulation, image by image"));
  d_->exports = add(tr("E&xport"), tr("Write the program in another form"));
  d_->exports->setIcon(icon(QStringLiteral("download")));
  d_->exports->setProperty("menu", true);
  auto* menu = new QMenu(d_->exports);
  menu->setToolTipsVisible(true);
  const auto entry = [&](const QString& text, const QString& tip, DeployExport form) {
    QAction* action = menu->addAction(text);
    action->setToolTip(tip);
    connect(action, &QAction::triggered, this, [this, form] { Q_EMIT exportRequested(form); });
    return action;
  };
  entry(tr("&C99 source…"), tr("A folder with model.h, model.c and a Makefile whose check compares the logits"),
        DeployExport::C);
  entry(tr("&ONNX, exact…"), tr("Requantization written out in operators: every rounding, every bit-width"),
        DeployExport::OnnxExact);
  d_->qdq = entry(tr("ONNX, &QuantizeLinear…"), {}, DeployExport::OnnxQdq);
  entry(tr("&HDF5…"), tr("The integers, exponents and the program alone, packed to their bits"), DeployExport::H5);
  d_->exports->setMenu(menu);
  connect(d_->show, &QPushButton::clicked, this, &DeployVerdict::differenceRequested);
  connect(d_->verify, &QPushButton::clicked, this, &DeployVerdict::verifyRequested);
  connect(d_->cancel, &QPushButton::clicked, this, [this] {
    d_->cancel->setEnabled(false);
    d_->detail->setFullText(tr("Stopping…"));
    Q_EMIT cancelRequested();
  });
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { d_->paint(*this); });
  setQdqObstacle({});
  showUnverified();
}

DeployVerdict::~DeployVerdict() = default;

void DeployVerdict::showUnverified() {
  d_->update(*this, State::Unverified, tr("Not verified yet"),
             tr("Verify compares plain loops, the fast executor and the float64 simulation, image by image."));
}

void DeployVerdict::showProgress(std::int64_t images, std::int64_t of) {
  if (d_->state != State::Running) {
    d_->update(*this, State::Running, tr("Verifying"), {});
    d_->clock.start();
    d_->progress->setValue(0);
  }
  if (!d_->cancel->isEnabled()) return;  // it is stopping
  const double share = of > 0 ? static_cast<double>(images) / static_cast<double>(of) : 0;
  d_->progress->setValue(static_cast<int>(share * 1000));
  QString text = of > 0 ? tr("%1 of %2 images").arg(grouped(images), grouped(of)) : tr("Reading the images");
  const qint64 elapsed = d_->clock.elapsed();
  if (share > 0 && share < 1 && elapsed > kForecastAfter) {
    const double left = static_cast<double>(elapsed) / 1000 * (1 - share) / share;
    text += QStringLiteral(" · ") + tr("%1 left").arg(QString::fromStdString(durationText(left)));
  }
  d_->detail->setFullText(text);
}

void DeployVerdict::showReport(const IntegerReport& report) {
  if (report.bitExact) {
    QString text = tr("Plain loops, fast executor and float64 simulation agree on every integer.");
    if (report.otherClasses > 0)
      text =
          tr("%1 images fall into another class than in the run's own evaluation.").arg(grouped(report.otherClasses));
    d_->update(*this, State::Exact, tr("Bit-exact on %1 images").arg(grouped(report.images)), text);
    return;
  }
  if (report.agrees() && report.comparedValues > 0) {
    d_->update(*this, State::Exact, tr("Within one last place on %1 images").arg(grouped(report.images)),
               tr("Fixed-point multipliers stand for real ones: %1 of %2 values differ from the simulation by 1. Plain "
                  "loops and fast executor agree on every logit.")
                   .arg(grouped(report.differingValues), grouped(report.comparedValues)));
    return;
  }
  if (!report.firstDifference) {
    d_->update(*this, State::Differs, tr("Not bit-exact"), tr("The report does not say where the executions differ."));
    d_->show->hide();
    return;
  }
  const FirstDifference& first = *report.firstDifference;
  d_->update(*this, State::Differs,
             tr("First difference: image %1, %2, index %3")
                 .arg(grouped(first.image), QString::fromStdString(first.layer), grouped(first.index)),
             tr("Comparing %1: expected %2, found %3.")
                 .arg(engineText(first.executions), valueText(first.expected), valueText(first.found)));
  d_->show->setVisible(first.layer != "input");
}

void DeployVerdict::showError(const QString& text) {
  d_->update(*this, State::Failed, tr("The verification failed"), text);
}

bool DeployVerdict::isRunning() const { return d_->state == State::Running; }

void DeployVerdict::setQdqObstacle(const QString& reason) {
  d_->qdq->setEnabled(reason.isEmpty());
  d_->qdq->setToolTip(reason.isEmpty() ? tr("QuantizeLinear and DequantizeLinear, as runtimes fuse them") : reason);
}

QList<QAction*> DeployVerdict::exportActions() const { return d_->exports->menu()->actions(); }

void DeployVerdict::paintEvent(QPaintEvent*) {
  const Colors& c = colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool bad = d_->state == State::Differs || d_->state == State::Failed;
  painter.setPen(c.border);
  painter.setBrush(bad ? c.badSoft : d_->state == State::Exact ? c.okSoft : c.surface);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kSpace, kSpace);
}

}  // namespace dyadic::widgets
