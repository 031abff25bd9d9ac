// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Models.h"

#include <algorithm>

#include "engine/data/ImageFile.h"
#include "engine/data/TransformChoice.h"
#include "engine/nets/Executor.h"
#include "engine/nets/architectures/Architectures.h"
#include "engine/session/Opening.h"
#include "engine/session/ParameterCheck.h"
#include "engine/training/Trainer.h"
#include "engine/types/OutputFile.h"

namespace dyadic::session {
namespace {

/// An image file as the network takes it.
Expected<data::Image> readFor(const ModelInfo& model, const DataConfig& config, const std::string& file) {
  const auto& input = model.input;
  auto image = data::readImageFile(file, static_cast<int>(input[0]));
  if (!image) return image;
  const data::ImageShape wanted{static_cast<int>(input[0]), static_cast<int>(input[1]), static_cast<int>(input[2])};
  const auto transform =
      data::chooseTransform({file, config.resize, config.crop, {image->shape, image->shape}, wanted});
  if (!transform) return transform.error();
  return data::transformed(std::move(*image), *transform, file);
}

struct PredictOptions {
  const DataConfig& data;
  const data::Normalization& normalization;
};

Prediction predictOne(const nets::LoadedModel& model, const PredictOptions& options, const std::string& file) {
  Prediction out;
  out.file = file;
  const auto image = readFor(model.info, options.data, file);
  if (!image) {
    out.error = image.error().message();
    return out;
  }
  const auto logits =
      nets::run(model.graph, data::toTensor(*image, options.normalization)).to(torch::kDouble).flatten().contiguous();
  const auto probabilities = torch::softmax(logits, 0).contiguous();
  const double* values = logits.data_ptr<double>();
  out.logits.assign(values, values + logits.numel());
  out.classIndex = static_cast<int>(std::max_element(out.logits.begin(), out.logits.end()) - out.logits.begin());
  out.probability = probabilities[out.classIndex].item<double>();
  const auto index = static_cast<std::size_t>(out.classIndex);
  if (index < model.info.classNames.size()) out.className = model.info.classNames[index];
  return out;
}

/// Means and deviations for single images: of config or model, else ImageNet's; a data set's own cannot be known here.
Expected<data::Normalization> normalizationOf(const RunConfig& config, const ModelInfo& model) {
  const auto channels = static_cast<std::size_t>(model.input[0]);
  data::Normalization out{config.data.mean, config.data.deviation};
  if (out.mean.empty()) out = {model.mean, model.deviation};
  if (out.mean.empty() && channels == 3) out = {{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}};
  if (out.mean.size() != channels || out.deviation.size() != channels) {
    return usageError(
        DYADIC_TR("engine",
                  "%1 does not say how its input is normalized: give --set data.mean=[...] and --set data.std=[...], "
                  "one number a channel."),
        {model.path});
  }
  return out;
}

class TrainReporter : public training::TrainHooks {
 public:
  TrainReporter(const Progress& progress, const EpochReport& report, std::int64_t steps)
      : progress_(progress), report_(report), steps_(std::max<std::int64_t>(steps, 1)) {}

  void stepEnded(const training::TrainContext&, const training::StepReport& step) override {
    done_ = static_cast<double>(step.position.step) / static_cast<double>(steps_);
    loss_ += step.loss;
    seconds_ += step.seconds;
    images_ += step.images;
    ++batches_;
    learningRate_ = step.learningRate;
  }
  void epochEnded(const training::TrainContext&, const training::EpochReport& epoch) override {
    last_ = epoch.trained.evaluation;
    TrainEpoch out{epoch.position.epoch, learningRate_,
                   loss_ / static_cast<double>(std::max<std::int64_t>(batches_, 1)),
                   seconds_ > 0 ? static_cast<double>(images_) / seconds_ : 0, last_};
    if (report_) report_(out);
    loss_ = seconds_ = 0;
    batches_ = images_ = 0;
  }
  void stageEnded(const training::TrainContext&, const training::EpochReport& epoch, double) override {
    last_ = epoch.trained.evaluation;
  }
  bool shouldStop() override { return progress_ && !progress_(done_); }

  [[nodiscard]] const Evaluation& last() const { return last_; }

