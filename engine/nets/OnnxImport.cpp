// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/OnnxImport.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "engine/nets/import/OnnxLowering.h"
#include "engine/nets/onnx/OnnxFile.h"

namespace dyadic::nets {
namespace {

/// What an image is for the model, and how the model sees it.
struct ImageInput {
  Shape shape;                     ///< channels x height x width
  std::vector<std::size_t> order;  ///< of FeatureMap
  bool flat = false;               ///< the model wants a vector
  bool ofData = false;             ///< the shape is that of ModelOpenOptions::images
};

bool isChannels(std::int64_t size) { return size == 1 || size == 3; }

/// What the user or the file's metadata say; empty: nothing.
Expected<Shape> givenShape(const OnnxModel& model, const ModelOpenOptions& options) {
  if (!options.input.empty()) return options.input;
  const auto found = model.metadata.find("input");
  if (found == model.metadata.end()) return Shape();
  Expected<Shape> shape = parseInputShape(found->second);
  if (shape) return shape;
  return failure(
      DYADIC_TR("engine", "The metadata of %1 gives the input shape as \"%2\", which is not of the form 3x32x32."),
      {model.source, found->second});
}

Expected<const OnnxValue*> findInput(const OnnxModel& model) {
  if (model.inputs.size() != 1) {
    std::string names;
    for (const OnnxValue& input : model.inputs) names += (names.empty() ? "" : ", ") + input.name;
    return failure(DYADIC_TR("engine", "%1 has %2 inputs (%3); only models with one input, the images, are read."),
                   {model.source, std::to_string(model.inputs.size()), names});
  }
  const OnnxValue& input = model.inputs.front();
  if (input.type != static_cast<int>(OnnxType::Float)) {
    return failure(DYADIC_TR("engine", "The input \"%2\" of %1 is of type %3; only images of type FLOAT are read."),
                   {model.source, input.name, onnxTypeName(input.type)});
  }
  if (!input.hasShape || (input.dims.size() != 4 && input.dims.size() != 2)) {
    return failure(DYADIC_TR("engine", "The input \"%2\" of %1 is no batch of images: it has %3 dimensions."),
                   {model.source, input.name, std::to_string(input.dims.size())});
  }
  return &input;
}

Error otherShape(const OnnxModel& model, const Shape& wanted, const Shape& given) {
  return usageError(DYADIC_TR("engine", "%1 is for images of %2, not %3. Change data.input."),
                    {model.source, formatInputShape(wanted), formatInputShape(given)});
}

/// A model that takes vectors, such as a perceptron: the image's shape has to be said.
Expected<ImageInput> vectorInput(const OnnxModel& model, const OnnxValue& input, const Shape& given) {
  const std::int64_t size = input.dims[1];
  if (given.size() != 3 || (size > 0 && countOf(given) != size)) {
    return usageError(DYADIC_TR("engine",
                                "%1 takes vectors of %2 values. Give the shape of the images that they are as input, "
                                "for example --set data.input=1x28x28."),
                      {model.source, std::to_string(size)});
  }
  return ImageInput{given, {0}, true};
}

Expected<ImageInput> inputOfShape(const OnnxModel& model, const OnnxValue& input, const Shape& given) {
  if (input.dims.size() == 2) return vectorInput(model, input, given);
  ImageInput out;
  // TensorFlow's layout, with channels last, where nothing else can be meant.
  const bool last = isChannels(input.dims[3]) && !isChannels(input.dims[1]);
  out.order = last ? std::vector<std::size_t>{1, 2, 0} : std::vector<std::size_t>{0, 1, 2};
  out.shape.assign(3, -1);
  for (std::size_t i = 0; i < 3; ++i) out.shape[out.order[i]] = input.dims[i + 1];
  const bool open = std::any_of(out.shape.begin(), out.shape.end(), [](std::int64_t size) { return size < 1; });
  if (given.empty() && open) {
    return usageError(DYADIC_TR("engine",
                                "%1 does not say for which images it is. Give their shape as input, for example --set "
                                "data.input=3x224x224."),
                      {model.source});
  }
  if (given.empty()) return out;
  const Shape fixed = out.shape;
  for (std::size_t d = 0; d < 3 && given.size() == 3; ++d) {
    if (out.shape[d] < 1) out.shape[d] = given[d];
  }
  if (out.shape != given) return otherShape(model, fixed, given);
  return out;
}

Expected<ImageInput> imageInput(const OnnxModel& model, const ModelOpenOptions& options) {
  const Expected<const OnnxValue*> found = findInput(model);
  if (!found) return found.error();
  const OnnxValue& input = **found;
  const Expected<Shape> given = givenShape(model, options);
  if (!given) return given.error();
  Expected<ImageInput> out = inputOfShape(model, input, *given);
  if (out || !given->empty() || !options.images) return out;
  const Shape images = options.images();
  Expected<ImageInput> fitting = images.empty() ? out : inputOfShape(model, input, images);
  if (!fitting) return out;
  fitting->ofData = true;
  return fitting;
}

/// The value before a softmax that ends the network; with shapes in between, which then are left out, too.
std::optional<std::string> beforeSoftmax(const OnnxModel& model, const std::string& output) {
  constexpr std::array<std::string_view, 5> kPassing = {"Identity", "Flatten", "Reshape", "Squeeze", "Cast"};
  std::string name = output;
  for (std::size_t i = model.nodes.size(); i-- > 0;) {
    const OnnxNode& node = model.nodes[i];
    if (!node.domain.empty() || node.outputs.empty() || node.outputs.front() != name || !node.has(0)) continue;
    name = node.inputs.front();
    if (node.op == "Softmax" || node.op == "LogSoftmax") return name;
    if (std::find(kPassing.begin(), kPassing.end(), node.op) == kPassing.end()) return std::nullopt;
  }
  return std::nullopt;
}

/// A model on the way to a graph.
struct Import {
  std::unique_ptr<OnnxLowering> lowering;
  std::map<std::string, std::string> metadata;
  std::string source;
  std::string format;
  std::vector<std::string> notes;
  std::set<std::string> externalData;
  bool inputOfData = false;
};

/// The files beside the model's that hold tensors.
std::set<std::string> externalDataOf(const OnnxModel& model) {
  std::set<std::string> files;
  const auto take = [&files](const OnnxTensor& tensor) {
    if (!tensor.file.empty()) files.insert(tensor.file);
  };
  for (const auto& [name, tensor] : model.initializers) take(tensor);
  for (const OnnxNode& node : model.nodes) {
    for (const OnnxAttribute& attribute : node.attributes) {
      if (attribute.tensor) take(*attribute.tensor);
    }
  }
  return files;
}

Expected<Import> start(OnnxModel model, const ModelOpenOptions& options) {
  const Expected<ImageInput> input = imageInput(model, options);
  if (!input) return input.error();
  Import out;
  out.metadata = model.metadata;
  out.source = model.source;
  out.format = "ONNX";
  out.externalData = externalDataOf(model);
  out.inputOfData = input->ofData;
  Graph graph(input->shape);
  OnnxLowering::Options lowering;
  lowering.input.node = input->flat ? graph.addFlatten("flatten", 0) : 0;
  lowering.input.order = input->order;
  const std::int64_t batch = model.inputs.front().dims.front();
  if (batch > 0) lowering.batch = batch;
  lowering.until = model.outputs.front().name;
  if (const auto before = beforeSoftmax(model, lowering.until)) {
    lowering.until = *before;
    out.notes.emplace_back(DYADIC_TR("engine",
                                     "The softmax at the end was left out: accuracy and training use the "
                                     "values before it."));
  }
  if (model.outputs.size() > 1) {
    out.notes.emplace_back(DYADIC_TR("engine", "The model has several outputs; the first one is used."));
  }
  if (Status status = graph.status(); !status) return status.error();
  out.lowering = std::make_unique<OnnxLowering>(std::move(model), std::move(graph), std::move(lowering));
  return out;
}

Error refusedError(const std::string& source, const std::vector<RefusedOperator>& refused) {
  constexpr std::size_t kMost = 20;
  std::string list;
  for (std::size_t i = 0; i < std::min(refused.size(), kMost); ++i) {
    list += (i > 0 ? "; " : "") + describe(refused[i]);
  }
  if (refused.size() > kMost) list += "; and " + std::to_string(refused.size() - kMost) + " more";
  return failure(DYADIC_TR("engine",
                           "%1 uses operators that are not read: %2. Export the model in evaluation mode with the "
                           "exporter's standard operators."),
                 {source, list});
}

Expected<LoadedModel> finish(Import import, const ModelOpenOptions& options) {
  if (Status status = import.lowering->run(); !status) return status.error();
  if (!import.lowering->refused().empty()) return refusedError(import.source, import.lowering->refused());
  Graph graph = import.lowering->takeGraph();
  if (const Shape out = graph.outputShape(); out.size() == 3 && out[1] == 1 && out[2] == 1) {
    std::string name = "flatten";
    while (graph.find(name)) name += "_2";
    graph.addFlatten(std::move(name), graph.outputNode());
  }
  if (const Shape& out = graph.outputShape(); out.size() != 1) {
    return failure(DYADIC_TR("engine", "%1 is no classifier of images: its output has the shape %2 for one image."),
                   {import.source, formatInputShape(out)});
  }
  ModelInfo info = inspect(graph);
  info.path = options.path;
  info.format = import.format;
  info.notes = std::move(import.notes);
  info.inputOfData = import.inputOfData;
  if (Status status = readMetadata(import.metadata, info); !status) return status.error();
  return LoadedModel{std::move(graph), std::move(info), std::move(import.metadata), std::move(import.externalData)};
}

template <class Result, class Body>
Expected<Result> guarded(const std::string& path, const Body& body) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return failure(DYADIC_TR("engine", "There is not enough memory to read %1."), {path});
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "%1 could not be opened: %2"), {path, error.what()});
  }
}

