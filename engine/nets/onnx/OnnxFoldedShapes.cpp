// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/nets/onnx/OnnxFoldingParts.h"

/// Constants that are moved, not computed with.
namespace dyadic::nets::folding {
namespace {

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

bool inFloatRange(float value) { return std::abs(value) < 9.2e18F; }

}  // namespace

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
  if (!count || *count > work.most) return tooLarge();
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
  if (!count || *count > work.most) return tooLarge();
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
  if (total > work.most) return tooLarge();
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

}  // namespace dyadic::nets::folding
