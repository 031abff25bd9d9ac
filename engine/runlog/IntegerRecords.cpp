// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <set>

#include "engine/runlog/Fields.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"
#include "engine/runlog/IntegerJson.h"
#include "engine/runlog/Records.h"

namespace dyadic::runlog {
namespace {

using h5::Handle;

constexpr const char* kGroup = "integer";

/// Names that no two constants share and that HDF5 does not take for a path.
std::vector<ConstantNames> constantNames(const IntegerProgram& program) {
  std::set<std::string> taken;
  const auto unique = [&](std::string name) {
    std::replace(name.begin(), name.end(), '/', '_');
    std::string free = name;
    for (int i = 2; !taken.insert(free).second; ++i) {
      free = name + "-" + std::to_string(i);
    }
    return free;
  };
  std::vector<ConstantNames> names;
  for (const IntegerOperation& operation : program.operations) {
    const bool fused = operation.op == IntegerOp::ScaleShift;
    ConstantNames one;
    if (!operation.weight.shape.empty()) {
      one.weight = unique(operation.name + (fused ? ".scale" : ".weight"));
    }
    if (!operation.bias.shape.empty()) {
      one.bias = unique(operation.name + (fused ? ".shift" : ".bias"));
    }
    names.push_back(std::move(one));
  }
  return names;
}

void writeConstant(hid_t tensors, const std::string& name, const IntegerConstant& constant) {
  if (name.empty()) {
    return;
  }
  std::int64_t size = 1;
  for (const std::int64_t side : constant.shape) {
    size *= side;
  }
  if (size != static_cast<std::int64_t>(constant.data.size())) {
    throw h5::Failure(name + " does not have as many integers as its shape asks for");
  }
  h5::writePacked(tensors, name.c_str(), constant.shape, constant.data, constant.bits);
  const Handle dataset(h5::check(H5Dopen2(tensors, name.c_str(), H5P_DEFAULT), "cannot open", name.c_str()), H5Dclose);
  h5::setInteger(dataset, "bits", constant.bits);
  h5::setInteger(dataset, "exponent", constant.exponent);
  if (constant.scale > 0) {
    h5::setReal(dataset, "scale", constant.scale);
    h5::setInteger(dataset, "zero_point", constant.zeroPoint);
  }
}

void writeInputTable(hid_t group, const IntegerProgram& program) {
  constexpr std::size_t kValues = 256;
  std::vector<std::int32_t> values;
  for (const auto& channel : program.inputTable) {
    if (channel.size() != kValues) {
      throw h5::Failure("the input table is not 256 wide");
    }
    values.insert(values.end(), channel.begin(), channel.end());
  }
  const auto channels = static_cast<std::int64_t>(program.inputTable.size());
  const int bits = program.tensors.empty() ? 16 : program.tensors.front().bits;
  h5::writePacked(group, fields::kInputTable, {channels, static_cast<std::int64_t>(kValues)}, values, bits);
}

void writeProgram(hid_t group, const IntegerProgram& program) {
  const std::vector<ConstantNames> names = constantNames(program);
  h5::writeText(group, fields::kProgram, programText(program, names));
  const Handle tensors = h5::newGroup(group, h5::Room::Tight);
  h5::setText(tensors, "description",
              "constants D of `bits` bits: value = D * 2^exponent, or (D - zero_point) * scale");
  for (std::size_t i = 0; i < names.size(); ++i) {
    writeConstant(tensors, names[i].weight, program.operations[i].weight);
    writeConstant(tensors, names[i].bias, program.operations[i].bias);
  }
  h5::link(tensors, group, "tensors");
  writeInputTable(group, program);
  std::vector<std::int32_t> exponents;
  for (const IntegerTensor& tensor : program.tensors) {
    exponents.push_back(tensor.exponent);
  }
  std::vector<std::int32_t> shifts;
  for (const IntegerOperation& operation : program.operations) {
    shifts.push_back(operation.requantization.shift);
  }
  h5::writeColumn(group, fields::kTensorExponents, exponents);
  h5::writeColumn(group, fields::kTruncationPoints, shifts);
}

template <class T>
std::vector<T> column(const std::vector<OperationRecord>& records, T OperationRecord::*member) {
  std::vector<T> values;
  for (const OperationRecord& record : records) {
    values.push_back(record.*member);
  }
  return values;
}

/// REQUIRES: there is one.
void writeReport(hid_t group, const IntegerDeployment& deployment) {
  const IntegerReport& report = *deployment.report;
  if (report.operations.size() != deployment.program.operations.size()) {
    throw h5::Failure("the report is not one of this program");
  }
  h5::setInteger(group, "images", report.images);
  h5::setInteger(group, "bit_exact", report.bitExact ? 1 : 0);
  h5::setInteger(group, "tolerance", report.tolerance);
  h5::setInteger(group, "largest_difference", report.largestDifference);
  h5::setInteger(group, "differing_values", report.differingValues);
  h5::setInteger(group, "compared_values", report.comparedValues);
  h5::setReal(group, "top1", report.top1);
  h5::setReal(group, "top5", report.top5);
  h5::setReal(group, "hard_top1", report.hardTop1);
  h5::setInteger(group, "other_classes", report.otherClasses);
  h5::setText(group, "first_difference", report.firstDifference ? differenceText(*report.firstDifference) : "");
  h5::setReal(group, "reference_images_per_second", report.referenceImagesPerSecond);
  h5::setReal(group, "fast_images_per_second", report.fastImagesPerSecond);
  h5::setReal(group, "simulation_images_per_second", report.simulationImagesPerSecond);
  std::vector<double> shares;
  for (const OperationRecord& record : report.operations) {
    shares.push_back(record.outputs > 0 ? static_cast<double>(record.saturated) / static_cast<double>(record.outputs)
                                        : 0.0);
  }
  h5::writeColumn(group, fields::kLargestAccumulator, column(report.operations, &OperationRecord::largestAccumulator));
  h5::writeColumn(group, fields::kHeadroom, column(report.operations, &OperationRecord::headroomBits));
  h5::writeColumn(group, fields::kSaturated, column(report.operations, &OperationRecord::saturated));
  h5::writeColumn(group, fields::kOutputs, column(report.operations, &OperationRecord::outputs));
  h5::writeColumn(group, fields::kSaturation, shares);
}

/// `used` keeps a small file from naming one large array many times.
IntegerConstant readConstant(hid_t tensors, const std::string& name, std::set<std::string>& used) {
  IntegerConstant constant;
  if (name.empty()) {
    return constant;
  }
  if (name.find('/') != std::string::npos || !used.insert(name).second) {
    throw h5::Failure("program: the constant '" + name + "' is no name or is used twice");
  }
  const h5::Array array(tensors, name.c_str());
  const auto number = [&](const char* key) {
    const std::int64_t value = h5::integer(array.id(), key);
    if (value < std::numeric_limits<int>::min() || value > std::numeric_limits<int>::max()) {
      throw h5::Failure(std::string(key) + " of " + name + " is out of range");
    }
    return static_cast<int>(value);
  };
  constant.bits = number("bits");
  constant.exponent = number("exponent");
  if (h5::hasAttribute(array.id(), "scale")) {
    constant.scale = h5::real(array.id(), "scale");
    constant.zeroPoint = number("zero_point");
  }
  constant.shape = array.shape();
  constant.data = array.read<std::int32_t>();
  return constant;
}

std::vector<std::vector<std::int32_t>> readInputTable(hid_t group) {
  const h5::Array array(group, fields::kInputTable);
  if (array.shape().size() != 2 || array.shape()[1] != 256) {
    throw h5::Failure("input_table is not 256 wide");
  }
  const auto values = array.read<std::int32_t>();
  std::vector<std::vector<std::int32_t>> table;
  for (auto begin = values.begin(); begin != values.end(); begin += 256) {
    table.emplace_back(begin, begin + 256);
  }
  return table;
}

IntegerProgram readProgram(hid_t group) {
  const auto texts = h5::Array(group, fields::kProgram.name).readTexts();
  if (texts.size() != 1) {
    throw h5::Failure("program is not a single text");
  }
  auto [program, names] = parseProgram(texts.front());
  const Handle tensors = h5::openGroup(group, "tensors");
  std::set<std::string> used;
  for (std::size_t i = 0; i < names.size(); ++i) {
    program.operations[i].weight = readConstant(tensors, names[i].weight, used);
    program.operations[i].bias = readConstant(tensors, names[i].bias, used);
  }
  program.inputTable = readInputTable(group);
  return program;
}

IntegerReport readReport(hid_t group, std::size_t operations) {
  IntegerReport report;
  report.images = h5::integer(group, "images");
  report.bitExact = h5::integer(group, "bit_exact") != 0;
  if (h5::hasAttribute(group, "tolerance")) {
    report.tolerance = h5::integer(group, "tolerance") == 1 ? 1 : 0;
    report.largestDifference = h5::integer(group, "largest_difference");
    report.differingValues = h5::integer(group, "differing_values");
    report.comparedValues = h5::integer(group, "compared_values");
  }
  report.top1 = h5::real(group, "top1");
  report.top5 = h5::real(group, "top5");
  report.hardTop1 = h5::real(group, "hard_top1");
  report.otherClasses = h5::integer(group, "other_classes");
  if (const std::string text = h5::text(group, "first_difference"); !text.empty()) {
    report.firstDifference = parseDifference(text);
  }
  report.referenceImagesPerSecond = h5::real(group, "reference_images_per_second");
  report.fastImagesPerSecond = h5::real(group, "fast_images_per_second");
  report.simulationImagesPerSecond = h5::real(group, "simulation_images_per_second");
  report.operations.resize(operations);
  const auto fill = [&]<class T>(const h5::Field& field, T OperationRecord::*member) {
    const auto values = h5::readColumn<T>(group, field.name, operations);
    for (std::size_t i = 0; i < operations; ++i) {
      report.operations[i].*member = values[i];
    }
  };
  fill(fields::kLargestAccumulator, &OperationRecord::largestAccumulator);
  fill(fields::kHeadroom, &OperationRecord::headroomBits);
  fill(fields::kSaturated, &OperationRecord::saturated);
  fill(fields::kOutputs, &OperationRecord::outputs);
  return report;
}

}  // namespace

void writeInteger(hid_t file, const IntegerDeployment& deployment) {
  const Handle group = h5::newGroup(file, h5::Room::Tight);
  h5::setText(group, "description",
              "the network on integers alone; bit_exact, top1 and the other figures once it has been verified");
  if (!deployment.refused.empty()) {
    h5::setText(group, "refused", deployment.refused);
  } else {
    writeProgram(group, deployment.program);
    if (deployment.report) {
      writeReport(group, deployment);
    }
  }
  h5::link(group, file, kGroup);
}

IntegerDeployment readInteger(hid_t file) {
  const Handle group = h5::openGroup(file, kGroup);
  IntegerDeployment deployment;
  if (h5::hasAttribute(group, "refused")) {
    deployment.refused = h5::text(group, "refused");
    return deployment;
  }
  deployment.program = readProgram(group);
  if (h5::hasAttribute(group, "bit_exact")) {
    deployment.report = readReport(group, deployment.program.operations.size());
  }
  return deployment;
}

}  // namespace dyadic::runlog
