// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/gallery/FakeExplore.h"
#include "widgets/gallery/FakeNetwork.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/explore/AccuracyCard.h"
#include "widgets/panels/explore/ExploreTiles.h"
#include "widgets/panels/explore/ExploreView.h"
#include "widgets/panels/explore/FeatureMapPanel.h"
#include "widgets/panels/explore/NetworkPanel.h"
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

/// A network as a graph, as it is opened; `operators` are opened and the last one is selected.
inline NetworkPanel* networkOf(const ModelInfo& model, const std::vector<std::string>& operators = {}) {
  auto* panel = new NetworkPanel;
  panel->setModel(&model);
  panel->setRecords(fakeRecords(model));
  for (const std::string& name : operators) panel->reveal(name);
  panel->setMinimumSize(880, 620);
  return panel;
}

inline NetworkPanel* refusedNetwork() {
  auto* panel = new NetworkPanel;
  QStringList lines{QStringLiteral("model.onnx holds operators that cannot be read (opset 17):")};
  for (int i = 0; i < 40; ++i) lines << QStringLiteral("  Einsum  /encoder/layer.%1/attention/Einsum").arg(i);
  lines << QStringLiteral("Export the network without them, or take its weights as a PyTorch state dict.");
  panel->setProblem(QStringLiteral("This model cannot be used"), lines.join(QLatin1Char('\n')));
  panel->setMinimumSize(880, 620);
  return panel;
}

}  // namespace dyadic::widgets
