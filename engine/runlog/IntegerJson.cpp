// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/IntegerJson.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "engine/runlog/H5.h"
#include "engine/types/RoundingName.h"

namespace dyadic::runlog {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMaxDepth = 8;  ///< a program needs 4

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json parse(const std::string& text, const char* what) {
  const auto shallow = [](int depth, Json::parse_event_t, const Json&) {
    if (depth > kMaxDepth) {
      throw h5::Failure("program is nested too deeply");
    }
    return true;
  };
  Json json = Json::parse(text, shallow, /*allow_exceptions=*/false);
  if (!json.is_object()) {
    throw h5::Failure(std::string(what) + " is no JSON object");
  }
  return json;
}

/// Every plain member of an operation under its key: one list for writing and reading.
template <class Operation, class Visit>
void visitMembers(Operation& operation, const Visit& visit) {
  visit("inputs", operation.inputs);
  visit("output", operation.output);
  visit("kernel", operation.kernel);
  visit("stride", operation.stride);
  visit("padding", operation.padding);
  visit("dilation", operation.dilation);
  visit("groups", operation.groups);
  visit("front", operation.front);
  visit("back", operation.back);
  visit("bias_shift", operation.biasShift);
  visit("input_shifts", operation.inputShifts);
  visit("multiplier", operation.requantization.multiplier);
  visit("shift", operation.requantization.shift);
  visit("fixed_point", operation.requantization.scaling);
  visit("input_scalings", operation.inputScalings);
  visit("accumulator_exponent", operation.accumulatorExponent);
  visit("accumulator_bits", operation.accumulatorBits);
  visit("accumulator_bound", operation.accumulatorBound);
  visit("bias_saturated", operation.biasSaturated);
}

Json jsonOf(Scaling scaling) { return scaling == Scaling::FixedPoint; }
/// [M0, n] where there is a fixed-point multiplier, [] where not.
Json jsonOf(const std::vector<Requantization>& scalings) {
  Json list = Json::array();
  for (const Requantization& each : scalings) {
    const bool scales = each.scaling == Scaling::FixedPoint;
    list.push_back(scales ? Json::array({each.multiplier, each.shift}) : Json::array());
  }
  return list;
}
template <class T>
Json jsonOf(const T& value) {
  return value;
}

Json operationJson(const IntegerOperation& operation, const ConstantNames& names) {
  const IntegerOperation fresh;
  Json json = {{"name", operation.name}, {"op", integerOpName(operation.op)}};
  std::vector<Json> defaults;
  visitMembers(fresh, [&](const char*, const auto& value) { defaults.push_back(jsonOf(value)); });
  std::size_t index = 0;
  visitMembers(operation, [&](const char* key, const auto& value) {
    const Json& usual = defaults[index++];
    const bool always = std::string_view(key) == "inputs" || std::string_view(key) == "output";
    if (Json found = jsonOf(value); always || found != usual) {
      json[key] = std::move(found);
    }
  });
  if (!names.weight.empty()) {
    json["weight"] = names.weight;
  }
  if (!names.bias.empty()) {
    json["bias"] = names.bias;
  }
  return json;
}

/// An object whose members are taken out by key; errors name the place, what is left over at the end is one.
class Members {
 public:
  Members(const Json& json, std::string place) : json_(json), place_(std::move(place)) {
    if (!json_.is_object()) {
      throw h5::Failure(place_ + " is no object");
    }
  }

  /// Leaves `out` as it is where the key is missing, unless `needed`.
  template <class T>
  void take(const char* key, T& out, bool needed = false) {
    const auto found = json_.find(key);
    if (found == json_.end()) {
      if (needed) {
        throw h5::Failure(place_ + ": " + key + " is missing");
      }
      return;
    }
    ++taken_;
    assign(*found, out, key);
  }
  [[nodiscard]] const Json& list(const char* key) {
    const auto found = json_.find(key);
    if (found == json_.end() || !found->is_array()) {
      throw h5::Failure(place_ + ": " + key + " is no list");
    }
    ++taken_;
    return *found;
  }
  void finish() const {
    if (taken_ != json_.size()) {
      throw h5::Failure(place_ + " has keys that are not known to this program");
    }
  }
  [[nodiscard]] const std::string& place() const { return place_; }

 private:
  [[noreturn]] void wrong(const char* key) const { throw h5::Failure(place_ + ": " + key + " has a wrong value"); }

