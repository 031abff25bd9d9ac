// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/data/ImageSet.h"
#include "engine/data/Normalization.h"
#include "engine/data/PartRange.h"
#include "engine/types/Expected.h"
#include "engine/types/ModelInfo.h"
#include "engine/types/RunConfig.h"

namespace dyadic::data {

/// What a data set is opened with. The model's fields are left empty where there is no model or its file says nothing.
struct DataOpenOptions {
  DataConfig data;
  /// Parts that will be used: a mistake in their split or range is an error. Others are counted if they can be.
  std::vector<Part> uses = {Part::Train, Part::Validation, Part::Calibration};
  std::vector<std::int64_t> modelInput;      ///< [channels, height, width]
  int modelClasses = 0;                      ///< outputs of the network
  std::vector<std::string> modelClassNames;  ///< from the model file's metadata
  std::vector<double> modelMean;             ///< likewise
  std::vector<double> modelDeviation;        ///< likewise
  int threads = 0;                           ///< for decoding JPEG and PNG; 0: all processors
};

/// A data set with its three parts as a config chose them. A handle: copies are cheap and share what was read. Nothing
/// but names, headers and labels is read before images() or normalization() is called; what is read stays in memory as
/// long as a handle lives, once for parts of the same split. Functions may be called from any thread; they block each
/// other.
class DataSet {
 public:
  /// Counts, shape, classes, transform. mean and deviation are empty while normalizationSource is "training set" and
  /// normalization() has not been called; images that do not decode are counted as they are met.
  [[nodiscard]] DataInfo info() const;

  /// Images of every class by split, for DataInfo::splits. CIFAR's files are read through for it.
  [[nodiscard]] Status countClasses();

  /// The images of a part, transformed as info().transform says. Labels are those of the model: where both name their
  /// classes and every class of the data set is one of the model's, labels follow the names. data.limit takes the first
  /// images; data.trainLimit and data.calibrationLimit the first ones or those that data.subsetSeed chooses;
  /// calibration obeys trainLimit where it names the same range as training. Once both calibration and validation have
  /// been read, info().warnings names images whose pixels stand in both.
  [[nodiscard]] Expected<ImageSet> images(Part part) const;

  /// Mean and deviation in use: the config's, else the model's, else ImageNet's for three channels, else computed from
  /// the whole training part (regardless of trainLimit).
  [[nodiscard]] Expected<Normalization> normalization() const;

 private:
  friend Expected<DataSet> openData(const DataOpenOptions& options);
  struct State;
  explicit DataSet(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

/// Finds the format by looking (or takes data.format), the splits and their ranges ("train[:55000]", "test[100:200]"),
/// and the transform that gives images the network's size. Usage errors: a split or range that is not there, a
/// malformed mean, input or resize. Failures: files missing or damaged, images or classes other than the model's.
/// Calibration that overlaps validation is a warning in DataInfo.
[[nodiscard]] Expected<DataSet> openData(const DataOpenOptions& options);

}  // namespace dyadic::data
