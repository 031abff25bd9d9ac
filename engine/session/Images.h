// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

/// What a run predicted for each validation image, and the images themselves, for people to look at. Free functions
/// that block on files; any thread but the window's.
namespace dyadic::session {

/// Class indices, one a validation image, in the data set's order; all three have the same length.
struct RunPredictions {
  std::vector<std::int32_t> label;  ///< the data set's
  std::vector<std::int32_t> floatNetwork;
  std::vector<std::int32_t> hard;       ///< of the network as it would be exported
  std::vector<std::string> classNames;  ///< index = class; may be empty
};
/// Fails where the file is no run file, or holds no predictions because the run has not come so far: says so.
[[nodiscard]] Expected<RunPredictions> readPredictions(const std::string& run);

/// 8-bit pixels, channels x height x width: 1 channel is grey, 3 are red, green and blue.
struct ImagePixels {
  int channels = 0;
  int height = 0;
  int width = 0;
  std::vector<std::uint8_t> pixels;
};

/// Images of a data set, in memory as long as the object lives. Immutable: any thread.
class DataImages {
 public:
  virtual ~DataImages() = default;
  [[nodiscard]] virtual std::int64_t count() const = 0;
  /// As they stand in the files, cropped and scaled as the network saw them, but not normalized. REQUIRES: 0 <= index
  /// < count().
  [[nodiscard]] virtual ImagePixels image(std::int64_t index) const = 0;
  [[nodiscard]] virtual int label(std::int64_t index) const = 0;
  /// Empty where images have no files of their own.
  [[nodiscard]] virtual std::string file(std::int64_t index) const = 0;
};
enum class ImagePart { Validation, Calibration, Train };

/// Reads data.path with its validation split and limit. Fails where the data set is not there any more or has changed
/// beyond recognition.
[[nodiscard]] Expected<std::shared_ptr<const DataImages>> openValidationImages(const RunConfig& config);

}  // namespace dyadic::session
