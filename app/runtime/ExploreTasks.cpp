// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/ExploreTasks.h"

#include <QElapsedTimer>
#include <mutex>
#include <tuple>
#include <utility>

#include "app/runtime/Thumbnail.h"

namespace dyadic::runtime {
namespace {

constexpr qint64 kProgressInterval = 33;  // ms

/// All of a config that decides what session::Explore::open() gives.
auto identity(const RunConfig& c) {
  return std::tie(c.model.path, c.model.architecture, c.data.path, c.data.format, c.data.train, c.data.validation,
                  c.data.calibration, c.data.limit, c.data.trainLimit, c.data.calibrationLimit, c.data.subsetSeed,
                  c.data.resize, c.data.crop, c.data.mean, c.data.deviation, c.data.input, c.device, c.threads, c.seed,
                  c.training.batch);
}

/// True at most 30 times a second.
class Beat {
 public:
  bool operator()() {
    if (clock_.isValid() && clock_.elapsed() < kProgressInterval) return false;
    clock_.start();
    return true;
  }

 private:
  QElapsedTimer clock_;
};

}  // namespace

/// Shared by the lanes: whoever asks first reads it, the others wait. A failure is tried again.
class ExploreTasks::Network {
 public:
  Network(const Engine& engine, RunConfig config) : open_(engine.openExplore), config_(std::move(config)) {}

  [[nodiscard]] const RunConfig& config() const { return config_; }
  [[nodiscard]] Expected<std::shared_ptr<session::Explore>> get() {
    const std::lock_guard lock(mutex_);
    if (explore_) return explore_;
    auto opened = open_(config_);
    if (opened) explore_ = *opened;
    return opened;
  }

