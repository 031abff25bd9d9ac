// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session/ExploreNetwork.h"
#include "engine/session/SensitivityCache.h"

namespace dyadic::session {

/// Lets more urgent work pass; true: the work is to be given up. Called before each batch.
using Turn = std::function<bool()>;

/// Measures partly quantized networks against the float network on the same images, each of them once: what the cache
/// knows is not measured again. Refers to what it is given. One thread at a time. Functions throw c10::Error.
class SensitivityStudy {
 public:
  SensitivityStudy(const ExploreNetwork& network, const ExploreImages& images, std::int64_t count, Turn turn);

  [[nodiscard]] std::int64_t images() const { return count_; }

  /// A plan of the setting, calibrated on a few batches. Nothing: given up.
  [[nodiscard]] Expected<std::optional<quantizers::QuantPlan>> calibrated(const QuantSetting& setting);

  /// The network with only those sites of `plan` quantized for which `keep` holds: weights and biases wholly, feature
  /// maps at the plan's calibrated exponents. `plan` must be one of `setting`. Nothing: given up.
  using Keep = std::function<bool(const quantizers::QuantSite&)>;
  [[nodiscard]] std::optional<Measured> measure(const QuantSetting& setting, const quantizers::QuantPlan& plan,
                                                const Keep& keep);
  [[nodiscard]] std::optional<Measured> measureFloat();

 private:
  [[nodiscard]] std::optional<Measured> measurePart(quantizers::QuantPlan& part);
  [[nodiscard]] std::string identity();
  bool forBatches(const std::function<void(const data::Batch&)>& visit);

  const ExploreNetwork& network_;
  const ExploreImages& images_;
  std::int64_t count_;
  Turn turn_;
  std::unique_ptr<data::DataSource> source_;
  std::vector<torch::Tensor> floatLogits_;  ///< one a batch, float64; empty until they are needed
  SensitivityCache cache_;
};

/// See Explore::sensitivity().
[[nodiscard]] Expected<SensitivityRecord> runSensitivity(SensitivityStudy& study, const nets::Graph& graph,
                                                         const QuantSetting& setting, const SensitivityOptions& options,
                                                         const Explore::SensitivityObserver& observer);

}  // namespace dyadic::session
