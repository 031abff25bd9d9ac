// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/runtime/Engine.h"
#include "widgets/gallery/FakeProgram.h"

/// Integer programs without networks: every run file has the same small one.
namespace dyadic::support {

struct FakeIntegers {
  std::mutex mutex;
  std::vector<session::ExportRequest> exports;  ///< guarded by mutex
  std::string refusal;                          ///< why programs cannot be opened; guarded by mutex
  std::atomic<std::chrono::milliseconds> imageTime{std::chrono::milliseconds{0}};
  std::atomic<int> images{20};
  std::atomic<int> opened{0};
  std::atomic<bool> verifyFails{false};
  std::atomic<bool> exists{false};  ///< what exports write: they fail unless forced
};

inline void addIntegers(runtime::Engine& engine, const std::shared_ptr<FakeIntegers>& world) {
  engine.openInteger = [world](const std::string&) -> Expected<IntegerDeployment> {
    ++world->opened;
    const std::lock_guard lock(world->mutex);
    if (!world->refusal.empty()) return failure(world->refusal);
    IntegerDeployment deployment;
    deployment.program = widgets::fakeResNet(1);
    return deployment;
  };
  engine.verifyInteger =
      [world](const session::VerifyRequest&,
              const std::function<bool(const session::VerifyProgress&)>& progress) -> Expected<IntegerReport> {
    const int images = world->images;
    for (int i = 0; i <= images; ++i) {
      if (!progress({i, images})) return failure("The verification was given up.");
      std::this_thread::sleep_for(world->imageTime.load());
    }
    if (world->verifyFails) return failure("The images of %1 are gone.", {"the run"});
    return widgets::fakeReport(widgets::fakeResNet(1));
  };
  engine.exportInteger = [world](const session::ExportRequest& request) -> Status {
    if (world->exists && !request.force) return failure("%1 exists already.", {request.out});
    const std::lock_guard lock(world->mutex);
    world->exports.push_back(request);
    return {};
  };
}

}  // namespace dyadic::support
