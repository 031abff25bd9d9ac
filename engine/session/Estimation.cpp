// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Estimation.h"

#include <algorithm>

#include "engine/math/Proportion.h"
#include "engine/nets/Executor.h"
#include "engine/session/Opening.h"
#include "engine/training/Calibration.h"
#include "engine/training/Evaluation.h"

namespace dyadic::session {
namespace {

using quantizers::PassKind;
using quantizers::QuantizedPass;

/// Running means and variances of all batch norms.
std::vector<torch::Tensor> statisticsOf(const nets::Graph& graph) {
  std::vector<torch::Tensor> out;
  for (const nets::Node& node : graph.nodes()) {
    if (node.op == nets::Op::BatchNorm2d) out.insert(out.end(), {node.runningMean, node.runningVar});
  }
  return out;
}

/// What one setting makes of the network.
struct Prepared {
  quantizers::QuantPlan plan;
  std::optional<nets::Graph> own;  ///< where batch norms become others than the float network's
};

/// Takes batch norms anew as the end of a run does. False: cancelled.
bool reestimate(Prepared& prepared, const EstimateTask& task, data::DataSource& source, int batches) {
  auto& network = task.network;
  training::TrainContext context{
      *prepared.own, prepared.plan, source, network.config(), network.device(), {}, 0, 0, {}};
  context.cancelled = task.cancelled;
  training::reestimateBatchNorms(context, batches);
  return !asked(task.cancelled);
}

class Estimate {
 public:
  Estimate(const EstimateTask& task, const ExploreImages& images, Prepared prepared)
      : task_(task),
        images_(images),
        source_(images.validationSource(task.network.batch())),
        order_(images.validationOrder()),
        prepared_(std::move(prepared)),
        place_{prepared_.own ? *prepared_.own : task.network.graph(), task.network.device()},
        calibration_(std::in_place, place_, prepared_.plan, calibrationSource()) {}

