// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/StateDict.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

#include "engine/nets/architectures/Architectures.h"

namespace dyadic::nets {
namespace {

constexpr int kMaxClasses = 1'000'000;

/// The file's tensors by their names without prefixes.
using Tensors = std::map<std::string, const TensorEntry*>;

struct NamedTensors {
  Tensors tensors;
  bool auxiliary = false;  ///< some were left out that only training needs
};

/// Without what wrappers put before names: DataParallel, torch.compile, Lightning modules and the like. An
/// architecture's own names lose it too (MobileNetV1's are model.0.0 ...).
std::string withoutPrefix(std::string name) {
  constexpr auto kPrefixes = std::to_array<std::string_view>({"module.", "model.", "_orig_mod.", "net.", "network."});
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view prefix : kPrefixes) {
      if (!name.starts_with(prefix)) continue;
      name.erase(0, prefix.size());
      again = true;
    }
  }
  return name;
}

Expected<NamedTensors> namedTensors(const WeightsFile& file, const std::string& path) {
  constexpr auto kCounters = std::to_array<std::string_view>({"num_batches_tracked", "total_ops", "total_params"});
  NamedTensors out;
  for (const TensorEntry& entry : file.entries()) {
    const std::string name = withoutPrefix(entry.name);
    const auto ends = [&](std::string_view counter) { return name.ends_with(counter); };
    if (std::any_of(kCounters.begin(), kCounters.end(), ends)) continue;
    if (name.starts_with("aux1.") || name.starts_with("aux2.")) {
      out.auxiliary = true;
    } else if (!out.tensors.emplace(name, &entry).second) {
      return failure(DYADIC_TR("engine", "%1 has the tensor %2 twice, with and without a prefix such as module."),
                     {path, printable(name)});
    }
  }
  return out;
}

std::string shapeText(const Shape& shape) {
  std::string out = "[";
  for (const std::int64_t size : shape) out += (out.size() > 1 ? ", " : "") + std::to_string(size);
  return out + "]";
}

/// "a, b, c and 12 more", so that a wrong architecture does not fill the screen.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 8;
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) out += (i > 0 ? ", " : "") + printable(names[i]);
  if (names.size() > kMost) out += " and " + std::to_string(names.size() - kMost) + " more";
  return out.empty() ? "none" : out;
}

struct Mismatch {
  std::vector<std::string> missing;
  std::vector<std::string> unexpected;
  std::vector<std::string> shapes;
  [[nodiscard]] std::size_t names() const { return missing.size() + unexpected.size(); }
  [[nodiscard]] bool any() const { return names() > 0 || !shapes.empty(); }
};

/// Names and shapes of all tensors of a network, in execution order.
using Plan = std::vector<std::pair<std::string, Shape>>;

Plan planOf(const Graph& graph) {
  Plan out;
  for (const NamedTensor& tensor : graph.state()) out.emplace_back(tensor.name, tensor.tensor.sizes().vec());
  return out;
}

Mismatch compare(const Plan& plan, const Tensors& tensors) {
  Mismatch out;
  std::set<std::string> known;
  for (const auto& [name, shape] : plan) {
    const auto found = tensors.find(*known.insert(withoutPrefix(name)).first);
    if (found == tensors.end()) {
      out.missing.push_back(name);
    } else if (found->second->shape != shape) {
      out.shapes.push_back(name + " " + shapeText(found->second->shape) + " instead of " + shapeText(shape));
    }
  }
  for (const auto& [name, entry] : tensors) {
    if (!known.contains(name)) out.unexpected.push_back(name);
  }
  return out;
}

/// As small as it can be: for the names of its tensors.
Expected<Graph> sampleOf(const ArchitectureInfo& info) {
  return buildArchitecture(info.id, {.input = {3, info.leastSide, info.leastSide}, .initialize = false});
}

struct Sample {
  const ArchitectureInfo* info;
  Plan plan;
};

/// The tensors of every architecture for its least images, found once.
const std::vector<Sample>& samples() {
  static const std::vector<Sample> all = [] {
    std::vector<Sample> out;
    for (const ArchitectureInfo& info : architectures()) {
      if (const Expected<Graph> graph = sampleOf(info); graph) out.push_back({&info, planOf(*graph)});
    }
    return out;
  }();
  return all;
}

