// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/ModelReader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/nets/Safetensors.h"
#include "engine/nets/architectures/Architectures.h"

namespace dyadic::nets {
namespace {

using nlohmann::json;
using Metadata = std::map<std::string, std::string>;
using Entry = SafetensorsFile::Entry;

constexpr std::int64_t kMaxSide = 65536;
constexpr int kMaxClasses = 1'000'000;

/// The file's tensors by the names the graph gives them.
using Tensors = std::map<std::string, const Entry*>;

Expected<Tensors> namedTensors(const SafetensorsFile& file, const std::string& path) {
  constexpr std::string_view kPrefix = "module.";
  constexpr std::string_view kCounter = "num_batches_tracked";
  Tensors out;
  for (const Entry& entry : file.entries()) {
    std::string name = entry.name;
    if (name.starts_with(kPrefix)) name.erase(0, kPrefix.size());
    if (name.ends_with(kCounter)) continue;
    if (!out.emplace(name, &entry).second) {
      return failure(DYADIC_TR("engine", "%1 has the tensor %2 twice, with and without the prefix module."),
                     {path, name});
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
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) out += (i > 0 ? ", " : "") + names[i];
  if (names.size() > kMost) out += " and " + std::to_string(names.size() - kMost) + " more";
  return out.empty() ? "none" : out;
}

struct Mismatch {
  std::vector<std::string> missing;
  std::vector<std::string> unexpected;
  std::vector<std::string> shapes;
  [[nodiscard]] bool names() const { return !missing.empty() || !unexpected.empty(); }
  [[nodiscard]] bool any() const { return names() || !shapes.empty(); }
};

Mismatch compare(const Graph& graph, const Tensors& tensors) {
  Mismatch out;
  std::set<std::string> known;
  for (const NamedTensor& wanted : graph.state()) {
    known.insert(wanted.name);
    const auto found = tensors.find(wanted.name);
    if (found == tensors.end()) {
      out.missing.push_back(wanted.name);
    } else if (const Shape shape = wanted.tensor.sizes().vec(); found->second->shape != shape) {
      out.shapes.push_back(wanted.name + " " + shapeText(found->second->shape) + " instead of " + shapeText(shape));
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

/// The architecture whose tensors have just these names, and of several the one whose shapes fit best.
Expected<const ArchitectureInfo*> guessArchitecture(const Tensors& tensors, const std::string& path) {
  const ArchitectureInfo* best = nullptr;
  std::size_t least = 0;
  std::vector<std::string> ids;
  for (const ArchitectureInfo& info : architectures()) {
    ids.push_back(info.id);
    const Expected<Graph> graph = sampleOf(info);
    if (!graph) continue;
    const Mismatch mismatch = compare(*graph, tensors);
    if (mismatch.names() || (best != nullptr && mismatch.shapes.size() >= least)) continue;
    best = &info;
    least = mismatch.shapes.size();
  }
  if (best != nullptr) return best;
  return usageError(DYADIC_TR("engine",
                              "The tensors of %1 are those of no known architecture. Name the architecture with "
                              "--architecture: %2."),
                    {path, listed(ids)});
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
    const auto found = tensors.find(layer.info.name + ".weight");
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
    return graph && compare(*graph, tensors).shapes.empty();
  };
  if (!info.input.empty() && info.input[0] == known.channels && fits(info.input)) return info.input;
  for (std::int64_t side = 4; side <= kLargestTried; side += 4) {
    if (const Shape input = {known.channels, side, side}; fits(input)) return input;
  }
  return std::nullopt;
}

Expected<Shape> chooseInput(const ModelOpenOptions& options, const Metadata& metadata, const ArchitectureInfo& info,
                            const Outline& known, const Tensors& tensors) {
  if (!options.input.empty()) return options.input;
  if (const auto found = metadata.find("input"); found != metadata.end()) {
    Expected<Shape> shape = parseInputShape(found->second);
    if (!shape) {
      return failure(DYADIC_TR("engine",
                               "The metadata of %1 gives the input shape as \"%2\", which is not of the form "
                               "3x32x32."),
                     {options.path, found->second});
    }
    return shape;
  }
  if (known.anySize && !info.input.empty() && known.channels == info.input[0]) return info.input;
  if (!known.anySize && known.channels > 0) {
    if (const auto shape = fittingInput(info, known, tensors)) return *shape;
  }
  return usageError(DYADIC_TR("engine",
                              "%1 does not say for which images it is. Give their shape as input, for example "
                              "--set data.input=1x28x28."),
                    {options.path});
}

Error mismatchError(const Mismatch& mismatch, const std::string& path, const std::string& id) {
  return failure(DYADIC_TR("engine",
                           "%1 does not hold a %2. Missing: %3. Unexpected: %4. Wrong shapes: %5. Check "
                           "--architecture and the input shape."),
                 {path, id, listed(mismatch.missing), listed(mismatch.unexpected), listed(mismatch.shapes)});
}

Status loadTensors(Graph& graph, const SafetensorsFile& file, const Tensors& tensors, const std::string& path) {
  const torch::NoGradGuard noGrad;
  for (NamedTensor& target : graph.state()) {
    const std::vector<float> values = file.floats(*tensors.at(target.name));
    if (!std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); })) {
      return failure(DYADIC_TR("engine", "The tensor %2 of %1 holds NaN or infinity; the network is unusable."),
                     {path, target.name});
    }
    const bool negative = std::any_of(values.begin(), values.end(), [](float v) { return v < 0; });
    if (target.kind == TensorKind::RunningVar && negative) {
      return failure(DYADIC_TR("engine", "The tensor %2 of %1 holds negative variances; the network is unusable."),
                     {path, target.name});
    }
    std::copy(values.begin(), values.end(), target.tensor.data_ptr<float>());
  }
  return {};
}

/// "0.5,0.25" or "[0.5, 0.25]".
std::optional<std::vector<double>> parseNumbers(const std::string& text) {
  const json list = json::parse(text.starts_with('[') ? text : "[" + text + "]", nullptr, false);
  if (!list.is_array()) return std::nullopt;
  std::vector<double> out;
  for (const json& value : list) {
    if (!value.is_number()) return std::nullopt;
    out.push_back(value.get<double>());
  }
  return out;
}

Status readNumbers(const Metadata& metadata, const char* key, const ModelInfo& info, std::vector<double>& out) {
  const auto found = metadata.find(key);
  if (found == metadata.end()) return {};
  const auto numbers = parseNumbers(found->second);
  if (!numbers || static_cast<std::int64_t>(numbers->size()) != info.input.front()) {
    return failure(DYADIC_TR("engine", "The metadata %2 of %1 is not one number a channel: \"%3\"."),
                   {info.path, key, found->second});
  }
  out = *numbers;
  return {};
}

/// A JSON list, or names with commas between them; empty where that is not one name a class.
std::vector<std::string> readClassNames(const Metadata& metadata, int classes) {
  const auto found = metadata.find("classes");
  if (found == metadata.end()) return {};
  std::vector<std::string> out;
  const json list = json::parse(found->second, nullptr, false);
  if (list.is_array()) {
    for (const json& name : list) {
      if (name.is_string()) out.push_back(name.get<std::string>());
    }
  } else {
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
      end = found->second.find(',', begin);
      out.push_back(found->second.substr(begin, end - begin));
    }
  }
  return static_cast<int>(out.size()) == classes ? out : std::vector<std::string>();
}

Status readMetadata(const Metadata& metadata, ModelInfo& info) {
  if (Status status = readNumbers(metadata, "mean", info, info.mean); !status) return status;
  if (Status status = readNumbers(metadata, "std", info, info.deviation); !status) return status;
  if (!std::all_of(info.deviation.begin(), info.deviation.end(), [](double v) { return v > 0; })) {
    return failure(DYADIC_TR("engine", "The metadata std of %1 holds a number that is not above 0."), {info.path});
  }
  info.classNames = readClassNames(metadata, info.classes);
  return {};
}

Expected<const ArchitectureInfo*> chooseArchitecture(const ModelOpenOptions& options, const Metadata& metadata,
                                                     const Tensors& tensors) {
  if (!options.architecture.empty()) return findArchitecture(options.architecture);
  if (const auto found = metadata.find("architecture"); found != metadata.end()) return findArchitecture(found->second);
  return guessArchitecture(tensors, options.path);
}

Expected<LoadedModel> load(const ModelOpenOptions& options) {
  const Expected<SafetensorsFile> file = SafetensorsFile::open(options.path);
  if (!file) return file.error();
  const Expected<Tensors> tensors = namedTensors(*file, options.path);
  if (!tensors) return tensors.error();
  const Expected<const ArchitectureInfo*> chosen = chooseArchitecture(options, file->metadata(), *tensors);
  if (!chosen) return chosen.error();
  const ArchitectureInfo& architecture = **chosen;
  const Expected<Graph> sample = sampleOf(architecture);
  if (!sample) return sample.error();

  Outline known = outline(*sample, *tensors);
  if (options.classes > 0) known.classes = options.classes;
  if (known.classes == 0) return mismatchError(compare(*sample, *tensors), options.path, architecture.id);
  const Expected<Shape> input = chooseInput(options, file->metadata(), architecture, known, *tensors);
  if (!input) return input.error();
  Expected<Graph> graph =
      buildArchitecture(architecture.id, {.input = *input, .classes = known.classes, .initialize = false});
  if (!graph) return graph.error();
  if (const Mismatch mismatch = compare(*graph, *tensors); mismatch.any()) {
    return mismatchError(mismatch, options.path, architecture.id);
  }
  if (const Status status = loadTensors(*graph, *file, *tensors, options.path); !status) return status.error();

  ModelInfo info = inspect(*graph);
  info.path = options.path;
  if (const Status status = readMetadata(file->metadata(), info); !status) return status.error();
  return LoadedModel{std::move(*graph), std::move(info), file->metadata()};
}

}  // namespace

