// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/SetupHistory.h"

#include <QAction>
#include <QUndoCommand>
#include <set>
#include <utility>

#include "app/runtime/ErrorText.h"
#include "engine/session/Config.h"

namespace dyadic::shell {
namespace {

constexpr int kMergeTime = 1000;  // ms
constexpr int kMostSteps = 200;

std::set<std::string> changedParameters(const ParameterMap& before, const ParameterMap& after) {
  std::set<std::string> keys;
  const auto collect = [&keys](const ParameterMap& from, const ParameterMap& other) {
    for (const auto& [key, value] : from)
      if (const auto found = other.find(key); found == other.end() || found->second != value) keys.insert(key);
  };
  collect(before, after);
  collect(after, before);
  return keys;
}

bool sameData(const DataConfig& a, const DataConfig& b) { return a.path == b.path && a.format == b.format; }

}  // namespace

SetupState setupState(const RunConfig& config, double portion) {
  return {config, portion, session::formatConfig(config) + '\n' + std::to_string(portion)};
}

/// One change of the form. The form shows `after` already when the step is made.
class SetupHistory::Step : public QUndoCommand {
 public:
  Step(const SetupHistory& history, SetupState before, SetupState after)
      : history_(history), before_(std::move(before)), after_(std::move(after)) {}
  void undo() override { history_.restore_(before_); }
  void redo() override {
    if (std::exchange(made_, true)) history_.restore_(after_);
  }
  void extend(SetupState after) {
    after_ = std::move(after);
    setObsolete(after_.text == before_.text);
  }
  QString key;

 private:
  const SetupHistory& history_;
  SetupState before_;
  SetupState after_;
  bool made_ = false;
};

SetupHistory::SetupHistory(Restore restore, QObject* parent)
    : QObject(parent),
      restore_(std::move(restore)),
      undo_(stack_.createUndoAction(this, tr("&Undo"))),
      redo_(stack_.createRedoAction(this, tr("&Redo"))) {
  stack_.setUndoLimit(kMostSteps);
  undo_->setShortcut(QKeySequence(tr("Ctrl+Z")));
  redo_->setShortcuts({QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y"))});
}

void SetupHistory::setAdjusting(bool on) {
  adjusting_ = on;
  open_ = false;
}

QString SetupHistory::parameterName(const std::string& method, const std::string& key) const {
  for (const MethodInfo& info : methods_)
    for (const ParameterSpec& spec : info.parameters)
      if (info.id == method && spec.key == key) return runtime::engineText(spec.label);
  return QString::fromStdString(key);
}

std::pair<QString, QString> SetupHistory::difference(const SetupState& before, const SetupState& after) const {
  const RunConfig& a = before.config;
  const RunConfig& b = after.config;
  if (a.model.path != b.model.path) return {{}, tr("choice of the model")};
  if (!sameData(a.data, b.data)) return {{}, tr("choice of the data set")};
  if (a.data != b.data) return {QStringLiteral("data"), tr("use of the images")};
  if (a.method.id != b.method.id) return {{}, tr("choice of the method")};
  if (before.portion != after.portion) return {QStringLiteral("portion"), tr("share quantized now")};
  if (a.layers != b.layers) return {QStringLiteral("layers"), tr("layer rules")};
  const auto keys = changedParameters(a.method.parameters, b.method.parameters);
  if (keys.size() > 1) return {{}, tr("several parameters")};
  if (keys.size() == 1) return {QString::fromStdString(*keys.begin()), parameterName(b.method.id, *keys.begin())};
  if (a.output != b.output) return {{}, tr("name of the run file")};
  return {QStringLiteral("training"), tr("training settings")};
}

void SetupHistory::record(const SetupState& before, const SetupState& after, const QString& name) {
  if (before.text == after.text) return;
  const auto [key, text] = difference(before, after);
  const bool recent = sinceLast_.isValid() && sinceLast_.elapsed() < kMergeTime;
  sinceLast_.start();
  auto* newest = stack_.canRedo() || stack_.count() == 0
                     ? nullptr
                     : const_cast<Step*>(static_cast<const Step*>(stack_.command(stack_.count() - 1)));
  if (newest && open_ && name.isEmpty() && !key.isEmpty() && newest->key == key && (adjusting_ || recent)) {
    newest->extend(after);
    return;
  }
  auto* step = new Step(*this, before, after);
  step->setText(name.isEmpty() ? text : name);
  step->key = name.isEmpty() ? key : QString();
  stack_.push(step);
  open_ = true;
}

}  // namespace dyadic::shell
