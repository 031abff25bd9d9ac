// SPDX-License-Identifier: GPL-3.0-or-later
// Every reader on its corpus, and on that corpus damaged in reproducible ways: what `./dev fuzz` does for minutes with
// coverage, in a few seconds without. Under `./dev test --sanitize address` the sanitizers watch.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "tests/fuzz/Fuzz.h"

namespace dyadic::fuzz {
namespace {

using Input = std::vector<std::uint8_t>;

constexpr std::size_t kLargest = 1 << 16;

std::vector<Input> corpus(const std::string& name) {
  std::vector<std::filesystem::path> paths;
  const std::filesystem::path folder = std::filesystem::path(DYADIC_SOURCE_DIR) / "tests/fuzz/corpus" / name;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<Input> out;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    out.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return out;
}

class Mutator {
 public:
  Input operator()(Input input) {
    for (int i = pick(1, 4); i > 0; --i) mutateOnce(input);
    if (input.size() > kLargest) input.resize(kLargest);
    return input;
  }

 private:
  int pick(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }
  std::size_t position(const Input& input) {
    return static_cast<std::size_t>(pick(0, static_cast<int>(std::min(input.size(), kLargest)) - 1));
  }

  void mutateOnce(Input& input) {
    if (input.empty()) {
      input.push_back(static_cast<std::uint8_t>(pick(0, 255)));
      return;
    }
    const std::size_t at = position(input);
    switch (pick(0, 5)) {
      case 0:
        input.resize(at);
        return;
      case 1:
        input[at] ^= static_cast<std::uint8_t>(1 << pick(0, 7));
        return;
      case 2:
        input[at] = static_cast<std::uint8_t>(pick(0, 255));
        return;
      case 3: {  // sizes and counts that cannot be
        for (std::size_t i = at; i < std::min(at + static_cast<std::size_t>(1 << pick(0, 3)), input.size()); ++i) {
          input[i] = 0xff;
        }
        return;
      }
      case 4: {
        const std::size_t end = std::min(input.size(), at + static_cast<std::size_t>(pick(1, 64)));
        input.erase(input.begin() + static_cast<std::ptrdiff_t>(at), input.begin() + static_cast<std::ptrdiff_t>(end));
        return;
      }
      default: {
        const std::size_t end = std::min(input.size(), at + static_cast<std::size_t>(pick(1, 64)));
        const Input piece(input.begin() + static_cast<std::ptrdiff_t>(at),
                          input.begin() + static_cast<std::ptrdiff_t>(end));
        const auto to = input.begin() + static_cast<std::ptrdiff_t>(position(input));
        input.insert(to, piece.begin(), piece.end());
      }
    }
  }

  std::mt19937 random_{20261121};
};

class Readers : public testing::TestWithParam<std::string> {};

TEST_P(Readers, ComeBackFromEverySeedAndFromDamagedOnes) {
  const Target* target = findTarget(GetParam());
  ASSERT_NE(target, nullptr);
#ifdef __SANITIZE_THREAD__
  // What HDF5 writes behind its memory does no harm there in the process that reads first, and then kills this one.
  if (GetParam() == "run") GTEST_SKIP() << "ThreadSanitizer leaves dyadic-runcheck without guarded memory";
#endif
  const std::vector<Input> seeds = corpus(GetParam());
  ASSERT_FALSE(seeds.empty()) << "no corpus for " << GetParam();
  for (const Input& seed : seeds) target->read(seed);
  Mutator mutate;
  for (int i = 0; i < target->mutations; ++i) target->read(mutate(seeds[static_cast<std::size_t>(i) % seeds.size()]));
}

std::vector<std::string> names() {
  std::vector<std::string> out;
  for (const Target& target : targets()) out.push_back(target.name);
  return out;
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Readers, testing::ValuesIn(names()),
                         [](const testing::TestParamInfo<std::string>& reader) { return reader.param; });

}  // namespace
}  // namespace dyadic::fuzz
