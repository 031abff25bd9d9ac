// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/ExploreTiles.h"

#include <QHBoxLayout>
#include <cmath>

#include "widgets/controls/TileRow.h"
#include "widgets/panels/DeployFacts.h"
#include "widgets/panels/explore/AccuracyCard.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

enum Tile { Change, Size, AverageBits, Operations };

constexpr double kSignificant = 0.05;

const QString kDash = QStringLiteral("\u2013");

QString grouped(std::int64_t count) { return QString::fromStdString(groupedText(count)); }
QString bytes(double count) { return QString::fromStdString(bytesText(std::llround(count))); }
QString pText(double p) {
  return p < 0.001 ? QStringLiteral("p < 0.001") : QStringLiteral("p %1").arg(p, 0, 'f', p < 0.1 ? 3 : 2);
}

QString sizeTip() {
  return ExploreTiles::tr(
      "Bytes of all parameters under the setting, packed to their bits; what stays float takes 32.");
}
QString bitsTip() {
  return ExploreTiles::tr(
      "Bits of the weights of convolutions and linear layers, averaged over the weights: Σ n·b / Σ n.");
}
QString operationsTip() {
  return ExploreTiles::tr(
      "Bit-operations of one image: Σ multiply-accumulates × weight bits × feature map bits. What stays float counts "
      "32 bits.");
}

}  // namespace

ExploreTiles::ExploreTiles(QWidget* parent)
    : QWidget(parent),
      accuracy_(new AccuracyCard),
      tiles_(new TileRow({tr("Against float"), tr("Size"), tr("Average bits"), tr("Bit-ops")})) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(kSpace);
  row->addWidget(accuracy_, 5);
  row->addWidget(tiles_, 8);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  setChange(std::nullopt);
  setCosts(std::nullopt);
}

void ExploreTiles::setChange(const std::optional<AccuracyEstimate>& estimate) {
  QString tip =
      tr("Points of accuracy that quantization costs or gives, on the same images. p is McNemar's exact test: "
         "how probable so unequal a number of images that one network alone gets right would be, if both "
         "were equally good.");
  if (!estimate) {
    tiles_->setTile(Change, kDash, tr("points"), TileRow::Tone::Plain, tip);
    return;
  }
  const double change = estimate->top1 - estimate->floatTop1;
  const bool told = estimate->pairedP < kSignificant;
  tip += QStringLiteral("\n") +
         tr("Float %1. Only the float network is right on %2 images, only the quantized one on "
            "%3: %4, %5.")
             .arg(QString::fromStdString(percentText(estimate->floatTop1)), grouped(estimate->onlyFloatCorrect),
                  grouped(estimate->onlyQuantCorrect), pText(estimate->pairedP),
                  told ? tr("a difference that is not chance") : tr("cannot be told apart from float on these images"));
  const TileRow::Tone tone = !told             ? TileRow::Tone::Plain
                             : change >= 0     ? TileRow::Tone::Ok
                             : change >= -0.01 ? TileRow::Tone::Warn
                                               : TileRow::Tone::Bad;
  tiles_->setTile(Change, QString::fromStdString(pointsText(change, estimate->complete ? 2 : 1)),
                  told ? pText(estimate->pairedP) : tr("%1 ≈ float").arg(pText(estimate->pairedP)), tone, tip);
}

void ExploreTiles::setCosts(const std::optional<CostRecord>& costs) {
  if (!costs) {
    tiles_->setTile(Size, kDash, tr("of parameters"), TileRow::Tone::Plain, sizeTip());
    tiles_->setTile(AverageBits, kDash, tr("of weights"), TileRow::Tone::Plain, bitsTip());
    tiles_->setTile(Operations, kDash, tr("an image"), TileRow::Tone::Plain, operationsTip());
    return;
  }
  const double ratio = costs->bytes > 0 ? costs->floatBytes / costs->bytes : 1;
  tiles_->setTile(Size, bytes(costs->bytes), tr("%1× smaller").arg(ratio, 0, 'f', 1), TileRow::Tone::Plain,
                  sizeTip() + QStringLiteral("\n") + tr("Float32: %1.").arg(bytes(costs->floatBytes)));
  tiles_->setTile(AverageBits, QString::number(costs->averageBits, 'f', 2), tr("of weights"), TileRow::Tone::Plain,
                  bitsTip());
  const QString macs = QString::fromStdString(countText(static_cast<double>(costs->macs)));
  tiles_->setTile(
      Operations, QString::fromStdString(countText(costs->bitOperations)), tr("%1 MACs").arg(macs),
      TileRow::Tone::Plain,
      operationsTip() + QStringLiteral("\n") + tr("%1 multiply-accumulates an image.").arg(grouped(costs->macs)));
}

void ExploreTiles::setCostsProblem(const QString& text) {
  for (const int tile : {Size, AverageBits, Operations})
    tiles_->setTile(tile, kDash, tr("not known"), TileRow::Tone::Plain, text);
}

}  // namespace dyadic::widgets
