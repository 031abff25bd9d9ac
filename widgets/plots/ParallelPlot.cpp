// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/ParallelPlot.h"

#include <QMenu>
#include <QMouseEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/plots/PlotParts.h"

namespace dyadic::widgets {
namespace {

constexpr double kReach = 12;        // pixels on both sides of an axis in which it is taken hold of
constexpr double kLineReach = 6;     // likewise of a line
constexpr double kFaded = 0.12;      // opacity of runs outside the brushes
constexpr std::size_t kTicks = 3;    // of an axis with numbers
constexpr qsizetype kLetters = 150;  // beside all axes together

/// Values that an axis shows beside itself, with their positions.
std::vector<std::pair<double, QString>> ticksOf(const ParallelAxis& axis) {
  std::vector<std::pair<double, QString>> ticks;
  if (!axis.words.empty()) {
    const std::size_t stride = (axis.words.size() + 7) / 8;
    for (std::size_t i = 0; i < axis.words.size(); i += stride)
      ticks.emplace_back((static_cast<double>(i) - axis.range.low) / axis.range.span(), fromUtf8(axis.words[i]));
    return ticks;
  }
  // The values that are there where they are few, else the ends and the middle.
  std::vector<std::pair<double, std::string>> values;
  for (std::size_t i = 0; i < axis.values.size(); ++i)
    if (std::isfinite(axis.values[i])) values.emplace_back(axis.position(i), axis.texts[i]);
  std::sort(values.begin(), values.end());
  double last = -1;
  const std::size_t stride = values.size() > 40 ? values.size() / kTicks : 1;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool end = i + 1 == values.size();
    if (i % stride != 0 && !end) continue;
    const double spacing = 0.14;
    if (last >= 0 && values[i].first - last < spacing) continue;
    if (!end && values.back().first - values[i].first < spacing && values.back().first > values[i].first && i > 0)
      continue;  // the head has more to say
    ticks.emplace_back(values[i].first, fromUtf8(values[i].second));
    last = values[i].first;
  }
  return ticks;
}

double distanceTo(const QPointF& p, const QPointF& a, const QPointF& b) {
  const QPointF ab = b - a;
  const double length = QPointF::dotProduct(ab, ab);
  const double t = length > 0 ? std::clamp(QPointF::dotProduct(p - a, ab) / length, 0.0, 1.0) : 0;
  const QPointF away = p - (a + t * ab);
  return std::hypot(away.x(), away.y());
}

}  // namespace

ParallelPlot::ParallelPlot(QWidget* parent) : Plot(parent) {
  setEmptyText(
      tr("What differs between runs, and what came of it, appears here: one axis a setting, a line a run.\n"
         "Compare runs with different settings."));
  setAccessibleName(tr("Settings and results of several runs"));
}

void ParallelPlot::setRuns(std::vector<ParallelAxis> axes, std::vector<Line> lines) {
  Brushes kept;
  for (const auto& [old, range] : brushes_) {
    for (std::size_t i = 0; i < axes.size(); ++i)
      if (old < axes_.size() && axes_[old].key == axes[i].key) kept[i] = range;
  }
  axes_ = std::move(axes);
  lines_ = std::move(lines);
  lit_.clear();
  brushes_ = std::move(kept);
  drag_.reset();
  refresh();
}

void ParallelPlot::setLit(std::vector<bool> lit) {
  lit_ = std::move(lit);
  refresh();
}

void ParallelPlot::setBrushes(Brushes brushes) {
  brushes_ = std::move(brushes);
  refresh();
  Q_EMIT brushesChanged();
}

/// Paths and lists, told by their ends; the read-out has them whole.
QString shortened(const QString& text, qsizetype letters) {
  if (text.size() <= letters) return text;
  const qsizetype half = (letters - 1) / 2;
  return text.left(half) + QChar(0x2026) + text.right(letters - 1 - half);
}

