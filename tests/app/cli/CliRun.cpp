// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/CliRun.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/cli/Cli.h"

namespace dyadic::cli {

CliResult runCommand(const std::vector<std::string>& arguments) {
  std::ostringstream results;
  std::ostringstream messages;
  const int code = runCli(arguments, {results, messages, false});
  return {code, results.str(), messages.str()};
}

CliResult runProgram(const std::vector<std::string>& commandLine) {
  // The program dies with the test, also where that is killed at its time limit.
  std::string line = "exec setpriv --pdeathsig KILL ";
  for (const std::string& word : commandLine) {
    line += "'" + word + "' ";
  }
  FILE* pipe = popen((line + "2>&1").c_str(), "r");
  if (!pipe) {
    return {};
  }
  CliResult result;
  std::array<char, 4096> buffer{};
  for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    result.out.append(buffer.data(), got);
  }
  const int status = pclose(pipe);
  result.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "dyadic-cli-XXXXXX").string();
  path_ = mkdtemp(name.data()) ? name : std::string();
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::write(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
  return file(name);
}

std::string readText(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace dyadic::cli
