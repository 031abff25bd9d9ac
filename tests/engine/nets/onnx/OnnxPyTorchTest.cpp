// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "engine/nets/Executor.h"
#include "engine/nets/OnnxImport.h"
#include "tests/engine/nets/Support.h"

/// Files that PyTorch writes: see tests/data/make_onnx_files.py.
namespace dyadic::nets {
namespace {

torch::Tensor floatsOf(const std::string& path, const Shape& shape) {
  const std::string bytes = test::readBytes(path);
  torch::Tensor out = torch::empty(shape);
  EXPECT_EQ(bytes.size(), static_cast<std::size_t>(out.numel()) * sizeof(float)) << path;
  if (bytes.size() == static_cast<std::size_t>(out.numel()) * sizeof(float)) {
    std::memcpy(out.data_ptr<float>(), bytes.data(), bytes.size());
  }
  return out;
}

TEST(OnnxPyTorch, LogitsAreThoseOfPyTorchInEveryFormItExports) {
  const test::TemporaryFolder folder;
  const std::string command =
      "/usr/bin/python3 -B " DYADIC_SOURCE_DIR "/tests/data/make_onnx_files.py " + folder.file("") + " >/dev/null 2>&1";
  const int status = std::system(command.c_str());
  if (WEXITSTATUS(status) == 3 || WEXITSTATUS(status) == 127) GTEST_SKIP() << "python3-torch is not installed";
  ASSERT_EQ(status, 0) << command;
  const torch::NoGradGuard noGrad;
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.file(""))) {
    if (entry.path().extension() != ".onnx") continue;
    SCOPED_TRACE(entry.path().filename().string());
    const auto model = importOnnx({.path = entry.path().string()});
    ASSERT_TRUE(model) << model.error().message();
    const std::string stem = entry.path().stem().string();
    const std::string network = folder.file(stem.substr(0, stem.find('-')));
    const torch::Tensor wanted = floatsOf(network + ".y", {2, 10});
    const torch::Tensor ours = run(model->graph, floatsOf(network + ".x", {2, 3, 28, 28}));
    EXPECT_LT((ours - wanted).abs().max().item<float>(), 1e-5F * wanted.abs().max().item<float>());
    EXPECT_TRUE(model->graph.find("linear")) << "the layers have PyTorch's names";
    ++files;
  }
  EXPECT_EQ(files, 48);
}

}  // namespace
}  // namespace dyadic::nets
