// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "engine/runlog/H5.h"
#include "engine/runlog/RunData.h"
#include "engine/types/IntegerProgram.h"
#include "engine/types/RunRecord.h"

/// The engine's records as groups of a run file, written and read back. Everything throws h5::Failure.
namespace dyadic::runlog {

/// Name of the group of stage, layer or edge `index`: 007.
[[nodiscard]] std::string indexName(std::size_t index);

/// Root attributes every file has: format, format_version, program_version.
void writeFormat(hid_t file, const char* format);
/// Throws unless the file has this format in a version known here.
void checkFormat(hid_t file, const char* format);

/// /model, /layers and /edges.
void writeModel(hid_t file, const ModelInfo& model);
[[nodiscard]] ModelInfo readModel(hid_t file);
/// /data
void writeData(hid_t file, const DataInfo& data);
[[nodiscard]] DataInfo readData(hid_t file);

/// Attributes `prefix`top1 and so on.
void writeEvaluation(hid_t group, const std::string& prefix, const Evaluation& evaluation);
[[nodiscard]] Evaluation readEvaluation(hid_t group, const std::string& prefix);
/// /baseline
void writeBaseline(hid_t file, const Evaluation& baseline);

/// Subgroups layers/ and histograms/ of a stage or of /whatif.
void writeLayers(hid_t group, const std::vector<LayerRecord>& layers, const std::vector<Histogram>& histograms);
/// stages/NNN; it appears complete.
void writeStage(hid_t stages, const StageRecord& stage);
/// REQUIRES: model is the one of the same file; record lengths that do not fit it throw.
[[nodiscard]] StageRecord readStage(hid_t stages, std::size_t index, const ModelInfo& model);
/// The same without histograms and feature maps, and without layers unless `model` is given.
[[nodiscard]] StageRecord readStageSummary(hid_t stages, std::size_t index, const ModelInfo* model);

/// /series, empty.
void createSeries(hid_t file, std::size_t edges);
void appendTrain(hid_t series, const TrainSeries& rows);
void appendValidation(hid_t series, const ValidationSeries& rows);
void appendExponents(hid_t series, double epoch, const std::vector<double>& meanExponents);

/// Rows in /series and stages: how far a run has come.
struct RunExtent {
  std::int64_t stages = 0;
  std::int64_t train = 0;
  std::int64_t validation = 0;
  std::int64_t exponents = 0;
};
[[nodiscard]] RunExtent extentOf(hid_t file);

/// Columns of a series are cut to the shortest: a reader in the writer's process may come between two columns.
[[nodiscard]] TrainSeries readTrain(hid_t series);
[[nodiscard]] ValidationSeries readValidation(hid_t series);
[[nodiscard]] ExponentSeries readExponents(hid_t series);

void writeQuantized(hid_t file, const std::vector<QuantizedLayer>& layers);
[[nodiscard]] std::vector<QuantizedLayer> readQuantized(hid_t file);
void writePredictions(hid_t file, const Predictions& predictions);
[[nodiscard]] Predictions readPredictions(hid_t file);

/// /integer, all of it at once.
void writeInteger(hid_t file, const IntegerDeployment& deployment);
/// REQUIRES: the file has /integer.
[[nodiscard]] IntegerDeployment readInteger(hid_t file);

}  // namespace dyadic::runlog
