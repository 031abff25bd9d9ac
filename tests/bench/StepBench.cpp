// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "engine/data/BatchSource.h"
#include "engine/methods/Registry.h"
#include "engine/nets/architectures/Architectures.h"
#include "engine/session/Config.h"
#include "engine/training/Trainer.h"
#include "tests/bench/Bench.h"
#include "tests/bench/TorchProcess.h"

namespace dyadic::bench {
namespace {

constexpr int kBatch = 128;

/// The same random images for ever: no epoch ends, so that nothing but steps is measured.
class EndlessBatch : public data::DataSource {
 public:
  EndlessBatch() {
    torch::manual_seed(1);
    batch_.images = torch::randn({kBatch, 3, 32, 32}).contiguous(torch::MemoryFormat::ChannelsLast);
    batch_.labels = torch::randint(0, 10, {kBatch}, torch::kLong);
  }
  bool next(data::Batch& batch) override {
    batch = batch_;
    return true;
  }
  void reset(std::int64_t) override {}
  [[nodiscard]] std::int64_t images() const override { return batches() * kBatch; }
  [[nodiscard]] std::int64_t batches() const override { return 1'000'000; }
  [[nodiscard]] data::SourceState state() const override { return {}; }
  void restore(const data::SourceState&) override {}

 private:
  data::Batch batch_;
};

/// Stops the loop after some steps and adds up their seconds.
class StepHooks : public training::TrainHooks {
 public:
  explicit StepHooks(int steps) : left_(steps) {}
  void stepEnded(const training::TrainContext&, const training::StepReport& report) override {
    seconds_ += report.seconds;
    --left_;
  }
  bool shouldStop() override { return left_ <= 0; }
  [[nodiscard]] double seconds() const { return seconds_; }

 private:
  int left_;
  double seconds_ = 0;
};

/// The engine's training loop on a ResNet-20, a few steps at a time.
class Stepper {
 public:
  /// `method` empty: float training.
  [[nodiscard]] static Expected<std::unique_ptr<Stepper>> make(const std::string& method) {
    at::set_num_threads(kThreads);
    auto graph = nets::buildArchitecture("resnet20-cifar", {{3, 32, 32}, 10, 1});
    if (!graph) return graph.error();
    auto stepper = std::unique_ptr<Stepper>(new Stepper(std::move(*graph), method));
    if (auto status = stepper->trainer_->prepare(); !status) return status.error();
    return stepper;
  }

  /// Seconds a step.
  [[nodiscard]] Expected<double> run(int steps) {
    StepHooks hooks(steps);
    auto end = trainer_->run(hooks);
    if (!end) return end.error();
    return hooks.seconds() / steps;
  }

 private:
  Stepper(nets::Graph graph, const std::string& method) : graph_(std::move(graph)) {
    training::TrainerOptions options;
    options.config = session::defaultConfig(method);
    options.config.training.batch = kBatch;
    options.config.training.schedule = "constant";
    options.evaluateBaseline = false;
    if (method.empty()) {
      recipe_ = std::make_unique<training::FloatRecipe>(options.config);
    } else {
      recipe_ = methods::findMethod(method)->create(options.config);
    }
    trainer_ = std::make_unique<training::Trainer>(
        graph_, *recipe_, training::Trainer::Sources{source_, source_, source_}, std::move(options));
  }

  nets::Graph graph_;
  EndlessBatch source_;
  std::unique_ptr<training::Recipe> recipe_;
  std::unique_ptr<training::Trainer> trainer_;
};

/// Milliseconds a step.
Expected<Measurement> compare(const Side& ours, const Side& other) {
  auto result = takeTurns({}, ours, other);
  if (!result) return result;
  result->note = "ResNet-20, batch " + std::to_string(kBatch) + ", " + std::to_string(kThreads) + " threads";
  return result;
}

/// `method` empty: float training.
Expected<Measurement> measureAgainstPython(const std::string& method, const std::string& script) {
  auto python = TorchProcess::start(script);
  if (!python) return python.error();
  auto ours = Stepper::make(method);
  if (!ours) return ours.error();
  return compare([&](int steps) { return (*ours)->run(steps); }, [&](int steps) { return (*python)->run(steps); });
}

Expected<Measurement> measureIoiq() {
  auto ioiq = Stepper::make("ioiq");
  if (!ioiq) return ioiq.error();
  auto plain = Stepper::make("");
  if (!plain) return plain.error();
  return compare([&](int steps) { return (*ioiq)->run(steps); }, [&](int steps) { return (*plain)->run(steps); });
}

/// Batches of CIFAR's size, shuffled, mirrored and cropped by the loop's own thread.
Expected<Measurement> measureBatches() {
  constexpr std::int64_t kImages = 100 * kBatch;
  data::ImageSet set;
  set.count = kImages;
  set.shape = {3, 32, 32};
  const auto pixels = std::make_shared<std::uint8_t[]>(static_cast<std::size_t>(kImages) * set.shape.bytes());
  torch::manual_seed(1);
  torch::from_blob(pixels.get(), {kImages, 3, 32, 32}, torch::kUInt8).random_(0, 256);
  set.pixels = pixels;
  set.labels.assign(static_cast<std::size_t>(kImages), 0);
  const auto source = data::makeSource(std::move(set), {{0.5, 0.5, 0.5}, {0.25, 0.25, 0.25}},
                                       {.batch = kBatch, .shuffle = true, .flip = true, .crop = true, .prefetch = 0});
  auto plain = Stepper::make("");
  if (!plain) return plain.error();
  const Side batches = [&](int times) -> Expected<double> {
    data::Batch batch;
    return seconds([&] {
             for (int i = 0; i < times; ++i) {
               if (!source->next(batch)) source->reset(source->state().epoch + 1);
             }
           }) /
           times;
  };
  return compare(batches, [&](int steps) { return (*plain)->run(steps); });
}

}  // namespace

std::vector<Target> stepTargets() {
  return {{"train-step-vs-pytorch", "the same step in Python", 1.0,
           [] { return measureAgainstPython("", "torch_step.py"); }},
          {"inq-step-vs-pytorch", "masked SGD in Python", 1.0,
           [] { return measureAgainstPython("inq", "torch_inq_step.py"); }},
          {"ioiq-step-vs-float", "a float step", 1.3, measureIoiq},
          {"batch-vs-float-step", "a float step", 0.1, measureBatches}};
}

}  // namespace dyadic::bench
