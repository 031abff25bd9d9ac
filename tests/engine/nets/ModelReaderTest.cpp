// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/ModelReader.h"

#include <gmock/gmock.h>

#include <cmath>

#include "engine/nets/architectures/Architectures.h"
#include "engine/nets/weights/Safetensors.h"
#include "tests/engine/nets/Support.h"

namespace dyadic::nets {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// The tensors of a network in a form that a test can damage and write.
struct Weights {
  std::map<std::string, std::pair<Shape, std::vector<float>>> tensors;
  std::map<std::string, std::string> metadata;

  Weights(const std::string& id, Shape input, int classes) {
    const Expected<Graph> graph = buildArchitecture(id, {.input = std::move(input), .classes = classes, .seed = 9});
    for (const NamedTensor& tensor : graph->state()) {
      const float* data = tensor.tensor.data_ptr<float>();
      tensors[tensor.name] = {tensor.tensor.sizes().vec(), {data, data + tensor.tensor.numel()}};
    }
  }

  void write(const std::string& path) const {
    std::vector<SafetensorsTensor> list;
    for (const auto& [name, tensor] : tensors) list.push_back({name, tensor.first, tensor.second});
    EXPECT_TRUE(writeSafetensors(path, list, metadata, true));
  }
};

class ModelReader : public testing::Test {
 protected:
  std::string error(const Weights& weights, ModelOpenOptions options = {}) {
    weights.write(path_);
    options.path = path_;
    const Expected<LoadedModel> model = openModel(options);
    EXPECT_FALSE(model);
    if (model) return "";
    if (model.error().message().find(path_) == std::string::npos) ADD_FAILURE() << model.error().message();
    return model.error().message();
  }

  ModelInfo open(const Weights& weights, ModelOpenOptions options = {}) {
    weights.write(path_);
    options.path = path_;
    const Expected<LoadedModel> model = openModel(options);
    EXPECT_TRUE(model) << model.error().message();
    return model ? model->info : ModelInfo();
  }

  test::TemporaryFolder folder_;
  std::string path_ = folder_.file("net.safetensors");
};

TEST_F(ModelReader, ReadsBackWhatItSaves) {
  for (const ArchitectureInfo& architecture : architectures()) {
    if (architecture.id == "vgg16-bn" || architecture.id == "preresnet50")
      continue;  // as vgg16 and resnet50, and large
    const Shape input = {2, std::max<std::int64_t>(architecture.leastSide, 20), 64};
    const Expected<Graph> graph = buildArchitecture(architecture.id, {.input = input, .classes = 5, .seed = 4});
    const DataMetadata data{{0.1, 1.0 / 3}, {0.5, 2}, {"a", "b, c", "d", "\xc3\xa9", "f"}};
    ASSERT_TRUE(saveModel(*graph, path_, formatMetadata(data), true));
    const Expected<LoadedModel> model = openModel({.path = path_});
    ASSERT_TRUE(model) << model.error().message();
    EXPECT_EQ(model->info.architecture, architecture.id);
    EXPECT_EQ(model->info.input, input);
    EXPECT_EQ(model->info.classes, 5);
    EXPECT_EQ(model->info.mean, data.mean);
    EXPECT_EQ(model->info.deviation, data.deviation);
    EXPECT_EQ(model->info.classNames, data.classNames);
    const auto before = graph->state();
    const auto after = model->graph.state();
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_TRUE(torch::equal(before[i].tensor, after[i].tensor)) << before[i].name;
    }
    ASSERT_FALSE(saveModel(*graph, path_, {}, false));
  }
}

TEST_F(ModelReader, FindsArchitectureInputAndClassesFromTheTensors) {
  const ModelInfo resnet = open(Weights("resnet32-cifar", {3, 32, 32}, 17));
  EXPECT_EQ(resnet.architecture, "resnet32-cifar");
  EXPECT_THAT(resnet.input, ElementsAre(3, 32, 32));
  EXPECT_EQ(resnet.classes, 17);
  const ModelInfo gray = open(Weights("lenet5", {1, 28, 28}, 10));
  EXPECT_EQ(gray.architecture, "lenet5");
  EXPECT_THAT(gray.input, ElementsAre(1, 28, 28));
  EXPECT_THAT(open(Weights("lenet5", {3, 32, 32}, 10)).input, ElementsAre(3, 32, 32));
  EXPECT_THAT(error(Weights("resnet8-cifar", {1, 28, 28}, 10)), HasSubstr("data.input"));
  EXPECT_THAT(open(Weights("resnet8-cifar", {1, 28, 28}, 10), {.input = {1, 24, 24}}).input, ElementsAre(1, 24, 24));
}

