// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/integer/FastExecutor.h"
#include "engine/session/Integer.h"
#include "tests/app/cli/CliRun.h"

namespace dyadic::cli {
namespace {

const std::string kModules = DYADIC_SOURCE_DIR "/build/onnxruntime";
const std::string kImages = "/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz";
constexpr std::size_t kPixels = 784;
constexpr std::size_t kIdxHeader = 16;
constexpr std::size_t kCount = 10'000;

std::vector<std::uint8_t> testImages() {
  const std::string idx = runProgram({"zcat", kImages}).out;
  const std::size_t bytes = kCount * kPixels;
  EXPECT_GE(idx.size(), kIdxHeader + bytes);
  if (idx.size() < kIdxHeader + bytes) return {};
  const auto first = idx.begin() + static_cast<std::ptrdiff_t>(kIdxHeader);
  return {first, first + static_cast<std::ptrdiff_t>(bytes)};
}

std::vector<std::int32_t> integerLogits(const std::string& run, const std::vector<std::uint8_t>& images) {
  const auto deployment = session::openInteger(run);
  if (!deployment) ADD_FAILURE() << deployment.error().message();
  if (!deployment) return {};
  auto fast = integer::FastExecutor::make(deployment->program, math::serialExecutor());
  if (!fast) ADD_FAILURE() << fast.error().message();
  if (!fast) return {};
  std::vector<std::int32_t> logits(kCount * 10);
  (*fast)->run(images, std::int64_t{kCount}, logits);
  return logits;
}

}  // namespace

TEST(CliIntegerOnnx, OnnxRuntimeComputesTheLogitsOfARealRun) {
  if (runProgram({"node", "--version"}).code != 0) GTEST_SKIP() << "node is not installed";
  if (!std::filesystem::exists(kModules + "/node_modules/onnxruntime-node")) {
    GTEST_SKIP() << "npm's onnxruntime-node is not in build/onnxruntime; ./dev test puts it there";
  }
  const TemporaryFolder folder;
  const std::string run = folder.file("run.h5");
  ASSERT_EQ(runCommand({"quantize", DYADIC_SOURCE_DIR "/resources/presets/quickstart.json", "--out", run, "--quiet",
                        "--set", "method.parameters.rounding=half_even", "--set", "method.parameters.portions=[1]",
                        "--set", "training.epochs_per_stage=0", "--set", "data.limit=200"})
                .code,
            0);
  const auto images = testImages();
  const auto expected = integerLogits(run, images);
  for (const std::string form : {"exact", "qdq"}) {
    const std::string place = folder.file(form);
    std::filesystem::create_directory(place);
    const auto exported = runCommand(
        {"integer", "export", run, "--format", "onnx", "--form", form, "--out", place + "/model.onnx", "--quiet"});
    ASSERT_EQ(exported.code, 0) << exported.messages;
    std::ofstream(place + "/shape") << "[1,28,28]";
    std::ofstream(place + "/images", std::ios::binary)
        .write(reinterpret_cast<const char*>(images.data()), static_cast<std::streamsize>(images.size()));
    const auto ran = runProgram({"node", DYADIC_SOURCE_DIR "/tests/engine/integer/run-onnx.js", kModules, place});
    ASSERT_EQ(ran.code, 0) << ran.out;
    for (const std::string level : {"disabled", "all"}) {
      const std::string bytes = readText(place + "/logits." + level);
      ASSERT_EQ(bytes.size(), expected.size() * sizeof(float));
      std::vector<float> logits(expected.size());
      std::memcpy(logits.data(), bytes.data(), bytes.size());
      std::size_t differing = 0;
      for (std::size_t i = 0; i < logits.size(); ++i) differing += logits[i] != static_cast<float>(expected[i]) ? 1 : 0;
      EXPECT_EQ(differing, 0U) << "of " << logits.size() << ", " << form << ", optimizations " << level;
    }
  }
}

}  // namespace dyadic::cli
