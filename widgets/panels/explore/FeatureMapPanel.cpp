// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/FeatureMapPanel.h"

#include <QScopedValueRollback>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "engine/types/RunRecord.h"
#include "widgets/controls/Parts.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/RowTable.h"
#include "widgets/panels/explore/FeatureMapModel.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

struct FeatureMapPanel::Private {
  FeatureMapModel model;
  Maps maps;
  std::shared_ptr<const StageRecord> stage;  ///< the same, as the histogram wants it
  bool quiet = false;
  QString note;  ///< beside the title, instead of figures
  RowTable* rows = nullptr;
  HistogramPlot* plot = nullptr;
  PlotCard* card = nullptr;
  QLabel* problem = nullptr;

  [[nodiscard]] int worst() const {
    int found = -1;
    for (std::size_t i = 0; i < maps->size(); ++i) {
      const EdgeRecord& r = (*maps)[i].record;
      if (r.bits == 0 || !std::isfinite(r.sqnrDb)) continue;
      if (found < 0 || r.sqnrDb < (*maps)[static_cast<std::size_t>(found)].record.sqnrDb) found = static_cast<int>(i);
    }
    return found;
  }
};

FeatureMapPanel::FeatureMapPanel(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  d_->plot = new HistogramPlot;
  d_->plot->setEmptyText(tr("What a feature map holds, and what its grid makes of it, appears here."));
  d_->card = new PlotCard(tr("Feature maps"), d_->plot);
  RowTable::Setup setup;
  setup.filterText = tr("Filter feature maps");
  setup.filterName = tr("Filter feature maps by name");
  setup.name = tr("Feature maps under the setting");
  setup.emptyText = tr("The feature maps of a model appear here.");
  setup.widths = FeatureMapModel::widths();
  setup.sortColumn = FeatureMapModel::Alone;
  setup.countText = [](int count) { return tr("%n maps", nullptr, count); };
  d_->rows = new RowTable(d_->model, std::move(setup));
  auto* surface = new QWidget;
  surface->setProperty("surface", true);
  surface->setAttribute(Qt::WA_StyledBackground);
  auto* inside = new QVBoxLayout(surface);
  inside->setContentsMargins(1, 1, 1, 1);
  inside->addWidget(d_->rows);
  auto* split = new QSplitter(Qt::Horizontal);
  split->setHandleWidth(kSpace);
  split->setChildrenCollapsible(false);
  split->addWidget(d_->card);
  split->addWidget(surface);
  split->setStretchFactor(0, 1);
  split->setStretchFactor(1, 1);
  d_->problem = problemLabel();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kHalfSpace);
  column->addWidget(d_->problem);
  column->addWidget(split, 1);
  connect(d_->rows, &RowTable::rowSelected, this, [this](int row) {
    showSelected();
    if (!d_->quiet && row >= 0) Q_EMIT nameSelected(d_->model.edges()[static_cast<std::size_t>(row)].name);
  });
}

// The rows look at the model until the end.
FeatureMapPanel::~FeatureMapPanel() { delete d_->rows; }

void FeatureMapPanel::setEdges(const std::vector<EdgeInfo>& edges) {
  const QScopedValueRollback rollback(d_->quiet, true);
  d_->maps.reset();
  d_->stage.reset();
  d_->note.clear();
  d_->rows->resetRows([&] { d_->model.reset(edges); }, -1);
  setError({});
  showSelected();
}

void FeatureMapPanel::setMaps(const Maps& maps) {
  const QScopedValueRollback rollback(d_->quiet, true);
  auto stage = std::make_shared<StageRecord>();
  for (const FeatureMapRecord& map : *maps) {
    stage->edges.push_back(map.record);
    stage->edgeHistograms.push_back(map.histogram);
  }
  d_->maps = maps;
  d_->stage = std::move(stage);
  d_->note.clear();
  d_->model.setMaps(maps);
  d_->rows->sortAgain();
  setError({});
  if (d_->rows->selectedRow() < 0) d_->rows->selectRow(d_->worst());
  showSelected();
}

void FeatureMapPanel::setPending() { setNote(tr("measuring…")); }

void FeatureMapPanel::setNote(const QString& text) {
  d_->note = text;
  showSelected();
}

void FeatureMapPanel::setError(const QString& text) {
  if (!text.isEmpty()) setNote({});
  showProblem(*d_->problem, text);
}

int FeatureMapPanel::selectedEdge() const { return d_->rows->selectedRow(); }

void FeatureMapPanel::selectName(const std::string& name) {
  const auto& edges = d_->model.edges();
  const auto same = std::find_if(edges.begin(), edges.end(), [&](const EdgeInfo& e) { return e.name == name; });
  if (same == edges.end()) return;
  const QScopedValueRollback rollback(d_->quiet, true);
  d_->rows->selectRow(static_cast<int>(same - edges.begin()));
}

HistogramPlot& FeatureMapPanel::plot() const { return *d_->plot; }

void FeatureMapPanel::showSelected() {
  const int row = d_->rows->selectedRow();
  const auto i = static_cast<std::size_t>(row);
  if (row < 0 || !d_->maps || i >= d_->maps->size()) {
    d_->plot->clear();
    d_->card->setTitle(tr("Feature maps"));
    d_->card->setDetail(d_->note);
    return;
  }
  const QString name = QString::fromStdString(d_->model.edges()[i].name);
  const FeatureMapRecord& map = (*d_->maps)[i];
  d_->plot->setEdgeHistogram(d_->stage, row, tr("Feature map of %1").arg(name));
  d_->card->setTitle(name);
  if (!d_->note.isEmpty())
    d_->card->setDetail(d_->note);
  else if (map.record.bits == 0)
    d_->card->setDetail(tr("stays float · %1 dB accumulated").arg(decibelText(map.accumulatedSqnrDb)));
  else if (map.record.scale > 0)
    d_->card->setDetail(tr("%1 bits · scale %2, zero at %3 · alone %4 dB, accumulated %5 dB")
                            .arg(map.record.bits)
                            .arg(QString::number(map.record.scale, 'g', 3),
                                 QString::number(map.record.zeroPoint).replace(QLatin1Char('-'), QChar(0x2212)),
                                 decibelText(map.record.sqnrDb), decibelText(map.accumulatedSqnrDb)));
  else
    d_->card->setDetail(tr("%1 bits · exponent %2 · alone %3 dB, accumulated %4 dB")
                            .arg(map.record.bits)
                            .arg(QString::number(map.record.exponent).replace(QLatin1Char('-'), QChar(0x2212)),
                                 decibelText(map.record.sqnrDb), decibelText(map.accumulatedSqnrDb)));
}

}  // namespace dyadic::widgets
