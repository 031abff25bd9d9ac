// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/check/GuardedMemory.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DYADIC_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define DYADIC_SANITIZED
#endif
#endif

#ifdef DYADIC_SANITIZED

namespace dyadic::runlog {
void requireSoundMemory() {}
}  // namespace dyadic::runlog

#else

#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

// glibc's own, by the names that it keeps for those who take malloc's place.
extern "C" {
void* __libc_malloc(std::size_t size);                           // NOLINT(bugprone-reserved-identifier)
void* __libc_memalign(std::size_t alignment, std::size_t size);  // NOLINT(bugprone-reserved-identifier)
void __libc_free(void* block);                                   // NOLINT(bugprone-reserved-identifier)
}

namespace {

/// Stands before what the caller gets; the number stands behind it. Of a small one that is freed glibc writes over the
/// first half.
struct alignas(std::max_align_t) Block {
  Block* before;
  Block* after;
  void* begin;  ///< as glibc gave it
  std::size_t size;
};

constexpr std::size_t kNumber = sizeof(std::uint64_t);
std::uint64_t number = 0;
Block* blocks = nullptr;  ///< in use

std::byte* contentOf(Block* block) { return reinterpret_cast<std::byte*>(block + 1); }
Block* blockOf(void* content) { return static_cast<Block*>(content) - 1; }

void require(Block* block) {
  if (std::memcmp(contentOf(block) + block->size, &number, kNumber) != 0) std::abort();
}

void* take(std::size_t alignment, std::size_t size) {
  if (number == 0 && getrandom(&number, sizeof(number), 0) != sizeof(number)) std::abort();
  const std::size_t head = std::max(alignment, sizeof(Block));
  if (size > SIZE_MAX / 2 || head > SIZE_MAX / 4) {
    errno = ENOMEM;
    return nullptr;
  }
  void* begin = alignment > alignof(Block) ? __libc_memalign(alignment, head + size + kNumber)
                                           : __libc_malloc(head + size + kNumber);
  if (begin == nullptr) return nullptr;
  Block* block = blockOf(static_cast<std::byte*>(begin) + head);
  *block = {nullptr, blocks, begin, size};
  if (blocks != nullptr) blocks->before = block;
  blocks = block;
  std::memcpy(contentOf(block) + size, &number, kNumber);
  return contentOf(block);
}

void giveBack(void* content) {
  if (content == nullptr) return;
  Block* block = blockOf(content);
  require(block);
  (block->before != nullptr ? block->before->after : blocks) = block->after;
  if (block->after != nullptr) block->after->before = block->before;
  std::memset(contentOf(block) + block->size, 0, kNumber);  // freed twice, it is noticed
  __libc_free(block->begin);
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) { return take(1, size); }

void free(void* content) { giveBack(content); }

void* calloc(std::size_t count, std::size_t size) {
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) {
    errno = ENOMEM;
    return nullptr;
  }
  void* content = take(1, bytes);
  if (content != nullptr) std::memset(content, 0, bytes);
  return content;
}

void* realloc(void* content, std::size_t size) {
  void* next = take(1, size);
  if (next == nullptr || content == nullptr) return next;
  std::memcpy(next, content, std::min(size, blockOf(content)->size));
  giveBack(content);
  return next;
}

void* memalign(std::size_t alignment, std::size_t size) { return take(alignment, size); }
void* aligned_alloc(std::size_t alignment, std::size_t size) { return take(alignment, size); }
void* valloc(std::size_t size) { return take(static_cast<std::size_t>(sysconf(_SC_PAGESIZE)), size); }
void* pvalloc(std::size_t size) { return valloc(size); }
std::size_t malloc_usable_size(void* content) { return content == nullptr ? 0 : blockOf(content)->size; }

int posix_memalign(void** out, std::size_t alignment, std::size_t size) {
  *out = take(alignment, size);
  return *out == nullptr ? ENOMEM : 0;
}

}  // extern "C"

namespace dyadic::runlog {

void requireSoundMemory() {
  for (Block* block = blocks; block != nullptr; block = block->after) require(block);
}

}  // namespace dyadic::runlog

#endif
