// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/Pgfplots.h"

#include <QTextStream>
#include <algorithm>
#include <cmath>
#include <map>

namespace dyadic::widgets {
namespace {

constexpr double kPointsPerMm = 72.27 / 25.4;  // TeX's points

/// Writes one picture. Colours are defined as they are met, in a first part that stands before the picture.
class Writer {
 public:
  Writer(const PlotData& data, const FigureStyle& figure, const PaperLayout& layout)
      : data_(data), figure_(figure), layout_(layout), style_(paperStyle(figure)) {}

  QByteArray write() {
    const QString axes = mainAxis() + (data_.right ? rightAxis() : QString());
    return (opening() + picture(axes)).toUtf8();
  }

 private:
  static QString number(double value) {
    if (std::isnan(value)) return QStringLiteral("nan");
    return QString::number(value, 'g', 9);
  }
  static QString mm(double value) { return QString::number(value, 'f', 3) + QStringLiteral("mm"); }
  static QString pt(double value) { return QString::number(value, 'f', 2) + QStringLiteral("pt"); }
  [[nodiscard]] double pixels(double design) const { return design * figure_.pointSize / 12; }

  /// Name of a colour without its opacity.
  QString color(const QColor& color) {
    const QString hex = color.name().mid(1).toUpper();
    colors_[QStringLiteral("dyadic%1").arg(hex)] = hex;
    return QStringLiteral("dyadic%1").arg(hex);
  }
  [[nodiscard]] QColor inked(const Ink& ink) const { return colorOf(ink, style_.colors); }

  [[nodiscard]] QString opening() const {
    const bool wide = isBeyondLatin();
    QString text;
    QTextStream out(&text);
    out << "% pgfplots figure with its data, made by Dyadic. Compiles on its own; in a paper, load the package and\n"
           "% \\input this file:  \\usepackage{pgfplots}  \\pgfplotsset{compat=1.16}\n";
    if (wide) out << "% Labels are not in Latin script: needs the package ctex.\n";
    out << "\\expandafter\\ifx\\csname documentclass\\expandafter\\endcsname\\csname @twoclasseserror\\endcsname\n"
           "\\def\\dyadicalone{0}\\else\\expandafter\\ifx\\csname documentclass\\expandafter\\endcsname\\csname "
           "@notprerr\\endcsname\n\\def\\dyadicalone{0}\\else\\def\\dyadicalone{1}\\fi\\fi\n"
           "\\let\\dyadicend\\relax\n\\if1\\dyadicalone\n"
        << "\\documentclass{article}\n"
        << (wide ? "\\usepackage[UTF8]{ctex}\n" : "") << "\\usepackage{pgfplots}\n\\pgfplotsset{compat=1.16}\n";
    if (!isSerif()) out << "\\renewcommand{\\familydefault}{\\sfdefault}\n";
    out << "\\paperwidth=" << mm(figure_.widthMm) << " \\paperheight=" << mm(figure_.heightMm)
        << " \\pdfpagewidth=\\paperwidth \\pdfpageheight=\\paperheight\n"
        << "\\hoffset=-1in \\voffset=-1in \\topmargin=0pt \\headheight=0pt \\headsep=0pt \\topskip=0pt "
           "\\oddsidemargin=0pt\n"
        << "\\textwidth=" << mm(figure_.widthMm) << " \\textheight=" << mm(figure_.heightMm + 1)
        << " \\parindent=0pt \\pagestyle{empty}\n\\begin{document}\n\\def\\dyadicend{\\end{document}}\n\\fi\n";
    return text;
  }

  [[nodiscard]] QString picture(const QString& axes) const {
    QString text;
    QTextStream out(&text);
    for (const auto& [name, hex] : colors_) out << "\\definecolor{" << name << "}{HTML}{" << hex << "}%\n";
    out << "\\pgfplotsset{dyadic box/.style={legend image code/.code={\\fill[##1, draw=none] (0pt,-" << pt(pixels(4.5))
        << ") rectangle (" << pt(pixels(9)) << "," << pt(pixels(4.5)) << ");}}}%\n"
        << "\\begin{tikzpicture}[font=\\fontsize{" << figure_.pointSize << "}{" << figure_.pointSize * 1.2
        << "}\\selectfont]\n"
        << "\\useasboundingbox (" << mm(-layout_.marginsMm.left()) << "," << mm(-layout_.marginsMm.bottom())
        << ") rectangle (" << mm(figure_.widthMm - layout_.marginsMm.left()) << ","
        << mm(figure_.heightMm - layout_.marginsMm.bottom()) << ");\n"
        << axes << "\\end{tikzpicture}%\n\\dyadicend\n";
    return text;
  }

