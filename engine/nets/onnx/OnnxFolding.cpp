// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/onnx/OnnxFolding.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace dyadic::nets {
namespace {

using Dims = std::vector<std::int64_t>;
using Inputs = OnnxFolder::Inputs;
using Result = Expected<OnnxConstant>;

constexpr std::int64_t kMostElements = std::int64_t{1} << 32;

Error unfit() { return failure(DYADIC_TR("engine", "its constant inputs do not fit one another")); }
Error symbolic() { return failure(DYADIC_TR("engine", "it computes with the number of images, which is not known")); }

/// What is computed of one node.
struct Work {
  const OnnxNode& node;
  const Inputs& inputs;
  std::int64_t opset;
  std::int64_t most;  ///< elements the result may have

  [[nodiscard]] const OnnxConstant* input(std::size_t i) const { return i < inputs.size() ? inputs[i] : nullptr; }
  /// A list that newer operator sets give as input `i` and older ones as an attribute; nothing where it is symbolic.
  [[nodiscard]] std::optional<Dims> list(std::string_view attribute, std::size_t i) const {
    const OnnxConstant* given = input(i);
    if (given == nullptr) return node.integers(attribute);
    if (!given->integer || given->isSymbolic()) return std::nullopt;
    return given->integers;
  }
};

/// The elements `from[i]` of `source` in a new shape.
OnnxConstant pick(const OnnxConstant& source, Dims dims, const std::vector<std::size_t>& from) {
  OnnxConstant out;
  out.dims = std::move(dims);
  out.integer = source.integer;
  const auto copy = [&](const auto& values, auto& target) {
    if (values.empty()) return;
    target.reserve(from.size());
    for (const std::size_t i : from) target.push_back(values[i]);
  };
  copy(source.integers, out.integers);
  copy(source.images, out.images);
  copy(source.floats, out.floats);
  return out;
}

Result withDims(const OnnxConstant& source, Dims dims) {
  if (countOf(dims) != static_cast<std::int64_t>(source.size())) return unfit();
  OnnxConstant out = source;
  out.dims = std::move(dims);
  return out;
}

/// Row-major strides.
Dims strides(const Dims& dims) {
  Dims out(dims.size(), 1);
  for (std::size_t i = dims.size(); i-- > 1;) out[i - 1] = out[i] * dims[i];
  return out;
}

/// Positions offset + sum of index * step over all indices below `dims`, in row-major order.
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

Result constant(const Work& work) {
  const OnnxNode& node = work.node;
  OnnxConstant out;
  if (const OnnxAttribute* value = node.find("value"); value != nullptr && value->tensor) {
    return decodeTensor(*value->tensor, node.name);
  }
  if (const OnnxAttribute* value = node.find("value_int")) {
    out.integer = true;
    out.integers = {value->integer};
    return out;
  }
  if (const OnnxAttribute* value = node.find("value_float")) {
    out.floats = {value->real};
    return out;
  }
  if (node.find("value_ints") != nullptr) return integerVector(node.integers("value_ints"));
  if (const OnnxAttribute* value = node.find("value_floats")) {
    out.dims = {static_cast<std::int64_t>(value->reals.size())};
    out.floats = value->reals;
    return out;
  }
  return failure(DYADIC_TR("engine", "its value is neither numbers nor a dense tensor"));
}

Result constantOfShape(const Work& work) {
  const OnnxConstant* shape = work.input(0);
  if (shape == nullptr || !shape->integer) return unfit();
  if (shape->isSymbolic()) return symbolic();
  const auto count = countOf(shape->integers);
  if (!count || *count > work.most) return failure(DYADIC_TR("engine", "its result is too large"));
  OnnxConstant one;
  one.floats = {0};
  if (const OnnxAttribute* value = work.node.find("value"); value != nullptr && value->tensor) {
    Result decoded = decodeTensor(*value->tensor, work.node.name);
    if (!decoded) return decoded;
    if (decoded->size() != 1) return unfit();
    one = std::move(decoded).value();
  }
  return pick(one, shape->integers, std::vector<std::size_t>(static_cast<std::size_t>(*count), 0));
}

Result shapeOf(const Work& work) {
  const Dims& dims = work.input(0)->dims;
  const auto rank = static_cast<std::int64_t>(dims.size());
  const OnnxRange range = normalRange(work.node.integer("start", 0), work.node.integer("end", rank), 1, rank);
  const auto begin = dims.begin() + range.begin;
  return integerVector(Dims(begin, begin + range.count));
}

bool inFloatRange(float value) { return std::abs(value) < 9.2e18F; }

Result cast(const Work& work) {
  const OnnxConstant& source = *work.input(0);
  const auto type = static_cast<OnnxType>(work.node.integer("to", 0));
  const bool toFloat = type == OnnxType::Float || type == OnnxType::Double;
  const bool toInteger = type == OnnxType::Int64 || type == OnnxType::Int32;
  const bool toBool = type == OnnxType::Bool;
  if (!toFloat && !toInteger && !toBool) {
    return failure(DYADIC_TR("engine", "it converts to %1, which is not read"),
                   {onnxTypeName(static_cast<int>(work.node.integer("to", 0)))});
  }
  if (toFloat != source.integer && !toBool) return source;
  OnnxConstant out;
  out.dims = source.dims;
  out.integer = !toFloat;
  if (source.isSymbolic()) return symbolic();
  for (const std::int64_t value : source.integers) {
    if (toFloat) out.floats.push_back(static_cast<float>(value));
    if (toBool) out.integers.push_back(value != 0 ? 1 : 0);
  }
  for (const float value : source.floats) {
    if (!inFloatRange(value)) return unfit();
    out.integers.push_back(toBool ? (value != 0 ? 1 : 0) : static_cast<std::int64_t>(value));
  }
  return out;
}

Result reshape(const Work& work) {
  const OnnxConstant* shape = work.input(1);
  if (shape == nullptr || !shape->integer) return unfit();
  if (shape->isSymbolic()) return symbolic();
  const auto dims = reshaped(work.input(0)->dims, shape->integers, work.node.integer("allowzero", 0) != 0);
  if (!dims) return unfit();
  return withDims(*work.input(0), *dims);
}

Result flatten(const Work& work) {
  const OnnxConstant& source = *work.input(0);
  const auto rank = static_cast<std::int64_t>(source.dims.size());
  std::int64_t axis = work.node.integer("axis", 1);
  if (axis < 0) axis += rank;
  if (axis < 0 || axis > rank) return unfit();
  const auto front = countOf(Dims(source.dims.begin(), source.dims.begin() + axis));
  const auto back = countOf(Dims(source.dims.begin() + axis, source.dims.end()));
  return withDims(source, {front.value_or(0), back.value_or(0)});
}

Result squeeze(const Work& work) {
  const OnnxConstant& source = *work.input(0);
  const auto list = work.list("axes", 1);
  if (!list) return unfit();
  const auto axes = normalAxes(*list, source.dims.size());
  if (!axes) return unfit();
  Dims dims;
  for (std::size_t i = 0; i < source.dims.size(); ++i) {
    const bool named = std::find(axes->begin(), axes->end(), i) != axes->end();
    if (named ? source.dims[i] != 1 : (!axes->empty() || source.dims[i] != 1)) dims.push_back(source.dims[i]);
  }
  return withDims(source, std::move(dims));
}

Result unsqueeze(const Work& work) {
  const OnnxConstant& source = *work.input(0);
  const auto list = work.list("axes", 1);
  if (!list) return unfit();
  const auto axes = normalAxes(*list, source.dims.size() + list->size());
  if (!axes) return unfit();
  Dims dims = source.dims;
  for (const std::size_t axis : *axes) dims.insert(dims.begin() + static_cast<std::ptrdiff_t>(axis), 1);
  return withDims(source, std::move(dims));
}

Result transpose(const Work& work) {
  const OnnxConstant& source = *work.input(0);
  Dims order = work.node.integers("perm");
  if (order.empty()) {
    order.resize(source.dims.size());
    std::iota(order.rbegin(), order.rend(), 0);
  }
  if (order.size() != source.dims.size() || !normalAxes(order, order.size())) return unfit();
  const Dims old = strides(source.dims);
  Dims dims;
  Dims steps;
  for (const std::int64_t axis : order) {
    const std::size_t from = *normalAxis(axis, order.size());
    dims.push_back(source.dims[from]);
    steps.push_back(old[from]);
  }
  auto from = positions(dims, steps, 0);
  return pick(source, std::move(dims), from);
}

Result gather(const Work& work) {
  const OnnxConstant& source = *work.input(0);
  const OnnxConstant* indices = work.input(1);
  const auto axis = normalAxis(work.node.integer("axis", 0), source.dims.size());
  if (indices == nullptr || !indices->integer || indices->isSymbolic() || !axis) return unfit();
  const auto middle = source.dims.begin() + static_cast<std::ptrdiff_t>(*axis);
  Dims dims(source.dims.begin(), middle);
  dims.insert(dims.end(), indices->dims.begin(), indices->dims.end());
  dims.insert(dims.end(), middle + 1, source.dims.end());
  const std::int64_t outer = countOf(Dims(source.dims.begin(), middle)).value_or(0);
  const std::int64_t inner = countOf(Dims(middle + 1, source.dims.end())).value_or(0);
  const auto count = countOf(dims);
  if (!count || *count > work.most) return failure(DYADIC_TR("engine", "its result is too large"));
  std::vector<std::size_t> from;
  for (std::int64_t i = 0; i < outer; ++i) {
    for (std::int64_t index : indices->integers) {
      if (index < 0) index += *middle;
      if (index < 0 || index >= *middle) return unfit();
      for (std::int64_t k = 0; k < inner; ++k) {
        from.push_back(static_cast<std::size_t>((i * *middle + index) * inner + k));
      }
    }
  }
  return pick(source, std::move(dims), from);
}

Result slice(const Work& work) {
  const OnnxConstant& source = *work.input(0);
  const auto begins = work.list("starts", 1);
  const auto ends = work.list("ends", 2);
  auto named = work.list("axes", 3);
  auto given = work.list({}, 4);
  if (!begins || !ends || !named || !given || begins->size() != ends->size()) return unfit();
  if (named->empty()) {
    named->resize(begins->size());
    std::iota(named->begin(), named->end(), 0);
  }
  if (given->empty()) given->assign(begins->size(), 1);
  if (named->size() != begins->size() || given->size() != begins->size()) return unfit();
  Dims dims = source.dims;
  Dims steps = strides(source.dims);
  if (!normalAxes(*named, dims.size())) return unfit();
  std::int64_t offset = 0;
  for (std::size_t i = 0; i < begins->size(); ++i) {
    const std::size_t axis = *normalAxis((*named)[i], dims.size());
    if ((*given)[i] == 0) return unfit();
    const OnnxRange range = normalRange((*begins)[i], (*ends)[i], (*given)[i], dims[axis]);
    dims[axis] = range.count;
    if (range.count == 0) continue;
    offset += range.begin * steps[axis];
    steps[axis] = range.count > 1 ? steps[axis] * range.step : 0;
  }
  auto from = positions(dims, steps, offset);
  return pick(source, std::move(dims), from);
}

Result concat(const Work& work) {
  OnnxConstant out;
  const OnnxConstant* first = work.input(0);
  const auto axis = normalAxis(work.node.integer("axis", 0), first->dims.size());
  if (!axis) return unfit();
  const auto at = static_cast<std::ptrdiff_t>(*axis);
  out.dims = first->dims;
  out.dims[*axis] = 0;
  out.integer = first->integer;
  bool images = false;
  std::int64_t total = 0;
  for (const OnnxConstant* part : work.inputs) total += static_cast<std::int64_t>(part->size());
  if (total > work.most) return failure(DYADIC_TR("engine", "its result is too large"));
  for (const OnnxConstant* part : work.inputs) {
    Dims same = part->dims;
    if (part->integer != out.integer || same.size() != out.dims.size()) return unfit();
    out.dims[*axis] += same[*axis];
    same[*axis] = first->dims[*axis];
    if (same != first->dims) return unfit();
    images = images || !part->images.empty();
  }
  const auto outer = countOf(Dims(out.dims.begin(), out.dims.begin() + at)).value_or(0);
  const auto append = [&](auto& target, const auto& values, std::int64_t i, std::int64_t run) {
    target.insert(target.end(), values.begin() + i * run, values.begin() + (i + 1) * run);
  };
  for (std::int64_t i = 0; i < outer; ++i) {
    for (const OnnxConstant* part : work.inputs) {
      const std::int64_t run = static_cast<std::int64_t>(part->size()) / outer;
      if (!part->integer) {
        append(out.floats, part->floats, i, run);
        continue;
      }
      append(out.integers, part->integers, i, run);
      if (!images) continue;
      if (part->images.empty()) {
        out.images.insert(out.images.end(), static_cast<std::size_t>(run), 0);
      } else {
        append(out.images, part->images, i, run);
      }
    }
  }
  return out;
}

/// c + n*N
struct Linear {
  std::int64_t c = 0;
  std::int64_t n = 0;
};
enum class Arithmetic { Add, Sub, Mul, Div, Min, Max };

std::optional<Linear> divide(const Linear& a, const Linear& b) {
  if (b.n != 0 || b.c == 0 || b.c == -1) {
    if (b.n == 0 && b.c == -1 && a.c != std::numeric_limits<std::int64_t>::min() && a.n == 0) return Linear{-a.c, 0};
    return std::nullopt;
  }
  if (a.n == 0) return Linear{a.c / b.c, 0};
  if (a.c % b.c != 0 || a.n % b.c != 0) return std::nullopt;
  return Linear{a.c / b.c, a.n / b.c};
}

std::optional<Linear> compute(Arithmetic op, const Linear& a, const Linear& b) {
  Linear out;
  switch (op) {
    case Arithmetic::Add:
      if (__builtin_add_overflow(a.c, b.c, &out.c) || __builtin_add_overflow(a.n, b.n, &out.n)) return std::nullopt;
      return out;
    case Arithmetic::Sub:
      if (__builtin_sub_overflow(a.c, b.c, &out.c) || __builtin_sub_overflow(a.n, b.n, &out.n)) return std::nullopt;
      return out;
    case Arithmetic::Mul: {
      std::int64_t left = 0;
      std::int64_t right = 0;
      if ((a.n != 0 && b.n != 0) || __builtin_mul_overflow(a.c, b.c, &out.c) ||
          __builtin_mul_overflow(a.c, b.n, &left) || __builtin_mul_overflow(a.n, b.c, &right)) {
        return std::nullopt;
      }
      out.n = left + right;  // one of them is 0
      return out;
    }
    case Arithmetic::Div:
      return divide(a, b);
    case Arithmetic::Min:
    case Arithmetic::Max:
      if (a.n != 0 || b.n != 0) return std::nullopt;
      return Linear{op == Arithmetic::Min ? std::min(a.c, b.c) : std::max(a.c, b.c), 0};
  }
  return std::nullopt;
}

float compute(Arithmetic op, float a, float b) {
  switch (op) {
    case Arithmetic::Add:
      return a + b;
    case Arithmetic::Sub:
      return a - b;
    case Arithmetic::Mul:
      return a * b;
    case Arithmetic::Div:
      return a / b;
    case Arithmetic::Min:
      return std::min(a, b);
    case Arithmetic::Max:
      return std::max(a, b);
  }
  return 0;
}

/// The common shape of two, and for each of its elements where it stands in both.
struct Broadcast {
  Dims dims;
  std::vector<std::size_t> left;
  std::vector<std::size_t> right;
};

std::optional<Broadcast> broadcast(const Dims& left, const Dims& right, std::int64_t most) {
  Broadcast out;
  const std::size_t rank = std::max(left.size(), right.size());
  Dims steps[2];
  const Dims* sides[2] = {&left, &right};
  out.dims.assign(rank, 1);
  for (std::size_t side = 0; side < 2; ++side) {
    const Dims own = strides(*sides[side]);
    steps[side].assign(rank, 0);
    for (std::size_t i = 0; i < own.size(); ++i) {
      const std::size_t at = rank - own.size() + i;
      const std::int64_t size = (*sides[side])[i];
      if (size == 1) continue;
      if (out.dims[at] != 1 && out.dims[at] != size) return std::nullopt;
      out.dims[at] = size;
      steps[side][at] = own[i];
    }
  }
  const auto count = countOf(out.dims);
  if (!count || *count > most) return std::nullopt;
  out.left = positions(out.dims, steps[0], 0);
  out.right = positions(out.dims, steps[1], 0);
  return out;
}

Result binary(const OnnxConstant& left, const OnnxConstant& right, Arithmetic op, std::int64_t most) {
  if (left.integer != right.integer) return unfit();
  auto both = broadcast(left.dims, right.dims, most);
  if (!both) return unfit();
  OnnxConstant out;
  out.dims = std::move(both->dims);
  out.integer = left.integer;
  const auto element = [](const OnnxConstant& from, std::size_t i) {
    return Linear{from.integers[i], from.images.empty() ? 0 : from.images[i]};
  };
  const bool images = left.isSymbolic() || right.isSymbolic();
  for (std::size_t i = 0; i < both->left.size(); ++i) {
    if (!out.integer) {
      out.floats.push_back(compute(op, left.floats[both->left[i]], right.floats[both->right[i]]));
      continue;
    }
    const auto value = compute(op, element(left, both->left[i]), element(right, both->right[i]));
    if (!value) return images ? symbolic() : unfit();
    out.integers.push_back(value->c);
    if (images) out.images.push_back(value->n);
  }
  return out;
}

Result arithmetic(const Work& work, Arithmetic op) {
  OnnxConstant out = *work.input(0);
  for (std::size_t i = 1; i < work.inputs.size(); ++i) {
    Result next = binary(out, *work.input(i), op, work.most);
    if (!next) return next;
    out = std::move(next).value();
  }
  return out;
}

Result rounded(const Work& work, float (*round)(float)) {
  OnnxConstant out = *work.input(0);
  if (out.integer) return unfit();
  for (float& value : out.floats) value = round(value);
  return out;
}

/// Product over all elements, or over the named dimensions.
Result reduceProd(const Work& work) {
  const OnnxConstant& source = *work.input(0);
  auto list = work.list("axes", 1);
  if (!list) return unfit();
  if (list->empty() && work.node.integer("noop_with_empty_axes", 0) != 0) return source;
  if (list->empty()) {
    list->resize(source.dims.size());
    std::iota(list->begin(), list->end(), 0);
  }
  const auto axes = normalAxes(*list, source.dims.size());
  if (!axes) return unfit();
  Dims kept = source.dims;
  for (const std::size_t axis : *axes) kept[axis] = 1;
  const auto both = broadcast(source.dims, kept, static_cast<std::int64_t>(source.size()));
  if (!both || both->dims != source.dims) return unfit();
  OnnxConstant out;
  out.integer = source.integer;
  out.dims = kept;
  const auto count = static_cast<std::size_t>(countOf(kept).value_or(0));
  if (source.integer) {
    out.integers.assign(count, 1);
    out.images.assign(count, 0);
  } else {
    out.floats.assign(count, 1);
  }
  for (std::size_t i = 0; i < both->left.size(); ++i) {
    const std::size_t to = both->right[i];
    if (!source.integer) {
      out.floats[to] *= source.floats[i];
      continue;
    }
    const Linear factor{source.integers[i], source.images.empty() ? 0 : source.images[i]};
    const auto product = compute(Arithmetic::Mul, {out.integers[to], out.images[to]}, factor);
    if (!product) return symbolic();
    out.integers[to] = product->c;
    out.images[to] = product->n;
  }
  if (work.node.integer("keepdims", 1) != 0) return out;
  Dims dims;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (std::find(axes->begin(), axes->end(), i) == axes->end()) dims.push_back(kept[i]);
  }
  return withDims(out, std::move(dims));
}

