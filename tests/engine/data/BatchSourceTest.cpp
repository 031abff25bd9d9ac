// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/BatchSource.h"

#include <gtest/gtest.h>

#include <cstring>
#include <numeric>
#include <set>

#include "tests/engine/data/TestFiles.h"

namespace dyadic::data {

namespace {

ImageSet randomSet(std::int64_t count, const ImageShape& shape) {
  ImageSet set;
  set.count = count;
  set.shape = shape;
  const auto bytes = test::noise(static_cast<std::size_t>(count) * shape.bytes());
  const auto pixels = std::make_shared<std::uint8_t[]>(bytes.size());
  std::memcpy(pixels.get(), bytes.data(), bytes.size());
  set.pixels = pixels;
  set.labels.resize(static_cast<std::size_t>(count));
  std::iota(set.labels.begin(), set.labels.end(), 0);  // a label tells which image it is
  return set;
}

const Normalization kGray{{0.25}, {0.5}};
const Normalization kColour{{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}};

/// float32 [count, channels, height, width] of raw pixels.
torch::Tensor rawTensor(const ImageSet& set) {
  return torch::from_blob(const_cast<std::uint8_t*>(set.pixels.get()),
                          {set.count, set.shape.channels, set.shape.height, set.shape.width}, torch::kUInt8)
      .to(torch::kFloat32);
}

/// What torchvision's ToTensor and Normalize do.
torch::Tensor normalized(const torch::Tensor& raw, const Normalization& normalization) {
  const auto channels = static_cast<std::int64_t>(normalization.mean.size());
  const auto perChannel = [&](const std::vector<double>& values) {
    return torch::tensor(values, torch::kFloat64).to(torch::kFloat32).view({1, channels, 1, 1});
  };
  return raw.div(255).sub(perChannel(normalization.mean)).div(perChannel(normalization.deviation));
}

std::vector<Batch> epochOf(DataSource& source) {
  std::vector<Batch> batches;
  for (Batch batch; source.next(batch);) {
    batches.push_back(batch);
  }
  return batches;
}

void expectSame(const std::vector<Batch>& a, const std::vector<Batch>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_TRUE(torch::equal(a[i].images, b[i].images)) << "batch " << i;
    EXPECT_TRUE(torch::equal(a[i].labels, b[i].labels)) << "batch " << i;
    EXPECT_EQ(a[i].first, b[i].first);
  }
}

std::vector<std::int64_t> labelsOf(const std::vector<Batch>& batches) {
  std::vector<std::int64_t> out;
  for (const Batch& batch : batches) {
    const auto* labels = batch.labels.data_ptr<std::int64_t>();
    out.insert(out.end(), labels, labels + batch.labels.numel());
  }
  return out;
}

/// Zero padding of 4, the window at (dy, dx) in 0..8, mirrored if `flip`: with tensor operations.
torch::Tensor augmented(const torch::Tensor& raw, std::int64_t dy, std::int64_t dx, bool flip) {
  torch::Tensor out = torch::constant_pad_nd(raw, {4, 4, 4, 4}, 0);
  out = out.slice(1, dy, dy + raw.size(1)).slice(2, dx, dx + raw.size(2));
  return flip ? out.flip({2}) : out;
}

}  // namespace

