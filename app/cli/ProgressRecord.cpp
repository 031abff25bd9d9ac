// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ProgressRecord.h"

#include "app/cli/Json.h"

namespace dyadic::cli {

namespace {

constexpr char kRecord = '\x1e';

double numberOf(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? found->get<double>() : std::nan("");
}

}  // namespace

std::string formatProgress(const ProgressRecord& record) {
  const Json json = {
      {"fraction", record.fraction}, {"seconds_left", record.secondsLeft}, {"activity", record.activity}};
  return kRecord + json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<ProgressRecord> parseProgress(const std::string& line) {
  if (line.empty() || line.front() != kRecord) {
    return std::nullopt;
  }
  ProgressRecord record;
  const Json json = Json::parse(line.substr(1), nullptr, false);
  if (json.is_object()) {
    record.fraction = numberOf(json, "fraction");
    record.secondsLeft = numberOf(json, "seconds_left");
    const auto activity = json.find("activity");
    if (activity != json.end() && activity->is_string()) {
      record.activity = activity->get<std::string>();
    }
  }
  return record;
}

}  // namespace dyadic::cli
