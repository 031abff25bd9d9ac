// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/FolderReader.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "engine/data/ImageFile.h"
#include "tests/engine/data/TestFiles.h"

namespace dyadic::data {

using test::Bytes;
using test::TempFolder;

namespace {

Bytes grayPng(std::uint8_t value) { return test::png({1, 2, 2}, Bytes(4, value)); }
Bytes colourPng(std::uint8_t value) { return test::png({3, 2, 2}, Bytes(12, value)); }

/// First pixel of every image.
std::vector<int> firstPixels(const ImageSet& set) {
  std::vector<int> out;
  for (std::int64_t i = 0; i < set.count; ++i) {
    out.push_back(set.image(i)[0]);
  }
  return out;
}

}  // namespace

TEST(FolderReader, TakesOneOfEveryClassInTurn) {
  const TempFolder folder;
  folder.write("train/cat/2.png", grayPng(12));
  folder.write("train/cat/1.png", grayPng(11));
  folder.write("train/cat/3.PNG", grayPng(13));
  folder.write("train/ant/b.png", grayPng(2));
  folder.write("train/ant/a.png", grayPng(1));
  folder.write("train/ant/.hidden.png", grayPng(99));
  folder.write("train/ant/notes.txt", {1, 2, 3});
  folder.write("test/cat/x.png", grayPng(21));
  folder.write("extra/readme.txt", {1});
  ASSERT_TRUE(looksLikeFolder(folder.path()));
  for (const int threads : {1, 3}) {
    auto opened = openFolder(folder.path(), {0, threads});
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_EQ((*opened)->classNames(), (std::vector<std::string>{"ant", "cat"}));
    EXPECT_EQ((*opened)->shape(), (ImageShape{1, 2, 2}));
    ASSERT_EQ((*opened)->splits().size(), 2U);
    const auto set = (*opened)->read("train", 0, 5);
    ASSERT_TRUE(set) << set.error().message();
    EXPECT_EQ(firstPixels(*set), (std::vector<int>{1, 11, 2, 12, 13}));
    EXPECT_EQ(set->labels, (std::vector<std::int32_t>{0, 1, 0, 1, 1}));
    EXPECT_EQ(set->files[1], folder / "train/cat/1.png");
    const auto part = (*opened)->read("train", 1, 3);
    ASSERT_TRUE(part);
    EXPECT_EQ(firstPixels(*part), (std::vector<int>{11, 2}));
    const auto testing = (*opened)->read("test", 0, 1);
    ASSERT_TRUE(testing);
    EXPECT_EQ(testing->labels, (std::vector<std::int32_t>{1}));
  }
}

TEST(FolderReader, AFolderOfClassesIsASplitOfItsOwn) {
  const TempFolder folder;
  folder.write("flowers/rose/1.png", grayPng(1));
  folder.write("flowers/tulip/1.png", grayPng(2));
  auto opened = openFolder(folder / "flowers/");
  ASSERT_TRUE(opened) << opened.error().message();
  ASSERT_EQ((*opened)->splits().size(), 1U);
  EXPECT_EQ((*opened)->splits()[0].name, "flowers");
  EXPECT_EQ((*opened)->splits()[0].count, 2);
}

TEST(FolderReader, FilesThatDoNotDecodeAreNamedAndLeftOut) {
  const TempFolder folder;
  for (int i = 0; i < 200; ++i) {
    folder.write("train/a/" + std::to_string(1000 + i) + ".png", grayPng(static_cast<std::uint8_t>(i)));
  }
  folder.write("train/a/1003.png", {1, 2, 3});
  folder.write("train/a/1150.png", {});
  for (const int threads : {1, 4}) {
    auto opened = openFolder(folder.path(), {0, threads});
    ASSERT_TRUE(opened) << opened.error().message();
    const auto set = (*opened)->read("train", 0, 200);
    ASSERT_TRUE(set) << set.error().message();
    EXPECT_EQ(set->count, 198);
    EXPECT_EQ(set->labels.size(), 198U);
    ASSERT_EQ(set->warnings.size(), 2U);
    EXPECT_NE(set->warnings[0].find("1003.png"), std::string::npos);
    EXPECT_NE(set->warnings[1].find("1150.png"), std::string::npos);
    for (std::int64_t i = 0; i < set->count; ++i) {
      const auto name = std::filesystem::path(set->files[static_cast<std::size_t>(i)]).stem().string();
      EXPECT_EQ(std::stoi(name) - 1000, set->image(i)[0]);
    }
  }
}

TEST(FolderReader, NothingThatDecodesIsAnError) {
  const TempFolder folder;
  folder.write("train/a/1.png", {1, 2, 3});
  folder.write("train/a/2.jpg", {});
  const auto opened = openFolder(folder.path());
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message().find("1.png"), std::string::npos);
  EXPECT_FALSE(openFolder(folder / "nothing"));
}

TEST(FolderReader, AnotherSizeIsAnErrorThatNamesTheFirstSuchFile) {
  const TempFolder folder;
  for (int i = 0; i < 300; ++i) {
    folder.write("train/a/" + std::to_string(1000 + i) + ".png", grayPng(1));
  }
  folder.write("train/a/1140.png", test::png({1, 2, 3}, Bytes(6)));
  folder.write("train/a/1290.png", test::png({1, 4, 4}, Bytes(16)));
  for (int repeat = 0; repeat < 5; ++repeat) {
    auto opened = openFolder(folder.path(), {0, 4});
    ASSERT_TRUE(opened);
    const auto set = (*opened)->read("train", 0, 300);
    ASSERT_FALSE(set);
    EXPECT_NE(set.error().message().find("1140.png"), std::string::npos) << set.error().message();
    EXPECT_NE(set.error().message().find("1x2x3"), std::string::npos);
  }
}

