// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <memory>
#include <string>

#include "engine/types/IntegerProgram.h"

/// A made-up integer program with plausible numbers, for the gallery and the tests of widgets.
namespace dyadic::widgets {

/// Builds a program operation by operation; each returns the index of the tensor it produces.
class FakeProgram {
 public:
  explicit FakeProgram(int bits = 8) : bits_(bits) {
    tensor("input", {3, 32, 32}, -6);
    program.inputTable.assign(3, std::vector<std::int32_t>(256, 0));
  }

  int conv(const std::string& name, int input, std::int64_t out, std::int64_t kernel, std::int64_t stride = 1) {
    const auto shape = program.tensors[at(input)].shape;
    IntegerOperation& o = add(name, IntegerOp::Conv2d, {input}, {out, shape[1] / stride, shape[2] / stride}, next());
    o.kernel = {kernel, kernel};
    o.stride = {stride, stride};
    o.padding = {kernel / 2, kernel / 2};
    o.weight = constant({out, shape[0], kernel, kernel}, -8 - next() % 2);
    accumulate(o, shape[0] * kernel * kernel, o.weight.exponent);
    return o.output;
  }
  int scale(const std::string& name, int input) {
    IntegerOperation& o = add(name, IntegerOp::ScaleShift, {input}, program.tensors[at(input)].shape, next());
    const std::int64_t channels = program.tensors[at(input)].shape[0];
    o.weight = constant({channels}, -6);
    o.bias = constant({channels}, -7);
    o.biasSaturated = program.operations.size() == 5 ? 2 : 0;
    accumulate(o, 1, -6);
    return o.output;
  }
  int relu(const std::string& name, int input) {
    IntegerOperation& o = add(name, IntegerOp::Clamp, {input}, program.tensors[at(input)].shape, 0);
    program.tensors[at(o.output)].exponent = program.tensors[at(input)].exponent;
    program.tensors[at(o.output)].minimum = 0;
    return o.output;
  }
  int sum(const std::string& name, int a, int b) {
    IntegerOperation& o = add(name, IntegerOp::Add, {a, b}, program.tensors[at(a)].shape, next());
    o.inputShifts = {1, 0};
    accumulate(o, 2, 0);
    return o.output;
  }
  int shortcut(const std::string& name, int input, std::int64_t channels) {
    const auto shape = program.tensors[at(input)].shape;
    IntegerOperation& picked =
        add(name + ".subsample", IntegerOp::Subsample2d, {input}, {shape[0], shape[1] / 2, shape[2] / 2}, 0);
    picked.stride = {2, 2};
    const int half = picked.output;
    IntegerOperation& padded =
        add(name + ".pad", IntegerOp::PadChannels, {half}, {channels, shape[1] / 2, shape[2] / 2}, 0);
    padded.front = padded.back = (channels - shape[0]) / 2;
    return padded.output;
  }
  int concat(const std::string& name, const std::vector<int>& inputs) {
    std::int64_t channels = 0;
    for (const int i : inputs) channels += program.tensors[at(i)].shape[0];
    auto shape = program.tensors[at(inputs.front())].shape;
    shape[0] = channels;
    IntegerOperation& o = add(name, IntegerOp::Concat, inputs, shape, next());
    o.inputShifts.assign(inputs.size(), 1);
    return o.output;
  }
  int head(int input, std::int64_t classes = 10) {
    const auto shape = program.tensors[at(input)].shape;
    IntegerOperation& pool = add("avgpool", IntegerOp::AvgPool2d, {input}, {shape[0], 1, 1}, next());
    pool.kernel = {shape[1], shape[2]};
    accumulate(pool, shape[1] * shape[2], 0);
    const int pooled = pool.output;
    const int flat = add("flatten", IntegerOp::Flatten, {pooled}, {shape[0]}, 0).output;
    IntegerOperation& fc = add("fc", IntegerOp::Linear, {flat}, {classes}, next());
    fc.weight = constant({classes, shape[0]}, -8);
    fc.bias = constant({classes}, -9);
    accumulate(fc, shape[0], -8);
    return fc.output;
  }

  IntegerProgram program;

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  int next() { return static_cast<int>((seed_ = seed_ * 1103515245U + 12345U) >> 16U & 3U); }

