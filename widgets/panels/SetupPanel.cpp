// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/SetupPanel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <utility>

#include "widgets/controls/Parts.h"
#include "widgets/controls/Section.h"
#include "widgets/forms/DataForm.h"
#include "widgets/forms/LayerRulesEdit.h"
#include "widgets/forms/ParameterForm.h"
#include "widgets/forms/PortionForm.h"
#include "widgets/forms/TrainingForm.h"
#include "widgets/panels/RunTimeLabel.h"
#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Icons.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {

struct SetupPanel::Private {
  std::vector<MethodInfo> methods;
  RunConfig config;  ///< what was set, for the parts that have no field

  QWidget* fields = nullptr;
  PathChooser* model = nullptr;
  PathChooser* data = nullptr;
  DataForm* images = nullptr;
  PathChooser* output = nullptr;
  QComboBox* method = nullptr;
  std::optional<std::string> shownMethod;  ///< whose fields `parameters` has
  PortionForm* explore = nullptr;
  ParameterForm* parameters = nullptr;
  LayerRulesEdit* rules = nullptr;
  RunTimeLabel* time = nullptr;
  TrainingForm* training = nullptr;
  QLabel* modelInfo = nullptr;
  QLabel* dataInfo = nullptr;
  QLabel* dataWarnings = nullptr;
  QLabel* methodInfo = nullptr;
  std::array<QLabel*, 6> problems{};
  QPushButton* start = nullptr;
  bool running = false;

  [[nodiscard]] QLabel& problem(Field field) const { return *problems[static_cast<std::size_t>(field)]; }
  [[nodiscard]] const MethodInfo* currentMethod() const {
    const int i = method->currentIndex();
    return i >= 0 && i < std::ssize(methods) ? &methods[static_cast<std::size_t>(i)] : nullptr;
  }
};

namespace {

QVBoxLayout* sectionColumn(QWidget& content) {
  auto* column = new QVBoxLayout(&content);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kSpace);
  return column;
}

QLabel* infoLabel() {
  QLabel* label = mutedLabel();
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->hide();
  return label;
}

void showInfo(QLabel& label, const QString& text) {
  label.setText(text);
  label.setVisible(!text.isEmpty());
}

QString notesText(const std::vector<std::string>& notes) {
  QStringList lines;
  for (const std::string& note : notes) lines << engineText(note);
  return lines.join(QLatin1Char('\n'));
}

QString count(std::int64_t number) { return QString::fromStdString(groupedText(number)); }
QString shape(const std::vector<std::int64_t>& dimensions) { return QString::fromStdString(shapeText(dimensions)); }

}  // namespace

SetupPanel::SetupPanel(QWidget* parent) : QWidget(parent), d_(std::make_unique<Private>()) {
  for (QLabel*& label : d_->problems) label = problemLabel();
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(0);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFrameShape(QFrame::NoFrame);
  d_->fields = new QWidget;
  d_->fields->setObjectName(QStringLiteral("scrolled"));
  auto* column = new QVBoxLayout(d_->fields);
  column->setContentsMargins(kSpace + kHalfSpace, kSpace, kSpace + kHalfSpace, kMargin);
  column->setSpacing(kSpace + kHalfSpace);
  addInputs(*column);
  addExplore(*column);
  addMethod(*column);
  addRules(*column);
  addTrainingAndOutput(*column);
  column->addStretch(1);
  scroll->setWidget(d_->fields);
  outer->addWidget(scroll, 1);

  addFoot(*outer);
  connect(this, &SetupPanel::changed, this, [this] {
    showProblem(d_->problem(Field::General), {});
    updateStart();
  });
  updateStart();
}

SetupPanel::~SetupPanel() = default;

void SetupPanel::addFoot(QVBoxLayout& column) {
  auto* foot = new QVBoxLayout;
  foot->setContentsMargins(kSpace + kHalfSpace, kSpace, kSpace + kHalfSpace, kSpace + kHalfSpace);
  foot->setSpacing(kHalfSpace);
  foot->addWidget(&d_->problem(Field::General));
  d_->time = new RunTimeLabel;
  foot->addWidget(d_->time);
  d_->start = new QPushButton(tr("&Start run"));
  d_->start->setProperty("primary", true);
  d_->start->setIcon(icon(QStringLiteral("play"), colors().accentText));
  foot->addWidget(d_->start);
  column.addLayout(foot);
  connect(d_->start, &QPushButton::clicked, this, &SetupPanel::startRequested);
}

void SetupPanel::addExplore(QVBoxLayout& column) {
  d_->explore = new PortionForm;
  column.addWidget(new Section(tr("Explore"), d_->explore));
  connect(d_->explore, &PortionForm::changed, this, &SetupPanel::changed);
  connect(d_->explore, &PortionForm::adjusting, this, &SetupPanel::adjusting);
}

