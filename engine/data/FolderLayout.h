// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/Decoding.h"
#include "engine/types/Expected.h"

namespace dyadic::data {

/// A split of image files. The files of class folders come in turns, the first of every class, then the second of
/// every class, so that a range or a limit takes as many of each; those of one folder with a label file by name.
struct FolderSplit {
  struct File {
    std::uint32_t folder = 0;  ///< index in `folders`
    std::int32_t label = 0;
    std::string name;
  };
  std::string name;
  std::vector<std::string> folders;
  std::vector<File> files;
  std::optional<Error> problem;  ///< why its images cannot be used: a class that train does not have, missing labels

  [[nodiscard]] ImageEntry entry(std::int64_t position) const;
};

/// How image files lie in folders, by names and label files alone:
///   PATH/SPLIT/CLASS/*       (also CLASS/images/*, as Tiny ImageNet has it)
///   PATH/CLASS/*             one split, called as the folder
///   PATH/SPLIT/* + labels    ImageNet's validation images as they come, see findLabels()
///   PATH/* + labels          one split
/// below PATH itself, PATH/ILSVRC/Data/CLS-LOC or PATH/Data/CLS-LOC (Kaggle's ImageNet).
///
/// Classes are numbered by the names of their folders, as torchvision's ImageFolder numbers them; where a synset file
/// lists them all, by its order. The whole list counts as the classes where the network has as many outputs or where no
/// class folders are there.
struct FolderLayout {
  std::vector<FolderSplit> splits;      ///< by name
  std::vector<std::string> classIds;    ///< names of folders; empty where labels are numbers without names
  std::vector<std::string> classNames;  ///< for people
  int classes = 0;
  std::vector<std::string> notes;

  [[nodiscard]] const FolderSplit& split(const std::string& name) const;  ///< REQUIRES: it is there
};

/// `modelClasses`: outputs of the network, 0 where it is unknown. No splits where nothing was found; fails where a
/// synset or label file is there and holds something else.
[[nodiscard]] Expected<FolderLayout> findLayout(const std::string& path, int modelClasses);

/// True if findLayout() would find images; looks at few names.
[[nodiscard]] bool holdsImageFolders(const std::string& path);

}  // namespace dyadic::data
