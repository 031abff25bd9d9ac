// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/FolderLayout.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "engine/data/ClassLists.h"
#include "engine/data/ImageFolders.h"

namespace dyadic::data {

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kKaggle = {"ILSVRC/Data/CLS-LOC", "Data/CLS-LOC"};

fs::path withoutSlash(const std::string& path) {
  return fs::path(path).has_filename() ? fs::path(path) : fs::path(path).parent_path();
}

/// The folder whose subfolders are the splits.
fs::path rootOf(const std::string& path) {
  const fs::path given = withoutSlash(path);
  std::error_code code;
  for (const std::string& inner : kKaggle) {
    if (fs::is_directory(given / inner, code)) {
      return given / inner;
    }
  }
  return given;
}

/// Where label and synset files may lie, the likeliest first.
std::vector<fs::path> placesOfLists(const std::string& path, const fs::path& root) {
  const fs::path given = withoutSlash(path);
  std::vector<fs::path> out = {root, given};
  for (const char* devkit : {"ILSVRC2012_devkit_t12/data", "devkit/data", "data"}) {
    out.push_back(given / devkit);
  }
  std::error_code code;
  const fs::path whole = fs::absolute(given, code);
  out.push_back(whole.parent_path());
  if (whole.filename() == "CLS-LOC") {
    out.push_back(whole.parent_path().parent_path().parent_path());  // beside Kaggle's ILSVRC
  }
  return out;
}

/// The folder with the images of a split that has no class folders; empty if it holds none.
fs::path flatFolder(const fs::path& folder) {
  const fs::path images = imagesOfClass(folder);
  return holdsImage(images) ? images : fs::path();
}

struct Found {
  std::map<std::string, fs::path> classFolders;  // by split: folder of class folders
  std::map<std::string, fs::path> flat;          // by split: folder of images
};

Found findFolders(const fs::path& root) {
  Found found;
  for (const std::string& name : listFolders(root)) {
    if (holdsClasses(root / name)) {
      found.classFolders[name] = root / name;
    }
  }
  if (found.classFolders.empty() && holdsClasses(root)) {
    found.classFolders[root.filename().string()] = root;
    return found;
  }
  if (found.classFolders.empty() && !flatFolder(root).empty()) {
    found.flat[root.filename().string()] = flatFolder(root);
    return found;
  }
  for (const std::string& name : listFolders(root)) {
    if (!found.classFolders.contains(name) && !flatFolder(root / name).empty()) {
      found.flat[name] = flatFolder(root / name);
    }
  }
  return found;
}

class LayoutFinder {
 public:
  LayoutFinder(const std::string& path, int modelClasses)
      : modelClasses_(modelClasses), root_(rootOf(path)), lists_(placesOfLists(path, root_)) {}

  Expected<FolderLayout> find() {
    const Found found = findFolders(root_);
    if (found.classFolders.empty() && found.flat.empty()) {
      return layout_;
    }
    auto list = findClassList(lists_);
    if (!list) {
      return list.error();
    }
    chooseClasses(found, *list);
    for (const auto& [name, folder] : found.classFolders) {
      addClassFolders(name, folder);
    }
    for (const auto& [name, folder] : found.flat) {
      if (Status status = addFlat(name, folder); !status) {
        return status.error();
      }
    }
    noteOthers();
    std::sort(layout_.splits.begin(), layout_.splits.end(),
              [](const FolderSplit& a, const FolderSplit& b) { return a.name < b.name; });
    return std::move(layout_);
  }

 private:
  /// Of the training images, where there are any.
  static std::vector<std::string> namesOfClasses(const Found& found) {
    const auto train = std::find_if(found.classFolders.begin(), found.classFolders.end(),
                                    [](const auto& split) { return lowerCase(split.first) == "train"; });
    std::set<std::string> names;
    for (auto split = found.classFolders.begin(); split != found.classFolders.end(); ++split) {
      if (train == found.classFolders.end() || split == train) {
        for (std::string& name : listFolders(split->second)) {
          names.insert(std::move(name));
        }
      }
    }
    return {names.begin(), names.end()};
  }

