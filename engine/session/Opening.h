// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <memory>
#include <string>

#include "engine/data/BatchSource.h"
#include "engine/data/DataSet.h"
#include "engine/nets/ModelReader.h"
#include "engine/types/Expected.h"
#include "engine/types/RunConfig.h"

/// What every session function does first. Internal to the folder.
namespace dyadic::session {

/// Sets LibTorch up for this process and thread: number of threads, deterministic algorithms, memory that is kept
/// instead of being returned to the system between batches.
void prepareLibTorch(const RunConfig& config);

/// "cpu", "cuda:1"; fails (usage) where there is no such device.
[[nodiscard]] Expected<torch::Device> openDevice(const RunConfig& config);

/// The file behind a path that may be builtin:NAME.
[[nodiscard]] std::string modelFile(const std::string& path);

/// How a config's model is opened. Refers to the config, which must outlive it.
[[nodiscard]] nets::ModelOpenOptions openOptions(const RunConfig& config);

[[nodiscard]] Expected<nets::LoadedModel> openModel(const RunConfig& config);
/// `model` may be null. `uses` are the parts that are going to be read and must be right.
[[nodiscard]] Expected<data::DataSet> openData(const RunConfig& config, const ModelInfo* model,
                                               std::vector<data::Part> uses);

/// Validation images in order, without augmentation.
[[nodiscard]] Expected<std::unique_ptr<data::DataSource>> validationSource(const RunConfig& config,
                                                                           const data::DataSet& data);
/// Training images shuffled and augmented as the config says; full batches only.
[[nodiscard]] Expected<std::unique_ptr<data::DataSource>> trainSource(const RunConfig& config,
                                                                      const data::DataSet& data);
/// Calibration images, shuffled, not augmented.
[[nodiscard]] Expected<std::unique_ptr<data::DataSource>> calibrationSource(const RunConfig& config,
                                                                            const data::DataSet& data);

/// What a function that was asked to give up fails with.
[[nodiscard]] inline Error cancelledError() { return failure(DYADIC_TR("engine", "cancelled")); }

/// What an exception of LibTorch or the standard library says, and what to do where memory has run out.
[[nodiscard]] Error thrownError(const std::string& operation, const std::exception& thrown);

/// Runs `body`, which returns Expected<T>, and turns what LibTorch and the standard library throw into an error.
template <class Body>
auto guarded(const std::string& operation, const Body& body) -> decltype(body()) {
  try {
    return body();
  } catch (const std::exception& thrown) {
    return thrownError(operation, thrown);
  }
}

}  // namespace dyadic::session
