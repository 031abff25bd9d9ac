// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/CifarReader.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/engine/data/TestFiles.h"

namespace dyadic::data {

using test::Bytes;
using test::TempFolder;

namespace {

constexpr std::size_t kPixels = 3072;

/// Record `number`: its label bytes, then pixels that are noise of that number.
void appendRecord(Bytes& bytes, const Bytes& labels, std::uint32_t number) {
  bytes.insert(bytes.end(), labels.begin(), labels.end());
  const Bytes pixels = test::noise(kPixels, number);
  bytes.insert(bytes.end(), pixels.begin(), pixels.end());
}

Bytes text(const std::string& value) { return {value.begin(), value.end()}; }

/// Five files of two records (labels 0 to 9) and a test file of three (labels 9, 8, 7).
void writeCifar10(const TempFolder& folder, const std::string& below) {
  for (std::uint8_t file = 0; file < 5; ++file) {
    Bytes bytes;
    for (std::uint8_t record = 0; record < 2; ++record) {
      const auto number = static_cast<std::uint8_t>(2 * file + record);
      appendRecord(bytes, {number}, number);
    }
    folder.write(below + "data_batch_" + std::to_string(file + 1) + ".bin", bytes);
  }
  Bytes bytes;
  for (const std::uint8_t label : {9, 8, 7}) {
    appendRecord(bytes, {label}, 100U + label);
  }
  folder.write(below + "test_batch.bin", bytes);
  folder.write(below + "batches.meta.txt", text("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n"));
}

Bytes imageOf(const ImageSet& set, std::int64_t index) { return {set.image(index), set.image(index) + kPixels}; }

}  // namespace

TEST(CifarReader, ReadsRangesAcrossFiles) {
  const TempFolder folder;
  writeCifar10(folder, "cifar-10-batches-bin/");
  for (const std::string& path : {folder.path(), folder / "cifar-10-batches-bin"}) {
    ASSERT_TRUE(looksLikeCifar(path));
    auto opened = openCifar(path);
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ((*opened)->classes(), 10);
    EXPECT_EQ((*opened)->classNames().back(), "j");
    const auto set = (*opened)->read("train", 1, 8);
    ASSERT_TRUE(set) << set.error().message();
    EXPECT_EQ(set->count, 7);
    EXPECT_EQ(set->shape, (ImageShape{3, 32, 32}));
    for (std::int64_t i = 0; i < set->count; ++i) {
      EXPECT_EQ(set->labels[static_cast<std::size_t>(i)], i + 1);
      EXPECT_EQ(imageOf(*set, i), test::noise(kPixels, static_cast<std::uint32_t>(i + 1)));
    }
    const auto testing = (*opened)->read("test", 0, 3);
    ASSERT_TRUE(testing);
    EXPECT_EQ(testing->labels, (std::vector<std::int32_t>{9, 8, 7}));
  }
}

TEST(CifarReader, HundredClassesTakeTheFineLabel) {
  const TempFolder folder;
  Bytes bytes;
  appendRecord(bytes, {3, 77}, 5);
  appendRecord(bytes, {19, 99}, 6);
  folder.write("train.bin", bytes);
  folder.write("test.bin", bytes);
  std::string names;
  for (int i = 0; i < 100; ++i) {
    names += "class" + std::to_string(i) + "\r\n";
  }
  folder.write("fine_label_names.txt", text(names));
  auto opened = openCifar(folder.path());
  ASSERT_TRUE(opened) << opened.error().message();
  EXPECT_EQ((*opened)->classes(), 100);
  EXPECT_EQ((*opened)->classNames()[77], "class77");
  const auto set = (*opened)->read("train", 0, 2);
  ASSERT_TRUE(set) << set.error().message();
  EXPECT_EQ(set->labels, (std::vector<std::int32_t>{77, 99}));
  EXPECT_EQ(imageOf(*set, 1), test::noise(kPixels, 6));
}

TEST(CifarReader, MissingTruncatedAndWronglyLabelledFilesAreNamed) {
  const TempFolder folder;
  writeCifar10(folder, "");
  const std::string third = folder / "data_batch_3.bin";
  std::filesystem::remove(third);
  auto opened = openCifar(folder.path());
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message().find(third), std::string::npos);

  for (const std::size_t length : {0U, 1U, 3072U, 3074U}) {
    folder.write("data_batch_3.bin", Bytes(length));
    opened = openCifar(folder.path());
    ASSERT_FALSE(opened) << length;
    EXPECT_NE(opened.error().message().find(third), std::string::npos);
  }

  Bytes bytes;
  appendRecord(bytes, {10}, 1);
  folder.write("data_batch_3.bin", bytes);
  opened = openCifar(folder.path());
  ASSERT_TRUE(opened) << opened.error().message();
  const auto set = (*opened)->read("train", 0, 9);
  ASSERT_FALSE(set);
  EXPECT_NE(set.error().message().find(third), std::string::npos);
  EXPECT_TRUE((*opened)->read("train", 0, 4));

  folder.write("batches.meta.txt", text("only\ntwo\n"));
  EXPECT_FALSE(openCifar(folder.path()));
  EXPECT_FALSE(openCifar(folder / "nothing"));
}

}  // namespace dyadic::data
