// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/SensitivityStudy.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "engine/nets/Executor.h"
#include "engine/session/Opening.h"
#include "engine/session/Sha256.h"
#include "engine/training/Evaluation.h"
#include "engine/types/RoundingName.h"

namespace dyadic::session {
namespace {

using quantizers::QuantPlan;
using quantizers::QuantSite;
using quantizers::SiteKind;

constexpr int kCalibrationBatches = 8;

/// All that decides what a site does to the network, given the network's weights.
std::string describe(const nets::Graph& graph, const QuantSite& site) {
  std::string out =
      graph.node(site.node).name + " " + std::to_string(static_cast<int>(site.kind)) + " " + site.quantizer->identity();
  if (site.kind == SiteKind::FeatureMap) {
    for (double value : site.observer->state()) out += " " + std::to_string(value);
  }
  return out + "\n";
}

OutputError errorOf(const Measured& measured, const Measured& reference, const SensitivityStudy& study, int classes) {
  const auto images = static_cast<double>(study.images());
  OutputError out;
  out.top1 = static_cast<double>(measured.correct) / images;
  out.drop = static_cast<double>(reference.correct - measured.correct) / images;
  out.mse = measured.error / (images * classes);
  out.sqnrDb =
      measured.error == 0 ? std::numeric_limits<double>::infinity() : 10 * std::log10(measured.signal / measured.error);
  return out;
}

}  // namespace

SensitivityStudy::SensitivityStudy(const ExploreNetwork& network, const ExploreImages& images, std::int64_t count,
                                   Turn turn)
    : network_(network),
      images_(images),
      count_(std::clamp<std::int64_t>(count, 1, images.validation.count)),
      turn_(std::move(turn)),
      source_(images.validationSource(network.batch())),
      cache_(SensitivityCache::pathOf(identity()), count_) {}

bool SensitivityStudy::forBatches(const std::function<void(const data::Batch&)>& visit) {
  source_->reset(0);
  data::Batch batch;
  for (std::int64_t seen = 0; seen < count_ && source_->next(batch); seen += batch.labels.numel()) {
    if (turn_ && turn_()) return false;
    const auto n = std::min(batch.labels.numel(), count_ - seen);
    batch.images = batch.images.narrow(0, 0, n);
    batch.labels = batch.labels.narrow(0, 0, n);
    visit(batch);
  }
  return true;
}

/// Network and images, by content.
std::string SensitivityStudy::identity() {
  Sha256 hash;
  const auto add = [&](const torch::Tensor& tensor) {
    const auto flat = tensor.detach().to(torch::kCPU).contiguous();
    hash.add(flat.data_ptr(), flat.nbytes());
  };
  const nets::Graph& graph = network_.graph();
  hash.add(graph.architecture());
  for (const nets::Node& node : graph.nodes()) hash.add(node.name + " " + std::string(nets::opName(node.op)) + "\n");
  for (const auto& t : graph.state()) add(t.tensor);
  const Turn turn = std::exchange(turn_, {});
  (void)forBatches([&](const data::Batch& batch) {
    add(batch.images);
    add(batch.labels);
  });
  turn_ = turn;
  return hash.hex();
}

Expected<std::optional<QuantPlan>> SensitivityStudy::calibrated(const QuantSetting& setting) {
  auto plan = network_.plan(setting);
  if (!plan) return plan.error();
  Calibration calibration({network_.graph(), network_.device()}, *plan,
                          images_.calibrationSource(network_.config().training.batch, setting.seed));
  const int batches = std::min(ExploreNetwork::calibrationBatches(setting), kCalibrationBatches);
  if (!calibration.upTo(batches, turn_)) return std::optional<QuantPlan>();
  return std::optional<QuantPlan>(std::move(*plan));
}

std::optional<Measured> SensitivityStudy::measure(const QuantSetting& setting, const QuantPlan& plan,
                                                  const Keep& keep) {
  auto fresh = network_.plan(setting);
  QuantPlan part;
  for (std::size_t i = 0; fresh && i < fresh->sites().size(); ++i) {
    QuantSite& site = *fresh->sites()[i];
    if (!keep(site)) continue;
    if (site.observer) site.observer->restore(plan.sites()[i]->observer->state());
    part.add(std::move(site));
  }
  return measurePart(part);
}

std::optional<Measured> SensitivityStudy::measureFloat() {
  QuantPlan none;
  return measurePart(none);
}

std::optional<Measured> SensitivityStudy::measurePart(QuantPlan& part) {
  Sha256 hash;
  for (const auto& site : part.sites()) hash.add(describe(network_.graph(), *site));
  const std::string key = hash.hex();
  if (const auto known = cache_.find(key)) return known;
  const torch::NoGradGuard noGradient;
  const auto logitsOf = [&](const data::Batch& batch, nets::Hooks* hooks) {
    return nets::run(network_.graph(), batch.images.to(network_.device()), {false, hooks})
        .to(torch::kCPU, torch::kDouble);
  };
  if (floatLogits_.empty()) {
    std::vector<torch::Tensor> logits;
    if (!forBatches([&](const data::Batch& batch) { logits.push_back(logitsOf(batch, nullptr)); })) return {};
    floatLogits_ = std::move(logits);
  }
  quantizers::QuantizedPass pass(network_.graph(), part, quantizers::PassKind::Hard);
  Measured out;
  std::size_t index = 0;
  const bool whole = forBatches([&](const data::Batch& batch) {
    const auto& reference = floatLogits_[index++];
    const auto logits = part.sites().empty() ? reference : logitsOf(batch, &pass);
    const auto classes = training::predictedClasses(logits);
    const auto* labels = batch.labels.data_ptr<std::int64_t>();
    for (std::size_t i = 0; i < classes.size(); ++i) out.correct += classes[i] == labels[i] ? 1 : 0;
    out.error += (logits - reference).square().sum().item<double>();
    out.signal += reference.square().sum().item<double>();
  });
  if (!whole) return {};
  cache_.add(key, out);
  return out;
}

namespace {

/// One network to measure and where its result goes.
struct Unit {
  SensitivityStudy::Keep keep;
  std::function<OutputError&(SensitivityRecord&)> slot;
};

/// The networks of a layer (`map` false) or a feature map, in the three kinds.
struct Place {
  std::size_t index;
  int node;
  bool map;

