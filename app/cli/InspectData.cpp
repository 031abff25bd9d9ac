// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/InspectData.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "app/cli/Json.h"
#include "engine/session/Models.h"

namespace dyadic::cli {

namespace {

constexpr std::size_t kMostRows = 50;  // of the table of classes

/// Entropy of the classes against that of as many equal ones: 1 is balanced, 0 is a single class.
double balance(const std::vector<std::int64_t>& counts) {
  double total = 0;
  for (const std::int64_t images : counts) {
    total += static_cast<double>(images);
  }
  double entropy = 0;
  for (const std::int64_t images : counts) {
    const double share = static_cast<double>(images) / total;
    entropy -= images > 0 ? share * std::log(share) : 0;
  }
  return counts.size() > 1 && total > 0 ? entropy / std::log(static_cast<double>(counts.size())) : std::nan("");
}

Json dataJson(const DataInfo& data) {
  Json splits = Json::array();
  for (const SplitCount& split : data.splits) {
    Json object = {{"name", split.name}, {"images", split.images}, {"per_class", split.perClass}};
    const double even = balance(split.perClass);
    object["balance"] = std::isnan(even) ? Json() : Json(even);
    splits.push_back(std::move(object));
  }
  return {{"data", data.path},
          {"format", data.format},
          {"sizes", data.sizes},
          {"input", data.input},
          {"transform", data.transform},
          {"classes", data.classes},
          {"class_names", data.classNames},
          {"mean", data.mean},
          {"std", data.deviation},
          {"normalization_source", data.normalizationSource},
          {"splits", std::move(splits)},
          {"notes", data.notes},
          {"warnings", data.warnings}};
}

std::string splitTable(const DataInfo& data) {
  Table table(
      {{"split", Table::Align::Left}, {"images"}, {"classes"}, {"smallest class"}, {"largest class"}, {"balance"}});
  for (const SplitCount& split : data.splits) {
    const auto& counts = split.perClass;
    const auto used = std::count_if(counts.begin(), counts.end(), [](std::int64_t images) { return images > 0; });
    const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
    table.addRow({split.name, count(split.images), std::to_string(used), counts.empty() ? "-" : count(*least),
                  counts.empty() ? "-" : count(*most), fixed(balance(counts), 3)});
  }
  return table.text();
}

std::string classTable(const DataInfo& data) {
  std::vector<Table::Column> columns = {{"label"}, {"class", Table::Align::Left}};
  for (const SplitCount& split : data.splits) {
    columns.push_back({split.name});
  }
  Table table(columns);
  const auto classes = static_cast<std::size_t>(data.classes);
  for (std::size_t i = 0; i < std::min(classes, kMostRows); ++i) {
    std::vector<std::string> row = {std::to_string(i), i < data.classNames.size() ? data.classNames[i] : ""};
    for (const SplitCount& split : data.splits) {
      row.push_back(i < split.perClass.size() ? count(split.perClass[i]) : "-");
    }
    table.addRow(std::move(row));
  }
  return table.text() +
         (classes > kMostRows ? "\n... " + count(data.classes) + " classes in all; --json lists them" : "");
}

std::string text(const DataInfo& data) {
  std::string out = data.path + "\n" + data.format + ", images " + data.sizes + ", " + count(data.classes) + " classes";
  if (!data.transform.empty()) {
    out += "\ntransform: " + data.transform;
  }
  for (const std::string& note : data.notes) {
    out += "\n" + note;
  }
  return out + "\n\n" + splitTable(data) + "\n\n" + classTable(data);
}

}  // namespace

bool looksLikeData(const std::string& path) {
  std::error_code code;
  const std::string name = std::filesystem::path(path).filename().string();
  const bool known =
      name.find("-ubyte") != std::string::npos || name.rfind("data_batch_", 0) == 0 || name.rfind("test_batch", 0) == 0;
  return path == "builtin:fashion-mnist" || std::filesystem::is_directory(path, code) || known;
}

Status inspectData(const std::string& path, const CommonOptions& common, Console& console) {
  const auto config = configFromOptions({{"data", {{"path", path}}}}, common);
  if (!config) {
    return config.error();
  }
  const auto data = session::describeData(*config);
  if (!data) {
    return data.error();
  }
  console.result(console.json() ? format(dataJson(*data)) : text(*data));
  return {};
}

}  // namespace dyadic::cli
