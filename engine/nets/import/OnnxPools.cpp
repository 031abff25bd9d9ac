// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/nets/import/OnnxLowering.h"

/// Windows over images, and means.
namespace dyadic::nets::onnx {
namespace {

constexpr std::int64_t kMost = std::int64_t{1} << 24;

Error unreadWindow() {
  return failure(DYADIC_TR("engine", "its kernel, strides, pads or dilations are not those of a window on images"));
}

/// A list of two from an attribute; `otherwise` where it is not given.
std::optional<Pair> pairOf(const OnnxNode& node, std::string_view attribute, const Pair& otherwise) {
  if (node.find(attribute) == nullptr) return otherwise;
  const auto values = node.integers(attribute);
  const auto valid = [](std::int64_t v) { return v >= 1 && v <= kMost; };
  if (values.size() != 2 || !std::all_of(values.begin(), values.end(), valid)) return std::nullopt;
  return Pair{values[0], values[1]};
}

std::int64_t reach(const Window& window, std::size_t d) { return window.dilation[d] * (window.kernel[d] - 1) + 1; }

/// As few zeros as make the output as large as the input, divided by the stride.
Padding samePadding(const Window& window, std::size_t d, std::int64_t in, bool upper) {
  const std::int64_t out = (in + window.stride[d] - 1) / window.stride[d];
  const std::int64_t total = std::max<std::int64_t>((out - 1) * window.stride[d] + reach(window, d) - in, 0);
  return upper ? Padding{total / 2, total - total / 2} : Padding{total - total / 2, total / 2};
}

/// A pool as ONNX has it.
struct Pool {
  Op op = Op::MaxPool2d;
  Window window;
  bool ceilMode = false;
  bool includePad = false;
  Pair out{1, 1};
};

std::int64_t outputSize(const Pool& pool, std::size_t d, std::int64_t in) {
  const auto [before, after] = pool.window.padding[d];
  const std::int64_t room = in + before + after - reach(pool.window, d);
  const std::int64_t stride = pool.window.stride[d];
  if (room < 0) return 0;
  if (!pool.ceilMode) return room / stride + 1;
  const std::int64_t out = (room + stride - 1) / stride + 1;
  return (out - 1) * stride >= in + before ? out - 1 : out;
}

/// The same for a graph's pool.
std::int64_t graphSize(const PoolOptions& options, std::size_t d, std::int64_t in) {
  Pool pool;
  pool.window = {options.kernel, options.stride, options.dilation, {}};
  pool.window.padding[d] = {options.padding[d], options.paddingEnd.value_or(options.padding)[d]};
  pool.ceilMode = options.ceilMode;
  return outputSize(pool, d, in);
}

/// A graph's pool with the same windows; nothing where it cannot pad as much. Where padding counts for nothing, the
/// padding behind an image only decides how many windows there are: so symmetric padding and either rounding will do,
/// if the number is right, and suit integers better.
std::optional<PoolOptions> directly(const Pool& pool, const Shape& in) {
  PoolOptions options{.kernel = pool.window.kernel, .stride = pool.window.stride, .dilation = pool.window.dilation};
  bool symmetric = true;
  bool any = false;
  for (std::size_t d = 0; d < 2; ++d) {
    const Padding& padding = pool.window.padding[d];
    options.padding[d] = padding.before;
    if (2 * std::max(padding.before, padding.after) > pool.window.kernel[d]) return std::nullopt;
    symmetric = symmetric && padding.before == padding.after;
    any = any || padding.before > 0 || padding.after > 0;
  }
  const bool counts = pool.op == Op::AvgPool2d && pool.includePad && any;
  options.countIncludePad = counts || !any;
  for (const bool ceilMode : {pool.ceilMode, !pool.ceilMode}) {
    if (counts && (!symmetric || ceilMode != pool.ceilMode)) continue;
    options.ceilMode = ceilMode;
    if (graphSize(options, 0, in[1]) == pool.out[0] && graphSize(options, 1, in[2]) == pool.out[1]) return options;
  }
  options.ceilMode = pool.ceilMode;
  options.paddingEnd = Pair{pool.window.padding[0].after, pool.window.padding[1].after};
  return options;
}

/// For an average that leaves out padding, of an image with zeros around it: how many times too small each mean is.
torch::Tensor corrections(const Pool& pool, const Shape& in) {
  std::array<torch::Tensor, 2> counts;
  for (std::size_t d = 0; d < 2; ++d) {
    const std::int64_t before = pool.window.padding[d].before;
    counts[d] = torch::empty({pool.out[d]}, torch::kFloat32);
    for (std::int64_t i = 0; i < pool.out[d]; ++i) {
      const std::int64_t begin = std::max<std::int64_t>(i * pool.window.stride[d] - before, 0);
      const std::int64_t end = std::min(i * pool.window.stride[d] - before + pool.window.kernel[d], in[d + 1]);
      counts[d].data_ptr<float>()[i] =
          static_cast<float>(pool.window.kernel[d]) / static_cast<float>(std::max<std::int64_t>(end - begin, 1));
    }
  }
  return (counts[0].unsqueeze(1) * counts[1].unsqueeze(0)).unsqueeze(0).contiguous();
}

/// With the padding in a node of its own.
Expected<FeatureMap> padFirst(OnnxLowering& at, const Pool& pool, int image, const std::string& name) {
  const Shape in = at.graph().node(image).output;
  const auto& padding = pool.window.padding;
  PadOptions pads{.before = {0, padding[0].before, padding[1].before},
                  .after = {0, padding[0].after, padding[1].after}};
  if (pool.op == Op::MaxPool2d) pads.value = -std::numeric_limits<double>::infinity();
  const int padded = at.graph().addPad(name + ".pad", image, pads);
  if (padded < 0) return at.whole(padded);
  const PoolOptions options{.kernel = pool.window.kernel,
                            .stride = pool.window.stride,
                            .dilation = pool.window.dilation,
                            .ceilMode = pool.ceilMode};
  const Shape& shape = at.graph().node(padded).output;
  if (graphSize(options, 0, shape[1]) != pool.out[0] || graphSize(options, 1, shape[2]) != pool.out[1]) {
    return unreadWindow();
  }
  if (pool.op == Op::MaxPool2d) return at.whole(at.graph().addMaxPool2d(name, padded, options));
  if (pool.includePad) return at.whole(at.graph().addAvgPool2d(name, padded, options));
  if (pool.ceilMode) return failure(DYADIC_TR("engine", "its padding is too wide for ceil_mode"));
  if (pool.out[0] * pool.out[1] > kMost) return unreadWindow();
  const int means = at.graph().addAvgPool2d(name + ".mean", padded, options);
  const int factors = at.graph().addConstant(name + ".factors", corrections(pool, in));
  return at.whole(at.graph().addMul(name, means, factors));
}

/// In ceil mode, where versions of ONNX and its runtimes differ: a last window that begins behind the image, and
/// averages that count padding in a last window that hangs over.
bool isAmbiguous(const Pool& pool, std::size_t d, std::int64_t in) {
  if (!pool.ceilMode) return false;
  const auto [before, after] = pool.window.padding[d];
  const std::int64_t stride = pool.window.stride[d];
  const std::int64_t room = in + before + after - reach(pool.window, d);
  const std::int64_t last = (room + stride - 1) / stride * stride;
  const bool hangsOver = last > room;
  return last >= in + before || (hangsOver && pool.op == Op::AvgPool2d && pool.includePad);
}

Expected<FeatureMap> addPool(OnnxLowering& at, Pool pool) {
  const Expected<int> image = at.image();
  if (!image) return image.error();
  const Shape in = at.graph().node(*image).output;
  for (std::size_t d = 0; d < 2; ++d) {
    const Padding& padding = pool.window.padding[d];
    if (std::max(padding.before, padding.after) >= reach(pool.window, d)) return unreadWindow();
    pool.out[d] = outputSize(pool, d, in[d + 1]);
    if (pool.out[d] < 1) return unreadWindow();
    if (isAmbiguous(pool, d, in[d + 1])) {
      return failure(DYADIC_TR("engine",
                               "its last window in ceil_mode lies in the padding or counts what is behind it, "
                               "which versions of ONNX do differently"));
    }
  }
  const std::string name = at.name();
  const auto options = directly(pool, in);
  if (!options) return padFirst(at, pool, *image, name);
  return at.whole(pool.op == Op::MaxPool2d ? at.graph().addMaxPool2d(name, *image, *options)
                                           : at.graph().addAvgPool2d(name, *image, *options));
}

/// An average that counts padding, over zeros that a Pad before it adds, as PyTorch exports it.
Expected<bool> takesPads(OnnxLowering& at, Pool& pool) {
  const Expected<FeatureMap> map = at.padded();
  if (!map) return map.error();
  const auto [top, left, bottom, right] = map->pads;
  if (top != bottom || left != right || map->order != std::vector<std::size_t>{0, 1, 2}) return false;
  const auto own = [&](std::size_t d) { return pool.window.padding[d].before + pool.window.padding[d].after; };
  if (pool.ceilMode || (!pool.includePad && own(0) + own(1) > 0)) return false;
  if (2 * top > pool.window.kernel[0] || 2 * left > pool.window.kernel[1] || own(0) + own(1) > 0) return false;
  pool.window.padding = {Padding{top, bottom}, Padding{left, right}};
  pool.includePad = true;
  return top > 0 || left > 0;
}

}  // namespace

Expected<Window> windowOf(const OnnxNode& node, const std::optional<Pair>& kernel, const Shape& in) {
  Window out;
  const auto size = pairOf(node, "kernel_shape", kernel.value_or(Pair{0, 0}));
  const auto stride = pairOf(node, "strides", {1, 1});
  const auto dilation = pairOf(node, "dilations", {1, 1});
  const auto pads = node.integers("pads");
  const auto valid = [](std::int64_t v) { return v >= 0 && v <= kMost; };
  if (!size || (*size)[0] < 1 || (kernel && *size != *kernel) || !stride || !dilation || in.size() != 3 ||
      (!pads.empty() && pads.size() != 4) || !std::all_of(pads.begin(), pads.end(), valid)) {
    return unreadWindow();
  }
  out.kernel = *size;
  out.stride = *stride;
  out.dilation = *dilation;
  const std::string mode = node.text("auto_pad", "NOTSET");
  if (out.dilation != Pair{1, 1} && mode.starts_with("SAME")) {
    return failure(DYADIC_TR("engine", "it has dilations and auto_pad, which runtimes of ONNX do differently"));
  }
  for (std::size_t d = 0; d < 2; ++d) {
    if (mode == "SAME_UPPER" || mode == "SAME_LOWER") {
      out.padding[d] = samePadding(out, d, in[d + 1], mode == "SAME_UPPER");
    } else if (mode == "NOTSET" && !pads.empty()) {
      out.padding[d] = {pads[d], pads[d + 2]};
    } else if (mode != "NOTSET" && mode != "VALID") {
      return failure(DYADIC_TR("engine", "its auto_pad \"%1\" is not read"), {mode.substr(0, 40)});
    }
  }
  return out;
}

Expected<FeatureMap> maxPool(OnnxLowering& at) {
  const Expected<int> image = at.image();
  if (!image) return image.error();
  const Expected<Window> window = windowOf(at.node(), std::nullopt, at.graph().node(*image).output);
  if (!window) return window.error();
  Pool pool;
  pool.window = *window;
  pool.ceilMode = at.node().integer("ceil_mode", 0) != 0;
  return addPool(at, pool);
}

Expected<FeatureMap> averagePool(OnnxLowering& at) {
  const Expected<FeatureMap> map = at.padded();
  if (!map) return map;
  Shape in = at.dims(*map);
  if (in.size() != 3) {
    const Expected<int> refused = at.image();
    if (!refused) return refused.error();
  }
  in[1] += map->pads[0] + map->pads[2];
  in[2] += map->pads[1] + map->pads[3];
  const Expected<Window> window = windowOf(at.node(), std::nullopt, in);
  if (!window) return window.error();
  if (window->dilation != Pair{1, 1}) return failure(DYADIC_TR("engine", "its dilations are not read"));
  Pool pool;
  pool.op = Op::AvgPool2d;
  pool.window = *window;
  pool.ceilMode = at.node().integer("ceil_mode", 0) != 0;
  pool.includePad = at.node().integer("count_include_pad", 0) != 0;
  const Expected<bool> taken = takesPads(at, pool);
  if (!taken) return taken.error();
  if (!*taken) return addPool(at, pool);
  const Pair padding = {pool.window.padding[0].before, pool.window.padding[1].before};
  return at.whole(at.graph().addAvgPool2d(
      at.name(), map->node, {.kernel = pool.window.kernel, .stride = pool.window.stride, .padding = padding}));
}

Expected<FeatureMap> globalAveragePool(OnnxLowering& at) {
  const Expected<int> image = at.image();
  if (!image) return image.error();
  return at.whole(at.graph().addGlobalAvgPool2d(at.name(), *image));
}

/// PyTorch's adaptive pool, whose windows follow from the size of the image. Where that is a multiple of the output's,
/// they are all alike.
Expected<FeatureMap> adaptiveAveragePool(OnnxLowering& at) {
  const Expected<int> image = at.image();
  if (!image) return image.error();
  const Shape in = at.graph().node(*image).output;
  const auto size = at.node().integers("output_size");
  if (size.size() != 2 || std::any_of(size.begin(), size.end(), [](std::int64_t v) { return v < 1; })) {
    return unreadWindow();
  }
  if (size[0] == 1 && size[1] == 1) return globalAveragePool(at);
  if (size[0] == in[1] && size[1] == in[2]) return identity(at);
  if (in[1] % size[0] != 0 || in[2] % size[1] != 0) {
    return failure(DYADIC_TR("engine",
                             "its input of %1 is no multiple of its output's height and width, %2 and %3; "
                             "give images of another size as data.input"),
                   {formatInputShape(in), std::to_string(size[0]), std::to_string(size[1])});
  }
  const Pair window = {in[1] / size[0], in[2] / size[1]};
  return at.whole(at.graph().addAvgPool2d(at.name(), *image, {.kernel = window, .stride = window}));
}

Expected<FeatureMap> reduceMean(OnnxLowering& at) {
  const Expected<FeatureMap> map = at.map();
  if (!map) return map;
  const auto list = at.opset() < 18 ? at.node().integers("axes") : at.list({}, 1);
  if (!list) return list.error();
  if (list->empty() && at.node().integer("noop_with_empty_axes", 0) != 0) {
    return failure(DYADIC_TR("engine", "it takes the mean over nothing"));
  }
  const std::size_t rank = map->order.size() + 1;
  const auto axes = normalAxes(*list, rank);
  if (!axes) return failure(DYADIC_TR("engine", "its axes are not dimensions of its input"));
  if (axes->empty() || axes->front() == 0) {
    return failure(DYADIC_TR("engine", "it takes the mean over the images of a batch"));
  }
  const bool keep = at.node().integer("keepdims", 1) != 0;
  std::vector<std::int64_t> reduced;
  for (const std::size_t axis : *axes) reduced.push_back(static_cast<std::int64_t>(map->order[axis - 1]));
  std::sort(reduced.begin(), reduced.end());
  FeatureMap out = *map;
  if (map->order.size() == 3 && reduced == std::vector<std::int64_t>{1, 2}) {
    out.node = at.graph().addGlobalAvgPool2d(at.name(), map->node);
    out.shared = false;
    if (keep || out.node < 0) return out;
    return shaped(at, out.node, {at.graph().node(out.node).output[0]});
  }
  out.node = at.graph().addMean(at.name(), map->node, {reduced, keep});
  out.shared = false;
  if (keep) return out;
  // What is left keeps its order.
  std::vector<std::size_t> left;
  for (const std::size_t dimension : map->order) {
    if (!std::binary_search(reduced.begin(), reduced.end(), static_cast<std::int64_t>(dimension))) {
      left.push_back(dimension);
    }
  }
  out.order = left;
  for (std::size_t& dimension : out.order) {
    dimension =
        static_cast<std::size_t>(std::count_if(left.begin(), left.end(), [&](std::size_t d) { return d < dimension; }));
  }
  return out;
}

}  // namespace dyadic::nets::onnx
