// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/import/OnnxLowering.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_set>

#include "engine/nets/import/OnnxNames.h"

namespace dyadic::nets {
namespace {

/// Folded constants, and the weights of layers, may each have this many times the elements of the file's tensors: some
/// exporters reshape, transpose and copy every weight, and layers may share one. A small file cannot ask for much more.
constexpr std::int64_t kFoldings = 8;
constexpr std::int64_t kSmallFoldings = std::int64_t{1} << 22;

std::int64_t elementsIn(const OnnxModel& model) {
  std::int64_t count = 0;
  for (const auto& [name, tensor] : model.initializers) count += tensor.elements;
  for (const OnnxNode& node : model.nodes) {
    for (const OnnxAttribute& attribute : node.attributes) count += attribute.tensor ? attribute.tensor->elements : 0;
  }
  return count;
}

bool isIdentity(const std::vector<std::size_t>& order) {
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (order[i] != i) return false;
  }
  return true;
}

}  // namespace

/// An initializer as it is in the file until it is used, or a folded constant.
struct OnnxLowering::Constant {
  std::optional<OnnxTensor> tensor;
  OnnxConstant value;
};

/// What a name stands for; neither: nothing that is read.
struct OnnxLowering::Value {
  std::shared_ptr<Constant> constant;
  std::optional<FeatureMap> map;
};

OnnxLowering::OnnxLowering(OnnxModel model, Graph graph, Options options)
    : model_(std::move(model)),
      graph_(std::move(graph)),
      options_(std::move(options)),
      weightsLeft_(kSmallFoldings + kFoldings * elementsIn(model_)),
      folder_(model_.opset, weightsLeft_) {
  for (const Node& node : graph_.nodes()) names_.insert(node.name);
  keepNeeded();
  countUses();
  for (auto& [name, tensor] : model_.initializers) {
    if (!uses_.contains(name)) continue;
    auto value = std::make_unique<Value>();
    value->constant = std::make_shared<Constant>();
    value->constant->tensor = std::move(tensor);
    values_.emplace(name, std::move(value));
  }
  model_.initializers.clear();
  auto value = std::make_unique<Value>();
  value->map = options_.input;
  values_.emplace(model_.inputs.front().name, std::move(value));
}

OnnxLowering::~OnnxLowering() = default;

/// Drops the nodes that the output does not need.
void OnnxLowering::keepNeeded() {
  std::unordered_set<std::string> needed{options_.until};
  std::vector<OnnxNode> kept;
  for (std::size_t i = model_.nodes.size(); i-- > 0;) {
    OnnxNode& node = model_.nodes[i];
    const auto isNeeded = [&](const std::string& output) { return !output.empty() && needed.contains(output); };
    if (!std::any_of(node.outputs.begin(), node.outputs.end(), isNeeded)) continue;
    needed.insert(node.inputs.begin(), node.inputs.end());
    kept.push_back(std::move(node));
  }
  std::reverse(kept.begin(), kept.end());
  model_.nodes = std::move(kept);
}

void OnnxLowering::countUses() {
  ++uses_[options_.until];
  for (const OnnxNode& node : model_.nodes) {
    for (const std::string& input : node.inputs) {
      if (!input.empty()) ++uses_[input];
    }
  }
}

