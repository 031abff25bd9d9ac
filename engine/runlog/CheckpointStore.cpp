// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/CheckpointStore.h"

#include <array>

#include "engine/runlog/Fields.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/H5Dataset.h"

namespace dyadic::runlog {
namespace {

using h5::Handle;

constexpr const char* kSlots[] = {"0", "1"};
constexpr std::array kTypes = {BlobType::Int8,   BlobType::UInt8,   BlobType::Int32,  BlobType::Int64,
                               BlobType::UInt64, BlobType::Float32, BlobType::Float64};

hid_t typeOf(BlobType type) {
  switch (type) {
    case BlobType::Int8:
      return h5::typeOf<std::int8_t>();
    case BlobType::UInt8:
      return h5::typeOf<std::uint8_t>();
    case BlobType::Int32:
      return h5::typeOf<std::int32_t>();
    case BlobType::Int64:
      return h5::typeOf<std::int64_t>();
    case BlobType::UInt64:
      return h5::typeOf<std::uint64_t>();
    case BlobType::Float32:
      return h5::typeOf<float>();
    case BlobType::Float64:
      break;
  }
  return h5::typeOf<double>();
}

void checkBlob(const std::string& name, const Blob& blob) {
  if (name.empty() || name == "." || name.find('/') != std::string::npos) {
    throw h5::Failure("'" + name + "' cannot name an array of a checkpoint");
  }
  std::size_t bytes = byteSize(blob.type);
  for (const std::int64_t extent : blob.shape) {
    bytes *= static_cast<std::size_t>(extent);
  }
  if (bytes != blob.bytes.size()) {
    throw h5::Failure(name + " has " + std::to_string(blob.bytes.size()) + " bytes instead of " +
                      std::to_string(bytes));
  }
}

/// Whether the slot can take the checkpoint without a change of its layout.
bool fits(hid_t slot, const Checkpoint& checkpoint) {
  if (h5::linkCount(slot) != checkpoint.size()) {
    return false;
  }
  for (const auto& [name, blob] : checkpoint) {
    if (!h5::exists(slot, name.c_str())) {
      return false;
    }
    const h5::Array array(slot, name.c_str(), h5::Array::Origin::Written);
    if (array.shape() != blob.shape || !array.isStoredAs(typeOf(blob.type))) {
      return false;
    }
  }
  return true;
}

int committedSlot(hid_t group) {
  const std::int64_t slot = h5::integer(group, "committed");
  return slot == 0 || slot == 1 ? static_cast<int>(slot) : -1;
}

}  // namespace

std::size_t byteSize(BlobType type) {
  switch (type) {
    case BlobType::Int8:
    case BlobType::UInt8:
      return 1;
    case BlobType::Int32:
    case BlobType::Float32:
      return 4;
    case BlobType::Int64:
    case BlobType::UInt64:
    case BlobType::Float64:
      break;
  }
  return 8;
}

void createCheckpoint(hid_t file) {
  const Handle group = h5::createGroup(file, "checkpoint");
  h5::setText(group, "description",
              "committed: name of the group to resume from, -1: none yet. stages, train_rows, validation_rows, "
              "exponent_rows: how far the run had come");
  h5::setInteger(group, "committed", -1);
}

void writeCheckpoint(hid_t file, const Checkpoint& checkpoint, const RunExtent& extent) {
  const Handle group = h5::openGroup(file, "checkpoint");
  const char* slot = kSlots[0];
  const bool reuse = h5::exists(group, slot) && fits(h5::openGroup(group, slot), checkpoint);
  const Handle arrays = reuse ? h5::openGroup(group, slot) : h5::newGroup(group);
  for (const auto& [name, blob] : checkpoint) {
    checkBlob(name, blob);
    if (reuse) {
      h5::overwrite(arrays, name.c_str(), typeOf(blob.type), blob.bytes.data());
    } else {
      h5::writeRaw(arrays, {name.c_str(), "1", "", fields::kCheckpointArray}, typeOf(blob.type), blob.shape,
                   blob.bytes.data());
    }
  }
  h5::setInteger(arrays, "stages", extent.stages);
  h5::setInteger(arrays, "train_rows", extent.train);
  h5::setInteger(arrays, "validation_rows", extent.validation);
  h5::setInteger(arrays, "exponent_rows", extent.exponents);
  if (!reuse) {
    h5::link(arrays, group, slot);
  }
  h5::setInteger(group, "committed", 0);
}

Checkpoint readCheckpoint(hid_t file) {
  const Handle group = h5::openGroup(file, "checkpoint");
  const int slot = committedSlot(group);
  Checkpoint checkpoint;
  if (slot < 0) {
    return checkpoint;
  }
  const Handle arrays = h5::openGroup(group, kSlots[slot]);
  const std::size_t count = h5::linkCount(arrays);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = h5::linkName(arrays, i);
    const h5::Array array(arrays, name.c_str());
    Blob blob;
    blob.shape = array.shape();
    bool known = false;
    for (const BlobType type : kTypes) {
      if (!known && array.isStoredAs(typeOf(type))) {
        blob.type = type;
        known = true;
      }
    }
    if (!known) {
      throw h5::Failure("checkpoint array " + name + " is of an unknown type");
    }
    blob.bytes.resize(array.size() * byteSize(blob.type));
    array.readRaw(typeOf(blob.type), blob.bytes.data());
    checkpoint.emplace(name, std::move(blob));
  }
  return checkpoint;
}

RunExtent checkpointExtent(hid_t file) {
  const Handle group = h5::openGroup(file, "checkpoint");
  const int slot = committedSlot(group);
  RunExtent extent;
  if (slot >= 0) {
    const Handle arrays = h5::openGroup(group, kSlots[slot]);
    extent.stages = h5::integer(arrays, "stages");
    extent.train = h5::integer(arrays, "train_rows");
    extent.validation = h5::integer(arrays, "validation_rows");
    extent.exponents = h5::integer(arrays, "exponent_rows");
  }
  return extent;
}

}  // namespace dyadic::runlog
