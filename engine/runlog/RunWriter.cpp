// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/RunWriter.h"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

#include "engine/runlog/RunFile.h"

namespace dyadic::runlog {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kFlushInterval{1};
constexpr std::size_t kMaxJobs = 1024;
constexpr std::size_t kMaxQueuedBytes = 512u << 20;

enum class When { Soon, Now };  ///< of the flush after a job

struct Job {
  std::function<void(RunFile&)> work;
  std::size_t bytes = 0;  ///< about what its values occupy
  When flush = When::Soon;
};

Error writeError(const std::string& path, const std::string& reason) {
  return failure(DYADIC_TR("engine", "%1 can no longer be written: %2. It keeps what was in it before."),
                 {path, reason});
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

  void stop() noexcept {
    // Its status was there to be polled.
    static_cast<void>(end(RunState::Stopped, DYADIC_TR("engine", "closed before the end")));
  }

  void push(Job job) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] {
      return ended_ || !status_.ok() || jobs_.empty() ||
             (jobs_.size() < kMaxJobs && queuedBytes_ + job.bytes <= kMaxQueuedBytes);
    });
    if (ended_ || !status_.ok()) {
      return;
    }
    enqueue(std::move(job));
  }

  Status end(RunState state, const std::string& reason) {
    const std::scoped_lock once(endMutex_);
    {
      const std::scoped_lock lock(mutex_);
      if (!ended_) {
        ended_ = true;
        enqueue({[state, reason](RunFile& file) { file.setState(state, reason); }, 0, When::Now});
      }
    }
    room_.notify_all();
    if (thread_.joinable()) {
      thread_.join();
    }
    return status();
  }

  Status status() const {
    const std::scoped_lock lock(mutex_);
    return status_;
  }
  double seconds() const { return std::chrono::duration<double>(Clock::duration(busy_.load())).count(); }
  const std::string& path() const { return path_; }

 private:
  /// REQUIRES: mutex_ is held.
  void enqueue(Job job) {
    queuedBytes_ += job.bytes;
    jobs_.push_back(std::move(job));
    work_.notify_one();
  }

  /// The log thread. No lock is held while the file is used.
  void run() {
    h5::prepareThread();
    while (status().ok()) {
      std::optional<Job> job;
      {
        std::unique_lock lock(mutex_);
        const auto ready = [this] { return !jobs_.empty() || ended_; };
        if (unflushed_) {
          work_.wait_until(lock, lastFlush_ + kFlushInterval, ready);
        } else {
          work_.wait(lock, ready);
        }
        if (!jobs_.empty()) {
          job = std::move(jobs_.front());
          jobs_.pop_front();
          queuedBytes_ -= job->bytes;
        } else if (ended_) {
          break;
        }
      }
      room_.notify_all();
      guarded([&] { step(job); });
    }
    guarded([this] { finishFile(); });
  }

  void step(std::optional<Job>& job) {
    if (job) {
      job->work(*file_);
      unflushed_ = true;
    }
    if (unflushed_ && ((job && job->flush == When::Now) || Clock::now() >= lastFlush_ + kFlushInterval)) {
      file_->flush();
      unflushed_ = false;
      lastFlush_ = Clock::now();
    }
  }

  void finishFile() {
    if (status().ok()) {
      file_->close();
    } else {
      file_->abandon();
    }
  }

  /// Runs something on the file, takes its time, and keeps its first failure.
  template <class Work>
  void guarded(const Work& work) {
    const auto begin = Clock::now();
    std::string problem;
    try {
      work();
    } catch (const std::exception& error) {
      problem = error.what();
    }
    busy_ += (Clock::now() - begin).count();
    if (!problem.empty()) {
      {
        const std::scoped_lock lock(mutex_);
        status_ = writeError(path_, problem);
        jobs_.clear();
        queuedBytes_ = 0;
      }
      room_.notify_all();
    }
  }

  const std::string path_;
  mutable std::mutex mutex_;  ///< guards what follows
  std::condition_variable work_;
  std::condition_variable room_;
  std::deque<Job> jobs_;
  std::size_t queuedBytes_ = 0;
  bool ended_ = false;
  Status status_;

  std::mutex endMutex_;  ///< held while the thread is joined
  std::atomic<Clock::rep> busy_ = 0;

  // Of the log thread alone.
  std::unique_ptr<RunFile> file_;
  bool unflushed_ = false;
  Clock::time_point lastFlush_ = Clock::now();

  std::thread thread_;  ///< last: it uses everything above
};