Status OnnxLowering::run() {
  const torch::NoGradGuard noGrad;
  for (const OnnxNode& node : model_.nodes) {
    node_ = &node;
    Expected<Value> lowered = lower(node);
    auto value = std::make_unique<Value>();
    if (lowered) {
      *value = std::move(lowered).value();
    } else if (!lowered.error().text.empty()) {
      refuse(node, lowered.error());
    }
    release(node);
    for (std::size_t i = 0; i < node.outputs.size(); ++i) {
      const std::string& output = node.outputs[i];
      if (output.empty() || !uses_.contains(output)) continue;
      if (i > 0 && lowered) {
        refuse(node,
               failure(DYADIC_TR("engine", "its output \"%1\" is used, and only the first one is read"), {output}));
      }
      values_.emplace(output, i == 0 ? std::move(value) : std::make_unique<Value>());
    }
  }
  if (!refused_.empty()) return {};
  const auto found = values_.find(options_.until);
  if (found == values_.end() || !found->second->map) {
    return failure(DYADIC_TR("engine", "%1 is no network: its output \"%2\" does not depend on its input."),
                   {model_.source, options_.until});
  }
  const FeatureMap end = withPads(*found->second->map);
  if (!isIdentity(end.order)) {
    return failure(DYADIC_TR("engine", "The output \"%2\" of %1 is transposed, which is not read."),
                   {model_.source, options_.until});
  }
  if (end.node != graph_.outputNode()) graph_.addIdentity(unique("output"), end.node);
  if (Status status = graph_.status(); !status) return status;
  return {};
}

/// An error without a text: the node is refused already, or one that it needs.
Expected<OnnxLowering::Value> OnnxLowering::lower(const OnnxNode& node) {
  const OnnxRule* rule = findOnnxRule(node);
  if (rule != nullptr && node.domain.empty() && rule->since > opset()) rule = nullptr;
  const bool folds = node.domain.empty() && OnnxFolder::knows(node.op);
  if (rule == nullptr && !folds) {
    refuse(node, {});
    return Error{};
  }
  bool constants = true;
  for (std::size_t i = 0; i < node.inputs.size(); ++i) {
    if (!node.has(i)) continue;
    const Value* value = find(i);
    if (value == nullptr || (!value->constant && !value->map)) return Error{};
    constants = constants && value->constant;
  }
  if (!graph_.status()) return Error{};  // a node before did not fit, and nothing behind it can be added
  if (folds && constants) return folded();
  if (node.domain.empty() && node.op == "Shape" && node.has(0)) return shapeOf();
  if (rule == nullptr) {
    return failure(DYADIC_TR("engine", "it is read only in arithmetic on shapes and constants"));
  }
  if (Status status = checkOnnxAttributes(node, *rule); !status) return status.error();
  if (!node.has(0) || node.outputs.empty() || node.outputs.front().empty()) {
    return failure(DYADIC_TR("engine", "it has no input or no output"));
  }
  Expected<FeatureMap> map = rule->lower(*this);
  if (!map) return map.error();
  if (Status status = graph_.status(); !status) return status.error();
  Value value;
  value.map = std::move(map).value();
  return value;
}

void OnnxLowering::refuse(const OnnxNode& node, const Error& why) {
  RefusedOperator refused;
  constexpr std::size_t kLongest = 200;  // names come from the file
  refused.op = (node.domain.empty() ? node.op : node.domain + "." + node.op).substr(0, kLongest);
  refused.node = (node.name.empty() && !node.outputs.empty() ? node.outputs.front() : node.name).substr(0, kLongest);
  refused.opset = opset();
  refused.reason = why.message();
  refused_.push_back(std::move(refused));
}

Expected<OnnxLowering::Value> OnnxLowering::folded() {
  // What is only passed on stays undecoded: many exporters pass weights through Identity.
  if (node_->op == "Identity" && node_->has(0)) {
    Value same;
    same.constant = find(0)->constant;
    return same;
  }
  std::map<const Value*, OnnxConstant> held;
  OnnxFolder::Inputs inputs;
  for (std::size_t i = 0; i < node_->inputs.size(); ++i) {
    inputs.push_back(nullptr);
    if (!node_->has(i)) continue;
    Value& source = *find(i);
    if (!held.contains(&source)) {
      Expected<OnnxConstant> value = take(source);
      if (!value) return value.error();
      held.emplace(&source, std::move(value).value());
    }
    inputs.back() = &held.at(&source);
  }
  Expected<OnnxConstant> result = folder_.fold(*node_, inputs);
  if (!result) return result.error();
  Value value;
  value.constant = std::make_shared<Constant>();
  value.constant->value = std::move(result).value();
  return value;
}

