// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/TensorTables.h"

#include <QStackedWidget>
#include <QVBoxLayout>

#include "widgets/controls/Segmented.h"
#include "widgets/panels/EdgeTable.h"
#include "widgets/panels/LayerTable.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

TensorTables::TensorTables(QWidget* parent)
    : QWidget(parent),
      choice_(new Segmented({tr("Weights"), tr("Feature maps")})),
      pages_(new QStackedWidget),
      layers_(new LayerTable),
      edges_(new EdgeTable) {
  setProperty("surface", true);
  setAttribute(Qt::WA_StyledBackground);
  pages_->addWidget(layers_);
  pages_->addWidget(edges_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, kSpace, 1, kHalfSpace);  // clear of the rounded border
  column->setSpacing(0);
  column->addWidget(choice_, 0, Qt::AlignHCenter);
  column->addWidget(pages_, 1);
  connect(choice_, &Segmented::currentChanged, this, [this](int index) { Q_EMIT mapsWanted(index == 1); });
}

void TensorTables::setMapsShown(bool on) {
  choice_->setCurrent(on ? 1 : 0);
  pages_->setCurrentIndex(on ? 1 : 0);
}

void TensorTables::setMapsEnabled(bool on) { choice_->setChoiceEnabled(1, on); }

}  // namespace dyadic::widgets
