// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/check/GuardedMemory.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <ostream>
#include <string>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

using dyadic::runlog::requireSoundMemory;

namespace {

/// glibc gives 24 bytes for it and does not look at what stands in the last four.
constexpr std::size_t kSize = 20;

struct Way {
  const char* name;
  std::function<void*()> take;
  friend std::ostream& operator<<(std::ostream& out, const Way& way) { return out << way.name; }
};

const Way kWays[] = {
    {"malloc", [] { return std::malloc(kSize); }},
    {"calloc", [] { return std::calloc(kSize / 4, 4); }},
    {"realloc", [] { return std::realloc(std::malloc(kSize * 2), kSize); }},
    {"memalign", [] { return memalign(256, kSize); }},
    {"posix_memalign",
     [] {
       void* block = nullptr;
       return posix_memalign(&block, 64, kSize) == 0 ? block : nullptr;
     }},
};

/// Where no compiler sees it coming.
void changeByte(void* block, std::size_t at) {
  volatile char* bytes = static_cast<volatile char*>(block);
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
}

class GuardedMemory : public testing::TestWithParam<Way> {
 protected:
  void SetUp() override {
    if (kSanitized) GTEST_SKIP() << "a sanitizer has malloc's place";
  }
};

TEST_P(GuardedMemory, ByteBehindABlockEndsTheProgram) {
  for (const std::size_t at : {kSize, kSize + 7}) {
    EXPECT_EXIT(
        {
          void* block = GetParam().take();
          changeByte(block, at);
          std::free(block);
          std::exit(0);
        },
        testing::KilledBySignal(SIGABRT), "");
    EXPECT_EXIT(
        {
          changeByte(GetParam().take(), at);
          requireSoundMemory();
          std::exit(0);
        },
        testing::KilledBySignal(SIGABRT), "")
        << "still in use";
  }
}

TEST_P(GuardedMemory, LastByteOfABlockMayBeWritten) {
  void* block = GetParam().take();
  ASSERT_NE(block, nullptr);
  changeByte(block, kSize - 1);
  requireSoundMemory();
  std::free(block);
}

TEST_P(GuardedMemory, FreeingTwiceEndsTheProgram) {
  EXPECT_EXIT(
      {
        void* volatile block = GetParam().take();
        std::free(block);
        std::free(block);  // NOLINT(clang-analyzer-unix.Malloc)
        std::exit(0);
      },
      testing::KilledBySignal(SIGABRT), "");
}

INSTANTIATE_TEST_SUITE_P(Ways, GuardedMemory, testing::ValuesIn(kWays),
                         [](const auto& way) { return std::string(way.param.name); });

TEST(GuardedMemoryBlocks, HoldWhatMallocPromises) {
  for (const std::size_t alignment : {16, 64, 4096}) {
    void* block = memalign(alignment, kSize);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block) % alignment, 0U);
    std::free(block);
  }
  auto* bytes = static_cast<char*>(std::calloc(3, 1000));
  for (int i = 0; i < 3000; ++i) ASSERT_EQ(bytes[i], 0);
  std::memset(bytes, 'x', 3000);
  bytes = static_cast<char*>(std::realloc(bytes, 5000));
  for (int i = 0; i < 3000; ++i) ASSERT_EQ(bytes[i], 'x');
  bytes = static_cast<char*>(std::realloc(bytes, 10));
  EXPECT_EQ(std::memcmp(bytes, "xxxxxxxxxx", 10), 0);
  std::free(bytes);
  if (kSanitized) return;  // it ends the program instead
  const volatile std::size_t tooMuch = SIZE_MAX - 8;
  EXPECT_EQ(std::malloc(tooMuch), nullptr);
  EXPECT_EQ(std::calloc(tooMuch, 2), nullptr);
}

}  // namespace