  [[nodiscard]] double axesWidthMm() const {
    return figure_.widthMm - layout_.marginsMm.left() - layout_.marginsMm.right();
  }
  [[nodiscard]] QString size() const {
    const QMarginsF& m = layout_.marginsMm;
    return QStringLiteral("scale only axis, width=%1, height=%2")
        .arg(mm(figure_.widthMm - m.left() - m.right()), mm(figure_.heightMm - m.top() - m.bottom()));
  }

  QString axisOptions(const Axis& axis, QChar which) {
    const bool lying = which == QLatin1Char('x');
    QString text;
    QTextStream out(&text);
    out << "  " << which << "min=" << number(axis.range.low) << ", " << which << "max=" << number(axis.range.high)
        << ", " << which << "label={" << latexText(axis.title()) << "},\n";
    if (axis.logarithmic) out << "  " << which << "mode=log,\n";
    if (axis.reversed) out << "  " << which << " dir=reverse,\n";
    if (figure_.grid && axis.grid) out << "  " << which << "majorgrids,\n";
    if (axis.logarithmic) return text;
    const double length = (lying ? figure_.widthMm * 0.85 : figure_.heightMm) / kMmPerInch * kUnitsPerInch -
                          (lying ? 0 : 4.0 * QFontMetrics(style_.font).height());
    const AxisTicks ticks = ticksOf(axis, length, style_, lying ? Qt::Horizontal : Qt::Vertical);
    QStringList positions;
    QStringList labels;
    for (const double position : ticks.positions) positions << number(position);
    for (const QString& label : ticks.labels) labels << QStringLiteral("{%1}").arg(latexText(label));
    out << "  " << which << "tick={" << positions.join(QLatin1Char(',')) << "}, " << which << "ticklabels={"
        << labels.join(QLatin1Char(',')) << "},\n";
    return text;
  }

  QString look() {
    const QString line = pt(figure_.lineWidthPt * 0.5);
    return QStringLiteral(
               "  axis line style={draw=%1, line width=%2}, tick style={draw=%1, line width=%2}, tick align=outside,\n"
               "  major tick length=%3, grid style={draw=%4, line width=%2}, unbounded coords=jump, clip "
               "mode=individual,\n"
               "  scaled ticks=false, xminorticks=false, yminorticks=false, axis on top=%5,\n")
        .arg(color(style_.colors.plotAxis), line, pt(pixels(3)), color(style_.colors.plotGrid),
             data_.heat ? QStringLiteral("true") : QStringLiteral("false"));
  }

  QString legendOptions() {
    if (figure_.legend == LegendPlace::None) return {};
    QString at;
    bool row = true;
    switch (figure_.legend) {
      case LegendPlace::Below:
        // The node of the axis has no outer anchors yet: below tick labels and, where there is one, the title.
        at = QStringLiteral("at={(0,0)}, anchor=north west, yshift=-%1")
                 .arg(pt(figure_.pointSize * (data_.x.title().isEmpty() ? 2.0 : 3.4)));
        break;
      case LegendPlace::TopLeft:
      case LegendPlace::TopRight:
      case LegendPlace::BottomLeft:
      case LegendPlace::BottomRight: {
        const bool top = figure_.legend == LegendPlace::TopLeft || figure_.legend == LegendPlace::TopRight;
        const bool left = figure_.legend == LegendPlace::TopLeft || figure_.legend == LegendPlace::BottomLeft;
        at = QStringLiteral("at={(%1,%2)}, anchor=%3 %4")
                 .arg(left ? QStringLiteral("0.02") : QStringLiteral("0.98"),
                      top ? QStringLiteral("0.98") : QStringLiteral("0.02"),
                      top ? QStringLiteral("north") : QStringLiteral("south"),
                      left ? QStringLiteral("west") : QStringLiteral("east"));
        row = false;
        break;
      }
      default:
        at = layout_.legendOverhangMm > 0 ? QStringLiteral("at={(1,1)}, anchor=south east, yshift=%1")
                                          : QStringLiteral("at={(0,1)}, anchor=south west, yshift=%1");
        at = at.arg(pt(pixels(6)));
    }
    return QStringLiteral(
               "  legend image code/.code={\\draw[mark repeat=2, mark phase=2, #1] plot coordinates {(0pt,0pt) "
               "(%5,0pt) "
               "(%6,0pt)};},\n  legend style={%1, draw=none, fill=%2, inner sep=0pt, "
               "outer sep=0pt, /tikz/every even column/.append "
               "style={column sep=%3}},\n  legend columns=%4, legend cell align=left,\n")
        .arg(at, row ? QStringLiteral("none") : QStringLiteral("white, fill opacity=0.85, text opacity=1"),
             pt(pixels(12)), QString::number(row ? std::max(1, layout_.legendColumns) : 1), pt(pixels(8)),
             pt(pixels(16)));
  }

