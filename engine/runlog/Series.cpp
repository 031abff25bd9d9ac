// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/runlog/Fields.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"
#include "engine/runlog/Records.h"

namespace dyadic::runlog {
namespace {

using h5::Handle;

template <class T>
void create(hid_t group, const h5::Field& field) {
  h5::createSeries(group, field, h5::typeOf<T>());
}

template <class T>
void append(hid_t group, const h5::Field& field, const std::vector<T>& values, std::size_t rows) {
  if (values.size() != rows) {
    throw h5::Failure(std::string(field.name) + " has " + std::to_string(values.size()) + " rows instead of " +
                      std::to_string(rows));
  }
  h5::appendSeries(group, field.name, h5::typeOf<T>(), static_cast<std::int64_t>(rows), values.data());
}

}  // namespace

void createSeries(hid_t file, std::size_t edges) {
  const Handle series = h5::createGroup(file, "series");
  h5::setText(series, "description", "what a run records as it goes, one row after another");
  const Handle train = h5::createGroup(series, "train");
  h5::setText(train, "description", "one row a recorded training step");
  create<std::int64_t>(train, fields::kTrainStep);
  create<double>(train, fields::kTrainEpoch);
  create<std::int32_t>(train, fields::kTrainStage);
  create<double>(train, fields::kTrainLoss);
  create<double>(train, fields::kTrainRate);
  const Handle validation = h5::createGroup(series, "validation");
  h5::setText(validation, "description", "one row an epoch");
  create<double>(validation, fields::kValidationEpoch);
  create<std::int32_t>(validation, fields::kValidationStage);
  create<double>(validation, fields::kValidationTop1);
  create<double>(validation, fields::kValidationHard);
  create<double>(validation, fields::kValidationLoss);
  h5::createSeries(series, fields::kExponents, h5::typeOf<double>(),
                   static_cast<std::int64_t>(std::max<std::size_t>(1, edges)));
  create<double>(series, fields::kExponentsEpoch);
}

void appendTrain(hid_t series, const TrainSeries& rows) {
  const Handle group = h5::openGroup(series, "train");
  const std::size_t count = rows.step.size();
  append(group, fields::kTrainStep, rows.step, count);
  append(group, fields::kTrainEpoch, rows.epoch, count);
  append(group, fields::kTrainStage, rows.stage, count);
  append(group, fields::kTrainLoss, rows.loss, count);
  append(group, fields::kTrainRate, rows.learningRate, count);
}

void appendValidation(hid_t series, const ValidationSeries& rows) {
  const Handle group = h5::openGroup(series, "validation");
  const std::size_t count = rows.epoch.size();
  append(group, fields::kValidationEpoch, rows.epoch, count);
  append(group, fields::kValidationStage, rows.stage, count);
  append(group, fields::kValidationTop1, rows.top1, count);
  append(group, fields::kValidationHard, rows.hardTop1, count);
  append(group, fields::kValidationLoss, rows.loss, count);
}

void appendExponents(hid_t series, double epoch, const std::vector<double>& meanExponents) {
  const auto columns = static_cast<std::size_t>(h5::writtenShape(series, "exponents").at(1));
  if (meanExponents.size() != columns) {
    throw h5::Failure("a row of exponents has " + std::to_string(meanExponents.size()) + " entries instead of " +
                      std::to_string(columns));
  }
  h5::appendSeries(series, "exponents", h5::typeOf<double>(), 1, meanExponents.data());
  h5::appendSeries(series, "exponents_epoch", h5::typeOf<double>(), 1, &epoch);
}

RunExtent extentOf(hid_t file) {
  const Handle series = h5::openGroup(file, "series");
  RunExtent extent;
  extent.stages = static_cast<std::int64_t>(h5::linkCount(h5::openGroup(file, "stages")));
  extent.train = h5::writtenShape(h5::openGroup(series, "train"), "step").at(0);
  extent.validation = h5::writtenShape(h5::openGroup(series, "validation"), "epoch").at(0);
  extent.exponents = h5::writtenShape(series, "exponents").at(0);
  return extent;
}

}  // namespace dyadic::runlog
