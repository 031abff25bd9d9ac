// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include "engine/data/ImageSet.h"
#include "engine/session/Images.h"

namespace dyadic::session {

/// An image set as app sees it; shares the pixels. Internal to the folder.
class SetInMemory : public DataImages {
 public:
  explicit SetInMemory(data::ImageSet set) : set_(std::move(set)) {}

  [[nodiscard]] std::int64_t count() const override { return set_.count; }
  [[nodiscard]] ImagePixels image(std::int64_t index) const override {
    const std::uint8_t* first = set_.image(index);
    return {set_.shape.channels, set_.shape.height, set_.shape.width, {first, first + set_.shape.bytes()}};
  }
  [[nodiscard]] int label(std::int64_t index) const override { return set_.labels[static_cast<std::size_t>(index)]; }
  [[nodiscard]] std::string file(std::int64_t index) const override {
    return set_.files.empty() ? std::string() : set_.files[static_cast<std::size_t>(index)];
  }

 private:
  data::ImageSet set_;
};

}  // namespace dyadic::session
