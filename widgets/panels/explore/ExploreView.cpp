// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/ExploreView.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "widgets/controls/Segmented.h"
#include "widgets/panels/explore/ExploreTiles.h"
#include "widgets/panels/explore/FeatureMapPanel.h"
#include "widgets/panels/explore/ImagePanel.h"
#include "widgets/panels/explore/NetworkPanel.h"
#include "widgets/panels/explore/ProposalPanel.h"
#include "widgets/panels/explore/SensitivityPanel.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

struct ExploreView::Private {
  ExploreTiles* tiles = nullptr;
  Segmented* choice = nullptr;
  QStackedWidget* pages = nullptr;
  NetworkPanel* network = nullptr;
  SensitivityPanel* sensitivity = nullptr;
  FeatureMapPanel* maps = nullptr;
  ImagePanel* images = nullptr;
  ProposalPanel* proposal = nullptr;
};

ExploreView::ExploreView(QWidget* errors, QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  d_->tiles = new ExploreTiles;
  d_->choice = new Segmented(
      {tr("Network"), tr("Error per layer"), tr("Sensitivity"), tr("Feature maps"), tr("Images"), tr("Propose bits")});
  d_->choice->setAccessibleName(tr("Page of the Explore view"));
  d_->network = new NetworkPanel;
  d_->sensitivity = new SensitivityPanel;
  d_->maps = new FeatureMapPanel;
  d_->images = new ImagePanel;
  d_->proposal = new ProposalPanel;
  d_->pages = new QStackedWidget;
  for (QWidget* page :
       std::initializer_list<QWidget*>{d_->network, errors, d_->sensitivity, d_->maps, d_->images, d_->proposal})
    d_->pages->addWidget(page);
  auto* row = new QHBoxLayout;
  row->addWidget(d_->choice);
  row->addStretch(1);
  row->addWidget(d_->sensitivity->tools());
  d_->sensitivity->tools()->hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kSpace);
  column->addWidget(d_->tiles);
  column->addLayout(row);
  column->addWidget(d_->pages, 1);
  connect(d_->choice, &Segmented::currentChanged, this, [this](int index) { showPage(static_cast<Page>(index)); });
}

ExploreView::~ExploreView() = default;

void ExploreView::setModel(const ModelInfo* model) {
  d_->network->setModel(model);
  d_->sensitivity->setLayers(model ? model->layers : std::vector<LayerInfo>());
  d_->maps->setEdges(model ? model->edges : std::vector<EdgeInfo>());
  d_->proposal->setLayers(model ? model->layers : std::vector<LayerInfo>());
}

ExploreView::Page ExploreView::page() const { return static_cast<Page>(d_->pages->currentIndex()); }

void ExploreView::showPage(Page page) {
  d_->choice->setCurrent(static_cast<int>(page));
  if (page == this->page()) return;
  d_->pages->setCurrentIndex(static_cast<int>(page));
  d_->sensitivity->tools()->setVisible(page == Page::Sensitivity);
  Q_EMIT pageChanged(page);
}

ExploreTiles& ExploreView::tiles() const { return *d_->tiles; }
NetworkPanel& ExploreView::network() const { return *d_->network; }
SensitivityPanel& ExploreView::sensitivity() const { return *d_->sensitivity; }
FeatureMapPanel& ExploreView::featureMaps() const { return *d_->maps; }
ImagePanel& ExploreView::images() const { return *d_->images; }
ProposalPanel& ExploreView::proposal() const { return *d_->proposal; }

void ExploreView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  Q_EMIT visibilityChanged(true);
}

void ExploreView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  Q_EMIT visibilityChanged(false);
}

}  // namespace dyadic::widgets
