// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Program.h"

#include <filesystem>

#include "engine/session/Config.h"

namespace dyadic::cli {

namespace {

void addCommonOptions(CLI::App& command, CommonOptions& common) {
  const auto grouped = [](CLI::Option* option) { return option->group("Common options"); };
  grouped(command.add_option("--architecture", common.architecture, "Architecture, where the file does not say it"))
      ->type_name("ID");
  grouped(command.add_option("--device", common.device, "cpu, cuda or cuda:N"))->type_name("DEVICE");
  grouped(command.add_option("--seed", common.seed, "Seed of everything random"))->type_name("N");
  grouped(command.add_option("--threads", common.threads, "Threads; 0 takes all processors"))->type_name("N");
  grouped(command.add_option("--set", common.set, "Set a config value: method.parameters.bits=6 (may be repeated)"))
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  grouped(command.add_flag("--force", common.force, "Overwrite files that exist"));
  grouped(command.add_flag("--quiet", common.quiet, "Results and errors only"));
  grouped(command.add_flag("--json", common.json, "Result as one JSON object"));
}

}  // namespace

CLI::App* addCommand(Program& program, const std::string& name, const std::string& description,
                     const std::vector<std::string>& examples) {
  const std::size_t space = name.find(' ');
  CLI::App& parent = space == std::string::npos ? program.app : *program.app.get_subcommand(name.substr(0, space));
  CLI::App* command = parent.add_subcommand(name.substr(space + 1), description);
  addCommonOptions(*command, program.common);
  std::string footer = "Examples:";
  for (const std::string& example : examples) {
    footer += "\n  dyadic-cli " + example;
  }
  command->footer(footer);
  return command;
}

std::vector<std::string> configOverrides(const CommonOptions& common) {
  std::vector<std::string> result = common.set;  // later ones win
  if (!common.architecture.empty()) {
    result.push_back("model.architecture=" + nlohmann::json(common.architecture).dump());
  }
  if (!common.device.empty()) {
    result.push_back("device=" + nlohmann::json(common.device).dump());
  }
  if (common.seed) {
    result.push_back("seed=" + std::to_string(*common.seed));
  }
  if (common.threads) {
    result.push_back("threads=" + std::to_string(*common.threads));
  }
  return result;
}

Expected<RunConfig> configFromFile(const std::string& path, const CommonOptions& common) {
  return session::readConfig(path, configOverrides(common));
}

Expected<RunConfig> configFromOptions(const nlohmann::json& config, const CommonOptions& common) {
  return session::parseConfig(config.dump(), std::filesystem::current_path().string(), "command line",
                              configOverrides(common));
}

}  // namespace dyadic::cli
