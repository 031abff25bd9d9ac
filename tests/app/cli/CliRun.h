// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dyadic::cli {

/// What a command left.
struct CliResult {
  int code = -1;
  std::string out;
  std::string messages;
};

/// Runs the command line in this process, its messages not on a terminal.
CliResult runCommand(const std::vector<std::string>& arguments);

/// Exit code and output (both streams) of another program. A program that does not exist has code 127.
CliResult runProgram(const std::vector<std::string>& commandLine);

/// A folder that exists as long as this object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  /// Writes a file of that name and returns its path.
  [[nodiscard]] std::string write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

[[nodiscard]] std::string readText(const std::string& path);

}  // namespace dyadic::cli
