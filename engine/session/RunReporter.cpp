// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/RunReporter.h"

#include <cstring>
#include <thread>

#include "engine/training/Measurements.h"

namespace dyadic::session {
namespace {

using namespace std::chrono_literals;

constexpr auto kPublishInterval = 50ms;   ///< at most 20 snapshots a second
constexpr auto kMeasureInterval = 500ms;  ///< of weights while a stage runs
constexpr auto kFlushInterval = 1s;       ///< rows to the writer
constexpr double kEvaluationShare = 0.4;  ///< of a training step's time that a batch of evaluation takes

const std::string kFloatPredictions = "predictions.float";
const std::string kHardPredictions = "predictions.hard";

double seconds(std::chrono::steady_clock::duration d) { return std::chrono::duration<double>(d).count(); }

/// The trainer's state holds float32, float64 and bytes alone.
runlog::Blob blobOf(const torch::Tensor& tensor) {
  const auto t = tensor.detach().to(torch::kCPU).contiguous();
  runlog::Blob blob;
  switch (t.scalar_type()) {
    case torch::kDouble:
      blob.type = runlog::BlobType::Float64;
      break;
    case torch::kByte:
      blob.type = runlog::BlobType::UInt8;
      break;
    case torch::kFloat:
      blob.type = runlog::BlobType::Float32;
      break;
    default:
      TORCH_CHECK(false, "a checkpoint cannot hold ", t.scalar_type());
  }
  blob.shape = t.sizes().vec();
  blob.bytes.resize(t.nbytes());
  std::memcpy(blob.bytes.data(), t.data_ptr(), t.nbytes());
  return blob;
}

runlog::Blob blobOf(const std::vector<std::int32_t>& predictions) {
  runlog::Blob blob{runlog::BlobType::Int32, {static_cast<std::int64_t>(predictions.size())}, {}};
  blob.bytes.resize(predictions.size() * sizeof(std::int32_t));
  std::memcpy(blob.bytes.data(), predictions.data(), blob.bytes.size());
  return blob;
}

std::vector<std::int32_t> predictionsOf(const runlog::Blob& blob) {
  std::vector<std::int32_t> predictions(blob.bytes.size() / sizeof(std::int32_t));
  std::memcpy(predictions.data(), blob.bytes.data(), predictions.size() * sizeof(std::int32_t));
  return predictions;
}

void append(TrainSeries& to, const TrainSeries& from) {
  to.step.insert(to.step.end(), from.step.begin(), from.step.end());
  to.epoch.insert(to.epoch.end(), from.epoch.begin(), from.epoch.end());
  to.stage.insert(to.stage.end(), from.stage.begin(), from.stage.end());
  to.loss.insert(to.loss.end(), from.loss.begin(), from.loss.end());
  to.learningRate.insert(to.learningRate.end(), from.learningRate.begin(), from.learningRate.end());
}

std::vector<double> meanExponents(const training::TrainContext& context) {
  std::vector<double> out;
  for (const auto& edge : context.graph.edges()) {
    const auto* site = context.plan.find(edge.node, quantizers::SiteKind::FeatureMap);
    out.push_back(site == nullptr ? kNotMeasured : site->observer->value());
  }
  return out;
}

}  // namespace

void RunControl::wish(Wish wish) {
  {
    const std::lock_guard lock(mutex_);
    if (wish_ == Wish::Stop) return;
    wish_ = wish;
  }
  changed_.notify_all();
}

void RunControl::waitWhilePaused(std::chrono::milliseconds atMost) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, atMost, [&] { return wish_ != Wish::Pause || place_; });
}

void RunControl::moveTo(const std::string& path) {
  {
    const std::lock_guard lock(mutex_);
    place_ = path;
  }
  changed_.notify_all();
}

std::optional<std::string> RunControl::takePlace() {
  const std::lock_guard lock(mutex_);
  return std::exchange(place_, std::nullopt);
}

RunReporter::RunReporter(RunControl& control, RunSession::Observer observer)
    : control_(control), observer_(std::move(observer)) {
  draft_.train = std::make_shared<TrainSeries>();
  draft_.validation = std::make_shared<ValidationSeries>();
  draft_.exponents = std::make_shared<ExponentSeries>();
  latest_ = std::make_shared<const RunSnapshot>(draft_);
}

std::shared_ptr<const RunSnapshot> RunReporter::latest() const {
  const std::lock_guard lock(mutex_);
  return latest_;
}

void RunReporter::publish(RunState state, const std::optional<Error>& reason) {
  draft_.state = state;
  draft_.reason = reason ? reason->message() : std::string();
  draft_.error = reason;
  publishNow();
}

void RunReporter::publishNow() {
  draft_.path = writer_ != nullptr ? writer_->path() : path;
  draft_.unwritten.reset();
  if (writer_ != nullptr) {
    if (const auto status = writer_->status(); !status) draft_.unwritten = status.error();
  }
  if (draft_.train->step.size() != train_.step.size()) draft_.train = std::make_shared<const TrainSeries>(train_);
  if (draft_.validation->epoch.size() != validation_.epoch.size())
    draft_.validation = std::make_shared<const ValidationSeries>(validation_);
  if (draft_.exponents->epoch.size() != exponents_.epoch.size())
    draft_.exponents = std::make_shared<const ExponentSeries>(exponents_);
  send();
}

