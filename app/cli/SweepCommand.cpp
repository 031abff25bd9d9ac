// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <memory>
#include <thread>

#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "app/cli/SweepRunner.h"
#include "engine/session/Config.h"
#include "engine/session/Sweep.h"

namespace dyadic::cli {

namespace {

namespace fs = std::filesystem;
using State = SweepOutcome::State;
using Outcomes = std::vector<SweepOutcome>;

struct Options {
  std::string config;
  std::string out;
  int jobs = 1;
  bool resume = false;
  bool list = false;
};

std::size_t countOf(const Outcomes& outcomes, State state) {
  std::size_t count = 0;
  for (const SweepOutcome& outcome : outcomes) {
    count += outcome.state == state ? 1 : 0;
  }
  return count;
}

/// null for what is empty.
Json textOrNull(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json summaryJson(const session::Sweep& sweep, const Outcomes& outcomes) {
  Json runs = Json::array();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const SweepOutcome& outcome = outcomes[i];
    runs.push_back({{"name", sweep.runs[i].name},
                    {"label", sweep.runs[i].label},
                    {"state", nameOf(outcome.state)},
                    {"run", textOrNull(outcome.path)},
                    {"reason", textOrNull(outcome.reason)},
                    {"seed", sweep.runs[i].config.seed},
                    {"float_top1", outcome.floatTop1},
                    {"hard_top1", outcome.hardTop1},
                    {"seconds", outcome.seconds}});
  }
  Json json = {{"folder", sweep.folder}, {"runs", std::move(runs)}};
  for (const auto& [key, state] : {std::pair{"finished", State::Finished},
                                   {"there_already", State::AlreadyThere},
                                   {"failed", State::Failed},
                                   {"stopped", State::Stopped},
                                   {"not_run", State::NotRun}}) {
    json[key] = countOf(outcomes, state);
  }
  return json;
}

std::string summaryText(const session::Sweep& sweep, const Outcomes& outcomes) {
  std::string text = sweep.folder + ":";
  for (const State state : {State::Finished, State::AlreadyThere, State::Failed, State::Stopped, State::NotRun}) {
    if (const std::size_t count = countOf(outcomes, state); count > 0) {
      text += (text.back() == ':' ? " " : ", ") + std::to_string(count) + " " + nameOf(state);
    }
  }
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].state == State::Failed || outcomes[i].state == State::Stopped) {
      text += "\n  " + std::string(nameOf(outcomes[i].state)) + ": " + sweep.runs[i].name + ": " + outcomes[i].reason;
    }
  }
  return text;
}

/// What would be run.
void list(const session::Sweep& sweep, Console& console) {
  if (console.json()) {
    Json runs = Json::array();
    for (const session::SweepRun& run : sweep.runs) {
      runs.push_back(
          {{"name", run.name}, {"label", run.label}, {"config", Json::parse(session::formatConfig(run.config))}});
    }
    const Json json = {{"folder", sweep.folder}, {"runs", std::move(runs)}};
    return console.result(format(json));
  }
  for (const session::SweepRun& run : sweep.runs) {
    console.result(run.config.output);
  }
}

Status conclude(const session::Sweep& sweep, const Outcomes& outcomes, Console& console) {
  console.result(console.json() ? format(summaryJson(sweep, outcomes)) : summaryText(sweep, outcomes));
  const std::size_t failed = countOf(outcomes, State::Failed);
  const std::size_t left = countOf(outcomes, State::Stopped) + countOf(outcomes, State::NotRun);
  if (failed > 0) {
    return failure(
        DYADIC_TR("engine", "%1 of %2 runs failed. Their logs are in %3; --resume takes them up again."),
        {std::to_string(failed), std::to_string(outcomes.size()), (fs::path(sweep.folder) / "failed").string()});
  }
  if (left > 0) {
    return failure(DYADIC_TR("engine", "Stopped before the end. The same command with --resume goes on."));
  }
  console.message("A table of them: dyadic-cli report " + sweep.folder);
  return {};
}

/// dyadic-cli, beside the program that runs.
std::string ownProgram() {
  std::error_code ignored;
  return (fs::read_symlink("/proc/self/exe", ignored).parent_path() / "dyadic-cli").string();
}

Status sweep(const Options& options, const CommonOptions& common, Console& console) {
  std::vector<std::string> overrides = configOverrides(common);
  if (!options.out.empty()) {
    overrides.push_back("output=" + Json(options.out).dump());
  }
  auto sweep = session::readSweep(options.config, overrides);
  if (!sweep) {
    return sweep.error();
  }
  if (options.resume && common.force) {
    return usageError(DYADIC_TR("engine",
                                "--resume keeps what is finished and --force does it again: give one of "
                                "them."));
  }
  if (options.list) {
    list(*sweep, console);
    return {};
  }
  const auto outcomes = runSweep({*sweep, options.jobs, options.resume, common.force, ownProgram()}, console);
  if (!outcomes) {
    return outcomes.error();
  }
  return conclude(*sweep, *outcomes, console);
}

}  // namespace

void addSweep(Program& program) {
  CLI::App* command = addCommand(program, "sweep", "Make every run of a config's sweep section, several at once",
                                 {"sweep resources/presets/sweep.json --jobs 2", "sweep grid.json --out grid --list",
                                  "sweep grid.json --out grid --resume --set 'sweep.seed=[1,2,3,4,5]'"});
  auto options = std::make_shared<Options>();
  command->add_option("CONFIG", options->config, "Run config with a sweep section (JSON)")->required();
  command->add_option("--out", options->out, "Folder of the run files; otherwise the config's output or runs/CONFIG")
      ->type_name("FOLDER");
  command->add_option("--jobs", options->jobs, "Runs at once; they share the processors")
      ->type_name("N")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->add_flag("--resume", options->resume,
                    "Keep what is finished, go on with what was stopped, do again what failed");
  command->add_flag("--list", options->list, "Only check the config and name the runs");
  command->callback([&program, options] {
    program.job = [&program, options](Console& console) { return sweep(*options, program.common, console); };
  });
}

}  // namespace dyadic::cli
