// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/RunWriter.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <string_view>
#include <thread>

#include "engine/runlog/RunFile.h"
#include "engine/types/OutputFile.h"

namespace dyadic::runlog {
namespace {

using Clock = std::chrono::steady_clock;

constexpr Clock::duration kInterval = std::chrono::seconds(1);  ///< between versions of the file
constexpr int kLeastShare = 50;                                 ///< and at least so many times as long as one takes
constexpr Clock::duration kRetry = std::chrono::seconds(3);
constexpr Clock::duration kPatience = std::chrono::seconds(5);  ///< with which a stage waits for its checkpoint
constexpr Clock::duration kSign = std::chrono::minutes(10);     ///< of life, while paused or without room
constexpr std::size_t kMaxJobs = 1024;
constexpr std::size_t kMaxBytes = 512U << 20;

enum class Kind { Rows, Results, Stage, Checkpoint, State, Settle };

struct Job {
  Kind kind = Kind::Rows;
  std::function<void(RunFile&)> work;
  std::size_t bytes = 0;                                  ///< about what its values occupy
  std::shared_ptr<std::promise<void>> settled = nullptr;  ///< kept once it is in the file or could not be written
};

Error writeError(const std::string& path, const std::string& reason) {
  return failure(DYADIC_TR("engine", "%1 cannot be written: %2. It keeps what was in it before."), {path, reason});
}

template <class... T>
std::size_t bytesOf(const std::vector<T>&... vectors) {
  return ((vectors.size() * sizeof(T)) + ... + 0);
}

std::size_t bytesOf(const std::optional<QuantizedTensor>& tensor) {
  return tensor ? bytesOf(tensor->data, tensor->latent, tensor->values) : 0;
}

}  // namespace

class RunWriter::Impl {
 public:
  Impl(std::string path, std::unique_ptr<RunFile> file)
      : path_(std::move(path)), file_(std::move(file)), thread_([this] { run(); }) {}

  ~Impl() { stop(); }

  /// Its status was there to be polled.
  void stop() noexcept { close(RunState::Stopped, DYADIC_TR("engine", "closed before the end")); }

