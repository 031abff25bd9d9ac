// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <optional>

#include "engine/data/BatchSource.h"
#include "engine/nets/ModelReader.h"
#include "engine/quantizers/QuantizedPass.h"
#include "engine/session/Explore.h"
#include "engine/training/Recipe.h"

namespace dyadic::session {

/// The images that a network is looked at with, in memory.
struct ExploreImages {
  data::ImageSet validation;
  data::ImageSet calibration;
  data::Normalization normalization;

  /// Validation images in the one random order of all estimates, so that the first few stand for all of them.
  [[nodiscard]] std::unique_ptr<data::DataSource> validationSource(std::int64_t batch) const;
  /// Indices of the images in that order.
  [[nodiscard]] std::vector<std::int64_t> validationOrder() const;
  /// With a run's batch and seed: exactly the run's calibration source.
  [[nodiscard]] std::unique_ptr<data::DataSource> calibrationSource(std::int64_t batch, std::uint64_t seed) const;
};

/// The float network that settings are tried on, and its images. Internal to the folder. Any thread; nothing but the
/// first images() changes it.
class ExploreNetwork {
 public:
  [[nodiscard]] static Expected<std::unique_ptr<ExploreNetwork>> open(const RunConfig& config);

  [[nodiscard]] const RunConfig& config() const { return config_; }
  [[nodiscard]] const nets::Graph& graph() const { return graph_; }
  [[nodiscard]] nets::Graph& graph() { return graph_; }  ///< for a TrainContext; nobody writes to it
  [[nodiscard]] const ModelInfo& info() const { return info_; }
  [[nodiscard]] torch::Device device() const { return device_; }
  /// Images of an evaluation's batch: few, for a first answer soon and to be given up between two batches.
  [[nodiscard]] std::int64_t batch() const;
  /// Reads the data on the first call; a failure is tried again.
  [[nodiscard]] Expected<const ExploreImages*> images();

  /// The plan of a setting with everything active and nothing calibrated, as its method makes it. Usage errors.
  [[nodiscard]] Expected<quantizers::QuantPlan> plan(const QuantSetting& setting) const;
  /// Which entries of a layer's weight the setting's portion quantizes; undefined: all. Usage errors.
  using MaskOf = std::function<torch::Tensor(const nets::Node&)>;
  [[nodiscard]] Expected<MaskOf> masks(const QuantSetting& setting) const;
  /// Calibration batches that a run under this setting takes, at least 1.
  [[nodiscard]] static int calibrationBatches(const QuantSetting& setting);
  /// Calibration batches from which such a run takes the statistics of batch norms anew at its end; 0: it keeps them.
  [[nodiscard]] static int batchNormBatches(const QuantSetting& setting);
  /// The network once more, for whoever changes it.
  [[nodiscard]] Expected<nets::Graph> copy() const;

 private:
  ExploreNetwork(RunConfig config, nets::LoadedModel model, torch::Device device);
  /// Of a run under the setting. A usage error for what such a run would not accept.
  [[nodiscard]] Expected<std::shared_ptr<training::Recipe>> recipe(const QuantSetting& setting) const;

  RunConfig config_;
  nets::Graph graph_;
  ModelInfo info_;
  torch::Device device_;
  std::mutex opening_;
  std::optional<ExploreImages> images_;
};

/// Feature-map grids of a plan from calibration images, batch by batch, as a run's calibration finds them. Refers
/// to what it is given. Throws c10::Error.
class Calibration {
 public:
  struct Place {
    const nets::Graph& graph;
    torch::Device device;
  };
  Calibration(const Place& place, quantizers::QuantPlan& plan, std::unique_ptr<data::DataSource> source);

  /// Whether the plan has feature maps at all.
  [[nodiscard]] bool needed() const { return !maps_.empty(); }
  [[nodiscard]] int batches() const { return batches_; }
  /// Goes on until `batches` are seen or there are no more; false: cancelled.
  bool upTo(int batches, const Cancelled& cancelled);
  /// One a feature map. REQUIRES: batches() > 0.
  [[nodiscard]] std::vector<std::vector<double>> grids() const;

 private:
  Place place_;
  std::vector<quantizers::QuantSite*> maps_;
  quantizers::QuantizedPass pass_;
  std::unique_ptr<data::DataSource> source_;
  int batches_ = 0;
};

[[nodiscard]] inline bool asked(const Cancelled& cancelled) { return cancelled && cancelled(); }

}  // namespace dyadic::session