Result range(const Work& work) {
  for (std::size_t i = 0; i < 3; ++i) {
    if (work.input(i) == nullptr || !work.input(i)->integer || work.input(i)->size() != 1) return unfit();
    if (work.input(i)->isSymbolic()) return symbolic();
  }
  const std::int64_t begin = work.input(0)->integers[0];
  const std::int64_t end = work.input(1)->integers[0];
  const std::int64_t step = work.input(2)->integers[0];
  constexpr std::int64_t kFar = std::int64_t{1} << 48;
  if (step == 0 || std::max({std::abs(begin), std::abs(end), std::abs(step)}) > kFar) return unfit();
  const std::int64_t room = step > 0 ? end - begin : begin - end;
  const std::int64_t count = room <= 0 ? 0 : (room - 1) / std::abs(step) + 1;
  if (count > work.most) return failure(DYADIC_TR("engine", "its result is too large"));
  Dims values;
  for (std::int64_t i = 0; i < count; ++i) values.push_back(begin + i * step);
  return integerVector(std::move(values));
}

using Fold = std::function<Result(const Work&)>;
struct Rule {
  std::string_view op;
  std::size_t inputs;  ///< that have to be there
  Fold fold;
};

const std::vector<Rule>& rules() {
  const auto with = [](Arithmetic op) { return [op](const Work& work) { return arithmetic(work, op); }; };
  static const std::vector<Rule> all = {
      {"Add", 2, with(Arithmetic::Add)},
      {"Cast", 1, cast},
      {"Ceil", 1, [](const Work& work) { return rounded(work, std::ceil); }},
      {"Concat", 1, concat},
      {"Constant", 0, constant},
      {"ConstantOfShape", 1, constantOfShape},
      {"Div", 2, with(Arithmetic::Div)},
      {"Flatten", 1, flatten},
      {"Floor", 1, [](const Work& work) { return rounded(work, std::floor); }},
      {"Gather", 2, gather},
      {"Identity", 1, [](const Work& work) -> Result { return *work.input(0); }},
      {"Max", 1, with(Arithmetic::Max)},
      {"Min", 1, with(Arithmetic::Min)},
      {"Mul", 2, with(Arithmetic::Mul)},
      {"Range", 3, range},
      {"ReduceProd", 1, reduceProd},
      {"Reshape", 2, reshape},
      {"Shape", 1, shapeOf},
      {"Slice", 1, slice},
      {"Squeeze", 1, squeeze},
      {"Sub", 2, with(Arithmetic::Sub)},
      {"Transpose", 1, transpose},
      {"Unsqueeze", 1, unsqueeze},
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

bool OnnxFolder::knows(std::string_view op) { return ruleFor(op) != nullptr; }

Expected<OnnxConstant> OnnxFolder::fold(const OnnxNode& node, const Inputs& inputs) {
  const Rule* rule = ruleFor(node.op);
  if (rule == nullptr || inputs.size() < rule->inputs) return unfit();
  // Only what lists give may be left out, and each of these operators has its lists behind the first input.
  if (rule->inputs > 0 && inputs.front() == nullptr) return unfit();
  const bool all = node.op == "Concat" || node.op == "Max" || node.op == "Min";
  for (std::size_t i = 0; i < (all ? inputs.size() : rule->inputs); ++i) {
    if (inputs[i] == nullptr) return unfit();
  }
  Result out = rule->fold({node, inputs, opset_, left_});
  if (!out) return out;
  left_ -= static_cast<std::int64_t>(out->size()) + 1;
  if (left_ < 0) return failure(DYADIC_TR("engine", "the file asks for too much arithmetic on constants"));
  return out;
}

}  // namespace dyadic::nets
