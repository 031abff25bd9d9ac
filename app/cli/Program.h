// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/Console.h"
#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

/// What the commands share: the options that all of them take, and how options become a checked RunConfig.
namespace dyadic::cli {

/// Options that every command takes.
struct CommonOptions {
  std::string architecture;
  std::string device;
  std::optional<std::uint64_t> seed;
  std::optional<int> threads;
  std::vector<std::string> set;  ///< dotted.path=JSON value
  bool force = false;
  bool quiet = false;
  bool json = false;
};

/// The command line while it is read: a command's options are parsed into values that its job keeps, and the job of the
/// command that was named runs after parsing succeeded.
struct Program {
  CLI::App app;
  CommonOptions common;
  std::string commandLine;  ///< as typed, for the run file
  std::function<Status(Console&)> job;
};

/// What --model takes.
inline constexpr const char* kModelHelp =
    "Model (safetensors, ONNX, TorchScript, PyTorch's state_dict) or builtin:NAME";

/// A subcommand with the common options and with examples below its help. `examples` has one command a line. A name of
/// two words is a subcommand of the first one, which is there already.
CLI::App* addCommand(Program& program, const std::string& name, const std::string& description,
                     const std::vector<std::string>& examples);

/// What the common options set in a config, as session::readConfig() takes it.
[[nodiscard]] std::vector<std::string> configOverrides(const CommonOptions& common);
/// Reads a config file and applies the common options to it.
[[nodiscard]] Expected<RunConfig> configFromFile(const std::string& path, const CommonOptions& common);
/// The same for a config put together from options; relative paths are relative to the current folder.
[[nodiscard]] Expected<RunConfig> configFromOptions(const nlohmann::json& config, const CommonOptions& common);

void addMethods(Program& program);
void addInspect(Program& program);
void addEval(Program& program);
void addPredict(Program& program);
void addTrain(Program& program);
void addWhatIf(Program& program);
void addSensitivity(Program& program);
void addQuantize(Program& program);
void addInteger(Program& program);
void addReport(Program& program);
void addSweep(Program& program);

}  // namespace dyadic::cli
