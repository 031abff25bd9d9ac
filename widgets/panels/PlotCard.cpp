// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/PlotCard.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "widgets/controls/Parts.h"
#include "widgets/plots/Plot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

PlotCard::PlotCard(const QString& title, QWidget* content, QWidget* parent)
    : QWidget(parent), title_(headingLabel(title)), detail_(new ElidedLabel), tools_(new QHBoxLayout) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, kHalfSpace, 1, kHalfSpace + 1);
  column->setSpacing(0);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(kSpace + kHalfSpace, kHalfSpace, kSpace, kHalfSpace);
  head->setSpacing(kSpace);
  detail_->setProperty("muted", true);
  detail_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  head->addWidget(title_);
  head->addWidget(detail_, 1);
  tools_->setSpacing(kHalfSpace);
  head->addLayout(tools_);
  column->addLayout(head);
  column->addWidget(content, 1);
  if (auto* plot = qobject_cast<Plot*>(content)) {
    QToolButton* exportButton = iconButton(QStringLiteral("image"), tr("Export figure (Ctrl+E)"));
    connect(exportButton, &QToolButton::clicked, plot, &Plot::exportRequested);
    tools_->addWidget(exportButton);
  }
}

void PlotCard::setTitle(const QString& title) { title_->setText(title); }

void PlotCard::setDetail(const QString& detail) { detail_->setFullText(detail); }

void PlotCard::addTool(QWidget* tool) { tools_->insertWidget(0, tool); }

void PlotCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(colors().border);
  painter.setBrush(colors().surface);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kSpace, kSpace);
}

}  // namespace dyadic::widgets