void SetupPanel::addRules(QVBoxLayout& column) {
  d_->rules = new LayerRulesEdit;
  d_->rules->setObjectName(QStringLiteral("rules"));
  column.addWidget(new Section(tr("Layer rules"), d_->rules));
  connect(d_->rules, &LayerRulesEdit::changed, this, [this] {
    showProblem(d_->problem(Field::Method), {});
    Q_EMIT changed();
  });
}

void SetupPanel::addInputs(QVBoxLayout& column) {
  auto* model = new QWidget;
  QVBoxLayout* inner = sectionColumn(*model);
  d_->model = new PathChooser(
      {.kind = PathChooser::Kind::OpenFile,
       .title = tr("Open a model"),
       .filter = tr("Models (*.safetensors *.onnx *.pt *.pth *.th *.tar *.bin *.ckpt);;All files (*)")});
  d_->model->setObjectName(QStringLiteral("model"));
  d_->model->setAccessibleName(tr("Model"));
  d_->model->setPlaceholder(tr("A .safetensors file"));
  d_->modelInfo = infoLabel();
  inner->addWidget(d_->model);
  inner->addWidget(d_->modelInfo);
  inner->addWidget(&d_->problem(Field::Model));
  column.addWidget(new Section(tr("Model"), model));

  auto* dataBox = new QWidget;
  inner = sectionColumn(*dataBox);
  d_->data = new PathChooser({.kind = PathChooser::Kind::OpenFolder, .title = tr("Choose a data set"), .filter = {}});
  d_->data->setObjectName(QStringLiteral("data"));
  d_->data->setAccessibleName(tr("Data set"));
  d_->data->setPlaceholder(tr("A folder with images"));
  d_->dataInfo = infoLabel();
  inner->addWidget(d_->data);
  d_->dataWarnings = infoLabel();
  d_->dataWarnings->setObjectName(QStringLiteral("dataWarnings"));
  setStyleProperty(*d_->dataWarnings, "muted", false);
  setStyleProperty(*d_->dataWarnings, "caution", true);
  inner->addWidget(d_->dataInfo);
  inner->addWidget(d_->dataWarnings);
  inner->addWidget(&d_->problem(Field::Data));
  column.addWidget(new Section(tr("Data"), dataBox));
  d_->images = new DataForm;
  auto* images = new Section(tr("Images"), d_->images);
  images->setObjectName(QStringLiteral("images"));
  images->setOpen(false);
  column.addWidget(images);

  connect(d_->model, &PathChooser::chosen, this, [this](const QString& path) {
    d_->config.model = ModelConfig{path.toStdString(), {}};
    DataConfig use = d_->images->value();
    use.input.clear();  // it was that of the other model
    d_->images->setValue(use);
    setModelInfo(std::nullopt);
    Q_EMIT modelChosen(path);
    Q_EMIT changed();
  });
  connect(d_->data, &PathChooser::chosen, this, [this](const QString& path) {
    DataConfig fresh;  // splits, mean and shape belonged to the other data set
    fresh.path = path.toStdString();
    d_->images->setValue(fresh);
    setDataInfo(std::nullopt);
    Q_EMIT dataChosen(path);
    Q_EMIT changed();
  });
  connect(d_->images, &DataForm::changed, this, [this] {
    setProblem(Field::Data, {});
    Q_EMIT dataSettingsChanged();
    Q_EMIT changed();
  });
}

void SetupPanel::addMethod(QVBoxLayout& column) {
  auto* method = new QWidget;
  QVBoxLayout* inner = sectionColumn(*method);
  d_->method = new QComboBox;
  d_->method->setObjectName(QStringLiteral("method"));
  d_->method->setAccessibleName(tr("Method"));
  d_->methodInfo = infoLabel();
  d_->parameters = new ParameterForm;
  auto* choice = new QHBoxLayout;
  choice->setSpacing(kHalfSpace);
  choice->addWidget(d_->method, 1);
  QToolButton* help = iconButton(QStringLiteral("help"), tr("What this method does (F1)"));
  help->setObjectName(QStringLiteral("methodHelp"));
  choice->addWidget(help);
  connect(help, &QToolButton::clicked, this,
          [this] { Q_EMIT methodHelpRequested(QString::fromStdString(d_->config.method.id)); });
  inner->addLayout(choice);
  inner->addWidget(d_->methodInfo);
  inner->addWidget(&d_->problem(Field::Method));
  inner->addWidget(d_->parameters);
  column.addWidget(new Section(tr("Method"), method));
  connect(d_->method, &QComboBox::activated, this, [this] {
    const MethodInfo* chosen = d_->currentMethod();
    if (!chosen || chosen->id == d_->config.method.id) return;
    d_->config.method = MethodConfig{chosen->id, {}};
    showMethod();
    TrainingForm::Values values = d_->training->values();
    values.training = chosen->training;
    d_->training->setValues(values);
    Q_EMIT methodChosen(QString::fromStdString(chosen->id));
    Q_EMIT changed();
  });
  connect(d_->parameters, &ParameterForm::adjusting, this, &SetupPanel::adjusting);
  connect(d_->parameters, &ParameterForm::changed, this, [this] {
    showProblem(d_->problem(Field::Method), {});
    Q_EMIT changed();
  });
}