Status checkOutput(const std::string& path, bool force) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::file_status found = fs::status(path, ignored);
  if (path.empty() || fs::is_directory(found) || (fs::exists(found) && !fs::is_regular_file(found))) {
    return usageError(DYADIC_TR("engine", "'%1' cannot be a run file: give the name of a file."), {path});
  }
  if (fs::exists(found)) {
    if (!force) {
      return usageError(DYADIC_TR("engine", "%1 exists. Name another file, or overwrite it with --force."), {path});
    }
    const auto lock = FileLock::open(path, false);
    if (lock != nullptr && lock->holder(FileLock::Byte::Writer) == FileLock::Holder::Somebody) {
      return failure(DYADIC_TR("engine", "%1 is being written by another run. Stop that run or name another file."),
                     {path});
    }
  }
  std::string folder = fs::path(path).parent_path().string();
  folder = folder.empty() ? "." : folder;
  if (!fs::is_directory(folder, ignored)) {
    return failure(DYADIC_TR("engine", "%1 cannot be created: there is no folder %2."), {path, folder});
  }
  if (access(folder.c_str(), W_OK | X_OK) != 0) {
    return failure(DYADIC_TR("engine", "%1 cannot be created: the folder %2 takes no new files."), {path, folder});
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

Expected<std::unique_ptr<RunWriter>> RunWriter::reopen(const std::string& path) {
  try {
    h5::prepareThread();
    auto impl = std::make_unique<Impl>(path, RunFile::reopen(path));
    return std::unique_ptr<RunWriter>(new RunWriter(std::move(impl)));
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "%1 cannot be continued: %2."), {path, error.what()});
  }
}

void RunWriter::setBaseline(const Evaluation& baseline) {
  impl_->push({[baseline](RunFile& file) { file.setBaseline(baseline); }, sizeof(baseline)});
}

void RunWriter::appendStage(std::shared_ptr<const StageRecord> stage) {
  // Histograms belong to whoever made the record and are shared with its snapshots: they cost the queue nothing.
  impl_->push({[stage = std::move(stage)](RunFile& file) { file.appendStage(*stage); }, 0, When::Now});
}

void RunWriter::appendTrain(TrainSeries rows) {
  const std::size_t bytes = bytesOf(rows.step, rows.epoch, rows.stage, rows.loss, rows.learningRate);
  impl_->push({[rows = std::move(rows)](RunFile& file) { file.appendTrain(rows); }, bytes});
}

void RunWriter::appendValidation(ValidationSeries rows) {
  const std::size_t bytes = bytesOf(rows.epoch, rows.stage, rows.top1, rows.hardTop1, rows.loss);
  impl_->push({[rows = std::move(rows)](RunFile& file) { file.appendValidation(rows); }, bytes});
}

void RunWriter::appendExponents(double epoch, std::vector<double> meanExponents) {
  const std::size_t bytes = bytesOf(meanExponents);
  impl_->push({[epoch, row = std::move(meanExponents)](RunFile& file) { file.appendExponents(epoch, row); }, bytes});
}

void RunWriter::setQuantized(std::vector<QuantizedLayer> layers) {
  std::size_t bytes = 0;
  for (const auto& layer : layers) {
    bytes += bytesOf(layer.weight) + bytesOf(layer.bias) + bytesOf(layer.scale) + bytesOf(layer.shift);
  }
  impl_->push({[layers = std::move(layers)](RunFile& file) { file.setQuantized(layers); }, bytes, When::Now});
}

void RunWriter::setPredictions(Predictions predictions) {
  const std::size_t bytes = bytesOf(predictions.label, predictions.floatNetwork, predictions.hard);
  impl_->push({[all = std::move(predictions)](RunFile& file) { file.setPredictions(all); }, bytes, When::Now});
}

void RunWriter::setInteger(IntegerDeployment deployment) {
  std::size_t bytes = 0;
  for (const auto& operation : deployment.program.operations) {
    bytes += bytesOf(operation.weight.data, operation.bias.data);
  }
  impl_->push({[all = std::move(deployment)](RunFile& file) { file.setInteger(all); }, bytes, When::Now});
}

void RunWriter::setCheckpoint(Checkpoint checkpoint) {
  std::size_t bytes = 0;
  for (const auto& [name, blob] : checkpoint) {
    bytes += blob.bytes.size();
  }
  impl_->push({[checkpoint = std::move(checkpoint)](RunFile& file) { file.setCheckpoint(checkpoint); }, bytes});
}

void RunWriter::setState(RunState state, std::string reason) {
  impl_->push({[state, reason = std::move(reason)](RunFile& file) { file.setState(state, reason); }, 0, When::Now});
}

Status RunWriter::status() const { return impl_->status(); }
double RunWriter::secondsWriting() const { return impl_->seconds(); }
const std::string& RunWriter::path() const { return impl_->path(); }
Status RunWriter::finish(RunState state, const std::string& reason) { return impl_->end(state, reason); }
void RunWriter::stop() { impl_->stop(); }

}  // namespace dyadic::runlog
