// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/nets/Graph.h"
#include "engine/types/Expected.h"

namespace dyadic::nets {

struct ArchitectureInfo {
  std::string id;           ///< resnet20-cifar
  std::string description;  ///< marked with DYADIC_TR
  Shape input;              ///< it was made for; empty: any
  std::int64_t leastSide;   ///< height and width of the smallest input
};

/// Every architecture that can be built by id, family by family.
[[nodiscard]] const std::vector<ArchitectureInfo>& architectures();

/// Fails (usage) for an unknown id, naming those that are known. The result lives as long as the program.
[[nodiscard]] Expected<const ArchitectureInfo*> findArchitecture(const std::string& id);

struct ArchitectureOptions {
  Shape input{};           ///< [channels, height, width]
  int classes = 10;        ///< outputs
  std::uint64_t seed = 1;  ///< of the initial weights
  bool initialize = true;  ///< false: weights are zeros, because they will be read from a file
};

/// Builds a network with initial weights: Kaiming normal (fan-in, ReLU) for convolutions and linear layers, zeros for
/// biases, the identity for batch norms. One seed, one result, whatever LibTorch's global generator does.
///
/// - lenet5: conv1 (6, 5x5, padding 2), pool, conv2 (16, 5x5), pool, fc1 (120), fc2 (84), fc3; ReLU and max pools.
/// - resnetN-cifar, N = 6n+2: 3x3 stem with 16 channels, three stages of n basic blocks with 16, 32, 64 channels, the
///   second and third beginning with stride 2; shortcuts without weights (every second pixel, zero channels on both
///   sides: option A of He et al., 2016, section 4.2); global average pool; linear. Names conv1, bn1, layerS.B.conv1
///   ...
/// - lenet-300-100, alexnet, vgg16, vgg16-bn, googlenet, squeezenet1.1, mobilenet-v2, resnet18, 34, 50: with
///   torchvision's names; for images of other sizes linear layers take what comes, without adaptive pools.
/// - resnet18-cifar (3x3 stem), preresnet50, mobilenet-v1, vgg7: networks of the papers without a form in torchvision.
///
/// Fails (usage) for an unknown id, and for an input too small, naming the least one.
[[nodiscard]] Expected<Graph> buildArchitecture(const std::string& id, const ArchitectureOptions& options);

}  // namespace dyadic::nets