struct Guess {
  const ArchitectureInfo* info = nullptr;
  Mismatch mismatch;
};

/// The architecture with the fewest names that differ, and of several the one whose shapes fit best.
Guess nearestArchitecture(const Tensors& tensors) {
  Guess best;
  for (const Sample& sample : samples()) {
    Mismatch mismatch = compare(sample.plan, tensors);
    const auto rank = [](const Mismatch& m) { return std::pair(m.names(), m.shapes.size()); };
    if (best.info == nullptr || rank(mismatch) < rank(best.mismatch)) best = {sample.info, std::move(mismatch)};
  }
  return best;
}

Expected<const ArchitectureInfo*> guessArchitecture(const Tensors& tensors, const std::string& path) {
  const Guess nearest = nearestArchitecture(tensors);
  if (nearest.info != nullptr && nearest.mismatch.names() == 0) return nearest.info;
  std::vector<std::string> ids;
  for (const ArchitectureInfo& info : architectures()) ids.push_back(info.id);
  if (nearest.info == nullptr || nearest.mismatch.missing.size() >= tensors.size()) {
    return usageError(
        DYADIC_TR("engine",
                  "The tensors of %1 (%2) are those of no known architecture. Save the network as ONNX or "
                  "TorchScript, or name the architecture with --architecture: %3."),
        {path, listed([&] {
           std::vector<std::string> names;
           for (const auto& [name, entry] : tensors) names.push_back(name);
           return names;
         }()),
         listed(ids)});
  }
  return usageError(
      DYADIC_TR("engine",
                "The tensors of %1 are those of no known architecture. The nearest is %2; against it, "
                "missing: %3. Unexpected: %4. Save the network as ONNX or TorchScript, or name the "
                "architecture with --architecture: %5."),
      {path, nearest.info->id, listed(nearest.mismatch.missing), listed(nearest.mismatch.unexpected), listed(ids)});
}

/// What the file's shapes say about an architecture, which has to be built once to know where to look.
struct Outline {
  std::int64_t channels = 0;  ///< of the input; 0: not known
  int classes = 0;            ///< outputs of the last layer; 0: not known
  bool anySize = false;       ///< global pooling: weights fit images of every size
};

Outline outline(const Graph& graph, const Tensors& tensors) {
  Outline out;
  const auto layers = graph.layers();
  for (const Layer& layer : layers) {
    const auto found = tensors.find(withoutPrefix(layer.info.name) + ".weight");
    if (found == tensors.end()) continue;
    const std::vector<std::int64_t>& shape = found->second->shape;
    if (out.channels == 0 && layer.info.op == "Conv2d" && shape.size() == 4) out.channels = shape[1];
    if (&layer == &layers.back() && !shape.empty() && shape[0] <= kMaxClasses) out.classes = static_cast<int>(shape[0]);
  }
  const auto isPool = [](const Node& node) { return node.op == Op::GlobalAvgPool2d; };
  out.anySize = std::any_of(graph.nodes().begin(), graph.nodes().end(), isPool);
  return out;
}

/// The smallest square image of a multiple of 4 pixels for which the weights' shapes fit.
std::optional<Shape> fittingInput(const ArchitectureInfo& info, const Outline& known, const Tensors& tensors) {
  constexpr std::int64_t kLargestTried = 128;
  const auto fits = [&](const Shape& input) {
    const Expected<Graph> graph =
        buildArchitecture(info.id, {.input = input, .classes = known.classes, .initialize = false});
    return graph && compare(planOf(*graph), tensors).shapes.empty();
  };
  if (!info.input.empty() && info.input[0] == known.channels && fits(info.input)) return info.input;
  for (std::int64_t side = 4; side <= kLargestTried; side += 4) {
    if (const Shape input = {known.channels, side, side}; fits(input)) return input;
  }
  return std::nullopt;
}

Expected<Shape> chooseInput(const StateOptions& options, const ArchitectureInfo& info, const Outline& known,
                            const Tensors& tensors) {
  if (!options.input.empty()) return options.input;
  if (known.anySize && !info.input.empty() && known.channels == info.input[0]) return info.input;
  if (!known.anySize && known.channels > 0) {
    if (const auto shape = fittingInput(info, known, tensors)) return *shape;
  }
  return usageError(DYADIC_TR("engine",
                              "%1 does not say for which images it is. Give their shape as input, for example "
                              "--set data.input=1x28x28."),
                    {options.path});
}

