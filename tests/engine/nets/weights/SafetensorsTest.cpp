// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/weights/Safetensors.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <cmath>
#include <random>

#include "tests/engine/nets/Support.h"
#include "tests/engine/nets/weights/Support.h"

namespace dyadic::nets {
namespace {

using test::floats;
using test::rawBytes;
using test::safetensors;
using testing::ElementsAre;
using testing::HasSubstr;

const char* const kSmallHeader =
    R"({"__metadata__":{"architecture":"lenet5"},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},)"
    R"("b":{"dtype":"I64","shape":[],"data_offsets":[8,16]}})";

std::string smallFile() {
  return safetensors(kSmallHeader, rawBytes<float>({1.5F, -2.0F}) + rawBytes<std::int64_t>({7}));
}

std::string oneTensor(const std::string& dtype, const std::string& shape, const std::string& data,
                      const std::string& offsets = "") {
  const std::string range = offsets.empty() ? "0," + std::to_string(data.size()) : offsets;
  return safetensors(R"({"t":{"dtype":")" + dtype + R"(","shape":[)" + shape + R"(],"data_offsets":[)" + range + "]}}",
                     data);
}

/// The error for these bytes, "" if there is none. Whatever is accepted is read as well.
std::string errorOf(std::string bytes) {
  const Expected<WeightsFile> file = WeightsFile::parse(std::move(bytes), "net.safetensors");
  if (!file) {
    EXPECT_THAT(file.error().message(), HasSubstr("net.safetensors"));
    return file.error().message();
  }
  for (const TensorEntry& entry : file->entries()) {
    EXPECT_EQ(static_cast<std::int64_t>(floats(*file, entry).size()), entry.elements);
  }
  return "";
}

std::vector<float> values(const std::string& bytes) {
  const Expected<WeightsFile> file = WeightsFile::parse(bytes, "net.safetensors");
  EXPECT_TRUE(file) << file.error().message();
  return file ? floats(*file, file->entries().front()) : std::vector<float>();
}

TEST(Safetensors, ReadsTensorsAndMetadata) {
  const Expected<WeightsFile> file = WeightsFile::parse(smallFile(), "net.safetensors");
  ASSERT_TRUE(file) << file.error().message();
  EXPECT_EQ(file->metadata().at("architecture"), "lenet5");
  ASSERT_EQ(file->entries().size(), 2U);
  const TensorEntry* a = file->find("a");
  ASSERT_NE(a, nullptr);
  EXPECT_THAT(a->shape, ElementsAre(2, 1));
  EXPECT_THAT(floats(*file, *a), ElementsAre(1.5F, -2.0F));
  const TensorEntry* b = file->find("b");
  ASSERT_NE(b, nullptr);
  EXPECT_TRUE(b->shape.empty());
  EXPECT_THAT(floats(*file, *b), ElementsAre(7.0F));
  EXPECT_EQ(file->find("c"), nullptr);
}

TEST(Safetensors, ConvertsEveryElementType) {
  EXPECT_THAT(values(oneTensor("BOOL", "2", rawBytes<std::uint8_t>({0, 1}))), ElementsAre(0, 1));
  EXPECT_THAT(values(oneTensor("U8", "2", rawBytes<std::uint8_t>({0, 255}))), ElementsAre(0, 255));
  EXPECT_THAT(values(oneTensor("I8", "2", rawBytes<std::int8_t>({-128, 127}))), ElementsAre(-128, 127));
  EXPECT_THAT(values(oneTensor("U16", "1", rawBytes<std::uint16_t>({65535}))), ElementsAre(65535));
  EXPECT_THAT(values(oneTensor("I16", "1", rawBytes<std::int16_t>({-32768}))), ElementsAre(-32768));
  EXPECT_THAT(values(oneTensor("U32", "1", rawBytes<std::uint32_t>({1U << 31}))), ElementsAre(2147483648.0F));
  EXPECT_THAT(values(oneTensor("I32", "1", rawBytes<std::int32_t>({-5}))), ElementsAre(-5));
  EXPECT_THAT(values(oneTensor("U64", "1", rawBytes<std::uint64_t>({1ULL << 63}))), ElementsAre(std::ldexp(1.0F, 63)));
  EXPECT_THAT(values(oneTensor("I64", "1", rawBytes<std::int64_t>({-9}))), ElementsAre(-9));
  EXPECT_THAT(values(oneTensor("F64", "1", rawBytes<double>({0.1}))), ElementsAre(0.1F));
  EXPECT_THAT(values(oneTensor("BF16", "2", rawBytes<std::uint16_t>({0x3f80, 0xc040}))), ElementsAre(1.0F, -3.0F));
}

// Bit patterns and values of IEEE 754 binary16.
TEST(Safetensors, ConvertsHalfPrecision) {
  const std::vector<float> halves = values(oneTensor(
      "F16", "9", rawBytes<std::uint16_t>({0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x3555, 0x8000, 0xfc00, 0x7e00})));
  EXPECT_THAT(std::vector<float>(halves.begin(), halves.begin() + 6),
              ElementsAre(1.0F, -2.0F, 65504.0F, std::ldexp(1.0F, -14), std::ldexp(1.0F, -24), 0.333251953125F));
  EXPECT_TRUE(halves[6] == 0 && std::signbit(halves[6]));
  EXPECT_EQ(halves[7], -INFINITY);
  EXPECT_TRUE(std::isnan(halves[8]));
}

TEST(Safetensors, RefusesEveryTruncationAndAppendix) {
  const std::string bytes = smallFile();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_NE(errorOf(bytes.substr(0, length)), "") << "length " << length;
  }
  EXPECT_THAT(errorOf(bytes.substr(0, bytes.size() - 1)), HasSubstr("truncated: expected"));
  EXPECT_NE(errorOf(bytes + '\0'), "");
}

TEST(Safetensors, SurvivesFlippedBytes) {
  const std::string bytes = smallFile();
  int refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int mask : {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff}) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ mask);
      refused += errorOf(damaged).empty() ? 0 : 1;
    }
  }
  EXPECT_GT(refused, 400);  // most; a changed name or value is another valid file
}

