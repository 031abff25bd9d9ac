// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/torchscript/Conversion.h"

#include <torch/csrc/jit/frontend/source_range.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/ir/ir.h>
#include <torch/csrc/jit/passes/inliner.h>

#include <filesystem>
#include <set>

#include "engine/nets/torchscript/Operators.h"

namespace dyadic::torchscript {
namespace {

constexpr std::int64_t kMostSteps = 200'000;

std::string placeOf(const torch::jit::Node& node) {
  torch::jit::SourceRange range = node.sourceRange();
  if (const auto original = range.findSourceRangeThatGenerated()) range = *original;
  const auto place = range.file_line_col();
  if (!place) return {};
  return std::filesystem::path(std::get<0>(*place)).filename().string() + ":" + std::to_string(std::get<1>(*place));
}

std::string described(const torch::jit::Node& node) {
  const std::string place = placeOf(node);
  return std::string(node.kind().toQualString()) + (place.empty() ? "" : " (" + place + ")");
}

bool dependsOn(const c10::IValue& value) {
  constexpr std::size_t kMost = 4096;
  if (value.isTensor()) return value.toTensor().defined() && value.toTensor().is_meta();
  if (value.isTensorList()) {
    for (const at::Tensor& tensor : value.toTensorVector()) {
      if (tensor.is_meta()) return true;
    }
    return false;
  }
  if (value.isTuple()) {
    for (const c10::IValue& element : value.toTupleRef().elements()) {
      if (dependsOn(element)) return true;
    }
    return false;
  }
  if (value.isList() && value.toListRef().size() < kMost) {
    for (const c10::IValue& element : value.toListRef()) {
      if (dependsOn(element)) return true;
    }
  }
  return false;
}

/// The first tensor of what forward() returned: networks with auxiliary outputs return tuples.
at::Tensor firstTensor(const c10::IValue& value, int depth) {
  constexpr int kDeepest = 4;
  if (value.isTensor()) return value.toTensor();
  if (depth < kDeepest && value.isTuple() && !value.toTupleRef().elements().empty()) {
    return firstTensor(value.toTupleRef().elements()[0], depth + 1);
  }
  if (value.isTensorList() && !value.toTensorVector().empty()) return value.toTensorVector().front();
  throw Refusal{failure(DYADIC_TR("engine", "The program of %1 returns no tensor; only classifiers are read."), {}),
                false};
}

}  // namespace

Conversion::Conversion(const torch::jit::Module& module, std::vector<std::int64_t> image)
    : module_(module), image_(std::move(image)) {
  for (const auto& parameter : module_.named_parameters()) {
    parameters_.emplace(parameter.value.unsafeGetTensorImpl(), parameter.name);
  }
  for (const auto& buffer : module_.named_buffers())
    parameters_.emplace(buffer.value.unsafeGetTensorImpl(), buffer.name);
}

void Conversion::run() {
  program_ = module_.get_method("forward").graph()->copy();
  const auto& graph = program_;
  torch::jit::Inline(*graph);
  const auto& schema = module_.get_method("forward").function().getSchema();
  if (graph->inputs().size() < 2) {
    throw Refusal{failure(DYADIC_TR("engine", "The program of %1 takes no images."), {}), false};
  }
  std::vector<std::int64_t> shape = image_;
  shape.insert(shape.begin(), 1);
  set(graph->inputs()[0], module_._ivalue());
  set(graph->inputs()[1], value(builder_.addInput("input", shape), shape));
  for (std::size_t i = 2; i < graph->inputs().size(); ++i) {
    const auto& otherwise = schema.arguments()[i].default_value();
    if (!otherwise) {
      throw Refusal{failure(DYADIC_TR("engine", "The program of %1 takes more than images: its argument %2."),
                            {"", schema.arguments()[i].name()}),
                    false};
    }
    set(graph->inputs()[i], *otherwise);
  }
  runBlock(*graph->block());
  builder_.addOutput(nameOf(firstTensor(get(graph->outputs().at(0)), 0)));
}

void Conversion::runBlock(torch::jit::Block& block) {
  for (torch::jit::Node* node : block.nodes()) runNode(*node);
}

void Conversion::runNode(Node& node) {
  if (++steps_ > kMostSteps) {
    throw Refusal{failure(DYADIC_TR("engine", "The program of %1 takes more than %2 steps for one image."),
                          {"", std::to_string(kMostSteps)}),
                  false};
  }
  if (runStructure(node)) return;
  if (!node.kind().is_aten() && !node.kind().is_prim()) refuse(node, "");
  Call call{*this, node, {}, node.kind().toUnqualString(), false};
  if (node.kind().is_aten() && call.op.size() > 1 && call.op.back() == '_' && !call.op.ends_with("__")) {
    call.inPlace = true;
    call.op.pop_back();
  }
  const bool images = dependsOnImages(node);
  if (!images || isQuestion(call.op)) return runNatively(node);
  for (const Value* input : node.inputs()) call.inputs.push_back(get(input));
  Operator convert = findResponse(call);
  if (convert == nullptr) convert = findLayer(call.op);
  if (convert == nullptr) convert = findReshaping(call.op);
  if (convert == nullptr) refuseUnknown(node);
  const c10::IValue result = convert(call);
  if (node.outputs().size() == 1) return set(node.output(), result);
  const auto& elements = result.toTupleRef().elements();
  for (std::size_t i = 0; i < node.outputs().size() && i < elements.size(); ++i) set(node.outputs()[i], elements[i]);
}

/// What is no operator: constants, containers, branches.
bool Conversion::runStructure(Node& node) {
  using namespace torch::jit;
  const auto all = [&] {
    std::vector<c10::IValue> out;
    for (const torch::jit::Value* input : node.inputs()) out.push_back(get(input));
    return out;
  };
  switch (node.kind()) {
    case prim::Constant: {
      const auto constant = toIValue(node.output());
      set(node.output(), constant ? *constant : c10::IValue());
      return true;
    }
    case prim::GetAttr:
      set(node.output(), get(node.input()).toObject()->getAttr(node.s(attr::name)));
      return true;
    case prim::If:
      runIf(node);
      return true;
    case prim::Loop:
      runLoop(node);
      return true;
    case prim::ListConstruct: {
      c10::impl::GenericList list(node.output()->type()->expectRef<ListType>().getElementType());
      for (c10::IValue& element : all()) list.push_back(std::move(element));
      set(node.output(), list);
      return true;
    }
    case prim::TupleConstruct:
      set(node.output(), c10::ivalue::Tuple::create(all()));
      return true;
    case prim::TupleUnpack:
      for (std::size_t i = 0; i < node.outputs().size(); ++i) {
        set(node.outputs()[i], get(node.input()).toTupleRef().elements().at(i));
      }
      return true;
    case prim::TupleIndex: {
      const auto& elements = get(node.inputs()[0]).toTupleRef().elements();
      const std::int64_t index = get(node.inputs()[1]).toInt();
      set(node.output(), elements.at(static_cast<std::size_t>(index < 0 ? index + std::ssize(elements) : index)));
      return true;
    }
    case prim::ListUnpack: {
      const auto list = get(node.input()).toList();
      for (std::size_t i = 0; i < node.outputs().size(); ++i) set(node.outputs()[i], list.get(i));
      return true;
    }
    case prim::unchecked_cast:
      set(node.output(), get(node.input()));
      return true;
    case prim::Uninitialized:
      set(node.output(), c10::IValue());
      return true;
    case prim::Print:
    case aten::warn:
      return true;
    case prim::RaiseException:
      throw Refusal{
          failure(DYADIC_TR("engine", "The program of %1 raises an exception for images of this shape, at %2."),
                  {"", placeOf(node)}),
          true};
    default:
      return false;
  }
}

void Conversion::runIf(Node& node) {
  const c10::IValue& condition = get(node.input());
  torch::jit::Block* block = node.blocks()[condition.toBool() ? 0 : 1];
  runBlock(*block);
  for (std::size_t i = 0; i < node.outputs().size(); ++i) set(node.outputs()[i], get(block->outputs()[i]));
}

void Conversion::runLoop(Node& node) {
  torch::jit::Block* block = node.blocks()[0];
  const std::int64_t most = get(node.inputs()[0]).toInt();
  bool again = get(node.inputs()[1]).toBool();
  std::vector<c10::IValue> carried;
  for (std::size_t i = 2; i < node.inputs().size(); ++i) carried.push_back(get(node.inputs()[i]));
  for (std::int64_t step = 0; again && step < most; ++step) {
    ++steps_;
    set(block->inputs()[0], step);
    for (std::size_t i = 0; i < carried.size(); ++i) set(block->inputs()[i + 1], carried[i]);
    runBlock(*block);
    if (steps_ > kMostSteps) {
      throw Refusal{failure(DYADIC_TR("engine", "The program of %1 takes more than %2 steps for one image."),
                            {"", std::to_string(kMostSteps)}),
                    false};
    }
    again = get(block->outputs()[0]).toBool();
    for (std::size_t i = 0; i < carried.size(); ++i) carried[i] = get(block->outputs()[i + 1]);
  }
  for (std::size_t i = 0; i < node.outputs().size(); ++i) set(node.outputs()[i], carried[i]);
}

void Conversion::runNatively(Node& node) {
  const std::string op = node.kind().toUnqualString();
  if (!isQuestion(op) && !isArithmetic(op)) refuse(node, "");
  constexpr std::size_t kLongest = 100'000;
  torch::jit::Stack stack;
  for (const Value* input : node.inputs()) {
    stack.push_back(get(input));
    const bool tooLong = (stack.back().isList() && stack.back().toList().size() > kLongest) ||
                         (stack.back().isString() && stack.back().toStringRef().size() > kLongest);
    if (tooLong) refuse(node, "its list or text is longer than any network needs");
  }
  node.getOperation()(stack);
  if (stack.size() != node.outputs().size()) refuse(node, "");
  for (std::size_t i = 0; i < stack.size(); ++i) set(node.outputs()[i], std::move(stack[i]));
}

const c10::IValue& Conversion::get(const Value* value) const {
  const auto found = values_.find(value);
  if (found == values_.end()) {
    throw Refusal{failure(DYADIC_TR("engine", "%1 is damaged: its program uses a value that it does not have."), {}),
                  false};
  }
  return found->second;
}

bool Conversion::dependsOnImages(const Node& node) const {
  for (const Value* input : node.inputs()) {
    if (dependsOn(get(input))) return true;
  }
  return false;
}

std::string Conversion::nameOf(const at::Tensor& tensor) {
  const auto* key = tensor.unsafeGetTensorImpl();
  if (stale_.contains(key)) {
    throw Refusal{failure(DYADIC_TR("engine",
                                    "The program of %1 changes a tensor in place that it uses under another "
                                    "shape, too; export it as ONNX instead."),
                          {}),
                  false};
  }
  if (tensor.is_meta()) {
    const auto found = names_.find(key);
    if (found == names_.end()) {
      throw Refusal{failure(DYADIC_TR("engine", "The program of %1 uses a part of an operator that is not read."), {}),
                    false};
    }
    return found->second;
  }
  kept_.push_back(tensor);
  const std::string name = parameterName(tensor);
  return builder_.addWeights(name.empty() ? "constant" : name, tensor);
}

std::string Conversion::parameterName(const at::Tensor& weights) const {
  const auto found = parameters_.find(weights.unsafeGetTensorImpl());
  return found == parameters_.end() ? std::string() : found->second;
}

at::Tensor Conversion::parameterOf(const at::Tensor& weights) const {
  for (const auto& parameter : module_.named_parameters()) {
    if (parameter.value.data_ptr() == weights.data_ptr() && parameter.value.sizes() == weights.sizes() &&
        parameter.value.strides() == weights.strides()) {
      return parameter.value;
    }
  }
  return weights;
}

at::Tensor Conversion::value(const std::string& name, at::IntArrayRef shape) {
  return alias(name, at::empty(shape, at::TensorOptions().device(at::kMeta).dtype(at::kFloat)));
}

at::Tensor Conversion::alias(const std::string& name, const at::Tensor& like) {
  names_[like.unsafeGetTensorImpl()] = name;
  kept_.push_back(like);
  return like;
}

void Conversion::rebind(const at::Tensor& tensor, const std::string& name) {
  for (const at::Tensor& other : kept_) {
    const bool shares =
        other.is_meta() && other.storage().unsafeGetStorageImpl() == tensor.storage().unsafeGetStorageImpl();
    if (shares && other.unsafeGetTensorImpl() != tensor.unsafeGetTensorImpl())
      stale_.insert(other.unsafeGetTensorImpl());
  }
  names_[tensor.unsafeGetTensorImpl()] = name;
}

std::string Conversion::layerOf(const torch::jit::Node& node, const std::string& otherwise) {
  std::string out;
  if (const auto stack = node.callstack()) {
    for (const auto& entry : (*stack)->vec()) {
      const auto& module = std::get<2>(entry);
      if (!module) continue;
      const std::string name = module->instance_name();
      if (!name.empty() && name != "SELF" && name != "INSTANCE_NAME_UNKNOWN") out += (out.empty() ? "" : ".") + name;
    }
  }
  return out.empty() ? otherwise : out;
}

/// Names the others that nobody knows, too, as far as the program is sure to come to them.
void Conversion::refuseUnknown(const Node& node) {
  constexpr std::size_t kMost = 10;
  const auto nameOf = [](const Node& one) {
    std::string name = one.kind().toUnqualString();
    if (name.size() > 1 && name.back() == '_' && !name.ends_with("__")) name.pop_back();
    return name;
  };
  std::set<std::string> names = {nameOf(node)};
  std::vector<const Node*> others;
  for (const Node* other : program_->nodes()) {
    const std::string name = nameOf(*other);
    const bool known = !other->kind().is_aten() || findLayer(name) != nullptr || findReshaping(name) != nullptr ||
                       isQuestion(name) || isArithmetic(name) || name == "warn" || name == "avg_pool3d" ||
                       name == "pow";
    if (!known && names.insert(name).second && names.size() <= kMost) others.push_back(other);
  }
  refuse(node, "", others);
}

void Conversion::refuse(const torch::jit::Node& node, const std::string& why,
                        const std::vector<const torch::jit::Node*>& others) {
  const auto refused = [](const torch::jit::Node& one, const std::string& reason) {
    return RefusedOperator{one.kind().toQualString(), placeOf(one), 0, reason};
  };
  std::vector<RefusedOperator> operators = {refused(node, why)};
  std::string text = described(node);
  if (!why.empty()) text += ": " + why;
  for (const auto* other : others) {
    operators.push_back(refused(*other, ""));
    text += ", " + described(*other);
  }
  throw Refusal{failure(DYADIC_TR("engine",
                                  "%1 uses %2, which is not read. Save the network's tensors as a state dict, or "
                                  "export it as ONNX."),
                        {"", text}),
                false, std::move(operators)};
}

}  // namespace dyadic::torchscript