 private:
  const std::function<Expected<std::shared_ptr<session::Explore>>(const RunConfig&)> open_;
  const RunConfig config_;
  std::mutex mutex_;
  std::shared_ptr<session::Explore> explore_;
};

ExploreTasks::ExploreTasks(const Engine& engine, QObject* parent)
    : QObject(parent), engine_(engine), network_(std::make_shared<Network>(engine_, RunConfig())) {}

ExploreTasks::~ExploreTasks() { endAll(); }

bool ExploreTasks::setConfig(const RunConfig& config) {
  if (identity(config) == identity(network_->config())) return false;
  endAll();
  network_ = std::make_shared<Network>(engine_, config);
  return true;
}

void ExploreTasks::forget() {
  endAll();
  network_ = std::make_shared<Network>(engine_, network_->config());
}

ExploreTasks::Token ExploreTasks::begin(Kind& kind) {
  end(kind);
  return kind.token = std::make_shared<std::atomic<bool>>(false);
}

void ExploreTasks::end(Kind& kind) {
  if (kind.token) kind.token->store(true);
  kind.token.reset();
  kind.lane.cancel();
}

void ExploreTasks::endAll() {
  for (Kind* kind : {&costs_, &estimating_, &measuring_, &maps_, &proposing_, &opening_, &pixels_, &looking_})
    end(*kind);
}

void ExploreTasks::post(const Kind& kind, const Token& token, Say say) {
  QMetaObject::invokeMethod(
      this,
      [&kind, token, say = std::move(say)] {
        if (kind.token == token) say();
      },
      Qt::QueuedConnection);
}

void ExploreTasks::askCosts(const QuantSetting& setting) {
  const Token token = begin(costs_);
  costs_.lane.submit([this, network = network_, setting]() -> TaskLane::Answer {
    const auto explore = network->get();
    auto costs = explore ? (*explore)->costs(setting) : Expected<CostRecord>(explore.error());
    return [this, costs = std::move(costs)] {
      costs_.token.reset();
      if (costs)
        Q_EMIT costsReady(*costs);
      else
        Q_EMIT costsFailed(costs.error());
    };
  });
}

void ExploreTasks::estimate(const QuantSetting& setting, const session::EstimateOptions& options) {
  const Token token = begin(estimating_);
  estimating_.lane.submit([this, network = network_, setting, options, token]() -> TaskLane::Answer {
    const auto explore = network->get();
    session::EstimateOptions telling = options;
    telling.answered = [&](const std::shared_ptr<const ImageAnswers>& answers) {
      post(estimating_, token, [this, answers] { Q_EMIT answered(answers); });
    };
    const auto last = explore ? (*explore)->estimate(
                                    setting, telling,
                                    [&](const AccuracyEstimate& now) {
                                      post(estimating_, token, [this, now] { Q_EMIT estimated(now); });
                                    },
                                    [&] { return token->load(); })
                              : Expected<AccuracyEstimate>(explore.error());
    return [this, last] {
      estimating_.token.reset();
      if (!last) Q_EMIT estimateFailed(last.error());
    };
  });
}

void ExploreTasks::openImages(session::ImagePart part) {
  const Token token = begin(opening_);
  opening_.lane.submit([this, network = network_, part]() -> TaskLane::Answer {
    const auto explore = network->get();
    auto images = explore ? (*explore)->images(part) : Expected<Images>(explore.error());
    return [this, part, images = std::move(images)] {
      opening_.token.reset();
      if (images)
        Q_EMIT imagesReady(part, *images);
      else
        Q_EMIT imagesFailed(images.error());
    };
  });
}

void ExploreTasks::askPixels(const PixelsWish& wish) {
  const Token token = begin(pixels_);
  pixels_.lane.submit([this, wish, token]() -> TaskLane::Answer {
    std::vector<std::int64_t> indices;
    std::vector<session::ImagePixels> pixels;
    for (const std::int64_t index : wish.wanted) {
      if (index < 0 || index >= wish.images->count()) continue;
      if (token->load()) break;  // others are wanted now
      indices.push_back(index);
      pixels.push_back(thumbnailOf(wish.images->image(index), wish.side));
    }
    return [this, images = wish.images, indices, pixels] {
      pixels_.token.reset();
      Q_EMIT pixelsReady(images, indices, pixels);
    };
  });
}

void ExploreTasks::look(const QuantSetting& setting, std::int64_t image) {
  const Token token = begin(looking_);
  looking_.lane.submit([this, network = network_, setting, image]() -> TaskLane::Answer {
    const auto explore = network->get();
    auto seen = explore ? (*explore)->look(setting, image) : Expected<ImageLook>(explore.error());
    return [this, seen = std::move(seen)] {
      looking_.token.reset();
      if (seen)
        Q_EMIT looked(*seen);
      else
        Q_EMIT lookFailed(seen.error());
    };
  });
}

void ExploreTasks::cancelLook() { end(looking_); }

void ExploreTasks::cancelEstimate() { end(estimating_); }

void ExploreTasks::measureSensitivity(const QuantSetting& setting, const session::SensitivityOptions& options) {
  const Token token = begin(measuring_);
  measuring_.lane.submit([this, network = network_, setting, options, token]() -> TaskLane::Answer {
    using Shared = std::shared_ptr<const SensitivityRecord>;
    const auto explore = network->get();
    Beat due;
    auto record = explore ? (*explore)->sensitivity(
                                setting, options,
                                [&](const SensitivityRecord& now) {
                                  if (!due()) return;
                                  Shared shared = std::make_shared<const SensitivityRecord>(now);
                                  post(measuring_, token, [this, shared] { Q_EMIT sensitivityMeasured(shared); });
                                },
                                [&] { return token->load(); })
                          : Expected<SensitivityRecord>(explore.error());
    if (!record) {
      return [this, error = record.error()] {
        measuring_.token.reset();
        Q_EMIT sensitivityFailed(error);
      };
    }
    return [this, shared = Shared(std::make_shared<const SensitivityRecord>(std::move(*record)))] {
      measuring_.token.reset();
      Q_EMIT sensitivityMeasured(shared);
      Q_EMIT sensitivityDone();
    };
  });
}

void ExploreTasks::pauseSensitivity() { end(measuring_); }

void ExploreTasks::askFeatureMaps(const QuantSetting& setting) {
  const Token token = begin(maps_);
  maps_.lane.submit([this, network = network_, setting, token]() -> TaskLane::Answer {
    constexpr std::int64_t kImages = 64;
    using Maps = std::vector<FeatureMapRecord>;
    const auto explore = network->get();
    auto maps = explore ? (*explore)->featureMaps(setting, kImages, [&] { return token->load(); })
                        : Expected<Maps>(explore.error());
    if (!maps) {
      return [this, error = maps.error()] {
        maps_.token.reset();
        Q_EMIT featureMapsFailed(error);
      };
    }
    return [this, shared = std::make_shared<const Maps>(std::move(*maps))] {
      maps_.token.reset();
      Q_EMIT featureMapsReady(shared);
    };
  });
}

void ExploreTasks::cancelFeatureMaps() { end(maps_); }

void ExploreTasks::propose(const Goal& goal) {
  const Token token = begin(proposing_);
  proposing_.lane.submit([this, network = network_, goal, token]() -> TaskLane::Answer {
    const auto explore = network->get();
    Beat due;
    auto proposal =
        explore ? (*explore)->propose(goal.setting, goal.goal, goal.options,
                                      [&](double fraction) {
                                        if (due())
                                          post(proposing_, token, [this, fraction] { Q_EMIT proposing(fraction); });
                                        return !token->load();
                                      })
                : Expected<BitProposal>(explore.error());
    if (!proposal) {
      return [this, error = proposal.error()] {
        proposing_.token.reset();
        Q_EMIT proposeFailed(error);
      };
    }
    return [this, shared = std::make_shared<const BitProposal>(std::move(*proposal))] {
      proposing_.token.reset();
      Q_EMIT proposed(shared);
    };
  });
}

void ExploreTasks::cancelPropose() { end(proposing_); }

}  // namespace dyadic::runtime
