// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "engine/nets/Executor.h"
#include "engine/nets/OnnxImport.h"
#include "engine/nets/onnx/OnnxFile.h"
#include "tests/engine/nets/Support.h"
#include "tests/engine/nets/onnx/OnnxBuilder.h"

namespace dyadic::nets {
namespace {

using dyadic_onnx::TensorProto;
using test::Ints;
using test::OnnxBuilder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Convolution, batch norm, ReLU, mean, linear layer, softmax: a network of two layers as PyTorch writes it.
OnnxBuilder smallNetwork(std::int64_t opset = 13) {
  OnnxBuilder b(opset);
  b.input("input", {0, 3, 8, 8}).output("probabilities", {0, 5});
  b.random("features.0.conv.weight", {4, 3, 3, 3}).random("features.0.bn.weight", {4}, 2);
  b.random("features.0.bn.bias", {4}, 3).random("features.0.bn.running_mean", {4}, 4);
  b.floats("features.0.bn.running_var", {4}, {1, 2, 3, 4}).random("classifier.weight", {5, 4}, 5);
  b.random("classifier.bias", {5}, 6);
  b.node("Conv", {"input", "features.0.conv.weight"}, {"c"}, {{"pads", Ints{1, 1, 1, 1}}});
  b.node("BatchNormalization",
         {"c", "features.0.bn.weight", "features.0.bn.bias", "features.0.bn.running_mean", "features.0.bn.running_var"},
         {"n"});
  b.node("Relu", {"n"}, {"r"}).node("GlobalAveragePool", {"r"}, {"g"}).node("Flatten", {"g"}, {"f"});
  b.graph().mutable_node(2)->set_name("/features/features.0/relu/Relu");
  b.node("Gemm", {"f", "classifier.weight", "classifier.bias"}, {"logits"}, {{"transB", std::int64_t{1}}});
  b.node("Softmax", {"logits"}, {"probabilities"}, {{"axis", std::int64_t{1}}});
  return b;
}

Expected<LoadedModel> load(const OnnxBuilder& builder, const Shape& input = {}) {
  return importOnnx(builder.bytes(), {.path = "net.onnx", .input = input});
}

std::string errorOf(const OnnxBuilder& builder, const Shape& input = {}) {
  const auto model = load(builder, input);
  return model ? "" : model.error().message();
}

std::vector<std::string> namesOf(const Graph& graph) {
  std::vector<std::string> out;
  for (const Node& node : graph.nodes()) out.push_back(node.name);
  return out;
}

TEST(OnnxImport, LayersAreCalledAsInTheFramework) {
  const auto model = load(smallNetwork());
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_THAT(namesOf(model->graph), ElementsAre("input", "features.0.conv", "features.0.bn", "features.0.relu",
                                                 "GlobalAveragePool.g", "Flatten.f", "classifier"));
  EXPECT_EQ(model->info.format, "ONNX");
  EXPECT_EQ(model->info.classes, 5);
  EXPECT_EQ(model->info.input, (Shape{3, 8, 8}));
  EXPECT_THAT(model->info.layers, SizeIs(3));
}

TEST(OnnxImport, NamesAreUnique) {
  OnnxBuilder b;
  b.input("input", {1, 2, 4, 4}).output("y").random("a.weight", {2, 2, 1, 1});
  b.node("Conv", {"input", "a.weight"}, {"c"}).node("Conv", {"c", "a.weight"}, {"d"}).node("Relu", {"d"}, {"e"});
  b.node("Flatten", {"e"}, {"y"});
  b.graph().mutable_node(2)->set_name("input");
  b.graph().mutable_node(3)->clear_name();
  const auto model = load(b);
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_THAT(namesOf(model->graph), ElementsAre("input", "a", "a_2", "input_2", "Flatten_y"));
  EXPECT_TRUE(torch::equal(model->graph.node(1).weight, model->graph.node(2).weight));
  EXPECT_FALSE(model->graph.node(1).weight.is_alias_of(model->graph.node(2).weight));
}

TEST(OnnxImport, FinalSoftmaxIsLeftOutWithANote) {
  OnnxBuilder with = smallNetwork();
  OnnxBuilder without = smallNetwork();
  without.graph().mutable_node()->RemoveLast();
  without.graph().mutable_output(0)->set_name("logits");
  const auto a = load(with);
  const auto b = load(without);
  ASSERT_TRUE(a && b);
  EXPECT_THAT(a->info.notes, ElementsAre(HasSubstr("softmax")));
  EXPECT_THAT(b->info.notes, IsEmpty());
  const torch::NoGradGuard noGrad;
  const torch::Tensor x = torch::rand({2, 3, 8, 8});
  EXPECT_TRUE(torch::equal(run(a->graph, x), run(b->graph, x)));
}

TEST(OnnxImport, MetadataCountAsInSafetensors) {
  OnnxBuilder b = smallNetwork();
  for (const auto& [key, value] : {std::pair("mean", "0.1,0.2,0.3"), {"std", "1,1,2"}, {"classes", "a,b,c,d,e"}}) {
    auto* entry = b.model().add_metadata_props();
    entry->set_key(key);
    entry->set_value(value);
  }
  const auto model = load(b);
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_THAT(model->info.mean, ElementsAre(0.1, 0.2, 0.3));
  EXPECT_THAT(model->info.classNames, ElementsAre("a", "b", "c", "d", "e"));
  b.model().mutable_metadata_props(1)->set_value("1,1");
  EXPECT_THAT(errorOf(b), HasSubstr("std"));
}

TEST(OnnxImport, InputShapeComesFromTheFileOrTheUser) {
  OnnxBuilder b = smallNetwork();
  EXPECT_THAT(errorOf(b, {3, 9, 9}), HasSubstr("3x8x8, not 3x9x9"));
  auto* shape = b.graph().mutable_input(0)->mutable_type()->mutable_tensor_type()->mutable_shape();
  shape->mutable_dim(2)->set_dim_param("height");
  shape->mutable_dim(3)->set_dim_param("width");
  EXPECT_THAT(errorOf(b), HasSubstr("data.input"));
  const auto model = load(b, {3, 12, 10});
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_EQ(model->info.input, (Shape{3, 12, 10}));
  EXPECT_THAT(errorOf(b, {1, 12, 10}), HasSubstr("not 1x12x10"));
}

TEST(OnnxImport, TensorFlowsLayoutIsAnImageToo) {
  OnnxBuilder b;
  b.input("input", {0, 6, 4, 3}).output("y").random("w", {2, 3, 3, 3});
  b.node("Transpose", {"input"}, {"t"}, {{"perm", Ints{0, 3, 1, 2}}}).node("Conv", {"t", "w"}, {"c"});
  b.node("Transpose", {"c"}, {"u"}, {{"perm", Ints{0, 2, 3, 1}}});
  b.node("ReduceMean", {"u"}, {"y"}, {{"axes", Ints{1, 2}}, {"keepdims", std::int64_t{0}}});
  const auto model = load(b);
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_EQ(model->info.input, (Shape{3, 6, 4}));
  EXPECT_THAT(model->info.nodes, SizeIs(4));  // input, convolution, mean, flatten: nothing is moved
  const torch::NoGradGuard noGrad;
  const torch::Tensor x = torch::rand({2, 3, 6, 4});
  const torch::Tensor wanted = torch::conv2d(x, model->graph.node(1).weight).mean({2, 3});
  EXPECT_TRUE(torch::allclose(run(model->graph, x), wanted, 1e-5, 1e-6));
}

TEST(OnnxImport, VectorsAreImagesOfAGivenShape) {
  OnnxBuilder b;
  b.input("input", {0, 12}).output("y").random("w", {12, 3}).node("MatMul", {"input", "w"}, {"y"});
  EXPECT_THAT(errorOf(b), HasSubstr("vectors of 12 values"));
  EXPECT_THAT(errorOf(b, {1, 3, 3}), HasSubstr("vectors of 12 values"));
  const auto model = load(b, {1, 3, 4});
  ASSERT_TRUE(model) << model.error().message();
  const torch::Tensor x = torch::rand({2, 1, 3, 4});
  EXPECT_TRUE(torch::allclose(run(model->graph, x), x.flatten(1).mm(model->graph.node(2).weight.t())));
}

TEST(OnnxImport, ABiasThatIsAddedBelongsToItsLayer) {
  OnnxBuilder b;
  b.input("input", {0, 2, 4, 4}).output("y").random("w", {3, 2, 1, 1}).random("b", {3, 1, 1}, 2).random("v", {48, 5});
  b.random("d", {5}, 3)
      .node("Conv", {"input", "w"}, {"c"})
      .node("Add", {"c", "b"}, {"a"})
      .node("Flatten", {"a"}, {"f"});
  b.node("MatMul", {"f", "v"}, {"m"}).node("Add", {"d", "m"}, {"y"});
  const auto model = load(b);
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_THAT(model->graph.nodes(), SizeIs(4));
  EXPECT_TRUE(model->graph.node(1).bias.defined());
  EXPECT_TRUE(model->graph.node(3).bias.defined());
}

TEST(OnnxImport, AllRefusedOperatorsAreNamedAtOnce) {
  OnnxBuilder b(20);
  b.input("input", {0, 3, 8, 8}).output("y").random("w", {4, 3, 3, 3});
  b.node("Conv", {"input", "w"}, {"c"}).node("Gelu", {"c"}, {"g"}).node("Erf", {"g"}, {"e"});
  b.node("AveragePool", {"c"}, {"p"}, {{"kernel_shape", Ints{2, 2}}, {"dilations", Ints{2, 2}}});
  b.node("Relu", {"e"}, {"r"}).node("FusedConv", {"r", "p"}, {"y"});
  b.graph().mutable_node(5)->set_domain("com.microsoft");
  const test::TemporaryFolder folder;
  test::writeBytes(folder.file("net.onnx"), b.bytes());
  const auto refused = refusedOnnxOperators({.path = folder.file("net.onnx")});
  ASSERT_TRUE(refused) << refused.error().message();
  std::vector<std::string> texts;
  for (const auto& one : *refused) texts.push_back(describe(one));
  EXPECT_THAT(texts, ElementsAre("Gelu (node \"Gelu.g\", opset 20)", "Erf (node \"Erf.e\", opset 20)",
                                 "AveragePool (node \"AveragePool.p\", opset 20): its dilations are not read",
                                 "com.microsoft.FusedConv (node \"FusedConv.y\", opset 20)"));
  EXPECT_THAT(errorOf(b), HasSubstr(texts[2]));
  EXPECT_THAT(errorOf(b), HasSubstr(texts[3]));
  EXPECT_THAT(*refusedOperators({.path = folder.file("net.onnx")}), SizeIs(4));
}

/// One node between x [N, 3, 8, 8] and y.
OnnxBuilder single(std::int64_t opset, const std::string& op,
                   const std::vector<std::pair<std::string, test::OnnxAttributeValue>>& attributes = {},
                   const std::vector<std::string>& inputs = {"x"}) {
  OnnxBuilder b(opset);
  b.input("x", {0, 3, 8, 8}).output("y").random("w", {4, 3, 3, 3}).random("four", {4}).integers("list", {1, 2});
  b.scalar("half", 0.5F).node(op, inputs, {"y"}, attributes);
  return b;
}

TEST(OnnxImport, WhatOtherVersionsMeanIsRefused) {
  const std::int64_t one = 1;
  EXPECT_THAT(errorOf(single(6, "Relu")), HasSubstr("version 6"));
  EXPECT_THAT(errorOf(single(22, "Relu")), HasSubstr("version 22"));
  EXPECT_THAT(errorOf(single(13, "HardSwish")), HasSubstr("HardSwish"));
  EXPECT_THAT(errorOf(single(19, "Pad", {{"mode", std::string("wrap")}}, {"x", "list"})), HasSubstr("Pad"));
  EXPECT_THAT(errorOf(single(19, "AveragePool", {{"kernel_shape", Ints{2, 2}}, {"dilations", Ints{1, 2}}})),
              HasSubstr("dilations"));
  EXPECT_THAT(errorOf(single(18, "ReduceMean", {{"noop_with_empty_axes", one}})), HasSubstr("mean"));
  EXPECT_THAT(errorOf(single(13, "LRN", {{"size", std::int64_t{4}}})), HasSubstr("its size is 4"));
  EXPECT_THAT(errorOf(single(13, "MaxPool", {{"kernel_shape", Ints{2, 2}}, {"auto_pad", std::string("SAME")}})),
              HasSubstr("auto_pad"));
  EXPECT_THAT(
      errorOf(single(13, "Conv", {{"dilations", Ints{2, 2}}, {"auto_pad", std::string("SAME_LOWER")}}, {"x", "w"})),
      HasSubstr("auto_pad"));
  EXPECT_THAT(errorOf(single(21, "Relu", {{"surprise", one}})), HasSubstr("surprise"));
  EXPECT_THAT(errorOf(single(13, "Conv", {{"group", 1.0F}}, {"x", "w"})), HasSubstr("group"));
  EXPECT_THAT(errorOf(single(13, "Dropout", {}, {"x", "half", "list"})), HasSubstr("no classifier"));
}

TEST(OnnxImport, WhatDoesNotFitIsRefused) {
  const std::int64_t one = 1;
  EXPECT_THAT(errorOf(single(13, "Conv", {{"group", std::int64_t{0}}}, {"x", "w"})), HasSubstr("weights"));
  EXPECT_THAT(errorOf(single(13, "Conv", {{"group", std::int64_t{2}}}, {"x", "w"})), HasSubstr("weights"));
  EXPECT_THAT(errorOf(single(13, "Conv", {{"strides", Ints{0, 1}}}, {"x", "w"})), HasSubstr("strides"));
  EXPECT_THAT(errorOf(single(13, "Conv", {{"pads", Ints{-1, 0, 0, 0}}}, {"x", "w"})), HasSubstr("pads"));
  EXPECT_THAT(errorOf(single(13, "Conv", {{"pads", Ints{1LL << 62, 0, 0, 0}}}, {"x", "w"})), HasSubstr("pads"));
  EXPECT_THAT(errorOf(single(13, "Conv", {{"dilations", Ints{100, 100}}}, {"x", "w"})), HasSubstr("Conv"));
  EXPECT_THAT(errorOf(single(13, "Conv", {}, {"x", "x"})), HasSubstr("depends on the images"));
  EXPECT_THAT(errorOf(single(13, "Conv", {}, {"x", "list"})), HasSubstr("integers"));
  EXPECT_THAT(errorOf(single(13, "Conv", {}, {"x"})), HasSubstr("missing"));
  EXPECT_THAT(errorOf(single(13, "Conv", {}, {"w", "w"})), HasSubstr("Conv"));
  EXPECT_THAT(errorOf(single(13, "Concat", {{"axis", std::int64_t{0}}}, {"x", "x"})), HasSubstr("batch"));
  EXPECT_THAT(errorOf(single(13, "Transpose", {{"perm", Ints{0, 1, 1, 2}}})), HasSubstr("order"));
  EXPECT_THAT(errorOf(single(13, "Reshape", {}, {"x", "list"})), HasSubstr("Reshape"));
  EXPECT_THAT(errorOf(single(13, "Add", {}, {"x", "four"})), HasSubstr("combines"));
  EXPECT_THAT(errorOf(single(13, "Pad", {}, {"x", "list"})), HasSubstr("pads"));
  EXPECT_THAT(errorOf(single(13, "Slice", {}, {"x"})), HasSubstr("bounds are missing"));
  EXPECT_THAT(
      errorOf(single(15, "BatchNormalization", {{"training_mode", one}}, {"x", "four", "four", "four", "four"})),
      HasSubstr("training"));
  EXPECT_THAT(errorOf(single(13, "Relu")), HasSubstr("no classifier"));
}

TEST(OnnxImport, DamagedGraphsAreRefused) {
  OnnxBuilder circle;
  circle.input("x", {0, 3, 8, 8}).output("y").node("Add", {"x", "b"}, {"a"}).node("Relu", {"a"}, {"b"});
  circle.node("Flatten", {"b"}, {"y"});
  EXPECT_THAT(errorOf(circle), HasSubstr("circle"));
  OnnxBuilder twice;
  twice.input("x", {0, 3, 8, 8}).output("y").node("Relu", {"x"}, {"y"}).node("Relu", {"x"}, {"y"});
  EXPECT_THAT(errorOf(twice), HasSubstr("two nodes give the value \"y\""));
  EXPECT_THAT(errorOf(single(13, "Relu", {}, {"nothing"})), HasSubstr("\"nothing\""));
  OnnxBuilder two = single(13, "Relu");
  two.input("other", {0, 3});
  EXPECT_THAT(errorOf(two), HasSubstr("2 inputs (x, other)"));
  OnnxBuilder none = smallNetwork();
  none.model().clear_opset_import();
  EXPECT_THAT(errorOf(none), HasSubstr("version 0"));
  OnnxBuilder nan = smallNetwork();
  float bad = std::numeric_limits<float>::quiet_NaN();
  nan.graph().mutable_initializer(0)->mutable_raw_data()->replace(4, 4, reinterpret_cast<char*>(&bad), 4);
  EXPECT_THAT(errorOf(nan), HasSubstr("NaN"));
}

TEST(OnnxImport, NodesMayComeInAnyOrder) {
  OnnxBuilder b;
  b.input("x", {0, 3, 8, 8}).output("y").node("Flatten", {"r"}, {"y"}).node("Relu", {"x"}, {"r"});
  const auto model = load(b);
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_THAT(model->info.nodes, SizeIs(3));
}

TEST(OnnxImport, ShapesThatLieAreRefusedBeforeMemoryIsTaken) {
  for (const Ints& dims : {Ints{1LL << 40, 1LL << 40, 3, 3}, Ints{1 << 20, 1 << 20, 3, 3}, Ints{-1, 3, 3, 3},
                           Ints{4, 3, 3}, Ints{0, 3, 3, 3}}) {
    OnnxBuilder b = single(13, "Conv", {}, {"x", "w"});
    auto* tensor = b.graph().mutable_initializer(0);
    tensor->clear_dims();
    for (const std::int64_t size : dims) tensor->add_dims(size);
    EXPECT_THAT(errorOf(b), HasSubstr("\"w\"")) << dims[0];
  }
  OnnxBuilder zeros(13);  // a shape of 10^15 elements, which no file holds
  zeros.input("x", {0, 3, 8, 8}).output("y").integers("s", {1000000, 1000000, 1000});
  zeros.node("ConstantOfShape", {"s"}, {"z"}).node("Add", {"x", "z"}, {"y"});
  EXPECT_THAT(errorOf(zeros), HasSubstr("ConstantOfShape"));
  OnnxBuilder growing(13);  // doubles 60 times
  growing.input("x", {0, 3, 8, 8}).output("y").random("c0", {64});
  for (int i = 0; i < 60; ++i) {
    const std::string from = "c" + std::to_string(i);
    growing.node("Concat", {from, from}, {"c" + std::to_string(i + 1)}, {{"axis", std::int64_t{0}}});
  }
  growing.node("Add", {"x", "c60"}, {"y"});
  EXPECT_THAT(errorOf(growing), HasSubstr("Concat"));
}

TEST(OnnxImport, ExternalDataStayBelowTheModelsFolder) {
  const test::TemporaryFolder folder;
  OnnxBuilder b = smallNetwork();
  auto* tensor = b.graph().mutable_initializer(0);
  const std::string bytes = tensor->raw_data();
  tensor->clear_raw_data();
  tensor->set_data_location(TensorProto::EXTERNAL);
  auto* location = tensor->add_external_data();
  location->set_key("location");
  auto* offset = tensor->add_external_data();
  offset->set_key("offset");
  offset->set_value("16");
  std::filesystem::create_directory(folder.file("model"));
  test::writeBytes(folder.file("model/weights.bin"), std::string(16, 'x') + bytes);
  test::writeBytes(folder.file("outside.bin"), std::string(16, 'x') + bytes);
  std::filesystem::create_symlink(folder.file("outside.bin"), folder.file("model/link.bin"));
  const std::string path = folder.file("model/net.onnx");
  const auto open = [&](const std::string& where) {
    location->set_value(where);
    test::writeBytes(path, b.bytes());
    return importOnnx({.path = path});
  };
  const auto inside = open("weights.bin");
  ASSERT_TRUE(inside) << inside.error().message();
  EXPECT_TRUE(torch::equal(inside->graph.node(1).weight, load(smallNetwork())->graph.node(1).weight));
  for (const std::string where : {"../outside.bin", "/etc/passwd", "link.bin", "", ".", "a/../../outside.bin"}) {
    const auto refused = open(where);
    ASSERT_FALSE(refused) << where;
    EXPECT_THAT(refused.error().message(), HasSubstr("features.0.conv.weight")) << where;
  }
  EXPECT_THAT(open("missing.bin").error().message(), HasSubstr("not there"));
  offset->set_value("20");
  EXPECT_THAT(open("weights.bin").error().message(), HasSubstr("not all there"));
  offset->set_value("99999999999999999999999");
  EXPECT_FALSE(open("weights.bin"));
  offset->set_value("16");
  EXPECT_THAT(errorOf(b), HasSubstr("another file"));  // bytes in memory have no folder
}

TEST(OnnxImport, MillionsOfEmptyMessagesAreNotUnpacked) {
  for (const bool inNode : {false, true}) {
    OnnxBuilder b = smallNetwork();
    std::string parts;
    for (int i = 0; i < 1'000'001; ++i) parts += inNode ? std::string("\x2a\0", 2) : std::string("\x0a\0", 2);
    const auto length = [](std::size_t size) {
      std::string out;
      for (; size >= 128; size >>= 7U) out += static_cast<char>((size & 127U) | 128U);
      return out + static_cast<char>(size);
    };
    if (inNode) parts = "\x0a" + length(parts.size()) + parts;
    const std::string bytes = b.bytes() + "\x3a" + length(parts.size()) + parts;  // merged into the graph
    const auto model = importOnnx(bytes, {.path = "net.onnx"});
    ASSERT_FALSE(model);
    EXPECT_THAT(model.error().message(), HasSubstr("parts"));
  }
}

TEST(OnnxImport, EveryTruncationIsAnError) {
  const std::string bytes = smallNetwork().bytes();
  ASSERT_TRUE(importOnnx(bytes, {.path = "net.onnx"}));
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const auto model = importOnnx(bytes.substr(0, length), {.path = "net.onnx"});
    // Shorter by whole fields at the end it is another model, which may lack its operator set alone.
    ASSERT_FALSE(model) << length;
    ASSERT_THAT(model.error().message(), HasSubstr("net.onnx")) << length;
  }
}

TEST(OnnxImport, FlippedBytesNeverCrash) {
  const std::string bytes = smallNetwork(9).bytes();
  std::mt19937 random(1);
  int read = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string damaged = bytes;
    for (unsigned k = 0; k < 1 + random() % 3; ++k) damaged[random() % damaged.size()] = static_cast<char>(random());
    const auto model = importOnnx(damaged, {.path = "net.onnx"});
    if (!model) {
      EXPECT_FALSE(model.error().message().empty());
      continue;
    }
    ++read;
    const torch::NoGradGuard noGrad;
    Shape shape = model->info.input;
    if (shape != Shape{3, 8, 8}) continue;
    shape.insert(shape.begin(), 1);
    EXPECT_NO_THROW(run(model->graph, torch::zeros(shape)));
  }
  EXPECT_GT(read, 100);  // a flipped weight is a network as well
}

TEST(OnnxImport, AdaptivePoolsOfOurOwnConversion) {
  OnnxBuilder b;
  b.input("x", {0, 2, 12, 6}).output("y").node("AdaptiveAveragePool", {"x"}, {"p"}, {{"output_size", Ints{3, 6}}});
  b.node("Flatten", {"p"}, {"y"});
  b.graph().mutable_node(0)->set_domain("dyadic");
  const auto model = load(b);
  ASSERT_TRUE(model) << model.error().message();
  const torch::Tensor x = torch::rand({2, 2, 12, 6});
  const torch::Tensor wanted = torch::adaptive_avg_pool2d(x, {3, 6}).flatten(1);
  EXPECT_TRUE(torch::allclose(run(model->graph, x), wanted));
  b.graph().mutable_node(0)->mutable_attribute(0)->set_ints(0, 5);
  EXPECT_THAT(errorOf(b), HasSubstr("multiple"));
}

}  // namespace
}  // namespace dyadic::nets
