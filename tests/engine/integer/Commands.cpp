// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/integer/Commands.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/integer/ReferenceExecutor.h"

namespace dyadic::integer {

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "dyadic-export-XXXXXX").string();
  if (::mkdtemp(name.data()) != nullptr) path_ = name;
  EXPECT_FALSE(path_.empty());
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code code;
  if (!path_.empty()) std::filesystem::remove_all(path_, code);
}

CommandResult runCommand(const std::string& command) {
  CommandResult result;
  FILE* pipe = ::popen(("{ " + command + "\n} 2>&1").c_str(), "r");
  if (pipe == nullptr) return result;
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    result.output.append(buffer.data(), got);
  }
  const int status = ::pclose(pipe);
  result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

std::string readText(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

void writeBytes(const std::string& path, const std::vector<std::uint8_t>& bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

std::vector<std::int32_t> referenceLogits(const IntegerProgram& program, const std::vector<std::uint8_t>& images) {
  std::size_t pixels = 1;
  for (const auto side : program.tensors.front().shape) pixels *= static_cast<std::size_t>(side);
  std::vector<std::int32_t> logits;
  Trace trace;
  for (std::size_t at = 0; at < images.size(); at += pixels) {
    runReference(program, std::span(images).subspan(at, pixels), trace);
    const auto& output = trace.tensors[static_cast<std::size_t>(program.operations.back().output)];
    logits.insert(logits.end(), output.begin(), output.end());
  }
  return logits;
}

std::vector<CheckImage> checkImages(const IntegerProgram& program, const std::vector<std::uint8_t>& images,
                                    std::size_t count) {
  std::size_t pixels = 1;
  for (const auto side : program.tensors.front().shape) pixels *= static_cast<std::size_t>(side);
  std::vector<CheckImage> result(count);
  for (std::size_t i = 0; i < count; ++i) {
    result[i].pixels.assign(images.begin() + static_cast<std::ptrdiff_t>(i * pixels),
                            images.begin() + static_cast<std::ptrdiff_t>((i + 1) * pixels));
    result[i].logits = referenceLogits(program, result[i].pixels);
  }
  return result;
}

}  // namespace dyadic::integer
