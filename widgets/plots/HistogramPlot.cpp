// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/HistogramPlot.h"

#include <QMenu>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {

namespace {

/// Between the middles beside the level 0; empty where the grid has none.
Range zeroZone(const std::vector<double>& levels) {
  const auto zero = std::lower_bound(levels.begin(), levels.end(), 0.0);
  if (zero == levels.end() || *zero != 0) return {0, 0};
  const double below = zero == levels.begin() ? 0 : *(zero - 1) / 2;
  const double above = zero + 1 == levels.end() ? 0 : *(zero + 1) / 2;
  return {below, above};
}

/// Float numbers have no grid that could be left: their limits are those of the bins.
bool hasGrid(const Histogram& h) {
  return h.clipLow < h.clipHigh && (!h.levels.empty() || h.clipLow > h.edges.front() || h.clipHigh < h.edges.back());
}

}  // namespace

HistogramPlot::HistogramPlot(QWidget* parent) : Plot(parent) {
  setEmptyText(tr("The values of one layer before and after quantization appear here.\nSelect a layer in the table."));
  setAccessibleName(tr("Histogram of the selected layer"));
}

void HistogramPlot::setHistogram(const Histogram& histogram, const QString& title) {
  histogram_ = std::make_shared<const Histogram>(histogram);
  title_ = title;
  refresh();
}

void HistogramPlot::setHistogram(std::shared_ptr<const StageRecord> stage, int layer, const QString& title) {
  if (stage)
    show(stage, stage->histograms, layer, title);
  else
    clear();
}

void HistogramPlot::setEdgeHistogram(std::shared_ptr<const StageRecord> stage, int edge, const QString& title) {
  if (stage)
    show(stage, stage->edgeHistograms, edge, title);
  else
    clear();
}

void HistogramPlot::show(std::shared_ptr<const StageRecord> stage, const std::vector<Histogram>& histograms, int index,
                         const QString& title) {
  if (index < 0 || index >= std::ssize(histograms)) {
    clear();
    return;
  }
  const Histogram* histogram = &histograms[static_cast<std::size_t>(index)];
  histogram_ = std::shared_ptr<const Histogram>(std::move(stage), histogram);
  title_ = title;
  refresh();
}

void HistogramPlot::setLogarithmic(bool on) {
  if (on == logarithmic_) return;
  logarithmic_ = on;
  refresh();
  Q_EMIT logarithmicChanged(on);
}

void HistogramPlot::setLevelsShown(bool on) {
  levelsShown_ = on;
  refresh();
}

void HistogramPlot::setOtherGrid(const Range& ends, const QString& name) {
  if (ends.low == otherEnds_.low && ends.high == otherEnds_.high && name == otherName_) return;
  otherEnds_ = ends;
  otherName_ = name;
  refresh();
}

void HistogramPlot::clear() {
  histogram_.reset();
  title_.clear();
  refresh();
}

bool HistogramPlot::hasData() const { return histogram_ && isSound(*histogram_); }

