// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/AccuracyCard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <optional>

#include "widgets/controls/Parts.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

QString grouped(std::int64_t count) { return QString::fromStdString(groupedText(count)); }

/// "93.4 % ± 0.9"; with two decimals once all images were seen, as runs show it.
QString valueText(const AccuracyEstimate& e) {
  const int decimals = e.complete ? 2 : 1;
  const double half = (e.high - e.low) / 2 * 100;
  return QStringLiteral("%1 ± %2").arg(QString::fromStdString(percentText(e.top1, decimals)),
                                       QString::number(half, 'f', decimals));
}

/// The interval on a scale that stays while it narrows, until it is hard to see.
class IntervalBar : public QWidget {
 public:
  IntervalBar() {
    setMinimumWidth(64);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_TransparentForMouseEvents);  // the card's tool tip is about it too
  }
  void show(const AccuracyEstimate& e) {
    const double low = std::min(e.low, e.floatTop1);
    const double high = std::max(e.high, e.floatTop1);
    const double pad = std::max((high - low) * 0.2, 0.002);
    const bool fits = estimate_ && e.images > estimate_->images && scale_.low <= low && scale_.high >= high &&
                      high - low > 0.3 * scale_.span();
    if (!fits) scale_ = {low - pad, high + pad};
    estimate_ = e;
    update();
  }
  void setFaded(bool on) {
    faded_ = on;
    update();
  }
  void forget() {
    estimate_.reset();
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    if (!estimate_) return;
    const Colors& c = colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(faded_ ? 0.4 : 1);
    const double middle = height() / 2.0;
    const auto x = [this](double value) { return (value - scale_.low) / scale_.span() * (width() - 2) + 1; };
    painter.setPen(QPen(c.border, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(1, middle), QPointF(width() - 1, middle));
    QColor band = c.quantized;
    band.setAlphaF(0.35F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(band);
    painter.drawRoundedRect(
        QRectF(x(estimate_->low), middle - 5, std::max(x(estimate_->high) - x(estimate_->low), 3.0), 10), 3, 3);
    painter.setBrush(c.quantized);
    painter.drawEllipse(QPointF(x(estimate_->top1), middle), 4, 4);
    painter.setPen(QPen(c.floatData, 1.5, Qt::DashLine));
    const double at = x(estimate_->floatTop1);
    painter.drawLine(QPointF(at, middle - 10), QPointF(at, middle + 10));
    paintTexts(painter, at, x(estimate_->top1));
  }

 private:
  void paintTexts(QPainter& painter, double floatAt, double quantAt) const {
    const QFont font = themeFont(FontRole::Small);
    const QFontMetrics metrics(font);
    if (height() < 2 * metrics.height() + 16) return;
    painter.setFont(font);
    const auto centred = [&](const QString& text, double at, double y) {
      const double w = metrics.horizontalAdvance(text);
      painter.drawText(QPointF(std::clamp(at - w / 2, 0.0, std::max(width() - w, 0.0)), y), text);
    };
    painter.setPen(colors().floatData);
    centred(AccuracyCard::tr("float %1").arg(QString::number(estimate_->floatTop1 * 100, 'f', 1)), floatAt,
            height() / 2.0 - 12);
    painter.setPen(colors().textMuted);
    centred(QStringLiteral("%1 – %2").arg(estimate_->low * 100, 0, 'f', 1).arg(estimate_->high * 100, 0, 'f', 1),
            quantAt, height() / 2.0 + 10 + metrics.ascent());
  }

  std::optional<AccuracyEstimate> estimate_;
  Range scale_;
  bool faded_ = false;
};

}  // namespace

struct AccuracyCard::Private {
  QStackedLayout* pages = nullptr;
  QLabel* value = nullptr;
  ElidedLabel* detail = nullptr;
  IntervalBar* bar = nullptr;
  QLabel* problem = nullptr;
  std::optional<AccuracyEstimate> estimate;
  bool faded = false;
  bool going = false;

  void fade(bool on) {
    faded = on;
    bar->setFaded(on);
    color();
  }
  void color() const {
    const Colors& c = colors();
    const bool small = !estimate;
    value->setStyleSheet(QStringLiteral("font-size: %1px; font-weight: 600; color: %2;")
                             .arg(themeFont(small ? FontRole::Heading : FontRole::Number).pixelSize())
                             .arg((faded || small ? c.textMuted : c.text).name()));
  }
  void say(const QString& text) const {
    detail->setFullText(text);
    pages->setCurrentIndex(0);
  }
  [[nodiscard]] QWidget* makeFigures(const QString& name);
  [[nodiscard]] QWidget* makeProblem();
};