Expected<LoadedModel> openModel(const ModelOpenOptions& options) {
  try {
    return load(options);
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "%1 could not be opened: %2"), {options.path, error.what()});
  }
}

Status saveModel(const Graph& graph, const std::string& path, std::map<std::string, std::string> metadata, bool force) {
  if (!graph.architecture().empty()) metadata["architecture"] = graph.architecture();
  metadata["input"] = formatInputShape(graph.inputShape());
  try {
    std::vector<torch::Tensor> values;  // keeps alive what the spans below point to
    std::vector<SafetensorsTensor> tensors;
    for (const NamedTensor& tensor : graph.state()) {
      values.push_back(tensor.tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous());
      const torch::Tensor& value = values.back();
      tensors.push_back(
          {tensor.name, value.sizes().vec(), {value.data_ptr<float>(), static_cast<std::size_t>(value.numel())}});
    }
    return writeSafetensors(path, tensors, metadata, force);
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "%1 could not be written: %2"), {path, error.what()});
  }
}

std::map<std::string, std::string> formatMetadata(const DataMetadata& data) {
  Metadata out;
  const auto numbers = [](const std::vector<double>& values) {
    const std::string list = json(values).dump();
    return list.substr(1, list.size() - 2);
  };
  if (!data.mean.empty()) out["mean"] = numbers(data.mean);
  if (!data.deviation.empty()) out["std"] = numbers(data.deviation);
  if (!data.classNames.empty()) {
    out["classes"] = json(data.classNames).dump(-1, ' ', false, json::error_handler_t::replace);
  }
  return out;
}

