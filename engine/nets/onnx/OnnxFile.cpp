// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/onnx/OnnxFile.h"

#include <fcntl.h>
#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <functional>
#include <limits>
#include <new>
#include <queue>
#include <unordered_map>

#include "engine/nets/onnx/OnnxMessages.h"
#include "engine/nets/onnx/OnnxParts.h"

namespace dyadic::nets {
namespace {

using dyadic_onnx::GraphProto;
using dyadic_onnx::ModelProto;

Error damaged(const std::string& path) {
  return failure(DYADIC_TR("engine", "%1 is damaged or no ONNX model. Export or download it again."), {path});
}

Error tooManyParts(const std::string& path) {
  return failure(DYADIC_TR("engine", "%1 has more than a million parts, which no network has; it is not read."),
                 {path});
}

/// Closes with the object.
class Descriptor {
 public:
  explicit Descriptor(const std::string& path) : value_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int value() const { return value_; }

 private:
  int value_;
};

/// Parses straight from the file: the bytes of a weight are held once, in the message.
Status parseFile(const std::string& path, ModelProto& message) {
  const Descriptor file(path);
  struct stat about {};
  if (file.value() < 0 || ::fstat(file.value(), &about) != 0 || !S_ISREG(about.st_mode)) {
    return failure(DYADIC_TR("engine", "%1 cannot be opened: it is not there, not a file, or not readable."), {path});
  }
  if (about.st_size > std::numeric_limits<int>::max()) {
    return failure(
        DYADIC_TR("engine", "%1 is larger than the 2 GiB of an ONNX file. Save the model with external data."), {path});
  }
  {
    google::protobuf::io::FileInputStream parts(file.value(), 1 << 14);
    if (!hasFewParts(parts)) return tooManyParts(path);
  }
  if (::lseek(file.value(), 0, SEEK_SET) != 0) return damaged(path);
  google::protobuf::io::FileInputStream stream(file.value(), 1 << 20);
  if (!message.ParseFromBoundedZeroCopyStream(&stream, static_cast<int>(about.st_size))) return damaged(path);
  return {};
}

/// From protobuf's messages to plain values, and the checks that need no operator's meaning.
class Reader {
 public:
  explicit Reader(OnnxSource source) : source_(std::move(source)) { model_.source = source_.path; }

  Expected<OnnxModel> read(ModelProto& message) {
    if (Status status = readHeader(message); !status) return status.error();
    GraphProto& graph = *message.mutable_graph();
    if (Status status = readInitializers(graph); !status) return status.error();
    if (Status status = readNodes(graph); !status) return status.error();
    readValues(graph);
    if (Status status = order(); !status) return status.error();
    return std::move(model_);
  }

 private:
  Status readHeader(const ModelProto& message) {
    if (!message.has_graph() || message.graph().node_size() == 0 || message.graph().output_size() == 0) {
      return damaged(source_.path);
    }
    for (const auto& opset : message.opset_import()) {
      if (opset.domain().empty() || opset.domain() == "ai.onnx") model_.opset = opset.version();
    }
    if (model_.opset < kOldestOpset || model_.opset > kNewestOpset) {
      return failure(
          DYADIC_TR("engine",
                    "%1 uses version %2 of ONNX's operators; versions %3 to %4 are read. Export the model "
                    "with another opset_version."),
          {source_.path, std::to_string(model_.opset), std::to_string(kOldestOpset), std::to_string(kNewestOpset)});
    }
    const GraphProto& graph = message.graph();
    if (static_cast<std::size_t>(graph.node_size()) > kMostOnnxNodes) {
      return failure(DYADIC_TR("engine", "%1 has %2 operators; at most %3 are read."),
                     {source_.path, std::to_string(graph.node_size()), std::to_string(kMostOnnxNodes)});
    }
    if (graph.sparse_initializer_size() > 0) {
      return failure(DYADIC_TR("engine", "%1 has the sparse tensor \"%2\"; sparse tensors are not read."),
                     {source_.path, graph.sparse_initializer(0).values().name()});
    }
    model_.producer = message.producer_name();
    if (message.has_producer_version()) model_.producer += " " + message.producer_version();
    for (const auto& entry : message.metadata_props()) model_.metadata[entry.key()] = entry.value();
    return {};
  }

  Status readInitializers(GraphProto& graph) {
    for (auto& message : *graph.mutable_initializer()) {
      Expected<OnnxTensor> tensor = takeTensor(message, source_);
      if (!tensor) return tensor.error();
      std::string name = tensor->name;
      if (name.empty()) return damaged(source_.path);
      if (!model_.initializers.emplace(name, std::move(tensor).value()).second) return givenTwice(name);
    }
    return {};
  }

  Status readNodes(GraphProto& graph) {
    for (auto& message : *graph.mutable_node()) {
      Expected<OnnxNode> node = takeNode(message, source_);
      if (!node) return node.error();
      model_.nodes.push_back(std::move(node).value());
    }
    return {};
  }

