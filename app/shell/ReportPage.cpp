// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/ReportPage.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTextStream>
#include <algorithm>

#include "app/runtime/ErrorText.h"
#include "app/shell/FigurePlots.h"
#include "engine/session/Config.h"
#include "engine/session/Report.h"
#include "engine/session/SeedReport.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {
namespace {

constexpr auto kLayout = R"(
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 72rem; background: var(--window); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
p, figcaption, caption { color: var(--muted); margin: .25rem 0 1rem; text-align: left; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; white-space: nowrap; }
th, td { padding: .3rem .8rem; border-bottom: 1px solid var(--border); text-align: left; }
th { font-weight: 600; border-bottom-color: var(--muted); }
.number { text-align: right; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr)); gap: 1rem; margin: 1rem 0; }
figure { margin: 0; padding: 1rem; background: var(--surface); border: 1px solid var(--border); border-radius: 8px; }
figure svg { display: block; width: 100%; height: auto; }
details { margin: .5rem 0; }
summary { cursor: pointer; font-weight: 600; }
pre { background: var(--surface); border: 1px solid var(--border); border-radius: 8px; padding: 1rem; overflow-x: auto;
  font-size: 13px; }
.wide td { white-space: normal; overflow-wrap: anywhere; }
@media print { body { max-width: none; padding: 0; } figure { break-inside: avoid; } }
)";

QString variables(const widgets::Colors& c) {
  return QStringLiteral(
             ":root { color-scheme: light dark; --window: %1; --surface: %2; --text: %3; --muted: %4; --border: %5; "
             "}\n")
      .arg(c.window.name(), c.surface.name(), c.text.name(), c.textMuted.name(), c.border.name());
}

/// Colours of page and figures in both settings.
QString styleSheet() {
  QString text = variables(widgets::colorsOf(widgets::Theme::Light)) + QLatin1String(kLayout) +
                 QStringLiteral("@media (prefers-color-scheme: dark) {\n") +
                 variables(widgets::colorsOf(widgets::Theme::Dark));
  for (const auto& [paper, dark] : widgets::darkCounterparts()) {
    for (const char* attribute : {"fill", "stroke"})
      text +=
          QStringLiteral("figure [%1=\"%2\"] { %1: %3; }\n").arg(QLatin1String(attribute), paper.name(), dark.name());
  }
  return text + QStringLiteral("}\n");
}

class Page {
  Q_DECLARE_TR_FUNCTIONS(dyadic::shell::ReportPage)

 public:
  explicit Page(const ReportInput& input) : input_(input), out_(&text_) {
    for (const auto& run : input.runs) {
      snapshots_.push_back(run.snapshot);
      reports_.push_back(session::reportOf(*run.snapshot));
    }
  }

  QByteArray write() {
    writeHead();
    if (reports_.size() > 1) writeComparison();
    for (std::size_t i = 0; i < reports_.size(); ++i) writeRun(i);
    writeUnreadable();
    out_ << "</body>\n</html>\n";
    out_.flush();
    return text_.toUtf8();
  }

