// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

/// A config as text and as JSON, before it is checked. Internal to the folder; any thread.
namespace dyadic::session {

/// The whole file; fails where it cannot be read or is too large for a config.
[[nodiscard]] Expected<std::string> readConfigText(const std::string& path);
/// The folder that its relative paths are relative to.
[[nodiscard]] std::string folderOf(const std::string& path);

/// `path` against `folder`, unless it is empty, absolute or names something that ships with the program.
[[nodiscard]] std::string resolvedPath(const std::string& path, const std::string& folder);

/// JSON with comments; errors name `source`.
[[nodiscard]] Expected<nlohmann::json> parseConfigJson(const std::string& text, const std::string& source);

/// Puts a value at "dotted.path", making the objects on the way. Fails where a part of the path is no object.
[[nodiscard]] Status setConfigValue(nlohmann::json& root, const std::string& path, nlohmann::json value);

/// Applies "dotted.path=JSON value" to a config. File names typed on a command line are relative to where it was typed,
/// not to the config. What follows "sweep." is one key of the sweep.
[[nodiscard]] Status applyOverride(nlohmann::json& root, const std::string& text);

/// The complete, checked config of a JSON object; parseConfig() without the text.
[[nodiscard]] Expected<RunConfig> configFromJson(const nlohmann::json& root, const std::string& folder,
                                                 const std::string& source);

}  // namespace dyadic::session