Error mismatchError(const Mismatch& mismatch, const std::string& id, const Tensors& tensors, const std::string& path) {
  const Guess nearest = nearestArchitecture(tensors);
  const std::vector<std::string> arguments = {path, id, listed(mismatch.missing), listed(mismatch.unexpected),
                                              listed(mismatch.shapes)};
  if (nearest.info != nullptr && nearest.info->id != id && nearest.mismatch.names() < mismatch.names()) {
    std::vector<std::string> more = arguments;
    more.push_back(nearest.info->id);
    return failure(DYADIC_TR("engine",
                             "%1 does not hold a %2. Missing: %3. Unexpected: %4. Wrong shapes: %5. The names fit "
                             "--architecture %6 better."),
                   more);
  }
  return failure(DYADIC_TR("engine",
                           "%1 does not hold a %2. Missing: %3. Unexpected: %4. Wrong shapes: %5. Check "
                           "--architecture and the input shape."),
                 arguments);
}

/// True where no value is NaN or infinite. No early end, so that it is vectorized.
bool allFinite(const float* values, std::size_t count) {
  constexpr std::uint32_t kExponent = 0x7f800000;
  std::uint32_t wrong = 0;
  for (std::size_t i = 0; i < count; ++i) {
    wrong |= (std::bit_cast<std::uint32_t>(values[i]) & kExponent) == kExponent ? 1U : 0U;
  }
  return wrong == 0;
}

Status loadTensors(Graph& graph, const WeightsFile& file, const Tensors& tensors, const std::string& path) {
  const torch::NoGradGuard noGrad;
  for (NamedTensor& target : graph.state()) {
    auto* values = target.tensor.data_ptr<float>();
    const auto count = static_cast<std::size_t>(target.tensor.numel());
    if (const Status status = file.read(*tensors.at(withoutPrefix(target.name)), {values, count}); !status)
      return status;
    if (!allFinite(values, count)) {
      return failure(DYADIC_TR("engine", "The tensor %2 of %1 holds NaN or infinity; the network is unusable."),
                     {path, target.name});
    }
    const bool negative = std::any_of(values, values + count, [](float v) { return v < 0; });
    if (target.kind == TensorKind::RunningVar && negative) {
      return failure(DYADIC_TR("engine", "The tensor %2 of %1 holds negative variances; the network is unusable."),
                     {path, target.name});
    }
  }
  return {};
}

}  // namespace

Expected<LoadedState> loadState(const WeightsFile& file, const StateOptions& options) {
  const Expected<NamedTensors> named = namedTensors(file, options.path);
  if (!named) return named.error();
  const Tensors& tensors = named->tensors;
  const Expected<const ArchitectureInfo*> chosen =
      options.architecture.empty() ? guessArchitecture(tensors, options.path) : findArchitecture(options.architecture);
  if (!chosen) return chosen.error();
  const ArchitectureInfo& architecture = **chosen;
  const auto mismatchWith = [&](const Graph& graph) {
    return mismatchError(compare(planOf(graph), tensors), architecture.id, tensors, options.path);
  };

  Outline known;
  {  // its weights take as much memory as those of the network itself
    const Expected<Graph> sample = sampleOf(architecture);
    if (!sample) return sample.error();
    known = outline(*sample, tensors);
    if (known.classes == 0 && options.classes <= 0) return mismatchWith(*sample);
  }
  if (options.classes > 0) known.classes = options.classes;
  const Expected<Shape> input = chooseInput(options, architecture, known, tensors);
  if (!input) return input.error();
  Expected<Graph> graph =
      buildArchitecture(architecture.id, {.input = *input, .classes = known.classes, .initialize = false});
  if (!graph) return graph.error();
  if (compare(planOf(*graph), tensors).any()) return mismatchWith(*graph);
  if (const Status status = loadTensors(*graph, file, tensors, options.path); !status) return status.error();

  LoadedState out{std::move(*graph), {}};
  if (named->auxiliary) {
    out.notes.emplace_back(DYADIC_TR("engine", "The auxiliary classifiers were left out: only training uses them."));
  }
  return out;
}

}  // namespace dyadic::nets
