// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/LayersBinder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/shell/Snapshots.h"
#include "widgets/controls/Segmented.h"
#include "widgets/panels/CandidateChips.h"
#include "widgets/panels/EdgeTable.h"
#include "widgets/panels/LayerTable.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/TensorTables.h"
#include "widgets/plots/ErrorPlot.h"
#include "widgets/plots/HistogramPlot.h"

namespace dyadic::shell {
namespace {

const QString kSeparator = QStringLiteral("  ·  ");

/// With the minus sign that plots and tables have.
QString signedText(const QString& number) { return QString(number).replace(QLatin1Char('-'), QChar(0x2212)); }

QString decibels(double value) {
  if (std::isnan(value)) return {};
  if (std::isinf(value)) return LayersBinder::tr("exact");
  return LayersBinder::tr("%1 dB").arg(signedText(QString::number(value, 'f', 1)));
}

QString exponentText(int exponent) {
  return LayersBinder::tr("exponent %1").arg(signedText(QString::number(exponent)));
}

/// "scale 0.0123, zero at −4".
QString scaleText(double scale, int zeroPoint) {
  const QString text = LayersBinder::tr("scale %1").arg(QString::number(scale, 'g', 3));
  return zeroPoint == 0 ? text : LayersBinder::tr("%1, zero at %2").arg(text, signedText(QString::number(zeroPoint)));
}

/// "exponent −7", "scale 0.0123", "16 scales" or nothing: numbers that stay float.
QString gridText(const LayerRecord& record) {
  if (record.exponent) return exponentText(*record.exponent);
  if (record.scales > 1) return LayersBinder::tr("%1 scales").arg(record.scales);
  return record.scales == 1 ? scaleText(record.scale, record.zeroPoint) : QString();
}

QString bitsText(int bits) { return bits == 1 ? LayersBinder::tr("1 bit") : LayersBinder::tr("%1 bits").arg(bits); }

/// "8 bits · exponent −7 · 41.2 dB".
QString describe(const LayerRecord& record) {
  if (record.bits == 0) return LayersBinder::tr("stays float");
  QStringList parts{bitsText(record.bits), gridText(record), decibels(record.sqnrDb)};
  parts.removeAll(QString());
  return parts.join(QStringLiteral(" · "));
}

/// "8 bits · exponent −5, mean −5.02 · 38.1 dB · 0.95 % saturated".
QString describe(const EdgeRecord& record) {
  if (record.bits == 0) return LayersBinder::tr("stays float");
  QString exponent = record.scale > 0 ? scaleText(record.scale, record.zeroPoint) : exponentText(record.exponent);
  if (record.scale == 0 && !std::isnan(record.meanExponent))
    exponent += LayersBinder::tr(", mean %1").arg(signedText(QString::number(record.meanExponent, 'f', 2)));
  QStringList parts{bitsText(record.bits), exponent, decibels(record.sqnrDb)};
  if (!std::isnan(record.saturatedFraction))
    parts << LayersBinder::tr("%1 % saturated").arg(record.saturatedFraction * 100, 0, 'f', 2);
  parts.removeAll(QString());
  return parts.join(QStringLiteral(" · "));
}

/// Index of the element whose name is that of `from[index]`; -1 where there is none.
template <class From, class To>
int sameName(const std::vector<From>& from, int index, const std::vector<To>& to) {
  if (index < 0 || index >= std::ssize(from)) return -1;
  const std::string& name = from[static_cast<std::size_t>(index)].name;
  const auto found = std::find_if(to.begin(), to.end(), [&](const To& each) { return each.name == name; });
  return found == to.end() ? -1 : static_cast<int>(std::distance(to.begin(), found));
}

}  // namespace

LayersBinder::LayersBinder(const Parts& parts, QObject* parent)
    : QObject(parent),
      parts_(parts),
      choice_(new widgets::Segmented({tr("Weights"), tr("Maps")})),
      candidates_(new widgets::CandidateChips) {
  parts_.histogramCard.addTool(choice_);
  parts_.histogramCard.addTool(candidates_);
  connect(candidates_, &widgets::CandidateChips::lookedChanged, this, &LayersBinder::updateHistogram);
  connect(choice_, &widgets::Segmented::currentChanged, this, [this](int index) { setMapsWanted(index == 1); });
  connect(&parts_.tables, &widgets::TensorTables::mapsWanted, this, &LayersBinder::setMapsWanted);
  connect(&parts_.tables.layers(), &widgets::LayerTable::layerSelected, this, &LayersBinder::selectLayer);
  connect(&parts_.tables.edges(), &widgets::EdgeTable::edgeSelected, this, &LayersBinder::selectEdge);
  connect(&parts_.error, &widgets::ErrorPlot::layerSelected, this,
          [this](int index) { mapsShown_ ? selectEdge(index) : selectLayer(index); });
  updateKind();
}

void LayersBinder::setWhatIf(std::shared_ptr<const runtime::WhatIfResult> result) {
  whatIf_ = std::move(result);
  whatIfStage_ = whatIf_ ? stageOf(*whatIf_) : nullptr;
}

void LayersBinder::setWhatIfLook(const std::shared_ptr<const runtime::WhatIfLook>& look) {
  if (!whatIfShown_ || mapsShown_ || look->model != whatIf_->model || look->layer != layer_) return;
  auto fresh = std::make_shared<runtime::WhatIfResult>(*whatIf_);
  fresh->layers[static_cast<std::size_t>(look->layer)] = look->detail.layer;
  fresh->layer = look->layer;
  fresh->histogram = look->detail.histogram;
  setWhatIf(std::move(fresh));
  stage_ = whatIfStage_;
  updateHistogram();
}

void LayersBinder::setSetting(const QuantSetting& setting) {
  setting_ = setting;
  updateSettings();
}

void LayersBinder::updateSettings() {
  std::vector<widgets::LayerSetting> settings;
  if (editable_ && model_) settings = widgets::layerSettings(setting_, *model_);
  if (whatIf_ && whatIf_->layers.size() == settings.size()) {
    for (std::size_t i = 0; i < settings.size(); ++i) settings[i].mapFloat = whatIf_->layers[i].mapBits == 0;
  }
  parts_.tables.layers().setSettings(std::move(settings));
}

void LayersBinder::showWhatIf() {
  whatIfShown_ = editable_ = whatIf_ != nullptr;
  showStage(whatIf_ ? whatIf_->model : nullptr, whatIfStage_);
}

void LayersBinder::showRun(const std::shared_ptr<const RunSnapshot>& run,
                           const std::shared_ptr<const StageRecord>& stage, bool live) {
  std::shared_ptr<const ModelInfo> model;
  if (run && run->outline)
    model = {run->outline, &run->outline->model};
  else if (whatIf_)
    model = whatIf_->model;
  editable_ = false;
  whatIfShown_ = whatIf_ && !stage && (!run || live) && model && model->layers.size() == whatIf_->layers.size();
  showStage(std::move(model), whatIfShown_ ? whatIfStage_ : stage);
}

void LayersBinder::showStage(std::shared_ptr<const ModelInfo> model, std::shared_ptr<const StageRecord> stage) {
  stage_ = std::move(stage);
  if (model != model_) setModel(std::move(model));
  updateSettings();
  parts_.tables.layers().setRecords(stage_);
  parts_.tables.edges().setRecords(stage_);
  parts_.error.setRecords(stage_);
  updateKind();
  parts_.errorCard.setDetail(!stage_        ? QString()
                             : whatIfShown_ ? tr("what-if: quantized now, without training")
                                            : tr("stage %1").arg(stage_->index + 1));
  if (mapsShown_ && edge_ < 0) edge_ = worstEdge(stage_->edges);
  if (layer_ < 0 && stage_)
    selectLayer(worstLayer(stage_->layers));
  else
    updateHistogram();
}

void LayersBinder::setModel(std::shared_ptr<const ModelInfo> model) {
  parts_.tables.layers().setLayers(model ? model->layers : std::vector<LayerInfo>());
  parts_.tables.edges().setEdges(model ? model->edges : std::vector<EdgeInfo>());
  model_ = std::move(model);
  layer_ = parts_.tables.layers().selectedLayer();
  edge_ = parts_.tables.edges().selectedEdge();
  updateErrors();
}

bool LayersBinder::hasMaps() const { return model_ && stage_ && !stage_->edges.empty(); }

void LayersBinder::setMapsWanted(bool on) {
  mapsWanted_ = on;
  if (model_ && on)
    if (const int edge = sameName(model_->layers, layer_, model_->edges); edge >= 0) edge_ = edge;
  if (model_ && !on)
    if (const int layer = sameName(model_->edges, edge_, model_->layers); layer >= 0) layer_ = layer;
  updateKind();
  if (mapsShown_)
    selectEdge(edge_ >= 0 ? edge_ : worstEdge(stage_->edges));
  else
    selectLayer(layer_);
}

void LayersBinder::updateKind() {
  const bool maps = mapsWanted_ && hasMaps();
  parts_.tables.setMapsEnabled(hasMaps());
  choice_->setChoiceEnabled(1, hasMaps());
  parts_.tables.setMapsShown(maps);
  choice_->setCurrent(maps ? 1 : 0);
  if (std::exchange(mapsShown_, maps) != maps) updateErrors();
}

void LayersBinder::updateErrors() {
  if (mapsShown_) {
    parts_.error.setEdges(model_ ? model_->edges : std::vector<EdgeInfo>());
    parts_.error.setSelectedLayer(edge_);
  } else {
    parts_.error.setLayers(model_ ? model_->layers : std::vector<LayerInfo>());
    parts_.error.setSelectedLayer(layer_);
  }
  parts_.errorCard.setTitle(mapsShown_ ? tr("Error per feature map") : tr("Error per layer"));
}

void LayersBinder::selectLayer(int layer) {
  layer_ = layer;
  parts_.tables.layers().selectLayer(layer);
  if (!mapsShown_) parts_.error.setSelectedLayer(layer);
  Q_EMIT layerSelected(layer);
  updateHistogram();
}

void LayersBinder::selectEdge(int edge) {
  edge_ = edge;
  parts_.tables.edges().selectEdge(edge);
  if (mapsShown_) parts_.error.setSelectedLayer(edge);
  updateHistogram();
}

void LayersBinder::updateHistogram() {
  const int index = mapsShown_ ? edge_ : layer_;
  const auto i = static_cast<std::size_t>(index);
  const std::size_t known = !model_ || !stage_ ? 0
                            : mapsShown_       ? std::min(model_->edges.size(), stage_->edges.size())
                                               : std::min(model_->layers.size(), stage_->layers.size());
  if (index < 0 || i >= known) {
    parts_.histogram.clear();
    updateCandidates(-1);
    parts_.histogramCard.setTitle(tr("Histogram"));
    parts_.histogramCard.setDetail({});
    return;
  }
  if (whatIfShown_ && whatIf_->layer != layer_) return;  // it is on its way
  const QString name = QString::fromStdString(mapsShown_ ? model_->edges[i].name : model_->layers[i].name);
  QStringList details{mapsShown_ ? describe(stage_->edges[i]) : describe(stage_->layers[i])};
  if (mapsShown_)
    parts_.histogram.setEdgeHistogram(stage_, index, tr("Feature map of %1").arg(name));
  else
    parts_.histogram.setHistogram(stage_, index, name);
  updateCandidates(whatIfShown_ && !mapsShown_ ? index : -1);
  details.removeAll(QString());
  parts_.histogramCard.setTitle(name);
  parts_.histogramCard.setDetail(details.join(kSeparator));
}

void LayersBinder::updateCandidates(int index) {
  std::vector<widgets::CandidateChips::Candidate> candidates;
  int chosen = 0;
  if (index >= 0) {
    const session::WhatIfLayer& layer = whatIf_->layers[static_cast<std::size_t>(index)];
    const std::vector<double>& levels = stage_->histograms[static_cast<std::size_t>(index)].levels;
    chosen = layer.record.exponent.value_or(0);
    for (const session::WhatIfCandidate& each : layer.candidates) {
      const double scale = std::ldexp(1.0, each.exponent - chosen);
      if (!levels.empty())
        candidates.push_back({each.exponent, each.mse, levels.front() * scale, levels.back() * scale});
    }
  }
  candidates_->setCandidates(candidates, chosen);
  const auto looked = candidates_->looked();
  const QString name = looked ? tr("grid of %1").arg(signedText(QString::number(looked->exponent))) : QString();
  parts_.histogram.setOtherGrid(looked ? widgets::Range{looked->low, looked->high} : widgets::Range{0, 0}, name);
}

}  // namespace dyadic::shell
