// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/Registry.h"

#include <algorithm>
#include <utility>

#include "engine/methods/admm/Admm.h"
#include "engine/methods/bwn/Bwn.h"
#include "engine/methods/dns/Dns.h"
#include "engine/methods/fgq/Fgq.h"
#include "engine/methods/iao/Iao.h"
#include "engine/methods/inq/Inq.h"
#include "engine/methods/ioiq/Ioiq.h"
#include "engine/methods/reference/Reference.h"
#include "engine/methods/twn/Twn.h"

namespace dyadic::methods {

namespace {

std::vector<Method>& all() {
  static std::vector<Method> methods = {ioiq::method(),   inq::method(),           bwn::method(), admm::method(),
                                        twn::method(),    fgq::method(),           iao::method(), dns::method(),
                                        dns::inqMethod(), reference::floatMethod()};
  return methods;
}

}  // namespace

const std::vector<Method>& registeredMethods() { return all(); }

void registerMethod(Method method) { all().push_back(std::move(method)); }

const Method* findMethod(const std::string& id) {
  const auto& methods = registeredMethods();
  const auto it = std::find_if(methods.begin(), methods.end(), [&](const Method& m) { return m.info.id == id; });
  return it == methods.end() ? nullptr : &*it;
}

}  // namespace dyadic::methods