 private:
  static QString html(const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); }

  void writeHead() {
    const QString title = reports_.size() == 1 ? QString::fromStdString(reports_.front().name)
                                               : tr("%n runs compared", nullptr, static_cast<int>(reports_.size()));
    out_ << "<!DOCTYPE html>\n<html lang=\"" << tr("en", "language of these texts, as HTML names it")
         << "\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
         << title.toHtmlEscaped() << "</title>\n<style>\n"
         << styleSheet() << "</style>\n</head>\n<body>\n<h1>" << title.toHtmlEscaped() << "</h1>\n<p>"
         << tr("Made by Dyadic %1 on %2.")
                .arg(QCoreApplication::applicationVersion(),
                     QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'")))
                .toHtmlEscaped()
         << "</p>\n";
    writeTable(session::runTable(reports_), {});
    out_ << "<p>"
         << tr("Accuracies are top-1 on the validation images: of the float network, of the network as it trains, and "
               "hard, as it is exported to integers. The change is from float to hard.")
                .toHtmlEscaped()
         << "</p>\n";
  }

  void writeTable(const session::ReportTable& table, const QString& caption) {
    const auto& columns = table.columns;
    const auto cells = [&](const char* tag, const auto& textOf) {
      out_ << "<tr>";
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].dataOnly) continue;
        out_ << '<' << tag << (columns[i].number ? " class=\"number\">" : ">") << html(textOf(i)) << "</" << tag << '>';
      }
      out_ << "</tr>\n";
    };
    out_ << "<div class=\"scroll\"><table>\n";
    if (!caption.isEmpty()) out_ << "<caption>" << caption.toHtmlEscaped() << "</caption>\n";
    out_ << "<thead>";
    cells("th", [&](std::size_t i) { return columns[i].title; });
    out_ << "</thead>\n<tbody>\n";
    for (const auto& row : table.rows) cells("td", [&](std::size_t i) { return row[i].shown; });
    out_ << "</tbody></table></div>\n";
  }

  /// Nothing where the runs hold nothing of the kind.
  void writeFigure(const QString& kind, const FigureSubject& subject, const QString& caption) {
    auto plot = figurePlot(kind, subject);
    if (!plot) return;
    widgets::FigureStyle style;
    style.widthMm = 130;
    style.heightMm = 78;
    style.pointSize = 9;
    style.lineWidthPt = 1.2;
    QString svg = QString::fromUtf8((*plot)->svg(style));
    svg.remove(0, svg.indexOf(QLatin1String("<svg")));
    static const QRegularExpression size(QStringLiteral("<svg width=\"[^\"]*\" height=\"[^\"]*\""));
    svg.replace(size, QStringLiteral("<svg role=\"img\" aria-label=\"%1\"").arg(caption.toHtmlEscaped()));
    out_ << "<figure>" << svg << "<figcaption>" << caption.toHtmlEscaped() << "</figcaption></figure>\n";
  }

  void writeComparison() {
    const std::vector<std::string> labels = session::runLabels(snapshots_);
    session::ReportTable differences;
    differences.columns = {{"run", "Run", false}, {"differs", "What differs", false}};
    for (std::size_t i = 0; i < labels.size(); ++i)
      differences.rows.push_back({{reports_[i].name, {}}, {labels[i], {}}});
    out_ << "<h2>" << tr("Comparison").toHtmlEscaped() << "</h2>\n";
    writeTable(differences, {});
    writeSeeds();
    const FigureSubject all{snapshots_, {}, -1};
    out_ << "<div class=\"figures\">\n";
    writeFigure(QStringLiteral("compare"), all,
                tr("Accuracy after each stage, hard. Runs that differ by seed alone are their mean, in a band from the "
                   "worst to the best."));
    writeFigure(QStringLiteral("pareto"), all, tr("Accuracy against the average bits of the weights."));
    if (snapshots_.size() <= kFewRuns)
      writeFigure(QStringLiteral("histogram"), all,
                  tr("Quantized values of the layer with the lowest SQNR of the first run."));
    out_ << "</div>\n";
  }

  /// Nothing where no configuration has several seeds.
  void writeSeeds() {
    const session::SeedReport seeds = session::seedReport(snapshots_);
    const bool several = std::any_of(seeds.configurations.begin(), seeds.configurations.end(),
                                     [](const session::Configuration& each) { return each.runs.size() > 1; });
    if (!several) return;
    writeTable(session::configurationTable(seeds),
               tr("Mean and standard deviation (n - 1) over the seeds of finished runs."));
    for (const std::string& note : seeds.notes) out_ << "<p>" << html(note) << "</p>\n";
  }

  void writeRun(std::size_t i) {
    const bool single = reports_.size() == 1;
    const session::RunReport& report = reports_[i];
    if (!single) out_ << "<h2>" << html(report.name) << "</h2>\n";
    if (!report.reason.empty()) out_ << "<p>" << html(report.reason) << "</p>\n";
    if (!single) out_ << "<details><summary>" << tr("Figures").toHtmlEscaped() << "</summary>\n";
    const FigureSubject subject{{snapshots_[i]}, {}, -1};
    out_ << "<div class=\"figures\">\n";
    writeFigure(QStringLiteral("stages"), subject, tr("Accuracy after each stage."));
    writeFigure(QStringLiteral("loss"), subject, tr("Loss and learning rate."));
    writeFigure(QStringLiteral("error"), subject, tr("Quantization error of the weights, by layer."));
    writeFigure(QStringLiteral("histogram"), subject,
                tr("Weights of the layer with the lowest SQNR, before and after quantization."));
    writeFigure(QStringLiteral("exponents"), subject, tr("Exponents of the feature maps over the epochs."));
    out_ << "</div>\n";
    if (!single) out_ << "</details>\n";
    writeDetails(i);
  }

  void writeDetails(std::size_t i) {
    const session::RunReport& report = reports_[i];
    if (!report.layers.empty()) {
      out_ << "<details><summary>" << tr("Layers").toHtmlEscaped() << "</summary>\n";
      writeTable(session::layerTable(report), tr("Weights after the last stage."));
      out_ << "</details>\n";
    }
    if (const auto& outline = snapshots_[i]->outline) {
      out_ << "<details><summary>" << tr("Config").toHtmlEscaped() << "</summary>\n<pre>"
           << html(session::formatConfig(outline->config)) << "</pre></details>\n";
    }
    out_ << "<details><summary>" << tr("Provenance").toHtmlEscaped() << "</summary>\n<table class=\"wide\">\n";
    const auto row = [&](const QString& name, const std::string& value) {
      if (!value.empty()) out_ << "<tr><td>" << name.toHtmlEscaped() << "</td><td>" << html(value) << "</td></tr>\n";
    };
    row(QStringLiteral("file"), QFileInfo(QString::fromStdString(report.path)).fileName().toStdString());
    row(QStringLiteral("started"), snapshots_[i]->started);
    row(QStringLiteral("ended"), snapshots_[i]->ended);
    for (const auto& [key, value] : input_.runs[i].provenance) row(QString::fromStdString(key), value);
    out_ << "</table></details>\n";
  }

  void writeUnreadable() {
    if (input_.unreadable.empty()) return;
    out_ << "<h2>" << tr("Left out").toHtmlEscaped() << "</h2>\n<ul>\n";
    for (const auto& [path, error] : input_.unreadable)
      out_ << "<li>" << runtime::errorText(error).toHtmlEscaped() << "</li>\n";
    out_ << "</ul>\n";
  }

  static constexpr std::size_t kFewRuns = 4;  ///< whose histograms can be told apart over each other

  const ReportInput& input_;
  std::vector<std::shared_ptr<const RunSnapshot>> snapshots_;
  std::vector<session::RunReport> reports_;
  QString text_;
  QTextStream out_;
};

}  // namespace

Expected<ReportInput> readReportInput(const std::vector<std::string>& paths, const session::RunOpener& open) {
  session::ReportFiles files = session::readReports(paths, open);
  if (files.runs.empty())
    return files.unreadable.empty() ? failure(DYADIC_TR("engine", "None of the files could be read as a run."))
                                    : files.unreadable.front().second;
  ReportInput input;
  for (auto& run : files.runs) {
    auto provenance = session::readProvenance(run->path);
    input.runs.push_back({std::move(run), provenance ? *provenance : std::map<std::string, std::string>()});
  }
  input.unreadable = std::move(files.unreadable);
  return input;
}

QByteArray reportPage(const ReportInput& input) { return Page(input).write(); }

}  // namespace dyadic::shell