  int tensor(const std::string& name, std::vector<std::int64_t> shape, int exponent) {
    const int top = (1 << (bits_ - 1)) - 1;
    program.tensors.push_back({name, std::move(shape), bits_, exponent, -top - 1, top});
    return static_cast<int>(program.tensors.size()) - 1;
  }
  IntegerOperation& add(const std::string& name, IntegerOp op, std::vector<int> inputs, std::vector<std::int64_t> shape,
                        int drift) {
    const int exponent = drift == 0 ? program.tensors[at(inputs.front())].exponent : -6 + drift;
    IntegerOperation operation;
    operation.name = name;
    operation.op = op;
    operation.inputs = std::move(inputs);
    operation.output = tensor(name, std::move(shape), exponent);
    program.operations.push_back(std::move(operation));
    return program.operations.back();
  }
  [[nodiscard]] IntegerConstant constant(std::vector<std::int64_t> shape, int exponent) const {
    std::int64_t count = 1;
    for (const std::int64_t size : shape) count *= size;
    return {std::move(shape), std::vector<std::int32_t>(static_cast<std::size_t>(count), 1), bits_, exponent};
  }
  void accumulate(IntegerOperation& o, std::int64_t terms, int factorExponent) {
    o.accumulatorExponent = program.tensors[at(o.inputs.front())].exponent + factorExponent;
    o.requantization.shift = program.tensors[at(o.output)].exponent - o.accumulatorExponent;
    o.accumulatorBits = bits_ > 8 ? 64 : 32;
    o.accumulatorBound = terms * (std::int64_t{1} << (2 * bits_ - 2)) + 1;
  }

  int bits_;
  unsigned seed_ = 11;
};

/// A ResNet for CIFAR: 6 * blocks + 2 layers deep.
inline IntegerProgram fakeResNet(int blocks = 3, int bits = 8) {
  FakeProgram f(bits);
  int x = f.relu("relu", f.scale("bn1", f.conv("conv1", 0, 16, 3)));
  for (int group = 1; group <= 3; ++group) {
    for (int block = 0; block < blocks; ++block) {
      const std::string name = "layer" + std::to_string(group) + "." + std::to_string(block);
      const std::int64_t width = 8LL << group;
      const bool down = group > 1 && block == 0;
      int y = f.relu(name + ".relu1", f.scale(name + ".bn1", f.conv(name + ".conv1", x, width, 3, down ? 2 : 1)));
      y = f.scale(name + ".bn2", f.conv(name + ".conv2", y, width, 3));
      const int skip = down ? f.shortcut(name + ".shortcut", x, width) : x;
      x = f.relu(name + ".relu2", f.sum(name + ".add", y, skip));
    }
  }
  f.head(x);
  return std::move(f.program);
}

/// A verification over 10,000 images; bit-exact unless a layer is named where it is not.
inline IntegerReport fakeReport(const IntegerProgram& program, const std::string& differsAt = {}) {
  IntegerReport report;
  report.images = 10000;
  report.bitExact = differsAt.empty();
  report.top1 = 0.9154;
  report.top5 = 0.9967;
  report.hardTop1 = report.bitExact ? 0.9154 : 0.9161;
  if (!report.bitExact) {
    report.otherClasses = 7;
    report.firstDifference = FirstDifference{17, differsAt, 2068, "reference and fast", 12, 13};
  }
  unsigned seed = 5;
  for (const IntegerOperation& operation : program.operations) {
    seed = seed * 1103515245U + 12345U;
    OperationRecord record;
    if (hasAccumulator(operation.op)) {
      const double used = 9 + static_cast<double>(seed >> 16U & 63U) / 8 + (operation.op == IntegerOp::Conv2d ? 5 : 0);
      record.largestAccumulator = static_cast<std::int64_t>(std::exp2(used));
      record.headroomBits = operation.accumulatorBits - 1 - used;
      record.outputs = 163840000;
      record.saturated = (seed >> 20U & 3U) == 0 ? 0 : static_cast<std::int64_t>(seed >> 10U & 0xfffffU);
      if (operation.name.find("layer3.1.bn1") == 0) record.saturated = 3'100'000;
      if (operation.name.find("layer2.1.conv2") == 0) record.headroomBits = 0.7;
    }
    report.operations.push_back(record);
  }
  report.referenceImagesPerSecond = 118;
  report.fastImagesPerSecond = 11240;
  report.simulationImagesPerSecond = 402;
  return report;
}

inline std::shared_ptr<const IntegerDeployment> fakeDeployment(bool verified = true,
                                                               const std::string& differsAt = {}) {
  auto deployment = std::make_shared<IntegerDeployment>();
  deployment->program = fakeResNet();
  if (verified) deployment->report = fakeReport(deployment->program, differsAt);
  return deployment;
}

}  // namespace dyadic::widgets
