// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Json.h"

#include <variant>

namespace dyadic::cli {

Json toJson(const ParameterValue& value) {
  return std::visit([](const auto& held) { return Json(held); }, value);
}

Json toJson(const ParameterMap& values) {
  Json json = Json::object();
  for (const auto& [key, value] : values) {
    json[key] = toJson(value);
  }
  return json;
}

Json toJson(const Evaluation& evaluation) {
  return {{"top1", evaluation.top1},
          {"top5", evaluation.top5},
          {"loss", evaluation.loss},
          {"images", evaluation.images},
          {"images_per_second", evaluation.imagesPerSecond}};
}

std::string format(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

}  // namespace dyadic::cli
