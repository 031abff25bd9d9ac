// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <variant>

#include "engine/runlog/H5Dataset.h"
#include "engine/types/RunRecord.h"

/// Names, units and meaning of a run file's data sets: one table for writing and reading.
namespace dyadic::runlog::fields {

using h5::Field;

inline constexpr const char* kRunFormat = "dyadic-run";
inline constexpr const char* kWhatIfFormat = "dyadic-whatif";
inline constexpr const char* kIntegerFormat = "dyadic-integer";
inline constexpr std::int64_t kFormatVersion = 1;
inline constexpr int kMostExponentBits = 16;  ///< of integers with a shared exponent; more are float numbers

/// A data set that holds one member of a vector of records.
template <class Record>
struct Column {
  Field field;
  std::variant<int Record::*, double Record::*, std::optional<int> Record::*> member;
  bool added = false;  ///< files of earlier programs have none
};

inline constexpr const char* kScales = "scales";  ///< of layers
inline constexpr std::array<Column<LayerRecord>, 14> kLayerColumns = {{
    {{"bits", "bit", "layer", "bit-width of the layer's weights; 0: the layer stays float"}, &LayerRecord::bits},
    {{"exponent", "1", "layer",
      "shared exponent s: value = integer * 2^s; 0 where there is none: scales above 0, bits 0 or 32"},
     &LayerRecord::exponent},
    {{"mse", "1", "layer", "mean squared error of the quantized weights"}, &LayerRecord::mse},
    {{"sqnr_db", "dB", "layer", "10 log10(sum x^2 / sum (x-q)^2); infinite where the error is 0"},
     &LayerRecord::sqnrDb},
    {{"cosine", "1", "layer", "cosine similarity of float and quantized weights"}, &LayerRecord::cosine},
    {{"kl", "nat", "layer", "Kullback-Leibler divergence of the two histograms"}, &LayerRecord::kl},
    {{"quantized_fraction", "1", "layer", "share of weights that enter the forward pass quantized, 0 to 1"},
     &LayerRecord::quantizedFraction},
    {{"saturated_fraction", "1", "layer", "share of weights outside the grid, 0 to 1"},
     &LayerRecord::saturatedFraction},
    {{"stored_bits", "bit", "layer", "bits a weight by the method's own code, overhead included; NaN: not measured"},
     &LayerRecord::storedBits,
     true},
    {{"off_grid", "count", "layer", "frozen weights that hold no value of the grid; NaN: the method freezes none"},
     &LayerRecord::offGrid,
     true},
    {{"scale", "1", "layer", "real scale S: value = (integer - zero_point) * S; of several the mean; 0: 2^exponent"},
     &LayerRecord::scale,
     true},
    {{"zero_point", "1", "layer", "the integer that stands for 0"}, &LayerRecord::zeroPoint, true},
    {{kScales, "1", "layer", "real scales that the layer's values are multiples of; 0: none"},
     &LayerRecord::scales,
     true},
    {{"stored_bytes", "byte", "layer", "all the layer's parameters by the method's own code; NaN: not measured"},
     &LayerRecord::storedBytes,
     true},
}};

inline constexpr std::array<Column<EdgeRecord>, 8> kEdgeColumns = {{
    {{"bits", "bit", "edge", "bit-width of the feature map; 0: it stays float"}, &EdgeRecord::bits},
    {{"exponent", "1", "edge", "shared exponent s: value = integer * 2^s"}, &EdgeRecord::exponent},
    {{"mean_exponent", "1", "edge", "moving average of the exponent, or its calibrated mean; NaN: not measured"},
     &EdgeRecord::meanExponent},
    {{"mse", "1", "edge", "mean squared error of the quantized feature map; NaN: not measured"}, &EdgeRecord::mse},
    {{"sqnr_db", "dB", "edge", "signal to quantization noise; NaN: not measured"}, &EdgeRecord::sqnrDb},
    {{"saturated_fraction", "1", "edge", "share of values outside the grid, 0 to 1; NaN: not measured"},
     &EdgeRecord::saturatedFraction},
    {{"scale", "1", "edge", "real scale S: value = (integer - zero_point) * S; 0: 2^exponent"},
     &EdgeRecord::scale,
     true},
    {{"zero_point", "1", "edge", "the integer that stands for 0"}, &EdgeRecord::zeroPoint, true},
}};

inline constexpr Field kConfig = {"config", "JSON", "", "the complete run config, every default written out"};

inline constexpr Field kLayerName = {"name", "UTF-8", "layer", "name of the layer"};
inline constexpr Field kLayerOperator = {"operator", "UTF-8", "layer", "Conv2d, Linear or BatchNorm2d"};
inline constexpr Field kLayerShape = {"shape", "1", "layer,dimension",
                                      "shape of the weight: out, in/groups, height, width; 0 past the last dimension"};
inline constexpr Field kLayerOutput = {"output", "1", "layer,dimension",
                                       "feature map for one image: channels, height, width; 0 past the last dimension"};
inline constexpr Field kLayerParameters = {"parameters", "1", "layer", "number of parameters, bias included"};
inline constexpr Field kLayerMacs = {"macs", "1", "layer", "multiply-accumulates for one image"};
inline constexpr Field kLayerQuantizable = {"quantizable", "1", "layer", "1: can be quantized, 0: cannot"};
inline constexpr Field kLayerReason = {"reason", "UTF-8", "layer", "why it cannot be quantized; empty where it can"};

inline constexpr Field kEdgeName = {"name", "UTF-8", "edge", "node that produces the feature map, or input"};
inline constexpr Field kEdgeShape = {"shape", "1", "edge,dimension",
                                     "shape for one image: channels, height, width; 0 past the last dimension"};

inline constexpr Field kHistogramEdges = {"edges", "1", "edge", "bounds of the bins, ascending: bin i is [i, i+1)"};
inline constexpr Field kHistogramFloat = {"float", "count", "bin", "values a bin before quantization"};
inline constexpr Field kHistogramQuantized = {"quantized", "count", "bin", "values a bin after quantization"};
inline constexpr Field kHistogramLevels = {"levels", "1", "level",
                                           "representable values, ascending; empty where there are too many"};

inline constexpr Field kTrainStep = {"step", "1", "row", "training step, over the whole run"};
inline constexpr Field kTrainEpoch = {"epoch", "epoch", "row", "epoch, fractional, over the whole run"};
inline constexpr Field kTrainStage = {"stage", "1", "row", "index of the stage"};
inline constexpr Field kTrainLoss = {"loss", "nat", "row", "mean cross-entropy of the step"};
inline constexpr Field kTrainRate = {"learning_rate", "1", "row", "learning rate of the step"};

inline constexpr Field kValidationEpoch = {"epoch", "epoch", "row", "epochs finished, over the whole run"};
inline constexpr Field kValidationStage = {"stage", "1", "row", "index of the stage"};
inline constexpr Field kValidationTop1 = {"top1", "1", "row", "accuracy of the network as it trains, 0 to 1"};
inline constexpr Field kValidationHard = {"hard_top1", "1", "row",
                                          "accuracy of the network as it would be exported, 0 to 1; NaN: not measured"};
inline constexpr Field kValidationLoss = {"loss", "nat", "row", "mean cross-entropy on the validation images"};

inline constexpr Field kExponents = {"exponents", "1", "epoch,edge", "moving average of each feature map's exponent"};
inline constexpr Field kExponentsEpoch = {"exponents_epoch", "epoch", "epoch",
                                          "epoch of each row of exponents, over the whole run"};

inline constexpr const char* kQuantizedData =
    "integer codes: value = data * 2^exponent, (data - zero_point) * step, or codebook[data], or that times its scale";
inline constexpr const char* kQuantizedLatent = "float values that the codes were made from";
inline constexpr const char* kQuantizedValues = "what the layer multiplies with, exactly";
inline constexpr Field kQuantizedExponent = {"exponent", "1", "", "shared exponent s: value = data * 2^s"};
inline constexpr Field kQuantizedStep = {"step", "1", "", "real scale S: value = (data - zero_point) * S"};
inline constexpr Field kQuantizedZeroPoint = {"zero_point", "1", "", "the integer that stands for 0"};
inline constexpr Field kQuantizedScales = {
    "scales", "1", "filter,block,position",
    "factor of the codebook's values; the group's attribute scales_block says for how many channels"};
inline constexpr Field kQuantizedCodebook = {"codebook", "1", "code", "value of each code"};

inline constexpr Field kPredictionLabel = {"label", "class", "image", "class of the data set, in its order"};
inline constexpr Field kPredictionFloat = {"float", "class", "image", "class that the float network says"};
inline constexpr Field kPredictionHard = {"hard", "class", "image",
                                          "class that the quantized network says, as it would be exported"};

inline constexpr Field kProgram = {
    "program", "JSON", "", "operations in execution order, feature maps, rounding; see engine/runlog/README.md"};
inline constexpr const char* kInputTable = "input_table";
inline constexpr Field kTensorExponents = {"exponents", "1", "tensor",
                                           "exponent s of each feature map: value = D * 2^s"};
inline constexpr Field kTruncationPoints = {"otp", "bit", "operation",
                                            "optimal truncation point P: right shift of the accumulator"};
inline constexpr Field kLargestAccumulator = {"largest_accumulator", "1", "operation",
                                              "largest |t| over all images; 0 where there is no accumulator"};
inline constexpr Field kHeadroom = {"headroom", "bit", "operation",
                                    "log2 of the largest possible |t| over the largest seen; infinite for 0"};
inline constexpr Field kSaturated = {"saturated", "count", "operation", "outputs that saturated, over all images"};
inline constexpr Field kOutputs = {"outputs", "count", "operation", "outputs computed, over all images"};
inline constexpr Field kSaturation = {"saturation", "1", "operation", "share of the outputs that saturated, 0 to 1"};

inline constexpr const char* kCheckpointArray = "as the training loop keeps it";

}  // namespace dyadic::runlog::fields
