// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/ExponentsPlot.h"

#include <algorithm>
#include <cmath>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
namespace {

double cell(const ExponentSeries& series, std::size_t epoch, std::size_t edge) {
  const auto& row = series.meanExponent[epoch];
  return edge < row.size() ? row[edge] : kNotMeasured;
}

bool anyKnown(const ExponentSeries& series) {
  const auto known = [](double exponent) { return !std::isnan(exponent); };
  return std::any_of(series.meanExponent.begin(), series.meanExponent.end(),
                     [&](const auto& row) { return std::any_of(row.begin(), row.end(), known); });
}

}  // namespace

ExponentsPlot::ExponentsPlot(QWidget* parent) : Plot(parent) {
  clear();
  setAccessibleName(tr("Feature map exponents over the epochs"));
}

void ExponentsPlot::setSeries(const std::vector<EdgeInfo>& edges, std::shared_ptr<const ExponentSeries> exponents) {
  edges_ = edges;
  exponents_ = std::move(exponents);
  setEmptyText(exponents_ && !exponents_->epoch.empty()
                   ? tr("The feature maps of this run have no shared exponents: they stay float, or have real scales.")
                   : tr("The shared exponent of each feature map appears here after the first epoch."));
  refresh();
}

void ExponentsPlot::clear() { setSeries({}, {}); }

bool ExponentsPlot::hasData() const {
  return exponents_ && !edges_.empty() && !exponents_->epoch.empty() &&
         exponents_->meanExponent.size() == exponents_->epoch.size() && anyKnown(*exponents_);
}

PlotData ExponentsPlot::describe(Medium) const {
  const auto epochs = exponents_->epoch.size();
  PlotData shown;
  DataTable table;
  table.columns.push_back(Column::view(QStringLiteral("epoch"), exponents_->epoch));
  std::vector<double> all;
  for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
    std::vector<double> values;
    for (std::size_t epoch = 0; epoch < epochs; ++epoch) values.push_back(cell(*exponents_, epoch, edge));
    all.insert(all.end(), values.begin(), values.end());
    const QString name = fromUtf8(edges_[edge].name);
    table.columns.emplace_back(name, std::move(values));
    shown.y.categories << name;
  }
  shown.tables.push_back(std::move(table));
  shown.heat = {.label = tr("Mean exponent s"), .range = fitRange(all, {.padding = 0, .minimumSpan = 1})};
  shown.x = {.label = tr("Epoch"), .range = {0.5, static_cast<double>(epochs) + 0.5}, .grid = false};
  shown.y.range = {-0.5, static_cast<double>(edges_.size()) - 0.5};
  shown.y.reversed = true;
  shown.y.grid = false;
  return shown;
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
