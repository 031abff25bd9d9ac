// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/types/RunConfig.h"

namespace dyadic {

/// One parameter of a method: what the form, the command line and the config check are made from.
struct ParameterSpec {
  enum class Kind { Boolean, Integer, Real, Choice, Text, IntegerList, RealList };

  std::string key;          ///< config key below method.parameters
  std::string label;        ///< marked with DYADIC_TR("engine", ...)
  std::string description;  ///< what it does and when to change it; marked
  Kind kind = Kind::Integer;
  ParameterValue defaultValue;
  std::optional<double> minimum;  ///< of the value or of each list entry
  std::optional<double> maximum;
  std::string unit;                  ///< "" or for example "bits"
  std::vector<std::string> choices;  ///< of a Choice, in order
  std::string sameAs;          ///< key whose value is taken where this one is not given: activation_bits follows bits
  std::string outOfRangeHint;  ///< added to the error for a value out of range; marked
};

/// A named set of values a user picks instead of typing them: "paper listing".
struct ParameterPreset {
  std::string name;  ///< marked
  ParameterMap values;
};

/// Everything a user interface needs to know about a method.
struct MethodInfo {
  std::string id;           ///< config value of method.id: ioiq
  std::string name;         ///< IOIQ
  std::string title;        ///< Integer-only incremental quantization; marked
  std::string category;     ///< for example "Incremental"; marked
  std::string description;  ///< a paragraph; marked
  std::string citation;     ///< BibTeX
  std::vector<ParameterSpec> parameters;
  std::vector<ParameterPreset> presets;
  TrainingConfig training;  ///< the method's own defaults
};

}  // namespace dyadic
