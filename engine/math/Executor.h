// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

namespace dyadic::math {

/// Runs independent pieces of work, told apart by an index. Kernels cut their data into pieces of a fixed size and
/// combine the results in index order, so results never depend on the executor or its number of threads.
class Executor {
 public:
  virtual ~Executor() = default;

  /// Calls body(0) ... body(count - 1), each once, in any order and on any thread, and returns when all have returned.
  /// Where a body throws, as when memory runs out, no further one is begun, and what was thrown first is thrown on once
  /// all that had begun have returned. `body` must not call run() of the same executor. One caller at a time.
  virtual void run(std::int64_t count, const std::function<void(std::int64_t)>& body) = 0;

  /// How many pieces may run at the same moment, at least 1.
  [[nodiscard]] virtual int concurrency() const = 0;
};

/// Runs everything on the calling thread, in order. Shared by all; may be used from any number of threads at once.
[[nodiscard]] Executor& serialExecutor();

/// A persistent pool of `threads` - 1 std::threads that share the work with the calling thread. `threads` < 1 means all
/// processors. The destructor joins them.
[[nodiscard]] std::unique_ptr<Executor> threadExecutor(int threads);

}  // namespace dyadic::math
