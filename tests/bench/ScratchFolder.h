// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace dyadic::bench {

/// A folder that goes when the measurement is over.
class ScratchFolder {
 public:
  explicit ScratchFolder(const std::string& name = "scratch")
      : path_(std::filesystem::temp_directory_path() / ("dyadic-bench-" + std::to_string(getpid()) + "-" + name)) {
    std::filesystem::create_directories(path_);
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace dyadic::bench
