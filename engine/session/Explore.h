// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include "engine/session/Images.h"
#include "engine/types/Expected.h"
#include "engine/types/ExploreRecord.h"
#include "engine/types/ModelInfo.h"
#include "engine/types/RunConfig.h"

namespace dyadic::session {

/// Asked between batches, on the calling thread; true ends the call, which then fails with "cancelled".
using Cancelled = std::function<bool()>;

struct EstimateOptions {
  std::int64_t first = 200;  ///< images before the first report; then twice as many, at most `step` more at a time
  std::int64_t step = 1000;
  std::int64_t limit = 0;  ///< stops there; 0: all validation images
  /// Called before each report, on the calling thread, with the classes that it counts.
  std::function<void(std::shared_ptr<const ImageAnswers>)> answered = {};
};

struct SensitivityOptions {
  std::int64_t images = 500;  ///< validation images; at most as many as there are
  bool layers = true;
  bool featureMaps = false;
};

/// Looks at a network under settings, without training: accuracy, sensitivities, feature maps, costs, proposals. Owns
/// the float network and, from the first question about images on, the data; both are read once.
///
/// All functions may be called from any thread and block it; give each kind of question a thread of its own. A later
/// estimate() ends an earlier one, which then fails with "cancelled"; a sensitivity() pauses between batches while an
/// estimate is under way. Settings are checked like a run's config; a rule that matches nothing is a usage error.
class Explore {
 public:
  /// Reads config.model. Of the rest model, data, device, threads, seed and training.batch are used.
  [[nodiscard]] static Expected<std::shared_ptr<Explore>> open(const RunConfig& config);
  virtual ~Explore() = default;

  [[nodiscard]] virtual const ModelInfo& model() const = 0;

  /// Size, multiply-accumulates and bit-operations. At once, without data.
  [[nodiscard]] virtual Expected<CostRecord> costs(const QuantSetting& setting) const = 0;

  /// Top-1 of the network as it would be exported now: the hard evaluation of a run that does not train (with a portion
  /// below 1: composite weights, all else as exported). The first report comes after options.first images and one
  /// calibration batch. Images and calibration batches grow together; where more batches move an exponent, the images
  /// seen so far are run again, and batch norms likewise where such a run takes them anew. When all are done the result
  /// is exactly the run's. The float network's predictions are kept for later settings. `observer` is called on the
  /// calling thread, last with what is returned.
  using EstimateObserver = std::function<void(const AccuracyEstimate&)>;
  [[nodiscard]] virtual Expected<AccuracyEstimate> estimate(const QuantSetting& setting, const EstimateOptions& options,
                                                            const EstimateObserver& observer,
                                                            const Cancelled& cancelled = {}) = 0;

  /// A validation image as both networks see it. The quantized one is that of the newest estimate where the setting is
  /// the same, else feature maps are calibrated with one batch.
  [[nodiscard]] virtual Expected<ImageLook> look(const QuantSetting& setting, std::int64_t image) = 0;

  /// Images of the data set, for people to look at; those of validation and calibration share the memory with the
  /// estimates. Training images are refused where they would take more than 4 GB.
  [[nodiscard]] virtual Expected<std::shared_ptr<const DataImages>> images(ImagePart part) = 0;

  /// What each layer (and feature map) does to the output, one quantized network after another; the setting's portion
  /// is not used. `observer` gets the record whenever something was added to it. Every measured network is kept on disk
  /// at once (XDG cache, dyadic/sensitivity), keyed by model, images and quantization: after an end of any kind the
  /// next call goes on where it stopped, and settings that differ in one layer share the rest.
  using SensitivityObserver = std::function<void(const SensitivityRecord&)>;
  [[nodiscard]] virtual Expected<SensitivityRecord> sensitivity(const QuantSetting& setting,
                                                                const SensitivityOptions& options,
                                                                const SensitivityObserver& observer,
                                                                const Cancelled& cancelled = {}) = 0;

  /// Every feature map in execution order, index = EdgeInfo's, over `images` calibration images.
  [[nodiscard]] virtual Expected<std::vector<FeatureMapRecord>> featureMaps(const QuantSetting& setting,
                                                                            std::int64_t images = 64,
                                                                            const Cancelled& cancelled = {}) = 0;

  /// Bits for each convolution and linear layer that the setting quantizes. With n_l weights (and biases), and drop
  /// d_l(b) of layer l alone at b bits, at least 0 and never falling with b:
  ///   LargestDrop X   minimize sum_l n_l b_l   subject to   sum_l d_l(b_l) <= X
  ///   AverageBits B   minimize sum_l d_l(b_l)  subject to   sum_l n_l b_l <= B sum_l n_l
  ///   Bytes S         the same, all parameters together taking at most S bytes
  /// Solved exactly (multiple-choice knapsack over lost images); ties go to fewer bits, then to less output noise.
  /// That the drops add up is an assumption: estimate() the proposal. Measures what sensitivity() would, for each
  /// choice of bits, and shares its cache; `progress` gets 0 to 1, false cancels. Fails where nothing reaches the goal,
  /// saying what can be reached.
  [[nodiscard]] virtual Expected<BitProposal> propose(const QuantSetting& setting, const BitGoal& goal,
                                                      const SensitivityOptions& options,
                                                      const std::function<bool(double fraction)>& progress = {}) = 0;
};

/// Seconds that the run of `config` will take: `batches` training batches and a few of evaluation are measured, in a
/// network of their own. Nothing is written. Blocks; any thread.
[[nodiscard]] Expected<TimeEstimate> estimateRunTime(const RunConfig& config, int batches = 10,
                                                     const Cancelled& cancelled = {});

}  // namespace dyadic::session