  QString mainAxis() {
    QString text;
    QTextStream out(&text);
    out << "\\begin{axis}[\n  " << size() << (data_.x.shown ? ", axis x line*=bottom, " : ", axis x line=none, ")
        << (data_.y.shown ? "axis y line*=left" : "axis y line=none") << ",\n"
        << look() << axisOptions(data_.x, QLatin1Char('x')) << axisOptions(data_.y, QLatin1Char('y')) << legendOptions()
        << levelOptions();
    if (data_.heat) out << heatOptions();
    out << "]\n";
    for (const Zone& zone : data_.zones) out << zoneText(zone);
    for (const Divider& divider : data_.dividers) out << dividerText(divider);
    if (data_.heat) out << heatText();
    for (const Series& series : data_.series) {
      if (!series.right) out << seriesText(series);
    }
    if (data_.right) {
      for (const Series& series : data_.series) {
        if (series.right && !series.name.isEmpty()) out << legendImage(curveStyle(series), series.name);
      }
    }
    for (const Note& note : data_.notes) out << noteText(note);
    for (const Reference& reference : data_.references) out << referenceText(reference);
    for (const Zone& zone : data_.zones) {
      if (!zone.name.isEmpty())
        out << legendImage(QStringLiteral("fill=%1, fill opacity=%2, dyadic box")
                               .arg(color(inked(zone.ink)), number(std::min(1.0, zone.ink.opacity + 0.2))),
                           zone.name);
    }
    if (data_.levels && !data_.levels->name.isEmpty())
      out << legendImage(QStringLiteral("line width=%1, draw=%2, opacity=0.7")
                             .arg(pt(figure_.lineWidthPt), color(style_.colors.level)),
                         data_.levels->name);
    out << "\\end{axis}\n";
    return text;
  }

  QString rightAxis() {
    QString text;
    QTextStream out(&text);
    out << "\\begin{axis}[\n  " << size() << ", axis x line=none, axis y line*=right,\n"
        << look() << axisOptions(data_.x, QLatin1Char('x')) << axisOptions(*data_.right, QLatin1Char('y')) << "]\n";
    for (const Series& series : data_.series) {
      if (series.right) out << addPlot(series);
    }
    out << "\\end{axis}\n";
    return text;
  }

  QString levelOptions() {
    if (!data_.levels || !data_.levels->positions) return {};
    const LevelMarks marks =
        levelsToDraw(*data_.levels->positions, {data_.x.range, axesWidthMm() * kPointsPerMm / pixels(1), 3});
    QStringList positions;
    for (const double level : marks.positions) positions << number(level);
    return QStringLiteral(
               "  extra x ticks={%1}, extra x tick labels={},\n  extra x tick style={grid=none, tick align=inside, "
               "major tick length=%2, tick style={draw=%3, opacity=0.55}},\n")
        .arg(positions.join(QLatin1Char(',')), pt(pixels(5)), color(style_.colors.level));
  }

  /// From bottom to top between two x, inside the axes.
  QString zoneText(const Zone& zone) {
    const double low = std::max(zone.x.low, data_.x.range.low);
    const double high = std::min(zone.x.high, data_.x.range.high);
    if (low >= high) return {};
    const QString foot = number(data_.y.range.low);
    return QStringLiteral(
               "\\fill[%1, fill opacity=%2] ({axis cs:%3,%5} |- {rel axis cs:0,0}) rectangle ({axis cs:%4,%5} |- {rel "
               "axis cs:0,1});\n")
        .arg(color(inked(zone.ink)), number(zone.ink.opacity), number(low), number(high), foot);
  }

  QString dividerText(const Divider& divider) {
    if (!data_.x.range.contains(divider.x)) return {};
    const QString x = QStringLiteral("{axis cs:%1,%2}").arg(number(divider.x), number(data_.y.range.low));
    return QStringLiteral(
               "\\draw[%1, line width=%2] (%3 |- {rel axis cs:0,0}) -- (%3 |- {rel axis cs:0,1}) node[anchor=north "
               "west, inner sep=%4, text=%5] {%6};\n")
        .arg(color(style_.colors.plotAxis), pt(figure_.lineWidthPt * 0.5), x, pt(pixels(3)),
             color(style_.colors.textMuted), latexText(divider.text));
  }

