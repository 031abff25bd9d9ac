// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/Interrupt.h"
#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "app/cli/ProgressBar.h"
#include "app/cli/ProgressRecord.h"
#include "engine/session/Config.h"
#include "engine/session/Report.h"
#include "engine/session/RunSession.h"

namespace dyadic::cli {

namespace {

struct QuantizeOptions {
  std::string config;
  std::string out;
  std::string resume;
  bool progressRecords = false;
};

using Snapshot = std::shared_ptr<const RunSnapshot>;

/// Hands the run thread's snapshots to the thread that prints them. Outlives the session.
class Mailbox {
 public:
  /// Run thread.
  void post(Snapshot snapshot) {
    const std::lock_guard lock(mutex_);
    latest_ = std::move(snapshot);
    posted_.notify_one();
  }
  /// The latest snapshot, after a new one came or a tenth of a second passed; null before the first.
  Snapshot wait() {
    std::unique_lock lock(mutex_);
    posted_.wait_for(lock, std::chrono::milliseconds(100));
    return latest_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  Snapshot latest_;
};

bool ended(const RunSnapshot& snapshot) {
  return snapshot.state == RunState::Finished || snapshot.state == RunState::Stopped ||
         snapshot.state == RunState::Failed;
}

std::string cells(const std::vector<std::string>& texts) {
  std::string line;
  for (const std::string& text : texts) {
    char cell[64];
    std::snprintf(cell, sizeof cell, "%11s", text.c_str());
    line += cell;
  }
  return line;
}

/// Prints a run as it goes: the float line, a line a stage as each ends, and the progress between.
class RunReport {
 public:
  RunReport(Console& console, bool records) : console_(console), bar_(console), records_(records) {}

  void update(const RunSnapshot& snapshot) {
    if (snapshot.baseline && !baselineShown_) {
      baselineShown_ = true;
      console_.warnings();
      line("Float baseline: top-1 " + percent(snapshot.baseline->top1) + " on " + count(snapshot.baseline->images) +
           " images\n" + cells({"stage", "portion", "as trained", "hard", "baseline", "time"}));
    }
    if (const std::string trouble = snapshot.unwritten ? snapshot.unwritten->message() : std::string();
        trouble != unwritten_ && !ended(snapshot)) {
      unwritten_ = trouble;
      console_.message(trouble.empty() ? "The run file can be written again: nothing is lost."
                                       : trouble + " The run goes on, and it is tried again every few seconds.");
    }
    if (const std::string before = std::exchange(path_, snapshot.path); !before.empty() && before != path_) {
      console_.message("As " + before + " cannot be written, the run is in " + path_ + " now.");
    }
    for (; stagesShown_ < snapshot.stages.size(); ++stagesShown_) {
      const StageRecord& stage = *snapshot.stages[stagesShown_];
      line(cells({std::to_string(stage.index + 1), percent(stage.portion), percent(stage.trained.top1),
                  percent(stage.hard.top1), percent(snapshot.baseline ? snapshot.baseline->top1 : kNotMeasured),
                  duration(stage.seconds)}));
    }
    if (!ended(snapshot)) {
      showProgress(snapshot);
    }
  }

 private:
  void line(const std::string& text) { console_.json() ? console_.message(text) : console_.result(text); }

  void showProgress(const RunSnapshot& snapshot) {
    const RunProgress& progress = snapshot.progress;
    const double fraction =
        progress.steps > 0 ? static_cast<double>(progress.step) / static_cast<double>(progress.steps) : 0.0;
    std::string text = progress.activity.empty() ? "Opening" : progress.activity;
    if (snapshot.outline && snapshot.baseline) {
      text += ", stage " + std::to_string(progress.stage + 1) + "/" + std::to_string(snapshot.outline->portions.size());
    }
    if (!snapshot.train->loss.empty()) {
      text += ", loss " + number(snapshot.train->loss.back(), 3);
    }
    if (records_) {
      writeRecord(fraction, text, progress.secondsLeft);
    } else {
      bar_.update(fraction, text, progress.secondsLeft);
    }
  }

  /// For the program that started this one: see ProgressRecord.h.
  void writeRecord(double fraction, const std::string& activity, double secondsLeft) {
    const auto now = std::chrono::steady_clock::now();
    if (now - recorded_ >= std::chrono::milliseconds(500)) {
      recorded_ = now;
      console_.message(formatProgress({fraction, secondsLeft, activity}));
    }
  }

