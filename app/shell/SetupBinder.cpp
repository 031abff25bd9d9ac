// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/SetupBinder.h"

#include <QDir>
#include <QFileInfo>
#include <QThread>
#include <utility>
#include <vector>

#include "app/runtime/ErrorText.h"
#include "widgets/forms/LayerRules.h"
#include "widgets/panels/RunTimeLabel.h"
#include "widgets/panels/SetupPanel.h"

namespace dyadic::shell {
namespace {

using Recent = runtime::Settings::Recent;
using Field = widgets::SetupPanel::Field;

constexpr std::chrono::milliseconds kWhatIfInterval{16};  // a frame; the newest question wins anyway
constexpr std::chrono::milliseconds kQuiet{1500};         // before the time of a run is measured
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

/// As a config writes it: 1x28x28.
std::string inputText(const std::vector<std::int64_t>& shape) {
  std::string text;
  for (const std::int64_t size : shape) text += (text.empty() ? "" : "x") + std::to_string(size);
  return text;
}

QString nameOf(const QString& path) {
  const QString name = QFileInfo(path).fileName();
  return name.isEmpty() ? path : name;
}

/// The first line of what may be a list of many; all of it stands in the Network page.
QString inShort(const QString& text) {
  constexpr qsizetype kMost = 240;
  const QString line = text.section(QLatin1Char('\n'), 0, 0);
  if (line.size() == text.size() && text.size() <= kMost) return text;
  const QString cut = line.size() > kMost ? line.left(kMost) + QChar(0x2026) : line;
  return SetupBinder::tr("%1 The Network page says more.").arg(cut);
}

bool isBuiltIn(const QString& path) { return path.startsWith(QLatin1String("builtin:")); }

}  // namespace

SetupBinder::SetupBinder(runtime::Engine engine, widgets::SetupPanel& panel, QObject* parent)
    : QObject(parent),
      engine_(std::move(engine)),
      panel_(panel),
      tasks_(engine_),
      changes_(kWhatIfInterval),
      history_([this](const SetupState& state) { restore(state); }) {
  const std::vector<MethodInfo> methods = engine_.methods();
  panel_.setMethods(methods);
  history_.setMethods(methods);
  state_ = setupState(panel_.config(), panel_.portion());
  quiet_.setSingleShot(true);
  quiet_.setInterval(kQuiet);
  listChoices();
  connectPanel();
  connectTasks();
}

void SetupBinder::connectPanel() {
  connect(&panel_, &widgets::SetupPanel::modelChosen, this, &SetupBinder::modelChosen);
  connect(&panel_, &widgets::SetupPanel::dataChosen, this, &SetupBinder::dataChosen);
  connect(&panel_, &widgets::SetupPanel::dataSettingsChanged, this, [this] {
    dataKnown_ = false;
    inspectData();
  });
  connect(&panel_, &widgets::SetupPanel::changed, this, [this] { formChanged(); });
  connect(&panel_, &widgets::SetupPanel::adjusting, &history_, &SetupHistory::setAdjusting);
  connect(&changes_, &runtime::Coalescer::fired, this, &SetupBinder::askWhatIf);
  connect(&quiet_, &QTimer::timeout, this, &SetupBinder::measureTime);
}

void SetupBinder::connectTasks() {
  connect(&tasks_, &runtime::EngineTasks::layerReady, this, &SetupBinder::layerReady);
  connect(&tasks_, &runtime::EngineTasks::whatIfReady, this, &SetupBinder::showWhatIf);
  connect(&tasks_, &runtime::EngineTasks::modelRead, this, &SetupBinder::takeModel);
  connect(&tasks_, &runtime::EngineTasks::whatIfFailed, this, [this](const Error& error) {
    // What is wrong with a rule stands at the rule, once the model is known.
    panel_.setProblem(Field::Method, panel_.areRulesValid() ? runtime::errorText(error) : QString());
  });
  connect(&tasks_, &runtime::EngineTasks::modelFailed, this, [this](const Error& error) {
    if (std::exchange(model_, nullptr)) inspectData();  // it fitted, or did not fit, the model that was there before
    panel_.setModelInfo(std::nullopt);
    const QString why = runtime::errorText(error);
    panel_.setProblem(Field::Model, inShort(why));
    Q_EMIT modelLost(why);
  });
  connect(&tasks_, &runtime::EngineTasks::dataInspected, this, [this](const DataInfo& info) {
    panel_.setDataInfo(info);
    dataKnown_ = true;
    dataClasses_ = info.classNames;
    quiet_.start();
    Q_EMIT inspected();
  });
  connect(&tasks_, &runtime::EngineTasks::dataFailed, this, [this](const Error& error) {
    panel_.setDataInfo(std::nullopt);
    panel_.setProblem(Field::Data, runtime::errorText(error));
    dataKnown_ = false;
    Q_EMIT inspected();
  });
  connect(&tasks_, &runtime::EngineTasks::timeEstimated, this, [this](const TimeEstimate& estimate) {
    const int threads = panel_.config().threads;
    panel_.time().showEstimate(estimate, threads > 0 ? threads : QThread::idealThreadCount());
  });
  connect(&tasks_, &runtime::EngineTasks::timeFailed, this,
          [this](const Error& error) { panel_.time().showProblem(runtime::errorText(error)); });
}

void SetupBinder::listChoices() {
  panel_.setModels(
      choices({tr("ResNet-8 for Fashion-MNIST (example)"), kExampleModel}, settings_.recent(Recent::Models)));
  panel_.setDataSets(choices({tr("Fashion-MNIST (example)"), kExampleData}, settings_.recent(Recent::Data)));
}

void SetupBinder::setConfig(const RunConfig& config) {
  const bool first = state_.config.model.path.empty();
  panel_.setConfig(config);
  model_.reset();
  panel_.setModelInfo(std::nullopt);
  panel_.setDataInfo(std::nullopt);
  dataKnown_ = false;
  inspectData();
  tasks_.forgetModel();
  formChanged(tr("opening of a set-up"));
  if (!config.model.path.empty()) Q_EMIT readingModel(nameOf(QString::fromStdString(config.model.path)));
  if (first) history_.clear();  // an empty form is nothing to go back to
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

void SetupBinder::formChanged(const QString& name) {
  SetupState now = setupState(panel_.config(), panel_.portion());
  const bool onlyPortion = now.portion != state_.portion;
  const SetupState before = std::exchange(state_, now);
  history_.record(before, now, name);
  changes_.trigger();
  if (!onlyPortion) forgetTime();
  Q_EMIT changed();
  const QuantSetting asked = setting();
  if (std::exchange(told_, asked) != asked) Q_EMIT settingChanged(asked);
}

void SetupBinder::restore(const SetupState& state) {
  const RunConfig old = state_.config;
  panel_.setConfig(state.config);
  panel_.setPortion(state.portion);
  state_ = setupState(panel_.config(), panel_.portion());
  if (old.model.path != state.config.model.path) {
    model_.reset();
    panel_.setModelInfo(std::nullopt);
  }
  if (old.data.path != state.config.data.path) panel_.setDataInfo(std::nullopt);
  if (old.data != state.config.data) dataKnown_ = false;
  if (!dataKnown_) inspectData();  // filling the form took its problem away
  formChanged();
}

void SetupBinder::applyConfig(const RunConfig& config, const QString& change) {
  panel_.setConfig(config);
  if (!dataKnown_) inspectData();  // filling the form took its problem away
  formChanged(change);
}

void SetupBinder::applySetting(const QuantSetting& setting, const QString& change) {
  RunConfig config = panel_.config();
  dyadic::applySetting(setting, config);
  panel_.setPortion(setting.portion);
  applyConfig(config, change);
}

void SetupBinder::changeRules(const std::vector<int>& layers, const QString& name,
                              const std::function<void(std::vector<LayerRule>&, const std::string& name)>& change) {
  if (!model_) return;
  RunConfig config = panel_.config();
  QStringList names;
  for (const int layer : layers) {
    if (layer < 0 || layer >= std::ssize(model_->layers)) continue;
    const std::string& each = model_->layers[static_cast<std::size_t>(layer)].name;
    change(config.layers, each);
    names << QString::fromStdString(each);
  }
  if (!names.isEmpty()) applyConfig(config, name.arg(names.size() == 1 ? names[0] : tr("%1 layers").arg(names.size())));
}

void SetupBinder::setLayerBits(const std::vector<int>& layers, int bits) {
  changeRules(layers, tr("bits of %1"),
              [&](auto& rules, const std::string& name) { widgets::setLayerBits(rules, name, bits); });
}

void SetupBinder::setMapBits(const std::vector<int>& layers, int bits) {
  changeRules(layers, tr("feature-map bits of %1"),
              [&](auto& rules, const std::string& name) { widgets::setMapBits(rules, name, bits); });
}

void SetupBinder::setLayersQuantized(const std::vector<int>& layers, bool on) {
  changeRules(layers, on ? tr("quantization of %1") : tr("leaving %1 float"),
              [&](auto& rules, const std::string& name) { widgets::setLayerQuantized(rules, name, on); });
}

void SetupBinder::clearLayerRules(const std::vector<int>& layers) {
  changeRules(layers, tr("global bits for %1"),
              [](auto& rules, const std::string& name) { widgets::clearLayerRule(rules, name); });
}

void SetupBinder::addRules(const std::vector<LayerRule>& rules) {
  RunConfig config = panel_.config();
  widgets::addLayerRules(config.layers, rules);
  applyConfig(config, tr("new layer rules"));
}

void SetupBinder::setPortion(double portion) {
  panel_.setPortion(portion);
  formChanged();
}

void SetupBinder::setRunActive(bool on) {
  if (std::exchange(runActive_, on) != on) forgetTime();
}

void SetupBinder::forgetTime() {
  tasks_.cancelTime();
  panel_.time().clearTime();
  quiet_.start();
}

void SetupBinder::measureTime() {
  if (runActive_ || !model_ || !dataKnown_ || !panel_.isReady()) return;
  const auto config = engine_.completeConfig(panel_.config());
  if (!config) return;  // the what-if says what is wrong with the settings, and Start all the rest
  panel_.time().showMeasuring();
  tasks_.estimateTime(*config);
}

QuantSetting SetupBinder::setting() const {
  QuantSetting setting = settingOf(state_.config);
  setting.portion = state_.portion;
  return setting;
}

void SetupBinder::setLayer(int layer) {
  if (std::exchange(layer_, layer) != layer) changes_.trigger();
}

void SetupBinder::askWhatIf() {
  const RunConfig config = panel_.config();
  if (!config.model.path.empty() && panel_.areRulesValid()) tasks_.whatIf({config, panel_.portion(), layer_});
}

Expected<RunConfig> SetupBinder::finishedConfig() {
  auto config = engine_.completeConfig(panel_.config());
  panel_.setProblem(Field::General, config ? QString() : runtime::errorText(config.error()));
  return config;
}

std::vector<std::string> SetupBinder::classNames() const {
  return model_ && !model_->classNames.empty() ? model_->classNames : dataClasses_;
}

RunConfig SetupBinder::config() const { return panel_.config(); }

void SetupBinder::modelChosen(const QString& path) {
  tasks_.forgetModel();
  if (!isBuiltIn(path)) {
    settings_.addRecent(Recent::Models, path);
    listChoices();
  }
  Q_EMIT readingModel(nameOf(path));
}

void SetupBinder::dataChosen(const QString& path) {
  panel_.setDataInfo(std::nullopt);
  dataKnown_ = false;
  inspectData();
  if (!isBuiltIn(path)) {
    settings_.addRecent(Recent::Data, path);
    listChoices();
  }
}

void SetupBinder::takeModel(const std::shared_ptr<const ModelInfo>& model) {
  if (std::exchange(model_, model) == model) return;
  panel_.setModelInfo(*model);
  inspectData();
}

void SetupBinder::inspectData() {
  RunConfig config = panel_.config();
  if (config.data.path.empty()) return;
  if (model_ && config.data.input.empty()) config.data.input = inputText(model_->input);
  tasks_.inspectData(config);
}

void SetupBinder::showWhatIf(const std::shared_ptr<const runtime::WhatIfResult>& result) {
  takeModel(result->model);
  panel_.setProblem(Field::Method, {});
  if (!panel_.time().isVisible() && !quiet_.isActive()) quiet_.start();
  Q_EMIT inspected();
  Q_EMIT whatIfReady(result);
}

}  // namespace dyadic::shell
