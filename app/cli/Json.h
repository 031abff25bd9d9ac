// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/types/RunConfig.h"
#include "engine/types/RunRecord.h"

/// Plain values as JSON, keys as in the run file; what was not measured, and what is infinite, is null.
namespace dyadic::cli {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json toJson(const ParameterValue& value);
[[nodiscard]] Json toJson(const ParameterMap& values);
/// {top1, top5, loss, images, images_per_second}
[[nodiscard]] Json toJson(const Evaluation& evaluation);
/// The result of a command as text. Names that are not UTF-8 are shown with replacement characters.
[[nodiscard]] std::string format(const Json& json);

}  // namespace dyadic::cli
