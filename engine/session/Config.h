// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/MethodInfo.h"
#include "engine/types/RunConfig.h"

/// Run configs as text. Free functions, callable from any thread.
namespace dyadic::session {

/// Every registered method with its parameter schema.
[[nodiscard]] std::vector<MethodInfo> methods();
[[nodiscard]] Expected<MethodInfo> findMethod(const std::string& id);
/// Of a config that names none where one is needed.
[[nodiscard]] Error noMethod();

/// Reads a JSON config (comments allowed) and applies `overrides` ("dotted.path=JSON value"; a value that is no JSON is
/// taken as a string). Relative paths are resolved against the file's folder. The result is complete: the method's own
/// defaults are written out and every value is checked. An unknown key is an error that names the nearest known one.
[[nodiscard]] Expected<RunConfig> readConfig(const std::string& path, const std::vector<std::string>& overrides = {});

/// The same for a text; relative paths are resolved against `folder`, errors name `source`.
[[nodiscard]] Expected<RunConfig> parseConfig(const std::string& json, const std::string& folder,
                                              const std::string& source,
                                              const std::vector<std::string>& overrides = {});

/// The defaults of a method, for a form. REQUIRES: method is registered or empty.
[[nodiscard]] RunConfig defaultConfig(const std::string& method);

/// Checks a config that a form produced exactly as readConfig checks one that it read.
[[nodiscard]] Status checkConfig(const RunConfig& config);

/// Indented JSON, every default written out; parseConfig(formatConfig(c)) == c.
[[nodiscard]] std::string formatConfig(const RunConfig& config);

/// Where the files that ship with the program are (resources/): beside the sources, beside the program, or installed.
[[nodiscard]] std::string resourcesFolder();

}  // namespace dyadic::session
