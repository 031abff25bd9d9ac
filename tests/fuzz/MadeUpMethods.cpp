// SPDX-License-Identifier: GPL-3.0-or-later
// What engine/session's config reader asks of the rest of the engine, without the rest: one method that has a parameter
// of every kind, and no run files.
#include <algorithm>

#include "engine/methods/Registry.h"
#include "engine/session/RunSession.h"

namespace dyadic::methods {
namespace {

using Kind = ParameterSpec::Kind;

ParameterSpec spec(const char* key, Kind kind, ParameterValue value) {
  ParameterSpec out;
  out.key = key;
  out.kind = kind;
  out.defaultValue = std::move(value);
  out.minimum = -8;
  out.maximum = 32;
  return out;
}

Method madeUp() {
  Method out;
  out.info.id = "made-up";
  out.info.parameters = {spec("bits", Kind::Integer, std::int64_t{8}),
                         spec("activation_bits", Kind::Integer, std::int64_t{8}),
                         spec("signed", Kind::Boolean, true),
                         spec("rate", Kind::Real, 0.5),
                         spec("rounding", Kind::Choice, std::string("half")),
                         spec("note", Kind::Text, std::string()),
                         spec("candidates", Kind::IntegerList, std::vector<std::int64_t>{0}),
                         spec("portions", Kind::RealList, std::vector<double>{0.5, 1})};
  out.info.parameters[1].sameAs = "bits";
  out.info.parameters[4].choices = {"half", "floor"};
  out.check = [](const RunConfig&) { return Status(); };
  out.complete = [](RunConfig& config) { config.training.epochsPerStage = {1, 1}; };
  return out;
}

}  // namespace

const std::vector<Method>& registeredMethods() {
  static const std::vector<Method> all = {madeUp()};
  return all;
}

const Method* findMethod(const std::string& id) {
  const auto& all = registeredMethods();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Method& method) { return method.info.id == id; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace dyadic::methods

namespace dyadic::session {

Expected<std::shared_ptr<const RunSnapshot>> openRun(const std::string& path, RunDetail) {
  return failure("no run files here", {path});
}

}  // namespace dyadic::session