static std::vector<NodeInfo> inspectNodes(const Graph& graph) {
  std::vector<NodeInfo> out;
  int layers = 0;
  int edges = 0;
  for (const Node& node : graph.nodes()) {
    NodeInfo info;
    info.name = node.name;
    info.op = opName(node.op);
    info.inputs = node.inputs;
    info.output = node.output;
    if (hasParameters(node.op)) info.layer = layers++;
    info.edge = ownsEdge(node) ? edges++ : out[static_cast<std::size_t>(node.inputs.front())].edge;
    out.push_back(std::move(info));
  }
  return out;
}

ModelInfo inspect(const Graph& graph) {
  ModelInfo info;
  info.architecture = graph.architecture();
  info.input = graph.inputShape();
  info.classes = static_cast<int>(graph.outputShape().front());
  info.parameters = graph.parameterCount();
  info.macs = graph.macs();
  for (const Layer& layer : graph.layers()) info.layers.push_back(layer.info);
  for (const Edge& edge : graph.edges()) info.edges.push_back(edge.info);
  info.nodes = inspectNodes(graph);
  return info;
}

Expected<Shape> parseInputShape(const std::string& text) {
  const Error error = usageError(DYADIC_TR("engine", "\"%1\" is not an input shape of the form 3x32x32."), {text});
  Shape shape;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (shape.size() < 3) {
    std::int64_t size = 0;
    const auto [next, code] = std::from_chars(at, end, size);
    if (code != std::errc() || size < 1 || size > kMaxSide) return error;
    shape.push_back(size);
    at = next;
    if (shape.size() < 3 && (at == end || *at++ != 'x')) return error;
  }
  if (at != end) return error;
  return shape;
}

std::string formatInputShape(const Shape& shape) {
  std::string out;
  for (const std::int64_t size : shape) out += (out.empty() ? "" : "x") + std::to_string(size);
  return out;
}

}  // namespace dyadic::nets
