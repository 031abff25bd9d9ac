// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/TorchScript.h"

#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/helpers/HelperProcess.h"
#include "engine/nets/OnnxImport.h"
#include "engine/nets/weights/ByteSource.h"

namespace dyadic::nets {
namespace {

using End = helpers::HelperResult::End;

constexpr const char* kProgram = "dyadic-torchscript";
constexpr std::size_t kHead = 1 + sizeof(std::uint64_t);  ///< kind and size of the answer

Error died(const std::string& path, const std::string& why) {
  return failure(DYADIC_TR("engine",
                           "%1 is damaged, or does what no network does: reading it ended with %2. Download or copy it "
                           "again, or export the network as ONNX."),
                 {path, why});
}

/// What the program said, cut and without control characters: it may be the file's doing, and is only ever shown.
std::string shown(std::string text) {
  constexpr std::size_t kLongest = 600;
  if (text.size() > kLongest) text = text.substr(0, kLongest) + "...";
  for (char& c : text) c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return text;
}

/// What the program wrote: a model, or why there is none.
struct Answer {
  std::string onnx;
  Error error;
  std::vector<RefusedOperator> refused;
};

/// The program's error in its own words.
Answer saidError(const std::string& path, const std::string& text) {
  Answer out;
  try {
    const auto said = nlohmann::json::parse(text);
    out.error = failure(said.at("text").get<std::string>(), said.at("arguments").get<std::vector<std::string>>());
    for (const auto& one : said.at("operators")) {
      out.refused.push_back({shown(one.at("op").get<std::string>()), shown(one.at("node").get<std::string>()), 0,
                             shown(one.at("reason").get<std::string>())});
    }
  } catch (const nlohmann::json::exception&) {
    return {{}, died(path, "no answer"), {}};
  }
  for (std::string& argument : out.error.arguments) argument = shown(argument);
  if (!out.error.arguments.empty()) out.error.arguments[0] = path;
  return out;
}

/// Fails where the program gave no answer.
Expected<Answer> convert(const ModelOpenOptions& options) {
  constexpr std::uint64_t kSmall = 64U << 20U;
  std::error_code code;
  const std::uint64_t fileBytes = std::filesystem::file_size(options.path, code);
  if (code) return failure(DYADIC_TR("engine", "There is no file %1."), {options.path});
  helpers::HelperOptions helper;
  helper.program = kProgram;
  helper.arguments = {options.path};
  if (!options.input.empty()) helper.arguments.push_back(formatInputShape(options.input));
  helper.mostBytes = 4 * fileBytes + kSmall;  // weights of half the width grow to float32
  helper.likelyBytes = fileBytes + fileBytes / 16 + (1U << 20U);
  helper.time = std::chrono::seconds(120);
  helpers::HelperResult result = helpers::runHelper(helper);
  std::string& output = result.output;
  switch (result.end) {
    case End::NotFound:
      return failure(
          DYADIC_TR("engine", "%1 cannot be read: the program %2 is missing. Build it, or install Dyadic anew."),
          {options.path, kProgram});
    case End::TimedOut:
      return died(options.path, std::to_string(helper.time.count()) + " s");
    case End::TooMuch:
      return died(options.path, std::to_string(helper.mostBytes) + " bytes");
    case End::Died:
      return died(options.path, "signal " + std::to_string(result.status));
    case End::Finished:
      break;
  }
  std::uint64_t size = 0;
  if (output.size() >= kHead) std::memcpy(&size, output.data() + 1, sizeof(size));
  if (output.size() < kHead || output.size() - kHead != size) {
    return died(options.path, "exit code " + std::to_string(result.status));
  }
  if (output.front() == 'E') return saidError(options.path, output.substr(kHead));
  output.erase(0, kHead);
  return Answer{std::move(output), {}, {}};
}

}  // namespace

Expected<LoadedModel> importTorchScript(const ModelOpenOptions& options) {
  if (const Shape images = options.input.empty() && options.images ? options.images() : Shape(); !images.empty()) {
    ModelOpenOptions fitting = options;
    fitting.input = images;
    if (Expected<LoadedModel> out = importTorchScript(fitting); out) {
      out->info.inputOfData = true;
      return out;
    }
  }
  Expected<Answer> answer = convert(options);
  if (!answer) return answer.error();
  if (answer->onnx.empty()) return answer->error;
  Expected<LoadedModel> out = importOnnx(std::move(answer->onnx), options);
  if (!out) return out.error();
  out->info.format = "TorchScript";
  if (options.input.empty()) {
    out->info.inputOfData = true;
    out->info.notes.emplace_back(
        DYADIC_TR("engine",
                  "The file does not say for which images it is: a usual size was taken. Another one can be "
                  "given as input."));
  }
  return out;
}

Expected<std::vector<RefusedOperator>> refusedTorchScriptOperators(const ModelOpenOptions& options) {
  Expected<Answer> answer = convert(options);
  if (!answer) return answer.error();
  if (answer->onnx.empty() && answer->refused.empty()) return answer->error;
  return std::move(answer->refused);
}

}  // namespace dyadic::nets
