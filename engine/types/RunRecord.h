// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/Histogram.h"
#include "engine/types/ModelInfo.h"
#include "engine/types/RunConfig.h"

namespace dyadic {

inline constexpr double kNotMeasured = std::numeric_limits<double>::quiet_NaN();

/// Result of evaluating a network. Fractions 0 to 1; loss is mean cross-entropy in nats.
struct Evaluation {
  double top1 = kNotMeasured;
  double top5 = kNotMeasured;
  double loss = kNotMeasured;
  std::int64_t images = 0;
  double imagesPerSecond = kNotMeasured;
};

/// Weights of one layer against their quantized form (batch norm: its scale k). Index = LayerInfo's.
struct LayerRecord {
  int bits = 0;                      ///< 0: this layer stays float
  std::optional<int> exponent;       ///< s of D*2^s; of powers of two the largest one's. None where values have real
                                     ///< scales, are float numbers, or the layer stays float
  double mse = kNotMeasured;         ///< mean squared error; this and the next three: NaN for a layer that stays float
  double sqnrDb = kNotMeasured;      ///< 10 log10(sum x^2 / sum (x-q)^2); infinite where the error is 0
  double cosine = kNotMeasured;      ///< cosine similarity of x and q
  double kl = kNotMeasured;          ///< Kullback-Leibler divergence of the histograms, nats
  double quantizedFraction = 0;      ///< share of weights that enter the forward pass quantized
  double saturatedFraction = 0;      ///< share of weights outside the grid
  double storedBits = kNotMeasured;  ///< bits a weight by the method's own code, its overhead included
  double offGrid = kNotMeasured;  ///< weights that count as quantized and hold no value of the grid: anything but 0 is
                                  ///< a fault. NaN: not measured
  double scale = 0;  ///< S of (D - zeroPoint) * S, or of S times a codebook, where S is no power of two by its
                     ///< nature; of several scales their mean; else 0
  int zeroPoint = 0;
  int scales = 0;                     ///< real scales that the layer has
  double storedBytes = kNotMeasured;  ///< of all the layer's parameters by the method's own code: bias, shift
};

/// Feature map of one edge over the last batch seen. Index = EdgeInfo's.
struct EdgeRecord {
  int bits = 0;
  int exponent = 0;
  double meanExponent = kNotMeasured;  ///< moving average, or calibrated mean
  double mse = kNotMeasured;
  double sqnrDb = kNotMeasured;
  double saturatedFraction = kNotMeasured;
  double scale = 0;  ///< S of (D - zeroPoint) * S, where S is no power of two by its nature; else 0
  int zeroPoint = 0;
};

/// What one incremental stage left behind. While the stage runs, accuracies are kNotMeasured and the rest is live.
struct StageRecord {
  int index = 0;
  double portion = 0;          ///< share of weights to be quantized that was asked for
  double portionRealized = 0;  ///< share that is
  Evaluation trained;          ///< the network as it trains (composite weights)
  Evaluation hard;             ///< the network as it would be exported now
  double seconds = 0;
  std::vector<LayerRecord> layers;
  std::vector<Histogram> histograms;  ///< per layer
  std::vector<EdgeRecord> edges;
  std::vector<Histogram> edgeHistograms;  ///< per edge
};

/// Columns of /series/train; one entry a recorded step.
struct TrainSeries {
  std::vector<std::int64_t> step;
  std::vector<double> epoch;  ///< fractional, over the whole run
  std::vector<int> stage;
  std::vector<double> loss;
  std::vector<double> learningRate;
};

/// Columns of /series/validation; one entry an epoch.
struct ValidationSeries {
  std::vector<double> epoch;
  std::vector<int> stage;
  std::vector<double> top1;
  std::vector<double> hardTop1;
  std::vector<double> loss;
};

/// /series/exponents: row = epoch, column = edge.
struct ExponentSeries {
  std::vector<double> epoch;
  std::vector<std::vector<double>> meanExponent;
};

enum class RunState { Opening, Running, Paused, Finished, Stopped, Failed, Interrupted };

/// How much of a run file is read. A list of hundreds of runs needs little of each.
enum class RunDetail {
  Summary,  ///< no series; stages without histograms and feature maps, and layers of the last stage alone
  Series,   ///< likewise, with the series of training and validation
  Full,
};

/// What is known when a run starts and never changes: shared by all its snapshots.
struct RunOutline {
  RunConfig config;
  ModelInfo model;
  DataInfo data;
  std::vector<double> portions;  ///< one a stage; a float training run has one stage of portion 0
};

/// What a run is doing right now.
struct RunProgress {
  std::string activity;  ///< marked with DYADIC_TR: Opening, Baseline, Training, Evaluating, Calibrating, Writing
  int stage = 0;
  int epoch = 0;  ///< within the stage
  int epochs = 0;
  std::int64_t step = 0;  ///< of all steps of the run, evaluation counted at its cost
  std::int64_t steps = 0;
  double seconds = 0;                     ///< since the start, pauses left out
  double secondsLeft = kNotMeasured;      ///< estimate
  double imagesPerSecond = kNotMeasured;  ///< of training
};

/// An immutable picture of a run, alive or read from its file: one type for both, so that the same views show them.
/// Safe to share between threads.
struct RunSnapshot {
  std::string path;  ///< of the run file
  RunState state = RunState::Opening;
  std::string reason;          ///< why it failed or stopped, as the file has it
  std::optional<Error> error;  ///< the same in parts that can be translated; null where it was read from a file
  /// Why the run file cannot be written just now. The run goes on, what is to be written is kept, and it is tried
  /// again.
  std::optional<Error> unwritten;
  std::string started;  ///< ISO 8601, UTC
  std::string ended;
  std::shared_ptr<const RunOutline> outline;               ///< null while opening
  std::optional<Evaluation> baseline;                      ///< the float network
  std::vector<std::shared_ptr<const StageRecord>> stages;  ///< finished ones, in order
  std::shared_ptr<const StageRecord> current;              ///< the one that runs, null otherwise
  std::shared_ptr<const TrainSeries> train;                ///< never null
  std::shared_ptr<const ValidationSeries> validation;      ///< never null
  std::shared_ptr<const ExponentSeries> exponents;         ///< never null
  RunProgress progress;
};

}  // namespace dyadic