  QString noteText(const Note& note) {
    return QStringLiteral(
               "\\node[anchor=west, inner sep=%1, text=%2, fill=white, fill opacity=0.75, text opacity=1] at (axis "
               "cs:%3,%4) {%5};\n")
        .arg(pt(pixels(3)), color(note.ink ? inked(*note.ink) : style_.colors.textMuted), number(note.x),
             number(note.y), latexText(note.text));
  }

  QString referenceText(const Reference& reference) {
    return QStringLiteral("\\addplot[%1, dash pattern=on %2 off %3, line width=%4%5] coordinates {(%6,%7) (%8,%7)};\n")
               .arg(color(inked(reference.ink)), pt(figure_.lineWidthPt * 3.2), pt(figure_.lineWidthPt * 2.4),
                    pt(figure_.lineWidthPt * 0.8),
                    reference.name.isEmpty() ? QStringLiteral(", forget plot") : QString(), number(data_.x.range.low),
                    number(reference.y), number(data_.x.range.high)) +
           entry(reference.name);
  }

  QString heatOptions() {
    QString stops;
    for (int i = 0; i <= 8; ++i) {
      const QColor c = viridis(i / 8.0);
      stops += QStringLiteral(" rgb255=(%1,%2,%3)").arg(c.red()).arg(c.green()).arg(c.blue());
    }
    return QStringLiteral(
               "  colormap={dyadicviridis}{%1 }, colorbar, point meta min=%2, point meta max=%3,\n"
               "  colorbar style={at={(%4,1)}, anchor=north west, width=%5, axis line "
               "style={draw=none}, ylabel={%6}, ytick "
               "align=outside, "
               "major tick length=0pt},\n")
        .arg(stops, number(data_.heat->range.low), number(data_.heat->range.high),
             number(1 + pixels(14) / (axesWidthMm() * kPointsPerMm)), pt(pixels(10)), latexText(data_.heat->label));
  }

  QString heatText() {
    const HeatMap& heat = *data_.heat;
    const DataTable& table = data_.tables[heat.table];
    QString text;
    QTextStream out(&text);
    out << "\\addplot[matrix plot*, mesh/cols=" << table.columns.size() - heat.first
        << ", point meta=explicit, forget plot] table[x=x, y=y, meta=value] {\nx y value\n";
    for (std::size_t row = 0; row < table.rows(); ++row) {
      for (std::size_t column = heat.first; column < table.columns.size(); ++column)
        out << row + 1 << ' ' << column - heat.first << ' ' << number(table.columns[column].number(row)) << '\n';
    }
    out << "};\n";
    return text;
  }

  QString curveStyle(const Series& series) {
    const QColor ink = inked(series.ink);
    QString text =
        QStringLiteral("%1, line join=round, line width=%2").arg(color(ink), pt(figure_.lineWidthPt * series.width));
    if (ink.alphaF() < 1) text += QStringLiteral(", opacity=%1").arg(number(ink.alphaF()));
    if (series.shape == Series::Shape::Dashes)
      text += QStringLiteral(", dash pattern=on %1 off %2")
                  .arg(pt(figure_.lineWidthPt * series.width * 4), pt(figure_.lineWidthPt * series.width * 3));
    if (series.shape == Series::Shape::Points) text += QStringLiteral(", only marks");
    static const std::map<Marker, QString> kMarks = {
        {Marker::None, QStringLiteral("none")},        {Marker::Disc, QStringLiteral("*")},
        {Marker::Circle, QStringLiteral("*")},         {Marker::Square, QStringLiteral("square*")},
        {Marker::Diamond, QStringLiteral("diamond*")}, {Marker::Triangle, QStringLiteral("triangle*")}};
    text += QStringLiteral(", mark=%1, mark size=%2").arg(kMarks.at(series.marker), pt(pixels(3.5)));
    if (series.marker != Marker::None)
      text += QStringLiteral(", mark options={solid, fill=%1}")
                  .arg(series.marker == Marker::Circle ? QStringLiteral("white") : color(ink));
    return text;
  }

  QString areaStyle(const Series& series) {
    const QColor ink = inked(series.ink);
    QString text = QStringLiteral("mark=none, line join=round, dyadic box, ");
    text += series.width > 0
                ? QStringLiteral("draw=%1, line width=%2").arg(color(ink), pt(figure_.lineWidthPt * series.width))
                : QStringLiteral("draw=none");
    if (series.fill > 0) text += QStringLiteral(", fill=%1, fill opacity=%2").arg(color(ink), number(series.fill));
    return text;
  }

  QString barStyle(const Series& series) {
    return QStringLiteral("xbar, bar width=0.68, bar shift=0pt, log origin=infty, draw=none, ") + filled(series.ink);
  }