/// A line across each axis, with its values as texts beside it.
void ParallelPlot::addAxes(PlotData& shown) const {
  const auto letters = std::clamp<qsizetype>(kLetters / std::max<qsizetype>(std::ssize(axes_), 1), 8, 26);
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    shown.dividers.push_back({static_cast<double>(i), fromUtf8(axes_[i].title)});
    for (const auto& [position, text] : ticksOf(axes_[i]))
      shown.notes.push_back({static_cast<double>(i), position, shortened(text, letters)});
  }
  shown.x.range = {-0.08, static_cast<double>(axes_.size()) - 0.35};
  shown.x.grid = false;
  shown.x.shown = false;
  shown.y.range = {-0.07, 1.3};  // titles stand at the upper end of the axes
  shown.y.grid = false;
  shown.y.shown = false;
}

void ParallelPlot::addBrushes(PlotData& shown) const {
  constexpr double kHalfWidth = 0.03;
  for (const auto& [axis, range] : brushes_) {
    const auto x = static_cast<double>(axis);
    shown.series.push_back({.shape = Series::Shape::Band,
                            .ink = {Ink::Role::Quantized},
                            .table = shown.tables.size(),
                            .x = 0,
                            .y = 1,
                            .yEnd = 2,
                            .width = 0.6,
                            .fill = 0.25});
    shown.tables.push_back({QStringLiteral("brush"),
                            {{QStringLiteral("x"), std::vector<double>{x - kHalfWidth, x + kHalfWidth}},
                             {QStringLiteral("low"), std::vector<double>(2, range.low)},
                             {QStringLiteral("high"), std::vector<double>(2, range.high)}}});
  }
}

PlotData ParallelPlot::describe(Medium medium) const {
  PlotData shown;
  DataTable runs;
  runs.name = QStringLiteral("runs");
  QStringList names;
  for (const Line& line : lines_) names << line.name;
  runs.columns.emplace_back(QStringLiteral("run"), names);
  for (const ParallelAxis& axis : axes_) {
    if (axis.words.empty()) {
      runs.columns.emplace_back(fromUtf8(axis.key), axis.values);
    } else {
      QStringList words;
      for (const std::string& text : axis.texts) words << fromUtf8(text);
      runs.columns.emplace_back(fromUtf8(axis.key), words);
    }
  }
  shown.tables.push_back(std::move(runs));
  std::vector<double> x;
  for (std::size_t i = 0; i < axes_.size(); ++i) x.push_back(static_cast<double>(i));
  DataTable positions;
  positions.name = QStringLiteral("positions");
  positions.columns.emplace_back(QStringLiteral("axis"), std::move(x));
  std::vector<Series> faded;
  std::vector<Series> bright;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    std::vector<double> y;
    for (const ParallelAxis& axis : axes_) y.push_back(axis.position(i));
    const bool lit = lit_.empty() || (i < lit_.size() && lit_[i]);
    (lit ? bright : faded)
        .push_back({.ink = {Ink::Role::Run, lit ? 0.9 : kFaded, lines_[i].color},
                    .table = 1,
                    .x = 0,
                    .y = i + 1,
                    .width = lit ? 0.8 : 0.5});
    positions.columns.emplace_back(lines_[i].name, std::move(y));
  }
  shown.tables.push_back(std::move(positions));
  shown.series = std::move(faded);
  shown.series.insert(shown.series.end(), bright.begin(), bright.end());
  addAxes(shown);
  if (medium == Medium::Screen) addBrushes(shown);
  return shown;
}

std::optional<std::size_t> ParallelPlot::axisAt(const QCustomPlot& canvas, const QPointF& pixel) const {
  const auto nearest = std::lround(canvas.xAxis->pixelToCoord(pixel.x()));
  if (nearest < 0 || nearest >= std::ssize(axes_)) return std::nullopt;
  if (std::abs(canvas.xAxis->coordToPixel(static_cast<double>(nearest)) - pixel.x()) > kReach) return std::nullopt;
  return static_cast<std::size_t>(nearest);
}

