// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/FolderLayout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/data/FolderReader.h"
#include "tests/engine/data/TestFiles.h"

namespace dyadic::data {

using test::Bytes;
using test::TempFolder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace {

const std::string kSynsets = "n01 tench, Tinca tinca\nn02 crane\nn03 shark, great white\nn04 crane, bird\n";

void write(const TempFolder& folder, const std::string& name, const std::string& text) {
  folder.write(name, Bytes(text.begin(), text.end()));
}

void image(const TempFolder& folder, const std::string& name) {
  folder.write(name, test::jpeg({3, 4, 4}, test::noise(48)));
}

FolderLayout layoutOf(const std::string& path, int modelClasses = 0) {
  auto layout = findLayout(path, modelClasses);
  EXPECT_TRUE(layout) << layout.error().message();
  return layout ? *layout : FolderLayout();
}

/// "file=label" of a split.
std::vector<std::string> labels(const FolderLayout& layout, const std::string& split) {
  std::vector<std::string> out;
  for (const auto& file : layout.split(split).files) {
    out.push_back(file.name + "=" + std::to_string(file.label));
  }
  return out;
}

}  // namespace

TEST(FolderLayout, ImageNetWithFoldersTakesNamesFromItsSynsets) {
  const TempFolder folder;
  for (const char* name : {"train/n03/n03_1.JPEG", "train/n01/n01_7.JPEG", "train/n01/n01_10.JPEG", "val/n03/v.JPEG"}) {
    image(folder, name);
  }
  write(folder, "LOC_synset_mapping.txt", kSynsets);
  const FolderLayout layout = layoutOf(folder.path());
  EXPECT_THAT(layout.classIds, ElementsAre("n01", "n03"));
  EXPECT_THAT(layout.classNames, ElementsAre("tench", "shark"));
  EXPECT_THAT(labels(layout, "train"), ElementsAre("n01_10.JPEG=0", "n03_1.JPEG=1", "n01_7.JPEG=0"));
  EXPECT_THAT(labels(layout, "val"), ElementsAre("v.JPEG=1"));
  // A network of all classes has its outputs numbered by the whole list.
  const FolderLayout whole = layoutOf(folder.path(), 4);
  EXPECT_THAT(whole.classNames, ElementsAre("tench", "crane", "shark", "crane, bird"));
  EXPECT_THAT(labels(whole, "val"), ElementsAre("v.JPEG=2"));
}

TEST(FolderLayout, FlatValidationImagesTakeLabelsFromAFile) {
  const TempFolder folder;
  for (const char* name : {"val/v_1.JPEG", "val/v_2.JPEG", "val/v_3.JPEG"}) {
    image(folder, name);
  }
  write(folder, "synset_words.txt", kSynsets);
  struct Case {
    const char* file;
    const char* text;
    std::vector<int> labels;
  };
  for (const Case& c :
       {Case{"val.txt", "v_1.JPEG 3\nv_2.JPEG 0\nv_3.JPEG 2\n", {3, 0, 2}},
        Case{"val.txt", "val/v_2.JPEG 1\nval/v_1.JPEG 4\nval/v_3.JPEG 2\n", {3, 0, 1}},  // counts from 1
        Case{"val/labels.txt", "v_1 n02\nv_2 n01\nv_3 shark\n", {1, 0, 2}},
        Case{"LOC_val_solution.csv",
             "ImageId,PredictionString\r\nv_3,n04 85 1 499 272 \r\nv_1,n01 1 2 3 4 n01 5 6 7 8\r\n"
             "v_2,n02 1 2 3 4\r\n",
             {0, 1, 3}},
        Case{"val/val_annotations.txt",
             "v_1.JPEG\tn03\t0\t32\t44\t62\nv_2.JPEG\tn03\t0\t0\t1\t1\nv_3.JPEG\tn01\t0\t0\t1\t1",
             {2, 2, 0}}}) {
    SCOPED_TRACE(c.text);
    write(folder, c.file, c.text);
    const FolderLayout layout = layoutOf(folder.path());
    ASSERT_EQ(layout.splits.size(), 1U);
    std::vector<std::string> expected;
    for (std::size_t i = 0; i < 3; ++i) {
      expected.push_back("v_" + std::to_string(i + 1) + ".JPEG=" + std::to_string(c.labels[i]));
    }
    EXPECT_EQ(labels(layout, "val"), expected);
    EXPECT_EQ(layout.classes, 4);
    EXPECT_EQ(labels(layoutOf(folder / "val"), "val"), expected);  // named itself, the files beside it
    std::filesystem::remove(folder / c.file);
  }
}

TEST(FolderLayout, GroundTruthNeedsTheOrderOfItsNumbers) {
  const TempFolder folder;
  for (const char* name : {"val/v_1.JPEG", "val/v_2.JPEG"}) {
    image(folder, name);
  }
  write(folder, "synset_words.txt", kSynsets);
  write(folder, "ILSVRC2012_devkit_t12/data/ILSVRC2012_validation_ground_truth.txt", "2\n1\n");
  auto problem = layoutOf(folder.path()).split("val").problem;
  ASSERT_TRUE(problem);
  EXPECT_THAT(problem->message(), HasSubstr("map_clsloc.txt"));
  write(folder, "ILSVRC2012_devkit_t12/data/map_clsloc.txt", "n04 1 crane\nn02 2 crane\n");
  const FolderLayout layout = layoutOf(folder.path());
  EXPECT_FALSE(layout.split("val").problem);
  EXPECT_THAT(labels(layout, "val"), ElementsAre("v_1.JPEG=1", "v_2.JPEG=3"));
  image(folder, "val/v_3.JPEG");
  problem = layoutOf(folder.path()).split("val").problem;
  ASSERT_TRUE(problem);
  EXPECT_THAT(problem->message(), HasSubstr("2 labels, but there are 3 images"));
}

TEST(FolderLayout, KagglesFoldersAreFoundFromAboveAndWithin) {
  const TempFolder folder;
  image(folder, "ILSVRC/Data/CLS-LOC/train/n01/1.JPEG");
  image(folder, "ILSVRC/Data/CLS-LOC/train/n02/2.JPEG");
  image(folder, "ILSVRC/Data/CLS-LOC/val/v_1.JPEG");
  image(folder, "ILSVRC/Data/CLS-LOC/test/t_1.JPEG");
  write(folder, "ILSVRC/ImageSets/CLS-LOC/val.txt", "v_1 1\n");  // a list, no labels
  write(folder, "LOC_synset_mapping.txt", kSynsets);
  write(folder, "LOC_val_solution.csv", "ImageId,PredictionString\nv_1,n02 1 2 3 4\n");
  for (const std::string& path : {folder.path(), folder / "ILSVRC/Data/CLS-LOC"}) {
    const FolderLayout layout = layoutOf(path);
    ASSERT_EQ(layout.splits.size(), 2U);
    EXPECT_THAT(layout.classNames, ElementsAre("tench", "crane"));
    EXPECT_THAT(labels(layout, "val"), ElementsAre("v_1.JPEG=1"));
    EXPECT_THAT(layout.notes, testing::Contains(HasSubstr("1 images without labels")));
    EXPECT_THAT(layout.notes, testing::Contains(HasSubstr("LOC_val_solution.csv")));
  }
}

TEST(FolderLayout, TinyImageNet) {
  const TempFolder folder;
  image(folder, "train/n02/images/n02_0.JPEG");
  image(folder, "train/n01/images/n01_0.JPEG");
  write(folder, "train/n01/n01_boxes.txt", "n01_0.JPEG\t0\t0\t1\t1\n");
  image(folder, "val/images/val_0.JPEG");
  image(folder, "val/images/val_1.JPEG");
  write(folder, "val/val_annotations.txt", "val_0.JPEG\tn02\t0\t0\t1\t1\n");
  image(folder, "test/images/test_0.JPEG");
  const FolderLayout layout = layoutOf(folder.path());
  EXPECT_THAT(layout.classIds, ElementsAre("n01", "n02"));
  EXPECT_THAT(labels(layout, "train"), ElementsAre("n01_0.JPEG=0", "n02_0.JPEG=1"));
  EXPECT_THAT(labels(layout, "val"), ElementsAre("val_0.JPEG=1"));
  EXPECT_THAT(layout.notes, testing::Contains(HasSubstr("does not name 1 of the 2 images of val")));
}

TEST(FolderLayout, OtherImageFormatsAreCounted) {
  const TempFolder folder;
  image(folder, "train/a/1.jpg");
  write(folder, "train/a/2.webp", "RIFF");
  write(folder, "train/a/3.bmp", "BM");
  EXPECT_THAT(layoutOf(folder.path()).notes, ElementsAre(HasSubstr("2 images are neither JPEG nor PNG")));
}

TEST(FolderLayout, ClassIndexAsKerasAndTorchvisionHaveIt) {
  const TempFolder folder;
  image(folder, "val/n02/1.jpg");
  image(folder, "val/n01/1.jpg");
  write(folder, "imagenet_class_index.json", R"({"0": ["n02", "great_white_shark"], "1": ["n01", "tench"]})");
  const FolderLayout layout = layoutOf(folder.path());
  EXPECT_THAT(layout.classNames, ElementsAre("great white shark", "tench"));
  EXPECT_THAT(labels(layout, "val"), ElementsAre("1.jpg=0", "1.jpg=1"));
  for (const char* text : {"", "[", "{}", "[1]", R"({"0": ["n02"]})", R"({"1": ["n02", "a"]})", R"({"0": [1, 2]})",
                           R"({"0": ["n02", "a"], "1": ["n02", "b"]})"}) {
    write(folder, "imagenet_class_index.json", text);
    const auto broken = findLayout(folder.path(), 0);
    ASSERT_FALSE(broken) << text;
    EXPECT_THAT(broken.error().message(), HasSubstr("imagenet_class_index.json"));
  }
}

TEST(FolderLayout, FolderNamesThatAreNumbersAreNamesBeforeTheyAreNumbers) {
  const TempFolder folder;
  for (int i = 0; i < 12; ++i) {
    image(folder, "train/" + std::to_string(i) + "/1.jpg");
  }
  image(folder, "val/v.jpg");
  write(folder, "val.txt", "v.jpg 2\n");
  const FolderLayout layout = layoutOf(folder.path());
  EXPECT_EQ(layout.classIds[4], "2");  // sorted by byte: 0 1 10 11 2
  EXPECT_THAT(labels(layout, "val"), ElementsAre("v.jpg=4"));
}

TEST(FolderLayout, LabelsThatNoClassHasAreAProblemOfTheSplitAlone) {
  const TempFolder folder;
  image(folder, "train/a/1.jpg");
  image(folder, "val/v.jpg");
  for (const char* text : {"v.jpg b\n", "v.jpg 7\n"}) {
    write(folder, "val.txt", text);
    auto opened = openFolder(folder.path());
    ASSERT_TRUE(opened) << opened.error().message();
    EXPECT_TRUE((*opened)->read("train", 0, 1));
    const auto set = (*opened)->read("val", 0, 1);
    ASSERT_FALSE(set);
    EXPECT_THAT(set.error().message(), HasSubstr("val.txt"));
  }
}

TEST(FolderLayout, WhatIsNoSetSaysWhatWasLookedFor) {
  const TempFolder folder;
  image(folder, "test/1.jpg");
  const auto opened = openFolder(folder.path());
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message(), HasSubstr("SPLIT/CLASS"));
  EXPECT_THAT(opened.error().message(), HasSubstr("1 images without labels"));
}

TEST(FolderLayout, RandomBytesInListsDoNoHarm) {
  const TempFolder folder;
  image(folder, "train/n01/1.jpg");
  image(folder, "val/v.jpg");
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    Bytes bytes = test::noise(200 + seed * 5, seed);
    for (std::size_t i = 0; i < bytes.size(); i += 7) {
      bytes[i] = "\n ,v\"{["[bytes[i] % 7];
    }
    for (const char* name : {"val.txt", "synset_words.txt", "imagenet_class_index.json", "map_clsloc.txt",
                             "ILSVRC2012_validation_ground_truth.txt"}) {
      folder.write(name, bytes);
      const auto opened = openFolder(folder.path());
      if (opened) {
        (void)(*opened)->read("train", 0, 1);
      }
      if (seed % 2 == 0) std::filesystem::remove(folder / name);
    }
  }
}

}  // namespace dyadic::data
