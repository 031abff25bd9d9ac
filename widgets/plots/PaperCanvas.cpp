// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/PaperCanvas.h"

#include <QPdfWriter>
#include <QSvgGenerator>

namespace dyadic::widgets {

PaperCanvas::PaperCanvas(const PlotData& data, const FigureStyle& figure)
    : figure_(figure),
      style_(paperStyle(figure)),
      size_(qRound(figure.widthMm / kMmPerInch * kUnitsPerInch), qRound(figure.heightMm / kMmPerInch * kUnitsPerInch)) {
  prepareCanvas(canvas_);
  canvas_.setViewport(QRect(QPoint(0, 0), size_));
  resetCanvas(canvas_, style_);
  const Legend& legend = paintPlot(canvas_, data, style_);
  // What a tick's label needs is known only once the ticks are: painting is what computes them.
  QImage nothing(1, 1, QImage::Format_RGB32);
  paint(nothing, 1.0 / kUnitsPerInch);
  const QRectF axes = canvas_.axisRect()->rect();
  const double mm = kMmPerInch / kUnitsPerInch;
  layout_.marginsMm = QMarginsF(axes.left() * mm, axes.top() * mm, (size_.width() - axes.right()) * mm,
                                (size_.height() - axes.bottom()) * mm);
  layout_.legendColumns = legend.columns();
  layout_.legendOverhangMm = legend.overhang() * mm;
}

bool PaperCanvas::paint(QPaintDevice& device, double scale) const {
  QCPPainter painter;
  if (!painter.begin(&device)) return false;
  painter.scale(scale, scale);
  painter.setRenderHint(QPainter::TextAntialiasing);
  painter.setMode(QCPPainter::pmVectorized);
  canvas_.toPainter(&painter, size_.width(), size_.height());
  return painter.end();
}

bool PaperCanvas::writePdf(QIODevice& file, const QString& title) const {
  QPdfWriter writer(&file);
  writer.setResolution(kUnitsPerInch);
  writer.setPageSize(
      QPageSize(QSizeF(figure_.widthMm, figure_.heightMm), QPageSize::Millimeter, {}, QPageSize::ExactMatch));
  writer.setPageMargins(QMarginsF());
  writer.setTitle(title);
  writer.setCreator(QStringLiteral("Dyadic"));
  return paint(writer, 1);
}

bool PaperCanvas::writeSvg(QIODevice& file, const QString& title) const {
  QSvgGenerator generator;
  generator.setOutputDevice(&file);
  generator.setResolution(kUnitsPerInch);
  generator.setSize(size_);
  generator.setViewBox(QRect(QPoint(0, 0), size_));
  generator.setTitle(title);
  return paint(generator, 1);
}

QImage PaperCanvas::image() const {
  const double scale = static_cast<double>(figure_.dpi) / kUnitsPerInch;
  QImage image((QSizeF(size_) * scale).toSize(), QImage::Format_RGB32);
  if (image.isNull()) return image;
  image.fill(style_.colors.surface);
  image.setDotsPerMeterX(qRound(figure_.dpi / kMmPerInch * 1000));
  image.setDotsPerMeterY(qRound(figure_.dpi / kMmPerInch * 1000));
  return paint(image, scale) ? image : QImage();
}

}  // namespace dyadic::widgets
