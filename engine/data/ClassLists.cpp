// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/ClassLists.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/data/Files.h"
#include "engine/data/ImageFolders.h"

namespace dyadic::data {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uint64_t kLargestList = std::uint64_t{1} << 24;   // ImageNet's validation labels are 2 MB
constexpr std::uint64_t kLargestIndex = std::uint64_t{1} << 20;  // and its index of classes 35 kB

std::vector<std::string> words(const std::string& line, const char* separators) {
  std::vector<std::string> out;
  std::size_t begin = line.find_first_not_of(separators);
  while (begin != std::string::npos) {
    const std::size_t end = line.find_first_of(separators, begin);
    out.push_back(line.substr(begin, end - begin));
    begin = line.find_first_not_of(separators, end);
  }
  return out;
}

bool isNumber(const std::string& text) {
  return !text.empty() && text.size() < 10 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The first existing file of `names` in `folders`; a name in an earlier folder wins.
std::optional<fs::path> findFile(const std::vector<fs::path>& folders, const std::vector<std::string>& names) {
  std::error_code code;
  for (const fs::path& folder : folders) {
    for (const std::string& name : names) {
      if (fs::is_regular_file(folder / name, code)) {
        return folder / name;
      }
    }
  }
  return std::nullopt;
}

/// First synonyms where they tell the classes apart.
std::vector<std::string> shortNames(std::vector<std::string> names) {
  const auto first = [](const std::string& name) { return name.substr(0, name.find(',')); };
  std::map<std::string, int> counts;
  for (const std::string& name : names) {
    ++counts[first(name)];
  }
  for (std::string& name : names) {
    if (counts[first(name)] == 1) {
      name = first(name);
    }
  }
  return names;
}

Error notAClassList(const std::string& file) {
  return failure(DYADIC_TR("engine", "%1 lists no classes: lines such as \"n01440764 tench\" are expected."), {file});
}

Expected<ClassList> readWordList(const std::string& file) {
  const auto lines = readLines(file, kLargestList);
  if (!lines) {
    return lines.error();
  }
  ClassList list{file, {}, {}};
  for (const std::string& line : *lines) {
    const std::size_t space = line.find_first_of(" \t");
    const std::size_t name = line.find_first_not_of(" \t", space);
    if (space == 0) {
      return notAClassList(file);
    }
    list.ids.push_back(line.substr(0, space));
    list.names.push_back(name == std::string::npos ? list.ids.back() : line.substr(name));
  }
  return list;
}

Expected<ClassList> readIndex(const std::string& file) {
  std::vector<std::uint8_t> bytes;
  if (Status status = readBytes(file, kLargestIndex, bytes); !status) {
    return status.error();
  }
  const json root = json::parse(bytes, nullptr, false);
  if (!root.is_object()) {
    return notAClassList(file);
  }
  ClassList list{file, {}, {}};
  for (std::size_t i = 0; i < root.size(); ++i) {
    const auto entry = root.find(std::to_string(i));
    const bool pair = entry != root.end() && entry->is_array() && entry->size() == 2 && (*entry)[0].is_string() &&
                      (*entry)[1].is_string();
    if (!pair) {
      return notAClassList(file);
    }
    list.ids.push_back((*entry)[0].get<std::string>());
    list.names.push_back((*entry)[1].get<std::string>());
    std::replace(list.names.back().begin(), list.names.back().end(), '_', ' ');
  }
  return list;
}

/// Lines "file label", with blanks, tabs or commas between; a head line names no image and does no harm.
Expected<LabelList> readPairs(const std::string& file) {
  const auto lines = readLines(file, kLargestList);
  if (!lines) {
    return lines.error();
  }
  LabelList list{file, {}, {}};
  for (const std::string& line : *lines) {
    const auto parts = words(line, " \t,\"");
    if (parts.size() >= 2) {
      list.labels[stemOf(parts[0])] = parts[1];
    }
  }
  return list;
}

bool isValidation(const std::string& split) { return lowerCase(split).find("val") != std::string::npos; }

}  // namespace

std::string stemOf(const std::string& file) { return fs::path(file).stem().string(); }

Expected<std::optional<ClassList>> findClassList(const std::vector<fs::path>& folders) {
  const auto file =
      findFile(folders, {"synset_words.txt", "LOC_synset_mapping.txt", "imagenet_class_index.json", "synsets.txt"});
  if (!file) {
    return std::optional<ClassList>();
  }
  auto list = file->extension() == ".json" ? readIndex(file->string()) : readWordList(file->string());
  if (!list) {
    return list.error();
  }
  if (list->ids.empty() || std::set<std::string>(list->ids.begin(), list->ids.end()).size() != list->ids.size()) {
    return notAClassList(file->string());
  }
  list->names = shortNames(std::move(list->names));
  return std::optional(std::move(*list));
}

Expected<std::optional<LabelList>> findLabels(const std::vector<fs::path>& folders, const std::string& split,
                                              const std::vector<std::string>& images) {
  std::vector<std::string> names;
  for (const char* ending : {".txt", ".csv", "_labels.txt", "_labels.csv", "_annotations.txt"}) {
    names.push_back(split + ending);
  }
  names.insert(names.end(), {"LOC_" + split + "_solution.csv", "labels.txt", "labels.csv"});
  for (const fs::path& folder : folders) {
    for (const std::string& name : names) {
      const auto file = findFile({folder}, {name});
      if (!file) {
        continue;
      }
      auto list = readPairs(file->string());
      if (!list) {
        return list.error();
      }
      if (std::any_of(images.begin(), images.end(),
                      [&](const std::string& image) { return list->labels.contains(stemOf(image)); })) {
        return std::optional(std::move(*list));
      }
    }
  }
  const auto truth = findFile(folders, {"ILSVRC2012_validation_ground_truth.txt"});
  if (!truth || !isValidation(split)) {
    return std::optional<LabelList>();
  }
  auto lines = readLines(truth->string(), kLargestList);
  if (!lines) {
    return lines.error();
  }
  return std::optional(LabelList{truth->string(), {}, std::move(*lines)});
}

Expected<std::map<std::string, std::string>> findIlsvrcIds(const std::vector<fs::path>& folders) {
  std::map<std::string, std::string> ids;
  const auto file = findFile(folders, {"map_clsloc.txt", "ILSVRC2012_mapping.txt"});
  if (!file) {
    return ids;
  }
  const auto lines = readLines(file->string(), kLargestList);
  if (!lines) {
    return lines.error();
  }
  for (const std::string& line : *lines) {
    const auto parts = words(line, " \t,\"");
    if (parts.size() >= 2 && isNumber(parts[0]) != isNumber(parts[1])) {
      const std::size_t number = isNumber(parts[0]) ? 0 : 1;
      ids[parts[number]] = parts[1 - number];
    }
  }
  return ids;
}

}  // namespace dyadic::data
