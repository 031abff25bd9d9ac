// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SweepRunner.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <list>
#include <memory>
#include <thread>
#include <utility>

#include "app/cli/ChildProcess.h"
#include "app/cli/Interrupt.h"
#include "app/cli/Json.h"
#include "app/cli/ProgressBar.h"
#include "app/cli/ProgressRecord.h"
#include "engine/session/Config.h"
#include "engine/session/RunSession.h"
#include "engine/types/OutputFile.h"

namespace dyadic::cli {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using session::SweepFile;
using session::SweepPlace;
using session::SweepRun;
using State = SweepOutcome::State;

constexpr std::size_t kLongestLog = 1 << 20;  ///< bytes of a run's messages that are kept
constexpr std::chrono::milliseconds kRedraw{200};
constexpr std::chrono::seconds kLinesEvery{30};  ///< where no line can be redrawn
const std::string kMistake = "dyadic-cli: ";     ///< how a child's last words begin

/// A run that is being made.
struct Job {
  std::size_t index = 0;  ///< of the run
  std::unique_ptr<ChildProcess> child;
  std::vector<std::string> command;
  ProgressRecord progress;
  std::string log;
  std::string lastWords;
  Clock::time_point begin = Clock::now();

  void take(const std::string& line) {
    if (auto record = parseProgress(line)) {
      progress = std::move(*record);
      return;
    }
    if (line.rfind(kMistake, 0) == 0) {
      lastWords = line.substr(kMistake.size());
    }
    if (log.size() < kLongestLog) {
      log += line + "\n";
    }
  }
};

double secondsSince(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

double numberAt(const Json& json, const char* key) {
  return json.is_object() && json.contains(key) && json[key].is_number() ? json[key].get<double>() : kNotMeasured;
}

std::string textAt(const Json& json, const char* key) {
  return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : "";
}

std::string signalText(int signal) {
  std::string text = "ended by signal " + std::to_string(signal) + " (" + strsignal(signal) + ")";
  return signal == SIGKILL ? text + "; perhaps the memory did not suffice for so many jobs" : text;
}

/// What a child says it came to.
SweepOutcome outcomeOf(const Job& job, const std::string& path) {
  SweepOutcome outcome;
  outcome.path = path;
  outcome.seconds = secondsSince(job.begin);
  const Json result = Json::parse(job.child->output(), nullptr, false);
  const std::string state = textAt(result, "state");
  const bool stopped = state == "stopped" || job.child->code() == -SIGINT;  // before it could save anything
  outcome.state = job.child->code() == 0 ? State::Finished : stopped ? State::Stopped : State::Failed;
  if (result.is_object() && result.contains("baseline")) {
    outcome.floatTop1 = numberAt(result["baseline"], "top1");
  }
  if (result.is_object() && result.contains("stages") && result["stages"].is_array() && !result["stages"].empty()) {
    outcome.hardTop1 = numberAt(result["stages"].back(), "hard_top1");
  }
  outcome.reason = textAt(result, "reason");
  if (outcome.state != State::Finished && outcome.reason.empty()) {
    outcome.reason = !job.lastWords.empty()     ? job.lastWords
                     : job.child->code() < 0    ? signalText(-job.child->code())
                     : job.child->code() == 127 ? "the program could not be started"
                                                : "ended with exit code " + std::to_string(job.child->code());
  }
  return outcome;
}

/// Moves a file if it is there.
void moveAway(const fs::path& from, const fs::path& to) {
  std::error_code ignored;
  if (fs::exists(from, ignored)) {
    fs::create_directories(to.parent_path(), ignored);
    fs::rename(from, to, ignored);
  }
}

/// Whether a run file says that its run has failed. Any other is left where it is: one that was killed can be gone on
/// with, and what else has the name is not the failed run's.
bool hasFailed(const std::string& path) {
  const auto run = session::openRun(path, RunDetail::Summary);
  return run && (*run)->state == RunState::Failed;
}

class Runner {
 public:
  Runner(const SweepOptions& options, Console& console, std::vector<SweepFile> files)
      : options_(options), console_(console), files_(std::move(files)), outcomes_(options.sweep.runs.size()) {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      outcomes_[i].path = files_[i].path;
      if (files_[i].place == SweepPlace::Finished && !options_.force) {
        outcomes_[i].state = State::AlreadyThere;
        outcomes_[i].reason.clear();
      } else {
        waiting_.push_back(i);
      }
    }
    todo_ = waiting_.size();
  }

  Expected<std::vector<SweepOutcome>> run();

 private:
  Status start(std::size_t index);
  Status begin(Job& job);
  void finish(Job& job);
  void keepApart(const Job& job, SweepOutcome& outcome) const;
  void say(const Job& job, const SweepOutcome& outcome);
  void show();
  [[nodiscard]] std::string overall() const;
  [[nodiscard]] const SweepRun& runOf(const Job& job) const { return options_.sweep.runs[job.index]; }
  [[nodiscard]] fs::path folder() const { return options_.sweep.folder; }
  [[nodiscard]] fs::path configPath(const std::string& name) const { return folder() / ".work" / (name + ".json"); }
  [[nodiscard]] fs::path failedPath(const std::string& name, const char* ending) const {
    return folder() / "failed" / (name + ending);
  }

  const SweepOptions& options_;
  Console& console_;
  std::vector<SweepFile> files_;
  std::vector<SweepOutcome> outcomes_;
  std::list<std::size_t> waiting_;
  std::list<Job> running_;
  std::size_t todo_ = 0;
  std::size_t done_ = 0;
  double doneSeconds_ = 0;
  Clock::time_point shown_{};
};

/// The config of a new run, and the command that makes it.
Status Runner::begin(Job& job) {
  const SweepRun& run = runOf(job);
  const SweepFile& file = files_[job.index];
  job.command = {options_.program, "quantize"};
  if (file.place == SweepPlace::Stopped && !options_.force) {
    job.command.insert(job.command.end(), {"--resume", file.path});
  } else {
    if (file.place == SweepPlace::Failed) {
      moveAway(file.path, failedPath(run.name, ".h5"));
    }
    RunConfig config = run.config;
    if (config.threads == 0) {
      const int processors = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
      config.threads = std::max(1, processors / options_.jobs);
    }
    outcomes_[job.index].path = config.output;
    if (auto written = writeOutput(configPath(run.name).string(), true,
                                   [&](std::ostream& out) { out << session::formatConfig(config) << '\n'; });
        !written) {
      return written;
    }
    job.command.push_back(configPath(run.name).string());
    if (options_.force) {
      job.command.push_back("--force");
    }
  }
  job.command.insert(job.command.end(), {"--json", "--progress-records"});
  return {};
}

Status Runner::start(std::size_t index) {
  running_.emplace_back();
  Job& job = running_.back();
  job.index = index;
  if (auto ready = begin(job); !ready) {
    running_.pop_back();
    return ready;
  }
  auto child = ChildProcess::start(job.command, [&job](const std::string& line) { job.take(line); });
  if (!child) {
    running_.pop_back();
    return child.error();
  }
  job.child = std::move(*child);
  if (!console_.terminal()) {
    console_.message("begins: " + runOf(job).name);
  }
  return {};
}

/// Run file, config and log of a failed run.
void Runner::keepApart(const Job& job, SweepOutcome& outcome) const {
  const std::string& name = runOf(job).name;
  std::string text = "reason: " + outcome.reason + "\nexit code: " + std::to_string(job.child->code()) + "\ncommand:";
  for (const std::string& word : job.command) {
    text += " " + word;
  }
  moveAway(configPath(name), failedPath(name, ".json"));
  std::error_code ignored;
  if (hasFailed(outcome.path)) {
    moveAway(outcome.path, failedPath(name, ".h5"));
    outcome.path = failedPath(name, ".h5").string();
  }
  fs::create_directories(folder() / "failed", ignored);
  (void)writeOutput(failedPath(name, ".log").string(), true, [&](std::ostream& out) {
    out << text << "\n\n" << job.log;
  });
  if (!fs::exists(outcome.path, ignored)) outcome.path.clear();
}

void Runner::finish(Job& job) {
  SweepOutcome outcome = outcomeOf(job, outcomes_[job.index].path);
  const std::string& name = runOf(job).name;
  std::error_code ignored;
  if (outcome.state == State::Failed) {
    keepApart(job, outcome);
  } else {
    fs::remove(configPath(name), ignored);
  }
  if (outcome.state == State::Finished) {  // what failed before
    for (const char* ending : {".h5", ".json", ".log"}) {
      fs::remove(failedPath(name, ending), ignored);
    }
    fs::remove(folder() / "failed", ignored);  // if it is empty
  }
  ++done_;
  doneSeconds_ += outcome.seconds;
  say(job, outcome);
  outcomes_[job.index] = std::move(outcome);
}

void Runner::say(const Job& job, const SweepOutcome& outcome) {
  std::string line = std::string(nameOf(outcome.state)) + ": " + runOf(job).name;
  if (outcome.state == State::Finished) {
    char change[32];
    std::snprintf(change, sizeof change, "%+.2f", 100 * (outcome.hardTop1 - outcome.floatTop1));
    line += "  hard top-1 " + percent(outcome.hardTop1) + " (" + change + "), " + duration(outcome.seconds);
  } else {
    line += ": " + outcome.reason;
  }
  console_.message(line);
}

/// "3 of 9 done, about 5 min 0 s left"
std::string Runner::overall() const {
  double busy = 0;
  double longest = 0;
  double all = doneSeconds_;
  bool known = true;
  for (const Job& job : running_) {
    known = known && std::isfinite(job.progress.secondsLeft);
    busy += job.progress.secondsLeft;
    longest = std::max(longest, job.progress.secondsLeft);
    all += secondsSince(job.begin) + job.progress.secondsLeft;
  }
  std::string text = std::to_string(done_) + " of " + std::to_string(todo_) + " done";
  const auto known_runs = static_cast<double>(done_ + running_.size());
  if (known && known_runs > 0) {
    const double later = all / known_runs * static_cast<double>(waiting_.size());
    text += ", about " + duration(std::max(longest, (busy + later) / options_.jobs)) + " left";
  }
  return text;
}

void Runner::show() {
  const Clock::duration pause = console_.terminal() ? Clock::duration(kRedraw) : Clock::duration(kLinesEvery);
  if (running_.empty() || Clock::now() - shown_ < pause) {
    return;
  }
  shown_ = Clock::now();
  std::size_t width = 0;
  for (const Job& job : running_) {
    width = std::max(width, runOf(job).name.size());
  }
  std::vector<std::string> lines;
  for (const Job& job : running_) {
    const std::string name = runOf(job).name + std::string(width - runOf(job).name.size(), ' ');
    const std::string activity = job.progress.activity.empty() ? "Opening" : job.progress.activity;
    lines.push_back(name + "  " + progressText(job.progress.fraction, activity, job.progress.secondsLeft));
  }
  lines.push_back(overall());
  console_.progress(lines);
}

Expected<std::vector<SweepOutcome>> Runner::run() {
  const Interrupt interrupt;
  std::error_code ignored;
  fs::create_directories(folder() / ".work", ignored);
  bool stopping = false;
  shown_ = console_.terminal() ? Clock::time_point{} : Clock::now();
  while (!running_.empty() || (!waiting_.empty() && !stopping)) {
    while (!stopping && !waiting_.empty() && static_cast<int>(running_.size()) < options_.jobs) {
      const std::size_t next = waiting_.front();
      waiting_.pop_front();
      if (auto started = start(next); !started) {
        return started.error();
      }
    }
    std::vector<ChildProcess*> children;
    for (Job& job : running_) {
      children.push_back(job.child.get());
    }
    ChildProcess::wait(children, 100);
    for (auto job = running_.begin(); job != running_.end();) {
      job->child->read();
      const bool ended = job->child->ended();
      if (ended) {
        finish(*job);
      }
      job = ended ? running_.erase(job) : std::next(job);
    }
    if (Interrupt::requested() && !stopping) {
      stopping = true;
      console_.message("Stopping and saving; press Ctrl-C again to leave at once.");
      for (const Job& job : running_) {
        job.child->interrupt();
      }
    }
    show();
  }
  console_.endProgress();
  fs::remove(folder() / ".work", ignored);  // if it is empty
  return std::move(outcomes_);
}

Status checkFolder(const SweepOptions& options, const std::vector<SweepFile>& files) {
  std::size_t there = 0;
  std::size_t finished = 0;
  for (const SweepFile& file : files) {
    if (file.place == SweepPlace::Underway) {
      return failure(DYADIC_TR("engine",
                               "%1 is being written by another program. Wait for it, or stop it. If it is gone with "
                               "its machine, dyadic-cli quantize --resume %1 goes on with the run."),
                     {file.path});
    }
    if (file.place == SweepPlace::Unreadable && !options.force) {
      return failure(DYADIC_TR("engine", "%1 Move the file out of the folder, or overwrite it with --force."),
                     {file.reason});
    }
    if (file.place == SweepPlace::Occupied && !options.force) {
      return usageError(DYADIC_TR("engine",
                                  "%1 is there and holds a run of another config. Give the sweep another "
                                  "output, or --force to overwrite it."),
                        {file.path});
    }
    there += file.place == SweepPlace::Missing ? 0 : 1;
    finished += file.place == SweepPlace::Finished ? 1 : 0;
  }
  if (there > 0 && !options.resume && !options.force) {
    return usageError(DYADIC_TR("engine",
                                "%1 holds runs of this sweep already, %2 of %3 finished. --resume goes on "
                                "with the others, --force does all of them again."),
                      {options.sweep.folder, std::to_string(finished), std::to_string(files.size())});
  }
  return {};
}

}  // namespace

const char* nameOf(SweepOutcome::State state) {
  switch (state) {
    case State::Finished:
      return "finished";
    case State::AlreadyThere:
      return "there already";
    case State::Failed:
      return "failed";
    case State::Stopped:
      return "stopped";
    case State::NotRun:
      break;
  }
  return "not run";
}

Expected<std::vector<SweepOutcome>> runSweep(const SweepOptions& options, Console& console) {
  const auto lock = session::SweepLock::take(options.sweep.folder);
  if (!lock) return lock.error();
  std::vector<SweepFile> files = session::findSweepFiles(options.sweep);
  if (auto checked = checkFolder(options, files); !checked) {
    return checked.error();
  }
  if (auto written = session::writeSweepPlan(options.sweep); !written) {
    return written.error();
  }
  return Runner(options, console, std::move(files)).run();
}

}  // namespace dyadic::cli
