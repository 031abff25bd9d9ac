// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/integer/RandomProgram.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <string>

#include "engine/integer/ProgramCheck.h"
#include "engine/math/IntSe.h"
#include "engine/math/Random.h"

namespace dyadic::integer {
namespace {

constexpr std::int64_t kMostElements = 6000;  ///< of a feature map
constexpr std::int64_t kMostProducts = 200'000;
constexpr int kMostExponent = 900;

/// Which bits a program has: at most 8, mostly 8, any.
enum class Kind { Narrow, Mostly, Mixed };

class Generator {
 public:
  Generator(std::uint64_t seed, const RandomProgramOptions& options) : options_(options), random_(seed, "program") {}

  IntegerProgram make() {
    program_.rounding = options_.rounding.value_or(static_cast<Rounding>(below(4)));
    if (options_.affine) program_.rounding = Rounding::HalfAway;
    addInput();
    const auto count = static_cast<std::size_t>(between(1, std::max(1, options_.mostOperations - 2)));
    while (program_.operations.size() < count) addSomething();
    if (chance(70)) addHead();
    return std::move(program_);
  }

 private:
  std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(n))); }
  std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
  bool chance(int percent) { return below(100) < percent; }
  bool extreme(int percent) { return options_.extremes && chance(percent); }

  int bits() {
    const int common = std::clamp(8, options_.leastBits, options_.mostBits);
    if (chance(kind_ == Kind::Mixed ? 25 : 75)) return common;
    return static_cast<int>(between(options_.leastBits, kind_ == Kind::Narrow ? common : options_.mostBits));
  }

  std::int64_t channels() {
    static constexpr std::int64_t kCommon[] = {1, 2, 3, 4, 8, 15, 16, 17, 31, 32, 48, 64, 65};
    return chance(60) ? kCommon[below(std::size(kCommon))] : between(1, 40);
  }

  IntegerTensor& tensor(int index) { return program_.tensors[static_cast<std::size_t>(index)]; }

  void setRange(IntegerTensor& made, int width) {
    const math::IntSeFormat format{width, chance(20)};
    made.bits = width;
    made.minimum = static_cast<std::int32_t>(format.minimum());
    made.maximum = static_cast<std::int32_t>(format.maximum());
    if (!options_.affine) return;
    made.scale = 0.001 * static_cast<double>(between(1, 1000));
    made.zeroPoint = chance(30) ? made.minimum : static_cast<std::int32_t>(between(made.minimum, made.maximum));
  }

  Requantization fixedPoint(int leastShift, int mostShift) {
    const auto multiplier = chance(10) ? std::int64_t{1} << 30 : between(std::int64_t{1} << 30, INT32_MAX);
    return {static_cast<std::int32_t>(multiplier), static_cast<int>(between(leastShift, mostShift)),
            Scaling::FixedPoint};
  }

  void addInput() {
    kind_ = static_cast<Kind>(below(3));
    IntegerTensor input;
    input.name = "input";
    const std::int64_t side = chance(50) ? between(1, 9) : between(1, 24);
    const std::int64_t depth = chance(50) ? 3 : between(1, 5);
    input.shape = {depth, side, chance(60) ? side : between(1, 20)};
    setRange(input, bits());
    input.exponent = options_.affine ? 0 : static_cast<int>(between(-12, 2));
    for (std::int64_t c = 0; c < depth; ++c) {
      std::vector<std::int32_t> table;
      for (int i = 0; i < 256; ++i) table.push_back(static_cast<std::int32_t>(between(input.minimum, input.maximum)));
      table.front() = input.minimum;
      table.back() = input.maximum;
      program_.inputTable.push_back(std::move(table));
    }
    program_.tensors.push_back(std::move(input));
  }

  /// The tensor that an operation reads: mostly the last one.
  int source() {
    const auto last = static_cast<int>(program_.tensors.size()) - 1;
    return chance(80) ? last : static_cast<int>(between(0, last));
  }
  int imageSource() {
    int index = source();
    while (tensor(index).shape.size() != 3) --index;  // the input is one
    return index;
  }

  IntegerOperation begin(IntegerOp op, std::vector<int> inputs) {
    IntegerOperation made;
    made.op = op;
    made.name = "op" + std::to_string(program_.operations.size());
    made.inputs = std::move(inputs);
    made.output = static_cast<int>(program_.tensors.size());
    return made;
  }

  /// The output of an operation that leaves bits, exponent and range as they are.
  IntegerTensor like(int index, std::vector<std::int64_t> shape) {
    IntegerTensor made = tensor(index);
    made.shape = std::move(shape);
    return made;
  }

  void finish(IntegerOperation made, IntegerTensor output) {
    output.name = made.name;
    program_.tensors.push_back(std::move(output));
    program_.operations.push_back(std::move(made));
  }

  IntegerConstant constant(std::vector<std::int64_t> shape) {
    IntegerConstant made;
    made.bits = bits();
    const math::IntSeFormat format{made.bits, chance(20)};
    const auto low = format.minimum();
    const auto high = format.maximum();
    made.exponent = static_cast<int>(between(-12, 2));
    made.data.resize(std::accumulate(shape.begin(), shape.end(), std::size_t{1}, [](std::size_t n, std::int64_t side) {
      return n * static_cast<std::size_t>(side);
    }));
    made.shape = std::move(shape);
    if (options_.affine) {
      made.scale = 0.01;
      made.zeroPoint = static_cast<std::int32_t>(between(low, high));
    }
    const auto kind = below(8);
    for (auto& code : made.data) {
      if (kind == 0) code = static_cast<std::int32_t>(low);
      if (kind == 1) code = static_cast<std::int32_t>(chance(50) ? low : high);
      if (kind == 2) code = chance(90) ? 0 : static_cast<std::int32_t>(between(low, high));
      if (kind > 2) code = static_cast<std::int32_t>(between(low, high));
    }
    return made;
  }

  /// Bias, accumulator and requantization of a finished operation into `output`, whose shape is set.
  void finishSum(IntegerOperation made, IntegerTensor output, int exponent) {
    made.accumulatorExponent = exponent;
    made.accumulatorBound = accumulatorBound(program_, made);
    while (made.biasShift > 0 && made.accumulatorBound > std::numeric_limits<std::int64_t>::max() / 4) {
      made.biasShift /= 2;
      made.accumulatorBound = accumulatorBound(program_, made);
    }
    made.bias.exponent = made.bias.data.empty() ? 0 : exponent + made.biasShift;
    made.accumulatorBits = accumulatorBits(program_, made);
    setRange(output, bits());
    requantize(made, output);
    if (options_.affine) {
      const int width = std::bit_width(static_cast<std::uint64_t>(std::max<std::int64_t>(1, made.accumulatorBound)));
      made.accumulatorExponent = output.exponent = 0;
      output.minimum = std::min(output.minimum, output.zeroPoint);
      const int shift = width - output.bits - static_cast<int>(between(0, 4));
      made.requantization = fixedPoint(std::max(shift - 1, -4), std::max(shift, -4));
    }
    finish(std::move(made), std::move(output));
  }

  void requantize(IntegerOperation& made, IntegerTensor& output) {
    Requantization& to = made.requantization;
    const int multiplierBits = made.op == IntegerOp::AvgPool2d ? 16 : 31;
    if (made.op == IntegerOp::AvgPool2d || extreme(10)) {
      to.multiplier = static_cast<std::int32_t>(between(1, (std::int64_t{1} << between(1, multiplierBits)) - 1));
    }
    const std::int64_t most = std::max<std::int64_t>(1, made.accumulatorBound);
    while (most > std::numeric_limits<std::int64_t>::max() / 2 / to.multiplier) to.multiplier /= 2;
    const int width = std::bit_width(static_cast<std::uint64_t>(most * to.multiplier));
    // A few more bits than fit, as trained networks have; else anything.
    to.shift = static_cast<int>(width - output.bits - between(-1, 5));
    if (extreme(10)) to.shift = static_cast<int>(between(-62, 62));
    to.shift = std::clamp(to.shift, -62, 62);
    if (!options_.extremes) to.shift = std::max(to.shift, 0);
    output.exponent = std::clamp(made.accumulatorExponent + to.shift, -kMostExponent, kMostExponent);
    made.accumulatorExponent = output.exponent - to.shift;
    if (chance(15)) output.minimum = 0;
  }

  void addBias(IntegerOperation& made, std::int64_t channels) {
    if (made.op != IntegerOp::ScaleShift && chance(40)) return;
    made.bias = constant({channels});
    made.bias.zeroPoint = 0;
    if (options_.affine) {
      made.bias.bits = 32;
      for (auto& code : made.bias.data) code *= static_cast<std::int32_t>(between(1, 500));
      return;
    }
    made.biasShift = static_cast<int>(between(0, made.bias.bits - 1));
    if (extreme(5)) made.biasShift = static_cast<int>(between(0, 62));
    made.biasSaturated = below(3);
  }

  std::int64_t area(int index) { return tensor(index).shape[1] * tensor(index).shape[2]; }

  void addConvolution(int from) {
    IntegerOperation made = begin(IntegerOp::Conv2d, {from});
    const auto shape = tensor(from).shape;
    std::int64_t outputs = channels();
    made.groups = groupsOf(shape[0], outputs);
    std::vector<std::int64_t> to{outputs, 0, 0};
    for (std::size_t d = 0; d < 2; ++d) {
      const std::int64_t side = shape[d + 1];
      made.kernel[d] = chance(50) ? 3 : between(1, 5);
      made.padding[d] = chance(60) ? made.kernel[d] / 2 : between(0, 6);
      made.dilation[d] = chance(80) ? 1 : between(1, 3);
      made.stride[d] = chance(65) ? 1 : between(1, 4);
      const std::int64_t end = chance(70) ? made.padding[d] : between(0, made.kernel[d] - 1);
      const std::int64_t padded = side + made.padding[d] + end;
      while (made.dilation[d] * (made.kernel[d] - 1) + 1 > padded) --made.kernel[d];
      to[d + 1] = (padded - made.dilation[d] * (made.kernel[d] - 1) - 1) / made.stride[d] + 1;
    }
    const std::int64_t depth = shape[0] / made.groups;
    const std::int64_t one = std::max<std::int64_t>(1, to[1] * to[2] * depth * made.kernel[0] * made.kernel[1]);
    while (outputs > made.groups && outputs % 2 == 0 && outputs / 2 % made.groups == 0 &&
           (outputs * one > kMostProducts || outputs * to[1] * to[2] > kMostElements)) {
      outputs /= 2;
    }
    if (outputs * to[1] * to[2] > 4 * kMostElements) return;
    to[0] = outputs;
    made.weight = constant({outputs, depth, made.kernel[0], made.kernel[1]});
    addBias(made, outputs);
    IntegerTensor output;
    output.shape = std::move(to);
    const int exponent = tensor(from).exponent + made.weight.exponent;
    finishSum(std::move(made), std::move(output), exponent);
  }

  /// Dense, grouped or depthwise (with a channel multiplier); may change `outputs` to fit.
  std::int64_t groupsOf(std::int64_t inputs, std::int64_t& outputs) {
    if (chance(65)) return 1;
    std::int64_t groups = inputs;
    if (chance(50)) {
      groups = between(1, inputs);
      while (inputs % groups != 0) --groups;
    }
    outputs = groups * std::max<std::int64_t>(1, chance(50) ? 1 : outputs / groups);
    return groups;
  }

  void addLinear(int from) {
    IntegerOperation made = begin(IntegerOp::Linear, {from});
    const std::int64_t features = tensor(from).shape[0];
    const std::int64_t outputs =
        std::clamp<std::int64_t>(chance(50) ? 10 : channels(), 1, kMostProducts / features + 1);
    made.weight = constant({outputs, features});
    addBias(made, outputs);
    IntegerTensor output;
    output.shape = {outputs};
    const int exponent = tensor(from).exponent + made.weight.exponent;
    finishSum(std::move(made), std::move(output), exponent);
  }

  void addScaleShift(int from) {
    IntegerOperation made = begin(IntegerOp::ScaleShift, {from});
    made.weight = constant({tensor(from).shape[0]});
    addBias(made, tensor(from).shape[0]);
    IntegerTensor output;
    output.shape = tensor(from).shape;
    const int exponent = tensor(from).exponent + made.weight.exponent;
    finishSum(std::move(made), std::move(output), exponent);
  }

  void addClamp(int from) {
    IntegerTensor output = like(from, tensor(from).shape);
    const std::int32_t zero = output.zeroPoint;
    if (chance(80)) output.minimum = zero;
    if (chance(30)) output.maximum = static_cast<std::int32_t>(between(zero, output.maximum));
    if (chance(10)) output.minimum = static_cast<std::int32_t>(between(output.minimum, zero));
    if (chance(5) && !options_.affine) setRange(output, output.bits);
    finish(begin(IntegerOp::Clamp, {from}), std::move(output));
  }

  void addSum(int from) {
    std::vector<int> fitting;
    for (int i = 0; i < static_cast<int>(program_.tensors.size()); ++i) {
      if (tensor(i).shape == tensor(from).shape) fitting.push_back(i);
    }
    const int other = fitting[static_cast<std::size_t>(below(static_cast<std::int64_t>(fitting.size())))];
    IntegerOperation made = chance(50) ? begin(IntegerOp::Add, {from, other}) : begin(IntegerOp::Add, {other, from});
    const int a = tensor(made.inputs[0]).exponent;
    const int b = tensor(made.inputs[1]).exponent;
    const int least = std::max(std::min(a, b), std::max(a, b) - (options_.extremes ? 40 : 8));
    made.inputShifts = {std::max(0, a - least), std::max(0, b - least)};
    if (options_.affine) {
      made.inputShifts = {20, 20};
      for (int i = 0; i < 2; ++i) made.inputScalings.push_back(fixedPoint(1, 6));
    }
    IntegerTensor output;
    output.shape = tensor(from).shape;
    finishSum(std::move(made), std::move(output), least);
  }

  void addConcat(int from) {
    std::vector<int> inputs;
    std::int64_t total = 0;
    const auto count = static_cast<std::size_t>(between(2, 3));
    while (inputs.size() < count) {
      const auto index = static_cast<int>(between(0, static_cast<std::int64_t>(program_.tensors.size()) - 1));
      const auto& shape = tensor(index).shape;
      const auto& wanted = tensor(from).shape;
      const bool fits = shape.size() == wanted.size() && std::equal(shape.begin() + 1, shape.end(), wanted.begin() + 1);
      inputs.push_back(fits ? index : from);
      total += tensor(inputs.back()).shape[0];
    }
    IntegerOperation made = begin(IntegerOp::Concat, inputs);
    IntegerTensor output;
    output.shape = tensor(from).shape;
    output.shape[0] = total;
    if (total * (output.shape.size() == 3 ? area(from) : 1) > 2 * kMostElements) return;
    setRange(output, bits());
    output.exponent = tensor(from).exponent + tensor(from).bits - output.bits;
    for (const int input : inputs) {
      const int shift = extreme(10) ? static_cast<int>(between(-62, 62)) : output.exponent - tensor(input).exponent;
      made.inputShifts.push_back(options_.affine ? 0 : std::clamp(shift, -62, 62));
      if (options_.affine) made.inputScalings.push_back(chance(50) ? Requantization() : fixedPoint(-2, 3));
    }
    if (options_.affine) output.exponent = 0;
    finish(std::move(made), std::move(output));
  }

  void addPool(IntegerOp op, int from) {
    IntegerOperation made = begin(op, {from});
    std::vector<std::int64_t> to = tensor(from).shape;
    const bool global = chance(25);
    for (std::size_t d = 0; d < 2; ++d) {
      const std::int64_t side = to[d + 1];
      made.kernel[d] = global ? side : between(1, 4);
      made.padding[d] = global ? 0 : between(0, made.kernel[d] / 2);
      made.stride[d] = global ? 1 : between(1, 3);
      const std::int64_t free = side + 2 * made.padding[d] - made.kernel[d];
      std::int64_t count = free < 0 ? 1 : free / made.stride[d] + 1;
      const bool another = free % made.stride[d] != 0 && count * made.stride[d] - made.padding[d] < side;
      if (free >= 0 && another && chance(50)) ++count;  // ceil mode
      to[d + 1] = count;
    }
    if (op == IntegerOp::MaxPool2d) return finish(std::move(made), like(from, std::move(to)));
    IntegerTensor output;
    output.shape = std::move(to);
    finishSum(std::move(made), std::move(output), tensor(from).exponent);
  }

  void addSubsample(int from) {
    IntegerOperation made = begin(IntegerOp::Subsample2d, {from});
    std::vector<std::int64_t> to = tensor(from).shape;
    for (std::size_t d = 0; d < 2; ++d) {
      made.stride[d] = between(1, 3);
      to[d + 1] = (to[d + 1] + made.stride[d] - 1) / made.stride[d];
    }
    finish(std::move(made), like(from, std::move(to)));
  }

  void addChannels(int from) {
    IntegerOperation made = begin(IntegerOp::PadChannels, {from});
    std::vector<std::int64_t> to = tensor(from).shape;
    made.front = chance(30) ? 0 : between(0, 20);
    made.back = chance(30) ? 0 : between(0, 20);
    to[0] += made.front + made.back;
    finish(std::move(made), like(from, std::move(to)));
  }

  void addFlatten(int from) {
    finish(begin(IntegerOp::Flatten, {from}), like(from, {tensor(from).shape[0] * area(from)}));
  }

  int last() { return static_cast<int>(program_.tensors.size()) - 1; }

  /// Convolution, batch norm, sum and ReLU as residual networks have them.
  void addChain() {
    addConvolution(imageSource());
    if (chance(80)) addScaleShift(last());
    if (chance(40)) addClamp(last());
    if (chance(60)) addSum(last());
    if (chance(60)) addClamp(last());
  }

  void addSomething() {
    const auto kind = below(13);
    if (kind <= 2) return addChain();
    if (kind == 3) return addConvolution(imageSource());
    if (kind == 4) return addScaleShift(source());
    if (kind == 5) return addClamp(source());
    if (kind == 6) return addSum(source());
    if (kind == 7) return addConcat(source());
    if (kind == 8) return addPool(IntegerOp::MaxPool2d, imageSource());
    if (kind == 9) return addPool(IntegerOp::AvgPool2d, imageSource());
    if (kind == 10) return addSubsample(imageSource());
    if (kind == 11 && tensor(last()).shape[0] < 100) return addChannels(imageSource());
    if (kind == 12 && tensor(last()).shape.size() == 1) return addLinear(last());
  }

  void addHead() {
    const int from = last();
    if (tensor(from).shape.size() == 3) {
      if (chance(50)) addPool(IntegerOp::AvgPool2d, from);
      addFlatten(last());
    }
    addLinear(last());
  }

  RandomProgramOptions options_;
  math::RandomStream random_;
  IntegerProgram program_;
  Kind kind_ = Kind::Narrow;
};

}  // namespace

IntegerProgram randomProgram(std::uint64_t seed, const RandomProgramOptions& options) {
  return Generator(seed, options).make();
}

std::vector<std::uint8_t> randomImages(const IntegerProgram& program, std::int64_t count, std::uint64_t seed) {
  math::RandomStream random(seed, "images");
  const auto& shape = program.tensors.front().shape;
  const std::int64_t size = shape[0] * shape[1] * shape[2];
  std::vector<std::uint8_t> pixels;
  for (std::int64_t image = 0; image < count; ++image) {
    const auto kind = random.below(8);
    for (std::int64_t i = 0; i < size; ++i) {
      const std::uint64_t any = random.below(256);
      const std::uint64_t ends = any < 128 ? 0 : 255;
      pixels.push_back(static_cast<std::uint8_t>(kind == 0 ? 0 : kind == 1 ? 255 : kind == 2 ? ends : any));
    }
  }
  return pixels;
}

}  // namespace dyadic::integer
