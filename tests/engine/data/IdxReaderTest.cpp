// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/IdxReader.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <filesystem>
#include <numeric>

#include "tests/engine/data/TestFiles.h"

namespace dyadic::data {

using test::Bytes;
using test::TempFolder;

namespace {

const std::string kFashion = "/usr/share/datasets/fashion-mnist";

Bytes cut(const Bytes& bytes, std::size_t length) {
  return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)};
}

Bytes pixelsOf(const ImageSet& set) {
  return {set.pixels.get(), set.pixels.get() + static_cast<std::size_t>(set.count) * set.shape.bytes()};
}

long peakKilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

}  // namespace

TEST(IdxReader, PlainAndCompressedFilesHoldTheSame) {
  const TempFolder folder;
  const Bytes pixels = test::noise(4 * 6);
  const Bytes images = test::idxImages(4, {1, 2, 3}, pixels);
  const Bytes labels = test::idxLabels({3, 0, 255, 1});
  for (const bool compressed : {false, true}) {
    const auto set = readIdxImages(folder.write("images", compressed ? test::gzip(images) : images));
    ASSERT_TRUE(set) << set.error().message();
    EXPECT_EQ(set->count, 4);
    EXPECT_EQ(set->shape, (ImageShape{1, 2, 3}));
    EXPECT_EQ(pixelsOf(*set), pixels);
    const auto read = readIdxLabels(folder.write("labels", compressed ? test::gzip(labels) : labels));
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(*read, (std::vector<std::int32_t>{3, 0, 255, 1}));
  }
}

TEST(IdxReader, FourDimensionsAreChannels) {
  const TempFolder folder;
  Bytes bytes;
  for (const std::uint32_t value : {0x0804U, 2U, 3U, 1U, 2U}) {
    test::appendBigEndian(bytes, value);
  }
  const Bytes pixels = test::noise(12);
  bytes.insert(bytes.end(), pixels.begin(), pixels.end());
  const auto set = readIdxImages(folder.write("images", bytes));
  ASSERT_TRUE(set) << set.error().message();
  EXPECT_EQ(set->shape, (ImageShape{3, 1, 2}));
  EXPECT_EQ(pixelsOf(*set), pixels);
}

TEST(IdxReader, EveryTruncationIsAnErrorThatNamesTheFile) {
  const TempFolder folder;
  const Bytes images = test::idxImages(5, {1, 3, 3}, test::noise(45));
  const Bytes labels = test::idxLabels({1, 2, 3, 4, 5});
  for (const bool compressed : {false, true}) {
    const Bytes wholeImages = compressed ? test::gzip(images) : images;
    for (std::size_t length = 0; length < wholeImages.size(); ++length) {
      const std::string path = folder.write("images", cut(wholeImages, length));
      const auto set = readIdxImages(path);
      ASSERT_FALSE(set) << length << " of " << wholeImages.size();
      EXPECT_NE(set.error().message().find(path), std::string::npos);
    }
    const Bytes wholeLabels = compressed ? test::gzip(labels) : labels;
    for (std::size_t length = 0; length < wholeLabels.size(); ++length) {
      ASSERT_FALSE(readIdxLabels(folder.write("labels", cut(wholeLabels, length)))) << length;
    }
  }
}

TEST(IdxReader, DamagedBytesAreNoticedInCompressedFilesAndHarmlessInPlainOnes) {
  const TempFolder folder;
  const Bytes pixels = test::noise(48);
  const Bytes plain = test::idxImages(3, {1, 4, 4}, pixels);
  const Bytes compressed = test::gzip(plain);
  std::size_t noticed = 0;
  constexpr std::size_t kGzipHeader = 10;  // its time and system fields carry no data
  for (std::size_t i = kGzipHeader; i < compressed.size(); ++i) {
    Bytes damaged = compressed;
    damaged[i] ^= 0x10;
    const auto set = readIdxImages(folder.write("images", damaged));
    EXPECT_TRUE(!set || pixelsOf(*set) == pixels) << "byte " << i;  // a few bits are padding
    noticed += set ? 0 : 1;
  }
  EXPECT_GE(noticed + 1, compressed.size() - kGzipHeader);
  for (std::size_t i = 0; i < 16; ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      Bytes damaged = plain;
      damaged[i] = static_cast<std::uint8_t>(damaged[i] ^ (1 << bit));
      EXPECT_FALSE(readIdxImages(folder.write("images", damaged))) << "byte " << i << " bit " << bit;
    }
  }
}

TEST(IdxReader, SizesThatLieTakeNoMemory) {
  const TempFolder folder;
  const long before = peakKilobytes();
  for (const auto& [count, side] : {std::pair{0xffffffffU, 0xffffffffU},
                                    {0xffffffffU, 28U},
                                    {60000U, 16384U},
                                    {1U, 0x80000000U},
                                    {5U, 0U},
                                    {100000U, 28U}}) {
    const Bytes lie = test::idxImages(count, {1, side, side}, test::noise(100));
    for (const Bytes& bytes : {lie, test::gzip(lie)}) {
      const std::string path = folder.write("images", bytes);
      const auto set = readIdxImages(path);
      ASSERT_FALSE(set) << count << " " << side;
      EXPECT_NE(set.error().message().find(path), std::string::npos);
    }
  }
  EXPECT_LT(peakKilobytes() - before, 64 * 1024);
}

