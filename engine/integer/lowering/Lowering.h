// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/data/DataSet.h"
#include "engine/nets/Graph.h"
#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"
#include "engine/types/Rounding.h"

namespace dyadic::integer {

/// A constant and how many of its entries lay outside its grid.
struct LoweredConstant {
  IntegerConstant constant;
  std::int64_t saturated = 0;
};

/// The integers of one layer, as a run has recorded them.
struct LayerConstants {
  std::optional<LoweredConstant> weight;  ///< convolution, linear
  std::optional<LoweredConstant> bias;
  std::optional<LoweredConstant> scale;  ///< batch norm's k
  std::optional<LoweredConstant> shift;  ///< batch norm's d
  bool folded = false;  ///< a batch norm that is part of the convolution before it: that one's constants hold it
};

/// The grid of one feature map.
struct EdgeGrid {
  int bits = 0;  ///< 0: this feature map stays float
  int exponent = 0;
  bool symmetric = false;
  double scale = 0;  ///< above 0: takes the place of 2^exponent
  int zeroPoint = 0;
  bool operator==(const EdgeGrid&) const = default;
};

/// A finished quantized network: its structure, integers and exponents.
struct QuantizedNetwork {
  const nets::Graph& graph;            ///< its parameters are not read; outlives this
  std::vector<LayerConstants> layers;  ///< one an entry of graph.layers()
  std::vector<EdgeGrid> edges;         ///< one an entry of graph.edges()
  Rounding rounding = Rounding::HalfAway;
  data::Normalization normalization;  ///< of the input
};

/// Why no integer program can compute the node, whatever its bits and exponents: a clause marked with DYADIC_TR; empty
/// where one can.
[[nodiscard]] std::string whyNotInteger(const nets::Graph& graph, const nets::Node& node);

/// Makes the integer program of a quantized network (IOIQ, sections 7 to 10; IAO, section 2). Pure; any thread.
///
/// Where the ratio of the scales on both sides of an operation is a power of two it becomes a shift, else a fixed-point
/// multiplier; with scales that are powers of two and without zero points the program is IOIQ's. Sums rescale both
/// inputs to twice the larger scale with 20 more bits, as IAO's appendix A.2 does it.
///
/// Refused, naming the layer: a layer or feature map that stays float, an average pool whose windows cover different
/// numbers of pixels, a bias exponent below its accumulator's, exponents too far apart, sums that 64 bits cannot hold.
/// What comes out passes checkProgram().
[[nodiscard]] Expected<IntegerProgram> lower(const QuantizedNetwork& network);

}  // namespace dyadic::integer
