// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/DataSet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <numeric>

#include "tests/engine/data/TestFiles.h"

namespace dyadic::data {

using test::Bytes;
using test::TempFolder;

namespace {

constexpr std::int64_t kTrain = 20;
constexpr std::int64_t kTest = 10;

/// IDX files of 2x2 images: pixel i of image n is n + i, its label n % 5.
void writeIdx(const TempFolder& folder) {
  for (const auto& [prefix, count] : {std::pair{"train", kTrain}, {"t10k", kTest}}) {
    Bytes pixels;
    Bytes labels;
    for (std::int64_t n = 0; n < count; ++n) {
      for (std::int64_t i = 0; i < 4; ++i) {
        pixels.push_back(static_cast<std::uint8_t>(n + i));
      }
      labels.push_back(static_cast<std::uint8_t>(n % 5));
    }
    folder.write(std::string(prefix) + "-images-idx3-ubyte.gz",
                 test::gzip(test::idxImages(static_cast<std::uint32_t>(count), {1, 2, 2}, pixels)));
    folder.write(std::string(prefix) + "-labels-idx1-ubyte.gz", test::gzip(test::idxLabels(labels)));
  }
}

DataOpenOptions optionsFor(const TempFolder& folder) {
  DataOpenOptions options;
  options.data.path = folder.path();
  return options;
}

void expectError(const DataOpenOptions& options, ErrorKind kind, const std::string& part) {
  const auto data = openData(options);
  ASSERT_FALSE(data) << part;
  EXPECT_EQ(data.error().kind, kind) << data.error().message();
  EXPECT_NE(data.error().message().find(part), std::string::npos) << data.error().message();
}

std::vector<int> firstPixels(const Expected<ImageSet>& set) {
  std::vector<int> out;
  for (std::int64_t i = 0; set && i < set->count; ++i) {
    out.push_back(set->image(i)[0]);
  }
  return out;
}

std::vector<int> numbers(int begin, int end) {
  std::vector<int> out(static_cast<std::size_t>(end - begin));
  std::iota(out.begin(), out.end(), begin);
  return out;
}

}  // namespace

TEST(DataSet, RangesAreTakenApart) {
  struct Case {
    const char* text;
    const char* split;
    std::int64_t begin, end;
    bool hasEnd;
  };
  for (const Case& c : {Case{"train", "train", 0, 0, false}, Case{"train[:55000]", "train", 0, 55000, true},
                        Case{"train[55000:]", "train", 55000, 0, false}, Case{"test[100:200]", "test", 100, 200, true},
                        Case{"a b[-5:-1]", "a b", -5, -1, true}, Case{"x[:]", "x", 0, 0, false}}) {
    const auto range = parseSplitRange(c.text);
    ASSERT_TRUE(range) << c.text;
    EXPECT_EQ(range->split, c.split);
    EXPECT_EQ(range->begin, c.begin);
    EXPECT_EQ(range->end, c.end);
    EXPECT_EQ(range->hasEnd, c.hasEnd);
  }
  for (const char* text : {"", "[1:2]", "train[", "train[]", "train[1]", "train[1:2", "train[1:2]x", "train[a:b]",
                           "train[1:2:3]", "train[1.5:2]", "train[99999999999999999999:]"}) {
    const auto range = parseSplitRange(text);
    ASSERT_FALSE(range) << text;
    EXPECT_EQ(range.error().kind, ErrorKind::Usage);
  }
}

TEST(DataSet, PartsFollowRangesAndLimits) {
  const TempFolder folder;
  writeIdx(folder);
  DataOpenOptions options = optionsFor(folder);
  options.data.train = "train[:15]";
  options.data.validation = "train[-5:-1]";
  options.data.calibration = "test[2:6]";
  const auto data = openData(options);
  ASSERT_TRUE(data) << data.error().message();
  EXPECT_EQ(data->info().format, "idx");
  EXPECT_EQ(data->info().input, (std::vector<std::int64_t>{1, 2, 2}));
  EXPECT_EQ(data->info().trainImages, 15);
  EXPECT_EQ(data->info().validationImages, 4);
  EXPECT_EQ(data->info().calibrationImages, 4);
  EXPECT_EQ(firstPixels(data->images(Part::Train)), numbers(0, 15));
  EXPECT_EQ(firstPixels(data->images(Part::Validation)), numbers(15, 19));
  EXPECT_EQ(firstPixels(data->images(Part::Calibration)), numbers(2, 6));
  EXPECT_EQ(data->images(Part::Calibration)->labels, (std::vector<std::int32_t>{2, 3, 4, 0}));
}

TEST(DataSet, LimitsTakeTheFirstImages) {
  const TempFolder folder;
  writeIdx(folder);
  DataOpenOptions options = optionsFor(folder);
  options.data.limit = 3;
  options.data.trainLimit = 4;
  auto data = openData(options);
  ASSERT_TRUE(data);
  EXPECT_EQ(firstPixels(data->images(Part::Train)), numbers(0, 4));
  EXPECT_EQ(firstPixels(data->images(Part::Validation)), numbers(0, 3));
  EXPECT_EQ(data->info().calibrationImages, 4);
  options.data.calibration = "train[10:]";
  data = openData(options);
  ASSERT_TRUE(data);
  EXPECT_EQ(data->info().calibrationImages, 10);
}

TEST(DataSet, PartsOfOneSplitShareTheirPixels) {
  const TempFolder folder;
  writeIdx(folder);
  const auto data = openData(optionsFor(folder));
  ASSERT_TRUE(data);
  const auto train = data->images(Part::Train);
  const auto calibration = data->images(Part::Calibration);
  ASSERT_TRUE(train && calibration);
  EXPECT_EQ(train->pixels.get(), calibration->pixels.get());
}

TEST(DataSet, CalibrationThatOverlapsValidationIsAWarning) {
  const TempFolder folder;
  writeIdx(folder);
  DataOpenOptions options = optionsFor(folder);
  const auto overlap = [&](const std::string& validation, const std::string& calibration) {
    options.data.validation = validation;
    options.data.calibration = calibration;
    return openData(options);
  };
  EXPECT_TRUE(overlap("train[10:]", "train[:10]")->info().warnings.empty());
  EXPECT_TRUE(overlap("test", "train")->info().warnings.empty());
  struct Case {
    const char* validation;
    const char* calibration;
    const char* says;
  };
  for (const Case& c : {Case{"train[10:]", "train[:11]",
                             "share 1 of 10 images, so exponents are fitted to images they "
                             "are measured on (train[10])."},
                        Case{"test", "test", "share 10 of 10"}, Case{"train[5:6]", "train", "(train[5])."},
                        Case{"train[5:]", "train[4:9]", "train[5], train[6], train[7], ...)"}}) {
    const auto data = overlap(c.validation, c.calibration);
    ASSERT_TRUE(data) << data.error().message();
    ASSERT_EQ(data->info().warnings.size(), 1U) << c.validation;
    EXPECT_NE(data->info().warnings[0].find(c.says), std::string::npos) << data->info().warnings[0];
    ASSERT_TRUE(data->images(Part::Calibration) && data->images(Part::Validation));
    EXPECT_EQ(data->info().warnings.size(), 1U);  // the same pixels of the same images are nothing new
  }
  options.uses = {Part::Validation};  // an evaluation on the training images calibrates nothing
  EXPECT_TRUE(openData(options)->info().warnings.empty());
}

TEST(DataSet, TheSamePixelsUnderAnotherNameAreAWarning) {
  const TempFolder folder;
  for (int i = 0; i < 10; ++i) {
    const auto number = std::to_string(i);
    folder.write("train/a/" + number + ".png", test::png({1, 3, 3}, test::noise(9, static_cast<std::uint32_t>(i))));
    folder.write("test/a/x" + number + ".png", test::png({1, 3, 3}, test::noise(9, static_cast<std::uint32_t>(i + 8))));
  }
  for (const bool validationFirst : {true, false}) {
    const auto data = openData(optionsFor(folder));
    ASSERT_TRUE(data) << data.error().message();
    EXPECT_TRUE(data->info().warnings.empty());
    ASSERT_TRUE(data->images(validationFirst ? Part::Validation : Part::Calibration));
    EXPECT_TRUE(data->info().warnings.empty());
    ASSERT_TRUE(data->images(validationFirst ? Part::Calibration : Part::Validation));
    ASSERT_EQ(data->info().warnings.size(), 1U);
    const std::string text = data->info().warnings[0];
    EXPECT_EQ(text.rfind("2 calibration images are pixel for pixel", 0), 0U) << text;
    EXPECT_NE(text.find((folder / "train/a/8.png") + " = " + (folder / "test/a/x0.png")), std::string::npos) << text;
  }
}

TEST(DataSet, SubsetsAreChosenByASeed) {
  const TempFolder folder;
  writeIdx(folder);
  DataOpenOptions options = optionsFor(folder);
  options.data.train = options.data.calibration = "train[2:]";
  options.data.trainLimit = 8;
  options.data.calibrationLimit = 3;
  options.data.limit = 4;
  const auto first = openData(options);
  ASSERT_TRUE(first);
  EXPECT_EQ(firstPixels(first->images(Part::Train)), numbers(2, 10));
  EXPECT_EQ(firstPixels(first->images(Part::Calibration)), numbers(2, 5));

  options.data.subsetSeed = 7;
  const auto data = openData(options);
  ASSERT_TRUE(data);
  // The same on every machine: these numbers are part of what a seed means.
  const std::vector<int> train = firstPixels(data->images(Part::Train));
  EXPECT_EQ(train, (std::vector<int>{2, 3, 7, 9, 12, 13, 15, 19}));
  const std::vector<int> calibration = firstPixels(data->images(Part::Calibration));
  EXPECT_EQ(calibration.size(), 3U);
  EXPECT_EQ(data->info().calibrationImages, 3);
  EXPECT_TRUE(std::includes(train.begin(), train.end(), calibration.begin(), calibration.end()));
  EXPECT_EQ(firstPixels(data->images(Part::Validation)), numbers(0, 4));  // a limit takes the first ones
  EXPECT_EQ(data->images(Part::Train)->labels[1], 3);

  options.data.subsetSeed = 8;
  EXPECT_NE(firstPixels(openData(options)->images(Part::Train)), train);
  options.data.trainLimit = 0;
  options.data.calibration = "test";
  EXPECT_EQ(openData(options)->info().trainImages, 18);
  EXPECT_EQ(openData(options)->info().calibrationImages, 3);
}

TEST(DataSet, OtherNamesOfTheValidationSplitAreFound) {
  for (const char* name : {"val", "Valid", "validation"}) {
    const TempFolder folder;
    folder.write("Train/a/1.png", test::png({1, 2, 2}, Bytes(4, 1)));
    folder.write(std::string(name) + "/a/1.png", test::png({1, 2, 2}, Bytes(4, 2)));
    const auto data = openData(optionsFor(folder));
    ASSERT_TRUE(data) << data.error().message();
    EXPECT_EQ(firstPixels(data->images(Part::Validation)), std::vector<int>{2});
    EXPECT_EQ(firstPixels(data->images(Part::Train)), std::vector<int>{1});
    ASSERT_FALSE(data->info().notes.empty());
    EXPECT_NE(data->info().notes.back().find(name), std::string::npos);
  }
}

TEST(DataSet, TheOnlySplitServesTrainingAndAnEvaluationByItself) {
  const TempFolder folder;
  for (int i = 0; i < 6; ++i) {
    folder.write("flowers/rose/" + std::to_string(i) + ".png",
                 test::png({1, 2, 2}, Bytes(4, static_cast<std::uint8_t>(i))));
  }
  DataOpenOptions options = optionsFor(folder);
  options.data.path = folder / "flowers";
  expectError(options, ErrorKind::Usage, "flowers (6)");  // measured on what it was trained with
  options.uses = {Part::Validation};
  EXPECT_EQ(firstPixels(openData(options)->images(Part::Validation)), numbers(0, 6));
  options.uses = {Part::Train, Part::Validation, Part::Calibration};
  options.data.train = options.data.calibration = "train[:4]";
  options.data.validation = "train[4:]";
  const auto data = openData(options);
  ASSERT_TRUE(data) << data.error().message();
  EXPECT_EQ(firstPixels(data->images(Part::Train)), numbers(0, 4));
  EXPECT_EQ(firstPixels(data->images(Part::Validation)), numbers(4, 6));
}

TEST(DataSet, SetsOfOneSizeAreTransformedToo) {
  const TempFolder folder;
  writeIdx(folder);
  DataOpenOptions options = optionsFor(folder);
  options.modelInput = {1, 4, 3};
  expectError(options, ErrorKind::Failure, "4x3");
  options.data.resize = "4";
  const auto data = openData(options);
  ASSERT_TRUE(data) << data.error().message();
  EXPECT_EQ(data->info().transform, "resize 4, center crop 4x3");
  EXPECT_EQ(data->info().sizes, "1x2x2");
  EXPECT_EQ(data->info().input, (std::vector<std::int64_t>{1, 4, 3}));
  const auto set = data->images(Part::Validation);
  ASSERT_TRUE(set) << set.error().message();
  EXPECT_EQ(set->shape, (ImageShape{1, 4, 3}));
  const Image third{{1, 2, 2}, {3, 4, 5, 6}};
  const auto expected = transformed(third, {.shorterSide = 4, .cropHeight = 4, .cropWidth = 3}, "");
  EXPECT_EQ(Bytes(set->image(3), set->image(3) + 12), expected->pixels);
}

TEST(DataSet, ImagesOfSeveralSizesGetImageNetsStandardOrAnError) {
  const TempFolder folder;
  folder.write("train/a/1.png", test::png({3, 20, 30}, test::noise(1800)));
  folder.write("train/a/2.png", test::png({3, 31, 25}, test::noise(2325)));
  folder.write("val/a/1.png", test::png({3, 25, 25}, test::noise(1875)));
  DataOpenOptions options = optionsFor(folder);
  auto data = openData(options);
  ASSERT_TRUE(data) << data.error().message();  // looked at without a model
  EXPECT_TRUE(data->info().input.empty());
  EXPECT_EQ(data->info().sizes, "from 3x20x25 to 3x31x30");
  EXPECT_FALSE(data->images(Part::Train));

  options.modelInput = {3, 224, 224};
  data = openData(options);
  ASSERT_TRUE(data) << data.error().message();
  EXPECT_EQ(data->info().transform, "resize 256, center crop 224x224");
  EXPECT_EQ(data->images(Part::Train)->shape, (ImageShape{3, 224, 224}));

  options.modelInput = {3, 32, 32};
  expectError(options, ErrorKind::Failure, "Set data.resize to 32");
  options.data.resize = "32";
  EXPECT_EQ(openData(options)->info().transform, "resize 32, center crop 32x32");
  options.data.crop = "none";
  expectError(options, ErrorKind::Failure, "Set data.crop to center");
  options.data.resize = "32x32";
  EXPECT_EQ(openData(options)->info().transform, "resize 32x32");
  options.data.resize = "none";
  options.data.crop = "center";
  EXPECT_EQ(openData(options)->info().transform, "center crop 32x32");
  for (const char* bad : {"0", "-3", "x", "3x", "3x4x5", "99999", "small"}) {
    options.data.resize = bad;
    expectError(options, ErrorKind::Usage, "data.resize");
  }
}

TEST(DataSet, SplitsAndClassesAreCounted) {
  const TempFolder folder;
  writeIdx(folder);
  auto data = openData(optionsFor(folder));
  ASSERT_TRUE(data);
  ASSERT_EQ(data->info().splits.size(), 2U);
  EXPECT_EQ(data->info().splits[0].name, "test");
  EXPECT_EQ(data->info().splits[1].images, 20);
  EXPECT_TRUE(data->info().splits[0].perClass.empty());
  ASSERT_TRUE(data->countClasses());
  EXPECT_EQ(data->info().splits[0].perClass, (std::vector<std::int64_t>{2, 2, 2, 2, 2}));
  EXPECT_EQ(data->info().classes, 5);
}

TEST(DataSet, SplitsAndRangesThatAreNotThereAreUsageErrors) {
  const TempFolder folder;
  writeIdx(folder);
  for (const char* text : {"val", "test[5:5]", "test[6:5]", "test[:11]", "test[10:]", "test[-11:]", "test[x]"}) {
    DataOpenOptions options = optionsFor(folder);
    options.data.validation = text;
    expectError(options, ErrorKind::Usage, text);
  }
  DataOpenOptions options = optionsFor(folder);
  options.data.validation = "val";
  expectError(options, ErrorKind::Usage, "test (10), train (20)");
}

TEST(DataSet, UnusedPartsMayBeMissing) {
  const TempFolder folder;
  writeIdx(folder);
  std::filesystem::remove(folder / "train-images-idx3-ubyte.gz");
  DataOpenOptions options = optionsFor(folder);
  expectError(options, ErrorKind::Usage, "data.train");
  options.uses = {Part::Validation};
  const auto data = openData(options);
  ASSERT_TRUE(data) << data.error().message();
  EXPECT_EQ(data->info().trainImages, 0);
  EXPECT_EQ(data->info().validationImages, 10);
  EXPECT_FALSE(data->images(Part::Train));
  EXPECT_TRUE(data->images(Part::Validation));
  EXPECT_FALSE(data->normalization());  // would come from the training set
}

TEST(DataSet, NormalizationComesFromConfigThenModelThenTheTrainingSet) {
  const TempFolder folder;
  writeIdx(folder);
  DataOpenOptions options = optionsFor(folder);
  options.data.trainLimit = 2;
  const auto measured = openData(options);
  ASSERT_TRUE(measured);
  EXPECT_EQ(measured->info().normalizationSource, "training set");
  EXPECT_TRUE(measured->info().mean.empty());
  const auto normalization = measured->normalization();
  ASSERT_TRUE(normalization);
  double mean = 0;
  double squares = 0;
  for (int n = 0; n < 20; ++n) {  // the whole part: the limit does not change it
    for (int i = 0; i < 4; ++i) {
      mean += (n + i) / 255.0 / 80;
      squares += (n + i) / 255.0 * (n + i) / 255.0 / 80;
    }
  }
  EXPECT_NEAR(normalization->mean[0], mean, 1e-12);
  EXPECT_NEAR(normalization->deviation[0], std::sqrt(squares - mean * mean), 1e-12);
  EXPECT_EQ(measured->info().mean, normalization->mean);

  options.modelMean = {0.25};
  options.modelDeviation = {0.5};
  const auto model = openData(options);
  ASSERT_TRUE(model);
  EXPECT_EQ(model->info().normalizationSource, "model");
  EXPECT_EQ(model->normalization()->mean, std::vector<double>{0.25});

  options.data.mean = {0.125};
  options.data.deviation = {2};
  const auto config = openData(options);
  ASSERT_TRUE(config);
  EXPECT_EQ(config->info().normalizationSource, "config");
  EXPECT_EQ(config->normalization()->deviation, std::vector<double>{2});

  for (const auto& [means, deviations] : std::vector<std::pair<std::vector<double>, std::vector<double>>>{
           {{0.1}, {}}, {{}, {0.1}}, {{0.1, 0.2}, {1, 1}}, {{0.1}, {0}}, {{0.1}, {-1}}, {{NAN}, {1}}}) {
    options.data.mean = means;
    options.data.deviation = deviations;
    expectError(options, ErrorKind::Usage, "data.std");
  }
}

TEST(DataSet, ColouredImagesTakeImageNets) {
  const TempFolder folder;
  folder.write("train/a/1.png", test::png({3, 2, 2}, test::noise(12)));
  folder.write("test/a/1.png", test::png({3, 2, 2}, test::noise(12)));
  const auto data = openData(optionsFor(folder));
  ASSERT_TRUE(data) << data.error().message();
  EXPECT_EQ(data->info().format, "folder");
  EXPECT_EQ(data->info().normalizationSource, "imagenet");
  EXPECT_EQ(data->info().mean, (std::vector<double>{0.485, 0.456, 0.406}));
}

TEST(DataSet, ImagesAndClassesMustFitTheModel) {
  const TempFolder folder;
  writeIdx(folder);
  DataOpenOptions options = optionsFor(folder);
  options.modelInput = {1, 2, 2};
  options.modelClasses = 5;
  EXPECT_TRUE(openData(options));
  options.modelClasses = 4;
  expectError(options, ErrorKind::Failure, "labels up to 4");
  options.modelClasses = 5;
  options.modelInput = {3, 32, 32};
  expectError(options, ErrorKind::Failure, "3x32x32");
  options.data.input = "1x2x2";
  EXPECT_TRUE(openData(options));
  options.data.input = "1x2x3";
  expectError(options, ErrorKind::Failure, "1x2x3");
  for (const char* text : {"1x2", "1x2x2x2", "x1x2", "axbxc", "1 2 2", "0x2x2", "-1x2x2", "1x2x99999999999999999999"}) {
    options.data.input = text;
    expectError(options, ErrorKind::Usage, "data.input");
  }
}

TEST(DataSet, LabelsFollowTheModelsNames) {
  const TempFolder folder;
  folder.write("train/ant/1.png", test::png({1, 2, 2}, Bytes(4, 1)));
  folder.write("train/bee/1.png", test::png({1, 2, 2}, Bytes(4, 2)));
  DataOpenOptions options = optionsFor(folder);
  options.data.validation = "train";
  options.uses = {Part::Validation};
  options.modelClasses = 3;
  options.modelClassNames = {"cat", "bee", "ant"};
  auto data = openData(options);
  ASSERT_TRUE(data) << data.error().message();
  EXPECT_EQ(data->images(Part::Validation)->labels, (std::vector<std::int32_t>{2, 1}));
  EXPECT_EQ(data->info().classNames, options.modelClassNames);
  options.modelClassNames = {"cat", "dog", "ant"};  // not all of them: by number
  data = openData(options);
  ASSERT_TRUE(data);
  EXPECT_EQ(data->images(Part::Validation)->labels, (std::vector<std::int32_t>{0, 1}));
  EXPECT_EQ(data->info().classNames, (std::vector<std::string>{"ant", "bee"}));
}

TEST(DataSet, WhatIsNotThereIsNamed) {
  const TempFolder folder;
  DataOpenOptions options = optionsFor(folder);
  expectError(options, ErrorKind::Failure, folder.path());
  options.data.path = folder / "missing";
  expectError(options, ErrorKind::Failure, "missing");
  options.data.path = "";
  expectError(options, ErrorKind::Usage, "data.path");
  options.data.path = "builtin:other";
  expectError(options, ErrorKind::Usage, "builtin:fashion-mnist");
  options.data.path = folder.path();
  options.data.format = "tfrecord";
  expectError(options, ErrorKind::Usage, "tfrecord");
  for (const char* format : {"idx", "cifar", "folder"}) {
    options.data.format = format;
    expectError(options, ErrorKind::Failure, folder.path());
  }
}

TEST(DataSet, OpeningDecodesNothing) {
  const TempFolder folder;
  writeIdx(folder);
  const Bytes whole = test::gzip(test::idxImages(20, {1, 2, 2}, test::noise(80)));
  folder.write("train-images-idx3-ubyte.gz", Bytes(whole.begin(), whole.end() - 20));  // the header and some pixels
  const auto data = openData(optionsFor(folder));
  ASSERT_TRUE(data) << data.error().message();
  EXPECT_EQ(data->info().trainImages, 20);
  EXPECT_TRUE(data->images(Part::Validation));
  const auto train = data->images(Part::Train);
  ASSERT_FALSE(train);
  EXPECT_NE(train.error().message().find("train-images-idx3-ubyte.gz"), std::string::npos);
}

TEST(DataSet, FashionMnistIsBuiltIn) {
  DataOpenOptions options;
  options.data.path = "builtin:fashion-mnist";
  const auto data = openData(options);
  if (!std::filesystem::exists("/usr/share/datasets/fashion-mnist")) {
    ASSERT_FALSE(data);
    EXPECT_NE(data.error().message().find("apt install dataset-fashion-mnist"), std::string::npos);
    GTEST_SKIP() << "Debian's dataset-fashion-mnist is not installed";
  }
  ASSERT_TRUE(data) << data.error().message();
  EXPECT_EQ(data->info().trainImages, 60000);
  EXPECT_EQ(data->info().validationImages, 10000);
  ASSERT_EQ(data->info().classNames.size(), 10U);
  EXPECT_EQ(data->info().classNames[9], "Ankle boot");
  const auto normalization = data->normalization();
  ASSERT_TRUE(normalization) << normalization.error().message();
  EXPECT_NEAR(normalization->mean[0], 0.2860405969887955, 1e-10);  // NumPy's, of the same file
  EXPECT_NEAR(normalization->deviation[0], 0.3530242445149223, 1e-10);
}

}  // namespace dyadic::data
