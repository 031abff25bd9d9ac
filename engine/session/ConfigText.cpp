// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/ConfigText.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace dyadic::session {

using nlohmann::json;

Expected<std::string> readConfigText(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return failure(DYADIC_TR("engine", "%1 is a folder, not a config file."), {path});
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) return failure(DYADIC_TR("engine", "cannot read the config %1. Check the path."), {path});
  constexpr std::size_t kLimit = 16u << 20;
  std::string text(kLimit + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kLimit) return failure(DYADIC_TR("engine", "%1 is too large for a config."), {path});
  return text;
}

std::string folderOf(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::absolute(path, ignored).parent_path().string();
}

std::string resolvedPath(const std::string& path, const std::string& folder) {
  if (path.empty() || path.rfind("builtin:", 0) == 0) return path;
  const std::filesystem::path p(path);
  return p.is_absolute() ? p.string() : (std::filesystem::path(folder) / p).lexically_normal().string();
}

Expected<json> parseConfigJson(const std::string& text, const std::string& source) {
  constexpr int kDeepest = 64;  // copies and texts of deeper ones are made on the stack
  struct TooDeep {};
  const auto limit = [](int depth, json::parse_event_t, const json&) {
    return depth > kDeepest ? throw TooDeep() : true;
  };
  try {
    return json::parse(text, limit, true, /*ignore_comments=*/true);
  } catch (const TooDeep&) {
    return usageError(DYADIC_TR("engine", "%1 is nested too deeply for a config."), {source});
  } catch (const json::exception& e) {  // a number beyond a double is no parse_error
    if (text.starts_with("\x89HDF")) {
      return usageError(DYADIC_TR("engine", "%1 is a run file, not a config. To go on with it, give it to --resume."),
                        {source});
    }
    const std::string said = e.what();  // "[json.exception.parse_error.101] parse error at line 1, column 5: ..."
    const auto name = said.find("] ");
    return usageError(DYADIC_TR("engine", "%1 is no valid JSON: %2"),
                      {source, name == std::string::npos ? said : said.substr(name + 2)});
  }
}

Status setConfigValue(json& root, const std::string& path, json value) {
  json* node = &root;
  std::istringstream parts(path);
  for (std::string part; std::getline(parts, part, '.');) {
    if (!node->is_object() && !node->is_null()) {
      return usageError(DYADIC_TR("engine", "\"%1\": a part of this path is no object."), {path});
    }
    node = &(*node)[part];
  }
  *node = std::move(value);
  return {};
}

Status applyOverride(json& root, const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    return usageError(
        DYADIC_TR("engine", "\"%1\" is no setting: write dotted.path=value, for example method.parameters.bits=6."),
        {text});
  }
  const std::string key = text.substr(0, equals);
  const std::string valueText = text.substr(equals + 1);
  json value = json::parse(valueText, nullptr, false);
  if (value.is_discarded()) value = valueText;
  if (value.is_string() && (key == "model.path" || key == "data.path" || key == "output")) {
    value = resolvedPath(value.get<std::string>(), std::filesystem::current_path().string());
  }
  const std::string sweep = "sweep.";
  if (key.rfind(sweep, 0) != 0) return setConfigValue(root, key, std::move(value));
  json& section = root["sweep"];
  if (!section.is_object()) section = json::object();
  section[key.substr(sweep.size())] = std::move(value);
  return {};
}

}  // namespace dyadic::session
