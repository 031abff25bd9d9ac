// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/OutputFile.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace dyadic::cli {

Status checkOutput(const std::string& path, bool force) {
  std::error_code ignored;
  if (!path.empty() && !force && std::filesystem::exists(path, ignored)) {
    return usageError(DYADIC_TR("engine", "%1 exists. Give another name, or --force to overwrite it."), {path});
  }
  return {};
}

Status writeFile(const std::string& path, const std::string& text) {
  const std::string partial = path + ".part";
  {
    std::ofstream file(partial, std::ios::binary | std::ios::trunc);
    file << text << std::flush;
    if (!file) {
      std::error_code ignored;
      std::filesystem::remove(partial, ignored);
      return failure(DYADIC_TR("engine", "%1 cannot be written. Check the folder and the free space."), {path});
    }
  }
  std::error_code error;
  std::filesystem::rename(partial, path, error);
  if (error) {
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    return failure(DYADIC_TR("engine", "%1 cannot be written: %2."), {path, error.message()});
  }
  return {};
}

}  // namespace dyadic::cli