QWidget* AccuracyCard::Private::makeFigures(const QString& name) {
  auto* page = new QWidget;
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(kSpace + kHalfSpace, kSpace + 2, kSpace + kHalfSpace, kSpace + 2);
  row->setSpacing(kSpace + kHalfSpace);
  auto* column = new QVBoxLayout;
  column->setSpacing(0);
  auto* title = new ElidedLabel(name);
  title->setProperty("muted", true);
  value = new QLabel;
  value->setAccessibleName(name);
  value->setTextInteractionFlags(Qt::TextSelectableByMouse);
  detail = new ElidedLabel;
  detail->setProperty("muted", true);
  for (QWidget* each : std::initializer_list<QWidget*>{title, value, detail}) column->addWidget(each);
  bar = new IntervalBar;
  row->addLayout(column, 2);
  row->addWidget(bar, 1);
  return page;
}

QWidget* AccuracyCard::Private::makeProblem() {
  auto* page = new QWidget;
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(kSpace + kHalfSpace, kHalfSpace, kHalfSpace, kHalfSpace);
  problem = new QLabel;
  problem->setWordWrap(true);
  problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
  problem->setProperty("problem", true);
  problem->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  QToolButton* copy = iconButton(QStringLiteral("copy"), AccuracyCard::tr("Copy the message"));
  connect(copy, &QToolButton::clicked, problem, [this] { QGuiApplication::clipboard()->setText(problem->text()); });
  row->addWidget(problem, 1);
  row->addWidget(copy, 0, Qt::AlignTop);
  return page;
}

AccuracyCard::AccuracyCard(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  const QString name = tr("Accuracy estimate");
  setToolTip(
      tr("Top-1 accuracy of the network as it would be exported now, without training, on validation images "
         "drawn at random.\nThe band is Wilson's 95 % interval: it narrows as more images are seen. Once all "
         "are, the figure is exactly what a run's hard evaluation gives."));
  d_->pages = new QStackedLayout(this);
  d_->pages->setContentsMargins(0, 0, 0, 0);
  d_->pages->addWidget(d_->makeFigures(name));
  d_->pages->addWidget(d_->makeProblem());
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);  // as high as what stands beside it
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    d_->color();
    update();
  });
  clear();
}

AccuracyCard::~AccuracyCard() = default;

void AccuracyCard::showEstimate(const AccuracyEstimate& estimate) {
  d_->estimate = estimate;
  d_->going = estimate.images < estimate.total;
  d_->value->setText(valueText(estimate));
  d_->bar->show(estimate);
  d_->fade(false);
  d_->say(estimate.complete ? tr("all %1 images").arg(grouped(estimate.total))
                            : tr("%1 of %2 images").arg(grouped(estimate.images), grouped(estimate.total)));
  setAccessibleDescription(d_->value->text() + QStringLiteral(", ") + d_->detail->fullText());
  update();
}

void AccuracyCard::setPending() {
  d_->going = false;
  if (d_->pages->currentIndex() == 1) return;  // what was wrong stays until something else is known
  if (!d_->estimate) d_->value->setText(tr("Measuring…"));
  d_->fade(true);
  d_->say(d_->estimate ? tr("measuring again") : tr("reading the images"));
  update();
}

void AccuracyCard::showNote(const QString& text) {
  d_->going = false;
  if (!d_->estimate) d_->value->setText(QStringLiteral("\u2013"));
  d_->fade(true);
  d_->say(text);
  update();
}

void AccuracyCard::showError(const QString& text) {
  if (d_->pages->currentIndex() == 1 && d_->problem->text() == text) return;
  clear();
  d_->problem->setText(text);
  d_->problem->setToolTip(text);
  d_->pages->setCurrentIndex(1);
}

void AccuracyCard::clear() {
  d_->estimate.reset();
  d_->bar->forget();
  showNote({});
}

void AccuracyCard::paintEvent(QPaintEvent*) {
  const Colors& c = colors();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(c.border);
  painter.setBrush(c.surface);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kSpace, kSpace);
  if (!d_->going || !d_->estimate || d_->estimate->total <= 0) return;
  const double share = static_cast<double>(d_->estimate->images) / static_cast<double>(d_->estimate->total);
  painter.setPen(Qt::NoPen);
  painter.setBrush(c.accent);
  painter.drawRoundedRect(QRectF(kSpace, height() - 3, (width() - 2 * kSpace) * share, 2), 1, 1);
}

}  // namespace dyadic::widgets
