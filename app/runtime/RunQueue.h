// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <vector>

#include "engine/types/MethodInfo.h"
#include "engine/types/RunConfig.h"

namespace dyadic::runtime {

/// Runs that wait for the one before them to end. Holds their configs and their order; who starts them asks take().
/// Window thread.
class RunQueue : public QObject {
  Q_OBJECT
 public:
  using Id = std::uint64_t;  ///< of an entry, never given twice
  struct Entry {
    Id id = 0;
    RunConfig config;  ///< complete
  };

  using QObject::QObject;

  void add(const std::vector<RunConfig>& configs);
  void remove(Id id);
  void clear();
  /// Puts the entry at place `row`, counted without it.
  void move(Id id, int row);
  /// Takes the first one out. REQUIRES: not empty.
  [[nodiscard]] RunConfig take();

  /// Held: it keeps its runs until release(), because the user stopped the one before them.
  void hold() { setHeld(true); }
  void release() { setHeld(false); }
  [[nodiscard]] bool isHeld() const { return held_; }

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] bool isEmpty() const { return entries_.empty(); }

 Q_SIGNALS:
  void changed();

 private:
  void setHeld(bool held);

  std::vector<Entry> entries_;
  Id next_ = 1;
  bool held_ = false;
};

/// What a config is varied in: one run for each combination.
struct RunVariants {
  std::vector<std::uint64_t> seeds;  ///< empty: the config's own
  std::string key;                   ///< of a parameter; empty: none is varied
  std::vector<std::string> choices;  ///< its values
};

/// The runs, choices outermost. A run file that the config names gets the variant's name before its ending, so that no
/// two runs write to one file.
[[nodiscard]] std::vector<RunConfig> variantsOf(const RunConfig& config, const RunVariants& variants);

/// "IOIQ · 8 bits · random · seed 2": what a waiting run is known by.
[[nodiscard]] QString runTitle(const RunConfig& config);

}  // namespace dyadic::runtime
