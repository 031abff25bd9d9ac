// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "engine/nets/Executor.h"
#include "engine/nets/OnnxImport.h"
#include "engine/nets/onnx/OnnxFile.h"
#include "tests/engine/nets/Support.h"
#include "tests/engine/nets/onnx/OnnxCases.h"

/// Models of our own in every operator set from 7 to 21, compared with ONNX Runtime: ONNX's test data end at 17, and
/// hold each operator in one version only.
namespace dyadic::nets {
namespace {

using test::Floats;
using test::Ints;
using Model = test::OnnxCaseModel;
using Case = test::OnnxCase;

const std::string kModules = DYADIC_SOURCE_DIR "/build/onnxruntime";

Floats inputFor(const Ints& dims) {
  std::size_t count = 1;
  for (const std::int64_t size : dims) count *= static_cast<std::size_t>(size);
  Floats out(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto at = static_cast<double>(i);
    out[i] = static_cast<float>(3 * std::sin(1.7 * at + 0.01 * at * at));
  }
  return out;
}

std::string missingRuntime() {
  if (std::system("node --version >/dev/null 2>&1") != 0) return "node is not installed";
  if (!std::filesystem::exists(kModules + "/node_modules/onnxruntime-node")) {
    return "npm's onnxruntime-node is not in build/onnxruntime; ./dev test puts it there";
  }
  return {};
}

void writeCase(const std::string& folder, const Model& model) {
  std::filesystem::create_directory(folder);
  test::writeBytes(folder + "/model.onnx", model.bytes());
  std::string dims = "[";
  for (const std::int64_t size : model.dims) dims += (dims.size() > 1 ? "," : "") + std::to_string(size);
  test::writeBytes(folder + "/dims", dims + "]");
  const Floats x = inputFor(model.dims);
  test::writeBytes(folder + "/x", {reinterpret_cast<const char*>(x.data()), x.size() * sizeof(float)});
}

/// The importer's values against the runtime's. Returns false where the importer refuses what runtimes do differently.
bool compare(const std::string& folder, const Model& model) {
  Expected<OnnxModel> parsed = parseOnnx(model.bytes(), "model");
  EXPECT_TRUE(parsed) << parsed.error().message();
  if (!parsed) return true;
  const Shape shape(model.dims.begin() + 1, model.dims.end());
  const Expected<Graph> graph = lowerOnnx(std::move(parsed).value(), shape);
  if (!graph) {
    const std::string why = graph.error().message();
    EXPECT_TRUE(why.find("of ONNX do differently") != std::string::npos ||
                why.find("its padding is too wide for ceil_mode") != std::string::npos)
        << why;
    return false;
  }
  const torch::NoGradGuard noGrad;
  Floats x = inputFor(model.dims);
  const torch::Tensor ours = run(*graph, torch::from_blob(x.data(), model.dims)).contiguous();
  const std::string bytes = test::readBytes(folder + "/y");
  EXPECT_EQ(bytes.size(), static_cast<std::size_t>(ours.numel()) * sizeof(float)) << ours.sizes();
  if (bytes.size() != static_cast<std::size_t>(ours.numel()) * sizeof(float)) return true;
  const torch::Tensor theirs = torch::from_blob(const_cast<char*>(bytes.data()), ours.sizes(), torch::kFloat32);
  EXPECT_TRUE(torch::allclose(ours, theirs, 1e-5, 1e-5)) << (ours - theirs).abs().max().item<float>();
  return true;
}

void compareAll(const std::vector<Case>& cases, std::size_t expected) {
  if (const std::string why = missingRuntime(); !why.empty()) GTEST_SKIP() << why;
  const test::TemporaryFolder folder;
  std::vector<std::pair<std::string, Model>> made;
  std::string list;
  for (const Case& one : cases) {
    for (std::int64_t opset = one.since; opset <= one.until; ++opset) {
      Model model(opset, one.dims);
      model.input("x", one.dims).output("y");
      one.build(model);
      const std::string path = folder.file(one.name + "-" + std::to_string(opset));
      writeCase(path, model);
      list += path + "\n";
      made.emplace_back(path, std::move(model));
    }
  }
  test::writeBytes(folder.file("list"), list);
  const std::string command =
      "node " DYADIC_SOURCE_DIR "/tests/engine/nets/onnx/run-onnx.js " + kModules + " " + folder.file("list") + " 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0);
  std::size_t compared = 0;
  for (const auto& [path, model] : made) {
    SCOPED_TRACE(std::filesystem::path(path).filename().string());
    ASSERT_FALSE(std::filesystem::exists(path + "/error")) << test::readBytes(path + "/error");
    compared += compare(path, model) ? 1 : 0;
  }
  std::printf("%zu models compared\n", compared);
  EXPECT_EQ(compared, expected);
}

TEST(OnnxRuntime, LayersAreThoseOfOnnxRuntime) { compareAll(test::layerCases(), 281); }
TEST(OnnxRuntime, ActivationsAreThoseOfOnnxRuntime) { compareAll(test::activationCases(), 382); }
TEST(OnnxRuntime, ShapesAreThoseOfOnnxRuntime) { compareAll(test::shapeCases(), 478); }
TEST(OnnxRuntime, PoolsAreThoseOfOnnxRuntime) { compareAll(test::poolCases(), 1446); }

}  // namespace
}  // namespace dyadic::nets
