// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/runtime/Engine.h"
#include "tests/support/FakeExplore.h"
#include "tests/support/FakeInteger.h"
#include "tests/support/FakeRuns.h"

/// An engine without networks: made-up models, data and runs that behave as engine/session promises, in milliseconds.
/// For tests of app/ alone.
namespace dyadic::support {

/// What the fake engine's parts share, and what a test may turn and read.
struct FakeWorld {
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<const RunSnapshot>> files;  ///< run files by path; guarded by mutex
  std::map<std::string, session::RunPredictions> predictions;       ///< of run files by path; guarded by mutex
  std::vector<session::RunRequest> requests;                        ///< accepted by startRun; guarded by mutex
  std::atomic<std::chrono::milliseconds> stepTime{std::chrono::milliseconds{4}};
  std::atomic<std::chrono::milliseconds> closeTime{
      std::chrono::milliseconds{0}};   ///< between the last snapshot and the end
  std::atomic<bool> fullDisk = false;  ///< the run file cannot be written, until it is moved
  std::optional<Error> failure;        ///< runs fail with it at their first step; set before they start
  std::function<void(session::WhatIfLayer&)> mendLayer;  ///< of what-ifs; set before the first one
  std::atomic<int> sessionsAlive{0};
  std::atomic<int> whatIfComputed{0};
  std::atomic<int> timesEstimated{0};  ///< to the end
  std::atomic<int> timesCancelled{0};  ///< before it
  std::atomic<std::chrono::milliseconds> estimateTime{std::chrono::milliseconds{10}};
  std::atomic<bool> timeFails{false};
  std::shared_ptr<FakeIntegers> integers = std::make_shared<FakeIntegers>();
  std::shared_ptr<FakeExplores> explores = std::make_shared<FakeExplores>();

  /// Puts a run file in place, on disk too so that a folder lists it.
  void addFile(const std::string& path, std::shared_ptr<const RunSnapshot> snapshot) {
    std::error_code ignored;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
    std::ofstream(path) << "fake run file";
    const std::lock_guard lock(mutex);
    files[path] = std::move(snapshot);
  }
};

class FakeSession : public session::RunSession {
 public:
  FakeSession(std::shared_ptr<FakeWorld> world, const session::RunRequest& request, Observer observer)
      : world_(std::move(world)), progress_(request.config, request.config.output), observer_(std::move(observer)) {
    ++world_->sessionsAlive;
    path_ = request.config.output;
    latest_ = progress_.snapshot(RunState::Opening);
    thread_ = std::thread([this] { run(); });
  }
  ~FakeSession() override {
    stop();
    wait();
    --world_->sessionsAlive;
  }

  void pause() override { ask(Wish::Pause); }
  void resume() override { ask(Wish::Run); }
  void stop() override { ask(Wish::Stop); }
  Status moveTo(const std::string& path) override {
    const std::lock_guard lock(mutex_);
    if (path.find("taken") != std::string::npos) return usageError("%1 exists.", {path});
    path_ = path;
    world_->fullDisk = false;
    return {};
  }
  void wait() override {
    if (thread_.joinable()) thread_.join();
  }
  [[nodiscard]] double secondsLogging() const override { return 0; }
  [[nodiscard]] std::shared_ptr<const RunSnapshot> snapshot() const override {
    const std::lock_guard lock(mutex_);
    return latest_;
  }

 private:
  enum class Wish { Run, Pause, Stop };

  void ask(Wish wish) {
    const std::lock_guard lock(mutex_);
    if (wish_ != Wish::Stop) wish_ = wish;
    changed_.notify_all();
  }
  void observe(RunState state) {
    auto snapshot = std::make_shared<RunSnapshot>(*progress_.snapshot(state));
    {
      const std::lock_guard lock(mutex_);
      snapshot->path = path_;
      if (world_->fullDisk)
        snapshot->unwritten = failure("%1 cannot be written: %2.", {path_, "No space left on device"});
      latest_ = snapshot;
    }
    observer_(std::move(snapshot));
  }
  [[nodiscard]] Wish waitWhilePaused() {
    std::unique_lock lock(mutex_);
    if (wish_ != Wish::Pause) return wish_;
    lock.unlock();
    observe(RunState::Paused);
    lock.lock();
    changed_.wait(lock, [this] { return wish_ != Wish::Pause; });
    const Wish wish = wish_;
    lock.unlock();
    if (wish == Wish::Run) observe(RunState::Running);
    return wish;
  }
  void run() {
    observe(RunState::Opening);
    RunState end = RunState::Finished;
    if (world_->failure) {
      progress_.fail(*world_->failure);
      end = RunState::Failed;
    }
    for (int i = 0; i < progress_.steps() && end == RunState::Finished; ++i) {
      if (waitWhilePaused() == Wish::Stop) {
        end = RunState::Stopped;
        break;
      }
      std::this_thread::sleep_for(world_->stepTime.load());
      progress_.advance();
      observe(RunState::Running);
    }
    world_->addFile(path_, progress_.snapshot(end));
    observe(end);
    std::this_thread::sleep_for(world_->closeTime.load());
  }

  std::shared_ptr<FakeWorld> world_;
  FakeProgress progress_;
  Observer observer_;
  std::string path_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Wish wish_ = Wish::Run;
  std::shared_ptr<const RunSnapshot> latest_;
  std::thread thread_;
};

class FakeWhatIf : public session::WhatIf {
 public:
  FakeWhatIf(std::shared_ptr<FakeWorld> world, ModelInfo model) : world_(std::move(world)), model_(std::move(model)) {}