void SetupPanel::addTrainingAndOutput(QVBoxLayout& column) {
  auto* training = new QWidget;
  QVBoxLayout* inner = sectionColumn(*training);
  d_->training = new TrainingForm;
  inner->addWidget(d_->training);
  inner->addWidget(&d_->problem(Field::Training));
  auto* trainingSection = new Section(tr("Training"), training);
  trainingSection->setOpen(false);
  column.addWidget(trainingSection);

  auto* output = new QWidget;
  inner = sectionColumn(*output);
  d_->output = new PathChooser(
      {.kind = PathChooser::Kind::SaveFile, .title = tr("Save the run as"), .filter = tr("Run files (*.h5)")});
  d_->output->setObjectName(QStringLiteral("output"));
  d_->output->setAccessibleName(tr("Run file"));
  d_->output->setPlaceholder(tr("Named by date, method and bits"));
  inner->addWidget(d_->output);
  inner->addWidget(&d_->problem(Field::Output));
  column.addWidget(new Section(tr("Run file"), output));

  connect(d_->training, &TrainingForm::adjusting, this, &SetupPanel::adjusting);
  connect(d_->training, &TrainingForm::changed, this, [this] {
    showProblem(d_->problem(Field::Training), {});
    Q_EMIT changed();
  });
  connect(d_->output, &PathChooser::chosen, this, [this] {
    setProblem(Field::Output, {});
    Q_EMIT changed();
  });
}

void SetupPanel::setMethods(const std::vector<MethodInfo>& methods) {
  d_->methods = methods;
  d_->method->clear();
  for (const MethodInfo& method : methods) {
    d_->method->addItem(QString::fromStdString(method.name), QString::fromStdString(method.id));
  }
  if (d_->config.method.id.empty() && !methods.empty()) {
    d_->config.method.id = methods.front().id;
    d_->config.training = methods.front().training;
  }
  d_->shownMethod.reset();
  setConfig(d_->config);
}

void SetupPanel::showMethod() {
  const QSignalBlocker quiet(d_->parameters);
  d_->method->setCurrentIndex(d_->method->findData(QString::fromStdString(d_->config.method.id)));
  const MethodInfo* method = d_->currentMethod();
  showInfo(*d_->methodInfo, method ? engineText(method->title) : QString());
  d_->methodInfo->setToolTip(method ? engineText(method->description) : QString());
  const std::string id = method ? method->id : std::string();
  if (std::exchange(d_->shownMethod, id) != id) {
    d_->parameters->setParameters(method ? method->parameters : std::vector<ParameterSpec>(),
                                  method ? method->presets : std::vector<ParameterPreset>());
    const auto parameters = method ? method->parameters : std::vector<ParameterSpec>();
    for (const ParameterSpec& spec : parameters)
      if (spec.key == "bits" && spec.minimum && spec.maximum)
        d_->rules->setBitsRange(static_cast<int>(*spec.minimum), static_cast<int>(*spec.maximum));
  }
  d_->parameters->setValues(d_->config.method.parameters);
}

void SetupPanel::setModels(const std::vector<PathItem>& models) { d_->model->setItems(models); }

void SetupPanel::setDataSets(const std::vector<PathItem>& dataSets) { d_->data->setItems(dataSets); }

void SetupPanel::setConfig(const RunConfig& config) {
  d_->config = config;
  d_->model->setPath(QString::fromStdString(config.model.path));
  d_->data->setPath(QString::fromStdString(config.data.path));
  d_->images->setValue(config.data);
  d_->output->setPath(QString::fromStdString(config.output));
  showMethod();
  d_->rules->setRules(config.layers);
  {
    const QSignalBlocker quiet(d_->training);
    d_->training->setFloatTraining(config.method.id.empty());
    d_->training->setValues({config.training, config.seed, config.device, config.threads});
  }
  for (const auto field : {Field::Model, Field::Data, Field::Method, Field::Training, Field::Output, Field::General}) {
    setProblem(field, {});
  }
  updateStart();
}

