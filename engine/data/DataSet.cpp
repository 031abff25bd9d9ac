// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/DataSet.h"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <set>

#include "engine/data/Files.h"
#include "engine/data/Formats.h"
#include "engine/data/SharedImages.h"

namespace dyadic::data {

namespace {

constexpr std::size_t kNamed = 3;  // images of a warning
constexpr std::array kParts = {Part::Train, Part::Validation, Part::Calibration};

/// The shape that images must have: the config's, else the model's, else none.
Expected<std::optional<ImageShape>> wantedShape(const DataOpenOptions& options) {
  if (!options.data.input.empty()) {
    auto shape = parseShape(options.data.input);
    if (!shape) {
      return shape.error();
    }
    return std::optional(*shape);
  }
  const auto& input = options.modelInput;
  if (input.size() != 3) {
    return std::optional<ImageShape>();
  }
  return std::optional(ImageShape{static_cast<int>(input[0]), static_cast<int>(input[1]), static_cast<int>(input[2])});
}

/// The model's label for each of the data set's, by name; nothing where a name is not the model's, or two classes of
/// either have one name.
std::optional<std::vector<std::int32_t>> mapLabels(const std::vector<std::string>& data,
                                                   const std::vector<std::string>& model) {
  std::map<std::string, std::int32_t> places;
  for (std::size_t i = 0; i < model.size(); ++i) {
    places[model[i]] = static_cast<std::int32_t>(i);
  }
  std::vector<std::int32_t> map;
  std::set<std::int32_t> taken;
  for (const std::string& name : data) {
    const auto found = places.find(name);
    if (found == places.end() || !taken.insert(found->second).second) {
      return std::nullopt;
    }
    map.push_back(found->second);
  }
  return places.size() == model.size() ? std::optional(map) : std::nullopt;
}

}  // namespace

struct DataSet::State {
  DataOpenOptions options;
  std::unique_ptr<SetReader> reader;
  Transform transform;
  std::map<Part, Expected<PartRange>> ranges;
  std::vector<std::int32_t> labels;  // of the model, by the data set's; empty: the same
  DataInfo info;
  struct Kept {
    std::string split;
    std::int64_t begin;
    std::int64_t end;
    std::vector<std::int64_t> chosen;
    ImageSet set;
  };
  std::vector<Kept> kept;
  std::optional<ImageSet> calibration;  // as they were last read
  std::optional<ImageSet> validation;
  bool compared = false;
  std::mutex mutex;

