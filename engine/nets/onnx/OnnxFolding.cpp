// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/onnx/OnnxFolding.h"

#include <algorithm>

#include "engine/nets/onnx/OnnxFoldingParts.h"

namespace dyadic::nets {
namespace {

using folding::Dims;
using folding::Result;
using folding::Work;

constexpr std::int64_t kMostElements = std::int64_t{1} << 32;

Result same(const Work& work) { return *work.input(0); }

struct Rule {
  std::string_view op;
  std::size_t inputs;  ///< that have to be there
  Result (*fold)(const Work&);
};

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all = {
      {"Add", 2, folding::add},
      {"Cast", 1, folding::cast},
      {"Ceil", 1, folding::ceil},
      {"Concat", 1, folding::concat},
      {"Constant", 0, folding::constant},
      {"ConstantOfShape", 1, folding::constantOfShape},
      {"Div", 2, folding::divide},
      {"Flatten", 1, folding::flatten},
      {"Floor", 1, folding::floor},
      {"Gather", 2, folding::gather},
      {"Identity", 1, same},
      {"Max", 1, folding::max},
      {"Min", 1, folding::min},
      {"Mul", 2, folding::mul},
      {"Range", 3, folding::range},
      {"ReduceProd", 1, folding::reduceProd},
      {"Reshape", 2, folding::reshape},
      {"Shape", 1, folding::shapeOf},
      {"Slice", 1, folding::slice},
      {"Squeeze", 1, folding::squeeze},
      {"Sub", 2, folding::sub},
      {"Transpose", 1, folding::transpose},
      {"Unsqueeze", 1, folding::unsqueeze},
  };
  return all;
}

const Rule* ruleFor(std::string_view op) {
  const auto found = std::find_if(rules().begin(), rules().end(), [&](const Rule& rule) { return rule.op == op; });
  return found == rules().end() ? nullptr : &*found;
}

}  // namespace

std::optional<std::int64_t> countOf(const Dims& dims) {
  std::int64_t count = 1;
  for (const std::int64_t size : dims) {
    if (size < 0 || size > kMostElements) return std::nullopt;
    if (size > 0 && count > kMostElements / size) return std::nullopt;
    count *= size;
  }
  return count;
}

std::optional<Dims> reshaped(const Dims& dims, const Dims& target, bool allowZero) {
  Dims out = target;
  std::optional<std::size_t> open;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (out[i] == -1) {
      if (open) return std::nullopt;
      open = i;
      out[i] = 1;
    } else if (out[i] == 0 && !allowZero) {
      if (i >= dims.size()) return std::nullopt;
      out[i] = dims[i];
    }
  }
  const auto have = countOf(dims);
  const auto want = countOf(out);
  if (!have || !want) return std::nullopt;
  if (open) {
    if (*want == 0 || *have % *want != 0) return std::nullopt;
    out[*open] = *have / *want;
  } else if (*have != *want) {
    return std::nullopt;
  }
  return out;
}

namespace folding {

Error unfit() { return failure(DYADIC_TR("engine", "its constant inputs do not fit one another")); }
Error symbolic() { return failure(DYADIC_TR("engine", "it computes with the number of images, which is not known")); }
Error tooLarge() { return failure(DYADIC_TR("engine", "its result is too large")); }

std::optional<Dims> Work::list(std::string_view attribute, std::size_t i) const {
  const OnnxConstant* given = input(i);
  if (given == nullptr) return node.integers(attribute);
  if (!given->integer || given->isSymbolic()) return std::nullopt;
  return given->integers;
}

Result withDims(const OnnxConstant& source, Dims dims) {
  if (countOf(dims) != static_cast<std::int64_t>(source.size())) return unfit();
  OnnxConstant out = source;
  out.dims = std::move(dims);
  return out;
}

Dims strides(const Dims& dims) {
  Dims out(dims.size(), 1);
  for (std::size_t i = dims.size(); i-- > 1;) out[i - 1] = out[i] * dims[i];
  return out;
}

std::vector<std::size_t> positions(const Dims& dims, const Dims& steps, std::int64_t offset) {
  std::vector<std::size_t> out;
  const std::int64_t count = countOf(dims).value_or(0);
  out.reserve(static_cast<std::size_t>(count));
  Dims index(dims.size(), 0);
  std::int64_t at = offset;
  for (std::int64_t i = 0; i < count; ++i) {
    out.push_back(static_cast<std::size_t>(at));
    for (std::size_t d = dims.size(); d-- > 0;) {
      at += steps[d];
      if (++index[d] < dims[d]) break;
      at -= steps[d] * dims[d];
      index[d] = 0;
    }
  }
  return out;
}

}  // namespace folding

bool OnnxFolder::knows(std::string_view op) { return ruleFor(op) != nullptr; }

Expected<OnnxConstant> OnnxFolder::fold(const OnnxNode& node, const Inputs& inputs) {
  const Rule* rule = ruleFor(node.op);
  if (rule == nullptr || inputs.size() < rule->inputs) return folding::unfit();
  // Only what lists give may be left out, and each of these operators has its lists behind the first input.
  if (rule->inputs > 0 && inputs.front() == nullptr) return folding::unfit();
  const bool all = node.op == "Concat" || node.op == "Max" || node.op == "Min";
  for (std::size_t i = 0; i < (all ? inputs.size() : rule->inputs); ++i) {
    if (inputs[i] == nullptr) return folding::unfit();
  }
  for (const OnnxConstant* input : inputs) left_ -= input == nullptr ? 0 : static_cast<std::int64_t>(input->size());
  if (left_ < 0) return failure(DYADIC_TR("engine", "the file asks for too much arithmetic on constants"));
  Result out = rule->fold({node, inputs, opset_, left_});
  if (!out) return out;
  left_ -= static_cast<std::int64_t>(out->size()) + 1;
  if (left_ < 0) return failure(DYADIC_TR("engine", "the file asks for too much arithmetic on constants"));
  return out;
}

}  // namespace dyadic::nets