TEST_F(ModelReader, DropsPrefixAndCounters) {
  const Weights plain("resnet8-cifar", {3, 32, 32}, 10);
  Weights prefixed = plain;
  prefixed.tensors.clear();
  for (const auto& [name, tensor] : plain.tensors) prefixed.tensors["module." + name] = tensor;
  prefixed.tensors["module.bn1.num_batches_tracked"] = {{}, {7}};
  EXPECT_EQ(open(prefixed).architecture, "resnet8-cifar");
  Weights compiled = plain;
  compiled.tensors.clear();
  for (const auto& [name, tensor] : plain.tensors) compiled.tensors["model._orig_mod." + name] = tensor;
  EXPECT_EQ(open(compiled).architecture, "resnet8-cifar");
  prefixed.tensors["conv1.weight"] = plain.tensors.at("conv1.weight");
  EXPECT_THAT(error(prefixed), HasSubstr("conv1.weight twice"));
}

TEST_F(ModelReader, ListsWhatDoesNotFit) {
  Weights weights("resnet20-cifar", {3, 32, 32}, 10);
  weights.metadata["architecture"] = "resnet20-cifar";
  weights.tensors["extra.weight"] = {{2}, {1, 2}};
  weights.tensors.erase("layer2.1.bn2.bias");
  weights.tensors["bn1.weight"] = {{3}, {1, 2, 3}};
  const std::string message = error(weights);
  EXPECT_THAT(message, HasSubstr("Missing: layer2.1.bn2.bias."));
  EXPECT_THAT(message, HasSubstr("Unexpected: extra.weight."));
  EXPECT_THAT(message, HasSubstr("Wrong shapes: bn1.weight [3] instead of [16]."));
  const std::string other = error(Weights("resnet20-cifar", {3, 32, 32}, 10), {.architecture = "lenet5"});
  EXPECT_THAT(other, HasSubstr("does not hold a lenet5"));
  EXPECT_THAT(other, HasSubstr("conv1.bias, conv2.weight"));
  EXPECT_THAT(other, HasSubstr(" more. Wrong shapes:"));  // not all of 95
  EXPECT_THAT(other, HasSubstr("The names fit --architecture resnet20-cifar better"));
  EXPECT_THAT(error(Weights("resnet20-cifar", {3, 32, 32}, 10), {.input = {1, 32, 32}}),
              HasSubstr("conv1.weight [16, 3, 3, 3] instead of [16, 1, 3, 3]"));
  EXPECT_THAT(error(Weights("lenet5", {1, 28, 28}, 10), {.input = {1, 32, 32}}), HasSubstr("fc1.weight"));
  EXPECT_THAT(error(Weights("resnet20-cifar", {3, 32, 32}, 10), {.classes = 11}), HasSubstr("linear.weight [10, 64]"));
}

TEST_F(ModelReader, AsksForAnArchitectureItCannotFind) {
  Weights weights("resnet20-cifar", {3, 32, 32}, 10);
  weights.tensors.erase("bn1.bias");
  EXPECT_THAT(error(weights), HasSubstr("lenet5, resnet8-cifar"));
  EXPECT_THAT(error(weights), HasSubstr("nearest is resnet20-cifar; against it, missing: bn1.bias. Unexpected: none"));
  Weights other = weights;
  other.tensors = {{"encoder.weight", {{1}, {2}}}, {"head.weight", {{1}, {2}}}};
  EXPECT_THAT(error(other), HasSubstr("(encoder.weight, head.weight) are those of no known architecture"));
  weights.metadata["architecture"] = "vgg";
  weights.write(path_);
  const Expected<LoadedModel> model = openModel({.path = path_});
  ASSERT_FALSE(model);
  EXPECT_THAT(model.error().message(), HasSubstr("\"vgg\""));
}

TEST_F(ModelReader, RefusesNumbersThatCannotBe) {
  const Weights sound("lenet5", {1, 28, 28}, 10);
  for (const float value : {NAN, INFINITY, -INFINITY}) {
    Weights weights = sound;
    weights.tensors["fc2.bias"].second[3] = value;
    EXPECT_THAT(error(weights), HasSubstr("fc2.bias"));
  }
  Weights variance("resnet8-cifar", {3, 32, 32}, 10);
  variance.tensors["layer1.0.bn1.running_var"].second[0] = -1e-3F;
  EXPECT_THAT(error(variance), HasSubstr("layer1.0.bn1.running_var"));
}

