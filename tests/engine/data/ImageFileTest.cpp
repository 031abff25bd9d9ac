// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/ImageFile.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/engine/data/TestFiles.h"

namespace dyadic::data {

using test::Bytes;
using test::Size;
using test::TempFolder;

namespace {

/// Smooth colours, which a JPEG of quality 100 keeps to within a few steps.
Bytes gradient(const Size& size) {
  Bytes out;
  for (std::uint32_t y = 0; y < size.height; ++y) {
    for (std::uint32_t x = 0; x < size.width; ++x) {
      for (std::uint32_t c = 0; c < size.channels; ++c) {
        out.push_back(static_cast<std::uint8_t>(40 + 7 * x + 5 * y * (c + 1)));
      }
    }
  }
  return out;
}

void expectNear(const Bytes& actual, const Bytes& expected, int tolerance) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 0; i < actual.size(); ++i) {
    EXPECT_NEAR(actual[i], expected[i], tolerance) << "at " << i;
  }
}

}  // namespace

TEST(ImageFile, PngKeepsEveryPixelAsPlanes) {
  for (const std::uint32_t channels : {1U, 3U}) {
    const Size size{channels, 7, 5};
    const Bytes pixels = test::noise(channels * 35);
    const auto image = decodeImage(test::png(size, pixels), "x.png");
    ASSERT_TRUE(image) << image.error().message();
    EXPECT_EQ(image->shape, (ImageShape{static_cast<int>(channels), 7, 5}));
    EXPECT_EQ(image->pixels, test::planes(size, pixels));
  }
}

TEST(ImageFile, PngAlphaIsDroppedAnd16BitsBecomeTheHighByte) {
  const Bytes withAlpha = {10, 0, 20, 255, 30, 128, 40, 1};  // 2x2 gray and alpha
  const auto gray = decodeImage(test::png({2, 2, 2}, withAlpha), "x.png");
  ASSERT_TRUE(gray);
  EXPECT_EQ(gray->pixels, (Bytes{10, 20, 30, 40}));

  const Bytes wide = {0x12, 0xff, 0x80, 0x00};  // 1x2 gray, 16 bits
  const auto narrow = decodeImage(test::png({1, 1, 2}, wide, 16), "x.png");
  ASSERT_TRUE(narrow);
  EXPECT_EQ(narrow->pixels, (Bytes{0x12, 0x80}));
}

TEST(ImageFile, PngPaletteBecomesColour) {
  const auto image = decodeImage(test::palettePng({1, 1, 3}, {2, 0, 1}), "x.png");
  ASSERT_TRUE(image) << image.error().message();
  EXPECT_EQ(image->shape, (ImageShape{3, 1, 3}));
  EXPECT_EQ(image->pixels, (Bytes{10, 0, 255, 20, 0, 0, 30, 0, 0}));
}

TEST(ImageFile, JpegIsDecoded) {
  for (const std::uint32_t channels : {1U, 3U}) {
    for (const bool progressive : {false, true}) {
      const Size size{channels, 11, 13};
      const Bytes pixels = gradient(size);
      const auto image = decodeImage(test::jpeg(size, pixels, progressive), "x.jpg");
      ASSERT_TRUE(image) << image.error().message();
      EXPECT_EQ(image->shape, (ImageShape{static_cast<int>(channels), 11, 13}));
      expectNear(image->pixels, test::planes(size, pixels), 4);
    }
  }
}

TEST(ImageFile, GrayBecomesColourButColourIsNeverMadeGray) {
  const Bytes pixels = test::noise(12);
  const auto colour = decodeImage(test::png({1, 3, 4}, pixels), "x.png", 3);
  ASSERT_TRUE(colour);
  EXPECT_EQ(colour->shape, (ImageShape{3, 3, 4}));
  for (std::size_t i = 0; i < 36; ++i) {
    EXPECT_EQ(colour->pixels[i], pixels[i % 12]);
  }
  const auto gray = decodeImage(test::png({3, 2, 2}, test::noise(12)), "colour.png", 1);
  ASSERT_FALSE(gray);
  EXPECT_NE(gray.error().message().find("colour.png"), std::string::npos);
}

