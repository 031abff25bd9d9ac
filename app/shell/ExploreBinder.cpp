// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/ExploreBinder.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/runtime/ErrorText.h"
#include "app/shell/ImageBinder.h"
#include "app/shell/SetupBinder.h"
#include "app/shell/Snapshots.h"
#include "widgets/panels/explore/AccuracyCard.h"
#include "widgets/panels/explore/ExploreTiles.h"
#include "widgets/panels/explore/ExploreView.h"
#include "widgets/panels/explore/FeatureMapPanel.h"
#include "widgets/panels/explore/NetworkPanel.h"
#include "widgets/panels/explore/ProposalPanel.h"
#include "widgets/panels/explore/SensitivityPanel.h"

namespace dyadic::shell {
namespace {

using runtime::errorText;
using runtime::ExploreTasks;
using widgets::ExploreView;
using widgets::SensitivityPanel;
using State = SensitivityPanel::State;

/// While a slider moves, its histograms come first.
constexpr std::chrono::milliseconds kEstimateDelay{80};

/// What decides which network a config means.
QString nameOf(const RunConfig& config) {
  return QString::fromStdString(config.model.path + '\n' + config.model.architecture + '\n' + config.data.input);
}

/// Sensitivities are of everything quantized.
QuantSetting withoutPortion(QuantSetting setting) {
  setting.portion = 1;
  return setting;
}

}  // namespace

ExploreBinder::ExploreBinder(const runtime::Engine& engine, const Parts& parts, QObject* parent)
    : QObject(parent),
      tasks_(engine),
      parts_(parts),
      images_(std::make_unique<ImageBinder>(ImageBinder::Parts{tasks_, parts.setup, parts.view.images()})) {
  estimateSoon_.setSingleShot(true);
  estimateSoon_.setInterval(kEstimateDelay);
  connect(&estimateSoon_, &QTimer::timeout, this, [this] {
    if (setting_ && obstacle().isEmpty() && parts_.view.isVisible()) tasks_.estimate(*setting_);
  });
  connectTasks();
  connectSensitivity();
  connectProposal();
  connectNetwork();
  for (const auto signal : {&SetupBinder::inspected, &SetupBinder::changed})
    connect(&parts_.setup, signal, this, &ExploreBinder::follow);
  connect(&parts_.setup, &SetupBinder::settingChanged, this, &ExploreBinder::follow);
  connect(&parts_.view, &ExploreView::visibilityChanged, this, [this] {
    updateEstimate();
    updatePage();
  });
  connect(&parts_.view, &ExploreView::pageChanged, this, &ExploreBinder::updatePage);
  connect(&parts_.view.featureMaps(), &widgets::FeatureMapPanel::nameSelected, this, [this](const std::string& name) {
    if (!model_) return;
    const auto& layers = model_->layers;
    const auto same = std::find_if(layers.begin(), layers.end(), [&](const LayerInfo& l) { return l.name == name; });
    if (same != layers.end()) Q_EMIT layerSelected(static_cast<int>(same - layers.begin()));
  });
  follow();
  updateObstacle();
}

ExploreBinder::~ExploreBinder() = default;

void ExploreBinder::updatePage() {
  updateFeatureMaps();
  images_->setLooking(parts_.view.isVisible() && parts_.view.page() == ExploreView::Page::Images);
}

void ExploreBinder::connectTasks() {
  widgets::ExploreTiles& tiles = parts_.view.tiles();
  connect(&tasks_, &ExploreTasks::costsReady, this, [this, &tiles](const CostRecord& costs) {
    costs_ = costs;
    tiles.setCosts(costs);
    parts_.view.proposal().suggestSize(costs.bytes);
  });
  connect(&tasks_, &ExploreTasks::costsFailed, this, [this, &tiles](const Error& error) {
    costs_.reset();
    tiles.setCostsProblem(errorText(error));
  });
  connect(&tasks_, &ExploreTasks::estimated, this, [this, &tiles](const AccuracyEstimate& now) {
    shown_ = setting_;
    tiles.accuracy().showEstimate(now);
    tiles.setChange(now);
    if (now.complete) estimated_ = setting_;
  });
  connect(&tasks_, &ExploreTasks::estimateFailed, this, [this, &tiles](const Error& error) {
    estimated_ = setting_;  // the same question would have the same answer
    tiles.accuracy().showError(errorText(error));
    tiles.setChange(std::nullopt);
  });
  widgets::FeatureMapPanel& maps = parts_.view.featureMaps();
  connect(&tasks_, &ExploreTasks::featureMapsReady, &maps, &widgets::FeatureMapPanel::setMaps);
  connect(&tasks_, &ExploreTasks::featureMapsFailed, &maps,
          [&maps](const Error& error) { maps.setError(errorText(error)); });
}

void ExploreBinder::connectNetwork() {
  widgets::NetworkPanel& panel = parts_.view.network();
  connect(&parts_.setup, &SetupBinder::readingModel, this, [this, &panel](const QString& name) {
    panel.setReading(name);
    parts_.view.showPage(ExploreView::Page::Network);
  });
  connect(&parts_.setup, &SetupBinder::modelLost, this, [this, &panel](const QString& why) {
    follow();
    panel.setProblem(tr("This model cannot be used"), why);
  });
  connect(&parts_.setup, &SetupBinder::whatIfReady, &panel,
          [&panel](const std::shared_ptr<const runtime::WhatIfResult>& result) { panel.setRecords(stageOf(*result)); });
  connect(&tasks_, &ExploreTasks::sensitivityMeasured, &panel, &widgets::NetworkPanel::setSensitivity);
  connect(&panel, &widgets::NetworkPanel::layerSelected, this, &ExploreBinder::layerSelected);
  connect(&panel, &widgets::NetworkPanel::nameSelected, &parts_.view.featureMaps(),
          &widgets::FeatureMapPanel::selectName);
}

void ExploreBinder::connectSensitivity() {
  SensitivityPanel& panel = parts_.view.sensitivity();
  connect(&tasks_, &ExploreTasks::sensitivityMeasured, &panel, &SensitivityPanel::setRecord);
  connect(&tasks_, &ExploreTasks::sensitivityDone, &panel, [&panel] { panel.setState(State::Done); });
  connect(&tasks_, &ExploreTasks::sensitivityFailed, &panel,
          [&panel](const Error& error) { panel.setState(State::Failed, errorText(error)); });
  connect(&panel, &SensitivityPanel::measureRequested, this, &ExploreBinder::measure);
  connect(&panel, &SensitivityPanel::pauseRequested, this, [this] { pause({}); });
  connect(&panel, &SensitivityPanel::layerSelected, this, &ExploreBinder::layerSelected);
  connect(&panel, &SensitivityPanel::startRequested, this, &ExploreBinder::startRequested);
  connect(&panel, &SensitivityPanel::bitsRequested, this,
          [this](const std::vector<int>& layers, int bits) { parts_.setup.setLayerBits(layers, bits); });
  connect(&panel, &SensitivityPanel::floatRequested, this,
          [this](const std::vector<int>& layers) { parts_.setup.setLayersQuantized(layers, false); });
}

void ExploreBinder::connectProposal() {
  widgets::ProposalPanel& panel = parts_.view.proposal();
  connect(&tasks_, &ExploreTasks::proposing, &panel, &widgets::ProposalPanel::showProgress);
  connect(&tasks_, &ExploreTasks::proposed, this, [this, &panel](const std::shared_ptr<const BitProposal>& proposal) {
    panel.showProposal(proposal, proposedCosts_);
    if (setting_ != proposedFor_) panel.setOutdated();
  });
  connect(&tasks_, &ExploreTasks::proposeFailed, &panel,
          [&panel](const Error& error) { panel.showEnd(errorText(error)); });
  connect(&panel, &widgets::ProposalPanel::proposeRequested, this, [this, &panel](const BitGoal& goal) {
    if (!setting_) return;
    proposedFor_ = *setting_;
    proposedCosts_ = costs_.value_or(CostRecord());
    panel.showProgress(0);
    tasks_.propose({proposedFor_, goal, {}});
  });
  connect(&panel, &widgets::ProposalPanel::cancelRequested, this, [this, &panel] {
    tasks_.cancelPropose();
    panel.showEnd();
  });
  connect(&panel, &widgets::ProposalPanel::applyRequested, this, &ExploreBinder::applyProposal);
  connect(&panel, &widgets::ProposalPanel::layerSelected, this, &ExploreBinder::layerSelected);
}

void ExploreBinder::follow() {
  const RunConfig config = parts_.setup.config();
  bool other = tasks_.setConfig(config);
  const auto model = parts_.setup.model();
  const QString name = nameOf(config);
  if (std::exchange(model_, model) != model) {
    modelName_ = name;
    tasks_.forget();
    parts_.view.setModel(model.get());
    selectLayer(layer_);
    parts_.view.tiles().accuracy().clear();
    parts_.view.tiles().setCosts(std::nullopt);
    measured_.reset();
    goOnAfterRun_ = false;
    other = true;
  }
  if (other) {
    setting_.reset();
    estimated_.reset();
    shown_.reset();
    mapped_.reset();
    parts_.view.proposal().showEnd();
    images_->forget();
    updateObstacle();
  }
  if (!model_ || modelName_ != name) return;  // it is being read
  const QuantSetting setting = parts_.setup.setting();
  if (setting_ == setting) return;
  setting_ = setting;
  settingChanged();
}

void ExploreBinder::settingChanged() {
  estimated_.reset();
  images_->setSetting(setting_);
  tasks_.askCosts(*setting_);
  tasks_.cancelEstimate();
  updateEstimate();
  updateSensitivity();
  updateFeatureMaps();
  if (*setting_ != proposedFor_) parts_.view.proposal().setOutdated();
}

bool ExploreBinder::hasImages() const { return !parts_.setup.config().data.path.empty(); }

QString ExploreBinder::obstacle() const {
  if (!model_) return tr("Choose a model in the set-up.");
  if (!hasImages()) return tr("Choose a data set in the set-up: accuracy is measured on its images.");
  if (runActive_) return tr("Paused while a run is active, which has the processors to itself.");
  return {};
}

void ExploreBinder::updateObstacle() {
  const QString why = obstacle();
  parts_.view.sensitivity().setMeasurable(why.isEmpty(), why);
  parts_.view.proposal().setAskable(why.isEmpty(), why);
  images_->setObstacle(why);
  updateEstimate();
  updateFeatureMaps();
}

void ExploreBinder::updateEstimate() {
  widgets::ExploreTiles& tiles = parts_.view.tiles();
  estimateSoon_.stop();
  if (!obstacle().isEmpty()) {
    tasks_.cancelEstimate();
    if (shown_ != setting_ || !model_ || !hasImages()) {
      tiles.accuracy().clear();
      tiles.setChange(std::nullopt);
    }
    tiles.accuracy().showNote(!model_        ? tr("choose a model")
                              : !hasImages() ? tr("choose a data set")
                                             : tr("paused while a run is active"));
    return;
  }
  if (!parts_.view.isVisible()) return tasks_.cancelEstimate();
  if (!setting_ || estimated_ == setting_ || tasks_.isEstimating()) return;
  tiles.accuracy().setPending();
  estimateSoon_.start();
}

void ExploreBinder::updateSensitivity() {
  SensitivityPanel& panel = parts_.view.sensitivity();
  const bool same = measured_ && *measured_ == withoutPortion(*setting_);
  if (tasks_.isMeasuring() && !same) tasks_.pauseSensitivity();
  if (tasks_.isMeasuring()) return;
  goOnAfterRun_ = goOnAfterRun_ && same;
  const auto record = panel.record();
  if (!record)
    panel.setState(State::Idle);
  else if (withoutPortion(record->setting) != withoutPortion(*setting_))
    panel.setState(State::Outdated);
  else
    panel.setState(record->done == record->planned ? State::Done : State::Paused);
}

void ExploreBinder::updateFeatureMaps() {
  widgets::FeatureMapPanel& panel = parts_.view.featureMaps();
  if (const QString why = obstacle(); !why.isEmpty()) {
    if (tasks_.isAskingFeatureMaps()) mapped_.reset();
    tasks_.cancelFeatureMaps();
    return panel.setNote(why);
  }
  const bool looking = parts_.view.isVisible() && parts_.view.page() == ExploreView::Page::FeatureMaps;
  if (!looking || !setting_ || mapped_ == setting_) return;
  mapped_ = setting_;
  panel.setPending();
  tasks_.askFeatureMaps(*setting_);
}

void ExploreBinder::measure() {
  if (!setting_ || !obstacle().isEmpty()) return;
  measured_ = withoutPortion(*setting_);
  parts_.view.sensitivity().setState(State::Measuring);
  tasks_.measureSensitivity(*setting_);
}

void ExploreBinder::pause(const QString& why) {
  tasks_.pauseSensitivity();
  parts_.view.sensitivity().setState(State::Paused, why);
}

void ExploreBinder::measureOrPause() {
  parts_.view.showPage(ExploreView::Page::Sensitivity);
  tasks_.isMeasuring() ? pause({}) : measure();
}

void ExploreBinder::setRunActive(bool active) {
  if (std::exchange(runActive_, active) == active) return;
  if (active) {
    goOnAfterRun_ = tasks_.isMeasuring();
    if (goOnAfterRun_) pause(tr("paused while a run is active"));
    if (tasks_.isProposing()) {
      tasks_.cancelPropose();
      parts_.view.proposal().showEnd(
          tr("Given up because a run was started. What was measured is kept: propose again "
             "after it."));
    }
  }
  updateObstacle();
  if (!active && std::exchange(goOnAfterRun_, false)) measure();
}

void ExploreBinder::setStartEnabled(bool on, const QString& reason) {
  parts_.view.sensitivity().setStartEnabled(on, reason);
}

void ExploreBinder::selectLayer(int layer) {
  layer_ = layer;
  parts_.view.network().selectLayer(layer);
  parts_.view.sensitivity().selectLayer(layer);
  if (model_ && layer >= 0 && layer < std::ssize(model_->layers))
    parts_.view.featureMaps().selectName(model_->layers[static_cast<std::size_t>(layer)].name);
}

void ExploreBinder::applyProposal() {
  const auto proposal = parts_.view.proposal().proposal();
  if (!proposal) return;
  const auto& all = proposal->setting.layers;
  const auto known = static_cast<std::ptrdiff_t>(std::min(proposedFor_.layers.size(), all.size()));
  parts_.view.proposal().showApplied();
  parts_.setup.addRules({all.begin() + known, all.end()});
}

}  // namespace dyadic::shell
