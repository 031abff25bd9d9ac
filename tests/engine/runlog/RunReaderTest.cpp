// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/RunReader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>

#include "tests/engine/runlog/SyntheticRun.h"

namespace dyadic::runlog {
namespace {

using synthetic::contentOf;
using synthetic::Folder;
using synthetic::write;
using testing::HasSubstr;

std::string writtenRun(const Folder& folder) {
  const std::string path = folder.file("run.h5");
  auto writer = RunWriter::create(synthetic::options(path));
  EXPECT_TRUE(writer.ok() && synthetic::writeRun(**writer).ok());
  return path;
}

TEST(RunReader, ForeignFilesAreRefusedByName) {
  const Folder folder;
  const std::string path = folder.file("x.h5");
  EXPECT_THAT(readRun(path).error().message(), HasSubstr(path));
  write(path, "");
  EXPECT_THAT(readRun(path).error().message(), HasSubstr("no HDF5 file"));
  write(path, std::string(100000, 'x'));
  EXPECT_THAT(readRun(path).error().message(), HasSubstr("no HDF5 file"));
  write(path, "\x89HDF\r\n\x1a\n");
  EXPECT_FALSE(readRun(path).ok());
  EXPECT_FALSE(readRun(folder.file("")).ok());
  EXPECT_FALSE(readRun("/dev/zero").ok());
  const std::string pipe = folder.file("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_FALSE(readRun(pipe).ok());
}

TEST(RunReader, ParserErrorIsHandedOn) {
  const Folder folder;
  const auto run = readRun(writtenRun(folder), [](const std::string&) -> Expected<RunConfig> {
    return failure("config is of a later version");
  });
  ASSERT_FALSE(run.ok());
  EXPECT_EQ(run.error().message(), "config is of a later version");
}

TEST(RunReader, SummaryLeavesOutWhatAListDoesNotNeed) {
  const Folder folder;
  const std::string path = writtenRun(folder);
  const auto full = readRun(path);
  const auto summary = readRun(path, {}, RunDetail::Summary);
  ASSERT_TRUE(full.ok() && summary.ok());
  ASSERT_EQ((*summary)->stages.size(), static_cast<std::size_t>(synthetic::kStages));
  for (std::size_t i = 0; i < (*summary)->stages.size(); ++i) {
    const StageRecord& stage = *(*summary)->stages[i];
    EXPECT_EQ(synthetic::numbers(stage.hard), synthetic::numbers((*full)->stages[i]->hard));
    EXPECT_EQ(stage.portion, (*full)->stages[i]->portion);
    EXPECT_TRUE(stage.histograms.empty() && stage.edges.empty() && stage.edgeHistograms.empty());
    EXPECT_EQ(stage.layers.size(), i + 1 == static_cast<std::size_t>(synthetic::kStages) ? 3u : 0u);
  }
  EXPECT_EQ((*summary)->stages.back()->layers[2].bits, (*full)->stages.back()->layers[2].bits);
  EXPECT_EQ((*summary)->state, (*full)->state);
  EXPECT_EQ((*summary)->baseline->top1, (*full)->baseline->top1);
  EXPECT_EQ((*summary)->outline->model.layers.size(), 3u);
  EXPECT_TRUE((*summary)->train->loss.empty());
  const auto series = readRun(path, {}, RunDetail::Series);
  ASSERT_TRUE(series.ok());
  EXPECT_EQ((*series)->train->loss, (*full)->train->loss);
  EXPECT_TRUE((*series)->exponents->epoch.empty());
}

StageRecord stageOf(std::vector<LayerRecord> layers, const std::vector<std::vector<double>>& levels) {
  StageRecord stage = *synthetic::stage(0);
  stage.layers = std::move(layers);
  stage.layers.resize(stage.histograms.size());
  for (std::size_t i = 0; i < levels.size(); ++i) stage.histograms[i].levels = levels[i];
  return stage;
}

LayerRecord layerOf(int bits, std::optional<int> exponent, int scales = 0, double scale = 0) {
  LayerRecord layer;
  layer.bits = bits;
  layer.exponent = exponent;
  layer.scales = scales;
  layer.scale = scale;
  return layer;
}

/// What is read back of layers, in full and as a summary; `older`: from a file that has no column of scales.
std::vector<LayerRecord> readBack(const StageRecord& stage, bool older) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  {
    auto writer = RunWriter::create(synthetic::options(path));
    EXPECT_TRUE(writer.ok());
    (*writer)->appendStage(std::make_shared<const StageRecord>(stage));
    EXPECT_TRUE((*writer)->finish(RunState::Finished).ok());
  }
  if (older) {
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    EXPECT_GE(H5Ldelete(file, "stages/000/layers/scales", H5P_DEFAULT), 0);
    H5Fclose(file);
  }
  const auto full = readRun(path);
  const auto summary = readRun(path, {}, RunDetail::Summary);
  EXPECT_TRUE(full.ok() && summary.ok());
  const auto& layers = (*full)->stages.front()->layers;
  for (std::size_t i = 0; i < layers.size(); ++i)
    EXPECT_EQ((*summary)->stages.front()->layers[i].exponent, layers[i].exponent) << i;
  return layers;
}

TEST(RunReader, LayersWithRealScalesOrFloatNumbersHaveNoExponent) {
  const StageRecord stage =
      stageOf({layerOf(2, {}, 16, 0.25), layerOf(32, {}), layerOf(4, 0)}, {{-0.25, 0, 0.25}, {}, {-8, 0, 7}});
  const auto layers = readBack(stage, false);
  ASSERT_EQ(layers.size(), 3U);
  EXPECT_FALSE(layers[0].exponent || layers[1].exponent);
  EXPECT_EQ(layers[2].exponent, 0) << "an exponent of its own";
  EXPECT_EQ(layers[0].scales, 16);
  EXPECT_EQ(layers[0].scale, 0.25);
  EXPECT_EQ(layers[2].scales, 0);
}

TEST(RunReader, OlderFilesTellExponentsFromCodebooksByTheirLevels) {
  auto layers = readBack(stageOf({layerOf(2, {}, 1, 0), layerOf(4, 0), layerOf(5, 0)},
                                 {{-0.3, 0, 0.3}, {-8, -1, 0, 7}, {-1, -0.5, 0, 0.5, 1}}),
                         true);
  EXPECT_FALSE(layers[0].exponent) << "a codebook";
  EXPECT_EQ(layers[1].exponent, 0) << "integers";
  EXPECT_EQ(layers[2].exponent, 0) << "powers of two";
  layers = readBack(stageOf({layerOf(8, {}, 1, 0.01), layerOf(32, {}), layerOf(16, 0)}, {{-0.3, 0.3}, {}, {}}), true);
  EXPECT_FALSE(layers[0].exponent);
  EXPECT_EQ(layers[0].scales, 1) << "an affine grid";
  EXPECT_FALSE(layers[1].exponent) << "pruned float numbers";
  EXPECT_EQ(layers[2].exponent, 0) << "more levels than a histogram keeps";
}

TEST(RunReader, FloatNumbersAreStoredWithoutAnExponent) {
  const Folder folder;
  const std::string path = folder.file("run.h5");
  QuantizedTensor weight;
  weight.shape = {3};
  weight.values = weight.latent = {0.5F, 0.0F, -1.25F};
  weight.bits = 32;
  for (const float value : weight.values) weight.data.push_back(std::bit_cast<std::int32_t>(value));
  QuantizedLayer layer;
  layer.name = "conv1";
  layer.weight = weight;
  {
    auto writer = RunWriter::create(synthetic::options(path));
    ASSERT_TRUE(writer.ok());
    (*writer)->setQuantized({layer});
    ASSERT_TRUE((*writer)->finish(RunState::Finished).ok());
  }
  const auto read = readQuantized(path);
  ASSERT_TRUE(read.ok()) << read.error().message();
  EXPECT_EQ(read->front().weight->data, weight.data);
  EXPECT_EQ(read->front().weight->bits, 32);
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  EXPECT_EQ(H5Lexists(file, "quantized/000/exponent", H5P_DEFAULT), 0) << "data * 2^0 they are not";
  H5Fclose(file);
}

TEST(RunReader, TruncatedFilesAreErrors) {
  const Folder folder;
  const std::string content = contentOf(writtenRun(folder));
  const std::string path = folder.file("cut.h5");
  for (std::size_t part = 0; part < 40; ++part) {
    const std::size_t length = part < 8 ? part * 13 : content.size() * part / 40;
    write(path, content.substr(0, length));
    const auto run = readRun(path);
    ASSERT_FALSE(run.ok()) << length;
    EXPECT_THAT(run.error().message(), HasSubstr(path));
  }
}

}  // namespace
}  // namespace dyadic::runlog
