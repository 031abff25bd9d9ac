// SPDX-License-Identifier: GPL-3.0-or-later
#include <Onnx.pb.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

#include "engine/nets/Executor.h"
#include "engine/nets/OnnxImport.h"
#include "engine/nets/onnx/OnnxFile.h"
#include "tests/engine/nets/Support.h"

/// ONNX's own tests of single operators, from Debian's libonnx-testdata, for every operator that README names. The
/// tests' first dimension is the batch. They give weights and shapes as inputs; here these are initializers, and only
/// what is data in a network stays an input.
namespace dyadic::nets {
namespace {

namespace fs = std::filesystem;
using dyadic_onnx::GraphProto;
using dyadic_onnx::ModelProto;
using dyadic_onnx::TensorProto;

const fs::path kFolder = "/usr/share/libonnx-testdata/data/node";

const std::set<std::string> kOperators = {"Add",
                                          "AveragePool",
                                          "BatchNormalization",
                                          "Clip",
                                          "Concat",
                                          "Constant",
                                          "Conv",
                                          "Dropout",
                                          "Flatten",
                                          "Gemm",
                                          "GlobalAveragePool",
                                          "HardSwish",
                                          "Identity",
                                          "LRN",
                                          "MatMul",
                                          "HardSigmoid",
                                          "LeakyRelu",
                                          "MaxPool",
                                          "Mul",
                                          "Pad",
                                          "ReduceMean",
                                          "Relu",
                                          "Reshape",
                                          "Sigmoid",
                                          "Slice",
                                          "Softmax",
                                          "Squeeze",
                                          "Transpose",
                                          "Unsqueeze"};

template <class Message>
Message readMessage(const fs::path& path) {
  Message message;
  EXPECT_TRUE(message.ParseFromString(test::readBytes(path.string()))) << path;
  return message;
}

Shape dimsOf(const TensorProto& tensor) { return {tensor.dims().begin(), tensor.dims().end()}; }

torch::Tensor tensorOf(const TensorProto& message) {
  torch::Tensor out = torch::empty(dimsOf(message), torch::kFloat32);
  std::vector<float> values(message.float_data().begin(), message.float_data().end());
  if (message.has_raw_data()) {
    values.resize(message.raw_data().size() / sizeof(float));
    std::memcpy(values.data(), message.raw_data().data(), message.raw_data().size());
  }
  EXPECT_EQ(static_cast<std::int64_t>(values.size()), out.numel());
  std::copy(values.begin(), values.end(), out.data_ptr<float>());
  return out;
}

/// One of the tests, made into a network.
struct NodeTest {
  ModelProto model;
  std::vector<TensorProto> inputs;
  std::vector<TensorProto> outputs;