  QString filled(const Ink& ink) {
    const QColor inkColor = inked(ink);
    return QStringLiteral("fill=%1, fill opacity=%2").arg(color(inkColor), number(inkColor.alphaF()));
  }

  QString addPlot(const Series& series) {
    const bool area = series.shape == Series::Shape::Steps || series.shape == Series::Shape::Band;
    QString text;
    QTextStream out(&text);
    out << "\\addplot["
        << (area                                  ? areaStyle(series)
            : series.shape == Series::Shape::Bars ? barStyle(series)
                                                  : curveStyle(series));
    if (series.name.isEmpty() || series.right || series.shape == Series::Shape::Bars) out << ", forget plot";
    out << "] table {\nx y\n";
    for (const auto& [x, y] : pointsOf(data_, series)) out << number(x) << ' ' << number(y) << '\n';
    out << "};\n";
    return text;
  }

  QString seriesText(const Series& series) {
    const QString plot = addPlot(series);
    const bool bars = series.shape == Series::Shape::Bars && !series.name.isEmpty();
    return plot +
           (bars ? legendImage(QStringLiteral("dyadic box, ") + filled(series.ink), series.name) : entry(series.name));
  }

  static QString entry(const QString& name) {
    return name.isEmpty() ? QString() : QStringLiteral("\\addlegendentry{%1}\n").arg(latexText(name));
  }
  static QString legendImage(const QString& style, const QString& name) {
    return QStringLiteral("\\addlegendimage{%1}\n").arg(style) + entry(name);
  }

  [[nodiscard]] bool isSerif() const {
    for (const char* word : {"Serif", "Roman", "Times", "Garamond", "Georgia", "Palatino", "CM", "LM"}) {
      if (figure_.fontFamily.contains(QLatin1String(word)) && !figure_.fontFamily.contains(QLatin1String("Sans")))
        return true;
    }
    return false;
  }
  [[nodiscard]] bool isBeyondLatin() const {
    QString all = data_.x.title() + data_.y.title();
    if (data_.right) all += data_.right->title();
    for (const LegendEntry& legend : legendOf(data_, style_.colors)) all += legend.text;
    for (const Divider& divider : data_.dividers) all += divider.text;
    return std::any_of(all.begin(), all.end(), [](QChar c) { return c.unicode() >= 0x2e80; });
  }

  const PlotData& data_;
  const FigureStyle& figure_;
  PaperLayout layout_;
  PlotStyle style_;
  std::map<QString, QString> colors_;
};

}  // namespace

QByteArray pgfplotsOf(const PlotData& data, const FigureStyle& figure, const PaperLayout& layout) {
  return Writer(data, figure, layout).write();
}

QString latexText(const QString& text) {
  static const std::map<char16_t, QString> kSpecial = {{u'\\', QStringLiteral("\\textbackslash{}")},
                                                       {u'{', QStringLiteral("\\{")},
                                                       {u'}', QStringLiteral("\\}")},
                                                       {u'#', QStringLiteral("\\#")},
                                                       {u'$', QStringLiteral("\\$")},
                                                       {u'%', QStringLiteral("\\%")},
                                                       {u'&', QStringLiteral("\\&")},
                                                       {u'_', QStringLiteral("\\_")},
                                                       {u'^', QStringLiteral("\\textasciicircum{}")},
                                                       {u'~', QStringLiteral("\\textasciitilde{}")},
                                                       {u'<', QStringLiteral("$<$")},
                                                       {u'>', QStringLiteral("$>$")},
                                                       {u'|', QStringLiteral("$|$")},
                                                       {u'\u2212', QStringLiteral("$-$")},
                                                       {u'\u00d7', QStringLiteral("$\\times$")},
                                                       {u'\u00b7', QStringLiteral("$\\cdot$")},
                                                       {u'\u00b1', QStringLiteral("$\\pm$")},
                                                       {u'\u2013', QStringLiteral("--")},
                                                       {u'\u221e', QStringLiteral("$\\infty$")},
                                                       {u'\u2026', QStringLiteral("\\dots{}")},
                                                       {u'\u00b2', QStringLiteral("$^2$")},
                                                       {u'\u00a0', QStringLiteral("~")},
                                                       {u'\u2009', QStringLiteral("\\,")},
                                                       {u'\u202f', QStringLiteral("\\,")}};
  QString result;
  for (const QChar c : text) {
    const auto found = kSpecial.find(c.unicode());
    if (found != kSpecial.end())
      result += found->second;
    else if (c.unicode() >= 0x20)  // the rest would end a line or a file
      result += c;
  }
  return result;
}

}  // namespace dyadic::widgets