/// The shape of a feature map: the number of images, which is not known, and the sizes.
Expected<OnnxLowering::Value> OnnxLowering::shapeOf() {
  const Expected<FeatureMap> source = map(0);
  if (!source) return source.error();
  Shape sizes = dims(*source);
  sizes.insert(sizes.begin(), 0);
  const auto rank = static_cast<std::int64_t>(sizes.size());
  const OnnxRange range = normalRange(node_->integer("start", 0), node_->integer("end", rank), 1, rank);
  Shape images(sizes.size(), 0);
  images[0] = 1;
  Value value;
  value.constant = std::make_shared<Constant>();
  value.constant->value = integerVector({sizes.begin() + range.begin, sizes.begin() + range.begin + range.count});
  value.constant->value.images.assign(images.begin() + range.begin, images.begin() + range.begin + range.count);
  return value;
}

OnnxLowering::Value* OnnxLowering::find(std::size_t i) const {
  if (!node_->has(i)) return nullptr;
  const auto found = values_.find(node_->inputs[i]);
  return found == values_.end() ? nullptr : found->second.get();
}

int OnnxLowering::uses(std::size_t i) const {
  const auto found = uses_.find(node_->inputs[i]);
  return found == uses_.end() ? 0 : found->second;
}

/// Frees what no later node reads.
void OnnxLowering::release(const OnnxNode& node) {
  for (const std::string& input : node.inputs) {
    if (input.empty()) continue;
    const auto uses = uses_.find(input);
    if (--uses->second > 0) continue;
    values_.erase(input);
  }
}

/// The constant's elements: moved out where nothing else needs them.
Expected<OnnxConstant> OnnxLowering::take(Value& value) {
  std::size_t i = 0;
  while (i < node_->inputs.size() && find(i) != &value) ++i;
  const bool last = i < node_->inputs.size() && uses(i) == 1 && value.constant.use_count() == 1;
  if (!value.constant->tensor) {
    if (last) return std::move(value.constant->value);
    return value.constant->value;
  }
  Expected<OnnxConstant> decoded = decodeTensor(*value.constant->tensor, model_.source);
  if (last) value.constant->tensor.reset();
  return decoded;
}

bool OnnxLowering::isConstant(std::size_t i) const {
  const Value* value = find(i);
  return value != nullptr && value->constant;
}

Expected<OnnxConstant> OnnxLowering::constant(std::size_t i) {
  Value* value = find(i);
  if (value == nullptr) return failure(DYADIC_TR("engine", "its input %1 is missing"), {std::to_string(i + 1)});
  if (!value->constant) {
    return failure(DYADIC_TR("engine", "its input \"%1\" depends on the images; only a constant one is read"),
                   {node_->inputs[i]});
  }
  return take(*value);
}

Expected<OnnxConstant> OnnxLowering::weights(std::size_t i) {
  Expected<OnnxConstant> value = constant(i);
  if (!value) return value;
  if (value->integer) {
    return failure(DYADIC_TR("engine",
                             "its input \"%1\" holds integers; networks that are quantized already are not "
                             "read"),
                   {node_->inputs[i]});
  }
  weightsLeft_ -= static_cast<std::int64_t>(value->floats.size());
  if (weightsLeft_ < 0) {
    return failure(DYADIC_TR("engine", "its input \"%1\" is used by too many operators"), {node_->inputs[i]});
  }
  if (!std::all_of(value->floats.begin(), value->floats.end(), [](float v) { return std::isfinite(v); })) {
    return failure(DYADIC_TR("engine", "its input \"%1\" holds NaN or infinity"), {node_->inputs[i]});
  }
  return value;
}

Expected<std::vector<std::int64_t>> OnnxLowering::list(std::string_view attribute, std::size_t i) {
  if (!node_->has(i)) return node_->integers(attribute);
  Expected<OnnxConstant> value = constant(i);
  if (!value) return value.error();
  if (!value->integer || value->dims.size() > 1 || value->isSymbolic()) {
    return failure(DYADIC_TR("engine", "its input \"%1\" is no list of known integers"), {node_->inputs[i]});
  }
  return value->integers;
}

