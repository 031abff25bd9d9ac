// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/MethodInfo.h"

namespace dyadic::training {
class Recipe;
}

namespace dyadic::methods {

/// One quantization method: what it says of itself, what a schema cannot check, and how a run of it is made.
struct Method {
  MethodInfo info;
  /// Rules between values (portions that fall). Called after every single value was checked against the schema.
  std::function<Status(const RunConfig&)> check;
  /// Writes out defaults that depend on other values (epochs of each stage).
  std::function<void(RunConfig&)> complete;
  /// REQUIRES: a checked config. Whoever calls it includes engine/training/Recipe.h.
  std::function<std::unique_ptr<training::Recipe>(const RunConfig&)> create;
};

/// Every method there is. To add one: a folder beside this file and a line in Registry.cpp. Thread safe.
[[nodiscard]] const std::vector<Method>& registeredMethods();

/// Adds one that lives outside this folder. Before anything else asks for methods: pointers to them end.
void registerMethod(Method method);

/// Null where there is none of that id.
[[nodiscard]] const Method* findMethod(const std::string& id);

}  // namespace dyadic::methods
