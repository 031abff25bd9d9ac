// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/BitAllocation.h"

#include <algorithm>
#include <limits>

namespace dyadic::math {
namespace {

constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();

/// The best way to lose exactly so many images with the layers so far.
struct State {
  std::int64_t size = kNone;
  double noise = 0;

  [[nodiscard]] bool exists() const { return size != kNone; }
  [[nodiscard]] bool betterThan(const State& other) const {
    return size != other.size ? size < other.size : noise < other.noise;
  }
};

/// best[d] after all layers, for d images lost; at the last d, `saturates` decides whether more count as d.
class Table {
 public:
  Table(const BitTable& layers, std::int64_t most, bool saturates)
      : layers_(layers), width_(static_cast<std::size_t>(most) + 1), saturates_(saturates), best_(width_) {
    best_[0] = {0, 0};
    for (std::size_t layer = 0; layer < layers_.size(); ++layer) addLayer(layer);
  }

  [[nodiscard]] const std::vector<State>& best() const { return best_; }

  /// The choices that lead to best()[lost]. REQUIRES: it exists.
  [[nodiscard]] std::vector<int> choicesFor(std::size_t lost) const {
    std::vector<int> out(layers_.size());
    for (std::size_t layer = layers_.size(); layer-- > 0;) {
      const Step& step = steps_[layer * width_ + lost];
      out[layer] = step.choice;
      lost = step.from;
    }
    return out;
  }

 private:
  struct Step {
    std::uint32_t from = 0;
    std::uint8_t choice = 0;
  };

  void addLayer(std::size_t layer) {
    std::vector<State> next(width_);
    steps_.resize(steps_.size() + width_);
    Step* steps = steps_.data() + layer * width_;
    for (std::size_t from = 0; from < width_; ++from) {
      if (!best_[from].exists()) continue;
      for (std::size_t c = 0; c < layers_[layer].size(); ++c) {
        const BitChoice& choice = layers_[layer][c];
        std::size_t to = from + static_cast<std::size_t>(choice.lost);
        if (to >= width_ && !saturates_) continue;
        to = std::min(to, width_ - 1);
        const State state{best_[from].size + choice.size, best_[from].noise + choice.noise};
        if (!state.betterThan(next[to])) continue;
        next[to] = state;
        steps[to] = {static_cast<std::uint32_t>(from), static_cast<std::uint8_t>(c)};
      }
    }
    best_ = std::move(next);
  }

  const BitTable& layers_;
  std::size_t width_;
  bool saturates_;
  std::vector<State> best_;
  std::vector<Step> steps_;
};

}  // namespace

std::optional<std::vector<int>> smallestWithin(const BitTable& layers, std::int64_t maxLost) {
  if (maxLost < 0) return std::nullopt;
  const Table table(layers, maxLost, false);
  std::optional<std::size_t> found;
  for (std::size_t lost = 0; lost < table.best().size(); ++lost) {
    if (table.best()[lost].exists() && (!found || table.best()[lost].betterThan(table.best()[*found]))) found = lost;
  }
  if (!found) return std::nullopt;
  return table.choicesFor(*found);
}

std::optional<std::vector<int>> leastLostWithin(const BitTable& layers, std::int64_t maxSize, std::int64_t mostLost) {
  const Table table(layers, mostLost, true);
  for (std::size_t lost = 0; lost < table.best().size(); ++lost) {
    if (table.best()[lost].exists() && table.best()[lost].size <= maxSize) return table.choicesFor(lost);
  }
  return std::nullopt;
}

}  // namespace dyadic::math