TEST(IdxReader, WrongMagicTrailingBytesAndMissingFilesAreRefused) {
  const TempFolder folder;
  const Bytes images = test::idxImages(1, {1, 2, 2}, test::noise(4));
  const std::string path = folder.write("x", images);
  const auto asLabels = readIdxLabels(path);
  ASSERT_FALSE(asLabels);
  EXPECT_NE(asLabels.error().message().find(path), std::string::npos);
  EXPECT_FALSE(readIdxImages(folder.write("x", test::idxLabels({1, 2, 3}))));
  Bytes longer = images;
  longer.push_back(0);
  EXPECT_FALSE(readIdxImages(folder.write("x", longer)));
  EXPECT_FALSE(readIdxImages(folder.write("x", test::gzip(longer))));
  const auto missing = readIdxImages(folder / "missing");
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message().find(folder / "missing"), std::string::npos);
  EXPECT_FALSE(readIdxImages(folder.path()));
}

TEST(IdxReader, OpensAFolderWithItsSplitsAndRanges) {
  const TempFolder folder;
  const Bytes train = test::noise(6 * 4, 1);
  const Bytes testing = test::noise(3 * 4, 2);
  folder.write("train-images-idx3-ubyte.gz", test::gzip(test::idxImages(6, {1, 2, 2}, train)));
  folder.write("train-labels-idx1-ubyte.gz", test::gzip(test::idxLabels({0, 1, 2, 3, 4, 5})));
  const std::string file = folder.write("t10k-images.idx3-ubyte", test::idxImages(3, {1, 2, 2}, testing));
  folder.write("t10k-labels.idx1-ubyte", test::idxLabels({7, 8, 6}));
  for (const std::string& path : {folder.path(), file}) {
    ASSERT_TRUE(looksLikeIdx(path));
    auto opened = openIdx(path);
    ASSERT_TRUE(opened) << opened.error().message();
    SetReader& reader = **opened;
    EXPECT_EQ(reader.format(), "idx");
    EXPECT_EQ(reader.shape(), (ImageShape{1, 2, 2}));
    EXPECT_EQ(reader.classes(), 9);
    ASSERT_EQ(reader.splits().size(), 2U);
    for (std::int64_t begin = 0; begin <= 6; ++begin) {
      for (std::int64_t end = begin; end <= 6; ++end) {
        const auto set = reader.read("train", begin, end);
        ASSERT_TRUE(set) << set.error().message();
        EXPECT_EQ(pixelsOf(*set), Bytes(train.begin() + begin * 4, train.begin() + end * 4));
        for (std::int64_t i = begin; i < end; ++i) {
          EXPECT_EQ(set->labels[static_cast<std::size_t>(i - begin)], i);
        }
      }
    }
    const auto set = reader.read("test", 1, 3);
    ASSERT_TRUE(set);
    EXPECT_EQ(set->labels, (std::vector<std::int32_t>{8, 6}));
    EXPECT_EQ(pixelsOf(*set), Bytes(testing.begin() + 4, testing.end()));
  }
  EXPECT_FALSE(looksLikeIdx(folder / "nothing"));
}

TEST(IdxReader, LabelsMustBeThereAndAsMany) {
  const TempFolder folder;
  folder.write("train-images-idx3-ubyte", test::idxImages(2, {1, 2, 2}, test::noise(8)));
  const auto without = openIdx(folder.path());
  ASSERT_FALSE(without);
  EXPECT_NE(without.error().message().find("train-labels-idx1-ubyte"), std::string::npos);
  folder.write("train-labels-idx1-ubyte", test::idxLabels({1, 2, 3}));
  const auto more = openIdx(folder.path());
  ASSERT_FALSE(more);
  EXPECT_NE(more.error().message().find("3 labels"), std::string::npos);
}

TEST(IdxReader, FashionMnistIsReadWhole) {
  if (!std::filesystem::exists(kFashion)) {
    GTEST_SKIP() << "Debian's dataset-fashion-mnist is not installed";
  }
  auto opened = openIdx(kFashion);
  ASSERT_TRUE(opened) << opened.error().message();
  struct Expectation {  // sums as NumPy computes them from the same files
    const char* split;
    std::int64_t count, sum, weighted;
    std::vector<std::int32_t> labels;
  };
  for (const Expectation& expected : {Expectation{"train", 60000, 3431114169, 112460535856340, {9, 0, 0, 3}},
                                      Expectation{"test", 10000, 573469082, 18730890696781, {9, 2, 1, 1}}}) {
    const auto set = (*opened)->read(expected.split, 0, expected.count);
    ASSERT_TRUE(set) << set.error().message();
    EXPECT_EQ(set->shape, (ImageShape{1, 28, 28}));
    std::int64_t sum = 0;
    std::int64_t weighted = 0;
    for (std::int64_t i = 0; i < set->count * 784; ++i) {
      sum += set->pixels[i];
      weighted += set->pixels[i] * (i % 65521);
    }
    EXPECT_EQ(sum, expected.sum);
    EXPECT_EQ(weighted, expected.weighted);
    EXPECT_EQ(std::vector<std::int32_t>(set->labels.begin(), set->labels.begin() + 4), expected.labels);
    for (int label = 0; label < 10; ++label) {
      EXPECT_EQ(std::count(set->labels.begin(), set->labels.end(), label), expected.count / 10);
    }
  }
}

}  // namespace dyadic::data