  void chooseClasses(const Found& found, const std::optional<ClassList>& list) {
    std::vector<std::string> ids = namesOfClasses(found);
    if (!list) {
      layout_.classIds = layout_.classNames = std::move(ids);
    } else {
      std::map<std::string, std::size_t> place;
      for (std::size_t i = 0; i < list->ids.size(); ++i) {
        place[list->ids[i]] = i;
      }
      const auto listed = [&](const std::string& id) { return place.contains(id); };
      const bool all = std::all_of(ids.begin(), ids.end(), listed);
      if (!all) {
        const auto missing = std::find_if_not(ids.begin(), ids.end(), listed);
        note(DYADIC_TR("engine", "%1 was not used: it does not list the class folder %2."), {list->file, *missing});
        layout_.classIds = layout_.classNames = std::move(ids);
      } else if (ids.empty() || static_cast<int>(list->ids.size()) == modelClasses_) {
        layout_.classIds = list->ids;
        layout_.classNames = list->names;
      } else {
        std::sort(ids.begin(), ids.end(),
                  [&](const std::string& a, const std::string& b) { return place.at(a) < place.at(b); });
        for (const std::string& id : ids) {
          layout_.classNames.push_back(list->names[place.at(id)]);
        }
        layout_.classIds = std::move(ids);
      }
    }
    layout_.classes = static_cast<int>(layout_.classIds.size());
    for (std::size_t i = 0; i < layout_.classIds.size(); ++i) {
      labelOf_[layout_.classNames[i]] = static_cast<std::int32_t>(i);
    }
    for (std::size_t i = 0; i < layout_.classIds.size(); ++i) {
      labelOf_[layout_.classIds[i]] = static_cast<std::int32_t>(i);
    }
  }

  void addClassFolders(const std::string& name, const fs::path& folder) {
    FolderSplit split;
    split.name = name;
    struct Ranked {
      std::size_t rank;
      FolderSplit::File file;
    };
    std::vector<Ranked> ranked;
    for (const std::string& id : listFolders(folder)) {
      const fs::path images = imagesOfClass(folder / id);
      ImageNames names = listImages(images);
      countOthers(images, names.others);
      const auto known = std::find(layout_.classIds.begin(), layout_.classIds.end(), id);
      if (known == layout_.classIds.end()) {
        if (!names.images.empty()) {
          split.problem =
              failure(DYADIC_TR("engine", "%1 is a folder of images whose class the split train does not have."),
                      {(folder / id).string()});
        }
        continue;
      }
      const auto index = static_cast<std::uint32_t>(split.folders.size());
      split.folders.push_back(images.string());
      for (std::size_t i = 0; i < names.images.size(); ++i) {
        ranked.push_back(
            {i, {index, static_cast<std::int32_t>(known - layout_.classIds.begin()), std::move(names.images[i])}});
      }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
      return a.rank != b.rank ? a.rank < b.rank : a.file.label < b.file.label;
    });
    split.files.reserve(ranked.size());
    for (Ranked& item : ranked) {
      split.files.push_back(std::move(item.file));
    }
    layout_.splits.push_back(std::move(split));
  }

  Status addFlat(const std::string& name, const fs::path& folder) {
    ImageNames names = listImages(folder);
    std::vector<fs::path> places = {folder, folder.parent_path()};
    places.insert(places.end(), lists_.begin(), lists_.end());
    auto labels = findLabels(places, name, names.images);
    if (!labels) {
      return labels.error();
    }
    if (!*labels) {
      note(DYADIC_TR("engine",
                     "%1 holds %2 images without labels, which are left out: no class folders, and none of "
                     "%3.txt, %3.csv, %3_annotations.txt, LOC_%3_solution.csv and labels.txt names them."),
           {folder.string(), std::to_string(names.images.size()), name});
      return {};
    }
    countOthers(folder, names.others);
    FolderSplit split;
    split.name = name;
    split.folders.push_back(folder.string());
    Status status = (*labels)->inOrder.empty() ? labelByName(**labels, names.images, split)
                                               : labelInOrder(**labels, names.images, split);
    if (!status) {
      split.problem = status.error();
      for (std::string& image : names.images) {
        split.files.push_back({0, 0, std::move(image)});
      }
    } else {
      note(DYADIC_TR("engine", "Labels of %1 come from %2."), {name, (*labels)->file});
    }
    layout_.splits.push_back(std::move(split));
    return {};
  }

  /// Labels that are ids or names of classes, else numbers.
  Status labelByName(const LabelList& list, const std::vector<std::string>& images, FolderSplit& split) {
    std::vector<std::pair<std::string, std::string>> found;  // image, label
    for (const std::string& image : images) {
      if (const auto label = list.labels.find(stemOf(image)); label != list.labels.end()) {
        found.emplace_back(image, label->second);
      }
    }
    if (found.size() < images.size()) {
      note(DYADIC_TR("engine", "%1 does not name %2 of the %3 images of %4, which are left out."),
           {list.file, std::to_string(images.size() - found.size()), std::to_string(images.size()), split.name});
    }
    const auto isKnown = [&](const auto& item) { return labelOf_.contains(item.second); };
    const bool numbers =
        !std::all_of(found.begin(), found.end(), isKnown) &&
        std::all_of(found.begin(), found.end(), [](const auto& item) { return asNumber(item.second).has_value(); });
    if (!numbers && layout_.classIds.empty()) {
      std::set<std::string> ids;
      for (const auto& item : found) {
        ids.insert(item.second);
      }
      nameClasses({ids.begin(), ids.end()});
    }
    const auto offset = numbers ? firstNumber(list, found) : Expected<std::int32_t>(0);
    if (!offset) {
      return offset.error();
    }
    for (auto& [image, label] : found) {
      const auto known = labelOf_.find(label);
      if (!numbers && known == labelOf_.end()) {
        return failure(DYADIC_TR("engine", "%1 says that %2 is of class %3, which the data set does not have."),
                       {list.file, image, label});
      }
      split.files.push_back({0, numbers ? *asNumber(label) - *offset : known->second, std::move(image)});
    }
    return {};
  }