TEST(BatchSource, NormalizesBitForBitAsTorchvision) {
  for (const auto& [shape, normalization] : {std::pair{ImageShape{1, 5, 7}, kGray}, {ImageShape{3, 6, 4}, kColour}}) {
    const ImageSet set = randomSet(10, shape);
    const auto source = makeSource(set, normalization, {.batch = 4});
    const auto batches = epochOf(*source);
    ASSERT_EQ(batches.size(), 3U);
    const torch::Tensor expected = normalized(rawTensor(set), normalization);
    for (const Batch& batch : batches) {
      EXPECT_TRUE(batch.images.is_contiguous(torch::MemoryFormat::ChannelsLast));
      EXPECT_EQ(batch.labels.scalar_type(), torch::kInt64);
      EXPECT_TRUE(torch::equal(batch.images, expected.slice(0, batch.first, batch.first + batch.images.size(0))));
    }
    EXPECT_EQ(labelsOf(batches), (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
  }
}

TEST(BatchSource, ASingleImageIsNormalizedTheSame) {
  const ImageSet set = randomSet(1, {3, 4, 5});
  const Image image{set.shape, {set.pixels.get(), set.pixels.get() + set.shape.bytes()}};
  EXPECT_TRUE(torch::equal(toTensor(image, kColour), normalized(rawTensor(set), kColour)));
}

TEST(BatchSource, CountsWithAndWithoutTheLastBatch) {
  for (const auto& [count, dropLast, images, batches] :
       {std::tuple{10, false, 10, 3}, {10, true, 8, 2}, {8, false, 8, 2}, {8, true, 8, 2}, {3, true, 0, 0}}) {
    const auto source = makeSource(randomSet(count, {1, 2, 2}), kGray, {.batch = 4, .dropLast = dropLast});
    EXPECT_EQ(source->images(), images);
    EXPECT_EQ(source->batches(), batches);
    EXPECT_EQ(labelsOf(epochOf(*source)).size(), static_cast<std::size_t>(images));
    Batch batch;
    EXPECT_FALSE(source->next(batch));  // and stays at the end
  }
}

TEST(BatchSource, ShufflesBySeedAndEpochAlone) {
  const ImageSet set = randomSet(101, {1, 2, 2});
  const SourceOptions options{.batch = 16, .seed = 7, .shuffle = true};
  const auto source = makeSource(set, kGray, options);
  const auto first = epochOf(*source);
  const auto labels = labelsOf(first);
  EXPECT_EQ(std::set<std::int64_t>(labels.begin(), labels.end()).size(), 101U);
  source->reset(1);
  const auto second = epochOf(*source);
  EXPECT_NE(labelsOf(second), labels);
  source->reset(0);
  expectSame(epochOf(*source), first);
  SourceOptions other = options;
  other.seed = 8;
  EXPECT_NE(labelsOf(epochOf(*makeSource(set, kGray, other))), labels);
  const torch::Tensor expected = normalized(rawTensor(set), kGray);
  for (std::int64_t i = 0; i < first[0].images.size(0); ++i) {  // images go with their labels
    EXPECT_TRUE(torch::equal(first[0].images[i], expected[labels[static_cast<std::size_t>(i)]]));
  }
}

TEST(BatchSource, ReadingAheadChangesNothing) {
  const ImageSet set = randomSet(200, {3, 8, 8});
  SourceOptions options{.batch = 16, .seed = 3, .shuffle = true, .flip = true, .crop = true, .prefetch = 0};
  const auto direct = epochOf(*makeSource(set, kColour, options));
  for (const int prefetch : {1, 2, 5, 50}) {
    options.prefetch = prefetch;
    expectSame(epochOf(*makeSource(set, kColour, options)), direct);
  }
}

TEST(BatchSource, ResumesInTheMiddleOfAnEpoch) {
  const ImageSet set = randomSet(100, {1, 6, 6});
  const SourceOptions options{.batch = 8, .seed = 5, .shuffle = true, .flip = true, .crop = true};
  const auto source = makeSource(set, kGray, options);
  source->reset(4);
  Batch batch;
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(source->next(batch));
  }
  const SourceState state = source->state();
  EXPECT_EQ(state.epoch, 4);
  EXPECT_EQ(state.batch, 5);
  const auto rest = epochOf(*source);
  const auto resumed = makeSource(set, kGray, options);
  resumed->restore(state);
  expectSame(epochOf(*resumed), rest);
}

TEST(BatchSource, FlipMirrorsHalfOfTheImages) {
  const ImageSet set = randomSet(2000, {3, 3, 5});
  const auto batches = epochOf(*makeSource(set, kColour, {.batch = 2000, .flip = true}));
  const torch::Tensor straight = normalized(rawTensor(set), kColour);
  const torch::Tensor mirrored = straight.flip({3});
  int flipped = 0;
  for (std::int64_t i = 0; i < set.count; ++i) {
    const bool isStraight = torch::equal(batches[0].images[i], straight[i]);
    const bool isMirrored = torch::equal(batches[0].images[i], mirrored[i]);
    ASSERT_TRUE(isStraight != isMirrored);
    flipped += isMirrored ? 1 : 0;
  }
  EXPECT_NEAR(flipped, 1000, 110);  // 5 standard deviations
}

TEST(BatchSource, CropCutsEveryWindowOfTheZeroPaddedPixels) {
  const ImageSet set = randomSet(3000, {3, 6, 9});
  const auto batches = epochOf(*makeSource(set, kColour, {.batch = 3000, .flip = true, .crop = true}));
  const torch::Tensor raw = rawTensor(set);
  std::vector<int> counts(2 * 81);
  for (std::int64_t i = 0; i < 600; ++i) {
    bool found = false;
    for (int window = 0; window < 162 && !found; ++window) {
      const torch::Tensor expected = augmented(raw[i], window / 9 % 9, window % 9, window >= 81);
      found = torch::equal(batches[0].images[i], normalized(expected.unsqueeze(0), kColour)[0]);
      counts[static_cast<std::size_t>(window)] += found ? 1 : 0;
    }
    ASSERT_TRUE(found) << "image " << i;
  }
  // 600 draws of 162 windows: about 158 different ones are seen; both ends of both axes among them.
  EXPECT_GT(std::count_if(counts.begin(), counts.end(), [](int n) { return n > 0; }), 140);
  EXPECT_LT(*std::max_element(counts.begin(), counts.end()), 20);
}

TEST(BatchSource, CropOfImagesSmallerThanThePadding) {
  const ImageSet set = randomSet(64, {1, 2, 1});
  const torch::Tensor zero = normalized(torch::zeros({1, 1, 1, 1}), kGray);
  const auto batches = epochOf(*makeSource(set, kGray, {.batch = 64, .flip = true, .crop = true}));
  const torch::Tensor straight = normalized(rawTensor(set), kGray);
  for (std::int64_t i = 0; i < 64; ++i) {  // every value is padding or one of the image's
    const torch::Tensor values = torch::cat({straight[i].flatten(), zero.flatten()});
    const torch::Tensor found = batches[0].images[i].flatten().unsqueeze(1).eq(values.unsqueeze(0)).any(1).all();
    EXPECT_TRUE(found.item<bool>());
  }
}

TEST(BatchSource, StopsCleanlyWhileReadingAhead) {
  const ImageSet set = randomSet(500, {1, 8, 8});
  for (int taken = 0; taken < 20; ++taken) {
    const auto source = makeSource(set, kGray, {.batch = 4, .shuffle = true, .prefetch = 1 + taken % 4});
    Batch batch;
    for (int i = 0; i < taken; ++i) {
      ASSERT_TRUE(source->next(batch));
    }
    source->reset(taken);  // with batches waiting
    ASSERT_TRUE(source->next(batch));
  }
}

}  // namespace dyadic::data