  [[nodiscard]] std::int64_t opset() const { return model.opset_import(0).version(); }
};

NodeTest readTest(const fs::path& folder) {
  NodeTest test;
  test.model = readMessage<ModelProto>(folder / "model.onnx");
  const fs::path data = folder / "test_data_set_0";
  for (int i = 0; fs::exists(data / ("input_" + std::to_string(i) + ".pb")); ++i) {
    test.inputs.push_back(readMessage<TensorProto>(data / ("input_" + std::to_string(i) + ".pb")));
  }
  for (int i = 0; fs::exists(data / ("output_" + std::to_string(i) + ".pb")); ++i) {
    test.outputs.push_back(readMessage<TensorProto>(data / ("output_" + std::to_string(i) + ".pb")));
  }
  return test;
}

bool isListed(const NodeTest& test) {
  const auto& nodes = test.model.graph().node();
  return std::all_of(nodes.begin(), nodes.end(), [](const auto& node) { return kOperators.contains(node.op_type()); });
}

/// How many of the inputs are data: sums, products and joins have several of the same shape.
std::size_t dataInputs(const NodeTest& test) {
  static const std::set<std::string> kSeveral = {"Add", "Mul", "Concat"};
  if (test.inputs.empty() || !kSeveral.contains(test.model.graph().node(0).op_type())) return 1;
  std::size_t count = 1;
  while (count < test.inputs.size() && dimsOf(test.inputs[count]) == dimsOf(test.inputs[0])) ++count;
  return count;
}

void addIntegers(GraphProto& graph, const std::string& name, const std::vector<std::int64_t>& values) {
  auto* tensor = graph.add_initializer();
  tensor->set_name(name);
  tensor->set_data_type(TensorProto::INT64);
  tensor->add_dims(static_cast<std::int64_t>(values.size()));
  for (const std::int64_t value : values) tensor->add_int64_data(value);
}

/// Adds input or attribute `name` to a node, whichever the operator set has it as.
void addList(GraphProto& graph, dyadic_onnx::NodeProto& node, bool attribute, const std::string& name,
             const std::vector<std::int64_t>& values) {
  if (!attribute) {
    const std::string input = node.name() + "." + name;
    addIntegers(graph, input, values);
    node.add_input(input);
    return;
  }
  auto* list = node.add_attribute();
  list->set_name(name);
  list->set_type(dyadic_onnx::AttributeProto::INTS);
  for (const std::int64_t value : values) list->add_ints(value);
}

/// Element `i` of dimension 1 of the images as the value `name`.
void addPart(NodeTest& test, std::int64_t i, const std::string& name, std::vector<dyadic_onnx::NodeProto>& out) {
  GraphProto& graph = *test.model.mutable_graph();
  dyadic_onnx::NodeProto slice;
  slice.set_op_type("Slice");
  slice.set_name("slice" + std::to_string(i));
  slice.add_input("images");
  slice.add_output(slice.name());
  addList(graph, slice, test.opset() < 10, "starts", {i});
  addList(graph, slice, test.opset() < 10, "ends", {i + 1});
  addList(graph, slice, test.opset() < 10, "axes", {1});
  dyadic_onnx::NodeProto squeeze;
  squeeze.set_op_type("Squeeze");
  squeeze.set_name("squeeze" + std::to_string(i));
  squeeze.add_input(slice.name());
  squeeze.add_output(name);
  addList(graph, squeeze, test.opset() < 13, "axes", {1});
  out.push_back(slice);
  out.push_back(squeeze);
}

/// Makes inputs behind the first `data` ones initializers, and packs those into one input "images", whose dimension 1
/// counts them.
torch::Tensor makeNetwork(NodeTest& test, std::size_t data) {
  GraphProto& graph = *test.model.mutable_graph();
  // Only the first output is asked for, not the mask of Dropout or the indices of MaxPool.
  while (graph.output_size() > 1) graph.mutable_output()->RemoveLast();
  // A test names the operator set that brought its operator; version 7 still has those of 1 and 6.
  auto* opset = test.model.mutable_opset_import(0);
  opset->set_version(std::max<std::int64_t>(opset->version(), kOldestOpset));
  std::vector<std::string> names;
  for (const auto& input : graph.input()) names.push_back(input.name());
  for (std::size_t i = data; i < test.inputs.size(); ++i) {
    *graph.add_initializer() = test.inputs[i];
    graph.mutable_initializer(graph.initializer_size() - 1)->set_name(names[i]);
  }
  std::vector<torch::Tensor> parts;
  std::vector<dyadic_onnx::NodeProto> nodes;
  for (std::size_t i = 0; i < data; ++i) {
    parts.push_back(tensorOf(test.inputs[i]));
    addPart(test, static_cast<std::int64_t>(i), names[i], nodes);
  }
  nodes.insert(nodes.end(), graph.node().begin(), graph.node().end());
  graph.clear_node();
  for (const auto& node : nodes) *graph.add_node() = node;
  torch::Tensor images = torch::stack(parts, 1);
  graph.clear_input();
  auto* input = graph.add_input();
  input->set_name("images");
  auto* type = input->mutable_type()->mutable_tensor_type();
  type->set_elem_type(TensorProto::FLOAT);
  for (const std::int64_t size : images.sizes()) type->mutable_shape()->add_dim()->set_dim_value(size);
  return images;
}

/// Why a test is no network of this program: found from the test itself, the importer is not asked.
std::string outside(const NodeTest& test) {
  if (test.inputs.empty()) return "it has no input: the constant is used by other tests";
  for (const auto& tensor : {test.inputs[0], test.outputs[0]}) {
    if (tensor.data_type() != TensorProto::FLOAT) return "its data are not float32";
  }
  return {};
}

bool isTensor(const ModelProto& model) {
  const auto& input = model.graph().input();
  return input.empty() || input[0].type().has_tensor_type();
}

/// The reason in "... uses operators that are not read: Op (...): reason. Export ...".
std::string reasonOf(const std::string& message) {
  const std::size_t begin = message.find("): ");
  const std::size_t end = message.find(". Export");
  return begin == std::string::npos ? message : message.substr(begin + 3, end - begin - 3);
}

struct Tally {
  int passed = 0;
  std::map<std::string, std::string> left;  ///< test, reason
};

void runTest(const std::string& name, NodeTest test, Tally& tally) {
  const torch::Tensor images = makeNetwork(test, dataInputs(test));
  Expected<OnnxModel> model = parseOnnx(test.model.SerializeAsString(), name);
  ASSERT_TRUE(model) << model.error().message();
  const Shape shape(images.sizes().begin() + 1, images.sizes().end());
  const Expected<Graph> graph = lowerOnnx(std::move(model).value(), shape);
  if (!graph) {
    tally.left[name] = reasonOf(graph.error().message());
    return;
  }
  const torch::NoGradGuard noGrad;
  const torch::Tensor ours = run(*graph, images).contiguous();
  const torch::Tensor theirs = tensorOf(test.outputs[0]);
  ASSERT_EQ(ours.sizes(), theirs.sizes());
  EXPECT_TRUE(torch::allclose(ours, theirs, 1e-5, 1e-6)) << (ours - theirs).abs().max().item<float>();
  ++tally.passed;
}

TEST(OnnxNode, EveryTestOfTheOperatorsThatAreRead) {
  if (!fs::exists(kFolder)) GTEST_SKIP() << "Debian's libonnx-testdata is not installed";
  Tally tally;
  std::vector<fs::path> folders(fs::directory_iterator(kFolder), {});
  std::sort(folders.begin(), folders.end());
  for (const fs::path& folder : folders) {
    const std::string name = folder.filename().string();
    SCOPED_TRACE(name);
    if (!fs::exists(folder / "model.onnx")) continue;
    const auto model = readMessage<ModelProto>(folder / "model.onnx");
    if (!isListed({model, {}, {}})) continue;
    if (!isTensor(model)) {
      tally.left[name] = "its data are no tensor";
      continue;
    }
    NodeTest test = readTest(folder);
    if (const std::string why = outside(test); !why.empty()) {
      tally.left[name] = why;
      continue;
    }
    runTest(name, std::move(test), tally);
  }
  std::map<std::string, int> reasons;
  for (const auto& [name, why] : tally.left) {
    std::printf("left out: %s: %s\n", name.c_str(), why.c_str());
    ++reasons[why];
  }
  std::printf("%d of %d tests pass\n", tally.passed, tally.passed + static_cast<int>(tally.left.size()));
  EXPECT_EQ(tally.passed, 116);
  const std::map<std::string, int> expected = {
      {"The output \"transposed\" of test_transpose_all_permutations_1 is transposed, which is not read.", 1},
      {"it has no input: the constant is used by other tests", 1},
      {"it joins or splits the images of a batch", 27},
      {"it takes the mean over the images of a batch", 2},
      {"it transposes its input, which joins the images of a batch", 2},
      {"it was exported for training, so that it drops values always; export the model in evaluation mode", 4},
      {"it was exported for training, with the statistics of each batch; export the model in evaluation mode", 2},
      {"it works along the images of a batch", 1},
      {"its bias differs from image to image or does not fit", 1},
      {"its data are no tensor", 2},
      {"its data are not float32", 8},
      {"its input has the shape 2x3x4 for one image; only vectors are read", 1},
      {"its input has the shape 3x32 for one image; only images of channels x height x width are read", 2},
      {"its input has the shape 3x32x32x32 for one image; only images of channels x height x width are read", 2},
      {"its input has the shape 3x4 for one image; only vectors are read", 1},
      {"its shape does not fit its input, or it joins images of a batch", 1},
      {"nothing is left of its input", 1},
  };
  EXPECT_EQ(reasons, expected);
}

}  // namespace
}  // namespace dyadic::nets
