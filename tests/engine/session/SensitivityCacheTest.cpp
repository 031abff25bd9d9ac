// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/SensitivityCache.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <limits>

namespace dyadic::session {
namespace {

class SensitivityCacheFile : public ::testing::Test {
 protected:
  SensitivityCacheFile()
      : path_(std::filesystem::temp_directory_path() / ("dyadic-cache-" + std::to_string(getpid())) / "deep" /
              "x.jsonl") {}
  ~SensitivityCacheFile() override { std::filesystem::remove_all(path_.parent_path().parent_path()); }

  void write(const std::string& text) const {
    std::filesystem::create_directories(path_.parent_path());
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << text;
  }

  std::filesystem::path path_;
};

TEST_F(SensitivityCacheFile, KeepsNumbersExactly) {
  const Measured one{17, 1.0 / 3, 1e300};
  const Measured two{0, 0, std::numeric_limits<double>::denorm_min()};
  {
    SensitivityCache cache(path_, 20);
    EXPECT_EQ(cache.find("one"), std::nullopt);
    cache.add("one", one);
    cache.add("two", two);
  }
  const SensitivityCache cache(path_, 20);
  EXPECT_EQ(cache.find("one"), one);
  EXPECT_EQ(cache.find("two"), two);
  EXPECT_EQ(SensitivityCache(path_, 21).find("one"), std::nullopt) << "of another number of images";
}

TEST_F(SensitivityCacheFile, DamageCostsItsOwnLineAlone) {
  const std::string good = R"({"key":"good","images":20,"correct":5,"error":1.5,"signal":2})";
  for (const std::string& bad :
       {std::string("["), std::string(100000, 'x'), std::string(100000, '['), std::string("\xff\xfe{"),
        good.substr(0, 30), std::string(R"({"key":"good","images":20,"correct":21,"error":1,"signal":2})"),
        std::string(R"({"key":"good","images":20,"correct":-1,"error":1,"signal":2})"),
        std::string(R"({"key":"good","images":20,"correct":18446744073709551615,"error":1,"signal":2})"),
        std::string(R"({"key":"good","images":20,"correct":5,"error":-1,"signal":2})"),
        std::string(R"({"key":"good","images":20,"correct":5,"error":1e999,"signal":2})"),
        std::string(R"({"key":"good","images":20,"correct":"5","error":1,"signal":2})"),
        std::string(R"({"key":["good"],"images":20,"correct":5,"error":1,"signal":2})"), std::string("null"),
        std::string()}) {
    write(bad + "\n");
    EXPECT_EQ(SensitivityCache(path_, 20).find("good"), std::nullopt) << bad.substr(0, 80);
    write(bad + "\n" + good + "\n");
    EXPECT_EQ(SensitivityCache(path_, 20).find("good"), (Measured{5, 1.5, 2})) << bad.substr(0, 80);
    write(bad);  // a writer that died in its line
    SensitivityCache(path_, 20).add("next", {1, 2, 3});
    EXPECT_EQ(SensitivityCache(path_, 20).find("next"), (Measured{1, 2, 3})) << bad.substr(0, 80);
  }
}

TEST_F(SensitivityCacheFile, WhereNothingCanBeWrittenMemoryServes) {
  for (const char* path : {"", "/proc/no/such/file.jsonl"}) {
    SensitivityCache cache(path, 20);
    cache.add("one", {1, 2, 3});
    EXPECT_EQ(cache.find("one"), (Measured{1, 2, 3}));
    cache.add("two", {1, std::numeric_limits<double>::quiet_NaN(), 3});
    EXPECT_EQ(cache.find("two"), std::nullopt);
  }
}

TEST_F(SensitivityCacheFile, AFileTooLargeToBeOneIsRemoved) {
  write("");
  std::filesystem::resize_file(path_, std::uintmax_t{1} << 32);  // sparse
  SensitivityCache cache(path_, 20);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

}  // namespace
}  // namespace dyadic::session
