// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/nets/import/OnnxLowering.h"

/// Operators that move values and compute nothing.
namespace dyadic::nets::onnx {
namespace {

constexpr std::int64_t kMostPads = std::int64_t{1} << 24;

Error joinsImages() { return failure(DYADIC_TR("engine", "it joins or splits the images of a batch")); }

/// The shape for one image that a Reshape asks for. Its first dimension has to be the batch: the number of images, -1,
/// a copy of the batch, or the fixed size of the batch.
Expected<Shape> shapeForOne(const OnnxConstant& target, const Shape& in, bool allowZero,
                            std::optional<std::int64_t> batch) {
  if (!target.integer || target.dims.size() != 1 || target.integers.empty()) {
    return failure(DYADIC_TR("engine", "its shape is no list of integers"));
  }
  Shape rest = target.integers;
  for (std::size_t i = 1; i < target.images.size(); ++i) {
    if (target.images[i] != 0) return joinsImages();
  }
  const std::int64_t first = rest.front();
  const std::int64_t images = target.images.empty() ? 0 : target.images.front();
  const bool copied = images == 0 && first == 0 && !allowZero;
  const bool fixed = images == 0 && batch && first == *batch;
  const bool open = images == 0 && first == -1;
  if (!(images == 1 && first == 0) && !copied && !fixed && !open) return joinsImages();
  // With the batch left out on both sides, positions of copied dimensions stay the same.
  rest.erase(rest.begin());
  const bool second = std::find(rest.begin(), rest.end(), -1) != rest.end();
  const auto shape = open && second ? std::nullopt : reshaped(in, rest, allowZero);
  if (!shape) return failure(DYADIC_TR("engine", "its shape does not fit its input, or it joins images of a batch"));
  return *shape;
}

/// Where ONNX's dimensions are with some of size 1 taken out or put in.
Expected<FeatureMap> withShape(OnnxLowering& at, const Shape& shape) {
  const Expected<FeatureMap> source = at.padded();
  if (!source) return source;
  const Expected<int> input = at.plain();
  if (!input) return input.error();
  FeatureMap out = shaped(at, *input, shape);
  out.shared = source->shared;
  return out;
}

}  // namespace

FeatureMap shaped(OnnxLowering& at, int id, const Shape& shape) {
  if (id < 0 || at.graph().node(id).output == shape) return at.whole(id);
  std::string name = at.name();
  if (shape.size() == 1) return at.whole(at.graph().addFlatten(std::move(name), id));
  return at.whole(at.graph().addReshape(std::move(name), id, shape));
}

Expected<FeatureMap> concat(OnnxLowering& at) {
  std::vector<FeatureMap> maps;
  for (std::size_t i = 0; i < at.node().inputs.size(); ++i) {
    Expected<FeatureMap> map = at.map(i);
    if (!map) return map;
    maps.push_back(std::move(map).value());
  }
  const auto same = [&](const FeatureMap& map) { return map.order == maps.front().order; };
  std::vector<int> ids;
  for (std::size_t i = 0; i < maps.size(); ++i) {
    if (std::all_of(maps.begin(), maps.end(), same)) {
      ids.push_back(maps[i].node);
      continue;
    }
    const Expected<int> id = at.plain(i);
    if (!id) return id.error();
    ids.push_back(*id);
  }
  FeatureMap out = at.whole(ids.front());
  if (std::all_of(maps.begin(), maps.end(), same)) out.order = maps.front().order;
  const auto axis = OnnxLowering::axisOf(out, at.node().integer("axis", 1));
  if (!axis) return joinsImages();
  out.node = at.graph().addConcat(at.name(), std::move(ids), *axis);
  return out;
}

Expected<FeatureMap> flatten(OnnxLowering& at) {
  const Expected<FeatureMap> map = at.map();
  if (!map) return map;
  const Shape in = at.dims(*map);
  const auto rank = static_cast<std::int64_t>(in.size()) + 1;
  std::int64_t axis = at.node().integer("axis", 1);
  if (axis < 0) axis += rank;
  if (axis < 1 || axis > rank) return joinsImages();
  const auto middle = in.begin() + (axis - 1);
  if (std::any_of(in.begin(), middle, [](std::int64_t size) { return size != 1; })) return joinsImages();
  return withShape(at, {countOf({middle, in.end()}).value_or(0)});
}

Expected<FeatureMap> reshape(OnnxLowering& at) {
  const Expected<OnnxConstant> target = at.constant(1);
  if (!target) return target.error();
  const Expected<FeatureMap> map = at.map();
  if (!map) return map;
  const Expected<Shape> shape = shapeForOne(*target, at.dims(*map), at.node().integer("allowzero", 0) != 0, at.batch());
  if (!shape) return shape.error();
  return withShape(at, *shape);
}

Expected<FeatureMap> squeeze(OnnxLowering& at) {
  const Expected<FeatureMap> map = at.map();
  if (!map) return map;
  const auto list = at.list("axes", 1);
  if (!list) return list.error();
  const Shape in = at.dims(*map);
  const auto axes = normalAxes(*list, in.size() + 1);
  if (!axes) return failure(DYADIC_TR("engine", "its axes are not dimensions of its input"));
  if (!axes->empty() && axes->front() == 0) return joinsImages();
  Shape shape;
  for (std::size_t i = 0; i < in.size(); ++i) {
    const bool named = std::binary_search(axes->begin(), axes->end(), i + 1);
    if (named && in[i] != 1) return failure(DYADIC_TR("engine", "it takes out a dimension that is not of size 1"));
    if (axes->empty() ? in[i] != 1 : !named) shape.push_back(in[i]);
  }
  return withShape(at, shape);
}

Expected<FeatureMap> unsqueeze(OnnxLowering& at) {
  const Expected<FeatureMap> map = at.map();
  if (!map) return map;
  const auto list = at.list("axes", 1);
  if (!list) return list.error();
  Shape shape = at.dims(*map);
  const auto axes = normalAxes(*list, shape.size() + 1 + list->size());
  if (!axes) return failure(DYADIC_TR("engine", "its axes are not dimensions of its output"));
  if (!axes->empty() && axes->front() == 0) return joinsImages();
  for (const std::size_t axis : *axes) shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(axis) - 1, 1);
  return withShape(at, shape);
}

