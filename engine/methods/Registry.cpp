// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/Registry.h"

#include <algorithm>

#include "engine/methods/iao/Iao.h"
#include "engine/methods/inq/Inq.h"
#include "engine/methods/ioiq/Ioiq.h"

namespace dyadic::methods {

const std::vector<Method>& registeredMethods() {
  static const std::vector<Method> methods = {ioiq::method(), inq::method(), iao::method()};
  return methods;
}

const Method* findMethod(const std::string& id) {
  const auto& all = registeredMethods();
  const auto it = std::find_if(all.begin(), all.end(), [&](const Method& m) { return m.info.id == id; });
  return it == all.end() ? nullptr : &*it;
}

}  // namespace dyadic::methods