  void readValues(const GraphProto& graph) {
    for (const auto& input : graph.input()) {
      if (!model_.initializers.contains(input.name())) model_.inputs.push_back(valueOf(input));
    }
    for (const auto& output : graph.output()) model_.outputs.push_back(valueOf(output));
  }

  [[nodiscard]] Error givenTwice(const std::string& value) const {
    return failure(DYADIC_TR("engine", "%1 is damaged: two nodes give the value \"%2\"."), {source_.path, value});
  }

  /// Which node gives each value; -1: an initializer or input.
  Expected<std::unordered_map<std::string, int>> producers() const {
    std::unordered_map<std::string, int> out;
    for (const auto& [name, tensor] : model_.initializers) out.emplace(name, -1);
    for (const OnnxValue& input : model_.inputs) {
      if (!out.emplace(input.name, -1).second) return givenTwice(input.name);
    }
    for (std::size_t i = 0; i < model_.nodes.size(); ++i) {
      for (const std::string& output : model_.nodes[i].outputs) {
        if (!output.empty() && !out.emplace(output, static_cast<int>(i)).second) return givenTwice(output);
      }
    }
    return out;
  }

  [[nodiscard]] Error unknown(const std::string& value) const {
    return failure(DYADIC_TR("engine", "%1 is damaged: no node gives the value \"%2\"."), {source_.path, value});
  }

  /// Brings the nodes into an order in which each follows those it reads; the file's own where it is one, as ONNX asks.
  Status order() {
    const auto givers = producers();
    if (!givers) return givers.error();
    for (const OnnxValue& output : model_.outputs) {
      if (!givers->contains(output.name)) return unknown(output.name);
    }
    std::vector<int> waiting(model_.nodes.size(), 0);
    std::vector<std::vector<int>> readers(model_.nodes.size());
    for (std::size_t i = 0; i < model_.nodes.size(); ++i) {
      for (const std::string& input : model_.nodes[i].inputs) {
        if (input.empty()) continue;
        const auto found = givers->find(input);
        if (found == givers->end()) return unknown(input);
        if (found->second < 0) continue;
        readers[static_cast<std::size_t>(found->second)].push_back(static_cast<int>(i));
        ++waiting[i];
      }
    }
    return sort(waiting, readers);
  }

  Status sort(std::vector<int>& waiting, const std::vector<std::vector<int>>& readers) {
    std::priority_queue<int, std::vector<int>, std::greater<>> ready;  // the lowest first
    for (std::size_t i = 0; i < waiting.size(); ++i) {
      if (waiting[i] == 0) ready.push(static_cast<int>(i));
    }
    std::vector<OnnxNode> sorted;
    while (!ready.empty()) {
      const auto next = static_cast<std::size_t>(ready.top());
      ready.pop();
      sorted.push_back(std::move(model_.nodes[next]));
      for (const int reader : readers[next]) {
        if (--waiting[static_cast<std::size_t>(reader)] == 0) ready.push(reader);
      }
    }
    if (sorted.size() != waiting.size()) {
      return failure(DYADIC_TR("engine", "%1 is damaged: its operators read one another in a circle."), {source_.path});
    }
    model_.nodes = std::move(sorted);
    return {};
  }

  OnnxSource source_;
  OnnxModel model_;
};

template <class Parse>
Expected<OnnxModel> readWith(OnnxSource source, const Parse& parse) {
  const std::string path = source.path;
  try {
    ModelProto message;
    if (Status status = parse(message); !status) return status.error();
    return Reader(std::move(source)).read(message);
  } catch (const std::bad_alloc&) {
    return failure(DYADIC_TR("engine", "There is not enough memory to read %1."), {path});
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "%1 could not be read: %2."), {path, error.what()});
  }
}

}  // namespace

Expected<OnnxModel> readOnnxFile(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return readWith({path, folder.empty() ? "." : folder}, [&](ModelProto& message) { return parseFile(path, message); });
}

Expected<OnnxModel> parseOnnx(std::string bytes, const std::string& source) {
  return readWith({source, {}}, [&](ModelProto& message) -> Status {
    google::protobuf::io::ArrayInputStream parts(
        bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), std::numeric_limits<int>::max())));
    if (!hasFewParts(parts)) return tooManyParts(source);
    const bool parsed = bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()) &&
                        message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    std::string().swap(bytes);
    if (!parsed) return damaged(source);
    return {};
  });
}

bool looksLikeOnnx(std::string_view firstBytes) {
  if (firstBytes.size() < 2) return false;
  const auto tag = static_cast<unsigned char>(firstBytes[0]);
  const unsigned field = tag >> 3U;
  const unsigned wire = tag & 7U;
  if (field == 1 || field == 5) return wire == 0;
  return (field == 2 || field == 3 || field == 4 || (field >= 6 && field <= 8) || field == 14) && wire == 2;
}

}  // namespace dyadic::nets
