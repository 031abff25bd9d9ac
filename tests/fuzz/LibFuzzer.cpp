// SPDX-License-Identifier: GPL-3.0-or-later
// The entry of libFuzzer. DYADIC_FUZZ_READER names the reader, because one program holds all of them.
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/Fuzz.h"

namespace {

const dyadic::fuzz::Target& chosen() {
  const char* name = std::getenv("DYADIC_FUZZ_READER");
  const dyadic::fuzz::Target* target = dyadic::fuzz::findTarget(name != nullptr ? name : "");
  if (target == nullptr) {
    std::fprintf(stderr, "Set DYADIC_FUZZ_READER to one of:");
    for (const auto& known : dyadic::fuzz::targets()) std::fprintf(stderr, " %s", known.name.c_str());
    std::fprintf(stderr, "\n");
    std::exit(2);
  }
  return *target;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const dyadic::fuzz::Target& target = chosen();
  target.read({data, size});
  return 0;
}
