// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/DataSet.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>

#include "engine/data/CifarReader.h"
#include "engine/data/Files.h"
#include "engine/data/FolderReader.h"
#include "engine/data/IdxReader.h"

namespace dyadic::data {

namespace {

constexpr std::array kParts = {Part::Train, Part::Validation, Part::Calibration};

const std::string kFashionMnist = "builtin:fashion-mnist";
const std::string kFashionMnistFolder = "/usr/share/datasets/fashion-mnist";
const std::vector<std::string> kFashionMnistNames = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                                                     "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};

/// A part's images within its split.
struct PartRange {
  std::string split;
  std::int64_t begin = 0;
  std::int64_t end = 0;    // of the range as written
  std::int64_t count = 0;  // from begin on, after the limit
};

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

std::string formatRange(const PartRange& range) {
  return range.split + "[" + std::to_string(range.begin) + ":" + std::to_string(range.end) + "]";
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

Expected<ImageShape> parseShape(const std::string& text) {
  const Error error = usageError(
      DYADIC_TR("engine", "data.input is \"%1\"; expected channels, height and width such as \"1x28x28\"."), {text});
  std::string_view rest = text;
  std::array<int, 3> sizes{};
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (i > 0 && !rest.starts_with('x')) {
      return error;
    }
    rest.remove_prefix(i > 0 ? 1 : 0);
    const auto value = takeInteger(rest);
    constexpr std::int64_t kLargest = 1 << 16;
    if (!value || *value < 1 || *value > kLargest) {
      return error;
    }
    sizes[i] = static_cast<int>(*value);
  }
  return rest.empty() ? Expected<ImageShape>(ImageShape{sizes[0], sizes[1], sizes[2]}) : error;
}

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

Expected<std::string> folderOf(const DataConfig& data) {
  std::error_code code;
  if (data.path.empty()) {
    return usageError(DYADIC_TR("engine", "No data set was given: set data.path (--data)."));
  }
  if (data.path == kFashionMnist) {
    if (!std::filesystem::exists(kFashionMnistFolder, code)) {
      return failure(DYADIC_TR("engine",
                               "%1 is not installed: there is no %2. Install Debian's package "
                               "dataset-fashion-mnist (sudo apt install dataset-fashion-mnist)."),
                     {kFashionMnist, kFashionMnistFolder});
    }
    return kFashionMnistFolder;
  }
  if (data.path.starts_with("builtin:")) {
    return usageError(DYADIC_TR("engine", "There is no data set %1; %2 is the one that is built in."),
                      {data.path, kFashionMnist});
  }
  if (!std::filesystem::exists(data.path, code)) {
    return failure(DYADIC_TR("engine", "There is no data set at %1."), {data.path});
  }
  return data.path;
}

using Reader = std::unique_ptr<SetReader>;

Expected<Reader> openReader(const std::string& path, const std::string& format, const FolderOptions& folder) {
  const bool automatic = format == "auto" || format.empty();
  if (format == "idx" || (automatic && looksLikeIdx(path))) {
    return openIdx(path);
  }
  if (format == "cifar" || (automatic && looksLikeCifar(path))) {
    return openCifar(path);
  }
  if (format == "folder" || (automatic && looksLikeFolder(path))) {
    return openFolder(path, folder);
  }
  if (automatic) {
    return failure(DYADIC_TR("engine",
                             "%1 holds no data set that is known here: IDX files (train-images-idx3-ubyte), "
                             "CIFAR's binary version (data_batch_1.bin) or images in SPLIT/CLASS/."),
                   {path});
  }
  return usageError(DYADIC_TR("engine", "data.format is \"%1\"; expected auto, idx, cifar or folder."), {format});
}

/// The split and range of a part, checked against what the reader has.
Expected<PartRange> findRange(const SetReader& reader, const DataConfig& data, Part part) {
  const std::string& text = partText(data, part);
  auto parsed = parseSplitRange(text);
  if (!parsed) {
    return parsed.error();
  }
  const auto& splits = reader.splits();
  const auto split =
      std::find_if(splits.begin(), splits.end(), [&](const SplitInfo& info) { return info.name == parsed->split; });
  if (split == splits.end()) {
    std::string names;
    for (const SplitInfo& info : splits) {
      names += (names.empty() ? "" : ", ") + info.name + " (" + std::to_string(info.count) + ")";
    }
    return usageError(DYADIC_TR("engine", "data.%1 is \"%2\", but %3 has no split of that name; it has %4."),
                      {partName(part), text, data.path, names});
  }
  PartRange range{parsed->split, parsed->begin, parsed->end, 0};
  range.begin += range.begin < 0 ? split->count : 0;
  range.end = !parsed->hasEnd ? split->count : range.end < 0 ? range.end + split->count : range.end;
  if (range.begin < 0 || range.begin >= range.end || range.end > split->count) {
    return usageError(DYADIC_TR("engine", "data.%1 is \"%2\", but %3 has %4 images: the range is empty or leaves it."),
                      {partName(part), text, parsed->split, std::to_string(split->count)});
  }
  range.count = range.end - range.begin;
  const bool likeTraining = part == Part::Train || (part == Part::Calibration && text == data.train);
  const std::int64_t limit = part == Part::Validation ? data.limit : likeTraining ? data.trainLimit : 0;
  if (limit > 0) {
    range.count = std::min(range.count, limit);
  }
  return range;
}

Status checkOverlap(const PartRange& calibration, const PartRange& validation) {
  if (calibration.split == validation.split && calibration.begin < validation.end &&
      validation.begin < calibration.end) {
    return usageError(DYADIC_TR("engine",
                                "data.calibration (%1) overlaps data.validation (%2): exponents would be "
                                "fitted to the images they are measured on. Choose another split or range."),
                      {formatRange(calibration), formatRange(validation)});
  }
  return {};
}

Status checkNormalization(const DataConfig& data, int channels) {
  const auto fits = [&](const std::vector<double>& values) {
    return values.size() == static_cast<std::size_t>(channels) &&
           std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
  };
  if (data.mean.empty() && data.deviation.empty()) {
    return {};
  }
  const bool positive =
      std::all_of(data.deviation.begin(), data.deviation.end(), [](double value) { return value > 0; });
  if (!fits(data.mean) || !fits(data.deviation) || !positive) {
    return usageError(DYADIC_TR("engine",
                                "data.mean and data.std need one number for each of the %1 channels, and "
                                "deviations above 0."),
                      {std::to_string(channels)});
  }
  return {};
}

struct Chosen {
  Normalization values;  // empty: from the training set
  std::string source;
};

Chosen chooseNormalization(const DataOpenOptions& options, int channels) {
  if (!options.data.mean.empty()) {
    return {{options.data.mean, options.data.deviation}, "config"};
  }
  const auto size = static_cast<std::size_t>(channels);
  const bool positive =
      std::all_of(options.modelDeviation.begin(), options.modelDeviation.end(), [](double value) { return value > 0; });
  if (options.modelMean.size() == size && options.modelDeviation.size() == size && positive) {
    return {{options.modelMean, options.modelDeviation}, "model"};
  }
  if (channels == 3) {
    return {{{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}}, "imagenet"};
  }
  return {{}, "training set"};
}

/// Mean and deviation per channel of pixels scaled to 0..1, from counts of the 256 values: exact in any order.
Normalization measure(const ImageSet& set) {
  Normalization out;
  const auto plane = static_cast<std::size_t>(set.shape.height) * static_cast<std::size_t>(set.shape.width);
  for (int channel = 0; channel < set.shape.channels; ++channel) {
    std::array<std::int64_t, 256> counts{};
    for (std::int64_t i = 0; i < set.count; ++i) {
      const std::uint8_t* pixels = set.image(i) + static_cast<std::size_t>(channel) * plane;
      for (std::size_t k = 0; k < plane; ++k) {
        ++counts[pixels[k]];
      }
    }
    const double total = static_cast<double>(set.count) * static_cast<double>(plane);
    double sum = 0;
    double squares = 0;
    for (std::size_t value = 0; value < counts.size(); ++value) {
      const double x = static_cast<double>(value) / 255;
      sum += x * static_cast<double>(counts[value]);
      squares += x * x * static_cast<double>(counts[value]);
    }
    const double mean = sum / total;
    const double variance = squares / total - mean * mean;
    out.mean.push_back(mean);
    out.deviation.push_back(variance > 1e-12 ? std::sqrt(variance) : 1.0);  // 1 for a set of one colour
  }
  return out;
}

/// The model's label for each of the data set's, by name; empty where they are the same.
std::vector<std::int32_t> mapLabels(const std::vector<std::string>& data, const std::vector<std::string>& model) {
  std::vector<std::int32_t> map;
  for (const std::string& name : data) {
    const auto found = std::find(model.begin(), model.end(), name);
    if (found == model.end()) {
      return {};
    }
    map.push_back(static_cast<std::int32_t>(found - model.begin()));
  }
  return data == model ? std::vector<std::int32_t>() : map;
}

}  // namespace

struct DataSet::State {
  DataOpenOptions options;
  Reader reader;
  std::map<Part, Expected<PartRange>> ranges;
  std::vector<std::int32_t> labels;  // of the model, by the data set's; empty: the same
  DataInfo info;
  struct Kept {
    std::string split;
    std::int64_t begin;
    std::int64_t end;
    ImageSet set;
  };
  std::vector<Kept> kept;
  std::mutex mutex;

