// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/nets/onnx/OnnxFoldingParts.h"

/// Arithmetic on shapes: integers c + n*N, where N is the number of images.
namespace dyadic::nets::folding {
namespace {

/// c + n*N
struct Linear {
  std::int64_t c = 0;
  std::int64_t n = 0;
};
enum class Arithmetic { Add, Sub, Mul, Div, Min, Max };

std::optional<Linear> quotient(const Linear& a, const Linear& b) {
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
      return quotient(a, b);
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

}  // namespace

Result add(const Work& work) { return arithmetic(work, Arithmetic::Add); }
Result sub(const Work& work) { return arithmetic(work, Arithmetic::Sub); }
Result mul(const Work& work) { return arithmetic(work, Arithmetic::Mul); }
Result divide(const Work& work) { return arithmetic(work, Arithmetic::Div); }
Result min(const Work& work) { return arithmetic(work, Arithmetic::Min); }
Result max(const Work& work) { return arithmetic(work, Arithmetic::Max); }
Result floor(const Work& work) { return rounded(work, std::floor); }
Result ceil(const Work& work) { return rounded(work, std::ceil); }

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
  if (count > work.most) return tooLarge();
  Dims values;
  for (std::int64_t i = 0; i < count; ++i) values.push_back(begin + i * step);
  return integerVector(std::move(values));
}

}  // namespace dyadic::nets::folding