PlotData HistogramPlot::describe(Medium) const {
  const Histogram& h = *histogram_;
  PlotData shown;
  shown.tables.push_back({title_,
                          {{QStringLiteral("bin_low"), std::vector<double>(h.edges.begin(), h.edges.end() - 1)},
                           {QStringLiteral("bin_high"), std::vector<double>(h.edges.begin() + 1, h.edges.end())},
                           Column::view(QStringLiteral("float"), h.floatCounts),
                           Column::view(QStringLiteral("quantized"), h.quantizedCounts)}});
  constexpr std::size_t kFloat = 2;
  constexpr std::size_t kQuantized = 3;
  std::int64_t top = 1;
  for (std::size_t i = 0; i < h.floatCounts.size(); ++i) top = std::max({top, h.floatCounts[i], h.quantizedCounts[i]});
  const auto highest = static_cast<double>(top);
  shown.x = {.label = title_.isEmpty() ? tr("Value") : title_, .range = interestingRange(h), .grid = false, .ticks = 6};
  shown.y = {.label = tr("Values per bin"),
             .range = logarithmic_ ? Range{0.5, highest * 2} : Range{0, highest * 1.06},
             .logarithmic = logarithmic_,
             .ticks = 4,
             .numbers = Axis::Numbers::Counts};
  using Shape = Series::Shape;
  shown.series = {
      {.name = tr("Float"), .shape = Shape::Steps, .ink = {Ink::Role::Float}, .y = kFloat, .width = 0, .fill = 0.22},
      {.name = tr("Quantized"),
       .shape = Shape::Steps,
       .ink = {Ink::Role::Quantized},
       .y = kQuantized,
       .width = 0.5,
       .fill = 0.45},
      {.shape = Shape::Steps, .ink = {Ink::Role::Float}, .y = kFloat, .width = 0.6}};
  if (hasGrid(h)) {
    const Range x = shown.x.range;
    const Ink shade{Ink::Role::Clipped, 0.14};
    const auto add = [&](const Range& zone) {
      shown.zones.push_back({shown.zones.empty() ? tr("Saturates") : QString(), zone, shade});
    };
    if (h.clipLow > x.low) add({std::min(h.edges.front(), x.low) - x.span(), h.clipLow});
    if (h.clipHigh < x.high) add({h.clipHigh, std::max(h.edges.back(), x.high) + x.span()});
  }
  if (const Range zero = zeroZone(h.levels); zero.low < zero.high)
    shown.zones.push_back({tr("Becomes 0"), zero, {Ink::Role::Run, 0.25, 2}});
  if (otherEnds_.low < otherEnds_.high) {
    const double margin = 0.03 * std::max(shown.x.range.span(), otherEnds_.high - otherEnds_.low);
    shown.x.range = {std::min(shown.x.range.low, otherEnds_.low - margin),
                     std::max(shown.x.range.high, otherEnds_.high + margin)};
    shown.dividers = {{otherEnds_.low, otherName_}, {otherEnds_.high, {}}};
  }
  if (levelsShown_ && !h.levels.empty()) shown.levels = {tr("%1 levels").arg(h.levels.size()), &h.levels};
  return shown;
}

QString HistogramPlot::readout(const QCustomPlot& canvas, const QPointF& pixel) const {
  if (!hasData() || !canvas.axisRect()->rect().contains(pixel.toPoint())) return {};
  const Histogram& h = *histogram_;
  const double x = canvas.xAxis->pixelToCoord(pixel.x());
  const int bin = binOf(h.edges, x);
  const auto share = [](std::int64_t count, const std::vector<std::int64_t>& counts) {
    const auto sum = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
    return fromUtf8(groupedText(count) + " (" + percentText(sum > 0 ? static_cast<double>(count) / sum : 0) + ")");
  };
  std::vector<std::pair<QString, QString>> rows;
  QString title = fromUtf8(numberText(x));
  if (bin >= 0) {
    const auto i = static_cast<std::size_t>(bin);
    title = tr("%1 to %2").arg(fromUtf8(numberText(h.edges[i], 6)), fromUtf8(numberText(h.edges[i + 1], 6)));
    rows = {{tr("Float"), share(h.floatCounts[i], h.floatCounts)},
            {tr("Quantized"), share(h.quantizedCounts[i], h.quantizedCounts)}};
  }
  if (!h.levels.empty()) {
    const auto next = std::lower_bound(h.levels.begin(), h.levels.end(), x);
    auto nearest = next == h.levels.end() ? next - 1 : next;
    if (next != h.levels.begin() && next != h.levels.end() && x - *(next - 1) < *next - x) nearest = next - 1;
    rows.emplace_back(tr("Nearest level"), fromUtf8(numberText(*nearest, 6)));
  }
  if (hasGrid(h) && (x < h.clipLow || x > h.clipHigh)) rows.emplace_back(tr("Outside the grid"), QString());
  if (const Range zero = zeroZone(h.levels); x > zero.low && x < zero.high)
    rows.emplace_back(tr("Becomes 0"), QString());
  return tipText(title, rows);
}

void HistogramPlot::fillMenu(QMenu& menu) {
  QAction* log = menu.addAction(tr("&Logarithmic counts"), this, &HistogramPlot::setLogarithmic);
  log->setCheckable(true);
  log->setChecked(logarithmic_);
  QAction* levels = menu.addAction(tr("&Grid levels"), this, &HistogramPlot::setLevelsShown);
  levels->setCheckable(true);
  levels->setChecked(levelsShown_);
}

}  // namespace dyadic::widgets
