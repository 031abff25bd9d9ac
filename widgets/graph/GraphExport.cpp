// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/GraphExport.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include "widgets/graph/GraphScene.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

class Text {
  Q_DECLARE_TR_FUNCTIONS(dyadic::widgets::GraphExport)
};

constexpr double kBorder = 16;
constexpr double kMostPixels = 16000;  // of an image's side
constexpr double kMostPoints = 14000;  // of a page's side: readers stop at 14400

bool paint(QPaintDevice& device, const GraphScene& scene, double scale) {
  QPainter painter;
  if (!painter.begin(&device)) return false;
  painter.scale(scale, scale);
  painter.translate(kBorder, kBorder);
  const QRectF all(-kBorder, -kBorder, scene.layout().width + 2 * kBorder, scene.layout().height + 2 * kBorder);
  scene.paint(painter, {all, 1, -1, -1});
  return painter.end();
}

}  // namespace

QString exportGraph(const GraphScene& scene, const QString& path) {
  if (scene.count() == 0) return Text::tr("There is no graph to save.");
  const QString suffix = QFileInfo(path).suffix().toLower();
  const QSizeF size(scene.layout().width + 2 * kBorder, scene.layout().height + 2 * kBorder);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  bool drawn = false;
  if (suffix == QLatin1String("svg")) {
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(size.toSize());
    svg.setViewBox(QRectF(QPointF(), size));
    svg.setResolution(96);
    drawn = paint(svg, scene, 1);
  } else if (suffix == QLatin1String("pdf")) {
    if (!buffer.open(QIODevice::WriteOnly)) return Text::tr("%1 could not be drawn.").arg(path);
    QPdfWriter pdf(&buffer);
    const double shrink = std::min(1.0, kMostPoints / std::max(size.width(), size.height()));
    pdf.setResolution(72);
    pdf.setPageMargins({});
    pdf.setPageSize(QPageSize(size * shrink, QPageSize::Point));
    drawn = paint(pdf, scene, shrink);
  } else if (suffix == QLatin1String("png")) {
    const double scale = std::min(2.0, kMostPixels / std::max(size.width(), size.height()));
    QImage image((size * scale).toSize(), QImage::Format_RGB32);
    if (image.isNull()) return Text::tr("%1 could not be drawn: too little memory. Save it as SVG.").arg(path);
    image.fill(colors().window);
    drawn = paint(image, scene, scale) && buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG");
  } else {
    return Text::tr("%1: name the file .svg, .pdf or .png.").arg(path);
  }
  if (!drawn) return Text::tr("%1 could not be drawn.").arg(path);
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
    return Text::tr("%1 could not be written: %2. Choose another folder.").arg(path, file.errorString());
  return {};
}

}  // namespace dyadic::widgets
