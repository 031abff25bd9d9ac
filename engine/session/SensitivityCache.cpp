// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/SensitivityCache.h"

#include <fcntl.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

namespace dyadic::session {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestLine = 4096;
constexpr std::uintmax_t kLargestFile = 64 << 20;

bool isSum(const json& value) { return value.is_number() && std::isfinite(value.get<double>()) && value >= 0; }

/// The entry of a line; nothing for anything else than what add() writes.
std::optional<std::pair<std::string, Measured>> parse(const std::string& line, std::int64_t images) {
  const json object = json::parse(line, nullptr, false);
  if (!object.is_object() || !object.contains("key") || !object["key"].is_string()) return std::nullopt;
  for (const char* name : {"images", "correct"}) {
    if (!object.contains(name) || !object[name].is_number_integer()) return std::nullopt;
  }
  for (const char* name : {"error", "signal"}) {
    if (!object.contains(name) || !isSum(object[name])) return std::nullopt;
  }
  const Measured out{object["correct"], object["error"], object["signal"]};
  if (object["images"] != images || out.correct < 0 || out.correct > images) return std::nullopt;
  return std::pair(object["key"].get<std::string>(), out);
}

}  // namespace

SensitivityCache::SensitivityCache(std::string path, std::int64_t images) : path_(std::move(path)), images_(images) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path_, error)) return;
  if (const auto size = std::filesystem::file_size(path_, error); error || size > kLargestFile) {
    std::filesystem::remove(path_, error);
    return;
  }
  std::ifstream in(path_, std::ios::binary);
  std::string line(kLongestLine, '\0');
  while (in) {
    in.getline(line.data(), static_cast<std::streamsize>(line.size()));
    if (in.fail() && !in.eof() && in.gcount() > 0) {  // longer than any line of ours
      in.clear();
      in.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
      continue;
    }
    const auto entry = parse(line.c_str(), images_);
    if (entry) entries_.insert_or_assign(entry->first, entry->second);
  }
}

std::optional<Measured> SensitivityCache::find(const std::string& key) const {
  const auto found = entries_.find(key);
  return found == entries_.end() ? std::nullopt : std::optional(found->second);
}

void SensitivityCache::add(const std::string& key, const Measured& measured) {
  if (!std::isfinite(measured.error) || !std::isfinite(measured.signal)) return;
  entries_.insert_or_assign(key, measured);
  if (path_.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path_).parent_path(), ignored);
  // Begins with a newline as well, so that a line another writer left unfinished spoils itself alone.
  const std::string line = "\n" +
                           json{{"key", key},
                                {"images", images_},
                                {"correct", measured.correct},
                                {"error", measured.error},
                                {"signal", measured.signal}}
                               .dump() +
                           "\n";
  const int file = open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) return;
  [[maybe_unused]] const auto written = write(file, line.data(), line.size());
  close(file);
}

std::string SensitivityCache::pathOf(const std::string& name) {
  std::filesystem::path folder;
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && cache[0] == '/') {
    folder = cache;
  } else if (const char* home = std::getenv("HOME"); home != nullptr && home[0] == '/') {
    folder = std::filesystem::path(home) / ".cache";
  } else {
    return {};
  }
  return (folder / "dyadic" / "sensitivity" / (name + ".jsonl")).string();
}

}  // namespace dyadic::session
