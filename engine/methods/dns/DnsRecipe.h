// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "engine/methods/dns/Surgery.h"
#include "engine/methods/inq/InqRecipe.h"
#include "engine/training/Recipe.h"

namespace dyadic::methods::dns {

/// Surgery on the weights of convolutions and linear layers, one stage; what is left stays float.
class DnsRecipe : public training::Recipe {
 public:
  /// REQUIRES: a complete and checked config.
  explicit DnsRecipe(const RunConfig& config);

  [[nodiscard]] Expected<quantizers::QuantPlan> plan(const nets::Graph& graph) override;
  [[nodiscard]] std::vector<training::Stage> schedule() const override;
  void endStep(training::TrainContext& context) override { surgery_.step(context); }

 private:
  RunConfig config_;
  Surgery surgery_;
};

/// Surgery as the first stage; then its zeros are frozen and INQ goes on with the others.
class DnsInqRecipe : public inq::InqRecipe {
 public:
  /// REQUIRES: a complete and checked config.
  explicit DnsInqRecipe(const RunConfig& config);

  [[nodiscard]] Expected<quantizers::QuantPlan> plan(const nets::Graph& graph) override;
  [[nodiscard]] std::vector<training::Stage> schedule() const override;
  void endStep(training::TrainContext& context) override;

 private:
  Surgery surgery_;
  int epochs_;  ///< of the surgery
};

}  // namespace dyadic::methods::dns