  Status open();
  Status checkClasses();
  void describe();
  Expected<ImageSet> read(const PartRange& range, std::int64_t count);
  Expected<Normalization> normalize();
};

Status DataSet::State::open() {
  const DataConfig& data = options.data;
  auto folder = folderOf(data);
  if (!folder) {
    return folder.error();
  }
  auto wanted = wantedShape(options);
  if (!wanted) {
    return wanted.error();
  }
  const int channels = *wanted ? (*wanted)->channels : 0;
  auto opened = openReader(*folder, data.format, {channels, options.threads});
  if (!opened) {
    return opened.error();
  }
  reader = std::move(opened).value();
  if (*wanted && **wanted != reader->shape()) {
    return failure(DYADIC_TR("engine", "The images of %1 are %2, the network takes %3."),
                   {data.path, formatShape(reader->shape()), formatShape(**wanted)});
  }
  if (Status status = checkNormalization(data, reader->shape().channels); !status) {
    return status;
  }
  for (const Part part : kParts) {
    ranges.emplace(part, findRange(*reader, data, part));
  }
  const auto used = [&](Part part) {
    return std::find(options.uses.begin(), options.uses.end(), part) != options.uses.end();
  };
  for (const Part part : kParts) {
    if (used(part) && !ranges.at(part)) {
      return ranges.at(part).error();
    }
  }
  if (used(Part::Calibration) && used(Part::Validation)) {
    if (Status status = checkOverlap(*ranges.at(Part::Calibration), *ranges.at(Part::Validation)); !status) {
      return status;
    }
  }
  if (Status status = checkClasses(); !status) {
    return status;
  }
  describe();
  return {};
}

Status DataSet::State::checkClasses() {
  info.classNames = options.data.path == kFashionMnist ? kFashionMnistNames : reader->classNames();
  if (reader->classes() <= static_cast<int>(info.classNames.size())) {
    labels = mapLabels(info.classNames, options.modelClassNames);
  }
  if (labels.empty() && options.modelClasses > 0 && reader->classes() > options.modelClasses) {
    return failure(DYADIC_TR("engine", "%1 has labels up to %2, the network tells only %3 classes apart."),
                   {options.data.path, std::to_string(reader->classes() - 1), std::to_string(options.modelClasses)});
  }
  if (!labels.empty() || info.classNames.empty()) {
    info.classNames = options.modelClassNames;
  }
  return {};
}

void DataSet::State::describe() {
  const ImageShape& shape = reader->shape();
  info.path = options.data.path;
  info.format = reader->format();
  info.input = {shape.channels, shape.height, shape.width};
  const Chosen chosen = chooseNormalization(options, shape.channels);
  info.mean = chosen.values.mean;
  info.deviation = chosen.values.deviation;
  info.normalizationSource = chosen.source;
  const auto count = [&](Part part) { return ranges.at(part) ? ranges.at(part)->count : 0; };
  info.trainImages = count(Part::Train);
  info.validationImages = count(Part::Validation);
  info.calibrationImages = count(Part::Calibration);
}

Expected<ImageSet> DataSet::State::read(const PartRange& range, std::int64_t count) {
  const std::int64_t end = range.begin + count;
  for (const Kept& known : kept) {
    // A set that left files out has gaps, so that positions in it are not those of the split.
    const bool same = known.begin == range.begin && known.end == end;
    const bool within = known.begin <= range.begin && end <= known.end && known.set.warnings.empty();
    if (known.split == range.split && (same || within)) {
      return same ? known.set : slice(known.set, range.begin - known.begin, end - known.begin);
    }
  }
  auto set = reader->read(range.split, range.begin, end);
  if (!set) {
    return set;
  }
  if (!labels.empty()) {
    for (std::int32_t& label : set->labels) {
      label = labels[static_cast<std::size_t>(label)];
    }
  }
  kept.push_back({range.split, range.begin, end, *set});
  return set;
}

Expected<Normalization> DataSet::State::normalize() {
  if (info.mean.empty()) {
    const auto& range = ranges.at(Part::Train);
    if (!range) {
      return range.error();
    }
    auto set = read(*range, range->end - range->begin);
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
    return state_->read(*range, range->count);
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
