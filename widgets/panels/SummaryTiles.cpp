// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/SummaryTiles.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <cmath>

#include "widgets/controls/Parts.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum Tile { Baseline, Hard, Difference, Bits, Compression, Quantized, TileCount };

const QString kDash = QStringLiteral("\u2013");

}  // namespace

struct SummaryTiles::Private {
  std::array<QLabel*, TileCount> values{};
  std::array<ElidedLabel*, TileCount> details{};
  Summary summary;

  void set(Tile tile, const QString& value, const QString& detail, const QColor& color = {}) const {
    QLabel& label = *values[tile];
    label.setText(value);
    label.setStyleSheet(QStringLiteral("font-size: %1px; font-weight: 600; color: %2;")
                            .arg(themeFont(FontRole::Number).pixelSize())
                            .arg((color.isValid() ? color : colors().text).name()));
    details[tile]->setFullText(detail);
  }
};

SummaryTiles::SummaryTiles(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  const QStringList names = {tr("Float top-1"), tr("Hard top-1"),  tr("Difference"),
                             tr("Bits"),        tr("Compression"), tr("Quantized")};
  for (int i = 0; i < TileCount; ++i) {
    auto* column = new QVBoxLayout;
    column->setContentsMargins(kSpace + kHalfSpace, kSpace + 2, kHalfSpace, kSpace + 2);
    column->setSpacing(0);
    auto* name = new ElidedLabel(names[i]);
    name->setProperty("muted", true);
    d_->values[i] = new QLabel;
    d_->values[i]->setAccessibleName(names[i]);
    d_->values[i]->setTextInteractionFlags(Qt::TextSelectableByMouse);
    d_->details[i] = new ElidedLabel;
    d_->details[i]->setProperty("muted", true);
    column->addWidget(name);
    column->addWidget(d_->values[i]);
    column->addWidget(d_->details[i]);
    row->addLayout(column, 1);
  }
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] { setSummary(d_->summary); });
  setSummary({});
}

SummaryTiles::~SummaryTiles() = default;

void SummaryTiles::setSummary(const Summary& s) {
  d_->summary = s;
  const auto percent = [](double fraction) { return QString::fromStdString(percentText(fraction)); };
  const double difference = s.hardTop1 - s.baselineTop1;
  QColor tone;
  if (std::isfinite(difference)) {
    tone = difference >= -0.003 ? colors().ok : (difference >= -0.01 ? colors().warn : colors().bad);
  }
  d_->set(Baseline, percent(s.baselineTop1), tr("float32"));
  d_->set(Hard, percent(s.hardTop1),
          std::isfinite(s.trainedTop1) ? tr("trained %1").arg(percent(s.trainedTop1)) : tr("as exported"));
  d_->set(Difference, QString::fromStdString(pointsText(difference)), tr("points"), tone);
  d_->set(Bits, s.bits > 0 ? QString::number(s.bits) : kDash,
          s.activationBits > 0 ? tr("maps %1").arg(s.activationBits) : tr("of weights"));
  d_->set(Compression, std::isfinite(s.compression) ? QString::number(s.compression, 'f', 2) + QChar(0x00d7) : kDash,
          tr("of float32 size"));
  d_->set(Quantized, percent(s.quantizedFraction), tr("of weights"));
}

void SummaryTiles::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(colors().border);
  painter.setBrush(colors().surface);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kSpace, kSpace);
  painter.setRenderHint(QPainter::Antialiasing, false);
  for (int i = 1; i < TileCount; ++i) {
    const int x = width() * i / TileCount;
    painter.drawLine(x, 14, x, height() - 15);
  }
}

}  // namespace dyadic::widgets