  void push(Job job) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] {
      return ended_ || jobs_.empty() || (jobs_.size() < kMaxJobs && queuedBytes_ + job.bytes <= kMaxBytes);
    });
    if (!ended_) {
      enqueue(std::move(job));
    }
  }

  Status end(RunState state, const std::string& reason) {
    close(state, reason);
    return status();
  }

  Status settle() {
    auto settled = std::make_shared<std::promise<void>>();
    const auto done = settled->get_future();
    {
      const std::scoped_lock lock(mutex_);
      if (ended_) return status_;
      enqueue({Kind::Settle, nullptr, 0, std::move(settled)});
    }
    done.wait();
    return status();
  }

  Status moveTo(const std::string& path) {
    if (Status possible = checkOutput(path, false); !possible) {
      return possible;
    }
    const std::scoped_lock lock(mutex_);
    place_ = path;
    work_.notify_one();
    return {};
  }

  Status status() const {
    const std::scoped_lock lock(mutex_);
    if ((gaveUp_ || endUnsaid_) && status_.ok())
      return failure(DYADIC_TR("engine", "There is not enough memory to write %1."), {path_});
    return status_;
  }
  bool gaveUp() const { return gaveUp_; }
  double seconds() const { return std::chrono::duration<double>(Clock::duration(busy_.load())).count(); }
  std::string path() const {
    const std::scoped_lock lock(mutex_);
    return path_;
  }

 private:
  void close(RunState state, std::string_view reason) noexcept {
    const std::scoped_lock once(endMutex_);
    {
      const std::scoped_lock lock(mutex_);
      if (!ended_) {
        try {
          enqueue({Kind::State, [state, why = std::string(reason)](RunFile& file) { file.setState(state, why); }});
        } catch (const std::exception&) {  // no memory to say how it ended: the file will show it as interrupted
          endUnsaid_ = true;
        }
        ended_ = true;
      }
    }
    work_.notify_one();
    room_.notify_all();
    if (thread_.joinable()) {
      thread_.join();
    }
  }

  /// REQUIRES: mutex_ is held.
  void enqueue(Job job) {
    queuedBytes_ += job.bytes;
    jobs_.push_back(std::move(job));
    work_.notify_one();
  }

  /// The log thread. No lock is held while the file is used.
  void run() {
    h5::prepareThread();
    for (bool last = false; !last;) {
      std::optional<Job> job;
      std::optional<std::string> place;
      {
        std::unique_lock lock(mutex_);
        const auto ready = [this] { return !jobs_.empty() || ended_ || place_; };
        const auto sign = lastSign_ + kSign;
        work_.wait_until(lock, waiting_.empty() ? sign : std::min(due(), sign), ready);
        place = std::exchange(place_, std::nullopt);
        if (!jobs_.empty()) {
          job = std::move(jobs_.front());
          jobs_.pop_front();
          queuedBytes_ -= job->bytes;
        }
        last = ended_ && jobs_.empty();
      }
      room_.notify_all();
      const auto settled = job ? job->settled : nullptr;
      const auto begin = Clock::now();
      try {
        step(std::move(job), place, last);
        if (begin >= lastSign_ + kSign) {
          file_->sayAlive();
          lastSign_ = begin;
        }
      } catch (const std::exception&) {  // not even memory to keep what waits, or to say so
        gaveUp_ = true;
        broken_ = true;
      }
      busy_ += (Clock::now() - begin).count();
      if (settled) settled->set_value();
    }
    file_.reset();
  }

  /// When the next version is to be written, or a failed one tried again.
  [[nodiscard]] Clock::time_point due() const {
    if (broken_) return lastTry_ + kRetry;
    if (stageWaits_) return std::max(lastTry_ + kInterval, stageCame_ + kPatience);
    return lastTry_ + std::max(kInterval, kLeastShare * cost_);
  }

  void step(std::optional<Job> job, const std::optional<std::string>& place, bool last) {
    bool now = last;
    if (job && !gaveUp_) {
      // A stage waits for the checkpoint behind it, so that a run never has to make a finished stage again.
      now = now || job->kind == Kind::State || job->kind == Kind::Settle ||
            (job->kind == Kind::Checkpoint && checkpointOwed_);
      if (job->kind == Kind::Checkpoint) checkpointOwed_ = false;
      if (job->kind == Kind::Stage) {
        stageWaits_ = checkpointOwed_ = true;
        stageCame_ = Clock::now();
      }
      if (job->kind != Kind::Settle) take(std::move(*job));
    }
    if (waiting_.empty() || gaveUp_) return;
    if (broken_) {
      if (place || last || Clock::now() >= due()) tryAgain(place.value_or(path()));
    } else if (now || Clock::now() >= due()) {
      publish();
    }
  }

  void take(Job job) {
    keep(std::move(job));
    if (!broken_) guarded(path(), [this] { waiting_.back().work(*file_); });
  }

  /// Until the version that holds it is on the disk; of checkpoints the latest alone, which counts for nothing.
  void keep(Job job) {
    if (job.kind == Kind::Checkpoint) {
      const auto earlier = std::find_if(waiting_.begin(), waiting_.end(),
                                        [](const Job& other) { return other.kind == Kind::Checkpoint; });
      if (earlier != waiting_.end()) waiting_.erase(earlier);
    } else if (job.kind == Kind::Rows) {  // of all else there is no more than the run itself holds
      waitingBytes_ += job.bytes;
    }
    waiting_.push_back(std::move(job));
    if (broken_ && waitingBytes_ > kMaxBytes) {
      gaveUp_ = true;
      waiting_.clear();
    }
  }

  void publish() {
    const auto begin = Clock::now();
    guarded(path(), [this] {
      file_->publish();
      published();
    });
    lastTry_ = Clock::now();
    cost_ = lastTry_ - begin;
  }

  void published() {
    waiting_.clear();
    waitingBytes_ = 0;
    stageWaits_ = false;
  }

  /// From the last version on, as what failed may have left anything in the work file.
  void tryAgain(const std::string& path) {
    lastTry_ = Clock::now();
    guarded(path, [&] {
      auto next = file_->continued(path);
      for (const Job& job : waiting_) job.work(*next);
      next->publish(path == this->path());
      file_ = std::move(next);
      published();
      broken_ = false;
      const std::scoped_lock lock(mutex_);
      path_ = path;
      status_ = Status();
    });
  }

  /// Runs something on the file and keeps its failure.
  template <class Work>
  void guarded(const std::string& path, const Work& work) {
    std::string problem;
    try {
      work();
      return;
    } catch (const std::exception& error) {
      problem = error.what();
    }
    broken_ = true;
    lastTry_ = Clock::now();
    file_->dropWork();
    const std::scoped_lock lock(mutex_);
    status_ = writeError(path, problem);
  }

  mutable std::mutex mutex_;  ///< guards what follows
  std::string path_;
  std::optional<std::string> place_;  ///< where to go on
  std::condition_variable work_;
  std::condition_variable room_;
  std::deque<Job> jobs_;
  std::size_t queuedBytes_ = 0;
  bool ended_ = false;
  bool endUnsaid_ = false;
  Status status_;

  std::mutex endMutex_;  ///< held while the thread is joined
  std::atomic<Clock::rep> busy_ = 0;
  std::atomic<bool> gaveUp_ = false;

  // Of the log thread alone.
  std::unique_ptr<RunFile> file_;
  std::deque<Job> waiting_;  ///< done in the work file, but not in the last version that others see
  std::size_t waitingBytes_ = 0;
  bool stageWaits_ = false;  ///< and is in no version
  Clock::time_point stageCame_;
  bool checkpointOwed_ = false;  ///< a stage came, and no checkpoint since
  bool broken_ = false;          ///< the work file is not to be used
  Clock::duration cost_{};
  Clock::time_point lastTry_ = Clock::now();
  Clock::time_point lastSign_ = Clock::now();

  std::thread thread_;  ///< last: it uses everything above
};

