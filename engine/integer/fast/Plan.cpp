// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/fast/Plan.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>

#include "engine/integer/fast/Fusion.h"
#include "engine/integer/fast/Layout.h"
#include "engine/integer/fast/Weights.h"

namespace dyadic::integer::fast {
namespace {

constexpr std::int64_t kMostNarrow = std::numeric_limits<std::int32_t>::max();

class Planner {
 public:
  Planner(const IntegerProgram& program, const Kernels& kernels, bool keepAll)
      : program_(program),
        kernels_(kernels),
        keepAll_(keepAll),
        units_(unitsOf(program, !keepAll)),
        plan_(std::make_unique<Plan>()) {}

  std::unique_ptr<Plan> run() {
    layOut();
    plan_->arenaSize = static_cast<std::size_t>(layout_.place()) * kernels_.elementSize;
    for (std::size_t tensor = 0; tensor < program_.tensors.size(); ++tensor) {
      plan_->places.push_back(layout_[tensor]);
    }
    std::vector<std::int32_t> tables;
    for (const auto& table : program_.inputTable) tables.insert(tables.end(), table.begin(), table.end());
    plan_->tables = plan_->constants.keep(tables);
    for (unit_ = 0; unit_ < units_.size(); ++unit_) addSteps();
    return std::move(plan_);
  }