/// Nothing moves: the graph's dimensions stay, and ONNX's name them in another order.
Expected<FeatureMap> transpose(OnnxLowering& at) {
  Expected<FeatureMap> map = at.map();
  if (!map) return map;
  std::vector<std::int64_t> order = at.node().integers("perm");
  if (order.empty()) {
    order.resize(map->order.size() + 1);
    std::iota(order.rbegin(), order.rend(), 0);
  }
  if (order.size() != map->order.size() + 1 || !normalAxes(order, order.size())) {
    return failure(DYADIC_TR("engine", "its order is not one of its input's dimensions"));
  }
  if (order.front() != 0) return joinsImages();
  const std::vector<std::size_t> before = map->order;
  for (std::size_t i = 0; i < before.size(); ++i) {
    map->order[i] = before[*normalAxis(order[i + 1], order.size()) - 1];
  }
  return map;
}

namespace {

struct Pads {
  Shape before;  ///< one a dimension of the graph's node
  Shape after;
};

Expected<Pads> padsOf(OnnxLowering& at, const FeatureMap& map) {
  const auto pads = at.opset() < 11 ? at.node().integers("pads") : at.list({}, 1);
  if (!pads) return pads.error();
  const std::size_t rank = map.order.size() + 1;
  std::vector<std::int64_t> axes(rank);
  std::iota(axes.begin(), axes.end(), 0);
  if (at.opset() >= 18 && at.node().has(3)) {
    const auto given = at.list({}, 3);
    if (!given) return given.error();
    axes = *given;
  }
  const Error unfit = failure(DYADIC_TR("engine", "its pads do not fit its input"));
  if (!normalAxes(axes, rank) || pads->size() != 2 * axes.size()) return unfit;
  Pads out{Shape(map.order.size(), 0), Shape(map.order.size(), 0)};
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const std::int64_t before = (*pads)[i];
    const std::int64_t after = (*pads)[axes.size() + i];
    if (std::max(std::abs(before), std::abs(after)) > kMostPads) return unfit;
    const auto axis = OnnxLowering::axisOf(map, axes[i]);
    if (!axis && (before != 0 || after != 0)) return joinsImages();
    if (!axis) continue;
    out.before[static_cast<std::size_t>(*axis)] = before;
    out.after[static_cast<std::size_t>(*axis)] = after;
  }
  return out;
}

Expected<double> padValue(OnnxLowering& at) {
  if (at.opset() < 11) return at.node().real("value", 0);
  if (!at.node().has(2)) return 0.0;
  const Expected<OnnxConstant> value = at.weights(2);
  if (!value) return value.error();
  if (value->size() != 1) return failure(DYADIC_TR("engine", "its value is not one number"));
  return static_cast<double>(value->floats[0]);
}

}  // namespace

Expected<FeatureMap> pad(OnnxLowering& at) {
  Expected<FeatureMap> map = at.map();
  if (!map) return map;
  const Expected<Pads> pads = padsOf(at, *map);
  if (!pads) return pads.error();
  const std::string mode = at.node().text("mode", "constant");
  if (mode != "constant" && mode != "reflect" && mode != "edge") {
    return failure(DYADIC_TR("engine", "its mode \"%1\" is not read"), {mode.substr(0, 40)});
  }
  const Expected<double> value = mode == "constant" ? padValue(at) : Expected<double>(0.0);
  if (!value) return value.error();
  const auto isZero = [](std::int64_t v) { return v == 0; };
  const auto isNegative = [](std::int64_t v) { return v < 0; };
  if (std::all_of(pads->before.begin(), pads->before.end(), isZero) &&
      std::all_of(pads->after.begin(), pads->after.end(), isZero)) {
    return map;
  }
  const bool image = pads->before.size() == 3 && pads->before[0] == 0 && pads->after[0] == 0;
  const bool cuts = std::any_of(pads->before.begin(), pads->before.end(), isNegative) ||
                    std::any_of(pads->after.begin(), pads->after.end(), isNegative);
  if (image && !cuts && mode == "constant" && *value == 0) {
    map->pads = {pads->before[1], pads->before[2], pads->after[1], pads->after[2]};
    map->padName = at.name();
    return map;
  }
  const PadMode kind = mode == "constant" ? PadMode::Constant : mode == "edge" ? PadMode::Edge : PadMode::Reflect;
  map->node = at.graph().addPad(at.name(), map->node, {pads->before, pads->after, kind, *value});
  map->shared = false;
  return map;
}