TEST(ImageFile, EveryTruncationIsAnError) {
  const Size size{3, 9, 9};
  const Bytes pixels = test::noise(243);
  for (const Bytes& whole : {test::png(size, pixels), test::jpeg(size, pixels), test::jpeg(size, pixels, true)}) {
    ASSERT_TRUE(decodeImage(whole, "whole"));
    for (std::size_t length = 0; length < whole.size(); ++length) {
      const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
      const auto image = decodeImage(part, "part.img");
      ASSERT_FALSE(image) << length << " of " << whole.size();
      EXPECT_NE(image.error().message().find("part.img"), std::string::npos);
    }
  }
}

TEST(ImageFile, NoDamagedByteCrashes) {
  const Size size{3, 8, 8};
  const Bytes pixels = gradient(size);
  for (const Bytes& whole : {test::png(size, pixels), test::jpeg(size, pixels), test::jpeg(size, pixels, true)}) {
    for (std::size_t i = 0; i < whole.size(); ++i) {
      for (const std::uint8_t change : {0x01, 0x80, 0xff}) {
        Bytes damaged = whole;
        damaged[i] ^= change;
        const auto image = decodeImage(damaged, "damaged");
        if (image) {
          EXPECT_EQ(image->pixels.size(), image->shape.bytes());
        }
      }
    }
  }
}

TEST(ImageFile, HugeSizesInAHeaderAreRefused) {
  Bytes huge = test::jpeg({1, 8, 8}, test::noise(64));
  for (std::size_t i = 0; i + 8 < huge.size(); ++i) {
    if (huge[i] == 0xff && huge[i + 1] == 0xc0) {  // start of frame: length, precision, height, width
      huge[i + 5] = huge[i + 7] = 0xff;
      huge[i + 6] = huge[i + 8] = 0x00;
    }
  }
  const auto image = decodeImage(huge, "huge.jpg");
  ASSERT_FALSE(image);
  EXPECT_NE(image.error().message().find("65280 x 65280"), std::string::npos) << image.error().message();
  EXPECT_FALSE(imageShape(huge, "huge.jpg"));
}

TEST(ImageFile, FourInksBecomeColours) {
  const Bytes ink = test::jpeg({4, 8, 8}, test::noise(256));
  EXPECT_EQ(*imageShape(ink, "ink.jpg"), (ImageShape{3, 8, 8}));
  const auto image = decodeImage(ink, "ink.jpg");
  ASSERT_TRUE(image) << image.error().message();  // TransformTest compares the colours with Pillow's
  EXPECT_EQ(image->pixels.size(), 192U);
}

TEST(ImageFile, OtherFilesAreRefusedByName) {
  const auto text = decodeImage(Bytes{'h', 'e', 'l', 'l', 'o', ' ', 'y', 'o', 'u'}, "text.png");
  ASSERT_FALSE(text);
  EXPECT_NE(text.error().message().find("text.png"), std::string::npos);
}

TEST(ImageFile, ReadsFilesAndNamesMissingOnes) {
  const TempFolder folder;
  const Bytes pixels = test::noise(6);
  const std::string path = folder.write("a.png", test::png({1, 2, 3}, pixels));
  const auto image = readImageFile(path);
  ASSERT_TRUE(image);
  EXPECT_EQ(image->pixels, pixels);
  EXPECT_EQ(*readImageFileShape(path), (ImageShape{1, 2, 3}));
  for (const std::string& bad : {folder / "missing.png", folder.path()}) {
    const auto missing = readImageFile(bad);
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message().find(bad), std::string::npos);
  }
}

}  // namespace dyadic::data