 private:
  [[nodiscard]] const IntegerOperation& operation(int index) const {
    return program_.operations[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const IntegerTensor& tensor(int index) const {
    return program_.tensors[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] const Place& place(int index) const { return layout_[static_cast<std::size_t>(index)]; }

  void layOut() {
    std::vector<std::array<std::int64_t, 2>> borders(program_.tensors.size(), {0, 0});
    for (const IntegerOperation& op : program_.operations) {
      if (op.op != IntegerOp::Conv2d) continue;
      auto& border = borders[static_cast<std::size_t>(op.inputs[0])];
      for (std::size_t d = 0; d < 2; ++d) {
        const std::int64_t last = (tensor(op.output).shape[d + 1] - 1) * op.stride[d] - op.padding[d];
        const std::int64_t end = last + op.dilation[d] * (op.kernel[d] - 1) + 1;
        border[d] = std::max({border[d], op.padding[d], end - tensor(op.inputs[0]).shape[d + 1]});
      }
    }
    for (std::size_t i = 0; i < borders.size(); ++i) layout_.add(program_.tensors[i], borders[i]);
    const int end = keepAll_ ? static_cast<int>(units_.size()) : 0;
    need(0, 0, end);
    for (std::size_t unit = 0; unit < units_.size(); ++unit) {
      const auto now = static_cast<int>(unit);
      for (std::size_t i = 0; i < units_[unit].size(); ++i) {
        const IntegerOperation& op = operation(units_[unit][i]);
        const int before = i == 0 ? -1 : operation(units_[unit][i - 1]).output;
        for (const int input : op.inputs) {
          if (input != before) need(input, now, now);
        }
      }
      need(operation(units_[unit].back()).output, now, std::max(now, end));
      addScratch(unit);
    }
    need(program_.operations.back().output, static_cast<int>(units_.size()), static_cast<int>(units_.size()));
  }

  void need(int tensor, int first, int last) { layout_.need(static_cast<std::size_t>(tensor), first, last); }

  // --- Concat: what has to be shifted and does not begin with a block goes through a place of its own.

  [[nodiscard]] bool fitsAsIs(const IntegerOperation& op, std::size_t input) const {
    const IntegerTensor& from = tensor(op.inputs[input]);
    const IntegerTensor& to = tensor(op.output);
    const bool scaled = !op.inputScalings.empty() && op.inputScalings[input] != Requantization();
    return !scaled && op.inputShifts[input] == 0 && from.minimum >= to.minimum && from.maximum <= to.maximum;
  }

  void addScratch(std::size_t unit) {
    const IntegerOperation& op = operation(units_[unit].front());
    if (op.op != IntegerOp::Concat) return;
    std::int64_t channel = 0;
    for (std::size_t i = 0; i < op.inputs.size(); ++i) {
      if (!fitsAsIs(op, i) && channel % kLanes != 0) {
        scratch_.push_back(layout_.size());
        layout_.add(tensor(op.inputs[i]), {0, 0});
        layout_.need(scratch_.back(), static_cast<int>(unit), static_cast<int>(unit));
      }
      channel += tensor(op.inputs[i]).shape[0];
    }
  }

  void addConcat(const IntegerOperation& op) {
    const Place& out = place(op.output);
    std::int64_t channel = 0;
    for (std::size_t i = 0; i < op.inputs.size(); ++i) {
      const Place& in = place(op.inputs[i]);
      Place part = out;  // the blocks that the input goes to
      part.origin = out.at(channel / kLanes, 0, 0);
      part.channels = channel % kLanes + in.channels;
      part.blocks = (part.channels + kLanes - 1) / kLanes;
      Place from = in;
      if (!fitsAsIs(op, i)) {
        const bool direct = channel % kLanes == 0;
        const Place to = direct ? part : layout_[scratch_[nextScratch_++]];
        addShift(op, i, to);
        from = to;
      }
      if (fitsAsIs(op, i) || channel % kLanes != 0) addCopy(from, part, {channel % kLanes, {1, 1}, false});
      channel += in.channels;
    }
  }

  void addShift(const IntegerOperation& op, std::size_t input, const Place& to) {
    const IntegerTensor& from = tensor(op.inputs[input]);
    Step step;
    step.run = kernels_.elementwise;
    step.in = place(op.inputs[input]);
    step.chain.out = to;
    std::vector<Stage> stages(1);
    const std::int64_t most = std::max(-std::int64_t{from.minimum}, std::int64_t{from.maximum});
    const Requantization scaling =
        op.inputScalings.empty() ? Requantization{1, op.inputShifts[input], Scaling::Shift} : op.inputScalings[input];
    setRounding(scaling, most, tensor(op.output), step.chain, stages[0]);
    keepStages(stages, step);
  }

  // --- Copies

  struct CopyOptions {
    std::int64_t channel = 0;  ///< of the output where the first channel goes
    std::array<std::int64_t, 2> stride{1, 1};
    bool clear = false;
  };

  void addCopy(const Place& from, const Place& to, const CopyOptions& options) {
    Step step;
    step.run = kernels_.copy;
    step.in = from;
    step.chain.out = to;
    step.clear = options.clear;
    std::copy(options.stride.begin(), options.stride.end(), step.stride);
    std::vector<CopyRun> runs;
    for (std::int64_t channel = 0; channel < from.channels;) {
      const std::int64_t target = options.channel + channel;
      const std::int64_t lanes =
          std::min({from.channels - channel, kLanes - channel % kLanes, kLanes - target % kLanes});
      runs.push_back({channel / kLanes, channel % kLanes, target / kLanes, target % kLanes, lanes});
      channel += lanes;
    }
    step.runs = plan_->constants.keep(runs);
    step.runCount = static_cast<std::int64_t>(runs.size());
    plan_->steps.push_back(step);
  }

  // --- Chains

  /// How R(t * multiplier, shift) is done where no |t| is larger than `bound`.
  void setRounding(const Requantization& requantization, std::int64_t bound, const IntegerTensor& output, Chain& chain,
                   Stage& stage) const {
    stage.low = output.minimum;
    stage.high = output.maximum;
    if (requantization.scaling == Scaling::FixedPoint) {
      stage.fixedPoint = {requantization.multiplier, requantization.shift};
      chain.wide = true;
      return;
    }
    const int shift = requantization.shift;
    stage.multiplier = requantization.multiplier;
    stage.shift = std::abs(shift);
    const std::int64_t most = bound * requantization.multiplier;  // checkProgram() says that it fits
    if (shift < 0) {
      stage.round = Round::Left;
      chain.wide = chain.wide || stage.shift > 30 || most > (kMostNarrow >> stage.shift);
    } else if (shift > 0) {
      static constexpr Round kRounds[] = {Round::HalfAway, Round::HalfUp, Round::HalfEven, Round::Floor};
      stage.round = kRounds[static_cast<int>(program_.rounding)];
      chain.wide = chain.wide || stage.shift > 31 || most > kMostNarrow - (std::int64_t{1} << (stage.shift - 1));
    } else {
      chain.wide = chain.wide || most > kMostNarrow;
    }
  }

  void setScaleShift(const IntegerOperation& op, Stage& stage) {
    const auto lanes = static_cast<std::size_t>(place(op.output).blocks * kLanes);
    std::vector<std::int32_t> scale(op.weight.data);
    std::vector<std::int64_t> wide(lanes, 0);
    scale.resize(lanes, 0);
    for (std::size_t i = 0; i < op.bias.data.size(); ++i) {
      wide[i] = op.bias.data[i] * (std::int64_t{1} << op.biasShift);
    }
    stage.source = Source::ScaleShift;
    stage.scale = plan_->constants.keep(scale);
    stage.wideOffset = plan_->constants.keep(wide);
    stage.offset =
        plan_->constants.keep(std::vector<std::int32_t>(wide.begin(), wide.end()));  // chains that are not wide
  }

  /// `own`: which of the inputs comes through the chain.
  void setAdd(const IntegerOperation& op, std::size_t own, Chain& chain, Stage& stage) const {
    stage.source = Source::Add;
    for (std::size_t i = 0; i < op.inputScalings.size(); ++i) {
      const Requantization& to = op.inputScalings[i == 0 ? own : 1 - own];
      if (to.scaling != Scaling::FixedPoint) continue;
      stage.scalings[i] = {to.multiplier, to.shift};
      chain.wide = true;
    }
    stage.shifts[0] = op.inputShifts[own];
    stage.shifts[1] = op.inputShifts[1 - own];
    stage.other = place(op.inputs[1 - own]);
  }

  /// Whether a stage gives the same integers in 16 bits with sums that saturate: no summand may overflow, and where a
  /// sum does, the range must saturate too. The largest D that can be told apart is 2^(15-p) - 1.
  [[nodiscard]] bool fitsShorts(const IntegerOperation& op, const Stage& stage) const {
    constexpr std::int64_t kMost = std::numeric_limits<std::int16_t>::max();
    const auto magnitude = [&](int index) {
      return std::max(-std::int64_t{tensor(index).minimum}, std::int64_t{tensor(index).maximum});
    };
    const auto summandFits = [&](std::int64_t most, int shift) { return shift < 15 && most <= (kMost >> shift); };
    if (stage.multiplier != 1 || stage.shift > 15) return false;
    if (op.op == IntegerOp::Add) {
      for (std::size_t i = 0; i < 2; ++i) {
        if (!summandFits(magnitude(op.inputs[i]), op.inputShifts[i])) return false;
      }
    } else {
      for (const std::int32_t code : op.weight.data) {
        if (magnitude(op.inputs[0]) * std::abs(code) > kMost) return false;
      }
      for (const std::int32_t code : op.bias.data) {
        if (!summandFits(std::abs(code), op.biasShift)) return false;
      }
    }
    if (stage.round == Round::Left) return summandFits(op.accumulatorBound, stage.shift);
    const std::int64_t half = stage.shift > 0 ? std::int64_t{1} << (stage.shift - 1) : 0;
    if (op.accumulatorBound + half <= kMost) return true;
    const std::int64_t largest = kMost >> stage.shift;
    return stage.low >= -largest - 1 && stage.high <= largest;
  }

  /// Appends what an operation does to its sum, or to the integers of `input`.
  void addStage(const IntegerOperation& op, int input, Chain& chain, std::vector<Stage>& stages) {
    const IntegerTensor& output = tensor(op.output);
    if (op.op == IntegerOp::Clamp && !stages.empty()) {
      Stage& before = stages.back();
      before.low = std::clamp(before.low, output.minimum, output.maximum);
      before.high = std::clamp(before.high, output.minimum, output.maximum);
      return;
    }
    Stage stage;
    if (op.op == IntegerOp::ScaleShift) setScaleShift(op, stage);
    if (op.op == IntegerOp::Add) setAdd(op, op.inputs[0] == input ? 0 : 1, chain, stage);
    const bool sums = op.op != IntegerOp::Clamp;
    setRounding(sums ? op.requantization : Requantization(), sums ? op.accumulatorBound : 0, output, chain, stage);
    chain.shorts = stages.empty() ? stage.source == Source::Sum : chain.shorts && fitsShorts(op, stage);
    stages.push_back(stage);
  }

  void keepStages(const std::vector<Stage>& stages, Step& step) {
    step.chain.stages = plan_->constants.keep(stages);
    step.chain.count = static_cast<int>(stages.size());
    plan_->steps.push_back(step);
  }

  // --- Steps

  void addSteps() {
    const Unit& unit = units_[unit_];
    const IntegerOperation& first = operation(unit.front());
    const IntegerOperation& last = operation(unit.back());
    const Place& in = place(first.inputs[0]);
    const Place& out = place(last.output);
    switch (first.op) {
      case IntegerOp::Concat:
        return addConcat(first);
      case IntegerOp::Subsample2d:
        return addCopy(
            in, out,
            {last.op == IntegerOp::PadChannels ? last.front : 0, first.stride, last.op == IntegerOp::PadChannels});
      case IntegerOp::PadChannels:
        return addCopy(in, out, {first.front, {1, 1}, true});
      default:
        return addComputation(unit);
    }
  }

  void addComputation(const Unit& unit) {
    const IntegerOperation& first = operation(unit.front());
    Step step;
    step.in = place(first.inputs[0]);
    step.chain.out = place(operation(unit.back()).output);
    for (std::size_t d = 0; d < 2; ++d) {
      step.kernel[d] = first.kernel[d];
      step.stride[d] = first.stride[d];
      step.padding[d] = first.padding[d];
    }
    step.wideSums = hasAccumulator(first.op) && first.accumulatorBound > kMostNarrow;
    step.run = kernelOf(first.op, step.wideSums);
    std::vector<Stage> stages;
    int input = first.inputs[0];
    if (first.op != IntegerOp::MaxPool2d && first.op != IntegerOp::Flatten) {
      for (const int index : unit) {
        addStage(operation(index), input, step.chain, stages);
        input = operation(index).output;
      }
    }
    if (first.op == IntegerOp::Conv2d || first.op == IntegerOp::Linear) {
      packWeights(first, kernels_, step, plan_->constants);
    }
    keepStages(stages, step);
  }

  [[nodiscard]] decltype(Step::run) kernelOf(IntegerOp op, bool wide) const {
    switch (op) {
      case IntegerOp::Conv2d:
      case IntegerOp::Linear:
        return kernels_.convolution;
      case IntegerOp::MaxPool2d:
        return kernels_.maximumPool;
      case IntegerOp::AvgPool2d:
        return wide ? kernels_.wideAveragePool : kernels_.averagePool;
      case IntegerOp::Flatten:
        return kernels_.flatten;
      default:
        return kernels_.elementwise;
    }
  }

  const IntegerProgram& program_;
  const Kernels& kernels_;
  bool keepAll_;
  std::vector<Unit> units_;
  std::size_t unit_ = 0;
  std::unique_ptr<Plan> plan_;
  Layout layout_;                     ///< of the tensors, then of what concatenations need
  std::vector<std::size_t> scratch_;  ///< the latter, in the order in which they are used
  std::size_t nextScratch_ = 0;
};

}  // namespace

std::unique_ptr<Plan> makePlan(const IntegerProgram& program, const Kernels& kernels, bool keepAll) {
  return Planner(program, kernels, keepAll).run();
}

}  // namespace dyadic::integer::fast
