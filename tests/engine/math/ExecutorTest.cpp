// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Executor.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <new>
#include <set>
#include <thread>
#include <vector>

namespace dyadic::math {
namespace {

TEST(Executor, EveryIndexRunsOnce) {
  for (const int threads : {1, 2, 4}) {
    const auto pool = threadExecutor(threads);
    EXPECT_EQ(pool->concurrency(), threads);
    for (const std::int64_t count : {0, 1, 2, 7, 1000}) {
      std::vector<std::atomic<int>> calls(static_cast<std::size_t>(count));
      pool->run(count, [&](std::int64_t i) { ++calls[static_cast<std::size_t>(i)]; });
      for (const auto& call : calls) EXPECT_EQ(call.load(), 1);
    }
  }
}

TEST(Executor, ManyShortRunsInARow) {
  const auto pool = threadExecutor(4);
  std::int64_t total = 0;
  for (int i = 0; i < 5000; ++i) {
    std::vector<std::int64_t> parts(8);  // written by the pool, read here without further synchronization
    pool->run(8, [&](std::int64_t k) { parts[static_cast<std::size_t>(k)] = k; });
    for (const std::int64_t part : parts) total += part;
  }
  EXPECT_EQ(total, 5000 * 28);
}

TEST(Executor, ThreadsWorkAtTheSameTime) {
  const auto pool = threadExecutor(2);
  std::atomic<int> arrived{0};
  pool->run(2, [&](std::int64_t) {  // each waits for the other
    ++arrived;
    while (arrived.load() < 2) std::this_thread::yield();
  });
  EXPECT_EQ(arrived.load(), 2);
}

TEST(Executor, WakesUpAfterSleeping) {
  const auto pool = threadExecutor(2);
  for (int i = 0; i < 3; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    std::atomic<int> calls{0};
    pool->run(10, [&](std::int64_t) { ++calls; });
    EXPECT_EQ(calls.load(), 10);
  }
}

TEST(Executor, WhatABodyThrowsReachesTheCallerAndThePoolGoesOn) {
  for (const int threads : {1, 2, 4}) {
    const auto pool = threadExecutor(threads);
    for (int i = 0; i < 200; ++i) {
      std::atomic<int> inside{0};
      EXPECT_THROW(pool->run(64,
                             [&](std::int64_t k) {
                               ++inside;
                               if (k % 8 == 3) {
                                 --inside;
                                 throw std::bad_alloc();
                               }
                               --inside;
                             }),
                   std::bad_alloc);
      EXPECT_EQ(inside.load(), 0) << "nothing runs any more";
    }
    std::atomic<int> calls{0};
    pool->run(64, [&](std::int64_t) { ++calls; });
    EXPECT_EQ(calls.load(), 64);
  }
}

TEST(Executor, SerialRunsInOrderOnTheCaller) {
  std::vector<std::int64_t> order;
  serialExecutor().run(4, [&](std::int64_t i) { order.push_back(i); });
  EXPECT_EQ(order, (std::vector<std::int64_t>{0, 1, 2, 3}));
  EXPECT_EQ(serialExecutor().concurrency(), 1);
}

}  // namespace
}  // namespace dyadic::math
