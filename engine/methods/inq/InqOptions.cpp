// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/inq/InqOptions.h"

#include "engine/methods/Specs.h"

namespace dyadic::methods::inq {
namespace {

const std::vector<std::string> kPartitions = {"pruning", "random"};
const std::vector<std::string> kTops = {"first_stage", "every_stage"};
const std::vector<std::string> kBeyond = {"saturate", "zero"};

ParameterSpec bitsSpec() {
  auto spec = limited(
      numberSpec("bits", DYADIC_TR("engine", "Weight bits"),
                 DYADIC_TR("engine",
                           "One bit tells zero from the rest, the others index 2^(bits-1) signed powers of two: 2 bits "
                           "are ternary, 5 give 17 levels."),
                 std::int64_t{5}),
      math::kMinPowerBits, math::kMaxPowerBits, DYADIC_TR("engine", "bits"));
  spec.outOfRangeHint = DYADIC_TR(
      "engine",
      "One bit belongs to binary codebooks; above 8 the added powers are too small for any weight to become one.");
  return spec;
}

}  // namespace

std::vector<ParameterSpec> schema() {
  return {
      bitsSpec(),
      limited(numberSpec("portions", DYADIC_TR("engine", "Portions"),
                         DYADIC_TR("engine",
                                   "Share of each layer's weights that is quantized and frozen after each stage: "
                                   "rising, the last one 1."),
                         std::vector<double>{0.5, 0.75, 0.875, 1}),
              0, 1),
      choiceSpec("partition", DYADIC_TR("engine", "Partition"),
                 DYADIC_TR("engine",
                           "Which weights are frozen first: those of largest magnitude (pruning-inspired), or a random "
                           "draw."),
                 kPartitions),
      choiceSpec(
          "masks", DYADIC_TR("engine", "Masks"),
          DYADIC_TR("engine",
                    "monotone: a frozen weight stays frozen. redrawn: each stage chooses anew among all weights, "
                    "as the authors' Caffe code does, so that a frozen one may become free again."),
          {"monotone", "redrawn"}),
      choiceSpec(
          "top_exponent", DYADIC_TR("engine", "Largest power"),
          DYADIC_TR("engine",
                    "When a layer's largest power of two is found from its weights: once before the first stage, "
                    "or at every stage anew as in the authors' Caffe code."),
          kTops),
      choiceSpec(
          "ties", DYADIC_TR("engine", "Ties"),
          DYADIC_TR("engine",
                    "What the middle of two levels becomes: the larger one as in the paper, or the smaller one as "
                    "in the authors' Caffe code."),
          {"up", "down"}),
      choiceSpec("beyond_top", DYADIC_TR("engine", "Beyond the largest power"),
                 DYADIC_TR("engine",
                           "What a weight becomes that grew to 1.5 times the largest power while it was free: that "
                           "power, or 0 as the paper's formula says literally."),
                 kBeyond),
  };
}

std::vector<ParameterPreset> presets() {
  using Portions = std::vector<double>;
  const auto bits = [](std::int64_t b) { return ParameterValue(b); };
  const auto word = [](const char* w) { return ParameterValue(std::string(w)); };
  return {
      {DYADIC_TR("engine", "VGG-16, ResNet-18, ResNet-50"),
       {{"bits", bits(5)}, {"portions", Portions{.5, .75, .875, 1}}}},
      {DYADIC_TR("engine", "AlexNet"), {{"bits", bits(5)}, {"portions", Portions{.3, .6, .8, 1}}}},
      {DYADIC_TR("engine", "GoogLeNet"), {{"bits", bits(5)}, {"portions", Portions{.2, .4, .6, .8, 1}}}},
      {DYADIC_TR("engine", "ResNet-18, 4 bits"), {{"bits", bits(4)}, {"portions", Portions{.3, .5, .8, .9, .95, 1}}}},
      {DYADIC_TR("engine", "ResNet-18, 3 bits"),
       {{"bits", bits(3)}, {"portions", Portions{.2, .4, .6, .7, .8, .9, .95, 1}}}},
      {DYADIC_TR("engine", "ResNet-18, 2 bits (ternary)"),
       {{"bits", bits(2)}, {"portions", Portions{.2, .4, .6, .7, .8, .85, .9, .95, .975, 1}}}},
      {DYADIC_TR("engine", "One shot"), {{"portions", Portions{1}}}},
      {DYADIC_TR("engine", "Authors' Caffe code"),
       {{"masks", word("redrawn")},
        {"top_exponent", word("every_stage")},
        {"ties", word("down")},
        {"beyond_top", word("saturate")}}},
      {DYADIC_TR("engine", "INQ-pytorch"),
       {{"partition", word("pruning")},  // its random masks are monotone
        {"masks", word("redrawn")},
        {"top_exponent", word("first_stage")},
        {"ties", word("up")},
        {"beyond_top", word("zero")}}},
  };
}

InqOptions readOptions(const ParameterMap& p) {
  InqOptions o;
  o.grid.bits = integer(p, "bits");
  o.grid.tiesDown = is(p, "ties", "down");
  o.grid.beyond = choice<math::BeyondTop>(p, "beyond_top", kBeyond);
  o.portions = std::get<std::vector<double>>(p.at("portions"));
  o.partition = choice<Partition>(p, "partition", kPartitions);
  o.topExponent = choice<TopExponent>(p, "top_exponent", kTops);
  o.monotoneMasks = is(p, "masks", "monotone");
  return o;
}

}  // namespace dyadic::methods::inq
