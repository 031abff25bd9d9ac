// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "engine/types/ExploreRecord.h"
#include "widgets/gallery/FakeRun.h"

/// Made-up answers of Explore, for the gallery and tests of widgets/.
namespace dyadic::widgets {

/// Layers of a network as deep as ResNet-50, by name alone.
inline std::vector<LayerInfo> fakeDeepLayers(int count = 161) {
  std::vector<LayerInfo> layers;
  for (int i = 0; i < count; ++i) {
    LayerInfo layer;
    layer.name = "layer" + std::to_string(1 + i / 40) + "." + std::to_string(i % 40 / 6) +
                 (i % 2 == 0 ? ".conv" : ".bn") + std::to_string(1 + i % 6 / 2);
    layer.op = i % 2 == 0 ? "Conv2d" : "BatchNorm2d";
    layer.shape = {64, 64, 3, 3};
    layer.parameters = 36864;
    layers.push_back(std::move(layer));
  }
  return layers;
}

inline OutputError fakeOutputError(double drop, double sqnrDb) {
  OutputError error;
  error.top1 = 0.93 - drop;
  error.drop = drop;
  error.sqnrDb = sqnrDb;
  error.mse = std::pow(10, -sqnrDb / 10);
  return error;
}

/// As far as `done` of 1 + 3 `layers` networks.
inline std::shared_ptr<const SensitivityRecord> fakeSensitivity(int layers, int done) {
  auto record = std::make_shared<SensitivityRecord>();
  record->images = 500;
  record->floatTop1 = 0.93;
  record->done = done;
  record->planned = 1 + 3 * layers;
  record->whole = fakeOutputError(0.034, 9);
  for (int i = 0; i < layers; ++i) {
    const double drop = 0.002 * std::fmod(i * 5, 7) * std::exp(-i / 20.0) - (i == 3 ? 0.002 : 0);
    Sensitivity s;
    s.bits = 4;
    if (done > i) s.only = fakeOutputError(drop, 34 - 1200 * drop + i % 3);
    if (done > layers + i) s.allBut = fakeOutputError(0.034 - 0.6 * drop, 9 + 200 * drop);
    if (done > 2 * layers + i) s.accumulated = fakeOutputError(0.034 * (i + 1) / layers, 34 - 25.0 * i / layers);
    record->layers.push_back(s);
  }
  return record;
}

inline AccuracyEstimate fakeEstimate(std::int64_t images) {
  AccuracyEstimate e;
  e.images = images;
  e.total = 10000;
  e.top1 = 0.934;
  e.floatTop1 = 0.9363;
  const double half = 1.96 * std::sqrt(0.934 * 0.066 / static_cast<double>(images));
  e.low = e.top1 - half;
  e.high = e.top1 + half;
  e.pairedP = 0.12;
  e.onlyFloatCorrect = 61;
  e.onlyQuantCorrect = 38;
  e.complete = images == e.total;
  return e;
}

inline CostRecord fakeCosts(const std::vector<LayerInfo>& layers, int bits) {
  CostRecord costs;
  for (const LayerInfo& layer : layers) {
    LayerCost each;
    each.weightBits = each.inputBits = bits;
    each.bytes = static_cast<double>(layer.parameters) * bits / 8;
    each.macs = layer.macs;
    costs.bytes += each.bytes;
    costs.floatBytes += static_cast<double>(layer.parameters) * 4;
    costs.macs += each.macs;
    costs.layers.push_back(each);
  }
  costs.averageBits = bits;
  costs.bitOperations = static_cast<double>(costs.macs) * bits * bits;
  return costs;
}

inline std::shared_ptr<const BitProposal> fakeProposal(const std::vector<LayerInfo>& layers) {
  auto proposal = std::make_shared<BitProposal>();
  int i = 0;
  for (const LayerInfo& layer : layers) proposal->bits.push_back(layer.op == "BatchNorm2d" ? 0 : 3 + i++ % 4);
  proposal->predictedDrop = 0.0084;
  proposal->costs = fakeCosts(layers, 4);
  proposal->costs.averageBits = 4.37;
  return proposal;
}

inline std::shared_ptr<const std::vector<FeatureMapRecord>> fakeFeatureMaps(int count) {
  auto maps = std::make_shared<std::vector<FeatureMapRecord>>();
  for (int i = 0; i < count; ++i) {
    FeatureMapRecord map;
    map.record = {i == 2 ? 0 : 6, -4 - i % 3, -4.1 - i % 3, 1e-5, 41.0 - (i * 7) % 19, 0.0002 * i};
    map.histogram = fakeHistogram(6, 5 + i % 3);
    map.accumulatedSqnrDb = map.record.sqnrDb - i;
    map.accumulatedMse = 2e-4;
    maps->push_back(std::move(map));
  }
  return maps;
}

}  // namespace dyadic::widgets