  /// 0 or 1: what the first class is called. Grows the classes where there are no names of them.
  Expected<std::int32_t> firstNumber(const LabelList& list,
                                     const std::vector<std::pair<std::string, std::string>>& found) {
    std::int32_t least = 1;
    std::int32_t most = 0;
    for (const auto& item : found) {
      least = std::min(least, *asNumber(item.second));
      most = std::max(most, *asNumber(item.second));
    }
    if (layout_.classIds.empty()) {
      layout_.classes = std::max(layout_.classes, most + 1);
      return 0;
    }
    if (most == layout_.classes && least == 1) {
      note(DYADIC_TR("engine", "%1 counts classes from 1."), {list.file});
      return 1;
    }
    if (most >= layout_.classes) {
      return failure(DYADIC_TR("engine", "%1 has labels up to %2, but there are %3 classes."),
                     {list.file, std::to_string(most), std::to_string(layout_.classes)});
    }
    return 0;
  }

  /// ILSVRC2012_validation_ground_truth.txt: a number of ILSVRC's own for each image.
  Status labelInOrder(const LabelList& list, const std::vector<std::string>& images, FolderSplit& split) {
    if (list.inOrder.size() != images.size()) {
      return failure(
          DYADIC_TR("engine", "%1 holds %2 labels, but there are %3 images in %4."),
          {list.file, std::to_string(list.inOrder.size()), std::to_string(images.size()), split.folders.front()});
    }
    auto places = lists_;
    places.insert(places.begin(), fs::path(list.file).parent_path());
    const auto ids = findIlsvrcIds(places);
    if (!ids) {
      return ids.error();
    }
    if (ids->empty()) {
      return failure(DYADIC_TR("engine",
                               "%1 numbers classes in ILSVRC's own order, not by their folders. Put map_clsloc.txt or "
                               "ILSVRC2012_mapping.txt beside it, or use val.txt with lines \"file class\"."),
                     {list.file});
    }
    LabelList named{list.file, {}, {}};
    for (std::size_t i = 0; i < images.size(); ++i) {
      const auto id = ids->find(list.inOrder[i]);
      if (id == ids->end()) {
        return failure(DYADIC_TR("engine", "%1 says that %2 is of class %3, which the data set does not have."),
                       {list.file, images[i], list.inOrder[i]});
      }
      named.labels[stemOf(images[i])] = id->second;
    }
    return labelByName(named, images, split);
  }

  void nameClasses(std::vector<std::string> ids) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
      labelOf_[ids[i]] = static_cast<std::int32_t>(i);
    }
    layout_.classes = static_cast<int>(ids.size());
    layout_.classIds = layout_.classNames = std::move(ids);
  }

  static std::optional<std::int32_t> asNumber(const std::string& text) {
    constexpr std::size_t kMostDigits = 6;
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && !text.empty() && text.size() <= kMostDigits ? std::optional(std::stoi(text)) : std::nullopt;
  }

  void note(const char* text, std::vector<std::string> arguments) {
    layout_.notes.push_back(failure(text, std::move(arguments)).message());
  }

  void countOthers(const fs::path& folder, const std::vector<std::string>& names) {
    if (others_ == 0 && !names.empty()) {
      firstOther_ = (folder / names.front()).string();
    }
    others_ += names.size();
  }

  void noteOthers() {
    if (others_ > 0) {
      note(DYADIC_TR("engine", "%1 images are neither JPEG nor PNG and are left out, the first: %2"),
           {std::to_string(others_), firstOther_});
    }
  }

  int modelClasses_;
  fs::path root_;
  std::vector<fs::path> lists_;
  FolderLayout layout_;
  std::map<std::string, std::int32_t> labelOf_;  // by id and name
  std::size_t others_ = 0;
  std::string firstOther_;
};

}  // namespace

ImageEntry FolderSplit::entry(std::int64_t position) const {
  const File& file = files[static_cast<std::size_t>(position)];
  return {folders[file.folder] + "/" + file.name, file.label};
}

const FolderSplit& FolderLayout::split(const std::string& name) const {
  return *std::find_if(splits.begin(), splits.end(), [&](const FolderSplit& split) { return split.name == name; });
}

Expected<FolderLayout> findLayout(const std::string& path, int modelClasses) {
  return LayoutFinder(path, modelClasses).find();
}

bool holdsImageFolders(const std::string& path) {
  const fs::path root = rootOf(path);
  if (holdsClasses(root) || !flatFolder(root).empty()) {
    return true;
  }
  const auto names = listFolders(root);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return holdsClasses(root / name) || !flatFolder(root / name).empty();
  });
}

}  // namespace dyadic::data