TEST(Safetensors, SurvivesRandomDamage) {
  std::mt19937 random(3);
  const std::string bytes = smallFile();
  for (int round = 0; round < 5000; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 1 + round % 6; ++i) {
      const std::size_t at = 8 + random() % (damaged.size() - 8);
      switch (random() % 3) {
        case 0:
          damaged[at] = "0123456789[]{},:\"-.eE"[random() % 21];
          break;
        case 1:
          damaged.erase(at, random() % 4);
          break;
        default:
          damaged.insert(at, damaged.substr(8 + random() % (damaged.size() - 8), random() % 20));
          break;
      }
    }
    const std::uint64_t length = damaged.size() > 24 ? damaged.size() - 24 : 0;  // keeps most headers readable
    std::memcpy(damaged.data(), &length, 8);
    (void)errorOf(damaged);
  }
}

TEST(Safetensors, RefusesImpossibleSizes) {
  const std::string data = rawBytes<float>({1, 2});
  const std::string big = "9223372036854775807";
  EXPECT_THAT(errorOf(oneTensor("F32", "3", data)), HasSubstr("tensor t"));
  EXPECT_NE(errorOf(oneTensor("F32", "2", data, "8,0")), "");
  EXPECT_NE(errorOf(oneTensor("F32", "2", data, "4,12")), "");
  EXPECT_NE(errorOf(oneTensor("F32", "2", data, "0,-8")), "");
  EXPECT_NE(errorOf(oneTensor("F32", "2", data, "0,8.0")), "");
  EXPECT_NE(errorOf(oneTensor("F32", "-2", data)), "");
  EXPECT_NE(errorOf(oneTensor("F32", big, data)), "");
  EXPECT_NE(errorOf(oneTensor("F32", big + "," + big + ",4", data)), "");
  EXPECT_NE(errorOf(oneTensor("F32", "4294967296,4294967296,2", data)), "");  // 2^65 bytes wrap to 0 in 64 bits
  EXPECT_NE(errorOf(oneTensor("F32", "2", data, "0,18446744073709551615")), "");
  EXPECT_NE(errorOf(oneTensor("F32", "0," + big + "0", "")), "");  // above int64, although empty
  EXPECT_NE(errorOf(oneTensor("F32", "1,1,1,1,1,1,1,1,2", data)), "");
  EXPECT_EQ(errorOf(oneTensor("F32", "0,5", "")), "");
  EXPECT_EQ(errorOf(safetensors("{}", "")), "");
}

TEST(Safetensors, RefusesOverlapsHolesAndRepeatedNames) {
  const auto two = [](const char* first, const char* second, const char* name) {
    return safetensors(std::string(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":)") + first + R"(},")" + name +
                           R"(":{"dtype":"U8","shape":[4],"data_offsets":)" + second + "}}",
                       "01234567");
  };
  EXPECT_EQ(errorOf(two("[0,4]", "[4,8]", "b")), "");
  EXPECT_EQ(errorOf(two("[4,8]", "[0,4]", "b")), "");
  EXPECT_NE(errorOf(two("[0,4]", "[3,7]", "b")), "");
  EXPECT_NE(errorOf(two("[0,4]", "[0,4]", "b")), "");
  EXPECT_NE(errorOf(two("[0,4]", "[4,8]", "a")), "");
  EXPECT_NE(errorOf(oneTensor("U8", "4", "01234567", "4,8")), "");
}

