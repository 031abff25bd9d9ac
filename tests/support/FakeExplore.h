// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/runtime/Engine.h"
#include "tests/support/FakeRuns.h"

/// A network to explore without one: figures that follow from the bits, at a pace that a test sets.
namespace dyadic::support {

struct FakeExplores {
  std::mutex mutex;
  std::vector<QuantSetting> estimates;  ///< asked for; guarded by mutex
  std::map<int, int> measured;          ///< networks of a sensitivity that are "on disk", by bits; guarded by mutex
  std::string dataRefusal;              ///< why images cannot be had; guarded by mutex
  std::string goalRefusal;              ///< why a goal cannot be reached; guarded by mutex
  std::string openRefusal;              ///< guarded by mutex
  std::atomic<std::chrono::milliseconds> reportTime{std::chrono::milliseconds{0}};   ///< of an estimate
  std::atomic<std::chrono::milliseconds> networkTime{std::chrono::milliseconds{0}};  ///< of a sensitivity
  std::atomic<int> opened{0};
  std::atomic<int> measuredNow{0};  ///< networks of a sensitivity that were not on disk
  std::atomic<int> mapsAsked{0};
  std::atomic<int> looked{0};
  std::atomic<int> active{0};  ///< questions about images that are being answered

  [[nodiscard]] std::string refusal(std::string FakeExplores::*which) {
    const std::lock_guard lock(mutex);
    return this->*which;
  }
  void refuse(std::string FakeExplores::*which, const std::string& why) {
    const std::lock_guard lock(mutex);
    this->*which = why;
  }
  [[nodiscard]] std::size_t asked() {
    const std::lock_guard lock(mutex);
    return estimates.size();
  }
};

/// A thousand grey squares, image i with every pixel i modulo 256.
class FakeImages : public session::DataImages {
 public:
  [[nodiscard]] std::int64_t count() const override { return 1000; }
  [[nodiscard]] session::ImagePixels image(std::int64_t index) const override {
    return {1, 8, 8, std::vector<std::uint8_t>(64, static_cast<std::uint8_t>(index))};
  }
  [[nodiscard]] int label(std::int64_t index) const override { return static_cast<int>(index % 10); }
  [[nodiscard]] std::string file(std::int64_t) const override { return {}; }
};

class FakeExplore : public session::Explore {
 public:
  FakeExplore(std::shared_ptr<FakeExplores> world, ModelInfo model)
      : world_(std::move(world)), model_(std::move(model)) {}

  [[nodiscard]] const ModelInfo& model() const override { return model_; }

  [[nodiscard]] Expected<CostRecord> costs(const QuantSetting& setting) const override {
    CostRecord costs;
    double weights = 0;
    for (std::size_t i = 0; i < model_.layers.size(); ++i) {
      const LayerInfo& info = model_.layers[i];
      LayerCost layer;
      layer.weightBits = bitsOf(setting, info.name);
      layer.inputBits = bitsOf(setting, {});
      layer.macs = info.macs;
      layer.bytes = static_cast<double>(info.parameters) * layer.weightBits / 8;
      layer.bitOperations = static_cast<double>(info.macs) * layer.weightBits * layer.inputBits;
      costs.bytes += layer.bytes;
      costs.floatBytes += static_cast<double>(info.parameters) * 4;
      costs.macs += layer.macs;
      costs.bitOperations += layer.bitOperations;
      costs.averageBits += static_cast<double>(info.parameters) * layer.weightBits;
      weights += static_cast<double>(info.parameters);
      costs.layers.push_back(layer);
    }
    costs.averageBits /= weights;
    return costs;
  }

  [[nodiscard]] Expected<AccuracyEstimate> estimate(const QuantSetting& setting,
                                                    const session::EstimateOptions& options,
                                                    const EstimateObserver& observer,
                                                    const session::Cancelled& cancelled) override {
    {
      const std::lock_guard lock(world_->mutex);
      world_->estimates.push_back(setting);
    }
    const Busy busy(*world_);
    if (const std::string why = world_->refusal(&FakeExplores::dataRefusal); !why.empty()) return failure(why);
    for (std::int64_t images = options.first;; images = std::min<std::int64_t>(2 * images, kImages)) {
      if (!wait(world_->reportTime.load(), cancelled)) return failure("cancelled");
      const AccuracyEstimate now = fakeEstimate(images, bitsOf(setting, {}));
      if (options.answered) options.answered(fakeAnswers(images, bitsOf(setting, {})));
      observer(now);
      if (now.complete) return now;
    }
  }