TEST_F(ModelReader, LeavesOutWhatOnlyTrainingUses) {
  Weights weights("googlenet", {3, 64, 64}, 5);
  weights.tensors["aux1.fc1.weight"] = {{2, 2}, {1, 2, 3, 4}};
  weights.write(path_);
  const Expected<LoadedModel> model = openModel({.path = path_});
  ASSERT_TRUE(model) << model.error().message();
  EXPECT_EQ(model->info.architecture, "googlenet");
  EXPECT_THAT(model->info.notes, ElementsAre(HasSubstr("auxiliary classifiers")));
}

TEST_F(ModelReader, KnowsPyTorchFilesByTheirBytes) {
  const std::string folder = DYADIC_SOURCE_DIR "/tests/data/weights/";
  for (const char* name : {"checkpoint.pth", "checkpoint-old.tar"}) {
    const Expected<LoadedModel> model = openModel({.path = folder + name});
    ASSERT_FALSE(model);
    EXPECT_THAT(model.error().message(), HasSubstr("(0.bias, 0.weight, 1.bias, 1.running_mean"));
  }
  const Expected<LoadedModel> module = openModel({.path = folder + "module.pth"});
  ASSERT_FALSE(module);
  EXPECT_THAT(module.error().message(), HasSubstr("state_dict()"));
}

TEST_F(ModelReader, RefusesTruncatedFiles) {
  Weights("lenet5", {1, 28, 28}, 10).write(path_);
  const std::string bytes = test::readBytes(path_);
  for (std::size_t i = 0; i < 40; ++i) {
    test::writeBytes(path_, bytes.substr(0, bytes.size() * i / 40));
    const Expected<LoadedModel> model = openModel({.path = path_});
    ASSERT_FALSE(model);
    EXPECT_THAT(model.error().message(), HasSubstr(path_));
  }
}

TEST_F(ModelReader, ReadsMetadataInItsForms) {
  Weights weights("lenet5", {1, 28, 28}, 3);
  weights.metadata = {{"mean", "[0.25]"}, {"std", " 0.5 "}, {"classes", "cat,dog,two words"}, {"input", "1x28x28"}};
  const ModelInfo info = open(weights);
  EXPECT_THAT(info.mean, ElementsAre(0.25));
  EXPECT_THAT(info.deviation, ElementsAre(0.5));
  EXPECT_THAT(info.classNames, ElementsAre("cat", "dog", "two words"));
  weights.metadata["classes"] = "3";
  EXPECT_THAT(open(weights).classNames, IsEmpty());
  weights.metadata["std"] = "0";
  EXPECT_THAT(error(weights), HasSubstr("std"));
  weights.metadata["std"] = "0.5,0.5";
  EXPECT_THAT(error(weights), HasSubstr("std"));
  weights.metadata["std"] = "[[[";
  EXPECT_THAT(error(weights), HasSubstr("std"));
  weights.metadata["input"] = "28";
  EXPECT_THAT(error(weights), HasSubstr("\"28\""));
}

TEST_F(ModelReader, InspectsAGraph) {
  const Expected<Graph> graph = buildArchitecture("resnet8-cifar", {.input = {1, 28, 28}, .classes = 10});
  const ModelInfo info = inspect(*graph);
  EXPECT_EQ(info.architecture, "resnet8-cifar");
  EXPECT_EQ(info.layers.size(), 15U);                // 7 convolutions, 7 batch norms, 1 linear layer
  EXPECT_EQ(info.edges.size(), 1U + 15U + 3U + 1U);  // input, layers, sums, pool
  EXPECT_EQ(info.edges.front().name, "input");
  EXPECT_EQ(info.edges.back().name, "linear");
  std::int64_t parameters = 0;
  for (const LayerInfo& layer : info.layers) parameters += layer.parameters;
  EXPECT_EQ(info.parameters, parameters);
}

TEST(InputShape, IsParsedStrictly) {
  const Expected<Shape> shape = parseInputShape("3x32x16");
  ASSERT_TRUE(shape);
  EXPECT_THAT(*shape, ElementsAre(3, 32, 16));
  EXPECT_EQ(formatInputShape(*shape), "3x32x16");
  for (const char* text : {"", "3", "3x32", "3x32x", "3x32x16x1", "3x32x16 ", "0x32x32", "3x-1x2", "ax1x1", "3,32,32",
                           "3x99999999999999999999x1", "3x70000x1"}) {
    EXPECT_FALSE(parseInputShape(text)) << text;
  }
}

}  // namespace
}  // namespace dyadic::nets