  Status open();
  Status chooseSize(const std::optional<ImageShape>& wanted);
  Status findRanges();
  Status checkClasses();
  void describe();
  void warn(const char* text, std::vector<std::string> arguments);
  void warnOfSharedPositions();
  void compareParts();
  Expected<ImageSet> read(const PartRange& range);
  Expected<ImageSet> readAnew(const PartRange& range);
  Expected<Normalization> normalize();
};

Status DataSet::State::open() {
  auto folder = folderOf(options.data);
  if (!folder) {
    return folder.error();
  }
  auto wanted = wantedShape(options);
  if (!wanted) {
    return wanted.error();
  }
  const int channels = *wanted ? (*wanted)->channels : 0;
  auto opened = openReader(*folder, options.data.format, {channels, options.threads, options.modelClasses});
  if (!opened) {
    return opened.error();
  }
  reader = std::move(opened).value();
  info.notes = reader->notes();
  if (Status status = chooseSize(*wanted); !status) {
    return status;
  }
  if (Status status = checkNormalization(options.data, reader->shape().channels); !status) {
    return status;
  }
  if (Status status = findRanges(); !status) {
    return status;
  }
  if (Status status = checkClasses(); !status) {
    return status;
  }
  describe();
  return {};
}

Status DataSet::State::chooseSize(const std::optional<ImageShape>& wanted) {
  const SizeRange sizes = reader->sizes();
  if (wanted && wanted->channels != reader->shape().channels) {
    return failure(DYADIC_TR("engine", "The images of %1 are %2, the network takes %3."),
                   {options.data.path, formatSizes(sizes), formatShape(*wanted)});
  }
  auto chosen = chooseTransform({options.data.path, options.data.resize, options.data.crop, sizes, wanted});
  if (!chosen) {
    return chosen.error();
  }
  transform = *chosen;
  info.transform = formatTransform(transform);
  info.sizes = formatSizes(sizes);
  if (sizes.uniform() || transform.crops() || transform.height > 0) {
    const ImageShape shape = transformedShape(reader->shape(), transform);
    info.input = {shape.channels, shape.height, shape.width};
  }
  return {};
}

Status DataSet::State::findRanges() {
  const auto used = [&](Part part) {
    return std::find(options.uses.begin(), options.uses.end(), part) != options.uses.end();
  };
  for (const Part part : kParts) {
    const auto& range =
        ranges.emplace(part, findRange(*reader, options.data, {part, options.uses.size() == 1})).first->second;
    if (used(part) && !range) {
      return range.error();
    }
    if (used(part) && range->asked != range->split) {
      const std::string note =
          failure(DYADIC_TR("engine", "There is no split %1; %2 stands for it."), {range->asked, range->split})
              .message();
      if (std::find(info.notes.begin(), info.notes.end(), note) == info.notes.end()) {
        info.notes.push_back(note);
      }
    }
  }
  const bool both = options.uses.empty() || (used(Part::Calibration) && used(Part::Validation));
  if (both && ranges.at(Part::Calibration) && ranges.at(Part::Validation)) {
    warnOfSharedPositions();
  }
  return {};
}

void DataSet::State::warn(const char* text, std::vector<std::string> arguments) {
  info.warnings.push_back(failure(text, std::move(arguments)).message());
}

void DataSet::State::warnOfSharedPositions() {
  const PartRange& measured = *ranges.at(Part::Validation);
  const auto shared = sharedPositions(*ranges.at(Part::Calibration), measured);
  if (!shared.empty()) {
    std::string names;
    for (std::size_t i = 0; i < std::min(shared.size(), kNamed); ++i) {
      names += (i > 0 ? ", " : "") + reader->imageName(measured.split, shared[i]);
    }
    warn(DYADIC_TR("engine",
                   "Calibration and validation share %1 of %2 images, so exponents are fitted to images they are "
                   "measured on (%3%4). Choose another split or range for data.calibration."),
         {std::to_string(shared.size()), std::to_string(measured.count), names, shared.size() > kNamed ? ", ..." : ""});
  }
}

void DataSet::State::compareParts() {
  if (compared || !calibration || !validation) {
    return;
  }
  compared = true;
  const PartRange& range = *ranges.at(Part::Calibration);
  const PartRange& other = *ranges.at(Part::Validation);
  const auto known = sharedPositions(range, other);
  if (!calibration->warnings.empty() && !known.empty()) {
    return;  // files are missing, so that indices are not positions; that they overlap has been said
  }
  std::string names;
  std::size_t count = 0;
  for (const auto& [mine, theirs] : findShared(*calibration, *validation)) {
    const auto nameOf = [&](const ImageSet& set, const PartRange& part, std::int64_t index) {
      return set.files.empty() ? reader->imageName(part.split, part.positions()[static_cast<std::size_t>(index)])
                               : set.files[static_cast<std::size_t>(index)];
    };
    if (!known.empty() &&
        std::binary_search(known.begin(), known.end(), range.positions()[static_cast<std::size_t>(mine)])) {
      continue;
    }
    if (++count <= kNamed) {
      names += (count > 1 ? ", " : "") + nameOf(*calibration, range, mine) + " = " + nameOf(*validation, other, theirs);
    }
  }
  if (count > 0) {
    warn(
        DYADIC_TR("engine",
                  "%1 calibration images are pixel for pixel images of the validation part under another name (%2%3)."),
        {std::to_string(count), names, count > kNamed ? ", ..." : ""});
  }
}

Status DataSet::State::checkClasses() {
  const auto& model = options.modelClassNames;
  info.classNames = options.data.path == kFashionMnist ? fashionMnistNames() : reader->classNames();
  const bool named = !info.classNames.empty() && reader->classes() <= static_cast<int>(info.classNames.size());
  std::optional<std::vector<std::int32_t>> map;
  if (named && !model.empty() && info.classNames != model) {
    map = mapLabels(info.classNames, model);
    map = map ? map : mapLabels(reader->classIds(), model);
    if (!map && info.classNames.size() < model.size()) {
      warn(DYADIC_TR(
               "engine",
               "The classes of %1 (%2 ...) are not all among those that the model names (%3 ...): labels are taken "
               "by number."),
           {options.data.path, info.classNames.front(), model.front()});
    }
  }
  labels = map.value_or(std::vector<std::int32_t>());
  if (!map && options.modelClasses > 0 && reader->classes() > options.modelClasses) {
    return failure(DYADIC_TR("engine", "%1 has labels up to %2, the network tells only %3 classes apart."),
                   {options.data.path, std::to_string(reader->classes() - 1), std::to_string(options.modelClasses)});
  }
  if (map || info.classNames.empty()) {
    info.classNames = model;
  }
  return {};
}

void DataSet::State::describe() {
  info.path = options.data.path;
  info.format = reader->format();
  info.classes = std::max(reader->classes(), static_cast<int>(info.classNames.size()));
  const auto chosen =
      chooseNormalization({{options.data.mean, options.data.deviation}, {options.modelMean, options.modelDeviation}},
                          reader->shape().channels);
  info.mean = chosen.values.mean;
  info.deviation = chosen.values.deviation;
  info.normalizationSource = chosen.source;
  const auto count = [&](Part part) { return ranges.at(part) ? ranges.at(part)->count : 0; };
  info.trainImages = count(Part::Train);
  info.validationImages = count(Part::Validation);
  info.calibrationImages = count(Part::Calibration);
  for (const SplitInfo& split : reader->splits()) {
    info.splits.push_back({split.name, split.count, {}});
  }
}

Expected<ImageSet> DataSet::State::read(const PartRange& range) {
  const std::int64_t end = range.begin + range.count;
  for (const Kept& known : kept) {
    if (known.split != range.split) {
      continue;
    }
    if (known.begin == range.begin && known.end == end && known.chosen == range.chosen) {
      return known.set;
    }
    // A set that left files out has gaps, so that positions in it are not those of the split.
    const bool plain = known.chosen.empty() && range.chosen.empty() && known.set.warnings.empty();
    if (plain && known.begin <= range.begin && end <= known.end) {
      return slice(known.set, range.begin - known.begin, end - known.begin);
    }
  }
  auto set = readAnew(range);
  if (set) {
    info.leftOut += static_cast<std::int64_t>(set->warnings.size());
    kept.push_back({range.split, range.begin, end, range.chosen, *set});
  }
  return set;
}

Expected<ImageSet> DataSet::State::readAnew(const PartRange& range) {
  const bool plain = range.chosen.empty() && !transform.changes();
  auto set = plain ? reader->read(range.split, range.begin, range.begin + range.count)
                   : reader->select({range.split, range.positions(), transform}, options.threads);
  if (set && !labels.empty()) {
    for (std::int32_t& label : set->labels) {
      label = labels[static_cast<std::size_t>(label)];
    }
  }
  return set;
}

Expected<Normalization> DataSet::State::normalize() {
  if (info.mean.empty()) {
    const auto& range = ranges.at(Part::Train);
    if (!range) {
      return range.error();
    }
    auto set = read(range->whole());
    if (!set) {
      return set.error();
    }
    const Normalization measured = measure(*set);
    info.mean = measured.mean;
    info.deviation = measured.deviation;
  }
  return Normalization{info.mean, info.deviation};
}

DataSet::DataSet(std::shared_ptr<State> state) : state_(std::move(state)) {}

DataInfo DataSet::info() const {
  const std::lock_guard lock(state_->mutex);
  return state_->info;
}

Expected<ImageSet> DataSet::images(Part part) const {
  const std::lock_guard lock(state_->mutex);
  return guarded(state_->options.data.path, [&]() -> Expected<ImageSet> {
    const auto& range = state_->ranges.at(part);
    if (!range) {
      return range.error();
    }
    auto set = state_->read(*range);
    if (set && part != Part::Train) {
      (part == Part::Calibration ? state_->calibration : state_->validation) = *set;
      state_->compareParts();
    }
    return set;
  });
}

Status DataSet::countClasses() {
  const std::lock_guard lock(state_->mutex);
  return guarded(state_->options.data.path, [&]() -> Status {
    for (SplitCount& split : state_->info.splits) {
      const auto labels = state_->reader->labels(split.name);
      if (!labels) {
        return labels.error();
      }
      split.perClass.assign(static_cast<std::size_t>(state_->info.classes), 0);
      for (const std::int32_t label : *labels) {
        const auto& map = state_->labels;
        const auto own = static_cast<std::size_t>(label);
        const std::size_t place = map.empty() ? own : static_cast<std::size_t>(map[own]);
        if (place < split.perClass.size()) {
          ++split.perClass[place];
        }
      }
    }
    return {};
  });
}

Expected<Normalization> DataSet::normalization() const {
  const std::lock_guard lock(state_->mutex);
  return guarded(state_->options.data.path, [&] { return state_->normalize(); });
}

Expected<DataSet> openData(const DataOpenOptions& options) {
  return guarded(options.data.path, [&]() -> Expected<DataSet> {
    auto state = std::make_shared<DataSet::State>();
    state->options = options;
    if (Status status = state->open(); !status) {
      return status.error();
    }
    return DataSet(std::move(state));
  });
}

}  // namespace dyadic::data