Expected<FeatureMap> slice(OnnxLowering& at) {
  Expected<FeatureMap> map = at.map();
  if (!map) return map;
  const bool attributes = at.opset() < 10;
  if (!attributes && (!at.node().has(1) || !at.node().has(2))) {
    return failure(DYADIC_TR("engine", "its bounds are missing"));
  }
  const auto begins = attributes ? at.node().integers("starts") : at.list({}, 1);
  if (!begins) return begins.error();
  const auto ends = attributes ? at.node().integers("ends") : at.list({}, 2);
  if (!ends) return ends.error();
  auto axes = attributes ? at.node().integers("axes") : at.list({}, 3);
  if (!axes) return axes.error();
  auto steps = attributes ? Shape() : at.list({}, 4);
  if (!steps) return steps.error();
  if (axes->empty()) {
    axes->resize(begins->size());
    std::iota(axes->begin(), axes->end(), 0);
  }
  if (steps->empty()) steps->assign(begins->size(), 1);
  const Error unfit = failure(DYADIC_TR("engine", "its bounds do not fit its input"));
  if (begins->size() != ends->size() || axes->size() != begins->size() || steps->size() != begins->size() ||
      !normalAxes(*axes, map->order.size() + 1)) {
    return unfit;
  }
  const Shape in = at.graph().node(map->node).output;
  std::vector<SliceRange> ranges;
  for (const std::int64_t size : in) ranges.push_back({0, size, 1});
  for (std::size_t i = 0; i < axes->size(); ++i) {
    const auto axis = OnnxLowering::axisOf(*map, (*axes)[i]);
    if (!axis) {
      const bool all = (*begins)[i] == 0 && (*ends)[i] >= std::numeric_limits<std::int32_t>::max() && (*steps)[i] == 1;
      if (!all) return joinsImages();
      continue;
    }
    if ((*steps)[i] < 1) return failure(DYADIC_TR("engine", "it reverses a dimension; only positive steps are read"));
    const auto d = static_cast<std::size_t>(*axis);
    const OnnxRange range = normalRange((*begins)[i], (*ends)[i], (*steps)[i], in[d]);
    if (range.count < 1) return failure(DYADIC_TR("engine", "nothing is left of its input"));
    ranges[d] = {range.begin, range.begin + (range.count - 1) * range.step + 1, range.step};
  }
  map->node = at.graph().addSlice(at.name(), map->node, std::move(ranges));
  map->shared = false;
  return map;
}

/// One channel, row or column, as PyTorch exports x[:, 0].
Expected<FeatureMap> gather(OnnxLowering& at) {
  const Expected<OnnxConstant> index = at.constant(1);
  if (!index) return index.error();
  const Expected<FeatureMap> map = at.map();
  if (!map) return map;
  const auto axis = OnnxLowering::axisOf(*map, at.node().integer("axis", 0));
  if (!axis) return joinsImages();
  const Shape in = at.graph().node(map->node).output;
  const auto along = static_cast<std::size_t>(*axis);
  if (!index->integer || index->isSymbolic() || !index->dims.empty()) {
    return failure(DYADIC_TR("engine", "it takes several elements; only a single one is read"));
  }
  const auto begin = normalAxis(index->integers[0], static_cast<std::size_t>(in[along]));
  if (!begin) return failure(DYADIC_TR("engine", "its bounds do not fit its input"));
  std::vector<SliceRange> ranges;
  for (const std::int64_t size : in) ranges.push_back({0, size, 1});
  ranges[along] = {static_cast<std::int64_t>(*begin), static_cast<std::int64_t>(*begin) + 1, 1};
  const int sliced = at.graph().addSlice(at.name(), map->node, std::move(ranges));
  if (sliced < 0) return at.whole(sliced);
  Shape shape = in;
  shape.erase(shape.begin() + *axis);
  FeatureMap out = shaped(at, sliced, shape);
  out.order.clear();
  for (const std::size_t dimension : map->order) {
    if (dimension != along) out.order.push_back(dimension > along ? dimension - 1 : dimension);
  }
  return out;
}

Expected<FeatureMap> identity(OnnxLowering& at) { return at.padded(); }

Expected<FeatureMap> cast(OnnxLowering& at) {
  const auto type = static_cast<OnnxType>(at.node().integer("to", 0));
  if (type == OnnxType::Float) return at.padded();
  return failure(DYADIC_TR("engine", "it converts feature maps to %1; they stay FLOAT here"),
                 {onnxTypeName(static_cast<int>(type))});
}

}  // namespace dyadic::nets::onnx