  [[nodiscard]] bool owns(const QuantSite& site) const {
    return site.node == node && (site.kind == SiteKind::FeatureMap) == map;
  }
  Sensitivity& in(SensitivityRecord& record) const { return (map ? record.edges : record.layers)[index]; }
};

/// Nothing but it, first for all, so that a ranking stands early; then the other two kinds.
std::vector<Unit> unitsOf(const std::vector<Place>& places) {
  std::vector<Unit> units;
  units.push_back(
      {[](const QuantSite&) { return true; }, [](SensitivityRecord& r) -> OutputError& { return r.whole; }});
  for (const Place& place : places) {
    units.push_back({[place](const QuantSite& site) { return place.owns(site); },
                     [place](SensitivityRecord& r) -> OutputError& { return place.in(r).only; }});
  }
  for (const Place& place : places) {
    units.push_back({[place](const QuantSite& site) { return !place.owns(site); },
                     [place](SensitivityRecord& r) -> OutputError& { return place.in(r).allBut; }});
  }
  for (const Place& place : places) {
    units.push_back({[place](const QuantSite& site) { return site.node <= place.node; },
                     [place](SensitivityRecord& r) -> OutputError& { return place.in(r).accumulated; }});
  }
  return units;
}

std::vector<Place> placesOf(const nets::Graph& graph, const QuantPlan& plan, const SensitivityOptions& options,
                            SensitivityRecord& record) {
  std::vector<Place> places;
  const auto consider = [&](const Place& place, bool wanted) {
    for (const auto& site : plan.sites()) {
      if (!place.owns(*site)) continue;
      place.in(record).bits = site->quantizer->bits();
      if (wanted) places.push_back(place);
      return;
    }
  };
  const auto layers = graph.layers();
  const auto edges = graph.edges();
  record.layers.resize(layers.size());
  record.edges.resize(edges.size());
  for (std::size_t i = 0; i < layers.size(); ++i) consider({i, layers[i].node, false}, options.layers);
  for (std::size_t i = 0; i < edges.size(); ++i) consider({i, edges[i].node, true}, options.featureMaps);
  return places;
}

}  // namespace

Expected<SensitivityRecord> runSensitivity(SensitivityStudy& study, const nets::Graph& graph,
                                           const QuantSetting& setting, const SensitivityOptions& options,
                                           const Explore::SensitivityObserver& observer) {
  SensitivityRecord record;
  record.setting = setting;
  record.images = study.images();
  auto plan = study.calibrated(setting);
  if (!plan) return plan.error();
  if (!*plan) return cancelledError();
  const auto units = unitsOf(placesOf(graph, **plan, options, record));
  record.planned = static_cast<std::int64_t>(units.size());
  const auto reference = study.measureFloat();
  if (!reference) return cancelledError();
  record.floatTop1 = static_cast<double>(reference->correct) / static_cast<double>(study.images());
  const auto classes = static_cast<int>(graph.outputShape()[0]);
  // What the cache knows comes at once; it is not worth a report each.
  constexpr std::chrono::milliseconds kInterval{50};
  auto reported = std::chrono::steady_clock::now();
  for (const Unit& unit : units) {
    const auto measured = study.measure(setting, **plan, unit.keep);
    if (!measured) return cancelledError();
    unit.slot(record) = errorOf(*measured, *reference, study, classes);
    ++record.done;
    const auto now = std::chrono::steady_clock::now();
    if (!observer || (now - reported < kInterval && record.done < record.planned)) continue;
    observer(record);
    reported = now;
  }
  return record;
}

}  // namespace dyadic::session
