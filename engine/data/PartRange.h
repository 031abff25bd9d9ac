// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/SetReader.h"
#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

/// Which images of which split a config's parts are.
namespace dyadic::data {

enum class Part { Train, Validation, Calibration };

/// "name[begin:end]" taken apart, as in Python: both may be left out, negative ones count from the end.
struct SplitRange {
  std::string split;
  std::int64_t begin = 0;
  std::int64_t end = 0;
  bool hasEnd = false;  ///< false: to the end of the split
};
[[nodiscard]] Expected<SplitRange> parseSplitRange(const std::string& text);

/// A part's images within its split.
struct PartRange {
  std::string asked;  ///< the split's name in the config
  std::string split;  ///< and in the data set
  std::int64_t begin = 0;
  std::int64_t end = 0;                ///< of the range as written
  std::int64_t count = 0;              ///< used: from begin on, or `chosen`
  std::vector<std::int64_t> chosen{};  ///< positions of a random subset, rising; empty: the first ones

  [[nodiscard]] std::vector<std::int64_t> positions() const;
  [[nodiscard]] PartRange whole() const { return {asked, split, begin, end, end - begin}; }
};

struct PartOptions {
  Part part = Part::Train;
  bool alone = false;  ///< nothing else of the data set is used: it may be evaluated on the only split there is
};

/// The split and range of a part, checked against what the reader has. Where there is no split `test`, one called val,
/// valid or validation (in any case) stands for it; a set of one split without a name of its own is `train`.
[[nodiscard]] Expected<PartRange> findRange(const SetReader& reader, const DataConfig& data,
                                            const PartOptions& options);

/// Positions that both parts use, rising; none where their splits differ.
[[nodiscard]] std::vector<std::int64_t> sharedPositions(const PartRange& a, const PartRange& b);

}  // namespace dyadic::data
