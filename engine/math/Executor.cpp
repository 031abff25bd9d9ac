// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Executor.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace dyadic::math {
namespace {

class SerialExecutor final : public Executor {
 public:
  void run(std::int64_t count, const std::function<void(std::int64_t)>& body) override {
    for (std::int64_t i = 0; i < count; ++i) body(i);
  }
  [[nodiscard]] int concurrency() const override { return 1; }
};

/// Work is handed out index by index, so that threads that are interrupted or start late hold nobody up.
class ThreadExecutor final : public Executor {
 public:
  explicit ThreadExecutor(int threads) {
    for (int i = 1; i < threads; ++i) workers_.emplace_back([this] { work(); });
  }
  ~ThreadExecutor() override {
    {
      const std::scoped_lock lock(mutex_);
      stop_ = true;
      generation_.fetch_add(1, std::memory_order_release);
    }
    wake_.notify_all();
    for (std::thread& worker : workers_) worker.join();
  }

  void run(std::int64_t count, const std::function<void(std::int64_t)>& body) override {
    if (count <= 1 || workers_.empty()) {
      for (std::int64_t i = 0; i < count; ++i) body(i);
      return;
    }
    {
      const std::scoped_lock lock(mutex_);
      body_ = &body;
      count_ = count;
      next_.store(0, std::memory_order_relaxed);
      generation_.fetch_add(1, std::memory_order_release);
    }
    wake_.notify_all();
    drain(body, count);
    std::unique_lock lock(mutex_);
    body_ = nullptr;  // who wakes up only now finds nothing to do
    done_.wait(lock, [this] { return active_ == 0; });
    if (const auto failure = std::exchange(failure_, nullptr)) std::rethrow_exception(failure);
  }
  [[nodiscard]] int concurrency() const override { return static_cast<int>(workers_.size()) + 1; }

 private:
  void drain(const std::function<void(std::int64_t)>& body, std::int64_t count) {
    try {
      for (;;) {
        const std::int64_t index = next_.fetch_add(1, std::memory_order_relaxed);
        if (index >= count) return;
        body(index);
      }
    } catch (...) {
      next_.store(count, std::memory_order_relaxed);  // nothing more is begun
      const std::scoped_lock lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
  }

  void work() {
    std::uint64_t seen = 0;
    std::unique_lock lock(mutex_);
    for (;;) {
      lock.unlock();
      // A kernel calls run() again within microseconds; sleeping in between would cost more than the work.
      for (int i = 0; i < kSpins && generation_.load(std::memory_order_acquire) == seen; ++i) pause();
      lock.lock();
      wake_.wait(lock, [&] { return generation_.load(std::memory_order_relaxed) != seen; });
      seen = generation_.load(std::memory_order_relaxed);
      if (stop_) return;
      if (body_ == nullptr) continue;
      const auto* body = body_;
      const std::int64_t count = count_;
      ++active_;
      lock.unlock();
      drain(*body, count);
      lock.lock();
      if (--active_ == 0) done_.notify_one();
    }
  }

  static void pause() {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
  }

  static constexpr int kSpins = 1000;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable done_;
  const std::function<void(std::int64_t)>* body_ = nullptr;
  std::int64_t count_ = 0;
  int active_ = 0;
  bool stop_ = false;
  std::exception_ptr failure_;
  std::atomic<std::uint64_t> generation_{0};
  std::atomic<std::int64_t> next_{0};
  std::vector<std::thread> workers_;
};

}  // namespace

Executor& serialExecutor() {
  static SerialExecutor executor;
  return executor;
}

std::unique_ptr<Executor> threadExecutor(int threads) {
  if (threads < 1) threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return std::make_unique<ThreadExecutor>(threads);
}

}  // namespace dyadic::math
