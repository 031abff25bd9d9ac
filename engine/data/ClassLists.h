// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/types/Expected.h"

/// Text files beside image folders: which classes there are, and which image belongs to which. Untrusted; names in them
/// are compared with the names that folders hold, never opened.
namespace dyadic::data {

/// Classes in the order of their labels.
struct ClassList {
  std::string file;
  std::vector<std::string> ids;    ///< n01440764
  std::vector<std::string> names;  ///< tench: the first synonym, or all of them where the first stands twice
};

/// The first of synset_words.txt, LOC_synset_mapping.txt, synsets.txt (lines "n01440764 tench, Tinca tinca") and
/// imagenet_class_index.json ({"0": ["n01440764", "tench"]}) in `folders`; nothing if there is none. Fails where the
/// file that is there holds something else.
[[nodiscard]] Expected<std::optional<ClassList>> findClassList(const std::vector<std::filesystem::path>& folders);

/// What a file says about the images of one folder.
struct LabelList {
  std::string file;
  std::map<std::string, std::string> labels;  ///< by the image's name without its ending: a class id, name or number
  std::vector<std::string> inOrder;           ///< or one for each image in the order of names: ILSVRC2012's own ids
};

/// Looks in `folders` for the labels of a folder `split` that holds `images`: SPLIT.txt, SPLIT.csv, SPLIT_labels.*,
/// SPLIT_annotations.txt, labels.*, LOC_SPLIT_solution.csv (lines "file label ..." or "file,label ..."), and
/// ILSVRC2012_validation_ground_truth.txt. A file that names none of the images is passed over.
[[nodiscard]] Expected<std::optional<LabelList>> findLabels(const std::vector<std::filesystem::path>& folders,
                                                            const std::string& split,
                                                            const std::vector<std::string>& images);

/// Class id by ILSVRC2012_ID, from map_clsloc.txt ("n02119789 1 kit_fox") or ILSVRC2012_mapping.txt ("1 n02119789").
[[nodiscard]] Expected<std::map<std::string, std::string>> findIlsvrcIds(
    const std::vector<std::filesystem::path>& folders);

/// A file's name without folders and ending.
[[nodiscard]] std::string stemOf(const std::string& file);

}  // namespace dyadic::data
