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
        order_(images.validationOrder()),
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
      if (task_.options.answered) task_.options.answered(answersTo(target));
      if (task_.observer) task_.observer(now);
      if (done) return now;
      target = std::min(last, target + std::clamp<std::int64_t>(task_.options.step, 1, target));
    }
  }

 private:
  /// After it, `pass_` is that of the grids known now, and `answers_` holds nothing that others gave.
  bool calibrateTo(int batches) {
    if (!calibration_.upTo(batches, task_.cancelled)) return false;
    auto grids = calibration_.grids();
    if (pass_ && grids == grids_) return true;
    grids_ = std::move(grids);
    task_.calibrated({task_.setting, grids_});
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

  [[nodiscard]] std::shared_ptr<const ImageAnswers> answersTo(std::int64_t images) const {
    auto out = std::make_shared<ImageAnswers>();
    out->images.assign(order_.begin(), order_.begin() + images);
    const auto& floats = task_.floatAnswers.classes;
    out->floatClasses.assign(floats.begin(), floats.begin() + images);
    out->quantizedClasses.assign(answers_.classes.begin(), answers_.classes.begin() + images);
    return out;
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
  std::vector<std::int64_t> order_;
  quantizers::QuantPlan plan_;
  Calibration calibration_;
  std::optional<QuantizedPass> pass_;
  std::vector<std::vector<double>> grids_;
  Answers answers_;
};

/// The plan of a setting, with the masks of its portion.
Expected<quantizers::QuantPlan> maskedPlan(const ExploreNetwork& network, const QuantSetting& setting) {
  auto plan = network.plan(setting);
  if (!plan || setting.portion >= 1) return plan;
  const auto masks = network.masks(setting);
  if (!masks) return masks.error();
  for (auto* site : plan->sitesOf(quantizers::SiteKind::Weight)) {
    const nets::Node& node = network.graph().node(site->node);
    site->mask = (*masks)(node);
    if (!site->mask.defined()) site->mask = torch::ones_like(node.weight, torch::kBool);
  }
  return plan;
}

std::vector<ClassShare> mostProbable(const torch::Tensor& logits) {
  constexpr std::int64_t kMost = 5;
  const torch::Tensor shares = torch::softmax(logits.to(torch::kCPU, torch::kFloat64).reshape({-1}), 0);
  const auto [values, indices] = shares.topk(std::min(kMost, shares.numel()));
  std::vector<ClassShare> out;
  for (std::int64_t i = 0; i < values.numel(); ++i)
    out.push_back({static_cast<int>(indices[i].item<std::int64_t>()), values[i].item<double>()});
  return out;
}

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
  auto plan = maskedPlan(task.network, task.setting);
  if (!plan) return plan.error();
  const auto images = task.network.images();
  if (!images) return images.error();
  return Estimate(task, **images, std::move(*plan)).run();
}

Expected<ImageLook> runLook(const LookTask& task) {
  const torch::NoGradGuard noGradient;
  auto& network = task.network;
  auto plan = maskedPlan(network, task.setting);
  if (!plan) return plan.error();
  const auto images = network.images();
  if (!images) return images.error();
  const data::ImageSet& set = (*images)->validation;
  if (task.image < 0 || task.image >= set.count)
    return failure(DYADIC_TR("engine", "There is no validation image %1."), {std::to_string(task.image)});
  const auto maps = plan->sitesOf(quantizers::SiteKind::FeatureMap);
  if (task.known != nullptr && task.known->setting == task.setting && task.known->grids.size() == maps.size()) {
    for (std::size_t i = 0; i < maps.size(); ++i) maps[i]->quantizer->restore(task.known->grids[i]);
  } else {
    Calibration calibration(network, *plan,
                            (*images)->calibrationSource(network.config().training.batch, task.setting.seed));
    (void)calibration.upTo(1, {});
    if (calibration.needed()) (void)calibration.grids();
  }
  QuantizedPass pass(network.graph(), *plan, task.setting.portion >= 1 ? PassKind::Hard : PassKind::Trained);
  const std::uint8_t* first = set.image(task.image);
  const data::Image image{set.shape, {first, first + set.shape.bytes()}};
  const torch::Tensor x = data::toTensor(image, (*images)->normalization).to(network.device());
  ImageLook look;
  look.image = task.image;
  look.floatNetwork = mostProbable(nets::run(network.graph(), x, {false, nullptr}));
  look.quantized = mostProbable(nets::run(network.graph(), x, {false, &pass}));
  return look;
}

}  // namespace dyadic::session
