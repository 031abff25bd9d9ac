// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/gallery/FakeExplore.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/explore/AccuracyCard.h"
#include "widgets/panels/explore/ExploreTiles.h"
#include "widgets/panels/explore/ExploreView.h"
#include "widgets/panels/explore/FeatureMapPanel.h"
#include "widgets/panels/explore/ProposalPanel.h"
#include "widgets/panels/explore/SensitivityPanel.h"
#include "widgets/plots/ErrorPlot.h"

/// The Explore view with made-up figures.
namespace dyadic::widgets {

inline ExploreView* explored(const std::vector<LayerInfo>& layers, ExploreView::Page page) {
  auto* view = new ExploreView(new PlotCard(QStringLiteral("Error per layer"), new ErrorPlot));
  ModelInfo model;
  model.layers = layers;
  for (const LayerInfo& layer : layers) model.edges.push_back({layer.name, layer.output});
  view->setModel(&model);
  const auto count = static_cast<int>(layers.size());
  view->tiles().accuracy().showEstimate(fakeEstimate(1400));
  view->tiles().setChange(fakeEstimate(1400));
  view->tiles().setCosts(fakeCosts(layers, 4));
  SensitivityPanel& ranking = view->sensitivity();
  ranking.setMeasurable(true);
  ranking.setState(SensitivityPanel::State::Measuring);
  ranking.setRecord(fakeSensitivity(count, 2 * count));
  ranking.selectLayer(3);
  view->featureMaps().setMaps(fakeFeatureMaps(count));
  view->proposal().setAskable(true);
  view->proposal().showProposal(fakeProposal(layers), fakeCosts(layers, 8));
  view->showPage(page);
  view->setMinimumSize(900, 620);
  return view;
}

}  // namespace dyadic::widgets
