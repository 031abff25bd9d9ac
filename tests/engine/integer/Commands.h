// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/integer/Exports.h"
#include "engine/types/IntegerProgram.h"

/// What the tests of the exports share: a folder of their own, other programs, and what the reference executor says.
namespace dyadic::integer {

/// A new folder below the system's temporary one, removed with all in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

struct CommandResult {
  int exitCode = -1;
  std::string output;  ///< stdout and stderr
};
/// Runs a shell command.
[[nodiscard]] CommandResult runCommand(const std::string& command);

[[nodiscard]] std::string readText(const std::string& path);
void writeBytes(const std::string& path, const std::vector<std::uint8_t>& bytes);

/// The logits of the reference executor, one image after the other.
[[nodiscard]] std::vector<std::int32_t> referenceLogits(const IntegerProgram& program,
                                                        const std::vector<std::uint8_t>& images);

/// The first `count` images with the reference executor's logits.
[[nodiscard]] std::vector<CheckImage> checkImages(const IntegerProgram& program,
                                                  const std::vector<std::uint8_t>& images, std::size_t count);

}  // namespace dyadic::integer
