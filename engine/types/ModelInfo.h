// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dyadic {

/// One layer with parameters, in execution order: convolutions, linear layers and batch norms, each with its own index.
struct LayerInfo {
  std::string name;                  ///< layer1.0.conv1
  std::string op;                    ///< Conv2d | Linear | BatchNorm2d
  std::vector<std::int64_t> shape;   ///< of the weight: [out, in/groups, kh, kw], [out, in] or [channels]
  std::vector<std::int64_t> output;  ///< feature map for one image: [channels, height, width] or [features]
  std::int64_t parameters = 0;       ///< all of them, bias included
  std::int64_t macs = 0;             ///< multiply-accumulates for one image
  bool quantizable = true;
  std::string reason;  ///< why not, if not; marked with DYADIC_TR
};

/// A feature map that has its own exponent: network input and the outputs of convolution, linear, batch norm, sum,
/// average pool and concat.
struct EdgeInfo {
  std::string name;                 ///< of the node that produces it; "input" for the network's input
  std::vector<std::int64_t> shape;  ///< for one image
};

/// One operator of a network, in execution order: what a drawing of its graph needs.
struct NodeInfo {
  std::string name;                  ///< unique; dots are levels: layer1.0.conv1
  std::string op;                    ///< Conv2d, Relu, Add ...
  std::vector<int> inputs;           ///< indices of nodes, all below its own
  std::vector<std::int64_t> output;  ///< for one image
  int layer = -1;                    ///< its index in ModelInfo::layers, -1: it has no parameters
  int edge = -1;                     ///< index in ModelInfo::edges of the feature map whose exponent its output has
  std::string reason;                ///< why integers cannot compute it, empty if they can; marked with DYADIC_TR
};

struct ModelInfo {
  std::string path;
  std::string format;               ///< safetensors | PyTorch weights | TorchScript | ONNX
  std::vector<std::string> notes;   ///< what the reader did beyond reading, a sentence each; marked with DYADIC_TR
  std::string architecture;         ///< id; empty: the file describes its network itself
  std::vector<std::int64_t> input;  ///< [channels, height, width]
  bool inputOfData = false;         ///< the file leaves the size open: with other data it may be another one
  int classes = 0;
  std::int64_t parameters = 0;
  std::int64_t macs = 0;
  std::vector<LayerInfo> layers;
  std::vector<EdgeInfo> edges;
  std::vector<NodeInfo> nodes;
  std::vector<std::string> classNames;  ///< from the file's metadata, may be empty
  std::vector<double> mean;             ///< likewise
  std::vector<double> deviation;        ///< likewise
};

struct SplitCount {
  std::string name;
  std::int64_t images = 0;
  std::vector<std::int64_t> perClass;  ///< by label; empty where it was not asked for
};

/// A data set as it was found.
struct DataInfo {
  std::string path;
  std::string format;               ///< idx | cifar | folder
  std::vector<std::int64_t> input;  ///< [channels, height, width] after the transform; empty: images differ in size
  std::string sizes;                ///< as images are stored: "3x32x32", "from 3x64x75 to 3x500x333"
  std::string transform;            ///< what gives them the network's size: "resize 256, center crop 224x224"
  int classes = 0;                  ///< 0: unknown
  std::vector<std::string> classNames;
  std::vector<double> mean;         ///< used
  std::vector<double> deviation;    ///< used
  std::string normalizationSource;  ///< config | model | imagenet | training set
  std::int64_t trainImages = 0;
  std::int64_t validationImages = 0;
  std::int64_t calibrationImages = 0;
  std::vector<SplitCount> splits;  ///< all that were found
  std::int64_t leftOut = 0;        ///< images that did not decode, of those read so far
  std::vector<std::string> notes;  ///< how the set was taken, a sentence each: where labels came from, what is missing
  std::vector<std::string> warnings;  ///< what may be wrong with results: images both in calibration and validation
};

}  // namespace dyadic
