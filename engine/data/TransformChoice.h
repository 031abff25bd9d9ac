// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "engine/data/ImageSet.h"
#include "engine/data/Transform.h"
#include "engine/types/Expected.h"

/// Which transform a config asks for, and which one is taken where it leaves that open. Free functions.
namespace dyadic::data {

/// "256" (the shorter side) or "224x192" (height x width); "none", "auto" and nothing give no resize.
[[nodiscard]] Expected<Transform> parseResize(const std::string& text);

/// Sizes of images as they are stored.
struct SizeRange {
  ImageShape smallest;  ///< least height and least width
  ImageShape largest;
  [[nodiscard]] bool uniform() const { return smallest == largest; }
};
/// "3x32x32", or "from 3x64x75 to 3x500x333".
[[nodiscard]] std::string formatSizes(const SizeRange& sizes);

struct TransformRequest {
  std::string path;    ///< of the data set, for errors
  std::string resize;  ///< data.resize
  std::string crop;    ///< data.crop: auto | none | center
  SizeRange sizes;
  std::optional<ImageShape> wanted;  ///< what the network takes, if it is known
};

/// Left to itself (`auto`), a resize is chosen only where images do not have the network's size: a network of
/// 3x224x224 gets ImageNet's standard evaluation, the shorter side to 256 and the central 224x224; any other is an
/// error that says what to set. A crop left to itself follows a resize that does not end at the network's size.
/// Fails (usage) where images cannot come out in the wanted size, naming the settings.
[[nodiscard]] Expected<Transform> chooseTransform(const TransformRequest& request);

}  // namespace dyadic::data
