// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/FigureCommand.h"

#include <CLI/CLI.hpp>
#include <QFileInfo>
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/runtime/ErrorText.h"
#include "app/shell/Snapshots.h"
#include "widgets/plots/ErrorPlot.h"
#include "widgets/plots/ExponentsPlot.h"
#include "widgets/plots/FigureStyle.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/LossPlot.h"
#include "widgets/plots/StagesPlot.h"

namespace dyadic::shell {
namespace {

const QStringList kKinds = {"stages", "histogram", "error", "loss", "exponents"};
const QStringList kLaterKinds = {"compare", "pareto", "sensitivity"};
const QStringList kFormats = {"pdf", "svg", "png", "csv"};

using Snapshot = std::shared_ptr<const RunSnapshot>;

std::string list(const QStringList& words) { return words.join(QStringLiteral(", ")).toStdString(); }

Expected<widgets::FigureStyle> checkedStyle(const FigureRequest& request) {
  if (kLaterKinds.contains(request.kind))
    return usageError(DYADIC_TR("engine", "Figures of kind %1 are not available yet. Available: %2."),
                      {request.kind.toStdString(), list(kKinds)});
  if (!kKinds.contains(request.kind))
    return usageError(DYADIC_TR("engine", "There is no figure of kind %1. Available: %2."),
                      {request.kind.toStdString(), list(kKinds)});
  if (!kFormats.contains(QFileInfo(request.out).suffix().toLower()))
    return usageError(DYADIC_TR("engine", "%1 names no format that can be written. Available endings: %2."),
                      {request.out.toStdString(), list(kFormats)});
  auto style = widgets::FigureStyle::fromPreset(request.preset);
  if (!style) {
    const std::vector<QString> presets = widgets::FigureStyle::presets();
    return usageError(DYADIC_TR("engine", "There is no preset %1. Available: %2."),
                      {request.preset.toStdString(), list(QStringList(presets.begin(), presets.end()))});
  }
  if (QFileInfo::exists(request.out) && !request.force)
    return failure(DYADIC_TR("engine", "%1 exists already. Choose another name, or overwrite it with --force."),
                   {request.out.toStdString()});
  return *style;
}

/// The stage that was asked for; the last finished one if none was.
Expected<std::shared_ptr<const StageRecord>> stageOf(const RunSnapshot& run, int index) {
  if (run.stages.empty())
    return failure(DYADIC_TR("engine", "%1 holds no finished stage, so there is nothing to draw."), {run.path});
  const auto count = static_cast<int>(run.stages.size());
  if (index >= count)
    return usageError(DYADIC_TR("engine", "%1 has no stage %2. Its stages are 0 to %3."),
                      {run.path, std::to_string(index), std::to_string(count - 1)});
  return index < 0 ? run.stages.back() : run.stages[static_cast<std::size_t>(index)];
}

Expected<int> layerOf(const RunSnapshot& run, const StageRecord& stage, const QString& wanted) {
  const std::vector<LayerInfo>& layers = run.outline->model.layers;
  if (wanted.isEmpty()) {
    const int worst = worstLayer(stage.layers);
    if (worst >= 0) return worst;
    return failure(DYADIC_TR("engine", "No layer of %1 is quantized. Name one with --layer."), {run.path});
  }
  const auto found = std::find_if(layers.begin(), layers.end(),
                                  [&](const LayerInfo& layer) { return layer.name == wanted.toStdString(); });
  if (found != layers.end()) return static_cast<int>(found - layers.begin());
  bool isNumber = false;
  const int index = wanted.toInt(&isNumber);
  if (isNumber && index >= 0 && index < static_cast<int>(layers.size())) return index;
  std::string names;
  for (const LayerInfo& layer : layers) names += (names.empty() ? "" : ", ") + layer.name;
  return usageError(DYADIC_TR("engine", "%1 has no layer %2. Its layers: %3."),
                    {run.path, wanted.toStdString(), names});
}

using PlotPointer = std::unique_ptr<widgets::Plot>;

PlotPointer stagesPlot(const RunSnapshot& run) {
  auto plot = std::make_unique<widgets::StagesPlot>();
  plot->setPortions(run.outline->portions);
  plot->setStages(run.stages);
  if (run.baseline) plot->setBaseline(run.baseline->top1);
  return plot;
}

Expected<PlotPointer> layerPlot(const RunSnapshot& run, const FigureRequest& request) {
  auto stage = stageOf(run, request.stage);
  if (!stage) return stage.error();
  if (request.kind == QLatin1String("error")) {
    auto plot = std::make_unique<widgets::ErrorPlot>();
    plot->setLayers(run.outline->model.layers);
    plot->setRecords(*stage);
    return PlotPointer(std::move(plot));
  }
  const auto layer = layerOf(run, **stage, request.layer);
  if (!layer) return layer.error();
  auto plot = std::make_unique<widgets::HistogramPlot>();
  plot->setHistogram(*stage, *layer,
                     QString::fromStdString(run.outline->model.layers[static_cast<std::size_t>(*layer)].name));
  return PlotPointer(std::move(plot));
}

Expected<PlotPointer> plotOf(const RunSnapshot& run, const FigureRequest& request) {
  if (!run.outline) return failure(DYADIC_TR("engine", "%1 ended before it had read its model."), {run.path});
  if (request.kind == QLatin1String("stages")) return stagesPlot(run);
  if (request.kind == QLatin1String("loss")) {
    auto plot = std::make_unique<widgets::LossPlot>();
    plot->setSeries(run.train, run.validation);
    return PlotPointer(std::move(plot));
  }
  if (request.kind == QLatin1String("exponents")) {
    auto plot = std::make_unique<widgets::ExponentsPlot>();
    plot->setSeries(run.outline->model.edges, run.exponents);
    return PlotPointer(std::move(plot));
  }
  return layerPlot(run, request);
}

constexpr auto kHelp = R"(
Examples:
  dyadic figure --run run.h5 --kind stages --out stages.pdf
  dyadic figure --run run.h5 --kind histogram --layer layer1.0.conv1 --stage 2 --out histogram.svg
  dyadic figure --run run.h5 --kind error --preset springer-column --out error.pdf --force
  dyadic figure --run run.h5 --kind loss --out loss.csv)";

}  // namespace