  [[nodiscard]] const ModelInfo& model() const override { return model_; }
  [[nodiscard]] Expected<std::vector<session::WhatIfLayer>> compute(const QuantSetting& setting) const override {
    ++world_->whatIfComputed;
    return layersOf(setting);
  }
  [[nodiscard]] Expected<session::WhatIfDetail> look(const QuantSetting& setting, int layer) const override {
    const auto layers = layersOf(setting);
    if (!layers) return layers.error();
    const session::WhatIfLayer& one = (*layers)[static_cast<std::size_t>(layer)];
    return session::WhatIfDetail{one, fakeHistogram(bitsOf(setting), one.record.exponent.value_or(0))};
  }
  [[nodiscard]] Status write(const QuantSetting&, const std::string&, bool) const override { return {}; }

 private:
  [[nodiscard]] Expected<std::vector<session::WhatIfLayer>> layersOf(const QuantSetting& setting) const {
    const int bits = bitsOf(setting);
    if (bits < 2) return usageError("bits must be 2 to 16, not %1", {std::to_string(bits)});
    std::vector<session::WhatIfLayer> layers;
    for (std::size_t i = 0; i < model_.layers.size(); ++i) {
      session::WhatIfLayer layer{fakeLayer(static_cast<int>(i), bits, 1), {}, {}};
      for (const int offset : {-2, -1, 0, 1})
        layer.candidates.push_back({*layer.record.exponent + offset, layer.record.mse * (1 + 2.0 * std::abs(offset))});
      if (world_->mendLayer) world_->mendLayer(layer);
      layers.push_back(std::move(layer));
    }
    return layers;
  }
  static int bitsOf(const QuantSetting& setting) {
    const auto found = setting.method.parameters.find("bits");
    return found == setting.method.parameters.end() ? 8 : static_cast<int>(std::get<std::int64_t>(found->second));
  }

  std::shared_ptr<FakeWorld> world_;
  ModelInfo model_;
};

inline Expected<TimeEstimate> fakeEstimate(FakeWorld& world, const session::Cancelled& cancelled) {
  const auto end = std::chrono::steady_clock::now() + world.estimateTime.load();
  while (std::chrono::steady_clock::now() < end) {
    if (cancelled()) {
      ++world.timesCancelled;
      return failure("cancelled", {});
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  ++world.timesEstimated;
  if (world.timeFails) return failure("There are no training images.", {});
  return TimeEstimate{240, 0.05, 4, 4690, 5};
}

inline bool exists(const std::string& path) { return path.rfind("builtin:", 0) == 0 || std::filesystem::exists(path); }

inline runtime::Engine fakeEngine(const std::shared_ptr<FakeWorld>& world) {
  runtime::Engine engine;
  engine.startRun = [world](session::RunRequest request,
                            session::RunSession::Observer observer) -> Expected<std::unique_ptr<session::RunSession>> {
    if (!request.resume.empty()) {
      request.config = fakeConfig();
      request.config.output = request.resume;
    } else if (std::filesystem::exists(request.config.output) && !request.force)
      return failure("%1 exists already.", {request.config.output});
    {
      const std::lock_guard lock(world->mutex);
      world->requests.push_back(request);
    }
    std::unique_ptr<session::RunSession> session = std::make_unique<FakeSession>(world, request, std::move(observer));
    return session;
  };
  engine.openRun = [world](const std::string& path) -> Expected<std::shared_ptr<const RunSnapshot>> {
    const std::lock_guard lock(world->mutex);
    const auto found = world->files.find(path);
    if (found == world->files.end()) return failure("%1 is no run file.", {path});
    return found->second;
  };
  engine.openRunDetail = [open = engine.openRun](const std::string& path, RunDetail) { return open(path); };
  engine.readPredictions = [world](const std::string& path) -> Expected<session::RunPredictions> {
    const std::lock_guard lock(world->mutex);
    const auto found = world->predictions.find(path);
    if (found == world->predictions.end()) return failure("%1 holds no predictions.", {path});
    return found->second;
  };
  engine.openValidationImages = [](const RunConfig& config) -> Expected<std::shared_ptr<const session::DataImages>> {
    if (!exists(config.data.path)) return failure("%1 does not exist.", {config.data.path});
    return std::shared_ptr<const session::DataImages>(std::make_shared<FakeImages>());
  };
  engine.inspectData = [](const RunConfig& config) -> Expected<DataInfo> {
    if (!exists(config.data.path)) return failure("%1 does not exist.", {config.data.path});
    DataInfo info = fakeData(config.data.path);
    if (config.data.resize == "wide") return usageError("data.resize is \"%1\".", {config.data.resize});
    if (config.data.resize != "auto") info.transform = "resized to " + config.data.resize;
    return info;
  };
  engine.openWhatIf = [world](const RunConfig& config) -> Expected<std::shared_ptr<const session::WhatIf>> {
    if (!exists(config.model.path)) return failure("%1 does not exist.", {config.model.path});
    std::shared_ptr<const session::WhatIf> whatIf = std::make_shared<FakeWhatIf>(world, fakeModel(config.model.path));
    return whatIf;
  };
  engine.estimateRunTime = [world](const RunConfig&, const session::Cancelled& cancelled) {
    return fakeEstimate(*world, cancelled);
  };
  addIntegers(engine, world->integers);
  addExplore(engine, world->explores);
  engine.readConfig = [](const std::string&) -> Expected<RunConfig> { return fakeConfig(); };
  engine.completeConfig = [](const RunConfig& config) -> Expected<RunConfig> {
    RunConfig complete = config;
    for (const auto& [key, value] : fakeConfig().method.parameters) complete.method.parameters.emplace(key, value);
    return complete;
  };
  engine.methods = [] { return std::vector<MethodInfo>{fakeMethod()}; };
  engine.resourcesFolder = [] { return std::string(DYADIC_SOURCE_DIR "/resources"); };
  return engine;
}

}  // namespace dyadic::support
