// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/PartRange.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <numeric>
#include <string_view>

#include "engine/data/ImageFolders.h"
#include "engine/math/Random.h"

namespace dyadic::data {

namespace {

const std::vector<std::string> kValidationNames = {"val", "valid", "validation"};

const char* partName(Part part) {
  switch (part) {
    case Part::Train:
      return "train";
    case Part::Validation:
      return "validation";
    case Part::Calibration:
      return "calibration";
  }
  return "";
}

const std::string& partText(const DataConfig& data, Part part) {
  return part == Part::Train ? data.train : part == Part::Validation ? data.validation : data.calibration;
}

/// An optional integer at the front of `text`, which it is cut off from.
std::optional<std::int64_t> takeInteger(std::string_view& text) {
  std::int64_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc()) {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

const SplitInfo* findSplit(const SetReader& reader, const std::string& name, const PartOptions& options) {
  const auto& splits = reader.splits();
  const auto named = [&](const std::string& wanted) -> const SplitInfo* {
    const auto found = std::find_if(splits.begin(), splits.end(),
                                    [&](const SplitInfo& info) { return lowerCase(info.name) == lowerCase(wanted); });
    return found == splits.end() ? nullptr : &*found;
  };
  const auto exact =
      std::find_if(splits.begin(), splits.end(), [&](const SplitInfo& info) { return info.name == name; });
  if (exact != splits.end()) {
    return &*exact;
  }
  if (const SplitInfo* found = named(name)) {
    return found;
  }
  const std::string small = lowerCase(name);
  const bool validation = std::find(kValidationNames.begin(), kValidationNames.end(), small) != kValidationNames.end();
  for (const std::string& other : kValidationNames) {
    const SplitInfo* found = small == "test" || validation ? named(other) : nullptr;
    if (found != nullptr) {
      return found;
    }
  }
  const bool only = splits.size() == 1 && (small == "train" || ((small == "test" || validation) && options.alone));
  const bool known = only && (named("train") != nullptr || named("test") != nullptr);
  return only && !known ? &splits.front() : nullptr;
}

/// Keeps `limit` images of a range: the first ones, or those that a seed chooses.
void take(PartRange& range, std::int64_t limit, const std::optional<std::uint64_t>& seed, const char* stream) {
  if (limit <= 0 || limit >= range.count) {
    return;
  }
  if (seed) {
    const auto all = range.positions();
    range.chosen.clear();
    for (const std::int64_t i : math::RandomStream(*seed, stream).sampleWithoutReplacement(range.count, limit)) {
      range.chosen.push_back(all[static_cast<std::size_t>(i)]);
    }
  } else if (!range.chosen.empty()) {
    range.chosen.resize(static_cast<std::size_t>(limit));
  }
  range.count = limit;
}

}  // namespace

std::vector<std::int64_t> PartRange::positions() const {
  if (!chosen.empty()) {
    return chosen;
  }
  std::vector<std::int64_t> out(static_cast<std::size_t>(count));
  std::iota(out.begin(), out.end(), begin);
  return out;
}

Expected<PartRange> findRange(const SetReader& reader, const DataConfig& data, const PartOptions& options) {
  const Part part = options.part;
  const std::string& text = partText(data, part);
  auto parsed = parseSplitRange(text);
  if (!parsed) {
    return parsed.error();
  }
  const SplitInfo* split = findSplit(reader, parsed->split, options);
  if (split == nullptr) {
    std::string names;
    for (const SplitInfo& info : reader.splits()) {
      names += (names.empty() ? "" : ", ") + info.name + " (" + std::to_string(info.count) + ")";
    }
    return usageError(DYADIC_TR("engine", "data.%1 is \"%2\", but %3 has no split of that name; it has %4."),
                      {partName(part), text, data.path, names});
  }
  PartRange range{parsed->split, split->name, parsed->begin, parsed->end, 0};
  range.begin += range.begin < 0 ? split->count : 0;
  range.end = !parsed->hasEnd ? split->count : range.end < 0 ? range.end + split->count : range.end;
  if (range.begin < 0 || range.begin >= range.end || range.end > split->count) {
    return usageError(DYADIC_TR("engine", "data.%1 is \"%2\", but %3 has %4 images: the range is empty or leaves it."),
                      {partName(part), text, split->name, std::to_string(split->count)});
  }
  range.count = range.end - range.begin;
  if (part == Part::Validation) {
    take(range, data.limit, std::nullopt, "");
    return range;
  }
  if (part == Part::Train || text == data.train) {
    take(range, data.trainLimit, data.subsetSeed, "subset/train");
  }
  if (part == Part::Calibration) {
    take(range, data.calibrationLimit, data.subsetSeed, "subset/calibration");
  }
  return range;
}

std::vector<std::int64_t> sharedPositions(const PartRange& a, const PartRange& b) {
  std::vector<std::int64_t> shared;
  if (a.split == b.split) {
    const auto left = a.positions();
    const auto right = b.positions();
    std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(shared));
  }
  return shared;
}

Expected<SplitRange> parseSplitRange(const std::string& text) {
  const Error error =
      usageError(DYADIC_TR("engine",
                           "\"%1\" is no split; expected a name with an optional range such as train, train[:55000] or "
                           "test[100:200]."),
                 {text});
  const std::size_t bracket = text.find('[');
  SplitRange range;
  range.split = text.substr(0, bracket);
  if (range.split.empty()) {
    return error;
  }
  if (bracket == std::string::npos) {
    return range;
  }
  std::string_view rest = std::string_view(text).substr(bracket + 1);
  range.begin = takeInteger(rest).value_or(0);
  if (!rest.starts_with(':')) {
    return error;
  }
  rest.remove_prefix(1);
  if (const auto end = takeInteger(rest)) {
    range.end = *end;
    range.hasEnd = true;
  }
  return rest == "]" ? Expected<SplitRange>(range) : error;
}

}  // namespace dyadic::data
