// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Explore.h"

#include <atomic>
#include <condition_variable>

#include "engine/session/BitProposer.h"
#include "engine/session/Costs.h"
#include "engine/session/Estimation.h"
#include "engine/session/FeatureMaps.h"
#include "engine/session/Opening.h"
#include "engine/session/SetInMemory.h"

namespace dyadic::session {
namespace {

/// Estimates that are under way or waiting, for which longer work steps aside.
class Urgent {
 public:
  class Stay {
   public:
    explicit Stay(Urgent& urgent) : urgent_(urgent) { urgent_.change(1); }
    ~Stay() { urgent_.change(-1); }
    Stay(const Stay&) = delete;
    Stay& operator=(const Stay&) = delete;

   private:
    Urgent& urgent_;
  };

  /// Blocks while there are any; true: `cancelled` meanwhile.
  bool letPass(const Cancelled& cancelled) {
    std::unique_lock lock(mutex_);
    while (count_ > 0) {
      if (asked(cancelled)) return true;
      changed_.wait_for(lock, std::chrono::milliseconds(20));
    }
    lock.unlock();
    return asked(cancelled);
  }

 private:
  void change(int by) {
    const std::lock_guard lock(mutex_);
    count_ += by;
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};

Expected<std::shared_ptr<const DataImages>> trainingImages(const RunConfig& config, const ModelInfo& model) {
  constexpr double kMostBytes = 4e9;
  auto data = openData(config, &model, {data::Part::Train});
  if (!data) return data.error();
  const DataInfo info = data->info();
  double bytes = static_cast<double>(info.trainImages);
  for (const std::int64_t size : info.input.empty() ? model.input : info.input) bytes *= static_cast<double>(size);
  if (bytes > kMostBytes)
    return failure(
        DYADIC_TR("engine", "%1 training images do not fit into memory. Set data.train_limit to look at some."),
        {std::to_string(info.trainImages)});
  auto images = data->images(data::Part::Train);
  if (!images) return images.error();
  return std::shared_ptr<const DataImages>(std::make_shared<SetInMemory>(std::move(*images)));
}

class ExploreModel : public Explore {
 public:
  explicit ExploreModel(std::unique_ptr<ExploreNetwork> network) : network_(std::move(network)) {}

  [[nodiscard]] const ModelInfo& model() const override { return network_->info(); }

  [[nodiscard]] Expected<CostRecord> costs(const QuantSetting& setting) const override {
    return work([&]() -> Expected<CostRecord> {
      const auto plan = network_->plan(setting);
      if (!plan) return plan.error();
      return costsOf(network_->graph(), *plan);
    });
  }

  [[nodiscard]] Expected<AccuracyEstimate> estimate(const QuantSetting& setting, const EstimateOptions& options,
                                                    const EstimateObserver& observer,
                                                    const Cancelled& cancelled) override {
    const Urgent::Stay stay(urgent_);
    const auto mine = ++newest_;
    const Cancelled overtaken = [&] { return newest_ != mine || asked(cancelled); };
    const std::lock_guard lock(estimating_);
    if (overtaken()) return cancelledError();
    const std::function<void(Calibrated)> keep = [this](Calibrated found) {
      const std::lock_guard keeping(calibrating_);
      calibrated_ = std::move(found);
    };
    return work([&] { return runEstimate({*network_, floatAnswers_, setting, options, observer, overtaken, keep}); });
  }

  [[nodiscard]] Expected<ImageLook> look(const QuantSetting& setting, std::int64_t image) override {
    const auto known = [this] {
      const std::lock_guard lock(calibrating_);
      return calibrated_;
    }();
    return work([&] { return runLook({*network_, setting, image, &known}); });
  }

  [[nodiscard]] Expected<std::shared_ptr<const DataImages>> images(ImagePart part) override {
    return work([&]() -> Expected<std::shared_ptr<const DataImages>> {
      if (part == ImagePart::Train) return trainingImages(network_->config(), network_->info());
      const auto images = network_->images();
      if (!images) return images.error();
      return std::shared_ptr<const DataImages>(std::make_shared<SetInMemory>(
          part == ImagePart::Validation ? (*images)->validation : (*images)->calibration));
    });
  }

  [[nodiscard]] Expected<SensitivityRecord> sensitivity(const QuantSetting& setting, const SensitivityOptions& options,
                                                        const SensitivityObserver& observer,
                                                        const Cancelled& cancelled) override {
    return work([&]() -> Expected<SensitivityRecord> {
      const auto images = network_->images();
      if (!images) return images.error();
      SensitivityStudy study(*network_, **images, options.images, turn(cancelled));
      return runSensitivity(study, network_->graph(), setting, options, observer);
    });
  }

  [[nodiscard]] Expected<std::vector<FeatureMapRecord>> featureMaps(const QuantSetting& setting, std::int64_t images,
                                                                    const Cancelled& cancelled) override {
    return work([&] { return measureFeatureMaps(*network_, setting, images, cancelled); });
  }

  [[nodiscard]] Expected<BitProposal> propose(const QuantSetting& setting, const BitGoal& goal,
                                              const SensitivityOptions& options,
                                              const std::function<bool(double)>& progress) override {
    return work([&]() -> Expected<BitProposal> {
      const auto images = network_->images();
      if (!images) return images.error();
      double done = 0;
      const Cancelled cancelled = [&] { return progress && !progress(done); };
      SensitivityStudy study(*network_, **images, options.images, turn(cancelled));
      return proposeBits(study, *network_, setting, goal, [&done](double fraction) { done = fraction; });
    });
  }

 private:
  template <class Body>
  auto work(const Body& body) const -> decltype(body()) {
    prepareLibTorch(network_->config());
    const torch::NoGradGuard noGradient;
    return guarded(network_->info().path, body);
  }

  [[nodiscard]] Turn turn(const Cancelled& cancelled) {
    return [this, &cancelled] { return urgent_.letPass(cancelled); };
  }

  std::unique_ptr<ExploreNetwork> network_;
  std::atomic<std::uint64_t> newest_{0};  ///< estimate
  std::mutex estimating_;
  Answers floatAnswers_;  ///< under estimating_
  std::mutex calibrating_;
  Calibrated calibrated_;  ///< under calibrating_; by the newest estimate
  Urgent urgent_;
};

}  // namespace

Expected<std::shared_ptr<Explore>> Explore::open(const RunConfig& config) {
  return guarded(config.model.path, [&]() -> Expected<std::shared_ptr<Explore>> {
    auto network = ExploreNetwork::open(config);
    if (!network) return network.error();
    return std::shared_ptr<Explore>(std::make_shared<ExploreModel>(std::move(*network)));
  });
}

}  // namespace dyadic::session
