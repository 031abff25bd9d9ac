// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "engine/data/CifarReader.h"
#include "engine/data/IdxReader.h"
#include "engine/data/ImageFile.h"
#include "engine/nets/onnx/OnnxFile.h"
#include "engine/nets/weights/Pickle.h"
#include "engine/nets/weights/WeightsFile.h"
#include "tests/fuzz/Fuzz.h"

namespace dyadic::fuzz {
namespace {

class Scratch {
 public:
  Scratch() : path_("/dev/shm/dyadic-fuzz-" + std::to_string(getpid())) { std::filesystem::create_directories(path_); }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string text(Bytes bytes) { return {bytes.begin(), bytes.end()}; }

void readAll(data::SetReader& reader) {
  for (const data::SplitInfo& split : reader.splits()) (void)reader.read(split.name, 0, split.count);
}

void weights(Bytes bytes) {
  const auto file = nets::WeightsFile::parse(text(bytes), "file");
  if (!file) return;
  for (const auto& entry : file->entries()) {
    std::vector<float> values(static_cast<std::size_t>(entry.elements));
    (void)file->read(entry, values);
  }
}

void onnx(Bytes bytes) { (void)nets::parseOnnx(text(bytes), "file"); }

void descend(const nets::PickleValue& value, int depth) {
  (void)nets::arrayOf(value);
  if (depth == 0) return;
  const std::size_t count = std::min<std::size_t>(value.size(), 4);
  for (std::size_t i = 0; i < count; ++i) {
    if (value.kind() == nets::PickleValue::Kind::Dict) descend(value.key(i), depth - 1);
    descend(value.at(i), depth - 1);
  }
}

void pickle(Bytes bytes) {
  const auto file = nets::Pickle::parse(text(bytes), "file");
  if (file) descend(file->root(), 5);
}

void image(Bytes bytes) {
  (void)data::imageShape(bytes, "file");
  (void)data::decodeImage(bytes, "file");
}

void idx(Bytes bytes) {
  const std::string path = writeScratch("t10k-images-idx3-ubyte", bytes);
  (void)data::readIdxImages(path);
  (void)data::readIdxLabels(path);
}

/// The bytes as the test batch of CIFAR-10.
void cifar(Bytes bytes) {
  const std::string path = writeScratch("test_batch.bin", bytes);
  if (auto reader = data::openCifar(std::filesystem::path(path).parent_path().string())) readAll(**reader);
}

}  // namespace

const std::vector<Target>& targets() {
  static const std::vector<Target> all = {{"cifar", cifar},  {"idx", idx},       {"image", image},
                                          {"onnx", onnx},    {"pickle", pickle}, {"safetensors", weights},
                                          {"torch", weights}};
  return all;
}

const Target* findTarget(const std::string& name) {
  const auto found = std::find_if(targets().begin(), targets().end(), [&](const Target& t) { return t.name == name; });
  return found == targets().end() ? nullptr : &*found;
}

const std::string& scratchFolder() {
  static const Scratch scratch;
  return scratch.path();
}

std::string writeScratch(const std::string& name, Bytes bytes) {
  const std::string path = scratchFolder() + "/" + name;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return path;
}

}  // namespace dyadic::fuzz
