// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/nets/onnx/OnnxCases.h"

namespace dyadic::nets::test {
namespace {

using Model = OnnxCaseModel;
using Case = OnnxCase;
using Attributes = OnnxAttributes;

std::function<void(Model&)> plain(const std::string& op, const Attributes& attributes = {}) {
  return [=](Model& m) { m.node(op, {"x"}, {"y"}, attributes); };
}

}  // namespace

std::vector<Case> layerCases() {
  const auto conv = [](const Attributes& attributes, const Ints& weight, bool bias = true) {
    return [=](Model& m) {
      m.random("conv.weight", weight);
      if (bias) m.random("conv.bias", {weight[0]}, 2);
      m.node("Conv",
             bias ? std::vector<std::string>{"x", "conv.weight", "conv.bias"}
                  : std::vector<std::string>{"x", "conv.weight"},
             {"y"}, attributes);
    };
  };
  std::vector<Case> cases = {
      {"conv", conv({}, {4, 3, 3, 3})},
      {"conv_pads", conv({{"pads", Ints{1, 2, 1, 2}}, {"kernel_shape", Ints{3, 5}}}, {4, 3, 3, 5}, false)},
      {"conv_asymmetric", conv({{"pads", Ints{0, 1, 2, 1}}, {"strides", Ints{2, 2}}}, {4, 3, 3, 3})},
      {"conv_dilations", conv({{"dilations", Ints{2, 1}}, {"strides", Ints{1, 3}}}, {4, 3, 3, 3})},
      {"conv_groups", conv({{"group", std::int64_t{3}}}, {6, 1, 3, 3})},
      {"conv_same_upper", conv({{"auto_pad", std::string("SAME_UPPER")}, {"strides", Ints{2, 3}}}, {4, 3, 4, 3})},
      {"conv_same_lower", conv({{"auto_pad", std::string("SAME_LOWER")}, {"strides", Ints{2, 3}}}, {4, 3, 4, 3})},
      {"conv_valid", conv({{"auto_pad", std::string("VALID")}}, {4, 3, 4, 3})},
      {"conv_add",
       [](Model& m) {
         m.random("w", {4, 3, 3, 3}).random("b", {4, 1, 1}, 3);
         m.node("Conv", {"x", "w"}, {"c"}).node("Add", {"c", "b"}, {"y"});
       }},
      {"conv_add_shared",
       [](Model& m) {
         m.random("w", {4, 3, 3, 3}).random("b", {1, 4, 1, 1}, 3);
         m.node("Conv", {"x", "w"}, {"c"}).node("Identity", {"c"}, {"i"});
         m.node("Add", {"i", "b"}, {"s"}).node("Mul", {"s", "c"}, {"y"});
       }},
      {"pad_conv",
       [](Model& m) {
         m.random("w", {4, 3, 3, 3});
         m.listed("Pad", "x", "p", "pads", {0, 0, 1, 1, 0, 0, 1, 1}, 11).node("Conv", {"p", "w"}, {"y"});
       }},
      {"pad_conv_shared",
       [](Model& m) {
         m.random("w", {3, 3, 3, 3});
         m.listed("Pad", "x", "p", "pads", {0, 0, 1, 0, 0, 0, 1, 2}, 11).node("Relu", {"p"}, {"r"});
         m.node("Conv", {"p", "w"}, {"c"}, {{"pads", Ints{1, 1, 1, 1}}}).node("Add", {"c", "r"}, {"y"});
       }},
      {"batch_norm",
       [](Model& m) {
         m.random("bn.weight", {3}).random("bn.bias", {3}, 2).random("bn.mean", {3}, 3);
         m.floats("bn.var", {3}, {0.5F, 1, 2});
         m.node("BatchNormalization", {"x", "bn.weight", "bn.bias", "bn.mean", "bn.var"}, {"y"},
                {{"epsilon", 1e-3F}, {"momentum", 0.8F}});
       }},
      {"batch_norm_vector",
       [](Model& m) {
         m.random("s", {6}).random("b", {6}, 2).random("m", {6}, 3).floats("v", {6}, {1, 2, 3, 4, 5, 6});
         m.node("BatchNormalization", {"x", "s", "b", "m", "v"}, {"y"});
       },
       7, 21, {2, 6}},
      {"gemm",
       [](Model& m) {
         m.random("w", {6, 4}).random("b", {4}, 2);
         m.node("Gemm", {"x", "w", "b"}, {"y"}, {{"alpha", 0.5F}, {"beta", 2.0F}});
       },
       7, 21, {2, 6}},
      {"gemm_transposed",
       [](Model& m) {
         m.random("w", {4, 6}).random("b", {1, 4}, 2);
         m.node("Gemm", {"x", "w", "b"}, {"y"}, {{"transB", std::int64_t{1}}});
       },
       7, 21, {2, 6}},
      {"gemm_no_bias",
       [](Model& m) { m.random("w", {6, 4}).node("Gemm", {"x", "w"}, {"y"}); }, 11, 21, {2, 6}},
      {"mat_mul_add",
       [](Model& m) {
         m.random("w", {6, 4}).random("b", {4}, 2).node("MatMul", {"x", "w"}, {"p"}).node("Add", {"b", "p"}, {"y"});
       },
       7, 21, {2, 6}},
      {"mat_mul_of_transposed",
       [](Model& m) {
         m.random("w", {4, 6}).node("Transpose", {"w"}, {"t"}, {{"perm", Ints{1, 0}}});
         m.node("MatMul", {"x", "t"}, {"y"});
       },
       7, 21, {2, 6}}};
  return cases;
}

std::vector<Case> activationCases() {
  const std::int64_t one = 1;
  const std::int64_t two = 2;
  const std::int64_t three = 3;
  std::vector<Case> cases = {
      {"relu", plain("Relu")},
      {"leaky_relu", plain("LeakyRelu", {{"alpha", 0.2F}})},
      {"leaky_relu_default", plain("LeakyRelu")},
      {"sigmoid", plain("Sigmoid")},
      {"hard_sigmoid", plain("HardSigmoid", {{"alpha", 0.3F}, {"beta", 0.4F}})},
      {"hard_swish", plain("HardSwish"), 14},
      {"identity", plain("Identity")},
      {"cast", plain("Cast", {{"to", one}})},
      {"cast_saturate", plain("Cast", {{"to", one}, {"saturate", one}}), 19},
      {"clip_attributes", plain("Clip", {{"min", -0.5F}, {"max", 1.5F}}), 7, 10},
      {"clip_min_attribute", plain("Clip", {{"min", 0.0F}}), 7, 10},
      {"clip_relu6_attributes", plain("Clip", {{"min", 0.0F}, {"max", 6.0F}}), 7, 10},
      {"clip",
       [](Model& m) {
         m.scalar("l", -0.5F).scalar("h", 1.5F).node("Clip", {"x", "l", "h"}, {"y"});
       },
       11},
      {"clip_max",
       [](Model& m) {
         m.scalar("h", 1.5F).node("Clip", {"x", "", "h"}, {"y"});
       },
       11},
      {"clip_none", plain("Clip"), 11},
      {"dropout", plain("Dropout", {{"ratio", 0.3F}}), 7, 11},
      {"dropout_input",
       [](Model& m) {
         m.scalar("r", 0.3F).node("Dropout", {"x", "r"}, {"y"});
       },
       12},
      {"lrn_3", plain("LRN", {{"size", three}, {"alpha", 0.2F}, {"beta", 0.5F}, {"bias", 2.0F}})},
      {"lrn_5", plain("LRN", {{"size", std::int64_t{5}}}), 7, 21, {2, 7, 4, 4}},
      {"softmax_default", plain("Softmax")},
      {"softmax_1", plain("Softmax", {{"axis", one}})},
      {"softmax_2", plain("Softmax", {{"axis", two}})},
      {"softmax_last", plain("Softmax", {{"axis", three}})},
      {"softmax_negative", plain("Softmax", {{"axis", -two}}), 11},
      {"softmax_vector", plain("Softmax", {{"axis", one}}), 7, 21, {2, 6}},
      {"add_channels",
       [](Model& m) {
         m.random("b", {3, 1, 1}).node("Add", {"x", "b"}, {"y"});
       }},
      {"add_full",
       [](Model& m) {
         m.random("b", {1, 3, 8, 8}).node("Add", {"x", "b"}, {"y"});
       }},
      {"mul_scalar",
       [](Model& m) {
         m.scalar("b", 0.7F).node("Mul", {"b", "x"}, {"y"});
       }},
      {"mul_rows",
       [](Model& m) {
         m.random("b", {8}).node("Mul", {"x", "b"}, {"y"});
       }},
      {"mul_means",
       [](Model& m) {
         m.node("GlobalAveragePool", {"x"}, {"g"}).node("Mul", {"x", "g"}, {"y"});
       }},
      {"add_stretched", [](Model& m) {
         m.node("GlobalAveragePool", {"x"}, {"g"}).node("Relu", {"x"}, {"r"}).node("Add", {"g", "r"}, {"y"});
       }}};
  return cases;
}

std::vector<Case> shapeCases() {
  const std::int64_t one = 1;
  const std::int64_t zero = 0;
  const auto joined = [](std::int64_t axis) {
    return [=](Model& m) { m.node("Relu", {"x"}, {"r"}).node("Concat", {"x", "r"}, {"y"}, {{"axis", axis}}); };
  };
  const auto mean = [](const Ints& axes, std::int64_t keep) {
    return [=](Model& m) { m.listed("ReduceMean", "x", "y", "axes", axes, 18, {{"keepdims", keep}}); };
  };
  const auto pad = [](const Ints& pads, const std::string& mode) {
    return [=](Model& m) { m.listed("Pad", "x", "y", "pads", pads, 11, {{"mode", mode}}); };
  };
  std::vector<Case> cases = {
      {"concat_channels", joined(1)},
      {"concat_rows", joined(2)},
      {"concat_last", joined(-1), 11},
      {"flatten", plain("Flatten")},
      {"flatten_axis", plain("Flatten", {{"axis", std::int64_t{-3}}}), 11},
      {"global_average_pool", plain("GlobalAveragePool")},
      {"mean_image", mean({2, 3}, 1)},
      {"mean_image_vector", mean({2, 3}, 0)},
      {"mean_channels", mean({1}, 1)},
      {"mean_rows", mean({2}, 0)},
      {"mean_negative", mean({-1, -2}, 0), 11},
      {"mean_all", mean({1, 2, 3}, 1)},
      {"reshape_copy", [](Model& m) { m.integers("s", {0, -1}).node("Reshape", {"x", "s"}, {"y"}); }},
      {"reshape_rest", [](Model& m) { m.integers("s", {-1, 6, 32}).node("Reshape", {"x", "s"}, {"y"}); }},
      {"reshape_fixed", [](Model& m) { m.integers("s", {2, 0, 4, 16}).node("Reshape", {"x", "s"}, {"y"}); }},
      {"reshape_allow_zero",
       [=](Model& m) { m.integers("s", {-1, 192}).node("Reshape", {"x", "s"}, {"y"}, {{"allowzero", one}}); }, 14},
      {"squeeze_unsqueeze",
       [](Model& m) {
         m.listed("Unsqueeze", "x", "u", "axes", {1, 4}, 13).listed("Squeeze", "u", "y", "axes", {4}, 13);
       }},
      {"squeeze_negative",
       [](Model& m) { m.listed("Unsqueeze", "x", "u", "axes", {-1}, 13).listed("Squeeze", "u", "y", "axes", {-1}, 13); },
       11},
      {"squeeze_all", [](Model& m) { m.node("GlobalAveragePool", {"x"}, {"g"}).node("Squeeze", {"g"}, {"y"}); }},
      {"transpose_round_trip",
       [](Model& m) {
         m.node("Transpose", {"x"}, {"t"}, {{"perm", Ints{0, 2, 3, 1}}}).random("b", {3}).node("Add", {"t", "b"}, {"a"});
         m.node("Concat", {"a", "t"}, {"c"}, {{"axis", std::int64_t{3}}});
         m.node("Softmax", {"c"}, {"s"}, {{"axis", std::int64_t{3}}});
         m.listed("ReduceMean", "s", "m", "axes", {2}, 18).node("Transpose", {"m"}, {"y"}, {{"perm", Ints{0, 3, 1, 2}}});
       }},
      {"transpose_of_ones",
       [](Model& m) {
         m.node("GlobalAveragePool", {"x"}, {"g"}).node("Transpose", {"g"}, {"t"}, {{"perm", Ints{0, 2, 3, 1}}});
         m.node("Flatten", {"t"}, {"y"});
       }},
      {"transpose_mean",
       [](Model& m) {
         m.node("Transpose", {"x"}, {"t"}, {{"perm", Ints{0, 2, 3, 1}}});
         m.listed("ReduceMean", "t", "y", "axes", {1, 2}, 18, {{"keepdims", std::int64_t{0}}});
       }},
      {"pad", pad({0, 0, 1, 2, 0, 0, 3, 0}, "constant")},
      {"pad_channels", pad({0, 1, 0, 0, 0, 2, 0, 0}, "constant")},
      {"pad_negative", pad({0, 0, -1, 2, 0, 0, 1, -3}, "constant")},
      {"pad_reflect", pad({0, 0, 1, 2, 0, 0, 3, 0}, "reflect")},
      {"pad_edge", pad({0, 0, 1, 2, 0, 0, 3, 0}, "edge")},
      {"pad_value_attribute",
       plain("Pad", {{"pads", Ints{0, 0, 1, 1, 0, 0, 1, 1}}, {"value", 1.5F}}), 7, 10},
      {"pad_value",
       [](Model& m) {
         m.integers("p", {0, 0, 1, 1, 0, 0, 1, 1}).scalar("v", 1.5F).node("Pad", {"x", "p", "v"}, {"y"});
       },
       11},
      {"pad_axes",
       [](Model& m) {
         m.integers("p", {1, 2, 0, 1}).integers("a", {-1, 2}).node("Pad", {"x", "p", "", "a"}, {"y"});
       },
       18},
      {"slice_attributes", plain("Slice", {{"starts", Ints{1, -5}}, {"ends", Ints{3, 100}}, {"axes", Ints{1, 2}}}), 7,
       9},
      {"slice",
       [](Model& m) {
         m.integers("s", {1, -7}).integers("e", {8, 1000}).integers("a", {-1, 2}).integers("t", {2, 3});
         m.node("Slice", {"x", "s", "e", "a", "t"}, {"y"});
       },
       10},
      {"gather",
       [](Model& m) {
         m.graph().add_initializer()->set_name("i");
         auto* index = m.graph().mutable_initializer(m.graph().initializer_size() - 1);
         index->set_data_type(dyadic_onnx::TensorProto::INT64);
         index->add_int64_data(2);
         m.node("Gather", {"x", "i"}, {"y"}, {{"axis", std::int64_t{1}}});
       }},
      {"view",  // x.view(x.size(0), -1) as PyTorch exports it without folding
       [=](Model& m) {
         m.integers("one", {0}).integers("rest", {-1});
         m.node("Shape", {"x"}, {"shape"}).node("Gather", {"shape", "one"}, {"n"}, {{"axis", zero}});
         m.node("Concat", {"n", "rest"}, {"target"}, {{"axis", zero}}).node("Reshape", {"x", "target"}, {"y"});
       }},
      {"shape_arithmetic",
       [=](Model& m) {
         m.integers("two", {2}).integers("first", {0}).integers("third", {2});
         m.node("Shape", {"x"}, {"shape"}).node("Gather", {"shape", "first"}, {"n"}, {{"axis", zero}});
         m.node("Gather", {"shape", "third"}, {"h"}, {{"axis", zero}}).node("Div", {"h", "two"}, {"half"});
         m.node("Cast", {"half"}, {"f"}, {{"to", one}}).node("Floor", {"f"}, {"g"});
         m.node("Cast", {"g"}, {"k"}, {{"to", std::int64_t{7}}}).integers("rest", {-1});
         m.node("Concat", {"n", "k", "rest"}, {"target"}, {{"axis", zero}}).node("Reshape", {"x", "target"}, {"y"});
       }},
      {"shape_of_part",
       [=](Model& m) {
         m.integers("rest", {-1}).node("Shape", {"x"}, {"n"}, {{"start", zero}, {"end", one}});
         m.node("Concat", {"n", "rest"}, {"target"}, {{"axis", zero}}).node("Reshape", {"x", "target"}, {"y"});
       },
       15},
      {"constant_list",
       [](Model& m) {
         m.node("Constant", {}, {"s"}, {{"value_ints", Ints{0, -1}}}).node("Reshape", {"x", "s"}, {"y"});
       },
       12}};
  return cases;
}

/// Pools of all kinds, by a small generator.
std::vector<Case> poolCases() {
  std::vector<Case> cases;
  unsigned state = 7;
  const auto below = [&](unsigned count) {
    state = state * 1664525U + 1013904223U;
    return static_cast<std::int64_t>((state >> 16U) % count);
  };
  for (int i = 0; i < 120; ++i) {
    const bool average = i % 2 == 1;
    const Ints kernel = {1 + below(4), 1 + below(4)};
    Attributes attributes = {{"kernel_shape", kernel}, {"strides", Ints{1 + below(3), 1 + below(3)}}};
    Ints pads;
    for (std::size_t d = 0; d < 4; ++d) {
      pads.push_back(below(3) == 0 ? below(static_cast<unsigned>(kernel[d % 2])) : kernel[d % 2] / 3);
    }
    const std::int64_t automatic = below(6);
    if (automatic == 0) attributes.emplace_back("auto_pad", std::string("SAME_UPPER"));
    if (automatic == 1) attributes.emplace_back("auto_pad", std::string("SAME_LOWER"));
    if (automatic > 2) attributes.emplace_back("pads", pads);
    if (average && below(2) == 0) attributes.emplace_back("count_include_pad", std::int64_t{1});
    std::int64_t since = 7;
    if (automatic > 1 && below(3) == 0) {
      attributes.emplace_back("ceil_mode", std::int64_t{1});
      since = 10;
    }
    if (!average && below(4) == 0) {
      attributes.emplace_back("dilations", Ints{1 + below(2), 1 + below(2)});
      since = 10;
    }
    cases.push_back({(average ? "average_pool_" : "max_pool_") + std::to_string(i),
                     plain(average ? "AveragePool" : "MaxPool", attributes),
                     since,
                     21,
                     {2, 3, 7 + below(5), 7 + below(5)}});
  }
  return cases;
}

}  // namespace dyadic::nets::test