TEST(Safetensors, RefusesHeadersThatAreNone) {
  const auto header = [](const std::string& text) { return errorOf(safetensors(text, "")); };
  for (const char* text : {"", "x", "[]", "[{}]", "1", "null", "{", R"({"t":1})", R"({"t":{}})", R"({"t":[]})", "{}x",
                           R"({"__metadata__":1})", R"({"__metadata__":{"a":1}})", "{\"\xff\":{}}", " {}",
                           R"({"t":{"dtype":4,"shape":[],"data_offsets":[0,0]}})"}) {
    EXPECT_NE(header(text), "") << text;
  }
  EXPECT_NE(header(R"({"t":{"dtype":"F32","shape":)" + std::string(1 << 20, '[')), "");
  EXPECT_NE(header(R"({"t":)" + std::string(1 << 20, '{')), "");
  EXPECT_THAT(header(R"({"t":{"dtype":"F8_E4M3","shape":[0],"data_offsets":[0,0]}})"), HasSubstr("F8_E4M3"));
}

TEST(Safetensors, RefusesHeaderLengthsBeyondTheFile) {
  for (const std::uint64_t length : {std::uint64_t{17}, std::uint64_t{100'000'001}, ~std::uint64_t{0},
                                     ~std::uint64_t{0} - 7, std::uint64_t{1} << 63}) {
    std::string bytes(8 + 16, ' ');
    std::memcpy(bytes.data(), &length, 8);
    EXPECT_NE(errorOf(bytes), "") << length;
  }
}

TEST(Safetensors, TellsOtherFilesApart) {
  EXPECT_THAT(errorOf(std::string("PK\x03\x04", 4) + std::string(100, 'x')), HasSubstr("damaged"));
  EXPECT_THAT(errorOf(std::string("\x80\x02\x8a\x0a", 4) + std::string(100, 'x')), HasSubstr("damaged"));
  EXPECT_THAT(errorOf(std::string("\x08\x07", 2) + std::string(100, 'x')), HasSubstr("ONNX"));
  EXPECT_THAT(errorOf("{\"architecture\": \"lenet5\"}"), HasSubstr("no model file"));
}

TEST(Safetensors, WritesWhatItReads) {
  const test::TemporaryFolder folder;
  const std::string path = folder.file("out.safetensors");
  const std::vector<float> first = {1, 2, 3, 4, 5, 6};
  const std::vector<float> second = {-0.0F, std::ldexp(1.0F, -140)};
  const std::map<std::string, std::string> metadata = {{"note", "quote \" and \xc3\xa9"}};
  ASSERT_TRUE(writeSafetensors(path, {{"b", {2, 3}, first}, {"a", {2}, second}, {"none", {0}, {}}}, metadata, false));
  const Expected<WeightsFile> file = WeightsFile::open(path);
  ASSERT_TRUE(file) << file.error().message();
  EXPECT_EQ(file->metadata(), metadata);
  EXPECT_EQ(floats(*file, *file->find("b")), first);
  const std::vector<float> back = floats(*file, *file->find("a"));
  EXPECT_EQ(std::memcmp(back.data(), second.data(), 8), 0);
  EXPECT_THAT(file->find("b")->shape, ElementsAre(2, 3));
  EXPECT_EQ((8 + *reinterpret_cast<const std::uint8_t*>(test::readBytes(path).data())) % 8, 0);
}

TEST(Safetensors, OverwritesOnlyWithForceAndLeavesNoTemporaryFiles) {
  const test::TemporaryFolder folder;
  const std::string path = folder.file("out.safetensors");
  const std::vector<float> data = {1};
  test::writeBytes(path, "precious");
  const Status refused = writeSafetensors(path, {{"a", {1}, data}}, {}, false);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message(), HasSubstr(path));
  EXPECT_EQ(test::readBytes(path), "precious");
  EXPECT_TRUE(writeSafetensors(path, {{"a", {1}, data}}, {}, true));
  EXPECT_TRUE(WeightsFile::open(path));
  const Status nowhere = writeSafetensors(folder.file("missing/out.safetensors"), {{"a", {1}, data}}, {}, true);
  ASSERT_FALSE(nowhere);
  EXPECT_THAT(nowhere.error().message(), HasSubstr("missing/out.safetensors"));
  const Status onFolder = writeSafetensors(folder.file(""), {{"a", {1}, data}}, {}, true);
  EXPECT_FALSE(onFolder);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.file("")), {}), 1);
}

TEST(Safetensors, OpensOnlyReadableFiles) {
  const test::TemporaryFolder folder;
  const auto error = [&](const std::string& path) {
    const Expected<WeightsFile> file = WeightsFile::open(path);
    return file ? std::string() : file.error().message();
  };
  EXPECT_THAT(error(folder.file("none")), HasSubstr("There is no file"));
  ASSERT_EQ(mkfifo(folder.file("pipe").c_str(), 0600), 0);
  for (const std::string& path : {folder.file("pipe"), folder.file(""), std::string("/dev/zero")})
    EXPECT_EQ(error(path), path + " is no regular file. Save what it holds as a file, and open that.");
  test::writeBytes(folder.file("short"), "abc");
  EXPECT_THAT(error(folder.file("short")), HasSubstr("truncated"));
  test::writeBytes(folder.file("cut"), smallFile().substr(0, 150));
  EXPECT_THAT(error(folder.file("cut")), HasSubstr("truncated"));
}

}  // namespace
}  // namespace dyadic::nets
