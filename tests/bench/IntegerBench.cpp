// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/Parallel.h>
#include <torch/torch.h>

#include "engine/integer/FastExecutor.h"
#include "engine/integer/ReferenceExecutor.h"
#include "engine/integer/lowering/Lowering.h"
#include "engine/math/Random.h"
#include "engine/nets/Executor.h"
#include "engine/nets/architectures/Architectures.h"
#include "tests/bench/Bench.h"
#include "tests/bench/TorchProcess.h"

namespace dyadic::bench {
namespace {

constexpr std::int64_t kBatch = 100;
constexpr std::int64_t kPixels = 3 * 32 * 32;
constexpr std::int64_t kClasses = 10;
constexpr int kBits = 8;
constexpr std::int64_t kMacsAtOnce = 64;  ///< of one dot-product instruction: 16 lanes of 4 products

/// Random integers that neither vanish nor all saturate on their way through the network.
integer::LoweredConstant randomConstant(std::vector<std::int64_t> shape, int exponent, math::RandomStream& random) {
  IntegerConstant constant;
  std::uint64_t size = 1;
  for (const std::int64_t side : shape) size *= static_cast<std::uint64_t>(side);
  for (std::uint64_t i = 0; i < size; ++i) constant.data.push_back(static_cast<std::int32_t>(random.below(255)) - 127);
  constant.shape = std::move(shape);
  constant.bits = kBits;
  constant.exponent = exponent;
  return {std::move(constant), 0};
}

/// The program that an IOIQ run of this network would leave behind, but for its numbers.
Expected<IntegerProgram> randomProgramOf(const nets::Graph& graph) {
  constexpr int kMapExponent = -4;
  math::RandomStream random(1, "bench");
  integer::QuantizedNetwork network{graph, {}, {}, Rounding::HalfAway, {{0.5, 0.5, 0.5}, {0.25, 0.25, 0.25}}};
  for (const nets::Layer& layer : graph.layers()) {
    const nets::Node& node = graph.node(layer.node);
    integer::LayerConstants constants;
    const std::vector<std::int64_t> shape(node.weight.sizes().begin(), node.weight.sizes().end());
    if (node.op == nets::Op::BatchNorm2d) {
      constants.scale = randomConstant(shape, -6, random);
      constants.shift = randomConstant(shape, kMapExponent - 6 + 3, random);
    } else {
      constants.weight = randomConstant(shape, -10, random);
      if (node.bias.defined()) constants.bias = randomConstant({shape.front()}, kMapExponent - 10 + 3, random);
    }
    network.layers.push_back(std::move(constants));
  }
  network.edges.assign(graph.edges().size(), {kBits, kMapExponent, false});
  return integer::lower(network);
}

std::int64_t macsOf(const IntegerProgram& program) {
  std::int64_t macs = 0;
  for (const IntegerOperation& operation : program.operations) {
    if (operation.op != IntegerOp::Conv2d && operation.op != IntegerOp::Linear) continue;
    const auto& shape = program.tensors[static_cast<std::size_t>(operation.output)].shape;
    const std::int64_t area = shape.size() == 3 ? shape[1] * shape[2] : 1;
    macs += area * static_cast<std::int64_t>(operation.weight.data.size());
  }
  return macs;
}

#if defined(__x86_64__)
/// Sixteen independent sums in registers: nothing but the dot-product units is busy.
__attribute__((target("avx512f,avx512vnni"))) void dotProducts(std::int64_t rounds) {
  __asm__ volatile(
      "1:\n"
      "vpdpbusd %%zmm16, %%zmm17, %%zmm0\n vpdpbusd %%zmm16, %%zmm17, %%zmm1\n"
      "vpdpbusd %%zmm16, %%zmm17, %%zmm2\n vpdpbusd %%zmm16, %%zmm17, %%zmm3\n"
      "vpdpbusd %%zmm16, %%zmm17, %%zmm4\n vpdpbusd %%zmm16, %%zmm17, %%zmm5\n"
      "vpdpbusd %%zmm16, %%zmm17, %%zmm6\n vpdpbusd %%zmm16, %%zmm17, %%zmm7\n"
      "vpdpbusd %%zmm16, %%zmm17, %%zmm8\n vpdpbusd %%zmm16, %%zmm17, %%zmm9\n"
      "vpdpbusd %%zmm16, %%zmm17, %%zmm10\n vpdpbusd %%zmm16, %%zmm17, %%zmm11\n"
      "vpdpbusd %%zmm16, %%zmm17, %%zmm12\n vpdpbusd %%zmm16, %%zmm17, %%zmm13\n"
      "vpdpbusd %%zmm16, %%zmm17, %%zmm14\n vpdpbusd %%zmm16, %%zmm17, %%zmm15\n"
      "dec %0\n jnz 1b\n"
      : "+r"(rounds)
      :
      : "cc", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",
        "xmm13", "xmm14", "xmm15", "xmm16", "xmm17");
}
#else
void dotProducts(std::int64_t) {}
#endif

/// Multiply-accumulates a second of all threads' dot-product units, or 0 where the processor has none.
double macsLimit(math::Executor& pool) {
  if (integer::bestInstructionSet() != integer::InstructionSet::Avx512Vnni) return 0;
  constexpr std::int64_t kRounds = 1'000'000;
  std::vector<double> times;
  for (int i = 0; i < 5; ++i) {
    times.push_back(seconds([&] { pool.run(kThreads, [](std::int64_t) { dotProducts(kRounds); }); }));
  }
  return static_cast<double>(kThreads * kRounds * 16 * kMacsAtOnce) / median(times);
}

/// A ResNet-20 in integers and in floats, with images.
class Networks {
 public:
  [[nodiscard]] static Expected<std::unique_ptr<Networks>> make() {
    at::set_num_threads(kThreads);
    auto graph = nets::buildArchitecture("resnet20-cifar", {{3, 32, 32}, kClasses, 1});
    if (!graph) return graph.error();
    auto program = randomProgramOf(*graph);
    if (!program) return program.error();
    auto made = std::unique_ptr<Networks>(new Networks(std::move(*graph), std::move(*program)));
    auto fast = integer::FastExecutor::make(made->program_, *made->pool_);
    if (!fast) return fast.error();
    made->fast_ = std::move(*fast);
    return made;
  }