Expected<FeatureMap> OnnxLowering::padded(std::size_t i) {
  const Value* value = find(i);
  if (value == nullptr) return failure(DYADIC_TR("engine", "its input %1 is missing"), {std::to_string(i + 1)});
  if (!value->map) {
    return failure(DYADIC_TR("engine", "its input \"%1\" is a constant, where only feature maps are read"),
                   {node_->inputs[i]});
  }
  FeatureMap map = *value->map;
  map.shared = map.shared || uses(i) > 1;
  return map;
}

FeatureMap OnnxLowering::withPads(FeatureMap map) {
  const auto [top, left, bottom, right] = map.pads;
  if (top == 0 && left == 0 && bottom == 0 && right == 0) return map;
  map.node = graph_.addPad(unique(map.padName), map.node, {.before = {0, top, left}, .after = {0, bottom, right}});
  map.pads = {};
  return map;
}

Expected<FeatureMap> OnnxLowering::map(std::size_t i) {
  Expected<FeatureMap> map = padded(i);
  if (!map) return map;
  FeatureMap whole = withPads(std::move(map).value());
  if (Status status = graph_.status(); !status) return status.error();
  return whole;
}

Expected<int> OnnxLowering::plain(std::size_t i) {
  const Expected<FeatureMap> map = this->map(i);
  if (!map) return map.error();
  if (isIdentity(map->order)) return map->node;
  // Only dimensions of size 1 changed places: the elements are in the same order.
  const Shape& sizes = graph_.node(map->node).output;
  std::vector<std::size_t> real;
  for (const std::size_t dimension : map->order) {
    if (sizes[dimension] != 1) real.push_back(dimension);
  }
  if (!std::is_sorted(real.begin(), real.end())) {
    return failure(DYADIC_TR("engine",
                             "its input is transposed; a Transpose is read only where it changes the layout "
                             "of images back and forth"));
  }
  return graph_.addReshape(unique(name() + ".layout"), map->node, dims(*map));
}

Expected<int> OnnxLowering::image(std::size_t i) {
  const Expected<int> id = plain(i);
  if (!id) return id;
  if (graph_.node(*id).output.size() != 3) {
    return failure(DYADIC_TR("engine",
                             "its input has the shape %1 for one image; only images of channels x height x "
                             "width are read"),
                   {formatInputShape(graph_.node(*id).output)});
  }
  return id;
}

Shape OnnxLowering::dims(const FeatureMap& map) const {
  const Shape& sizes = graph_.node(map.node).output;
  Shape out;
  for (const std::size_t dimension : map.order) out.push_back(sizes[dimension]);
  return out;
}

FeatureMap OnnxLowering::whole(int id) const {
  FeatureMap map;
  map.node = id;
  if (id < 0) return map;  // the graph has the error
  map.order.resize(graph_.node(id).output.size());
  std::iota(map.order.begin(), map.order.end(), 0);
  return map;
}

std::optional<std::int64_t> OnnxLowering::axisOf(const FeatureMap& map, std::int64_t axis) {
  const auto normal = normalAxis(axis, map.order.size() + 1);
  if (!normal || *normal == 0) return std::nullopt;
  return static_cast<std::int64_t>(map.order[*normal - 1]);
}

std::string OnnxLowering::unique(std::string name) {
  std::string tried = name;
  int& last = counts_[name];
  if (last == 0) last = 1;
  while (!names_.insert(tried).second) tried = name + "_" + std::to_string(++last);
  return tried;
}

std::string OnnxLowering::name() { return unique(nameOfNode(*node_)); }

std::string OnnxLowering::layerName(std::size_t i) {
  std::string name = nameOfLayer(node_->inputs[i]);
  return unique(name.empty() ? nameOfNode(*node_) : name);
}

}  // namespace dyadic::nets