void RunReporter::publishEnd() {
  train_ = {};  // the series as they were published last stay in the draft
  waiting_ = {};
  draft_.state = RunState::Failed;
  draft_.error = failure(DYADIC_TR("engine", "%1: out of memory. Try a smaller training.batch."),
                         {DYADIC_TR("engine", "the run")});
  draft_.reason = draft_.error->message();
  send();
}

void RunReporter::send() {
  auto snapshot = std::make_shared<const RunSnapshot>(draft_);
  {
    const std::lock_guard lock(mutex_);
    latest_ = snapshot;
  }
  lastPublish_ = Clock::now();
  if (observer_) observer_(std::move(snapshot));
}

void RunReporter::attach(std::shared_ptr<const RunOutline> outline, runlog::RunWriter& writer,
                         training::Trainer& trainer, std::int64_t validationBatches) {
  draft_.outline = std::move(outline);
  writer_ = &writer;
  trainer_ = &trainer;
  evaluationSteps_ = std::max<std::int64_t>(1, std::llround(kEvaluationShare * static_cast<double>(validationBatches)));
  evaluations_ = 1;
  for (const auto& stage : trainer.stages()) evaluations_ += 2 * std::max(stage.epochs, 1);
  draft_.progress.steps = trainer.totalSteps() + evaluations_ * evaluationSteps_;
}

bool RunReporter::isPredictions(const std::string& name) {
  return name == kFloatPredictions || name == kHardPredictions;
}

void RunReporter::continueFrom(const RunSnapshot& earlier, const runlog::Checkpoint& checkpoint) {
  draft_.baseline = earlier.baseline;
  draft_.stages = earlier.stages;
  draft_.started = earlier.started;
  train_ = *earlier.train;
  validation_ = *earlier.validation;
  exponents_ = *earlier.exponents;
  for (auto [name, to] : {std::pair(kFloatPredictions, &floatPredictions_), {kHardPredictions, &hardPredictions_}}) {
    if (const auto found = checkpoint.find(name); found != checkpoint.end()) *to = predictionsOf(found->second);
  }
  for (const auto& stage : earlier.stages) earlierSeconds_ += stage->seconds;
  evaluationsDone_ = (earlier.baseline ? 1 : 0) + 2 * static_cast<std::int64_t>(validation_.epoch.size());
  stepsBefore_ = trainer_->position().step + evaluationsDone_ * evaluationSteps_;
}

void RunReporter::flushRows() {
  lastFlush_ = Clock::now();
  if (writer_ == nullptr || waiting_.step.empty()) return;
  writer_->appendTrain(std::exchange(waiting_, {}));
}

void RunReporter::checkpoint() {
  if (writer_ == nullptr || trainer_ == nullptr) return;
  const auto begin = Clock::now();
  flushRows();
  runlog::Checkpoint checkpoint;
  for (const auto& [name, tensor] : trainer_->state()) checkpoint[name] = blobOf(tensor);
  if (!floatPredictions_.empty()) checkpoint[kFloatPredictions] = blobOf(floatPredictions_);
  const bool atTheEnd = trainer_->position().stage == static_cast<int>(trainer_->stages().size());
  if (atTheEnd && !hardPredictions_.empty()) checkpoint[kHardPredictions] = blobOf(hardPredictions_);
  writer_->setCheckpoint(std::move(checkpoint));
  saving_ = saving_ + seconds(Clock::now() - begin);
}

void RunReporter::updateProgress(double partialEvaluation) {
  auto& p = draft_.progress;
  const double steps =
      static_cast<double>(trainer_->position().step) +
      (static_cast<double>(evaluationsDone_) + partialEvaluation) * static_cast<double>(evaluationSteps_);
  p.step = std::min(p.steps, static_cast<std::int64_t>(steps));
  const double here = seconds(Clock::now() - begin_) - paused_;
  p.seconds = earlierSeconds_ + here;
  const double done = steps - static_cast<double>(stepsBefore_);
  if (done > 5 && here > 1) p.secondsLeft = here / done * std::max(0.0, static_cast<double>(p.steps) - steps);
  p.stage = trainer_->position().stage;
  p.epoch = trainer_->position().epoch;
  const auto stage = static_cast<std::size_t>(p.stage);
  p.epochs = stage < trainer_->stages().size() ? trainer_->stages()[stage].epochs : 0;
}

void RunReporter::baseline(const training::EvaluationResult& result) {
  draft_.baseline = result.evaluation;
  floatPredictions_ = result.predictions;
  writer_->setBaseline(result.evaluation);
  ++evaluationsDone_;
  updateProgress(0);
  publishNow();
}

