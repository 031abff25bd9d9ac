// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "engine/data/CifarPickleReader.h"
#include "engine/data/CifarReader.h"
#include "engine/data/ClassLists.h"
#include "engine/data/IdxReader.h"
#include "engine/data/ImageFile.h"
#include "engine/nets/onnx/OnnxConstant.h"
#include "engine/nets/onnx/OnnxFile.h"
#include "engine/nets/onnx/OnnxFolding.h"
#include "engine/nets/weights/Pickle.h"
#include "engine/nets/weights/WeightsFile.h"
#include "engine/session/Config.h"
#include "engine/session/Sweep.h"
#include "tests/fuzz/Fuzz.h"
#include "tests/fuzz/RunFileTargets.h"

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

/// The model, its weights, and the arithmetic whose inputs are all known.
void onnx(Bytes bytes) {
  constexpr std::int64_t kMostElements = 1 << 16;
  const auto model = nets::parseOnnx(text(bytes), "file");
  if (!model) return;
  std::map<std::string, nets::OnnxConstant> known;
  for (const auto& [name, tensor] : model->initializers) {
    if (auto constant = nets::decodeTensor(tensor, "file")) known.emplace(name, std::move(*constant));
  }
  nets::OnnxFolder folder(model->opset, kMostElements);
  for (const nets::OnnxNode& node : model->nodes) {
    nets::OnnxFolder::Inputs inputs;
    for (const std::string& name : node.inputs) {
      const auto found = known.find(name);
      if (!name.empty() && found == known.end()) break;
      inputs.push_back(name.empty() ? nullptr : &found->second);
    }
    if (inputs.size() != node.inputs.size() || node.outputs.empty() || !nets::OnnxFolder::knows(node.op)) continue;
    if (auto result = folder.fold(node, inputs)) known.emplace(node.outputs[0], std::move(*result));
  }
}

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

/// The bytes as CIFAR-10's pickled test batch.
void cifarPickle(Bytes bytes) {
  if (auto reader = data::openCifarPickle(writeScratch("test_batch", bytes))) readAll(**reader);
}

/// The bytes as each of the text files beside image folders.
void lists(Bytes bytes) {
  const std::vector<std::filesystem::path> folders{scratchFolder()};
  for (const char* name : {"synset_words.txt", "imagenet_class_index.json", "map_clsloc.txt", "val.txt", "val.csv",
                           "ILSVRC2012_validation_ground_truth.txt"}) {
    const std::string path = writeScratch(name, bytes);
    (void)data::findClassList(folders);
    (void)data::findLabels(folders, "val", {"a.jpg", "ILSVRC2012_val_00000001.JPEG"});
    (void)data::findIlsvrcIds(folders);
    std::filesystem::remove(path);
  }
}

/// The bytes as a config and as a sweep. What is read must be written and read back as the same.
void config(Bytes bytes) {
  const std::string json = text(bytes);
  (void)session::parseSweep(json, "/folder", "file");
  const auto read = session::parseConfig(json, "/folder", "file");
  if (!read) return;
  const auto again = session::parseConfig(session::formatConfig(*read), "/folder", "file");
  if (!again || session::formatConfig(*again) != session::formatConfig(*read)) std::abort();
}

}  // namespace

const std::vector<Target>& targets() {
  constexpr int kSlow = 150;  // another process each
  static const std::vector<Target> all = {{"cifar", cifar},
                                          {"cifarpickle", cifarPickle},
                                          {"config", config},
                                          {"idx", idx},
                                          {"image", image},
                                          {"lists", lists},
                                          {"onnx", onnx},
                                          {"pickle", pickle},
                                          {"program", integerProgram},
                                          {"run", runFile, kSlow},
                                          {"safetensors", weights},
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