  [[nodiscard]] Expected<ImageLook> look(const QuantSetting& setting, std::int64_t image) override {
    ++world_->looked;
    const int label = static_cast<int>(image % 10);
    const int seen = bitsOf(setting, {}) < 5 ? (label + 1) % 10 : label;
    return ImageLook{image, {{label, 0.9}, {(label + 1) % 10, 0.1}}, {{seen, 0.6}, {(seen + 1) % 10, 0.4}}};
  }

  [[nodiscard]] Expected<std::shared_ptr<const session::DataImages>> images(session::ImagePart) override {
    if (const std::string why = world_->refusal(&FakeExplores::dataRefusal); !why.empty()) return failure(why);
    return std::shared_ptr<const session::DataImages>(std::make_shared<FakeImages>());
  }

  [[nodiscard]] Expected<SensitivityRecord> sensitivity(const QuantSetting& setting,
                                                        const session::SensitivityOptions& options,
                                                        const SensitivityObserver& observer,
                                                        const session::Cancelled& cancelled) override {
    const Busy busy(*world_);
    if (const std::string why = world_->refusal(&FakeExplores::dataRefusal); !why.empty()) return failure(why);
    const auto layers = static_cast<std::int64_t>(model_.layers.size());
    SensitivityRecord record;
    record.setting = setting;
    record.images = options.images;
    record.floatTop1 = 0.93;
    record.planned = 1 + 3 * layers;
    record.layers.resize(model_.layers.size());
    record.edges.resize(model_.edges.size());
    const int bits = bitsOf(setting, {});
    for (std::size_t i = 0; i < record.layers.size(); ++i)
      record.layers[i].bits = bitsOf(setting, model_.layers[i].name);
    for (; record.done < record.planned; ++record.done) {
      if (!known(bits, record.done) && !wait(world_->networkTime.load(), cancelled)) return failure("cancelled");
      slot(record, record.done, layers) = error(record.done, layers);
      observer(record);
    }
    return record;
  }

  [[nodiscard]] Expected<std::vector<FeatureMapRecord>> featureMaps(const QuantSetting& setting, std::int64_t,
                                                                    const session::Cancelled&) override {
    ++world_->mapsAsked;
    if (const std::string why = world_->refusal(&FakeExplores::dataRefusal); !why.empty()) return failure(why);
    std::vector<FeatureMapRecord> maps;
    const int bits = bitsOf(setting, {});
    for (std::size_t i = 0; i < model_.edges.size(); ++i) {
      FeatureMapRecord map;
      const int exponent = -5 + static_cast<int>(i % 3);
      map.record = {bits, exponent, exponent - 0.2, 1e-5, 45.0 - static_cast<double>((i * 7) % 11), 0.0001};
      map.histogram = fakeHistogram(bits, exponent);
      map.accumulatedSqnrDb = map.record.sqnrDb - static_cast<double>(i);
      map.accumulatedMse = 1e-4;
      maps.push_back(std::move(map));
    }
    return maps;
  }

  [[nodiscard]] Expected<BitProposal> propose(const QuantSetting& setting, const BitGoal& goal,
                                              const session::SensitivityOptions&,
                                              const std::function<bool(double)>& progress) override {
    const Busy busy(*world_);
    for (int i = 0; i <= 10; ++i) {
      std::this_thread::sleep_for(world_->networkTime.load());
      if (progress && !progress(i / 10.0)) return failure("cancelled");
    }
    if (const std::string why = world_->refusal(&FakeExplores::goalRefusal); !why.empty()) return failure(why);
    BitProposal proposal;
    proposal.setting = setting;
    proposal.predictedDrop = 0.004;
    proposal.bits.assign(model_.layers.size(), 0);
    for (std::size_t i = 0; i < model_.layers.size(); ++i) {
      if (model_.layers[i].op == "BatchNorm2d") continue;
      proposal.bits[i] = i == 0 ? goal.choices.back() : goal.choices.front();
      proposal.setting.layers.push_back({model_.layers[i].name, proposal.bits[i], {}, {}});
    }
    proposal.costs = *costs(proposal.setting);
    return proposal;
  }

