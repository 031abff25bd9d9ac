// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "widgets/plots/Arithmetic.h"

/// What a plot shows, without how: tables of values, and series, axes and marks that refer to them. Everything that a
/// plot can become is made from this one description: the drawing (PlotPainter.h), CSV (csvOf) and pgfplots
/// (Pgfplots.h). Plain values; any thread.
namespace dyadic::widgets {

/// A colour by its meaning; the palette in force decides what it looks like.
struct Ink {
  enum class Role { Float, Quantized, Trained, Level, Clipped, Bad, Run };
  Role role = Role::Quantized;
  double opacity = 1;
  int run = 0;  ///< of Role::Run
};

/// A named column of a table. A view refers to values that the plot holds, and is good as long as the plot does not
/// change; the rest is owned.
class Column {
 public:
  Column(QString name, std::vector<double> values) : name_(std::move(name)), cells_(std::move(values)) {}
  Column(QString name, QStringList words) : name_(std::move(name)), cells_(std::move(words)) {}
  template <class Number>
  [[nodiscard]] static Column view(QString name, const std::vector<Number>& values) {
    return Column(std::move(name), Cells(&values));
  }

  /// As CSV names it: "hard_top1". Shares are fractions in tables.
  [[nodiscard]] const QString& name() const { return name_; }
  [[nodiscard]] std::size_t size() const;
  /// NaN where there is none, and for words.
  [[nodiscard]] double number(std::size_t row) const;
  /// Reads back as the same number; empty for NaN and past the end.
  [[nodiscard]] QString text(std::size_t row) const;

 private:
  using Cells = std::variant<std::vector<double>, QStringList, const std::vector<double>*, const std::vector<int>*,
                             const std::vector<std::int64_t>*>;
  Column(QString name, Cells cells) : name_(std::move(name)), cells_(std::move(cells)) {}

  QString name_;
  Cells cells_;
};

struct DataTable {
  QString name;  ///< told apart by it where a plot has several: "training", a run's name
  std::vector<Column> columns;
  [[nodiscard]] std::size_t rows() const;
};

struct Axis {
  enum class Numbers {
    Aligned,     ///< as many decimals on each tick
    Short,       ///< as few digits as will do
    Counts,      ///< "12.3 k"
    Hundredths,  ///< two decimals: accuracies
  };
  QString label = {};
  QString unit = {};  ///< stands in brackets behind the label
  Range range = {};
  bool logarithmic = false;
  bool reversed = false;
  bool grid = true;
  int ticks = 5;  ///< about as many
  Numbers numbers = Numbers::Aligned;
  QStringList categories = {};  ///< names of 0, 1, 2 ...; replace numbers
  bool shown = true;            ///< else it is there for its range alone

  [[nodiscard]] QString title() const;
  /// Text at a tick of a linear axis; `decimals` tell the ticks apart.
  [[nodiscard]] QString tickText(double tick, int decimals) const;
};

enum class Marker { None, Disc, Circle, Square, Diamond, Triangle };
/// Of the i-th run; told apart without colour.
[[nodiscard]] Marker runMarker(int index);

/// Columns of a table as a curve, steps, bars or a band.
struct Series {
  enum class Shape {
    Line,
    Dashes,
    Points,  ///< markers alone
    Steps,   ///< a histogram: bin i goes from column x to column x+1
    Bars,    ///< lying, at the y given, from the axis' end (0 if it is on the axis) to x
    Band,    ///< between columns y and yEnd
  };
  QString name = {};  ///< in the legend; empty: not there
  Shape shape = Shape::Line;
  Ink ink = {};
  std::size_t table = 0;
  std::size_t x = 0;  ///< columns of the table
  std::size_t y = 0;
  std::size_t yEnd = 0;
  double scale = 1;   ///< of the values (x of bars, y of all others): 100 shows shares as percent
  double xScale = 1;  ///< of the x of all but bars
  Marker marker = Marker::None;
  double width = 1;            ///< of the line, in line widths; 0: none
  double fill = 0;             ///< opacity of the area below steps and inside bands
  bool right = false;          ///< belongs to the right axis
  std::vector<int> rows = {};  ///< only these rows; empty: all
};

/// A line across, at one y.
struct Reference {
  QString name;
  double y = 0;
  Ink ink;
};
/// A line from bottom to top, with a text at its upper end.
struct Divider {
  double x = 0;
  QString text;
};
/// A text right of a place inside the axes.
struct Note {
  double x = 0;
  double y = 0;
  QString text;
  std::optional<Ink> ink = {};  ///< else that of secondary texts
};
/// A shaded area from bottom to top.
struct Zone {
  QString name;
  Range x;
  Ink ink;
};
/// Ticks inside the axes, ascending; thinned to what can be told apart.
struct Levels {
  QString name;
  const std::vector<double>* positions = nullptr;
};
/// Cells coloured by value: row i of the table stands at x = i+1, column first+j at y = j.
struct HeatMap {
  std::size_t table = 0;
  std::size_t first = 1;
  QString label;
  Range range;
};

struct PlotData {
  std::vector<DataTable> tables;
  Axis x;
  Axis y;
  std::optional<Axis> right;
  std::vector<Zone> zones;  ///< drawn first, then everything in the order of the members
  std::vector<Divider> dividers;
  std::optional<HeatMap> heat;
  std::optional<Levels> levels;
  std::vector<Reference> references;
  std::vector<Series> series;
  std::vector<Note> notes;
};

using Coordinates = std::vector<std::pair<double, double>>;
/// What is drawn of a series, in the axes' units: thinned where a line has far more points than can be seen; steps and
/// bands as their outline; nothing outside the axis where it would have to be drawn to infinity. For bars, (value,
/// position).
[[nodiscard]] Coordinates pointsOf(const PlotData& data, const Series& series);
/// Where bars begin.
[[nodiscard]] double barFoot(const Axis& values);

/// RFC 4180 with one header line. Several tables stand below each other: a first column names the table, and columns of
/// the same name are one.
[[nodiscard]] QByteArray csvOf(const PlotData& data);

}  // namespace dyadic::widgets
