// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/PlotData.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace dyadic::widgets {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kBuckets = 1500;  // more pieces than a screen has pixels for a plot

QString exact(double value) {
  return std::isnan(value) ? QString() : QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString quoted(QString field) {
  if (!field.contains(QLatin1Char(',')) && !field.contains(QLatin1Char('"')) && !field.contains(QLatin1Char('\n'))) {
    return field;
  }
  field.replace(QLatin1Char('"'), QStringLiteral("\"\""));
  return QLatin1Char('"') + field + QLatin1Char('"');
}

QByteArray csvLine(const QStringList& fields) {
  QStringList cells;
  for (const QString& field : fields) cells << quoted(field);
  return cells.join(QLatin1Char(',')).toUtf8() + "\n";
}

/// The column of that name, null for none.
const Column* find(const DataTable& table, const QString& name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const Column& column) { return column.name() == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

std::vector<std::size_t> rowsOf(const Series& series, std::size_t count) {
  std::vector<std::size_t> rows;
  if (series.rows.empty()) {
    for (std::size_t i = 0; i < count; ++i) rows.push_back(i);
  } else {
    for (const int row : series.rows) rows.push_back(static_cast<std::size_t>(row));
  }
  return rows;
}

/// Steps from foot to foot; what lies below the axis is cut off at its end, so that a logarithmic one has a bottom.
Coordinates steps(const PlotData& data, const Series& series) {
  const DataTable& table = data.tables[series.table];
  std::vector<double> edges;
  std::vector<double> counts;
  const Column& low = table.columns[series.x];
  const Column& high = table.columns[series.x + 1];
  for (std::size_t i = 0; i < table.rows(); ++i) {
    edges.push_back(low.number(i));
    counts.push_back(table.columns[series.y].number(i));
  }
  if (!counts.empty()) edges.push_back(high.number(counts.size() - 1));
  Coordinates corners = stepOutline(edges, counts);
  for (auto& corner : corners) corner.second = std::max(corner.second * series.scale, data.y.range.low);
  return corners;
}

Coordinates band(const DataTable& table, const Series& series) {
  Coordinates outline;
  const auto rows = rowsOf(series, table.rows());
  for (const std::size_t row : rows) {
    outline.emplace_back(table.columns[series.x].number(row) * series.xScale,
                         table.columns[series.y].number(row) * series.scale);
  }
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    outline.emplace_back(table.columns[series.x].number(*row) * series.xScale,
                         table.columns[series.yEnd].number(*row) * series.scale);
  }
  std::erase_if(outline, [](const auto& p) { return !std::isfinite(p.first) || !std::isfinite(p.second); });
  return outline;
}

/// The parts of a line inside the range, with gaps between them: not every format can clip.
Coordinates insideOf(const Coordinates& line, const Range& y) {
  Coordinates parts;
  const auto crossing = [&](std::size_t i, double level) {
    const auto& [x0, y0] = line[i];
    const auto& [x1, y1] = line[i + 1];
    parts.emplace_back(x0 + (x1 - x0) * (level - y0) / (y1 - y0), level);
  };
  const auto sideOf = [&](double value) { return value < y.low ? -1 : (value > y.high ? 1 : 0); };
  const auto levelOf = [&](int side) { return side < 0 ? y.low : y.high; };
  for (std::size_t i = 0; i < line.size(); ++i) {
    const int here = sideOf(line[i].second);
    if (here == 0) parts.push_back(line[i]);  // NaN too: it is a gap already
    if (i + 1 == line.size()) break;
    const int next = sideOf(line[i + 1].second);
    if (here == next || std::isnan(line[i].second) || std::isnan(line[i + 1].second)) continue;
    if (here != 0) crossing(i, levelOf(here));
    if (next == 0) continue;
    crossing(i, levelOf(next));
    parts.emplace_back(kNone, kNone);
  }
  return parts;
}

}  // namespace

std::size_t Column::size() const {
  return std::visit(
      [](const auto& cells) {
        if constexpr (std::is_pointer_v<std::decay_t<decltype(cells)>>)
          return static_cast<std::size_t>(cells->size());
        else
          return static_cast<std::size_t>(cells.size());
      },
      cells_);
}