  template <class T>
  requires std::is_integral_v<T>
  void assign(const Json& json, T& out, const char* key) const {
    if (!json.is_number_integer() || (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX)) {
      wrong(key);
    }
    const auto value = json.get<std::int64_t>();
    if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max()) {
      wrong(key);
    }
    out = static_cast<T>(value);
  }
  void assign(const Json& json, double& out, const char* key) const {
    if (!json.is_number()) {
      wrong(key);
    }
    out = json.get<double>();
  }
  void assign(const Json& json, Scaling& out, const char* key) const {
    if (!json.is_boolean()) {
      wrong(key);
    }
    out = json.get<bool>() ? Scaling::FixedPoint : Scaling::Shift;
  }
  void assign(const Json& json, Requantization& out, const char* key) const {
    std::vector<std::int32_t> numbers;
    assign(json, numbers, key);
    if (numbers.size() == 1 || numbers.size() > 2) {
      wrong(key);
    }
    out = numbers.empty() ? Requantization() : Requantization{numbers[0], numbers[1], Scaling::FixedPoint};
  }
  void assign(const Json& json, std::string& out, const char* key) const {
    if (!json.is_string()) {
      wrong(key);
    }
    out = json.get<std::string>();
  }
  template <class T>
  void assign(const Json& json, std::vector<T>& out, const char* key) const {
    if (!json.is_array()) {
      wrong(key);
    }
    out.assign(json.size(), T{});
    for (std::size_t i = 0; i < out.size(); ++i) {
      assign(json[i], out[i], key);
    }
  }
  template <class T, std::size_t N>
  void assign(const Json& json, std::array<T, N>& out, const char* key) const {
    if (!json.is_array() || json.size() != N) {
      wrong(key);
    }
    for (std::size_t i = 0; i < N; ++i) {
      assign(json[i], out[i], key);
    }
  }

  const Json& json_;
  std::string place_;
  std::size_t taken_ = 0;
};

IntegerTensor parseTensor(const Json& json, std::size_t index) {
  Members members(json, "program: tensor " + std::to_string(index));
  IntegerTensor tensor;
  members.take("name", tensor.name, true);
  members.take("shape", tensor.shape, true);
  members.take("bits", tensor.bits, true);
  members.take("exponent", tensor.exponent, true);
  members.take("minimum", tensor.minimum, true);
  members.take("maximum", tensor.maximum, true);
  members.take("scale", tensor.scale);
  members.take("zero_point", tensor.zeroPoint);
  members.finish();
  return tensor;
}

IntegerOperation parseOperation(const Json& json, std::size_t index, ConstantNames& names) {
  Members members(json, "program: operation " + std::to_string(index));
  IntegerOperation operation;
  std::string op;
  members.take("name", operation.name, true);
  members.take("op", op, true);
  const auto known = integerOpOf(op);
  if (!known) {
    throw h5::Failure(members.place() + ": the operation '" + op + "' is not known to this program");
  }
  operation.op = *known;
  visitMembers(operation, [&](const char* key, auto& value) {
    const bool needed = std::string_view(key) == "inputs" || std::string_view(key) == "output";
    members.take(key, value, needed);
  });
  members.take("weight", names.weight);
  members.take("bias", names.bias);
  members.finish();
  return operation;
}

}  // namespace

std::string programText(const IntegerProgram& program, const std::vector<ConstantNames>& names) {
  Json json;
  json["rounding"] = roundingName(program.rounding);
  json["tensors"] = Json::array();
  for (const IntegerTensor& tensor : program.tensors) {
    json["tensors"].push_back({{"name", tensor.name},
                               {"shape", tensor.shape},
                               {"bits", tensor.bits},
                               {"exponent", tensor.exponent},
                               {"minimum", tensor.minimum},
                               {"maximum", tensor.maximum}});
    if (tensor.scale > 0) {
      json["tensors"].back()["scale"] = tensor.scale;
      json["tensors"].back()["zero_point"] = tensor.zeroPoint;
    }
  }
  json["operations"] = Json::array();
  for (std::size_t i = 0; i < program.operations.size(); ++i) {
    json["operations"].push_back(operationJson(program.operations[i], names[i]));
  }
  return dump(json);
}

ParsedProgram parseProgram(const std::string& text) {
  const Json json = parse(text, "program");
  Members members(json, "program");
  ParsedProgram parsed;
  std::string name;
  members.take("rounding", name, true);
  const auto rounding = roundingOf(name);
  if (!rounding) {
    throw h5::Failure("program: the rounding '" + name + "' is not known to this program");
  }
  parsed.program.rounding = *rounding;
  for (const Json& tensor : members.list("tensors")) {
    parsed.program.tensors.push_back(parseTensor(tensor, parsed.program.tensors.size()));
  }
  for (const Json& operation : members.list("operations")) {
    parsed.names.emplace_back();
    parsed.program.operations.push_back(
        parseOperation(operation, parsed.program.operations.size(), parsed.names.back()));
  }
  members.finish();
  return parsed;
}

std::string differenceText(const FirstDifference& difference) {
  return dump({{"image", difference.image},
               {"layer", difference.layer},
               {"index", difference.index},
               {"executions", difference.executions},
               {"expected", difference.expected},
               {"found", difference.found}});
}

FirstDifference parseDifference(const std::string& text) {
  const Json json = parse(text, "first_difference");
  Members members(json, "first_difference");
  FirstDifference difference;
  members.take("image", difference.image, true);
  members.take("layer", difference.layer, true);
  members.take("index", difference.index, true);
  members.take("executions", difference.executions, true);
  members.take("expected", difference.expected, true);
  members.take("found", difference.found, true);
  members.finish();
  return difference;
}

}  // namespace dyadic::runlog
