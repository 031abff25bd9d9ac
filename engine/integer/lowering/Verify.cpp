// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/lowering/Verify.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <span>

#include "engine/data/BatchSource.h"
#include "engine/integer/FastExecutor.h"
#include "engine/integer/ProgramCheck.h"
#include "engine/integer/ReferenceExecutor.h"
#include "engine/integer/lowering/Simulation.h"

namespace dyadic::integer {
namespace {

constexpr std::int64_t kMostImages = 32;  ///< of a batch
constexpr std::size_t kTop5 = 5;

double secondsSince(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// How many logits come before the label's; those of lower index win ties.
std::size_t rank(const std::vector<std::int32_t>& logits, std::size_t label) {
  if (label >= logits.size()) return logits.size();
  std::size_t before = 0;
  for (std::size_t i = 0; i < logits.size(); ++i) {
    before += logits[i] > logits[label] || (logits[i] == logits[label] && i < label) ? 1 : 0;
  }
  return before;
}

class Verification {
 public:
  Verification(const IntegerProgram& program, const QuantizedNetwork& network, const data::ImageSet& images,
               const VerifyOptions& options)
      : program_(program), network_(network), images_(images), options_(options) {
    report_.operations.resize(program.operations.size());
    report_.tolerance = hasScales(program) ? 1 : 0;
    for (std::size_t i = 0; i < program.tensors.size(); ++i) tensorNamed_[program.tensors[i].name] = i;
  }

  Expected<IntegerReport> run() {
    auto fast = FastExecutor::make(program_, options_.pool);
    if (!fast) return fast.error();
    fast_ = std::move(*fast);
    const std::int64_t most = std::clamp<std::int64_t>(options_.mostIntegers / mapElements(program_), 1, kMostImages);
    auto source = data::makeSource(images_, network_.normalization, {.batch = most, .prefetch = 0});
    traces_.resize(static_cast<std::size_t>(most));
    data::Batch batch;
    for (first_ = 0; source->next(batch); first_ += count_) {
      if (!options_.proceed(first_)) return usageError(DYADIC_TR("engine", "the verification was cancelled."));
      count_ = batch.images.size(0);
      runReferences();
      runFast();
      runSimulation(batch.images);
      score();
    }
    finish();
    return report_;
  }

 private:
  [[nodiscard]] std::span<const std::uint8_t> image(std::int64_t index) const {
    return {images_.image(index), images_.shape.bytes()};
  }
  [[nodiscard]] const std::vector<std::int32_t>& logits(const Trace& trace) const {
    return trace.tensors[static_cast<std::size_t>(program_.operations.back().output)];
  }

  void runReferences() {
    const auto begin = std::chrono::steady_clock::now();
    options_.pool.run(count_, [&](std::int64_t i) {
      runReference(program_, image(first_ + i), traces_[static_cast<std::size_t>(i)]);
    });
    referenceSeconds_ += secondsSince(begin);
    for (std::int64_t i = 0; i < count_; ++i) {
      for (std::size_t k = 0; k < report_.operations.size(); ++k) {
        const OperationRecord& seen = traces_[static_cast<std::size_t>(i)].operations[k];
        OperationRecord& all = report_.operations[k];
        all.largestAccumulator = std::max(all.largestAccumulator, seen.largestAccumulator);
        all.saturated += seen.saturated;
        all.outputs += seen.outputs;
      }
    }
  }

  void runFast() {
    const std::size_t classes = logits(traces_[0]).size();
    std::vector<std::int32_t> found(static_cast<std::size_t>(count_) * classes);
    const auto begin = std::chrono::steady_clock::now();
    fast_->run({images_.image(first_), static_cast<std::size_t>(count_) * images_.shape.bytes()}, count_, found);
    fastSeconds_ += secondsSince(begin);
    for (std::int64_t i = 0; i < count_; ++i) {
      const auto& expected = logits(traces_[static_cast<std::size_t>(i)]);
      const auto* part = found.data() + static_cast<std::size_t>(i) * classes;
      if (!std::equal(expected.begin(), expected.end(), part)) locateInFast(i, {part, part + classes});
    }
  }

  /// The fast executor once more with every operation on its own, to see where it went wrong.
  void locateInFast(std::int64_t i, const std::vector<std::int32_t>& found) {
    const Trace& trace = traces_[static_cast<std::size_t>(i)];
    if (auto slow = FastExecutor::make(program_, options_.pool, {.keepAll = true})) {
      std::vector<std::int32_t> ignored(found.size());
      (*slow)->run(image(first_ + i), 1, ignored);
      for (const IntegerOperation& operation : program_.operations) {
        const auto& expected = trace.tensors[static_cast<std::size_t>(operation.output)];
        if (compare(i, operation.name, expected, (*slow)->tensor(operation.output),
                    DYADIC_TR("engine", "reference and fast")))
          return;
      }
    }
    compare(i, program_.operations.back().name, logits(trace), found, DYADIC_TR("engine", "reference and fast"));
  }

  /// Whether they differ; the first difference of all is kept.
  template <class Values>
  bool compare(std::int64_t i, const std::string& layer, const std::vector<std::int32_t>& expected, const Values& found,
               const char* executions) {
    const auto at = std::mismatch(expected.begin(), expected.end(), found.begin());
    if (at.first == expected.end()) return false;
    const std::int64_t position = first_ + i;
    if (!report_.firstDifference || position < report_.firstDifference->image) {
      report_.firstDifference = {position,
                                 layer,
                                 at.first - expected.begin(),
                                 executions,
                                 static_cast<double>(*at.first),
                                 static_cast<double>(*at.second)};
    }
    return true;
  }

  void runSimulation(const torch::Tensor& images) {
    double comparing = 0;
    const auto begin = std::chrono::steady_clock::now();
    simulate(network_, images, [&](const nets::Node& node, const torch::Tensor& codes) {
      const auto pause = std::chrono::steady_clock::now();
      compareCodes(node.name, codes);
      comparing += secondsSince(pause);
    });
    simulationSeconds_ += secondsSince(begin) - comparing;
  }

  void compareCodes(const std::string& name, const torch::Tensor& codes) {
    const auto rows = codes.contiguous();
    bool changed = false;
    const auto size = static_cast<std::size_t>(rows.numel() / count_);
    for (std::int64_t i = 0; i < count_; ++i) {
      const auto& expected = traces_[static_cast<std::size_t>(i)].tensors[tensorNamed_.at(name)];
      const std::span<double> found(rows.data_ptr<double>() + static_cast<std::size_t>(i) * size, size);
      const std::int64_t largest = count(expected, found);
      if (largest > report_.tolerance) {
        compareBeyond(i, name, expected, found);
      } else if (largest > 0) {  // from here on as the reference has it, so that differences do not add up
        std::copy(expected.begin(), expected.end(), found.begin());
        changed = true;
      }
    }
    if (changed && !rows.is_alias_of(codes)) codes.copy_(rows);
  }

  /// Differences of reference and simulation; returns the largest.
  std::int64_t count(const std::vector<std::int32_t>& expected, std::span<const double> found) {
    std::int64_t largest = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const auto difference = static_cast<std::int64_t>(std::abs(found[i] - expected[i]));
      largest = std::max(largest, difference);
      report_.differingValues += difference != 0 ? 1 : 0;
    }
    report_.comparedValues += static_cast<std::int64_t>(expected.size());
    report_.largestDifference = std::max(report_.largestDifference, largest);
    return largest;
  }

  /// The first difference above the tolerance.
  void compareBeyond(std::int64_t i, const std::string& layer, const std::vector<std::int32_t>& expected,
                     std::span<const double> found) {
    std::vector<double> shown(expected.begin(), expected.end());
    for (std::size_t k = 0; k < shown.size(); ++k) {
      if (std::abs(found[k] - shown[k]) > report_.tolerance) shown[k] = found[k];
    }
    compare(i, layer, expected, shown, DYADIC_TR("engine", "reference and simulation"));
  }

  void score() {
    for (std::int64_t i = 0; i < count_; ++i) {
      const auto& out = logits(traces_[static_cast<std::size_t>(i)]);
      const auto at = static_cast<std::size_t>(first_ + i);
      const std::size_t place = rank(out, static_cast<std::size_t>(images_.labels[at]));
      top1_ += place == 0 ? 1 : 0;
      top5_ += place < kTop5 ? 1 : 0;
      if (at >= options_.hardClasses.size()) continue;
      const auto best = std::max_element(out.begin(), out.end()) - out.begin();
      report_.otherClasses += best != options_.hardClasses[at] ? 1 : 0;
      hardRight_ += options_.hardClasses[at] == images_.labels[at] ? 1 : 0;
    }
  }

  void finish() {
    const auto n = static_cast<double>(images_.count);
    report_.images = images_.count;
    report_.bitExact = report_.agrees() && report_.differingValues == 0;
    report_.top1 = static_cast<double>(top1_) / n;
    report_.top5 = static_cast<double>(top5_) / n;
    const bool known = static_cast<std::int64_t>(options_.hardClasses.size()) >= images_.count;
    report_.hardTop1 = known ? static_cast<double>(hardRight_) / n : std::numeric_limits<double>::quiet_NaN();
    report_.referenceImagesPerSecond = n / referenceSeconds_;
    report_.fastImagesPerSecond = n / fastSeconds_;
    report_.simulationImagesPerSecond = n / simulationSeconds_;
    for (std::size_t k = 0; k < report_.operations.size(); ++k) {
      OperationRecord& record = report_.operations[k];
      const double most = std::ldexp(1.0, program_.operations[k].accumulatorBits - 1) - 1;
      record.headroomBits = record.largestAccumulator == 0
                                ? std::numeric_limits<double>::infinity()
                                : std::log2(most / static_cast<double>(record.largestAccumulator));
    }
  }

  const IntegerProgram& program_;
  const QuantizedNetwork& network_;
  const data::ImageSet& images_;
  const VerifyOptions& options_;
  IntegerReport report_;
  std::unique_ptr<FastExecutor> fast_;
  std::map<std::string, std::size_t> tensorNamed_;
  std::vector<Trace> traces_;  ///< of the batch
  std::int64_t first_ = 0;     ///< image of the batch
  std::int64_t count_ = 0;
  std::int64_t top1_ = 0;
  std::int64_t top5_ = 0;
  std::int64_t hardRight_ = 0;
  double referenceSeconds_ = 0;
  double fastSeconds_ = 0;
  double simulationSeconds_ = 0;
};

}  // namespace

Expected<IntegerReport> verify(const IntegerProgram& program, const QuantizedNetwork& network,
                               const data::ImageSet& images, const VerifyOptions& options) {
  const std::vector<std::int64_t> shape{images.shape.channels, images.shape.height, images.shape.width};
  if (program.tensors.front().shape != shape) {
    const auto& own = program.tensors.front().shape;
    return failure(DYADIC_TR("engine", "the integer program takes images of %1, the data set has %2."),
                   {std::to_string(own[0]) + "x" + std::to_string(own[1]) + "x" + std::to_string(own[2]),
                    data::formatShape(images.shape)});
  }
  if (images.count == 0) return failure(DYADIC_TR("engine", "there are no images to verify the integer program on."));
  return Verification(program, network, images, options).run();
}

}  // namespace dyadic::integer
