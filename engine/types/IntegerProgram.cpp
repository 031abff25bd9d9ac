// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/types/IntegerProgram.h"

#include <algorithm>
#include <utility>

namespace dyadic {
namespace {

constexpr std::array<std::pair<IntegerOp, const char*>, 11> kNames = {{
    {IntegerOp::Conv2d, "Conv2d"},
    {IntegerOp::Linear, "Linear"},
    {IntegerOp::ScaleShift, "ScaleShift"},
    {IntegerOp::Add, "Add"},
    {IntegerOp::Concat, "Concat"},
    {IntegerOp::MaxPool2d, "MaxPool2d"},
    {IntegerOp::AvgPool2d, "AvgPool2d"},
    {IntegerOp::Clamp, "Clamp"},
    {IntegerOp::Subsample2d, "Subsample2d"},
    {IntegerOp::PadChannels, "PadChannels"},
    {IntegerOp::Flatten, "Flatten"},
}};

}  // namespace

std::string integerOpName(IntegerOp op) {
  const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) { return entry.first == op; });
  return found == kNames.end() ? std::string() : found->second;
}

std::optional<IntegerOp> integerOpOf(const std::string& name) {
  const auto found =
      std::find_if(kNames.begin(), kNames.end(), [&](const auto& entry) { return entry.second == name; });
  if (found == kNames.end()) return std::nullopt;
  return found->first;
}

bool hasAccumulator(IntegerOp op) {
  return op == IntegerOp::Conv2d || op == IntegerOp::Linear || op == IntegerOp::ScaleShift || op == IntegerOp::Add ||
         op == IntegerOp::AvgPool2d;
}

bool hasScales(const IntegerProgram& program) {
  return std::any_of(program.tensors.begin(), program.tensors.end(),
                     [](const IntegerTensor& tensor) { return tensor.scale > 0; });
}

}  // namespace dyadic