  Console& console_;
  ProgressBar bar_;
  bool records_;
  std::chrono::steady_clock::time_point recorded_{};
  bool baselineShown_ = false;
  std::string unwritten_;
  std::string path_;
  std::size_t stagesShown_ = 0;
};

const char* stateName(RunState state) {
  switch (state) {
    case RunState::Finished:
      return "finished";
    case RunState::Stopped:
      return "stopped";
    default:
      return "failed";
  }
}

Json runJson(const RunSnapshot& snapshot) {
  Json stages = Json::array();
  for (const auto& stage : snapshot.stages) {
    stages.push_back({{"portion", stage->portion},
                      {"portion_realized", stage->portionRealized},
                      {"top1", stage->trained.top1},
                      {"top5", stage->trained.top5},
                      {"loss", stage->trained.loss},
                      {"hard_top1", stage->hard.top1},
                      {"hard_top5", stage->hard.top5},
                      {"hard_loss", stage->hard.loss},
                      {"seconds", stage->seconds}});
  }
  return {{"run", snapshot.path},
          {"state", stateName(snapshot.state)},
          {"reason", snapshot.reason},
          {"method", snapshot.outline ? snapshot.outline->config.method.id : ""},
          {"seed", snapshot.outline ? Json(snapshot.outline->config.seed) : Json()},
          {"baseline", snapshot.baseline ? toJson(*snapshot.baseline) : Json()},
          {"stages", std::move(stages)},
          {"weights_only", !snapshot.stages.empty() && session::quantizesWeightsAlone(*snapshot.stages.back())},
          {"seconds", snapshot.progress.seconds}};
}

std::string summary(const RunSnapshot& snapshot) {
  std::string text = "Finished in " + duration(snapshot.progress.seconds);
  if (!snapshot.stages.empty() && snapshot.baseline) {
    const double hard = snapshot.stages.back()->hard.top1;
    char change[32];
    std::snprintf(change, sizeof change, "%+.2f", 100 * (hard - snapshot.baseline->top1));
    text += ": quantized top-1 " + percent(hard) + ", " + change + " points from the float network";
  }
  if (!snapshot.stages.empty() && session::quantizesWeightsAlone(*snapshot.stages.back())) {
    text +=
        "\nOnly weights are quantized: feature maps, biases and batch norms stay float, so that there is no network on "
        "integers.";
  }
  return text + "\nRun file: " + snapshot.path;
}

/// A mistake in the config names its file.
Error inConfig(const Error& error, const std::string& config) {
  if (error.kind != ErrorKind::Usage || config.empty()) return error;
  return usageError("%1: %2", {config, error.message()});
}

/// Exit status and last words of a run of that config that ended.
Status conclude(const RunSnapshot& snapshot, const std::string& config, Console& console) {
  if (console.json()) {
    Json json = runJson(snapshot);
    json["warnings"] = console.warnings();
    console.result(format(json));
  } else if (snapshot.state == RunState::Finished) {
    console.result(summary(snapshot));
  }
  switch (snapshot.state) {
    case RunState::Finished:
      return {};
    case RunState::Stopped:
      return failure(DYADIC_TR("engine",
                               "Stopped before the end; what was finished is in %1. Go on with "
                               "'dyadic-cli quantize --resume %1'."),
                     {snapshot.path});
    default:
      return snapshot.error ? inConfig(*snapshot.error, config) : failure(snapshot.reason);
  }
}

Expected<session::RunRequest> runRequest(const QuantizeOptions& options, const Program& program) {
  const CommonOptions& common = program.common;
  session::RunRequest request;
  request.force = common.force;
  request.commandLine = program.commandLine;
  if (options.config.empty() == options.resume.empty()) {
    return usageError(DYADIC_TR("engine", "Give either a run config or --resume RUN.h5."));
  }
  if (!options.resume.empty()) {
    const bool configured = !common.set.empty() || !common.architecture.empty() || !common.device.empty() ||
                            common.seed || common.threads || !options.out.empty();
    if (configured) {
      return usageError(DYADIC_TR("engine",
                                  "A resumed run keeps its own config and file: --resume takes no --out, --set "
                                  "or other option that changes them."));
    }
    request.resume = options.resume;
    return request;
  }
  auto config = configFromFile(options.config, common);
  if (!config) {
    return config.error();
  }
  if (config->method.id.empty()) return inConfig(session::noMethod(), options.config);
  if (!options.out.empty()) {
    config->output = std::filesystem::absolute(options.out).lexically_normal().string();
  } else if (config->output.empty()) {
    config->output = session::defaultOutput(*config);
  }
  request.config = std::move(*config);
  return request;
}

/// Where a run goes whose own folder takes it no more. `sweep` looks for its runs in their place alone.
std::vector<std::string> otherFolders() {
  std::vector<std::string> folders;
  std::error_code ignored;
  for (const auto& folder : {std::filesystem::current_path(ignored), std::filesystem::temp_directory_path(ignored)}) {
    if (!folder.empty()) folders.push_back(folder.string());
  }
  return folders;
}

Status quantize(const QuantizeOptions& options, const Program& program, Console& console) {
  auto request = runRequest(options, program);
  if (!request) {
    return request.error();
  }
  if (!options.progressRecords) request->elsewhere = otherFolders();
  const Interrupt interrupt;
  Mailbox mailbox;
  const auto run = session::RunSession::start(std::move(*request),
                                              [&mailbox](Snapshot snapshot) { mailbox.post(std::move(snapshot)); });
  if (!run) {
    return run.error();
  }
  bool stopping = false;
  {
    RunReport report(console, options.progressRecords);
    for (Snapshot snapshot; !snapshot || !ended(*snapshot);) {
      snapshot = mailbox.wait();
      if (snapshot) {
        report.update(*snapshot);
      }
      if (Interrupt::requested() && !stopping) {
        stopping = true;
        console.message("Stopping and saving; press Ctrl-C again to leave at once.");
        (*run)->stop();
      }
    }
  }
  (*run)->wait();
  return conclude(*(*run)->snapshot(), options.config, console);
}

}  // namespace

void addQuantize(Program& program) {
  CLI::App* command = addCommand(
      program, "quantize", "Quantize a network as a run config says, and keep everything in a run file",
      {"quantize resources/presets/quickstart.json --out quickstart.h5",
       "quantize resources/presets/quickstart.json --set method.parameters.bits=6 --seed 2 --out six.h5 --force",
       "quantize --resume six.h5"});
  auto options = std::make_shared<QuantizeOptions>();
  command->add_option("CONFIG", options->config, "Run config (JSON)");
  command->add_option("--out", options->out, "Run file; otherwise the config's output or runs/DATE-TIME-method-bits.h5")
      ->type_name("RUN.h5");
  command->add_option("--resume", options->resume, "Go on with a run that was stopped or interrupted")
      ->type_name("RUN.h5");
  command->add_flag("--progress-records", options->progressRecords)->group("");  // of `sweep`
  command->callback([&program, options] {
    program.job = [&program, options](Console& console) { return quantize(*options, program, console); };
  });
}

}  // namespace dyadic::cli
