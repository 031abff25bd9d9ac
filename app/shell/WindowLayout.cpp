// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/WindowLayout.h"

#include <QMainWindow>
#include <QScreen>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "app/runtime/Settings.h"
#include "widgets/panels/MessageBanner.h"
#include "widgets/panels/PlotCard.h"
#include "widgets/panels/QueueList.h"
#include "widgets/panels/RunHeader.h"
#include "widgets/panels/RunList.h"
#include "widgets/panels/SetupPanel.h"
#include "widgets/panels/TensorTables.h"
#include "widgets/plots/ErrorPlot.h"
#include "widgets/plots/HistogramPlot.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {
namespace {

constexpr QSize kFirstSize(1440, 900);
constexpr int kSideWidth = 300;
const QString kGeometry = QStringLiteral("window/geometry");

QSplitter* splitter(Qt::Orientation orientation, const char* name) {
  auto* result = new QSplitter(orientation);
  result->setObjectName(QString::fromLatin1(name));
  result->setHandleWidth(widgets::kSpace);
  result->setChildrenCollapsible(false);
  return result;
}

QString keyOf(const QSplitter* each) { return QStringLiteral("window/") + each->objectName(); }

}  // namespace

WindowLayout::WindowLayout(QMainWindow& window)
    : runs(new widgets::RunList),
      queue(new widgets::QueueList),
      setup(new widgets::SetupPanel),
      banner(new widgets::MessageBanner),
      header(new widgets::RunHeader),
      table(new widgets::TensorTables),
      error(new widgets::ErrorPlot),
      histogram(new widgets::HistogramPlot),
      errorCard(new widgets::PlotCard(tr("Error per layer"), error)),
      histogramCard(new widgets::PlotCard(tr("Histogram"), histogram)),
      side(makeSide()),
      details(splitter(Qt::Horizontal, "details")),
      columns_(splitter(Qt::Horizontal, "columns")),
      rows_(splitter(Qt::Vertical, "rows")),
      middle_(splitter(Qt::Horizontal, "middle")) {
  middle_->addWidget(makeCentre());
  middle_->addWidget(table);
  middle_->setStretchFactor(0, 1);
  details->addWidget(histogramCard);
  rows_->addWidget(middle_);
  rows_->addWidget(details);
  rows_->setStretchFactor(0, 1);
  columns_->addWidget(side);
  columns_->addWidget(rows_);
  columns_->setStretchFactor(1, 1);
  columns_->setContentsMargins(widgets::kSpace, widgets::kSpace, widgets::kSpace, widgets::kHalfSpace);
  window.setCentralWidget(columns_);
  for (QWidget* panel : std::initializer_list<QWidget*>{runs, setup}) {
    panel->setProperty("surface", true);
    panel->setAttribute(Qt::WA_StyledBackground);
    panel->setContentsMargins(1, 1, 1, widgets::kHalfSpace);  // clear of the rounded border
  }
}

QSplitter* WindowLayout::makeSide() {
  auto* column = splitter(Qt::Vertical, "side");
  column->addWidget(runs);
  column->addWidget(queue);
  column->addWidget(setup);
  column->setStretchFactor(2, 1);
  column->setSizes({180, 120, 500});
  return column;
}

QWidget* WindowLayout::makeCentre() {
  auto* centre = new QWidget;
  pages = new QVBoxLayout(centre);
  pages->setContentsMargins(0, 0, 0, 0);
  pages->setSpacing(widgets::kSpace);
  pages->addWidget(banner);
  pages->addWidget(header);
  errorPage = new QWidget;
  (new QVBoxLayout(errorPage))->setContentsMargins(0, 0, 0, 0);
  return centre;
}

void WindowLayout::setErrorInCentre(bool on) const {
  if (on) {
    errorPage->layout()->addWidget(errorCard);
  } else if (errorCard->parentWidget() != details) {
    details->addWidget(errorCard);
    const int width = details->window()->width();
    details->setSizes({width * 11 / 20, width * 9 / 20});  // the histogram has more to say in its title line
  }
  errorCard->show();
}

void WindowLayout::restore(QMainWindow& window) const {
  const runtime::Settings settings;
  if (!window.restoreGeometry(settings.bytes(kGeometry))) {
    const QSize size = kFirstSize.boundedTo(window.screen()->availableSize());
    window.resize(size);
    if (size != kFirstSize) window.setWindowState(Qt::WindowMaximized);
  }
  spread(window.size());
  for (QSplitter* each : {columns_, rows_, middle_, side}) each->restoreState(settings.bytes(keyOf(each)));
}

void WindowLayout::spread(const QSize& window) const {
  columns_->setSizes({kSideWidth, window.width() - kSideWidth});
  const int tableWidth = std::clamp(window.width() * 27 / 100, 345, 440);
  middle_->setSizes({window.width() - kSideWidth - tableWidth, tableWidth});
  const int detailsHeight = std::clamp(window.height() * 7 / 25, 200, 320);
  rows_->setSizes({window.height() - detailsHeight, detailsHeight});
  side->setSizes({180, 120, 500});
}

void WindowLayout::reset(const QMainWindow& window) const {
  runtime::Settings settings;
  for (const QString& key : {kGeometry, keyOf(columns_), keyOf(rows_), keyOf(middle_), keyOf(side)})
    settings.setBytes(key, {});
  spread(window.size());
}

void WindowLayout::remember(const QMainWindow& window) const {
  runtime::Settings settings;
  settings.setBytes(kGeometry, window.saveGeometry());
  for (const QSplitter* each : {columns_, rows_, middle_, side}) settings.setBytes(keyOf(each), each->saveState());
}

}  // namespace dyadic::shell
