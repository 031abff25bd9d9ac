// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Warnings.h"

#include <mutex>
#include <unordered_set>
#include <utility>

#include "engine/types/Expected.h"

namespace dyadic::session {
namespace {

constexpr std::size_t kMost = 100;  ///< kept until they are taken

struct Store {
  std::mutex mutex;
  std::unordered_set<std::string> seen;  ///< a set that is opened for two parts says everything twice
  std::vector<std::string> waiting;
  std::size_t more = 0;
};

Store& store() {
  static Store instance;
  return instance;
}

}  // namespace

std::vector<std::string> takeWarnings() {
  Store& all = store();
  const std::lock_guard lock(all.mutex);
  if (all.more > 0) {
    all.waiting.push_back(failure(DYADIC_TR("engine", "and %1 more"), {std::to_string(all.more)}).message());
  }
  all.more = 0;
  return std::exchange(all.waiting, {});
}

void addWarnings(const std::vector<std::string>& warnings) {
  Store& all = store();
  const std::lock_guard lock(all.mutex);
  for (const std::string& warning : warnings) {
    if (!all.seen.insert(warning).second) continue;
    if (all.waiting.size() < kMost) {
      all.waiting.push_back(warning);
    } else {
      ++all.more;
    }
  }
}

}  // namespace dyadic::session