 private:
  const Progress& progress_;
  const EpochReport& report_;
  std::int64_t steps_;
  double done_ = 0;
  double loss_ = 0;
  double seconds_ = 0;
  double learningRate_ = 0;
  std::int64_t batches_ = 0;
  std::int64_t images_ = 0;
  Evaluation last_;
};

/// The network to train: that of model.path, or a new one of the architecture for the data set.
Expected<nets::Graph> networkToTrain(const RunConfig& config) {
  if (!config.model.path.empty()) {
    auto model = openModel(config);
    if (!model) return model.error();
    return std::move(model->graph);
  }
  if (config.model.architecture.empty()) {
    return usageError(
        DYADIC_TR("engine", "no network to train: set model.architecture, or model.path to start from its weights."));
  }
  auto data = openData(config, nullptr, {data::Part::Train});
  if (!data) return data.error();
  const auto info = data->info();
  if (info.input.empty()) {
    return usageError(DYADIC_TR("engine",
                                "The images of %1 are %2: set data.input to what the network shall take, for "
                                "example 3x224x224."),
                      {info.path, info.sizes});
  }
  nets::ArchitectureOptions options{info.input, info.classes, config.seed};
  if (const auto input = parseInput(config.data.input)) options.input = *input;
  return nets::buildArchitecture(config.model.architecture, options);
}

Expected<Evaluation> trainGuarded(const TrainRequest& request, const Progress& progress, const EpochReport& report) {
  const RunConfig& config = request.config;
  auto device = openDevice(config);
  if (!device) return device.error();
  auto graph = networkToTrain(config);
  if (!graph) return graph.error();
  const ModelInfo info = nets::inspect(*graph);
  auto data = openData(config, &info, {data::Part::Train, data::Part::Validation});
  if (!data) return data.error();
  auto train = trainSource(config, *data);
  if (!train) return train.error();
  auto validation = validationSource(config, *data);
  if (!validation) return validation.error();
  if (auto moved = graph->to(*device); !moved) return moved.error();
  training::FloatRecipe recipe(config);
  training::Trainer trainer(*graph, recipe, {**train, **validation, **train}, {config, *device, false});
  if (auto status = trainer.prepare(); !status) return status.error();
  TrainReporter reporter(progress, report, trainer.totalSteps());
  auto end = trainer.run(reporter);
  if (!end) return end.error();
  if (*end == training::Trainer::End::Stopped) return cancelledError();
  if (auto moved = graph->to(torch::kCPU); !moved) return moved.error();
  auto normalization = data->normalization();
  if (!normalization) return normalization.error();
  const auto metadata = nets::formatMetadata({normalization->mean, normalization->deviation, data->info().classNames});
  if (auto saved = nets::saveModel(*graph, request.out, metadata, request.force); !saved) return saved.error();
  return reporter.last();
}

}  // namespace

Expected<ModelInfo> inspectModel(const RunConfig& config) {
  auto model = openModel(config);
  if (!model) return model.error();
  model->info.path = config.model.path;
  return model->info;
}

std::vector<RefusedOperator> refusedOperators(const RunConfig& config) {
  auto refused = nets::refusedOperators(openOptions(config));
  return refused ? std::move(*refused) : std::vector<RefusedOperator>();
}

Expected<DataInfo> inspectData(const RunConfig& config) {
  auto data = openData(config, nullptr, {});
  if (!data) return data.error();
  return data->info();
}

Expected<DataInfo> describeData(const RunConfig& config) {
  auto data = openData(config, nullptr, {});
  if (!data) return data.error();
  if (auto counted = data->countClasses(); !counted) return counted.error();
  return data->info();
}

Expected<Evaluation> evaluate(const RunConfig& config, const Progress& progress) {
  prepareLibTorch(config);
  auto device = openDevice(config);
  if (!device) return device.error();
  auto model = openModel(config);
  if (!model) return model.error();
  auto data = openData(config, &model->info, {data::Part::Validation});
  if (!data) return data.error();
  return guarded(config.model.path, [&]() -> Expected<Evaluation> {
    auto source = validationSource(config, *data);
    if (!source) return source.error();
    if (auto moved = model->graph.to(*device); !moved) return moved.error();
    training::EvaluationOptions options;
    options.device = *device;
    options.progress = progress;
    const auto result = training::evaluate(model->graph, **source, options);
    if (result.cancelled) return cancelledError();
    return result.evaluation;
  });
}

Expected<std::vector<Prediction>> predict(const RunConfig& config, const std::vector<std::string>& files) {
  prepareLibTorch(config);
  auto model = openModel(config);
  if (!model) return model.error();
  auto normalization = normalizationOf(config, model->info);
  if (!normalization) return normalization.error();
  return guarded(config.model.path, [&]() -> Expected<std::vector<Prediction>> {
    const torch::NoGradGuard noGradient;
    std::vector<Prediction> out;
    for (const auto& file : files) out.push_back(predictOne(*model, {config.data, *normalization}, file));
    return out;
  });
}

Expected<Evaluation> train(const TrainRequest& request, const Progress& progress, const EpochReport& report) {
  // Training takes long: this is asked before, not after.
  if (auto status = checkOutput(request.out, request.force); !status) return status.error();
  prepareLibTorch(request.config);
  return guarded("training", [&] { return trainGuarded(request, progress, report); });
}

}  // namespace dyadic::session
