// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/Icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include "widgets/theme/Theme.h"

static void initializeResources() { Q_INIT_RESOURCE(widgets); }

namespace dyadic::widgets {
namespace {

/// Draws the SVG text in the colour that fits mode and theme, at the pixel size of the moment.
class LineIcon : public QIconEngine {
 public:
  LineIcon(QByteArray svg, QColor color) : svg_(std::move(svg)), color_(std::move(color)) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    QByteArray colored = svg_;
    colored.replace("currentColor", colorFor(mode).name().toLatin1());
    QSvgRenderer renderer(colored);
    const int side = std::min(rect.width(), rect.height());
    QRect square(0, 0, side, side);
    square.moveCenter(rect.center());
    renderer.render(painter, square);
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State iconState) override {
    if (size.isEmpty()) return {};
    QPixmap image(size);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paint(&painter, QRect(QPoint(0, 0), size), mode, iconState);
    return image;
  }
  [[nodiscard]] QIconEngine* clone() const override { return new LineIcon(*this); }

 private:
  [[nodiscard]] QColor colorFor(QIcon::Mode mode) const {
    if (mode == QIcon::Disabled) return colors().textFaint;
    if (color_.isValid()) return color_;
    return mode == QIcon::Normal ? colors().textMuted : colors().text;
  }

  QByteArray svg_;
  QColor color_;
};

}  // namespace

QIcon icon(const QString& name) { return icon(name, QColor()); }

QIcon icon(const QString& name, const QColor& color) {
  initializeResources();
  QFile file(QStringLiteral(":/dyadic/icons/%1.svg").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return QIcon(new LineIcon(file.readAll(), color));
}

}  // namespace dyadic::widgets