TEST(FolderReader, GrayAmongColouredIsExpandedAndTheOtherWayRefused) {
  const TempFolder folder;
  folder.write("train/a/1.png", grayPng(5));
  folder.write("train/a/2.png", colourPng(6));
  auto coloured = openFolder(folder.path(), {3, 1});
  ASSERT_TRUE(coloured);
  EXPECT_EQ((*coloured)->shape(), (ImageShape{3, 2, 2}));
  const auto set = (*coloured)->read("train", 0, 2);
  ASSERT_TRUE(set) << set.error().message();
  EXPECT_EQ(Bytes(set->image(0), set->image(0) + 12), Bytes(12, 5));

  auto gray = openFolder(folder.path());  // as one of them is coloured
  ASSERT_TRUE(gray);
  EXPECT_EQ((*gray)->shape(), (ImageShape{3, 2, 2}));

  for (int i = 0; i < 40; ++i) {
    folder.write("train/b/" + std::to_string(100 + i) + ".png", grayPng(7));
  }
  std::filesystem::rename(folder / "train/a/2.png", folder / "train/b/1395.png");  // where nobody looks beforehand
  auto surprised = openFolder(folder.path());
  ASSERT_TRUE(surprised);
  EXPECT_EQ((*surprised)->shape(), (ImageShape{1, 2, 2}));
  const auto refused = (*surprised)->read("train", 0, 42);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message().find("1395.png"), std::string::npos) << refused.error().message();
}

TEST(FolderReader, AClassThatTrainDoesNotHaveIsNamed) {
  const TempFolder folder;
  folder.write("train/a/1.png", grayPng(5));
  folder.write("test/a/1.png", grayPng(5));
  folder.write("test/b/1.png", grayPng(5));
  auto opened = openFolder(folder.path());
  ASSERT_TRUE(opened);
  EXPECT_TRUE((*opened)->read("train", 0, 1));
  const auto testing = (*opened)->read("test", 0, 1);
  ASSERT_FALSE(testing);
  EXPECT_NE(testing.error().message().find(folder / "test/b"), std::string::npos);
}

TEST(FolderReader, ImagesOfAnySizeAreReadWithATransform) {
  const TempFolder folder;
  for (int i = 0; i < 50; ++i) {
    const auto side = static_cast<std::uint32_t>(8 + i % 7);
    folder.write("train/a/" + std::to_string(100 + i) + ".png",
                 test::png({3, side, 12}, test::noise(std::size_t{36} * side, static_cast<std::uint32_t>(i))));
  }
  auto opened = openFolder(folder.path());
  ASSERT_TRUE(opened) << opened.error().message();
  EXPECT_EQ((*opened)->sizes().smallest, (ImageShape{3, 8, 12}));
  EXPECT_EQ((*opened)->sizes().largest, (ImageShape{3, 14, 12}));
  const Transform transform{.shorterSide = 10, .cropHeight = 9, .cropWidth = 9};
  const auto set = (*opened)->select({"train", {1, 7, 20}, transform}, 2);
  ASSERT_TRUE(set) << set.error().message();
  ASSERT_EQ(set->count, 3);
  EXPECT_EQ(set->shape, (ImageShape{3, 9, 9}));
  for (const std::int64_t i : {0, 1, 2}) {
    const auto file = readImageFile(set->files[static_cast<std::size_t>(i)]);
    ASSERT_TRUE(file);
    const auto expected = transformed(*file, transform, "");
    ASSERT_TRUE(expected);
    EXPECT_EQ(Bytes(set->image(i), set->image(i) + set->shape.bytes()), expected->pixels);
  }
  const auto plain = (*opened)->read("train", 0, 50);
  ASSERT_FALSE(plain);
  EXPECT_NE(plain.error().message().find("data.resize"), std::string::npos) << plain.error().message();
}

TEST(FolderReader, CifarAsJpeg) {
  const char* data = std::getenv("DYADIC_DATA");
  const std::string archive = data == nullptr ? "" : std::string(data) + "/cifar10-jpeg.tar.gz";
  if (!std::filesystem::exists(archive)) {
    GTEST_SKIP() << "DYADIC_DATA names no folder with cifar10-jpeg.tar.gz";
  }
  const TempFolder folder;
  const std::string command = "tar xzf '" + archive + "' -C '" + folder.path() + "' test/frog test/airplane test/truck";
  ASSERT_EQ(std::system(command.c_str()), 0);
  auto opened = openFolder(folder.path());
  ASSERT_TRUE(opened) << opened.error().message();
  EXPECT_EQ((*opened)->shape(), (ImageShape{3, 32, 32}));
  EXPECT_EQ((*opened)->classNames(), (std::vector<std::string>{"airplane", "frog", "truck"}));
  ASSERT_EQ((*opened)->splits().at(0).count, 3000);
  const auto set = (*opened)->read("test", 0, 3000);
  ASSERT_TRUE(set) << set.error().message();
  EXPECT_TRUE(set->warnings.empty());
  double green = 0;
  double blue = 0;
  for (std::int64_t i = 0; i < set->count; ++i) {
    EXPECT_EQ(set->labels[static_cast<std::size_t>(i)], i % 3);
    for (int k = 0; k < 1024 && i % 3 == 0; ++k) {
      green += set->image(i)[1024 + k];
      blue += set->image(i)[2048 + k];
    }
  }
  EXPECT_GT(blue, green);  // the sky behind aeroplanes: the planes are in order
}

}  // namespace dyadic::data
