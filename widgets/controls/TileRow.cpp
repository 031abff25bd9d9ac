// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/TileRow.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>
#include <vector>

#include "widgets/controls/Parts.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

struct TileRow::Private {
  struct Tile {
    QLabel* value;
    ElidedLabel* detail;
    QString tip;
    Tone tone = Tone::Plain;
  };
  std::vector<Tile> tiles;
  bool narrow = false;  ///< a value in its usual size would not fit

  [[nodiscard]] int pixelSize() const { return themeFont(narrow ? FontRole::Heading : FontRole::Number).pixelSize(); }

  void color(const Tile& tile) const {
    const Colors& c = colors();
    const QColor color = tile.tone == Tone::Ok     ? c.ok
                         : tile.tone == Tone::Warn ? c.warn
                         : tile.tone == Tone::Bad  ? c.bad
                                                   : c.text;
    tile.value->setStyleSheet(
        QStringLiteral("font-size: %1px; font-weight: 600; color: %2;").arg(pixelSize()).arg(color.name()));
  }

  /// Values are read whole or not at all, so they get smaller before they are cut off.
  void fit(int width) {
    QFont font = themeFont(FontRole::Number);
    font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    int widest = 0;
    for (const Tile& tile : tiles) widest = std::max(widest, metrics.horizontalAdvance(tile.value->text()));
    const bool now = (widest + kMargins) * static_cast<int>(tiles.size()) > width;
    if (std::exchange(narrow, now) == now) return;
    for (const Tile& tile : tiles) color(tile);
  }

  static constexpr int kMargins = kSpace + 2 * kHalfSpace;
};

TileRow::TileRow(const QStringList& names, QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  for (const QString& name : names) {
    auto* column = new QVBoxLayout;
    column->setContentsMargins(kSpace + kHalfSpace, kSpace + 2, kHalfSpace, kSpace + 2);
    column->setSpacing(0);
    auto* title = new ElidedLabel(name);
    title->setProperty("muted", true);
    auto* value = new QLabel;
    value->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // all tiles are equally wide
    value->setAccessibleName(name);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* detail = new ElidedLabel;
    detail->setProperty("muted", true);
    column->addWidget(title);
    column->addWidget(value);
    column->addWidget(detail);
    row->addLayout(column, 1);
    d_->tiles.push_back({value, detail, {}});
    d_->color(d_->tiles.back());
  }
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(&ThemeNotifier::instance(), &ThemeNotifier::changed, this, [this] {
    for (const Private::Tile& tile : d_->tiles) d_->color(tile);
    update();
  });
}

TileRow::~TileRow() = default;

void TileRow::setTile(int index, const QString& value, const QString& detail, Tone tone, const QString& tip) {
  Private::Tile& tile = d_->tiles[static_cast<std::size_t>(index)];
  tile.value->setText(value);
  tile.tip = tip;
  tile.detail->setFullText(detail);
  d_->fit(width());
  if (tone == tile.tone) return;
  tile.tone = tone;
  d_->color(tile);
}

bool TileRow::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || d_->tiles.empty()) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto count = static_cast<int>(d_->tiles.size());
  const int index = std::clamp(help->pos().x() * count / std::max(width(), 1), 0, count - 1);
  QToolTip::showText(help->globalPos(), d_->tiles[static_cast<std::size_t>(index)].tip, this);
  return true;
}

void TileRow::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  d_->fit(width());
}

void TileRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(colors().border);
  painter.setBrush(colors().surface);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kSpace, kSpace);
  painter.setRenderHint(QPainter::Antialiasing, false);
  const auto count = static_cast<int>(d_->tiles.size());
  for (int i = 1; i < count; ++i) {
    const int x = width() * i / count;
    painter.drawLine(x, 14, x, height() - 15);
  }
}

}  // namespace dyadic::widgets
