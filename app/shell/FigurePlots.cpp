// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/FigurePlots.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "app/shell/Snapshots.h"
#include "engine/session/Report.h"
#include "widgets/plots/ComparePlot.h"
#include "widgets/plots/ErrorPlot.h"
#include "widgets/plots/ExponentsPlot.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/plots/HistogramsPlot.h"
#include "widgets/plots/LossPlot.h"
#include "widgets/plots/ParetoPlot.h"
#include "widgets/plots/SensitivityPlot.h"
#include "widgets/plots/StagesPlot.h"

namespace dyadic::shell {
namespace {

using PlotPointer = std::unique_ptr<widgets::Plot>;
using Stage = std::shared_ptr<const StageRecord>;

/// The stage that was asked for; the last finished one if none was.
Expected<Stage> stageOf(const RunSnapshot& run, int index) {
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

QString stemOf(const RunSnapshot& run) { return QFileInfo(QString::fromStdString(run.path)).completeBaseName(); }

/// What the values of a layer are.
QString layerTitle(const LayerInfo& layer) {
  const QString text = layer.op == "BatchNorm2d" ? QCoreApplication::translate("Figure", "Factors of %1")
                                                 : QCoreApplication::translate("Figure", "Weights of %1");
  return text.arg(QString::fromStdString(layer.name));
}

PlotPointer stagesPlot(const RunSnapshot& run) {
  auto plot = std::make_unique<widgets::StagesPlot>();
  plot->setPortions(run.outline->portions);
  plot->setStages(run.stages);
  if (run.baseline) plot->setBaseline(run.baseline->top1);
  return plot;
}

PlotPointer lossPlot(const RunSnapshot& run) {
  auto plot = std::make_unique<widgets::LossPlot>();
  plot->setSeries(run.train, run.validation);
  return plot;
}

PlotPointer exponentsPlot(const RunSnapshot& run) {
  auto plot = std::make_unique<widgets::ExponentsPlot>();
  plot->setSeries(run.outline->model.edges, run.exponents);
  return plot;
}

Expected<PlotPointer> errorPlot(const RunSnapshot& run, int index) {
  auto stage = stageOf(run, index);
  if (!stage) return stage.error();
  auto plot = std::make_unique<widgets::ErrorPlot>();
  plot->setLayers(run.outline->model.layers);
  plot->setRecords(*stage);
  return PlotPointer(std::move(plot));
}

Expected<PlotPointer> histogramPlot(const FigureSubject& subject) {
  const std::vector<std::string> labels = session::runLabels(subject.runs);
  const bool told = std::set<std::string>(labels.begin(), labels.end()).size() == labels.size();
  std::vector<widgets::HistogramsPlot::Entry> entries;
  QString name = subject.layer;  // of the first run for all of them
  QString title;
  for (std::size_t i = 0; i < subject.runs.size(); ++i) {
    const RunSnapshot& run = *subject.runs[i];
    auto stage = stageOf(run, subject.stage);
    if (!stage) return stage.error();
    const auto index = layerOf(run, **stage, name);
    if (!index) return index.error();
    const LayerInfo& layer = run.outline->model.layers[static_cast<std::size_t>(*index)];
    if (i == 0) title = layerTitle(layer);
    name = QString::fromStdString(layer.name);
    if (subject.runs.size() == 1) {
      auto plot = std::make_unique<widgets::HistogramPlot>();
      plot->setHistogram(*stage, *index, title);
      return PlotPointer(std::move(plot));
    }
    entries.push_back({told ? QString::fromStdString(labels[i]) : stemOf(run), static_cast<int>(i), *stage, *index});
  }
  auto plot = std::make_unique<widgets::HistogramsPlot>();
  plot->setEntries(std::move(entries), title);
  return PlotPointer(std::move(plot));
}

PlotPointer comparePlot(const FigureSubject& subject) {
  const std::vector<std::string> labels = session::runLabels(subject.runs);
  std::vector<widgets::ComparedRuns> groups;
  for (std::size_t i = 0; i < subject.runs.size(); ++i) {
    const RunSnapshot& run = *subject.runs[i];
    const QString label = QString::fromStdString(labels[i]);
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.name == label; });
    if (group == groups.end()) {
      groups.push_back({label, static_cast<int>(groups.size()), {}});
      group = groups.end() - 1;
    }
    group->runs.push_back({stemOf(run), run.stages, run.baseline ? std::optional(run.baseline->top1) : std::nullopt});
  }
  auto plot = std::make_unique<widgets::ComparePlot>();
  plot->setRuns(std::move(groups));
  return plot;
}

/// Runs of other bits belong together: what else differs makes the groups.
PlotPointer paretoPlot(const FigureSubject& subject) {
  std::vector<std::shared_ptr<const RunSnapshot>> alike;
  for (const auto& run : subject.runs) {
    auto outline = std::make_shared<RunOutline>(*run->outline);
    for (const char* key : {"bits", "activation_bits", "bias_bits"}) outline->config.method.parameters.erase(key);
    outline->config.layers.clear();
    auto copy = std::make_shared<RunSnapshot>(*run);
    copy->outline = std::move(outline);
    alike.push_back(std::move(copy));
  }
  const std::vector<std::string> labels = session::runLabels(alike);
  std::vector<widgets::ParetoPlot::Run> points;
  for (std::size_t i = 0; i < subject.runs.size(); ++i) {
    const session::RunReport report = session::reportOf(*subject.runs[i]);
    points.push_back({stemOf(*subject.runs[i]), QString::fromStdString(labels[i]), report.averageBits, report.hardTop1,
                      subject.runs[i]->baseline ? std::optional(report.floatTop1) : std::nullopt});
  }
  auto plot = std::make_unique<widgets::ParetoPlot>();
  plot->setRuns(std::move(points));
  return plot;
}

PlotPointer sensitivityPlot(const FigureSubject& subject) {
  auto plot = std::make_unique<widgets::SensitivityPlot>();
  plot->setLayers(subject.runs.front()->outline->model.layers);
  plot->setRecord(subject.sensitivity);
  return plot;
}

Expected<PlotPointer> plotOf(const QString& kind, const FigureSubject& subject) {
  const RunSnapshot& run = *subject.runs.front();
  if (kind == QLatin1String("stages")) return stagesPlot(run);
  if (kind == QLatin1String("loss")) return lossPlot(run);
  if (kind == QLatin1String("exponents")) return exponentsPlot(run);
  if (kind == QLatin1String("error")) return errorPlot(run, subject.stage);
  if (kind == QLatin1String("histogram")) return histogramPlot(subject);
  if (kind == QLatin1String("compare")) return comparePlot(subject);
  if (kind == QLatin1String("sensitivity")) return sensitivityPlot(subject);
  return paretoPlot(subject);
}

}  // namespace

const QStringList& figureKinds() {
  static const QStringList kinds = {"stages",    "histogram", "error",  "loss",
                                    "exponents", "compare",   "pareto", "sensitivity"};
  return kinds;
}

Expected<PlotPointer> figurePlot(const QString& kind, const FigureSubject& subject) {
  const QStringList forSeveral = {"histogram", "compare", "pareto"};
  if (subject.runs.size() > 1 && !forSeveral.contains(kind))
    return usageError(DYADIC_TR("engine", "A figure of kind %1 shows one run. Kinds that show several: %2."),
                      {kind.toStdString(), forSeveral.join(QStringLiteral(", ")).toStdString()});
  for (const auto& run : subject.runs) {
    if (!run->outline) return failure(DYADIC_TR("engine", "%1 ended before it had read its model."), {run->path});
  }
  auto plot = plotOf(kind, subject);
  if (plot && (*plot)->isEmpty())
    return failure(DYADIC_TR("engine", "%1 holds no values for a figure of kind %2."),
                   {subject.runs.front()->path, kind.toStdString()});
  return plot;
}

}  // namespace dyadic::shell