double Column::number(std::size_t row) const {
  if (row >= size()) return kNone;
  return std::visit(
      [row](const auto& cells) -> double {
        using Held = std::decay_t<decltype(cells)>;
        if constexpr (std::is_same_v<Held, QStringList>)
          return kNone;
        else if constexpr (std::is_pointer_v<Held>)
          return static_cast<double>((*cells)[row]);
        else
          return cells[row];
      },
      cells_);
}

QString Column::text(std::size_t row) const {
  if (row >= size()) return {};
  if (const auto* words = std::get_if<QStringList>(&cells_)) return (*words)[static_cast<qsizetype>(row)];
  if (const auto* integers = std::get_if<const std::vector<std::int64_t>*>(&cells_))
    return QString::number((**integers)[row]);
  return exact(number(row));
}

std::size_t DataTable::rows() const {
  std::size_t most = 0;
  for (const Column& column : columns) most = std::max(most, column.size());
  return most;
}

QString Axis::title() const { return unit.isEmpty() ? label : QStringLiteral("%1 (%2)").arg(label, unit); }

QString Axis::tickText(double tick, int decimals) const {
  if (std::abs(tick) < 1e-12) tick = 0;
  QString text;
  switch (numbers) {
    case Numbers::Counts:
      return QString::fromStdString(countText(tick));
    case Numbers::Hundredths:
      return QString::number(tick, 'f', 2);
    case Numbers::Short:
      return QString::fromStdString(numberText(tick, 3));
    case Numbers::Aligned:
      break;
  }
  text = std::abs(tick) >= 1e5 || decimals > 5 ? QString::fromStdString(numberText(tick))
                                               : QString::number(tick, 'f', decimals);
  return text.startsWith(QLatin1Char('-')) ? QChar(0x2212) + text.mid(1) : text;
}

Marker runMarker(int index) {
  constexpr std::array<Marker, 5> kMarkers = {Marker::Disc, Marker::Square, Marker::Triangle, Marker::Diamond,
                                              Marker::Circle};
  return kMarkers[static_cast<std::size_t>(std::max(index, 0)) % kMarkers.size()];
}

double barFoot(const Axis& values) { return values.range.contains(0) ? 0 : values.range.low; }

Coordinates pointsOf(const PlotData& data, const Series& series) {
  const DataTable& table = data.tables[series.table];
  if (series.shape == Series::Shape::Steps) return steps(data, series);
  if (series.shape == Series::Shape::Band) return band(table, series);
  const Column& x = table.columns[series.x];
  const Column& y = table.columns[series.y];
  const std::vector<std::size_t> rows = rowsOf(series, std::max(x.size(), y.size()));
  Coordinates points;
  if (series.shape == Series::Shape::Bars) {
    for (const std::size_t row : rows) {
      const double value = x.number(row) * series.scale;
      if (std::isnan(value)) continue;
      points.emplace_back(std::clamp(value, data.x.range.low, data.x.range.high), y.number(row));
    }
    return points;
  }
  std::vector<double> values;
  values.reserve(rows.size());
  for (const std::size_t row : rows) values.push_back(y.number(row) * series.scale);
  if (series.shape == Series::Shape::Points) {
    for (std::size_t i = 0; i < rows.size(); ++i) points.emplace_back(x.number(rows[i]) * series.xScale, values[i]);
    return points;
  }
  for (const std::size_t i : thinned(values, kBuckets))
    points.emplace_back(x.number(rows[i]) * series.xScale, values[i]);
  const Axis& axis = series.right ? *data.right : data.y;
  return series.marker == Marker::None ? insideOf(points, axis.range) : points;
}

QByteArray csvOf(const PlotData& data) {
  const bool several = data.tables.size() > 1;
  QStringList header;
  for (const DataTable& table : data.tables) {
    for (const Column& column : table.columns) {
      if (!header.contains(column.name())) header << column.name();
    }
  }
  QByteArray text = csvLine(several ? QStringList(QStringLiteral("table")) + header : header);
  for (const DataTable& table : data.tables) {
    std::vector<const Column*> columns;
    for (const QString& name : header) columns.push_back(find(table, name));
    for (std::size_t row = 0; row < table.rows(); ++row) {
      QStringList cells;
      if (several) cells << table.name;
      for (const Column* column : columns) cells << (column ? column->text(row) : QString());
      text += csvLine(cells);
    }
  }
  return text;
}

}  // namespace dyadic::widgets
