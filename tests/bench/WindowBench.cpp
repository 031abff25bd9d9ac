// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/nets/ModelReader.h"
#include "engine/nets/architectures/Architectures.h"
#include "engine/session/Config.h"
#include "engine/session/RunSession.h"
#include "tests/bench/Bench.h"
#include "tests/bench/RunCopy.h"
#include "tests/bench/ScratchFolder.h"

namespace dyadic::bench {
namespace {

using nlohmann::json;

constexpr int kSeconds = 120;  // of scripted use

/// One scenario of dyadic-window-bench.
Expected<json> measure(const std::string& arguments) {
  const std::string command = std::string(DYADIC_WINDOW_BENCH) + " " + arguments + " 2>/dev/null";
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return failure("%1 could not be started", {command});
  std::string text;
  std::array<char, 4096> part{};
  while (const std::size_t count = std::fread(part.data(), 1, part.size(), pipe)) text.append(part.data(), count);
  pclose(pipe);
  const json result = json::parse(text, nullptr, false);
  if (!result.is_object()) return failure("%1 ended without a result", {command});
  if (result.contains("error")) return failure("%1", {result["error"].get<std::string>()});
  return result;
}

std::string text(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", value);
  return buffer;
}

/// The scripted use takes minutes, and several targets are about it.
struct Use {
  json ours;
  json empty;
};
Expected<Use> scriptedUse() {
  static const Expected<Use> kUse = []() -> Expected<Use> {
    const std::string arguments = "events --seconds " + std::to_string(kSeconds);
    auto ours = measure(arguments);
    if (!ours) return ours.error();
    auto empty = measure(arguments + " --empty");
    if (!empty) return empty.error();
    return Use{*ours, *empty};
  }();
  return kUse;
}

Expected<Measurement> ofUse(const char* key, double limit) {
  const auto use = scriptedUse();
  if (!use) return use.error();
  Measurement result;
  result.ours = use->ours[key];
  result.other = limit;
  result.note = std::to_string(use->ours["events"].get<int>()) + " events in " + std::to_string(kSeconds) +
                " s beside a run on all cores; an empty window: " + text(use->empty[key]) + " ms";
  if (std::string_view(key) == "max") result.note += "; longest: " + use->ours["worst"].get<std::string>();
  return result;
}

Expected<Measurement> measureFirstFrame() {
  std::vector<double> times;
  for (int round = 0; round < 5; ++round) {
    const double now = std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
    const auto result = measure("first-frame --started " + std::to_string(now));
    if (!result) return result.error();
    times.push_back((*result)["ms"]);
  }
  Measurement result;
  result.ours = median(times);
  result.other = 1000;
  result.note = "from the start of the process, median of 5";
  return result;
}

Expected<Measurement> measureSlider(const char* key, double limit) {
  static const Expected<json> kResult = []() -> Expected<json> {
    const ScratchFolder folder;
    auto graph = nets::buildArchitecture("resnet50", {.input = {3, 224, 224}, .classes = 1000});
    if (!graph) return graph.error();
    const std::string path = folder.file("resnet50.safetensors");
    if (const Status saved = nets::saveModel(*graph, path, {}, true); !saved) return saved.error();
    return measure("slider --path " + path);
  }();
  if (!kResult) return kResult.error();
  Measurement result;
  result.ours = (*kResult)[key];
  result.other = limit;
  result.note =
      "ResNet-50, bits moved by one, median of 22; worst " + text((*kResult)[std::string(key) + "_worst"]) + " ms";
  return result;
}

/// Fills the folder with finished runs of the example, of which fifty differ in bits, partition or seed.
Status fillWithRuns(const ScratchFolder& folder, int count) {
  constexpr int kDifferent = 50;
  auto config =
      session::readConfig(session::resourcesFolder() + "/presets/quickstart.json",
                          {"data.train_limit=512", "data.limit=200", "method.parameters.calibration_batches=1"});
  if (!config) return config.error();
  const ScratchFolder elsewhere("source");
  config->output = elsewhere.file("run.h5");
  session::RunRequest request;
  request.config = *config;
  auto run = session::RunSession::start(request, [](const std::shared_ptr<const RunSnapshot>&) {});
  if (!run) return run.error();
  (*run)->wait();
  const auto snapshot = (*run)->snapshot();
  if (snapshot->state != RunState::Finished) return failure("the run did not finish: %1", {snapshot->reason});
  const auto name = [&folder](int i) { return folder.file("run" + std::to_string(1000 + i) + ".h5"); };
  for (int i = 0; i < count; ++i) {
    if (i >= kDifferent) {
      std::error_code error;
      std::filesystem::copy_file(name(i - kDifferent), name(i), error);
      if (error) return failure("%1 could not be copied: %2", {name(i), error.message()});
      continue;
    }
    RunSnapshot other = *snapshot;
    auto outline = std::make_shared<RunOutline>(*snapshot->outline);
    outline->config.method.parameters["bits"] = std::int64_t{4 + i % 5};
    outline->config.method.parameters["partition"] = std::string(i / 5 % 2 == 0 ? "pruning" : "random");
    outline->config.seed = static_cast<std::uint64_t>(i / 10 + 1);
    other.outline = outline;
    if (auto written = replay(config->output, other, name(i)); !written) return written.error();
  }
  return {};
}

struct ManyRuns {
  const char* scenario;
  int count;
  double limit;
};
Expected<Measurement> measureRuns(const ManyRuns& many) {
  const ScratchFolder folder;
  if (const Status filled = fillWithRuns(folder, many.count); !filled) return filled.error();
  const auto result = measure(std::string(many.scenario) + " --path " + folder.file(""));
  if (!result) return result.error();
  Measurement measured;
  measured.ours = (*result)["ms"];
  measured.other = many.limit;
  measured.note = std::to_string(many.count) + " files of the example";
  return measured;
}

Expected<Measurement> measureGraph(const char* key, double limit) {
  static const Expected<json> kResult = measure("graph");
  if (!kResult) return kResult.error();
  Measurement result;
  result.ours = (*kResult)[key];
  result.other = limit;
  result.note = std::to_string((*kResult)["nodes"].get<int>()) + " operators, all blocks open, 1600x1000; " +
                std::to_string((*kResult)["frames"].get<int>()) + " frames of moving and zooming, worst " +
                text((*kResult)["worst"]) + " ms";
  return result;
}

Target within(std::string name, std::string limit, std::function<Expected<Measurement>()> body) {
  return {std::move(name), "the limit of " + std::move(limit), 1.0, std::move(body)};
}

}  // namespace

std::vector<Target> windowTargets() {
  return {
      within("window-first-frame", "1 s", measureFirstFrame),
      within("window-histogram", "33 ms", [] { return measureSlider("histogram", 33); }),
      within("window-table", "150 ms", [] { return measureSlider("table", 150); }),
      within("window-runs-500", "1 s",
             [] {
               return measureRuns({"runs", 500, 1000});
             }),
      within("window-compare-50", "100 ms",
             [] {
               return measureRuns({"compare", 50, 100});
             }),
      within("window-graph-3000", "16.7 ms for 95 of 100 frames", [] { return measureGraph("p95", 16.7); }),
      within("window-graph-layout", "50 ms", [] { return measureGraph("layout", 50); }),
      within("window-event-99", "16 ms for 99 of 100", [] { return ofUse("p99", 16); }),
      within("window-event-longest", "50 ms", [] { return ofUse("max", 50); }),
      within("window-first-show", "250 ms", [] { return ofUse("first", 250); }),
  };
}

}  // namespace dyadic::bench
