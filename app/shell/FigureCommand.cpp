// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/FigureCommand.h"

#include <CLI/CLI.hpp>
#include <QBuffer>
#include <QFileInfo>
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/runtime/ErrorText.h"
#include "app/shell/FigurePlots.h"
#include "engine/types/OutputFile.h"

namespace dyadic::shell {
namespace {

std::string list(const QStringList& words) { return words.join(QStringLiteral(", ")).toStdString(); }

template <class Value>
std::string idsOf(const std::vector<std::pair<QString, Value>>& choices) {
  QStringList ids;
  for (const auto& [id, value] : choices) ids << id;
  return list(ids);
}

std::string formats() {
  const auto& endings = widgets::figureFormats();
  return list(QStringList(endings.begin(), endings.end()));
}

Status check(const FigureRequest& request) {
  if (!figureKinds().contains(request.kind))
    return usageError(DYADIC_TR("engine", "There is no figure of kind %1. Available: %2."),
                      {request.kind.toStdString(), list(figureKinds())});
  const auto& endings = widgets::figureFormats();
  if (std::find(endings.begin(), endings.end(), QFileInfo(request.out).suffix().toLower()) == endings.end())
    return usageError(DYADIC_TR("engine", "%1 names no format that can be written. Available endings: %2."),
                      {request.out.toStdString(), formats()});
  return checkOutput(request.out.toStdString(), request.force);
}

/// The style options as typed.
struct StyleWords {
  std::string preset = "ieee-column";
  std::optional<double> width;
  std::optional<double> height;
  std::string font;
  std::optional<double> fontSize;
  std::optional<double> lineWidth;
  std::string legend = "above";
  std::string palette = "okabe-ito";
  bool noGrid = false;
  std::optional<int> dpi;
};

/// The value of an id, or an error that lists them all.
template <class Value>
Expected<Value> choose(const char* what, const std::string& id, const std::vector<std::pair<QString, Value>>& choices) {
  for (const auto& [known, value] : choices) {
    if (known.toStdString() == id) return value;
  }
  return usageError(DYADIC_TR("engine", "There is no %1 %2. Available: %3."), {what, id, idsOf(choices)});
}

Expected<widgets::FigureStyle> styleOf(const StyleWords& words) {
  auto style = widgets::FigureStyle::fromPreset(QString::fromStdString(words.preset));
  if (!style) {
    const std::vector<QString> presets = widgets::FigureStyle::presets();
    return usageError(DYADIC_TR("engine", "There is no %1 %2. Available: %3."),
                      {"preset", words.preset, list(QStringList(presets.begin(), presets.end()))});
  }
  const auto legend = choose("legend", words.legend, widgets::legendPlaces());
  if (!legend) return legend.error();
  const auto palette = choose("palette", words.palette, widgets::figurePalettes());
  if (!palette) return palette.error();
  style->legend = *legend;
  style->palette = *palette;
  style->grid = !words.noGrid;
  style->widthMm = words.width.value_or(style->widthMm);
  style->heightMm = words.height.value_or(style->heightMm);
  style->pointSize = words.fontSize.value_or(style->pointSize);
  style->lineWidthPt = words.lineWidth.value_or(style->lineWidthPt);
  style->dpi = words.dpi.value_or(style->dpi);
  style->fontFamily = QString::fromStdString(words.font);
  return *style;
}

void addStyleOptions(CLI::App& parser, StyleWords& words) {
  const auto styled = [](CLI::Option* option) { return option->group("Style"); };
  styled(parser.add_option("--preset", words.preset, "ieee-column, ieee-page, springer-column or slide"))
      ->capture_default_str();
  styled(parser.add_option("--width", words.width, "Width in mm, instead of the preset's"))
      ->check(CLI::Range(10., 2000.));
  styled(parser.add_option("--height", words.height, "Height in mm, instead of the preset's"))
      ->check(CLI::Range(10., 2000.));
  styled(parser.add_option("--font", words.font, "Font family"));
  styled(parser.add_option("--font-size", words.fontSize, "Size of all text in points"))->check(CLI::Range(1., 200.));
  styled(parser.add_option("--line-width", words.lineWidth, "Width of curves in points"))->check(CLI::Range(0.1, 50.));
  styled(parser.add_option("--legend", words.legend, idsOf(widgets::legendPlaces())))->capture_default_str();
  styled(parser.add_option("--palette", words.palette, idsOf(widgets::figurePalettes())))->capture_default_str();
  styled(parser.add_flag("--no-grid", words.noGrid, "Leave out grid lines"));
  styled(parser.add_option("--dpi", words.dpi, "Resolution of PNG"))->check(CLI::Range(30, 2400));
}

constexpr auto kHelp = R"(
Examples:
  dyadic figure --run run.h5 --kind stages --out stages.pdf
  dyadic figure --run run.h5 --kind histogram --layer layer1.0.conv1 --stage 2 --out histogram.svg
  dyadic figure --run eight.h5 --run six.h5 --kind compare --legend bottom-right --out compare.tex
  dyadic figure --run runs/*.h5 --kind pareto --preset springer-column --out pareto.pdf
  dyadic figure --run run.h5 --kind loss --out loss.csv
  dyadic figure --run run.h5 --kind sensitivity --images 1000 --out sensitivity.pdf)";

/// What each layer does to the network that the run began with, under the run's setting.
Expected<std::shared_ptr<const SensitivityRecord>> sensitivityOf(const RunSnapshot& run, std::int64_t images,
                                                                 const runtime::Engine& engine) {
  if (!run.outline) return std::shared_ptr<const SensitivityRecord>();  // figurePlot() says what is wrong
  const RunConfig& config = run.outline->config;
  const auto explore = engine.openExplore(config);
  if (!explore) return explore.error();
  auto record = (*explore)->sensitivity(settingOf(config), {.images = images}, [](const SensitivityRecord&) {});
  if (!record) return record.error();
  return std::make_shared<const SensitivityRecord>(std::move(*record));
}

}  // namespace

Status drawFigure(const FigureRequest& request, const runtime::Engine& engine) {
  if (const Status fine = check(request); !fine) return fine;
  FigureSubject subject{{}, request.layer, request.stage, nullptr};
  for (const QString& path : request.runs) {
    auto run = engine.openRun(path.toStdString());
    if (!run) return run.error();
    subject.runs.push_back(*run);
  }
  if (request.kind == QLatin1String("sensitivity") && subject.runs.size() == 1) {
    auto record = sensitivityOf(*subject.runs.front(), request.images, engine);
    if (!record) return record.error();
    subject.sensitivity = std::move(*record);
  }
  const auto plot = figurePlot(request.kind, subject);
  if (!plot) return plot.error();
  QBuffer drawn;
  drawn.open(QIODevice::WriteOnly);
  const QString problem = (*plot)->draw(drawn, QFileInfo(request.out).suffix().toLower(), request.style);
  if (!problem.isEmpty())
    return failure(DYADIC_TR("engine", "%1 was not written. %2"), {request.out.toStdString(), problem.toStdString()});
  return writeOutput(request.out.toStdString(), request.force,
                     [&](std::ostream& out) { out.write(drawn.data().constData(), drawn.size()); });
}

int figureCommand(const QStringList& arguments, const runtime::Engine& engine, std::ostream& out, std::ostream& err) {
  std::vector<std::string> runs;
  std::string kind;
  std::string layer;
  std::string file;
  StyleWords words;
  FigureRequest request;
  CLI::App parser("Draws a figure of run files, without a display.", "dyadic figure");
  parser.add_option("--run", runs, "Run files (.h5); may be repeated")->required();
  parser.add_option("--kind", kind, list(figureKinds()))->required();
  parser.add_option("--layer", layer, "Layer of a histogram, by name or index; else the one with the lowest SQNR");
  parser.add_option("--stage", request.stage, "Stage, from 0; else the last one")->check(CLI::NonNegativeNumber);
  parser.add_option("--images", request.images, "Images that sensitivities are measured on")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  parser.add_option("--out", file, "File to write; its ending chooses the format: " + formats())->required();
  parser.add_flag("--force", request.force, "Overwrite the file");
  addStyleOptions(parser, words);
  parser.footer(kHelp);
  std::vector<std::string> reversed;
  for (auto word = arguments.crbegin(); word != arguments.crend(); ++word) reversed.push_back(word->toStdString());
  try {
    parser.parse(std::move(reversed));
  } catch (const CLI::ParseError& error) {
    return parser.exit(error, out, err) == 0 ? 0 : 2;
  }
  for (const std::string& run : runs) request.runs << QString::fromStdString(run);
  request.kind = QString::fromStdString(kind);
  request.layer = QString::fromStdString(layer);
  request.out = QString::fromStdString(file);
  const auto style = styleOf(words);
  if (style) request.style = *style;
  const Status status = style ? drawFigure(request, engine) : Status(style.error());
  if (!status) {
    err << "dyadic figure: " << runtime::errorText(status.error()).toStdString() << '\n';
    return status.error().kind == ErrorKind::Usage ? 2 : 1;
  }
  out << file << '\n';
  return 0;
}

}  // namespace dyadic::shell