  Expected<double> runIntegers(std::int64_t images, int times) {
    const std::span pixels = std::span(pixels_).first(static_cast<std::size_t>(images * kPixels));
    const std::span logits = std::span(logits_).first(static_cast<std::size_t>(images * kClasses));
    const double all = seconds([&] {
      for (int i = 0; i < times; ++i) fast_->run(pixels, images, logits);
    });
    integer::runReference(program_, pixels.first(kPixels), trace_);
    const auto& expected = trace_.tensors[static_cast<std::size_t>(program_.operations.back().output)];
    if (!std::equal(expected.begin(), expected.end(), logits.begin())) return failure("the fast executor is wrong");
    return all / times;
  }

  Expected<double> runFloats(std::int64_t images, int times) {
    const torch::NoGradGuard guard;
    const torch::Tensor batch = floats_.narrow(0, 0, images);
    const double all = seconds([&] {
      for (int i = 0; i < times; ++i) static_cast<void>(nets::run(graph_, batch));
    });
    return all / times;
  }

  /// Says how many images a second `milliseconds` a batch are, and how near that is to the limit.
  [[nodiscard]] std::string note(double milliseconds) const {
    const double rate = kBatch * 1e3 / milliseconds;
    const double limit = macsLimit(*pool_) / static_cast<double>(macsOf(program_));
    char text[160];
    std::snprintf(text, sizeof text, "ResNet-20, %d bits, batch %lld, %d threads, %s: %.0f images/s", kBits,
                  static_cast<long long>(kBatch), kThreads,
                  integer::instructionSetName(integer::bestInstructionSet()).c_str(), rate);
    std::string note = text;
    if (limit > 0) {
      std::snprintf(text, sizeof text, ", %.0f %% of the %.0f that the dot-product units could do", 100 * rate / limit,
                    limit);
      note += text;
    }
    return note;
  }

 private:
  Networks(nets::Graph graph, IntegerProgram program)
      : graph_(std::move(graph)), program_(std::move(program)), pool_(math::threadExecutor(kThreads)) {
    math::RandomStream random(1, "images");
    for (std::int64_t i = 0; i < kBatch * kPixels; ++i) pixels_.push_back(static_cast<std::uint8_t>(random.below(256)));
    logits_.resize(kBatch * kClasses);
    torch::manual_seed(1);
    floats_ = torch::randn({kBatch, 3, 32, 32}).contiguous(torch::MemoryFormat::ChannelsLast);
  }

  nets::Graph graph_;
  IntegerProgram program_;
  std::unique_ptr<math::Executor> pool_;
  std::unique_ptr<integer::FastExecutor> fast_;
  integer::Trace trace_;
  std::vector<std::uint8_t> pixels_;
  std::vector<std::int32_t> logits_;
  torch::Tensor floats_;
};

Expected<Measurement> measureAgainstFloat() {
  auto networks = Networks::make();
  if (!networks) return networks.error();
  auto result = takeTurns(
      {11, 4}, [&](int times) { return (*networks)->runIntegers(kBatch, times); },
      [&](int times) { return (*networks)->runFloats(kBatch, times); });
  if (result) result->note = (*networks)->note(result->ours);
  return result;
}

Expected<Measurement> measureAgainstPython() {
  auto python = TorchProcess::start("torch_int8.py");
  if (!python) return python.error();
  auto networks = Networks::make();
  if (!networks) return networks.error();
  auto result = takeTurns(
      {11, 4}, [&](int times) { return (*networks)->runIntegers(kBatch, times); },
      [&](int times) { return (*python)->run(times); });
  if (result) result->note = (*networks)->note(result->ours);
  return result;
}

Expected<Measurement> measureLatency() {
  auto networks = Networks::make();
  if (!networks) return networks.error();
  auto result = takeTurns(
      {11, 20}, [&](int times) { return (*networks)->runIntegers(1, times); },
      [&](int times) { return (*networks)->runFloats(1, times); });
  if (result) result->note = "ResNet-20, batch 1, float with " + std::to_string(kThreads) + " threads";
  return result;
}

}  // namespace

std::vector<Target> integerTargets() {
  return {{"integer-vs-float", "the float network", 0.5, measureAgainstFloat},
          {"integer-vs-pytorch-int8", "PyTorch's int8", 1.0, measureAgainstPython},
          {"integer-latency", "the float network", std::nullopt, measureLatency}};
}

}  // namespace dyadic::bench
