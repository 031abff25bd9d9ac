// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/SliderEdit.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <algorithm>
#include <cmath>

#include "widgets/controls/Parts.h"
#include "widgets/controls/Slider.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr int kNumberWidth = 56;

}  // namespace

SliderEdit::SliderEdit(const NumberEdit::Options& options, QWidget* parent)
    : QWidget(parent), options_(options), slider_(new Slider) {
  NumberEdit::Options plain = options;
  if (plain.unit.size() > 2) plain.unit.clear();  // the label says what is counted
  number_ = new NumberEdit(plain);
  number_->setButtonSymbols(QAbstractSpinBox::NoButtons);
  number_->setProperty("plain", true);
  number_->setFixedWidth(kNumberWidth);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kHalfSpace);
  row->addWidget(slider_, 1);
  if (options_.mayBeEmpty) {
    reset_ = iconButton(QStringLiteral("reset"), {});
    reset_->setFixedSize(22, 22);
    QSizePolicy policy = reset_->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    reset_->setSizePolicy(policy);
    row->addWidget(reset_);
    connect(reset_, &QToolButton::clicked, this, &SliderEdit::follow);
  }
  row->addWidget(number_);
  slider_->setRange(static_cast<int>(std::floor(*options_.minimum / options_.step + 1e-9)),
                    static_cast<int>(std::ceil(*options_.maximum / options_.step - 1e-9)));
  slider_->setPageStep(std::max(1, (slider_->maximum() - slider_->minimum()) / 10));
  setFocusPolicy(Qt::StrongFocus);
  setFocusProxy(slider_);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(slider_, &Slider::valueChanged, this, &SliderEdit::moved);
  connect(slider_, &Slider::sliderPressed, this, [this] { Q_EMIT adjusting(true); });
  connect(slider_, &Slider::sliderReleased, this, [this] { Q_EMIT adjusting(false); });
  connect(number_, &NumberEdit::edited, this, [this] {
    updateSlider();
    Q_EMIT edited();
  });
  updateSlider();
}

void SliderEdit::setValue(std::optional<double> value) {
  number_->setValue(value);
  updateSlider();
}

void SliderEdit::setFollowed(std::optional<double> value, const QString& text) {
  followed_ = value;
  number_->setPlaceholder(value ? shortNumber(*value) : QString());
  if (reset_) {
    reset_->setToolTip(text);
    reset_->setAccessibleName(text);
  }
  updateSlider();
}

void SliderEdit::moved(int position) {
  const double number = std::clamp(position * options_.step, *options_.minimum, *options_.maximum);
  number_->setValue(QString::number(number, 'g', 12).toDouble());
  updateSlider();
  Q_EMIT edited();
}

void SliderEdit::follow() {
  slider_->setFocus();  // the button is about to hide
  number_->setValue(std::nullopt);
  updateSlider();
  Q_EMIT edited();
}

void SliderEdit::updateSlider() {
  const auto own = number_->value();
  const bool follows = options_.mayBeEmpty && number_->text().trimmed().isEmpty();
  if (const auto shown = own ? own : followed_; shown && !slider_->isSliderDown()) {
    const QSignalBlocker quiet(slider_);
    const double inside = std::clamp(*shown, *options_.minimum, *options_.maximum);
    slider_->setValue(static_cast<int>(std::lround(inside / options_.step)));
  }
  slider_->setFaint(follows);
  slider_->update();
  if (reset_) reset_->setVisible(!follows);
}

}  // namespace dyadic::widgets
