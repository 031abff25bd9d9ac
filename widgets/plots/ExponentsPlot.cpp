// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/ExponentsPlot.h"

#include <cmath>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
namespace {

/// Viridis, sampled: grows evenly in lightness, so that it survives grey printing and colour blindness.
QCPColorGradient viridis() {
  QCPColorGradient gradient;
  gradient.clearColorStops();
  const std::vector<QRgb> stops = {0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c,
                                   0x28ae80, 0x5ec962, 0xaddc30, 0xfde725};
  for (std::size_t i = 0; i < stops.size(); ++i) {
    gradient.setColorStopAt(static_cast<double>(i) / static_cast<double>(stops.size() - 1), QColor::fromRgb(stops[i]));
  }
  gradient.setNanHandling(QCPColorGradient::nhTransparent);
  return gradient;
}

double cell(const ExponentSeries& series, std::size_t epoch, std::size_t edge) {
  const auto& row = series.meanExponent[epoch];
  return edge < row.size() ? row[edge] : kNotMeasured;
}

}  // namespace

ExponentsPlot::ExponentsPlot(QWidget* parent) : Plot(parent) {
  setEmptyText(tr("The shared exponent of each feature map appears here after the first epoch."));
  setAccessibleName(tr("Feature map exponents over the epochs"));
}

void ExponentsPlot::setSeries(const std::vector<EdgeInfo>& edges, std::shared_ptr<const ExponentSeries> exponents) {
  edges_ = edges;
  exponents_ = std::move(exponents);
  refresh();
}

void ExponentsPlot::clear() { setSeries({}, {}); }

bool ExponentsPlot::hasData() const {
  return exponents_ && !edges_.empty() && !exponents_->epoch.empty() &&
         exponents_->meanExponent.size() == exponents_->epoch.size();
}

void ExponentsPlot::draw(QCustomPlot& canvas, const PlotStyle& style) const {
  const auto epochs = exponents_->epoch.size();
  const auto rows = edges_.size();
  auto* map = new QCPColorMap(canvas.xAxis, canvas.yAxis);
  map->data()->setSize(static_cast<int>(epochs), static_cast<int>(rows));
  map->data()->setRange(QCPRange(1, static_cast<double>(epochs)), QCPRange(0, static_cast<double>(rows) - 1));
  std::vector<double> values;
  for (std::size_t x = 0; x < epochs; ++x) {
    for (std::size_t y = 0; y < rows; ++y) {
      values.push_back(cell(*exponents_, x, y));
      map->data()->setCell(static_cast<int>(x), static_cast<int>(y), values.back());
    }
  }
  const Range range = fitRange(values, {.padding = 0, .minimumSpan = 1});
  map->setInterpolate(false);
  map->setGradient(viridis());
  map->setDataRange(QCPRange(range.low, range.high));

  auto* scale =
      static_cast<QCPColorScale*>(canvas.plotLayout()->hasElement(1, 1) ? canvas.plotLayout()->element(1, 1) : nullptr);
  if (!scale) {
    scale = new QCPColorScale(&canvas);
    canvas.plotLayout()->addElement(1, 1, scale);
    canvas.axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, new QCPMarginGroup(&canvas));
    scale->setMarginGroup(QCP::msTop | QCP::msBottom, canvas.axisRect()->marginGroup(QCP::msTop));
  }
  scale->setType(QCPAxis::atRight);
  scale->setGradient(viridis());
  scale->setDataRange(map->dataRange());
  scale->setBarWidth(style.px(10));
  styleAxis(*scale->axis(), style, true);
  scale->axis()->setLabel(tr("Mean exponent s"));
  scale->axis()->setTickLengthOut(0);

  canvas.xAxis->setLabel(tr("Epoch"));
  canvas.xAxis->grid()->setVisible(false);
  canvas.yAxis->grid()->setVisible(false);
  canvas.yAxis->setRangeReversed(true);
  setRange(*canvas.xAxis, {0.5, static_cast<double>(epochs) + 0.5});
  setRange(*canvas.yAxis, {-0.5, static_cast<double>(rows) - 0.5});
  QStringList labels;
  for (const EdgeInfo& edge : edges_) labels << fromUtf8(edge.name);
  const QFontMetrics metrics(style.font);
  setCategoryTicks(*canvas.yAxis, labels, canvas.viewport().height() - 3.0 * metrics.height(), style.font.pixelSize());
}

Plot::Table ExponentsPlot::table() const {
  Table table;
  table.header << QStringLiteral("epoch");
  for (const EdgeInfo& edge : edges_) table.header << fromUtf8(edge.name);
  for (std::size_t x = 0; x < exponents_->epoch.size(); ++x) {
    QStringList row{csvNumber(exponents_->epoch[x])};
    for (std::size_t y = 0; y < edges_.size(); ++y) row << csvNumber(cell(*exponents_, x, y));
    table.rows.push_back(row);
  }
  return table;
}

QString ExponentsPlot::readout(const QCustomPlot& canvas, const QPointF& pixel) const {
  if (!hasData() || !canvas.axisRect()->rect().contains(pixel.toPoint())) return {};
  const auto x = std::lround(canvas.xAxis->pixelToCoord(pixel.x())) - 1;
  const auto y = std::lround(canvas.yAxis->pixelToCoord(pixel.y()));
  if (x < 0 || y < 0 || x >= std::ssize(exponents_->epoch) || y >= std::ssize(edges_)) return {};
  const EdgeInfo& edge = edges_[static_cast<std::size_t>(y)];
  const double exponent = cell(*exponents_, static_cast<std::size_t>(x), static_cast<std::size_t>(y));
  return tipText(fromUtf8(edge.name),
                 {{tr("Epoch"), fromUtf8(numberText(exponents_->epoch[static_cast<std::size_t>(x)]))},
                  {tr("Mean exponent"), fromUtf8(numberText(exponent))},
                  {tr("Shape"), fromUtf8(shapeText(edge.shape))}});
}

}  // namespace dyadic::widgets