Expected<LoadedModel> importModel(Expected<OnnxModel> model, const ModelOpenOptions& options) {
  if (!model) return model.error();
  Expected<Import> import = start(std::move(model).value(), options);
  if (!import) return import.error();
  return finish(std::move(import).value(), options);
}

}  // namespace

Expected<LoadedModel> importOnnx(const ModelOpenOptions& options) {
  return guarded<LoadedModel>(options.path, [&] { return importModel(readOnnxFile(options.path), options); });
}

Expected<LoadedModel> importOnnx(std::string bytes, const ModelOpenOptions& options) {
  return guarded<LoadedModel>(options.path,
                              [&] { return importModel(parseOnnx(std::move(bytes), options.path), options); });
}

Expected<std::vector<RefusedOperator>> refusedOnnxOperators(const ModelOpenOptions& options) {
  using Refused = std::vector<RefusedOperator>;
  return guarded<Refused>(options.path, [&]() -> Expected<Refused> {
    Expected<OnnxModel> model = readOnnxFile(options.path);
    if (!model) return model.error();
    Expected<Import> import = start(std::move(model).value(), options);
    if (!import) return import.error();
    if (Status status = import->lowering->run(); !status) return status.error();
    return import->lowering->refused();
  });
}

std::string describe(const RefusedOperator& refused) {
  std::string out = refused.op + " (";
  if (!refused.node.empty()) out += "node \"" + refused.node + "\", ";
  out += "opset " + std::to_string(refused.opset) + ")";
  return refused.reason.empty() ? out : out + ": " + refused.reason;
}

Expected<Graph> lowerOnnx(OnnxModel model, const Shape& input) {
  const std::string source = model.source;
  return guarded<Graph>(source, [&]() -> Expected<Graph> {
    Graph graph(input);
    if (Status status = graph.status(); !status) return status.error();
    if (model.inputs.size() != 1 || model.inputs.front().dims.empty()) return findInput(model).error();
    OnnxLowering::Options options;
    options.input.node = 0;
    options.input.order.resize(input.size());
    std::iota(options.input.order.begin(), options.input.order.end(), 0);
    if (const std::int64_t batch = model.inputs.front().dims.front(); batch > 0) options.batch = batch;
    options.until = model.outputs.front().name;
    OnnxLowering lowering(std::move(model), std::move(graph), std::move(options));
    if (Status status = lowering.run(); !status) return status.error();
    if (!lowering.refused().empty()) return refusedError(source, lowering.refused());
    return lowering.takeGraph();
  });
}

}  // namespace dyadic::nets