void RunReporter::measureLive(const training::TrainContext& context) {
  auto record = training::measureWeights(context);
  training::readEdges(context, record);
  draft_.current = std::make_shared<const StageRecord>(std::move(record));
  lastMeasure_ = Clock::now();
}

void RunReporter::stageBegan(const training::TrainContext& context) {
  draft_.progress.activity = DYADIC_TR("engine", "Training");
  measureLive(context);
  updateProgress(0);
  checkpoint();
  publishNow();
}

void RunReporter::stepEnded(const training::TrainContext& context, const training::StepReport& step) {
  const double epoch =
      step.position.runEpoch +
      static_cast<double>(step.position.batch) / static_cast<double>(std::max<std::int64_t>(step.batchesPerEpoch, 1));
  TrainSeries row{{step.position.step}, {epoch}, {step.position.stage}, {step.loss}, {step.learningRate}};
  append(train_, row);
  append(waiting_, row);
  const double rate = static_cast<double>(step.images) / std::max(step.seconds, 1e-9);
  auto& shown = draft_.progress.imagesPerSecond;
  shown = std::isnan(shown) ? rate : 0.95 * shown + 0.05 * rate;
  draft_.progress.activity = DYADIC_TR("engine", "Training");
  const auto now = Clock::now();
  if (now - lastFlush_ > kFlushInterval) flushRows();
  if (now - lastPublish_ < kPublishInterval) return;
  if (now - lastMeasure_ > kMeasureInterval) measureLive(context);
  updateProgress(0);
  publishNow();
}

void RunReporter::epochEnded(const training::TrainContext& context, const training::EpochReport& epoch) {
  flushRows();
  const auto at = static_cast<double>(epoch.position.runEpoch);
  ValidationSeries row{{at},
                       {epoch.position.stage},
                       {epoch.trained.evaluation.top1},
                       {epoch.hard.evaluation.top1},
                       {epoch.trained.evaluation.loss}};
  validation_.epoch.push_back(at);
  validation_.stage.push_back(row.stage.front());
  validation_.top1.push_back(row.top1.front());
  validation_.hardTop1.push_back(row.hardTop1.front());
  validation_.loss.push_back(row.loss.front());
  writer_->appendValidation(std::move(row));
  exponents_.epoch.push_back(at);
  exponents_.meanExponent.push_back(meanExponents(context));
  writer_->appendExponents(at, exponents_.meanExponent.back());
  updateProgress(0);
  const auto& stage = context.stages[static_cast<std::size_t>(epoch.position.stage)];
  if (epoch.position.epoch < stage.epochs) checkpoint();
  publishNow();
}

void RunReporter::stageEnded(const training::TrainContext& context, const training::EpochReport& epoch,
                             double elapsed) {
  auto record = training::measureWeights(context);
  training::measureEdges(context, record);
  record.trained = epoch.trained.evaluation;
  record.hard = epoch.hard.evaluation;
  record.seconds = elapsed;
  hardPredictions_ = epoch.hard.predictions;
  auto shared = std::make_shared<const StageRecord>(std::move(record));
  draft_.stages.push_back(shared);
  draft_.current.reset();
  flushRows();
  writer_->appendStage(shared);
  updateProgress(0);
  publishNow();
}

void RunReporter::working(const char* activity, double fraction) {
  draft_.progress.activity = activity;
  updateProgress(fraction);
  if (fraction >= 1 && trainer_->position().stageBegun) {
    ++evaluationsDone_;
    updateProgress(0);
  }
  if (Clock::now() - lastPublish_ > kPublishInterval) publishNow();
}

void RunReporter::forwardPlace() {
  const auto place = control_.takePlace();
  if (!place || writer_ == nullptr || writer_->status().ok()) return;
  // It was checked when it was asked for; what has changed since is found when the file is written there.
  static_cast<void>(writer_->moveTo(*place));
}

void RunReporter::awaitWritten() {
  if (writer_->settle().ok()) return;
  draft_.progress.activity = DYADIC_TR("engine", "Waiting for room");
  while (!writer_->status().ok() && !writer_->gaveUp() && control_.wish() != RunControl::Wish::Stop) {
    forwardPlace();
    publishNow();
    std::this_thread::sleep_for(kPublishInterval);
  }
  publishNow();  // where it is written, should that be another place
}

bool RunReporter::shouldStop() {
  if (writer_ != nullptr && writer_->gaveUp()) return true;
  forwardPlace();
  if (control_.wish() == RunControl::Wish::Pause) pauseUntilWished();
  return control_.wish() == RunControl::Wish::Stop;
}

void RunReporter::pauseUntilWished() {
  const auto begin = Clock::now();
  checkpoint();
  writer_->setState(RunState::Paused);
  publish(RunState::Paused);
  while (control_.wish() == RunControl::Wish::Pause) {
    control_.waitWhilePaused(1000ms);
    forwardPlace();
    publishNow();
  }
  paused_ += seconds(Clock::now() - begin);
  if (control_.wish() == RunControl::Wish::Stop) return;
  writer_->setState(RunState::Running);
  publish(RunState::Running);
}

}  // namespace dyadic::session
