// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Provenance.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <dlfcn.h>
#include <torch/version.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/math/Dispatch.h"
#include "engine/runlog/Version.h"
#include "engine/session/GitCommit.h"  // made at each build by cmake/GitCommit.cmake
#include "engine/session/Process.h"
#include "engine/session/Sha256.h"

namespace dyadic::session {
namespace {

std::string cpuName() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);) {
    const auto colon = line.find(": ");
    if (line.rfind("model name", 0) == 0 && colon != std::string::npos) return line.substr(colon + 2);
  }
  return "unknown";
}

/// The library that multiplies matrices for LibTorch; Debian's alternatives change it under the same name,
/// so its folder counts.
std::string blasName() {
  Dl_info found{};
  void* const product = dlsym(RTLD_DEFAULT, "sgemm_");
  if (product == nullptr || dladdr(product, &found) == 0 || found.dli_fname == nullptr) return {};
  std::error_code error;
  const auto file = std::filesystem::canonical(found.dli_fname, error);
  return error ? std::string() : (file.parent_path().filename() / file.filename()).string();
}

/// The instructions of LibTorch's own kernels.
std::string capabilityName() {
  const std::string key = "CPU capability usage: ";
  const std::string config = at::show_config();
  const auto begin = config.find(key);
  if (begin == std::string::npos) return {};
  return config.substr(begin + key.size(), config.find('\n', begin) - begin - key.size());
}

}  // namespace

runlog::Provenance provenanceOf(const RunConfig& config, const std::string& commandLine) {
  return {{"program_version", DYADIC_VERSION},
          {"git_commit", DYADIC_GIT_COMMIT},
          {"libtorch", TORCH_VERSION},
          {"blas", blasName()},
          {"cpu_capability", capabilityName()},
          {"hdf5", runlog::hdf5Version()},
          {"compiler", "GCC " __VERSION__},
          {"cpu", cpuName()},
          {"instructions", std::string(math::dispatchLevelName(math::dispatchLevel()))},
          {"threads", std::to_string(at::get_num_threads())},
          {"device", config.device},
          {"command_line", commandLine}};
}

std::vector<std::pair<std::string, std::string>> versions() {
  return {
      {"Commit", DYADIC_GIT_COMMIT},   {"LibTorch", TORCH_VERSION},
      {"HDF5", runlog::hdf5Version()}, {"Compiler", "GCC " __VERSION__},
      {"Processor", cpuName()},        {"Instructions", std::string(math::dispatchLevelName(math::dispatchLevel()))}};
}

Expected<std::vector<std::string>> differences(const runlog::Provenance& then, const runlog::Provenance& now) {
  const auto differs = [&](const char* key) {  // earlier programs recorded less
    const auto a = then.find(key);
    const auto b = now.find(key);
    return a != then.end() && b != now.end() && !a->second.empty() && a->second != b->second;
  };
  if (differs("model_sha256") || differs("external_data_sha256")) {
    return failure(
        DYADIC_TR("engine", "the model's file has changed since the run began. Put the old one back, or start anew."));
  }
  if (differs("train_sha256") || differs("data_sha256") || differs("calibration_sha256")) {
    return failure(
        DYADIC_TR("engine", "the images have changed since the run began. Put the old ones back, or start anew."));
  }
  std::vector<std::string> found;
  for (const char* key : {"program_version", "git_commit", "libtorch", "blas", "cpu_capability", "compiler", "cpu",
                          "instructions", "threads", "device"}) {
    if (differs(key)) found.push_back(std::string(key) + " " + now.at(key) + " instead of " + then.at(key));
  }
  return found;
}

std::string sha256OfFiles(const std::set<std::string>& paths) {
  Sha256 hash;
  std::vector<char> buffer(1 << 20);
  for (const std::string& path : paths) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return {};
    while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
      hash.add(buffer.data(), static_cast<std::size_t>(in.gcount()));
    }
  }
  return hash.hex();
}

std::string sha256OfImages(const data::ImageSet& images) {
  Sha256 hash;
  hash.add(images.labels.data(), images.labels.size() * sizeof(std::int32_t));
  if (images.count > 0) hash.add(images.pixels.get(), static_cast<std::size_t>(images.count) * images.shape.bytes());
  return hash.hex();
}

}  // namespace dyadic::session
