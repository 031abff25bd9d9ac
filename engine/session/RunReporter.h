// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "engine/runlog/RunWriter.h"
#include "engine/session/RunSession.h"
#include "engine/training/Trainer.h"

namespace dyadic::session {

/// What a run is asked to do by others. Any thread.
class RunControl {
 public:
  enum class Wish { Run, Pause, Stop };
  void wish(Wish wish);
  [[nodiscard]] Wish wish() const { return wish_; }
  /// Blocks while the wish is Pause, at most this long.
  void waitWhilePaused(std::chrono::milliseconds atMost);
  /// Where the run file is to go on; taken by the run thread.
  void moveTo(const std::string& path);
  [[nodiscard]] std::optional<std::string> takePlace();

 private:
  std::atomic<Wish> wish_{Wish::Run};
  std::mutex mutex_;
  std::optional<std::string> place_;
  std::condition_variable changed_;
};

/// Listens to the training loop and turns what happens into snapshots for the observer and rows for the run file. Lives
/// on the run thread; only latest() may be called from others.
class RunReporter : public training::TrainHooks {
 public:
  RunReporter(RunControl& control, RunSession::Observer observer);

  /// Publishes a state (Opening first), and why it came to that.
  void publish(RunState state, const std::optional<Error>& reason = std::nullopt);
  /// That the run has failed, when publish() could not say more for want of memory.
  void publishEnd();
  [[nodiscard]] std::shared_ptr<const RunSnapshot> latest() const;

  /// What is known once model and data are open; `writer` and `trainer` must outlive the run.
  void attach(std::shared_ptr<const RunOutline> outline, runlog::RunWriter& writer, training::Trainer& trainer,
              std::int64_t validationBatches);
  /// Whether an array of a checkpoint holds predictions (int32, one an image); the others are the trainer's.
  [[nodiscard]] static bool isPredictions(const std::string& name);
  /// Takes over what an earlier part of the run left: stages, series, baseline and the predictions of its checkpoint.
  /// The trainer has been restored.
  void continueFrom(const RunSnapshot& earlier, const runlog::Checkpoint& checkpoint);

  /// Writes the rows that wait and a checkpoint.
  void checkpoint();
  /// Waits until all is in the run file, the user stops the run, or the writer has given up.
  void awaitWritten();
  /// Time spent in checkpoint(). Any thread.
  [[nodiscard]] double secondsSaving() const { return saving_; }
  [[nodiscard]] const std::vector<std::int32_t>& floatPredictions() const { return floatPredictions_; }
  [[nodiscard]] const std::vector<std::int32_t>& hardPredictions() const { return hardPredictions_; }

  void baseline(const training::EvaluationResult& result) override;
  void stageBegan(const training::TrainContext& context) override;
  void stepEnded(const training::TrainContext& context, const training::StepReport& step) override;
  void epochEnded(const training::TrainContext& context, const training::EpochReport& epoch) override;
  void stageEnded(const training::TrainContext& context, const training::EpochReport& epoch, double seconds) override;
  void stageLeft() override { checkpoint(); }
  void working(const char* activity, double fraction) override;
  bool shouldStop() override;

  std::string path;  ///< of the run file, for snapshots

 private:
  using Clock = std::chrono::steady_clock;

  void publishNow();
  void send();
  void flushRows();
  void updateProgress(double partialEvaluation);
  void measureLive(const training::TrainContext& context);
  void pauseUntilWished();
  void forwardPlace();

  RunControl& control_;
  RunSession::Observer observer_;
  std::atomic<double> saving_ = 0;  ///< seconds
  mutable std::mutex mutex_;        ///< guards latest_ alone
  std::shared_ptr<const RunSnapshot> latest_;

  RunSnapshot draft_;
  TrainSeries train_;
  TrainSeries waiting_;  ///< rows not yet handed to the writer
  ValidationSeries validation_;
  ExponentSeries exponents_;
  runlog::RunWriter* writer_ = nullptr;
  training::Trainer* trainer_ = nullptr;
  std::vector<std::int32_t> floatPredictions_;
  std::vector<std::int32_t> hardPredictions_;

  std::int64_t evaluationSteps_ = 0;  ///< what one evaluation costs, in training steps
  std::int64_t evaluationsDone_ = 0;
  std::int64_t evaluations_ = 0;
  double paused_ = 0;          ///< seconds
  double earlierSeconds_ = 0;  ///< of the run before it was resumed
  std::int64_t stepsBefore_ = 0;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point lastPublish_{};
  Clock::time_point lastMeasure_{};
  Clock::time_point lastFlush_{};
};

}  // namespace dyadic::session
