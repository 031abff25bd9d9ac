// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace dyadic {

/// Value of a method's parameter. Lists of integers are portions' counterparts such as candidate offsets; every list
/// with a fractional entry is a list of reals.
using ParameterValue =
    std::variant<bool, std::int64_t, double, std::string, std::vector<std::int64_t>, std::vector<double>>;
using ParameterMap = std::map<std::string, ParameterValue>;

struct ModelConfig {
  std::string path;          ///< safetensors file; "builtin:resnet8-fashion" is the example that ships
  std::string architecture;  ///< id such as resnet20-cifar; empty: found from the file
};

struct DataConfig {
  std::string path;                   ///< file or folder; "builtin:fashion-mnist" is Debian's dataset-fashion-mnist
  std::string format = "auto";        ///< auto | idx | cifar | folder
  std::string train = "train";        ///< split, with an optional range: train, test, train[:55000], train[55000:]
  std::string validation = "test";    ///< likewise
  std::string calibration = "train";  ///< likewise; images shared with validation are warned of
  std::int64_t limit = 0;             ///< validation images used (the first ones), 0 = all
  std::int64_t trainLimit = 0;        ///< training images used, 0 = all (config key train_limit)
  std::int64_t calibrationLimit = 0;  ///< calibration images used, 0 = all (config key calibration_limit)
  std::optional<std::uint64_t> subsetSeed;  ///< chooses which of them (subset_seed); absent: the first ones
  std::string resize = "auto";              ///< auto | none | shorter side, "256" | height x width, "224x224"
  std::string crop = "auto";                ///< auto | none | center: to the network's input
  std::vector<double> mean;       ///< per channel, for pixels scaled to 0..1; empty: from the model, else see DataInfo
  std::vector<double> deviation;  ///< per channel (config key std)
  std::string input;              ///< "CxHxW", for example "1x28x28"; empty: from the model
  std::vector<std::string> augment;  ///< any of flip, crop (zero padding of 4); empty: none
  bool operator==(const DataConfig&) const = default;
};

struct MethodConfig {
  std::string id;  ///< empty for a float training run
  ParameterMap parameters;
  bool operator==(const MethodConfig&) const = default;
};

/// Settings for every layer whose name matches a glob; later rules win. A rule that matches nothing is an error.
struct LayerRule {
  std::string match;  ///< glob over layer names: "layer1.*"
  std::optional<int> bits;
  std::optional<int> activationBits;
  std::optional<bool> quantize;
  bool operator==(const LayerRule&) const = default;
};

struct TrainingConfig {
  int epochs = 14;                  ///< of a float training run
  std::vector<int> epochsPerStage;  ///< one entry for all stages, or one per stage; a method's default otherwise
  int batch = 128;                  ///< images
  std::string optimizer = "sgd";    ///< sgd | extragradient
  double momentum = 0.9;
  bool nesterov = false;
  double weightDecay = 5e-4;        ///< on convolution and linear weights only
  double learningRate = 0.01;       ///< peak
  std::string schedule = "cosine";  ///< constant | cosine | step | onecycle; restarts at each stage
  bool resetOptimizer = false;      ///< clear the momentum when a stage begins
};

/// Everything that determines a run. Complete after session::readConfig: every default written out.
struct RunConfig {
  ModelConfig model;
  DataConfig data;
  MethodConfig method;
  std::vector<LayerRule> layers;
  TrainingConfig training;
  std::uint64_t seed = 1;
  std::string device = "cpu";  ///< cpu | cuda | cuda:N
  int threads = 0;             ///< of LibTorch's pool; 0 = all processors
  std::string output;          ///< run file; empty: runs/DATE-TIME-method-bits.h5
};

}  // namespace dyadic