Status checkOutput(const std::string& path, bool force) {
  if (Status possible = dyadic::checkOutput(path, force); !possible) {
    return possible;
  }
  const auto lock = FileLock::open(path, false);
  if (lock != nullptr && lock->holder() == FileLock::Holder::Somebody) {
    return failure(DYADIC_TR("engine", "%1 is being written by another run. Stop that run or name another file."),
                   {path});
  }
  return {};
}

RunWriter::RunWriter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RunWriter::~RunWriter() = default;

Expected<std::unique_ptr<RunWriter>> RunWriter::create(const CreateOptions& options) {
  if (Status possible = checkOutput(options.path, options.force); !possible) {
    return possible.error();
  }
  try {
    h5::prepareThread();
    auto impl = std::make_unique<Impl>(options.path, RunFile::create(options));
    return std::unique_ptr<RunWriter>(new RunWriter(std::move(impl)));
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "%1 cannot be created: %2."), {options.path, error.what()});
  }
}

Expected<std::unique_ptr<RunWriter>> RunWriter::reopen(const std::string& path, const std::string& note) {
  try {
    h5::prepareThread();
    auto impl = std::make_unique<Impl>(path, RunFile::reopen(path, note));
    return std::unique_ptr<RunWriter>(new RunWriter(std::move(impl)));
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "%1 cannot be continued: %2."), {path, error.what()});
  }
}

void RunWriter::setBaseline(const Evaluation& baseline) {
  impl_->push({Kind::Rows, [baseline](RunFile& file) { file.setBaseline(baseline); }, sizeof(baseline)});
}

void RunWriter::appendStage(std::shared_ptr<const StageRecord> stage) {
  // Histograms belong to whoever made the record and are shared with its snapshots: they cost the queue nothing.
  impl_->push({Kind::Stage, [stage = std::move(stage)](RunFile& file) { file.appendStage(*stage); }});
}

void RunWriter::appendTrain(TrainSeries rows) {
  const std::size_t bytes = bytesOf(rows.step, rows.epoch, rows.stage, rows.loss, rows.learningRate);
  impl_->push({Kind::Rows, [rows = std::move(rows)](RunFile& file) { file.appendTrain(rows); }, bytes});
}

void RunWriter::appendValidation(ValidationSeries rows) {
  const std::size_t bytes = bytesOf(rows.epoch, rows.stage, rows.top1, rows.hardTop1, rows.loss);
  impl_->push({Kind::Rows, [rows = std::move(rows)](RunFile& file) { file.appendValidation(rows); }, bytes});
}

void RunWriter::appendExponents(double epoch, std::vector<double> meanExponents) {
  const std::size_t bytes = bytesOf(meanExponents);
  impl_->push({Kind::Rows, [epoch, row = std::move(meanExponents)](RunFile& file) { file.appendExponents(epoch, row); },
               bytes});
}

void RunWriter::setQuantized(std::vector<QuantizedLayer> layers) {
  std::size_t bytes = 0;
  for (const auto& layer : layers) {
    bytes += bytesOf(layer.weight) + bytesOf(layer.bias) + bytesOf(layer.scale) + bytesOf(layer.shift);
  }
  impl_->push({Kind::Results, [layers = std::move(layers)](RunFile& file) { file.setQuantized(layers); }, bytes});
}

void RunWriter::setPredictions(Predictions predictions) {
  const std::size_t bytes = bytesOf(predictions.label, predictions.floatNetwork, predictions.hard);
  impl_->push({Kind::Results, [all = std::move(predictions)](RunFile& file) { file.setPredictions(all); }, bytes});
}

void RunWriter::setInteger(IntegerDeployment deployment) {
  std::size_t bytes = 0;
  for (const auto& operation : deployment.program.operations) {
    bytes += bytesOf(operation.weight.data, operation.bias.data);
  }
  impl_->push({Kind::Results, [all = std::move(deployment)](RunFile& file) { file.setInteger(all); }, bytes});
}

void RunWriter::setCheckpoint(Checkpoint checkpoint) {
  std::size_t bytes = 0;
  for (const auto& [name, blob] : checkpoint) {
    bytes += blob.bytes.size();
  }
  impl_->push({Kind::Checkpoint, [all = std::move(checkpoint)](RunFile& file) { file.setCheckpoint(all); }, bytes});
}

void RunWriter::setState(RunState state, std::string reason) {
  impl_->push({Kind::State, [state, reason = std::move(reason)](RunFile& file) { file.setState(state, reason); }});
}

Status RunWriter::status() const { return impl_->status(); }
bool RunWriter::gaveUp() const { return impl_->gaveUp(); }
Status RunWriter::moveTo(const std::string& path) { return impl_->moveTo(path); }
Status RunWriter::settle() { return impl_->settle(); }
double RunWriter::secondsWriting() const { return impl_->seconds(); }
std::string RunWriter::path() const { return impl_->path(); }
Status RunWriter::finish(RunState state, const std::string& reason) { return impl_->end(state, reason); }
void RunWriter::stop() { impl_->stop(); }

}  // namespace dyadic::runlog
