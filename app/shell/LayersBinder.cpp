// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/LayersBinder.h"

#include <utility>

#include "app/shell/Snapshots.h"
#include "widgets/panels/LayerTable.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/plots/ErrorPlot.h"
#include "widgets/plots/HistogramPlot.h"

namespace dyadic::shell {
namespace {

/// "8 bits · exponent −7 · SQNR 41.2 dB".
QString describe(const LayerRecord& record) {
  if (record.bits == 0) return LayersBinder::tr("stays float");
  return LayersBinder::tr("%1 bits · exponent %2 · SQNR %3 dB")
      .arg(record.bits)
      .arg(record.exponent)
      .arg(record.sqnrDb, 0, 'f', 1);
}

/// The candidates of a layer with their errors: "tried −9: 1.2e-06, −8: 3.4e-07".
QString triedExponents(const session::WhatIfLayer& layer) {
  QStringList tried;
  for (const session::WhatIfCandidate& candidate : layer.candidates)
    tried << QStringLiteral("%1: %2").arg(candidate.exponent).arg(candidate.mse, 0, 'e', 1);
  return tried.isEmpty() ? QString() : LayersBinder::tr("MSE by exponent %1").arg(tried.join(QStringLiteral(", ")));
}

}  // namespace

LayersBinder::LayersBinder(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
  connect(&parts_.table, &widgets::LayerTable::layerSelected, this, &LayersBinder::selectLayer);
  connect(&parts_.error, &widgets::ErrorPlot::layerSelected, this, &LayersBinder::selectLayer);
}

void LayersBinder::setWhatIf(std::shared_ptr<const runtime::WhatIfResult> result) {
  whatIf_ = std::move(result);
  whatIfStage_ = whatIf_ ? stageOf(*whatIf_) : nullptr;
}

void LayersBinder::showWhatIf() {
  whatIfShown_ = whatIf_ != nullptr;
  showStage(whatIf_ ? whatIf_->model : nullptr, whatIfStage_);
}

void LayersBinder::showRun(const std::shared_ptr<const RunSnapshot>& run,
                           const std::shared_ptr<const StageRecord>& stage, bool live) {
  std::shared_ptr<const ModelInfo> model;
  if (run && run->outline)
    model = {run->outline, &run->outline->model};
  else if (whatIf_)
    model = whatIf_->model;
  whatIfShown_ = whatIf_ && !stage && (!run || live) && model && model->layers.size() == whatIf_->layers.size();
  showStage(std::move(model), whatIfShown_ ? whatIfStage_ : stage);
}

void LayersBinder::showStage(std::shared_ptr<const ModelInfo> model, std::shared_ptr<const StageRecord> stage) {
  stage_ = std::move(stage);
  if (model != model_) {
    parts_.table.setLayers(model ? model->layers : std::vector<LayerInfo>());
    parts_.error.setLayers(model ? model->layers : std::vector<LayerInfo>());
    layer_ = parts_.table.selectedLayer();
    parts_.error.setSelectedLayer(layer_);
    model_ = std::move(model);
  }
  parts_.table.setRecords(stage_);
  parts_.error.setRecords(stage_);
  parts_.errorCard.setDetail(!stage_        ? QString()
                             : whatIfShown_ ? tr("what-if: quantized now, without training")
                                            : tr("stage %1").arg(stage_->index + 1));
  if (layer_ < 0 && stage_)
    selectLayer(worstLayer(stage_->layers));
  else
    updateHistogram();
}

void LayersBinder::selectLayer(int layer) {
  layer_ = layer;
  parts_.table.selectLayer(layer);
  parts_.error.setSelectedLayer(layer);
  Q_EMIT layerSelected(layer);
  updateHistogram();
}

void LayersBinder::updateHistogram() {
  const auto index = static_cast<std::size_t>(layer_);
  if (!model_ || !stage_ || layer_ < 0 || index >= stage_->layers.size() || index >= model_->layers.size()) {
    parts_.histogram.clear();
    parts_.histogramCard.setDetail({});
    return;
  }
  if (whatIfShown_ && whatIf_->layer != layer_) return;  // it is on its way
  const QString name = QString::fromStdString(model_->layers[index].name);
  QStringList details{name, describe(stage_->layers[index])};
  if (whatIfShown_) details << triedExponents(whatIf_->layers[index]);
  parts_.histogram.setHistogram(stage_, layer_, name);
  parts_.histogramCard.setDetail(details.join(QStringLiteral("  ·  ")));
}

}  // namespace dyadic::shell
