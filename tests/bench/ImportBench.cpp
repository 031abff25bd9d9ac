// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/nets/ModelReader.h"
#include "engine/nets/architectures/Architectures.h"
#include "engine/session/Config.h"
#include "engine/session/Models.h"
#include "tests/bench/Bench.h"
#include "tests/bench/ScratchFolder.h"

namespace dyadic::bench {
namespace {

using nlohmann::json;

constexpr double kMegabyte = 1e6;

/// A line of /proc/self/status, in bytes.
double statusBytes(const std::string& key) {
  std::ifstream file("/proc/self/status");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with(key + ":")) return std::atof(line.c_str() + key.size() + 1) * 1024;
  }
  return 0;
}

/// Opens the file in a process of its own, whose memory holds nothing else yet.
Expected<json> importInOwnProcess(const std::string& file) {
  const std::string command = "/proc/" + std::to_string(getpid()) + "/exe --import " + file;
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

/// ResNet-50 in every form, made once.
struct Files {
  ScratchFolder folder{"import"};
  std::string error;

  Files() {
    const auto graph = nets::buildArchitecture("resnet50", {.input = {3, 224, 224}, .classes = 1000});
    const Status saved =
        graph ? nets::saveModel(*graph, folder.file("resnet50.safetensors"), {}, true) : Status(graph.error());
    const std::string command =
        "/usr/bin/python3 " DYADIC_SOURCE_DIR "/tests/bench/torch_files.py " + folder.file("") + " >&2";
    if (!saved) error = saved.error().message();
    if (error.empty() && std::system(command.c_str()) != 0) error = command + " failed";
  }
};

struct Import {
  std::string file;
  bool memory = false;  ///< instead of time
};
Expected<Measurement> measureImport(const Import& import) {
  static const Files files;
  if (!files.error.empty()) return failure("%1", {files.error});
  const std::string path = files.folder.file(import.file);
  std::vector<double> times;
  std::vector<double> peaks;
  for (int round = 0; round < 5; ++round) {
    const auto result = importInOwnProcess(path);
    if (!result) return result.error();
    times.push_back((*result)["ms"]);
    peaks.push_back((*result)["bytes"]);
  }
  const double size = static_cast<double>(std::filesystem::file_size(path));
  Measurement out;
  out.ours = import.memory ? median(peaks) / kMegabyte : median(times);
  out.other = import.memory ? size / kMegabyte : 2000;
  out.unit = import.memory ? "MB" : "ms";
  out.note = import.file + ", peak memory and time from a fresh process, median of 5";
  return out;
}

}  // namespace

void printImport(const std::string& file) {
  const auto config = session::parseConfig(json{{"model", {{"path", file}}}}.dump(), "", "--import");
  const torch::Tensor first = torch::zeros({1});  // LibTorch's own start is not the reader's
  if (!config) {
    std::printf("%s\n", json{{"error", config.error().message()}}.dump().c_str());
    return;
  }
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak begins anew
  const double before = statusBytes("VmRSS");
  Expected<ModelInfo> info = failure("");
  const double time = seconds([&] { info = session::inspectModel(*config); });
  json result{{"ms", time * 1000}, {"bytes", statusBytes("VmHWM") - before}};
  if (!info) result["error"] = info.error().message();
  std::printf("%s\n", result.dump().c_str());
}

std::vector<Target> importTargets() {
  std::vector<Target> out;
  for (const char* kind : {"onnx", "pth", "safetensors", "pt"}) {
    const std::string file = std::string("resnet50.") + kind;
    out.push_back({std::string("import-") + kind, "the limit of 2 s", 1.0, [file] { return measureImport({file}); }});
    out.push_back({std::string("import-") + kind + "-memory", "the file's size", 2.5, [file] {
                     return measureImport({file, true});
                   }});
  }
  return out;
}

}  // namespace dyadic::bench
