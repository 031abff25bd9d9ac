// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/SetupBinder.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <utility>
#include <vector>

#include "app/runtime/ErrorText.h"
#include "widgets/forms/LayerRules.h"
#include "widgets/panels/SetupPanel.h"

namespace dyadic::shell {
namespace {

using Recent = runtime::Settings::Recent;
using Field = widgets::SetupPanel::Field;

constexpr std::chrono::milliseconds kWhatIfInterval{50};
constexpr auto kExampleModel = "builtin:resnet8-fashion";
constexpr auto kExampleData = "builtin:fashion-mnist";

std::vector<widgets::PathItem> choices(const widgets::PathItem& example, const QStringList& recent) {
  std::vector<widgets::PathItem> items{example};
  for (const QString& path : recent) {
    const QFileInfo file(path);
    items.push_back({file.fileName().isEmpty() ? path : file.fileName(), path});
  }
  return items;
}

bool isBuiltIn(const QString& path) { return path.startsWith(QLatin1String("builtin:")); }

}  // namespace

SetupBinder::SetupBinder(runtime::Engine engine, widgets::SetupPanel& panel, QObject* parent)
    : QObject(parent), engine_(std::move(engine)), panel_(panel), tasks_(engine_), changes_(kWhatIfInterval) {
  panel_.setMethods(engine_.methods());
  listChoices();
  connect(&panel_, &widgets::SetupPanel::modelChosen, this, &SetupBinder::modelChosen);
  connect(&panel_, &widgets::SetupPanel::dataChosen, this, &SetupBinder::dataChosen);
  connect(&panel_, &widgets::SetupPanel::changed, this, &SetupBinder::formChanged);
  connect(&changes_, &runtime::Coalescer::fired, this, &SetupBinder::askWhatIf);
  connect(&tasks_, &runtime::EngineTasks::whatIfReady, this, &SetupBinder::showWhatIf);
  connect(&tasks_, &runtime::EngineTasks::whatIfFailed, this,
          [this](const Error& error) { panel_.setProblem(Field::Method, runtime::errorText(error)); });
  connect(&tasks_, &runtime::EngineTasks::modelFailed, this, [this](const Error& error) {
    model_.reset();
    panel_.setModelInfo(std::nullopt);
    panel_.setProblem(Field::Model, runtime::errorText(error));
    Q_EMIT modelLost();
  });
  connect(&tasks_, &runtime::EngineTasks::dataInspected, this, [this](const DataInfo& info) {
    panel_.setDataInfo(info);
    Q_EMIT inspected();
  });
  connect(&tasks_, &runtime::EngineTasks::dataFailed, this, [this](const Error& error) {
    panel_.setDataInfo(std::nullopt);
    panel_.setProblem(Field::Data, runtime::errorText(error));
    Q_EMIT inspected();
  });
}

void SetupBinder::listChoices() {
  panel_.setModels(
      choices({tr("ResNet-8 for Fashion-MNIST (example)"), kExampleModel}, settings_.recent(Recent::Models)));
  panel_.setDataSets(choices({tr("Fashion-MNIST (example)"), kExampleData}, settings_.recent(Recent::Data)));
}

void SetupBinder::setConfig(const RunConfig& config) {
  panel_.setConfig(config);
  model_.reset();
  panel_.setModelInfo(std::nullopt);
  panel_.setDataInfo(std::nullopt);
  if (!config.data.path.empty()) tasks_.inspectData(config);
  tasks_.forgetModel();
  formChanged();
}

void SetupBinder::openModel(const QString& path) {
  RunConfig config = panel_.config();
  config.model = ModelConfig{path.toStdString(), {}};
  config.data.input.clear();
  panel_.setConfig(config);
  modelChosen(path);
  formChanged();
}

void SetupBinder::openData(const QString& path) {
  RunConfig config = panel_.config();
  config.data = DataConfig();  // splits, mean and shape belonged to the other data set
  config.data.path = path.toStdString();
  panel_.setConfig(config);
  dataChosen(path);
  formChanged();
}

void SetupBinder::formChanged() {
  changes_.trigger();
  Q_EMIT changed();
  const QuantSetting now = setting();
  if (std::exchange(told_, now) != now) Q_EMIT settingChanged(now);
}

void SetupBinder::applyConfig(const RunConfig& config, const QString&) {
  panel_.setConfig(config);
  formChanged();
}

void SetupBinder::applySetting(const QuantSetting& setting, const QString& change) {
  RunConfig config = panel_.config();
  dyadic::applySetting(setting, config);
  portion_ = setting.portion;
  applyConfig(config, change);
}

void SetupBinder::changeRules(const std::vector<int>& layers,
                              const std::function<void(std::vector<LayerRule>&, const std::string& name)>& change) {
  if (!model_) return;
  RunConfig config = panel_.config();
  for (const int layer : layers)
    if (layer >= 0 && layer < std::ssize(model_->layers))
      change(config.layers, model_->layers[static_cast<std::size_t>(layer)].name);
  applyConfig(config, {});
}

void SetupBinder::setLayerBits(const std::vector<int>& layers, int bits) {
  changeRules(layers, [&](auto& rules, const std::string& name) { widgets::setLayerBits(rules, name, bits); });
}

void SetupBinder::setLayersQuantized(const std::vector<int>& layers, bool on) {
  changeRules(layers, [&](auto& rules, const std::string& name) { widgets::setLayerQuantized(rules, name, on); });
}

void SetupBinder::clearLayerRules(const std::vector<int>& layers) {
  changeRules(layers, [](auto& rules, const std::string& name) { widgets::clearLayerRule(rules, name); });
}

void SetupBinder::addRules(const std::vector<LayerRule>& rules) {
  RunConfig config = panel_.config();
  widgets::addLayerRules(config.layers, rules);
  applyConfig(config, {});
}

void SetupBinder::setPortion(double portion) {
  portion_ = std::clamp(portion, 0., 1.);
  formChanged();
}

QuantSetting SetupBinder::setting() const {
  QuantSetting setting = settingOf(panel_.config());
  setting.portion = portion_;
  return setting;
}

void SetupBinder::setLayer(int layer) {
  if (std::exchange(layer_, layer) != layer) changes_.trigger();
}

void SetupBinder::askWhatIf() {
  const RunConfig config = panel_.config();
  if (!config.model.path.empty()) tasks_.whatIf({config, portion_, layer_});
}

Expected<RunConfig> SetupBinder::finishedConfig() {
  auto config = engine_.completeConfig(panel_.config());
  panel_.setProblem(Field::General, config ? QString() : runtime::errorText(config.error()));
  return config;
}

RunConfig SetupBinder::config() const { return panel_.config(); }

void SetupBinder::modelChosen(const QString& path) {
  tasks_.forgetModel();
  if (!isBuiltIn(path)) {
    settings_.addRecent(Recent::Models, path);
    listChoices();
  }
}

void SetupBinder::dataChosen(const QString& path) {
  panel_.setDataInfo(std::nullopt);
  tasks_.inspectData(panel_.config());
  if (!isBuiltIn(path)) {
    settings_.addRecent(Recent::Data, path);
    listChoices();
  }
}

void SetupBinder::showWhatIf(const std::shared_ptr<const runtime::WhatIfResult>& result) {
  if (std::exchange(model_, result->model) != result->model) {
    panel_.setModelInfo(*result->model);
    if (!panel_.config().data.path.empty()) tasks_.inspectData(panel_.config());
  }
  panel_.setProblem(Field::Method, {});
  Q_EMIT inspected();
  Q_EMIT whatIfReady(result);
}

}  // namespace dyadic::shell
