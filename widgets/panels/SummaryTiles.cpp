// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/SummaryTiles.h"

#include <QVBoxLayout>
#include <cmath>

#include "widgets/controls/Glossary.h"
#include "widgets/controls/TileRow.h"
#include "widgets/plots/Arithmetic.h"

namespace dyadic::widgets {
namespace {

enum Tile { Baseline, Hard, Difference, Bits, Compression, Quantized };

const QString kDash = QStringLiteral("\u2013");

/// 8, but 3.20 where layers differ.
QString bitsText(double bits) {
  const double whole = std::round(bits);
  return std::abs(bits - whole) < 1e-6 ? QString::number(whole) : QString::number(bits, 'f', 2);
}

}  // namespace

SummaryTiles::SummaryTiles(QWidget* parent)
    : QWidget(parent),
      tiles_(new TileRow(
          {tr("Float top-1"), tr("Hard top-1"), tr("Difference"), tr("Bits"), tr("Compression"), tr("Quantized")})) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(tiles_);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setSummary({});
}

void SummaryTiles::setSummary(const Summary& s) {
  const auto percent = [](double fraction) { return QString::fromStdString(percentText(fraction)); };
  const double difference = s.hardTop1 - s.baselineTop1;
  TileRow::Tone tone = TileRow::Tone::Plain;
  if (std::isfinite(difference)) {
    tone = difference >= -0.003 ? TileRow::Tone::Ok : difference >= -0.01 ? TileRow::Tone::Warn : TileRow::Tone::Bad;
  }
  using Tone = TileRow::Tone;
  tiles_->setTile(Baseline, percent(s.baselineTop1), tr("float32"), Tone::Plain, tipOf(Term::FloatTop1));
  tiles_->setTile(Hard, percent(s.hardTop1),
                  std::isfinite(s.trainedTop1) ? tr("trained %1").arg(percent(s.trainedTop1)) : tr("as exported"),
                  Tone::Plain, tipOf(Term::HardTop1) + QStringLiteral("<br>") + tipOf(Term::TrainedTop1));
  tiles_->setTile(Difference, QString::fromStdString(pointsText(difference)), tr("points"), tone,
                  tipOf(Term::Difference));
  tiles_->setTile(Bits, s.bits > 0 ? bitsText(s.bits) : kDash,
                  s.activationBits > 0 ? tr("maps %1").arg(s.activationBits) : tr("of weights"), Tone::Plain,
                  tipOf(Term::Bits) + QStringLiteral("<br>") + tipOf(Term::MapBits));
  tiles_->setTile(Compression,
                  std::isfinite(s.compression) ? QString::number(s.compression, 'f', 2) + QChar(0x00d7) : kDash,
                  tr("of float32 size"), Tone::Plain, tipOf(Term::Compression));
  const bool freezes = std::isfinite(s.offGrid);
  const QString check = s.offGrid > 0 ? tr("%1 off the grid").arg(s.offGrid, 0, 'f', 0) : tr("0 off the grid");
  tiles_->setTile(Quantized, percent(s.quantizedFraction), freezes ? check : tr("of weights"),
                  !freezes        ? Tone::Plain
                  : s.offGrid > 0 ? Tone::Bad
                                  : Tone::Ok,
                  tipOf(Term::Portion));
}

}  // namespace dyadic::widgets