int ParallelPlot::lineAt(const QCustomPlot& canvas, const QPointF& pixel) const {
  int nearest = -1;
  double least = kLineReach;
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    if (!lit_.empty() && !lit_[line]) continue;
    for (std::size_t i = 0; i + 1 < axes_.size(); ++i) {
      const double from = axes_[i].position(line);
      const double to = axes_[i + 1].position(line);
      if (!std::isfinite(from) || !std::isfinite(to)) continue;
      const auto at = [&](std::size_t axis, double y) {
        return QPointF(canvas.xAxis->coordToPixel(static_cast<double>(axis)), canvas.yAxis->coordToPixel(y));
      };
      const double distance = distanceTo(pixel, at(i, from), at(i + 1, to));
      if (distance >= least) continue;
      least = distance;
      nearest = static_cast<int>(line);
    }
  }
  return nearest;
}

QString ParallelPlot::readout(const QCustomPlot& canvas, const QPointF& pixel) const {
  const int line = hasData() && !drag_ ? lineAt(canvas, pixel) : -1;
  if (line < 0) return {};
  std::vector<std::pair<QString, QString>> rows;
  for (const ParallelAxis& axis : axes_)
    rows.emplace_back(fromUtf8(axis.title), fromUtf8(axis.texts[static_cast<std::size_t>(line)]));
  return tipText(lines_[static_cast<std::size_t>(line)].name, rows);
}

bool ParallelPlot::press(const QCustomPlot& canvas, const QPointF& pixel) {
  if (const auto axis = axisAt(canvas, pixel)) {
    drag_ = Drag{*axis, canvas.yAxis->pixelToCoord(pixel.y()), false};
    return true;
  }
  if (const int line = lineAt(canvas, pixel); line >= 0) Q_EMIT lineSelected(line);
  return true;
}

bool ParallelPlot::drag(const QCustomPlot& canvas, const QPointF& pixel) {
  if (!drag_) return false;
  constexpr double kSlack = 3;  // pixels: a click is no brush
  const double to = canvas.yAxis->pixelToCoord(pixel.y());
  if (!drag_->moved && std::abs(canvas.yAxis->coordToPixel(drag_->from) - pixel.y()) < kSlack) return true;
  drag_->moved = true;
  Brushes next = brushes_;
  next[drag_->axis] = {std::min(drag_->from, to), std::max(drag_->from, to)};
  setBrushes(std::move(next));
  return true;
}

bool ParallelPlot::release(const QCustomPlot&, const QPointF&) {
  if (!drag_) return false;
  const Drag done = *std::exchange(drag_, std::nullopt);
  if (!done.moved && brushes_.count(done.axis) != 0) {
    Brushes next = brushes_;
    next.erase(done.axis);
    setBrushes(std::move(next));
  }
  return true;
}

bool ParallelPlot::eventFilter(QObject* watched, QEvent* event) {
  const auto* canvas = qobject_cast<QCustomPlot*>(watched);
  if (!canvas || !hasData()) return Plot::eventFilter(watched, event);
  if (event->type() == QEvent::MouseButtonDblClick) {
    drag_.reset();
    if (!brushes_.empty()) setBrushes({});
    return true;
  }
  const bool mouse = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseMove ||
                     event->type() == QEvent::MouseButtonRelease;
  if (!mouse) return Plot::eventFilter(watched, event);
  const auto* at = static_cast<QMouseEvent*>(event);
  bool used = false;
  if (event->type() == QEvent::MouseMove)
    used = drag(*canvas, at->position());
  else if (at->button() == Qt::LeftButton)
    used =
        event->type() == QEvent::MouseButtonPress ? press(*canvas, at->position()) : release(*canvas, at->position());
  return used || Plot::eventFilter(watched, event);
}

void ParallelPlot::fillMenu(QMenu& menu) {
  menu.addAction(tr("&Clear brushes"), this, [this] { setBrushes({}); })->setEnabled(!brushes_.empty());
}

}  // namespace dyadic::widgets
