// SPDX-License-Identifier: GPL-3.0-or-later
#include <google/protobuf/io/zero_copy_stream_impl.h>
#include <unistd.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "engine/helpers/Rights.h"
#include "engine/nets/torchscript/Conversion.h"

/// dyadic-torchscript FILE [CxHxW]: writes to standard output what engine/nets/TorchScript.cpp reads: 'O' or 'E', the
/// number of bytes that follow (8 bytes, little-endian), and an ONNX model or an error as JSON. The file may be
/// hostile: before it is opened, this process gives up all memory, time and files beyond what an honest one needs.
namespace dyadic::torchscript {
namespace {

helpers::Rights rightsFor(std::uint64_t fileBytes) {
  constexpr std::uint64_t kMemory = 3ULL << 30U;  // LibTorch's own address space
  return {.memory = kMemory + 8 * fileBytes, .seconds = 60 + (fileBytes >> 24U)};
}

bool writeAll(const void* bytes, std::size_t size) {
  const auto* at = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t written = ::write(STDOUT_FILENO, at, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    at += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

bool answer(const Error& error, const std::vector<RefusedOperator>& operators) {
  nlohmann::json json = {{"text", error.text}, {"arguments", error.arguments}, {"operators", nlohmann::json::array()}};
  for (const auto& one : operators) {
    json["operators"].push_back({{"op", one.op}, {"node", one.node}, {"reason", one.reason}});
  }
  const std::string text = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  const char kind = 'E';
  const std::uint64_t size = text.size();
  return writeAll(&kind, 1) && writeAll(&size, sizeof(size)) && writeAll(text.data(), text.size());
}

std::vector<std::int64_t> parseShape(const std::string& text) {
  std::vector<std::int64_t> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('x', begin), text.size());
    out.push_back(std::strtoll(text.substr(begin, end - begin).c_str(), nullptr, 10));
    begin = end + 1;
  }
  return out;
}

/// Images to try where nobody says which: the usual sizes, the likeliest first.
std::vector<std::vector<std::int64_t>> guesses(const torch::jit::Module& module) {
  std::int64_t channels = 3;
  for (const auto& parameter : module.named_parameters()) {
    if (parameter.value.dim() != 4) continue;
    channels = parameter.value.size(1);
    break;
  }
  std::vector<std::vector<std::int64_t>> out;
  const std::vector<std::int64_t> gray = {28, 32, 64, 224};
  const std::vector<std::int64_t> color = {224, 32, 64, 96, 128, 227, 299};
  for (const std::int64_t side : channels == 1 ? gray : color) out.push_back({channels, side, side});
  return out;
}

std::unique_ptr<Conversion> convert(const std::string& path, std::vector<std::vector<std::int64_t>> images) {
  torch::jit::Module module = torch::jit::load(path, torch::kCPU);
  module.eval();
  if (images.empty()) images = guesses(module);
  std::optional<Refusal> first;
  for (const auto& image : images) {
    try {
      auto conversion = std::make_unique<Conversion>(module, image);
      conversion->run();
      return conversion;
    } catch (const Refusal& refusal) {
      if (!first) first = refusal;
      if (!refusal.size) throw;
    }
  }
  throw Refusal(*first);
}

/// Writes the model as it is serialized: no second copy of its weights.
bool answer(const dyadic_onnx::ModelProto& model) {
  const std::uint64_t size = model.ByteSizeLong();
  if (size > INT32_MAX) throw Refusal{failure(DYADIC_TR("engine", "%1 holds more than 2 GiB of tensors."), {}), false};
  const char kind = 'O';
  if (!writeAll(&kind, 1) || !writeAll(&size, sizeof(size))) return false;
  google::protobuf::io::FileOutputStream out(STDOUT_FILENO);
  return model.SerializeToZeroCopyStream(&out) && out.Flush();
}

int main(int count, char** arguments) {
  if (count < 2) return 2;
  const std::string path = arguments[1];
  std::error_code code;
  helpers::giveUpRights(rightsFor(std::filesystem::file_size(path, code)));
  at::set_num_threads(1);
  const torch::NoGradGuard noGrad;
  Error error;
  std::vector<RefusedOperator> operators;
  try {
    std::vector<std::vector<std::int64_t>> images;
    if (count > 2) images.push_back(parseShape(arguments[2]));
    return answer(convert(path, std::move(images))->model()) ? 0 : 1;
  } catch (const Refusal& refusal) {
    error = refusal.error;
    operators = refusal.operators;
    if (error.arguments.empty()) error.arguments.emplace_back();
    error.arguments[0] = path;
  } catch (const std::bad_alloc&) {
    error = failure(DYADIC_TR("engine", "Reading %1 takes more memory than a file of its size should need."), {path});
  } catch (const c10::Error& wrong) {
    error = failure(DYADIC_TR("engine", "%1 is damaged or was saved by a PyTorch that is too new: %2"),
                    {path, wrong.what_without_backtrace()});
  } catch (const std::exception& wrong) {
    error = failure(DYADIC_TR("engine", "%1 is damaged or was saved by a PyTorch that is too new: %2"),
                    {path, wrong.what()});
  }
  return answer(error, operators) ? 0 : 1;
}

}  // namespace
}  // namespace dyadic::torchscript

int main(int count, char** arguments) { return dyadic::torchscript::main(count, arguments); }