  Expected<AccuracyEstimate> run() {
    const std::int64_t all = source_->images();
    const std::int64_t last = task_.options.limit > 0 ? std::min(task_.options.limit, all) : all;
    const int forMaps = ExploreNetwork::calibrationBatches(task_.setting);
    const int forBatchNorms = prepared_.own ? ExploreNetwork::batchNormBatches(task_.setting) : 0;
    const int mostBatches = std::max(forMaps, forBatchNorms);
    std::int64_t target = std::clamp<std::int64_t>(task_.options.first, 1, last);
    for (int batches = 1;; batches = std::min(2 * batches, mostBatches)) {
      if (target == last) batches = mostBatches;
      if (!takeBatchNorms(std::min(batches, forBatchNorms)) || !calibrateTo(std::min(batches, forMaps)) ||
          !answerTo(target))
        return cancelledError();
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
  [[nodiscard]] std::unique_ptr<data::DataSource> calibrationSource() const {
    return images_.calibrationSource(task_.network.config().training.batch, task_.setting.seed);
  }

  /// Feature maps are calibrated behind the new batch norms from the first batch on.
  bool takeBatchNorms(int batches) {
    if (batches == batchNormBatches_) return true;
    const auto source = calibrationSource();
    if (!reestimate(prepared_, task_, *source, batches)) return false;
    batchNormBatches_ = batches;
    calibration_.emplace(place_, prepared_.plan, calibrationSource());
    pass_.reset();
    return true;
  }

  /// After it, `pass_` is that of the grids known now, and `answers_` holds nothing that others gave.
  bool calibrateTo(int batches) {
    if (!calibration_->upTo(batches, task_.cancelled)) return false;
    auto grids = calibration_->grids();
    if (pass_ && grids == grids_) return true;
    grids_ = std::move(grids);
    std::vector<torch::Tensor> statistics;
    if (prepared_.own) statistics = statisticsOf(*prepared_.own);
    for (torch::Tensor& each : statistics) each = each.clone();
    std::vector<std::vector<double>> averages;
    for (const auto* map : prepared_.plan.sitesOf(quantizers::SiteKind::FeatureMap))
      averages.push_back(map->observer->state());
    task_.calibrated({task_.setting, std::move(averages), std::move(statistics)});
    answers_ = {};
    const bool whole = task_.setting.portion >= 1;
    pass_.emplace(place_.graph, prepared_.plan, whole ? PassKind::Hard : PassKind::Trained);
    return true;
  }

  bool answerTo(std::int64_t target) {
    const auto& network = task_.network;
    const Calibration::Place floats{network.graph(), network.device()};
    return task_.floatAnswers.upTo(target, {floats, *source_, network.batch(), nullptr}, task_.cancelled) &&
           answers_.upTo(target, {place_, *source_, network.batch(), &*pass_}, task_.cancelled);
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
    out.calibrationBatches = calibration_->batches();
    out.top1 = static_cast<double>(out.correct) / static_cast<double>(images);
    out.floatTop1 = static_cast<double>(out.floatCorrect) / static_cast<double>(images);
    const auto interval = math::wilsonInterval(out.correct, images);
    out.low = interval.low;
    out.high = interval.high;
    out.pairedP = math::mcNemarP(out.onlyFloatCorrect, out.onlyQuantCorrect);
    return out;
  }

  const EstimateTask& task_;
  const ExploreImages& images_;
  std::unique_ptr<data::DataSource> source_;
  std::vector<std::int64_t> order_;
  Prepared prepared_;
  Calibration::Place place_;
  std::optional<Calibration> calibration_;
  int batchNormBatches_ = 0;  ///< that the statistics are from; 0: the float network's
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

/// With a network of its own where a run under the setting takes batch norms anew.
Expected<Prepared> prepare(const ExploreNetwork& network, const QuantSetting& setting) {
  auto plan = maskedPlan(network, setting);
  if (!plan) return plan.error();
  Prepared out{std::move(*plan), {}};
  if (ExploreNetwork::batchNormBatches(setting) == 0) return out;
  auto own = network.copy();
  if (!own) return own.error();
  out.own = std::move(*own);
  return out;
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

bool Answers::upTo(std::int64_t count, const Giver& giver, const Cancelled& cancelled) {
  const torch::NoGradGuard noGradient;
  const auto known = static_cast<std::int64_t>(classes.size());
  if (known >= count) return true;
  giver.source.restore({0, known / giver.batch});
  for (data::Batch batch; static_cast<std::int64_t>(classes.size()) < count;) {
    if (asked(cancelled)) return false;
    if (!giver.source.next(batch)) break;
    const auto found = training::predictedClasses(
        nets::run(giver.place.graph, batch.images.to(giver.place.device), {false, giver.hooks}));
    classes.insert(classes.end(), found.begin(), found.end());
    const auto* label = batch.labels.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < batch.labels.numel(); ++i) labels.push_back(static_cast<std::int32_t>(label[i]));
  }
  return true;
}

Expected<AccuracyEstimate> runEstimate(const EstimateTask& task) {
  auto prepared = prepare(task.network, task.setting);
  if (!prepared) return prepared.error();
  const auto images = task.network.images();
  if (!images) return images.error();
  return Estimate(task, **images, std::move(*prepared)).run();
}

namespace {

/// Brings grids and batch norms to what an estimate found, or else to what one batch says.
void calibrate(Prepared& prepared, const LookTask& task, const ExploreImages& images) {
  const auto maps = prepared.plan.sitesOf(quantizers::SiteKind::FeatureMap);
  const nets::Graph& graph = prepared.own ? *prepared.own : task.network.graph();
  const auto statistics = prepared.own ? statisticsOf(graph) : std::vector<torch::Tensor>();
  const Calibrated* known = task.known;
  if (known != nullptr && known->setting == task.setting && known->averages.size() == maps.size() &&
      known->statistics.size() == statistics.size()) {
    for (std::size_t i = 0; i < maps.size(); ++i) maps[i]->observer->restore(known->averages[i]);
    for (std::size_t i = 0; i < statistics.size(); ++i) torch::Tensor(statistics[i]).copy_(known->statistics[i]);
    return;
  }
  auto& network = task.network;
  const std::int64_t batch = network.config().training.batch;
  if (prepared.own) {
    const auto source = images.calibrationSource(batch, task.setting.seed);
    training::TrainContext context{
        *prepared.own, prepared.plan, *source, network.config(), network.device(), {}, 0, 0, {}};
    training::reestimateBatchNorms(context, 1);
  }
  Calibration calibration({graph, network.device()}, prepared.plan, images.calibrationSource(batch, task.setting.seed));
  (void)calibration.upTo(1, {});
  if (calibration.needed()) (void)calibration.grids();
}

}  // namespace

Expected<ImageLook> runLook(const LookTask& task) {
  const torch::NoGradGuard noGradient;
  auto& network = task.network;
  auto prepared = prepare(network, task.setting);
  if (!prepared) return prepared.error();
  const auto images = network.images();
  if (!images) return images.error();
  const data::ImageSet& set = (*images)->validation;
  if (task.image < 0 || task.image >= set.count)
    return failure(DYADIC_TR("engine", "There is no validation image %1."), {std::to_string(task.image)});
  calibrate(*prepared, task, **images);
  QuantizedPass pass(prepared->own ? *prepared->own : network.graph(), prepared->plan,
                     task.setting.portion >= 1 ? PassKind::Hard : PassKind::Trained);
  const std::uint8_t* first = set.image(task.image);
  const data::Image image{set.shape, {first, first + set.shape.bytes()}};
  const torch::Tensor x = data::toTensor(image, (*images)->normalization).to(network.device());
  ImageLook look;
  look.image = task.image;
  look.floatNetwork = mostProbable(nets::run(network.graph(), x, {false, nullptr}));
  look.quantized = mostProbable(nets::run(prepared->own ? *prepared->own : network.graph(), x, {false, &pass}));
  return look;
}

}  // namespace dyadic::session
