// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forms/TrainingForm.h"

#include <QVBoxLayout>

#include "widgets/forms/FormSpec.h"
#include "widgets/forms/ParameterForm.h"

namespace dyadic::widgets {

struct TrainingForm::Private {
  ParameterForm* form = nullptr;
  Values base;  ///< what has no field, and what the fields start from
  bool floatTraining = false;
};

namespace {

using Kind = ParameterSpec::Kind;
constexpr double kLargestSeed = 9007199254740992.0;  // 2^53: beyond it a number field is not exact

std::vector<ParameterSpec> trainingSpecs(bool floatTraining) {
  const TrainingConfig d;
  std::vector<ParameterSpec> specs;
  if (floatTraining) {
    specs.push_back(numberSpec("epochs", std::int64_t{d.epochs}, {1, 100000},
                               {TrainingForm::tr("Epochs"), TrainingForm::tr("Passes over the training images.")}));
  } else {
    specs.push_back(formSpec("epochs_per_stage", Kind::IntegerList, std::vector<std::int64_t>{1},
                             {TrainingForm::tr("Epochs per stage"),
                              TrainingForm::tr("One number for all stages, or one for each of them.")}));
    specs.back().minimum = 0;
    specs.back().maximum = 100000;
  }
  specs.push_back(numberSpec("batch", std::int64_t{d.batch}, {1, 65536},
                             {TrainingForm::tr("Batch"), TrainingForm::tr("Images a training step.")}));
  specs.back().unit = TrainingForm::tr("images").toStdString();
  specs.push_back(formSpec("learning_rate", Kind::Real, d.learningRate,
                           {TrainingForm::tr("Learning rate"), TrainingForm::tr("The highest of the schedule.")}));
  specs.back().minimum = 0;
  specs.push_back(formSpec("schedule", Kind::Choice, d.schedule,
                           {TrainingForm::tr("Schedule"),
                            TrainingForm::tr("How the learning rate goes over a stage; it starts again at each.")}));
  specs.back().choices = {"constant", "cosine", "step", "onecycle"};
  specs.push_back(
      numberSpec("momentum", d.momentum, {0, 0.9999},
                 {TrainingForm::tr("Momentum"), TrainingForm::tr("Share of the last step kept in the next one.")}));
  specs.push_back(formSpec("nesterov", Kind::Boolean, d.nesterov,
                           {TrainingForm::tr("Nesterov"), TrainingForm::tr("Nesterov's form of momentum.")}));
  specs.push_back(formSpec(
      "weight_decay", Kind::Real, d.weightDecay,
      {TrainingForm::tr("Weight decay"), TrainingForm::tr("On the weights of convolution and linear layers only.")}));
  specs.back().minimum = 0;
  if (!floatTraining) {
    specs.push_back(
        formSpec("reset_optimizer", Kind::Boolean, d.resetOptimizer,
                 {TrainingForm::tr("Reset momentum"), TrainingForm::tr("Clear the momentum when a stage begins.")}));
  }
  specs.push_back(
      numberSpec("seed", std::int64_t{1}, {0, kLargestSeed},
                 {TrainingForm::tr("Seed"),
                  TrainingForm::tr("The same seed gives the same numbers, bit for bit, on the same machine.")}));
  specs.push_back(
      numberSpec("threads", std::int64_t{0}, {0, 1024},
                 {TrainingForm::tr("Threads"), TrainingForm::tr("Of the compute library; 0 takes all processors.")}));
  return specs;
}

template <class T>
T valueOf(const ParameterMap& map, const char* key, T otherwise) {
  const auto it = map.find(key);
  const T* value = it == map.end() ? nullptr : std::get_if<T>(&it->second);
  return value ? *value : otherwise;
}

int integerOf(const ParameterMap& map, const char* key, int otherwise) {
  return static_cast<int>(valueOf<std::int64_t>(map, key, otherwise));
}

}  // namespace

TrainingForm::TrainingForm(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  d_->form = new ParameterForm;
  d_->form->setParameters(trainingSpecs(false));
  column->addWidget(d_->form);
  connect(d_->form, &ParameterForm::changed, this, &TrainingForm::changed);
  connect(d_->form, &ParameterForm::adjusting, this, &TrainingForm::adjusting);
}

TrainingForm::~TrainingForm() = default;

void TrainingForm::setFloatTraining(bool on) {
  if (on == d_->floatTraining) return;
  const Values kept = values();
  d_->floatTraining = on;
  d_->form->setParameters(trainingSpecs(on));
  setValues(kept);
}

TrainingForm::Values TrainingForm::values() const {
  Values v = d_->base;
  const ParameterMap map = d_->form->values();
  TrainingConfig& t = v.training;
  t.epochs = integerOf(map, "epochs", t.epochs);
  const auto epochs = valueOf<std::vector<std::int64_t>>(map, "epochs_per_stage", {});
  if (!epochs.empty()) t.epochsPerStage.assign(epochs.begin(), epochs.end());
  t.batch = integerOf(map, "batch", t.batch);
  t.learningRate = valueOf(map, "learning_rate", t.learningRate);
  t.schedule = valueOf(map, "schedule", t.schedule);
  t.momentum = valueOf(map, "momentum", t.momentum);
  t.nesterov = valueOf(map, "nesterov", t.nesterov);
  t.weightDecay = valueOf(map, "weight_decay", t.weightDecay);
  t.resetOptimizer = valueOf(map, "reset_optimizer", t.resetOptimizer);
  v.seed = static_cast<std::uint64_t>(valueOf<std::int64_t>(map, "seed", 1));
  v.threads = integerOf(map, "threads", v.threads);
  return v;
}

void TrainingForm::setValues(const Values& v) {
  d_->base = v;
  const TrainingConfig& t = v.training;
  ParameterMap map = {{"epochs", std::int64_t{t.epochs}},
                      {"batch", std::int64_t{t.batch}},
                      {"learning_rate", t.learningRate},
                      {"schedule", t.schedule},
                      {"momentum", t.momentum},
                      {"nesterov", t.nesterov},
                      {"weight_decay", t.weightDecay},
                      {"reset_optimizer", t.resetOptimizer},
                      {"seed", static_cast<std::int64_t>(std::min<std::uint64_t>(v.seed, std::uint64_t{1} << 53))},
                      {"threads", std::int64_t{v.threads}}};
  if (!t.epochsPerStage.empty()) {
    map["epochs_per_stage"] = std::vector<std::int64_t>(t.epochsPerStage.begin(), t.epochsPerStage.end());
  }
  d_->form->setValues(map);
}

QStringList TrainingForm::errors() const { return d_->form->errors(); }

}  // namespace dyadic::widgets
