// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/runlog/RunData.h"
#include "engine/runlog/RunWriter.h"
#include "engine/types/IntegerProgram.h"
#include "engine/types/RunRecord.h"

/// A small made-up run whose every number follows from its place, so that a test can say what must be in the file.
/// check_run.py knows the same formulas.
namespace dyadic::runlog::synthetic {

inline constexpr int kLayers = 3;  ///< convolution, batch norm, linear
inline constexpr int kEdges = 4;
inline constexpr int kStages = 4;
inline constexpr const char* kConfigJson = "{\"seed\": 7, \"method\": {\"id\": \"ioiq\"}}";

RunOutline outline();
CreateOptions options(const std::string& path);
Evaluation baseline();
/// top1 = 0.9 + index/100, hard top1 = 0.89 + index/100; layer l: mse = (l+1) * 2^-(10+index), exponent -(l+5).
std::shared_ptr<const StageRecord> stage(int index);
/// 100 rows of stage `index`: step = 100*index + i, loss = 2 / (1 + step).
TrainSeries train(int index);
ValidationSeries validation(int index);
std::vector<double> exponents(int index);
/// Layer 0: weight and bias at 8 bits; layer 1: scale and shift at 12 bits; layer 2: weight at 4 bits, a codebook, and
/// a ternary bias with scales.
std::vector<QuantizedLayer> quantized();
Predictions predictions();
/// Every type; values follow from `index`.
Checkpoint checkpoint(int index);

/// One stage with its series and a checkpoint behind it.
void writeStage(RunWriter& writer, int index);
/// The whole run, finished.
Status writeRun(RunWriter& writer);

/// All numbers of a stage in a fixed order, for comparison.
std::vector<double> numbers(const StageRecord& stage);
std::vector<double> numbers(const Evaluation& evaluation);

/// Integers of both ends of the range and between.
IntegerConstant integerConstant(std::vector<std::int64_t> shape, int bits, unsigned seed);
/// Has a value other than the default in every field; it makes no sense.
IntegerProgram integerProgram(int bits, std::int64_t channels = 12);
IntegerReport integerReport(std::size_t operations);

/// The bytes of a file, and a file of such bytes.
std::string contentOf(const std::string& path);
void write(const std::string& path, const std::string& content);

/// A fresh folder below the system's temporary folder, removed at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::size_t entries() const;

 private:
  std::filesystem::path path_;
};

}  // namespace dyadic::runlog::synthetic
