// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/ModelReader.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "engine/nets/OnnxImport.h"
#include "engine/nets/StateDict.h"
#include "engine/nets/TorchScript.h"
#include "engine/nets/onnx/OnnxFile.h"
#include "engine/nets/weights/Safetensors.h"
#include "engine/nets/weights/WeightsFile.h"

namespace dyadic::nets {
namespace {

using nlohmann::json;
using Metadata = std::map<std::string, std::string>;

constexpr std::int64_t kMaxSide = 65536;

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

Expected<LoadedModel> openWeights(const ModelOpenOptions& options, const ByteSource& source) {
  const Expected<WeightsFile> file = WeightsFile::read(source);
  if (!file) return file.error();
  const Metadata& metadata = file->metadata();
  StateOptions wanted{options.architecture, options.input, options.classes, options.path};
  if (const auto found = metadata.find("architecture"); wanted.architecture.empty() && found != metadata.end()) {
    wanted.architecture = found->second;
  }
  if (const auto found = metadata.find("input"); wanted.input.empty() && found != metadata.end()) {
    const Expected<Shape> shape = parseInputShape(found->second);
    if (!shape) {
      return failure(DYADIC_TR("engine",
                               "The metadata of %1 gives the input shape as \"%2\", which is not of the form "
                               "3x32x32."),
                     {options.path, found->second});
    }
    wanted.input = *shape;
  }
  Expected<LoadedState> state = loadState(*file, wanted);
  if (!state) return state.error();
  ModelInfo info = inspect(state->graph);
  info.path = options.path;
  info.format = file->format();
  info.notes = std::move(state->notes);
  if (const Status status = readMetadata(metadata, info); !status) return status.error();
  return LoadedModel{std::move(state->graph), std::move(info), metadata, {}};
}

/// What the bytes look like; ONNX also where nothing speaks against it.
Expected<FileKind> kindOf(const ByteSource& source) {
  Expected<FileKind> kind = lookAt(source);
  if (!kind || *kind != FileKind::Unknown) return kind;
  const Expected<std::string> begin = source.begin(16);
  if (!begin) return begin.error();
  return looksLikeOnnx(*begin) ? FileKind::Onnx : FileKind::Unknown;
}

Expected<LoadedModel> load(const ModelOpenOptions& options) {
  const Expected<ByteSource> source = ByteSource::open(options.path);
  if (!source) return source.error();
  const Expected<FileKind> kind = kindOf(*source);
  if (!kind) return kind.error();
  if (*kind == FileKind::TorchScript) return importTorchScript(options);
  return *kind == FileKind::Onnx ? importOnnx(options) : openWeights(options, *source);
}

}  // namespace

Status readMetadata(const Metadata& metadata, ModelInfo& info) {
  if (Status status = readNumbers(metadata, "mean", info, info.mean); !status) return status;
  if (Status status = readNumbers(metadata, "std", info, info.deviation); !status) return status;
  if (!std::all_of(info.deviation.begin(), info.deviation.end(), [](double v) { return v > 0; })) {
    return failure(DYADIC_TR("engine", "The metadata std of %1 holds a number that is not above 0."), {info.path});
  }
  info.classNames = readClassNames(metadata, info.classes);
  return {};
}

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

Expected<std::vector<RefusedOperator>> refusedOperators(const ModelOpenOptions& options) {
  const Expected<ByteSource> source = ByteSource::open(options.path);
  if (!source) return source.error();
  const Expected<FileKind> kind = kindOf(*source);
  if (!kind) return kind.error();
  if (*kind == FileKind::TorchScript) return refusedTorchScriptOperators(options);
  return *kind == FileKind::Onnx ? refusedOnnxOperators(options) : std::vector<RefusedOperator>();
}

}  // namespace dyadic::nets
