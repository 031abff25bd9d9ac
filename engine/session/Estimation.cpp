// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Estimation.h"

#include <algorithm>

#include "engine/math/Proportion.h"
#include "engine/nets/Executor.h"
#include "engine/session/Opening.h"
#include "engine/training/Evaluation.h"

namespace dyadic::session {
namespace {

using quantizers::PassKind;
using quantizers::QuantizedPass;

class Estimate {
 public:
  Estimate(const EstimateTask& task, const ExploreImages& images, quantizers::QuantPlan plan)
      : task_(task),
        source_(images.validationSource(task.network.batch())),
        plan_(std::move(plan)),
        calibration_(task.network, plan_,
                     images.calibrationSource(task.network.config().training.batch, task.setting.seed)) {}

  Expected<AccuracyEstimate> run() {
    const std::int64_t all = source_->images();
    const std::int64_t last = task_.options.limit > 0 ? std::min(task_.options.limit, all) : all;
    const int mostBatches = ExploreNetwork::calibrationBatches(task_.setting);
    std::int64_t target = std::clamp<std::int64_t>(task_.options.first, 1, last);
    for (int batches = 1;; batches = std::min(2 * batches, mostBatches)) {
      if (target == last) batches = mostBatches;
      if (!calibrateTo(batches) || !answerTo(target)) return cancelledError();
      AccuracyEstimate now = summary(target);
      const bool done = target == last;
      now.complete = done && last == all;
      if (task_.observer) task_.observer(now);
      if (done) return now;
      target = std::min(last, target + std::clamp<std::int64_t>(task_.options.step, 1, target));
    }
  }

 private:
  /// After it, `pass_` is that of the exponents known now, and `answers_` holds nothing that others gave.
  bool calibrateTo(int batches) {
    if (!calibration_.upTo(batches, task_.cancelled)) return false;
    auto exponents = calibration_.exponents();
    if (pass_ && exponents == exponents_) return true;
    exponents_ = std::move(exponents);
    answers_ = {};
    const bool whole = task_.setting.portion >= 1;
    pass_.emplace(task_.network.graph(), plan_, whole ? PassKind::Hard : PassKind::Trained);
    return true;
  }

  bool answerTo(std::int64_t target) {
    const auto& network = task_.network;
    return task_.floatAnswers.upTo(target, network, *source_, nullptr, task_.cancelled) &&
           answers_.upTo(target, network, *source_, &*pass_, task_.cancelled);
  }

  [[nodiscard]] AccuracyEstimate summary(std::int64_t images) const {
    AccuracyEstimate out;
    for (std::size_t i = 0; i < static_cast<std::size_t>(images); ++i) {
      const bool quantRight = answers_.classes[i] == answers_.labels[i];
      const bool floatRight = task_.floatAnswers.classes[i] == answers_.labels[i];
      out.correct += quantRight ? 1 : 0;
      out.floatCorrect += floatRight ? 1 : 0;
      out.onlyQuantCorrect += quantRight && !floatRight ? 1 : 0;
      out.onlyFloatCorrect += floatRight && !quantRight ? 1 : 0;
    }
    out.images = images;
    out.total = source_->images();
    out.calibrationBatches = calibration_.batches();
    out.top1 = static_cast<double>(out.correct) / static_cast<double>(images);
    out.floatTop1 = static_cast<double>(out.floatCorrect) / static_cast<double>(images);
    const auto interval = math::wilsonInterval(out.correct, images);
    out.low = interval.low;
    out.high = interval.high;
    out.pairedP = math::mcNemarP(out.onlyFloatCorrect, out.onlyQuantCorrect);
    return out;
  }

  const EstimateTask& task_;
  std::unique_ptr<data::DataSource> source_;
  quantizers::QuantPlan plan_;
  Calibration calibration_;
  std::optional<QuantizedPass> pass_;
  std::vector<int> exponents_;
  Answers answers_;
};

}  // namespace

bool Answers::upTo(std::int64_t count, const ExploreNetwork& network, data::DataSource& source, nets::Hooks* hooks,
                   const Cancelled& cancelled) {
  const torch::NoGradGuard noGradient;
  const auto known = static_cast<std::int64_t>(classes.size());
  if (known >= count) return true;
  source.restore({0, known / network.batch()});
  for (data::Batch batch; static_cast<std::int64_t>(classes.size()) < count;) {
    if (asked(cancelled)) return false;
    if (!source.next(batch)) break;
    const auto found =
        training::predictedClasses(nets::run(network.graph(), batch.images.to(network.device()), {false, hooks}));
    classes.insert(classes.end(), found.begin(), found.end());
    const auto* label = batch.labels.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < batch.labels.numel(); ++i) labels.push_back(static_cast<std::int32_t>(label[i]));
  }
  return true;
}

Expected<AccuracyEstimate> runEstimate(const EstimateTask& task) {
  auto plan = task.network.plan(task.setting);
  if (!plan) return plan.error();
  if (task.setting.portion < 1) {
    const auto masks = task.network.masks(task.setting);
    if (!masks) return masks.error();
    for (auto* site : plan->sitesOf(quantizers::SiteKind::Weight)) {
      const nets::Node& node = task.network.graph().node(site->node);
      site->mask = (*masks)(node);
      if (!site->mask.defined()) site->mask = torch::ones_like(node.weight, torch::kBool);
    }
  }
  const auto images = task.network.images();
  if (!images) return images.error();
  return Estimate(task, **images, std::move(*plan)).run();
}

}  // namespace dyadic::session