 private:
  static constexpr std::int64_t kImages = 10000;

  struct Busy {
    explicit Busy(FakeExplores& w) : world(w) { ++world.active; }
    ~Busy() { --world.active; }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;
    FakeExplores& world;
  };

  static bool wait(std::chrono::milliseconds time, const session::Cancelled& cancelled) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) {
      if (cancelled && cancelled()) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return !cancelled || !cancelled();
  }
  /// Of a layer, or of all for an empty name.
  static int bitsOf(const QuantSetting& setting, const std::string& layer) {
    const auto found = setting.method.parameters.find("bits");
    int bits = found == setting.method.parameters.end() ? 8 : static_cast<int>(std::get<std::int64_t>(found->second));
    for (const LayerRule& rule : setting.layers)
      if (rule.match == layer && rule.bits) bits = *rule.bits;
    return bits;
  }
  /// Every tenth image is wrong, and below 6 bits every fifth.
  static std::shared_ptr<const ImageAnswers> fakeAnswers(std::int64_t images, int bits) {
    auto answers = std::make_shared<ImageAnswers>();
    for (std::int64_t i = 0; i < std::min<std::int64_t>(images, 1000); ++i) {
      const auto label = static_cast<int>(i % 10);
      answers->images.push_back(i);
      answers->floatClasses.push_back(i % 100 == 0 ? 5 : label);
      answers->quantizedClasses.push_back(i % (bits < 6 ? 50 : 100) == 0 ? 5 : label);
    }
    return answers;
  }
  static AccuracyEstimate fakeEstimate(std::int64_t images, int bits) {
    AccuracyEstimate e;
    e.images = images;
    e.total = kImages;
    e.floatTop1 = 0.93;
    e.top1 = 0.93 - 0.002 * std::max(8 - bits, 0) * std::max(8 - bits, 0);
    e.correct = std::llround(e.top1 * static_cast<double>(images));
    e.floatCorrect = std::llround(0.93 * static_cast<double>(images));
    const double half = 1.96 * std::sqrt(e.top1 * (1 - e.top1) / static_cast<double>(images));
    e.low = e.top1 - half;
    e.high = e.top1 + half;
    e.pairedP = bits >= 7 ? 0.43 : 0.0004;
    e.complete = images == kImages;
    return e;
  }
  /// Counts the network as measured; true if it was before.
  bool known(int bits, std::int64_t index) {
    const std::lock_guard lock(world_->mutex);
    int& done = world_->measured[bits];
    if (index < done) return true;
    done = static_cast<int>(index) + 1;
    ++world_->measuredNow;
    return false;
  }
  static OutputError& slot(SensitivityRecord& record, std::int64_t index, std::int64_t layers) {
    if (index == 0) return record.whole;
    Sensitivity& layer = record.layers[static_cast<std::size_t>((index - 1) % layers)];
    return index <= layers ? layer.only : index <= 2 * layers ? layer.allBut : layer.accumulated;
  }
  static OutputError error(std::int64_t index, std::int64_t layers) {
    const auto place = static_cast<double>(index == 0 ? layers : (index - 1) % layers);
    OutputError error;
    error.drop = index == 0 ? 0.03 : 0.001 * std::fmod(place * 5, 13);
    error.top1 = 0.93 - error.drop;
    error.mse = 0.01 * (1 + error.drop);
    error.sqnrDb = 40 - 1000 * error.drop;
    return error;
  }

  std::shared_ptr<FakeExplores> world_;
  ModelInfo model_;
};

inline void addExplore(runtime::Engine& engine, const std::shared_ptr<FakeExplores>& world) {
  engine.openExplore = [world](const RunConfig& config) -> Expected<std::shared_ptr<session::Explore>> {
    ++world->opened;
    if (const std::string why = world->refusal(&FakeExplores::openRefusal); !why.empty()) return failure(why);
    return std::shared_ptr<session::Explore>(std::make_shared<FakeExplore>(world, fakeModel(config.model.path)));
  };
}

}  // namespace dyadic::support
