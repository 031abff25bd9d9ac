// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/fast/Weights.h"

#include <algorithm>

namespace dyadic::integer::fast {
namespace {

/// A tap and which weights belong to it.
struct TapOf {
  Tap tap;
  std::int64_t channel;  ///< first input channel
  std::int64_t row;      ///< of the kernel
  std::int64_t column;
};

class Packing {
 public:
  Packing(const IntegerOperation& operation, const Kernels& kernels, Step& step, AlignedMemory& constants)
      : operation_(operation),
        kernels_(kernels),
        step_(step),
        constants_(constants),
        outputs_(step.chain.out.channels),
        depth_(step.in.channels / operation.groups) {}

  void run() {
    const std::int64_t blocks = step_.chain.out.blocks;
    const bool dense = operation_.groups == 1;
    sums_.assign(static_cast<std::size_t>(blocks * kLanes), 0);
    std::vector<OutputGroup> groups;
    const std::vector<TapOf> all = dense ? tapsOf(0, step_.in.channels) : std::vector<TapOf>();
    const Tap* shared = dense ? keepTaps(all) : nullptr;
    for (std::int64_t block = 0; block < blocks;) {
      const int together = dense && !step_.wideSums && block + 1 < blocks ? 2 : 1;
      const std::vector<TapOf> own = dense ? std::vector<TapOf>() : tapsOf(firstInput(block), lastInput(block));
      const std::vector<TapOf>& taps = dense ? all : own;
      OutputGroup group;
      group.block = block;
      group.blocks = together;
      group.taps = dense ? shared : keepTaps(own);
      group.tapCount = static_cast<std::int64_t>(taps.size());
      group.weights = pack(taps, block, together);
      groups.push_back(group);
      block += together;
    }
    step_.groups = constants_.keep(groups);
    step_.groupCount = static_cast<std::int64_t>(groups.size());
    start();
  }

 private:
  [[nodiscard]] std::int64_t groupOf(std::int64_t output) const { return output / (outputs_ / operation_.groups); }
  [[nodiscard]] std::int64_t firstInput(std::int64_t block) const { return groupOf(block * kLanes) * depth_; }
  [[nodiscard]] std::int64_t lastInput(std::int64_t block) const {
    return (groupOf(std::min((block + 1) * kLanes, outputs_) - 1) + 1) * depth_;
  }

  /// Taps that cover input channels [first, last), in the order in which they lie in memory.
  [[nodiscard]] std::vector<TapOf> tapsOf(std::int64_t first, std::int64_t last) const {
    const Place& in = step_.in;
    const std::int64_t perWord = kernels_.perWord;
    std::vector<TapOf> taps;
    for (std::int64_t block = first / kLanes; block * kLanes < last; ++block) {
      const std::int64_t lane = std::max(first - block * kLanes, std::int64_t{0}) / perWord * perWord;
      const std::int64_t end = std::min(last - block * kLanes, kLanes);
      const std::int64_t words = (end - lane + perWord - 1) / perWord;
      for (std::int64_t row = 0; row < operation_.kernel[0]; ++row) {
        for (std::int64_t column = 0; column < operation_.kernel[1]; ++column) {
          const std::int64_t y = row * operation_.dilation[0] - operation_.padding[0];
          const std::int64_t x = column * operation_.dilation[1] - operation_.padding[1];
          const std::int64_t offset = block * in.plane + y * in.row + x * kLanes + lane;
          taps.push_back({{offset, words}, block * kLanes + lane, row, column});
        }
      }
    }
    return taps;
  }

  const Tap* keepTaps(const std::vector<TapOf>& taps) {
    std::vector<Tap> kept;
    kept.reserve(taps.size());
    for (const TapOf& tap : taps) kept.push_back(tap.tap);
    return constants_.keep(kept);
  }

  /// 0 where the output channel does not read the input channel.
  [[nodiscard]] std::int32_t weight(std::int64_t output, std::int64_t input, const TapOf& tap) const {
    if (output >= outputs_) return 0;
    const std::int64_t channel = input - groupOf(output) * depth_;
    if (channel < 0 || channel >= depth_) return 0;
    const std::int64_t index =
        ((output * depth_ + channel) * operation_.kernel[0] + tap.row) * operation_.kernel[1] + tap.column;
    return operation_.weight.data[static_cast<std::size_t>(index)];
  }

  const std::int32_t* pack(const std::vector<TapOf>& taps, std::int64_t block, int together) {
    std::vector<std::int32_t> packed;
    for (const TapOf& tap : taps) {
      for (std::int64_t word = 0; word < tap.tap.words; ++word) {
        const std::int64_t channel = tap.channel + word * kernels_.perWord;
        if (step_.wideSums) {
          for (const bool high : {false, true})
            appendLanes({tap, block, channel}, high ? Part::High : Part::Low, packed);
        } else {
          for (int z = 0; z < together; ++z) appendLanes({tap, block + z, channel}, Part::Whole, packed);
        }
      }
    }
    return constants_.keep(packed);
  }

  enum class Part { Whole, Low, High };
  struct Word {
    const TapOf& tap;
    std::int64_t block;
    std::int64_t channel;
  };

  /// One word of each of 16 output channels.
  void appendLanes(const Word& word, Part part, std::vector<std::int32_t>& packed) {
    const int bits = 32 / kernels_.perWord;
    for (std::int64_t lane = 0; lane < kLanes; ++lane) {
      std::uint32_t lanes = 0;
      for (int i = 0; i < kernels_.perWord; ++i) {
        const std::int64_t output = word.block * kLanes + lane;
        const std::int32_t whole = weight(output, word.channel + i, word.tap);
        const std::int32_t low = ((whole + 128) & 0xff) - 128;  // as a signed byte
        const std::int32_t value = part == Part::Whole ? whole : part == Part::Low ? low : (whole - low) / 256;
        if (part != Part::High) sums_[static_cast<std::size_t>(output)] += whole;
        lanes |= (static_cast<std::uint32_t>(value) & ((1ULL << bits) - 1)) << (bits * i);
      }
      packed.push_back(static_cast<std::int32_t>(lanes));
    }
  }

  /// Bias, and -128 sum D_w where elements are D + 128.
  void start() {
    std::vector<std::int64_t> wide(sums_.size(), 0);
    std::vector<std::int32_t> narrow;
    for (std::size_t i = 0; i < wide.size(); ++i) {
      if (i < operation_.bias.data.size()) {
        wide[i] = operation_.bias.data[i] * (std::int64_t{1} << operation_.biasShift);
      }
      if (kernels_.elementSize == 1) wide[i] -= 128 * sums_[i];
      narrow.push_back(static_cast<std::int32_t>(static_cast<std::uint32_t>(wide[i])));
    }
    if (step_.wideSums) {
      step_.wideStart = constants_.keep(wide);
    } else {
      step_.start = constants_.keep(narrow);
    }
  }

  const IntegerOperation& operation_;
  const Kernels& kernels_;
  Step& step_;
  AlignedMemory& constants_;
  std::int64_t outputs_;
  std::int64_t depth_;              ///< input channels of an output channel
  std::vector<std::int64_t> sums_;  ///< of the weights of each output channel
};

}  // namespace

void packWeights(const IntegerOperation& operation, const Kernels& kernels, Step& step, AlignedMemory& constants) {
  Packing(operation, kernels, step, constants).run();
}

}  // namespace dyadic::integer::fast