RunConfig SetupPanel::config() const {
  RunConfig config = d_->config;
  config.model.path = d_->model->path().toStdString();
  config.data = d_->images->value();
  config.data.path = d_->data->path().toStdString();
  config.output = d_->output->path().toStdString();
  config.method.parameters = d_->parameters->values();
  config.layers = d_->rules->rules();
  const TrainingForm::Values values = d_->training->values();
  config.training = values.training;
  config.seed = values.seed;
  config.device = values.device;
  config.threads = values.threads;
  return config;
}

void SetupPanel::setModelInfo(const std::optional<ModelInfo>& info) {
  QString text;
  if (info) {
    const auto quantizable = std::count_if(info->layers.begin(), info->layers.end(),
                                           [](const LayerInfo& layer) { return layer.quantizable; });
    text = tr("%1 · %2 parameters · input %3 · %4 of %5 layers can be quantized")
               .arg(QString::fromStdString(info->architecture.empty() ? info->format : info->architecture),
                    QString::fromStdString(countText(static_cast<double>(info->parameters))), shape(info->input))
               .arg(quantizable)
               .arg(info->layers.size());
  }
  showInfo(*d_->modelInfo, text);
  d_->modelInfo->setToolTip(info ? notesText(info->notes) : QString());
  d_->rules->setModel(info);
  setProblem(Field::Model, {});
}

void SetupPanel::setDataInfo(const std::optional<DataInfo>& info) {
  QString text;
  QStringList warnings;
  if (info) {
    text = tr("%1 training, %2 validation, %3 calibration images · %4 · %5 classes")
               .arg(count(info->trainImages), count(info->validationImages), count(info->calibrationImages),
                    info->input.empty() ? QString::fromStdString(info->sizes) : shape(info->input))
               .arg(info->classNames.size());
    if (!info->transform.empty()) text += QStringLiteral(" · ") + QString::fromStdString(info->transform);
    for (const std::string& warning : info->warnings) warnings << engineText(warning);
  }
  showInfo(*d_->dataInfo, text);
  d_->dataInfo->setToolTip(info ? notesText(info->notes) : QString());
  showInfo(*d_->dataWarnings, warnings.join(QLatin1Char('\n')));
  setProblem(Field::Data, {});
}

void SetupPanel::setPortion(double portion) { d_->explore->setPortion(portion); }

double SetupPanel::portion() const { return d_->explore->portion(); }

bool SetupPanel::areRulesValid() const { return d_->rules->errors().isEmpty(); }

RunTimeLabel& SetupPanel::time() const { return *d_->time; }

void SetupPanel::setSuggestedOutput(const QString& path) { d_->output->setPlaceholder(path); }

void SetupPanel::setProblem(Field field, const QString& text) {
  showProblem(d_->problem(field), text);
  if (field == Field::Model) d_->model->setInvalid(!text.isEmpty());
  if (field == Field::Data) d_->data->setInvalid(!text.isEmpty());
  if (field == Field::Output) d_->output->setInvalid(!text.isEmpty());
  updateStart();
}

void SetupPanel::setParameterProblem(const QString& key, const QString& text) {
  d_->parameters->setError(key, text);
  updateStart();
}

QString SetupPanel::whyNotReady() const {
  if (d_->model->path().isEmpty()) return tr("Choose a model first.");
  if (d_->data->path().isEmpty()) return tr("Choose a data set first.");
  if (!d_->currentMethod()) return tr("Choose a method first.");
  const QStringList errors =
      d_->parameters->errors() + d_->rules->errors() + d_->training->errors() + d_->images->errors();
  if (!errors.isEmpty()) return errors.first();
  for (const auto field : {Field::Model, Field::Data, Field::Method, Field::Training, Field::Output}) {
    if (!d_->problem(field).text().isEmpty()) return d_->problem(field).text();
  }
  return {};
}

bool SetupPanel::isReady() const { return whyNotReady().isEmpty(); }

void SetupPanel::setRunning(bool on) {
  d_->running = on;
  d_->start->setText(on ? tr("Add to &queue") : tr("&Start run"));
  d_->start->setIcon(icon(on ? QStringLiteral("plus") : QStringLiteral("play"), colors().accentText));
  updateStart();
}

void SetupPanel::updateStart() {
  if (!d_->start) return;
  const QString why = whyNotReady();
  d_->start->setEnabled(why.isEmpty());
  d_->start->setToolTip(d_->running && why.isEmpty() ? tr("A run is on. This one starts after it.") : why);
}

}  // namespace dyadic::widgets