Status drawFigure(const FigureRequest& request, const runtime::Engine& engine) {
  const auto style = checkedStyle(request);
  if (!style) return style.error();
  const auto run = engine.openRun(request.run.toStdString());
  if (!run) return run.error();
  const auto plot = plotOf(**run, request);
  if (!plot) return plot.error();
  if ((*plot)->isEmpty())
    return failure(DYADIC_TR("engine", "%1 holds no values for a figure of kind %2."),
                   {request.run.toStdString(), request.kind.toStdString()});
  const QString problem = (*plot)->exportTo(request.out, *style);
  if (!problem.isEmpty()) return failure("%1", {problem.toStdString()});
  return {};
}

int figureCommand(const QStringList& arguments, const runtime::Engine& engine, std::ostream& out, std::ostream& err) {
  std::string run;
  std::string kind;
  std::string layer;
  std::string preset = "ieee-column";
  std::string file;
  FigureRequest request;
  CLI::App parser("Draws a figure of a run file, without a display.", "dyadic figure");
  parser.add_option("--run", run, "Run file (.h5)")->required();
  parser.add_option("--kind", kind, list(kKinds))->required();
  parser.add_option("--layer", layer, "Layer of a histogram, by name or index; else the one with the lowest SQNR");
  parser.add_option("--stage", request.stage, "Stage, from 0; else the last one")->check(CLI::NonNegativeNumber);
  parser.add_option("--preset", preset, "ieee-column, ieee-page, springer-column or slide")->capture_default_str();
  parser.add_option("--out", file, "File to write; its ending chooses the format: " + list(kFormats))->required();
  parser.add_flag("--force", request.force, "Overwrite the file");
  parser.footer(kHelp);
  std::vector<std::string> words;
  for (auto word = arguments.crbegin(); word != arguments.crend(); ++word) words.push_back(word->toStdString());
  try {
    parser.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    return parser.exit(error, out, err) == 0 ? 0 : 2;
  }
  request.run = QString::fromStdString(run);
  request.kind = QString::fromStdString(kind);
  request.layer = QString::fromStdString(layer);
  request.preset = QString::fromStdString(preset);
  request.out = QString::fromStdString(file);
  if (const Status status = drawFigure(request, engine); !status) {
    err << "dyadic figure: " << runtime::errorText(status.error()).toStdString() << '\n';
    return status.error().kind == ErrorKind::Usage ? 2 : 1;
  }
  out << file << '\n';
  return 0;
}

}  // namespace dyadic::shell
