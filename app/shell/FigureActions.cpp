// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/FigureActions.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>

#include "app/shell/MainMenu.h"
#include "app/shell/Notices.h"
#include "widgets/panels/explore/NetworkPanel.h"
#include "widgets/plots/FigureDialog.h"
#include "widgets/plots/Plot.h"

namespace dyadic::shell {
namespace {

const QString kFolder = QStringLiteral("folder/figures");

/// The plot that a widget is or is part of.
widgets::Plot* plotOf(QWidget* widget) {
  for (; widget; widget = widget->parentWidget())
    if (auto* plot = qobject_cast<widgets::Plot*>(widget)) return plot;
  return nullptr;
}

}  // namespace

FigureActions::FigureActions(MainMenu& menu, Notices& notices, QWidget& window, QObject* parent)
    : QObject(parent), menu_(menu), notices_(notices), window_(window) {
  connect(menu_.exportMenu, &QMenu::aboutToShow, this, &FigureActions::fillMenu);
  connect(menu_.exportFigure, &QAction::triggered, this, [this] {
    widgets::Plot* plot = plotOf(QApplication::focusWidget());
    exportPlot(plot ? *plot : *fallback_());
  });
  // A plot in focus has the shortcut itself, and two would cancel each other.
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
    menu_.exportFigure->setShortcutContext(plotOf(now) ? Qt::WidgetShortcut : Qt::WindowShortcut);
  });
}

void FigureActions::add(const QString& name, widgets::Plot* plot) {
  entries_.push_back({name, plot});
  connect(plot, &widgets::Plot::exportRequested, this, [this, plot] { exportPlot(*plot); });
}

void FigureActions::add(const QString& name, widgets::NetworkPanel* network) {
  networkName_ = name;
  network_ = network;
  connect(network, &widgets::NetworkPanel::exportRequested, this, [this, network] { exportGraph(*network); });
}

void FigureActions::exportGraph(widgets::NetworkPanel& network) {
  const QString home = QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
  auto* dialog = new QFileDialog(&window_, tr("Save the graph"), settings_.text(kFolder, home));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({QStringLiteral("SVG (*.svg)"), QStringLiteral("PDF (*.pdf)"), QStringLiteral("PNG (*.png)")});
  dialog->setDefaultSuffix(QStringLiteral("svg"));
  dialog->selectFile(QStringLiteral("network.svg"));
  connect(dialog, &QFileDialog::filterSelected, dialog,
          [dialog](const QString& filter) { dialog->setDefaultSuffix(filter.left(3).toLower()); });
  connect(dialog, &QFileDialog::fileSelected, this, [this, &network](const QString& path) {
    settings_.setText(kFolder, QFileInfo(path).absolutePath());
    const QString problem = network.exportTo(path);
    if (problem.isEmpty())
      notices_.confirm(tr("Figure saved"), path);
    else
      notices_.show(widgets::Severity::Error, tr("The figure was not saved"), problem);
  });
  dialog->open();
}

void FigureActions::fillMenu() {
  menu_.exportMenu->clear();
  if (network_) {
    QAction* action = menu_.exportMenu->addAction(networkName_);
    action->setEnabled(network_->hasGraph());
    connect(action, &QAction::triggered, this, [this] { exportGraph(*network_); });
  }
  for (const Entry& entry : entries_) {
    QAction* action = menu_.exportMenu->addAction(entry.name);
    action->setEnabled(!entry.plot->isEmpty());
    connect(action, &QAction::triggered, this, [this, plot = entry.plot] { exportPlot(*plot); });
  }
}

void FigureActions::exportPlot(widgets::Plot& plot) {
  const QString home = QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
  auto* dialog = new widgets::FigureDialog(plot, settings_.text(kFolder, home), &window_);
  connect(dialog, &widgets::FigureDialog::saved, this, [this](const QString& path) {
    settings_.setText(kFolder, QFileInfo(path).absolutePath());
    notices_.confirm(tr("Figure saved"), path);
  });
  dialog->open();
}

}  // namespace dyadic::shell
