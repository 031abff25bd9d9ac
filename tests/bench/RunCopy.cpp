// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/RunCopy.h"

#include <utility>

#include "engine/runlog/RunReader.h"
#include "engine/runlog/RunWriter.h"
#include "engine/session/Config.h"
#include "tests/bench/Bench.h"

namespace dyadic::bench {
Expected<double> replay(const std::string& path, const RunSnapshot& run, const std::string& copy) {
  auto quantized = runlog::readQuantized(path);
  auto predictions = runlog::readPredictions(path);
  auto checkpoint = runlog::readCheckpoint(path);
  auto provenance = runlog::readProvenance(path);
  if (!quantized) return quantized.error();
  if (!predictions) return predictions.error();
  if (!checkpoint) return checkpoint.error();
  if (!provenance) return provenance.error();
  runlog::CreateOptions options;
  options.path = copy;
  options.outline = *run.outline;
  options.configJson = session::formatConfig(run.outline->config);
  options.provenance = *provenance;
  options.method = run.outline->config.method.id;
  Expected<double> writing = 0.0;
  const double opening = seconds([&] {
    auto writer = runlog::RunWriter::create(std::move(options));
    if (!writer) {
      writing = writer.error();
      return;
    }
    if (run.baseline) (*writer)->setBaseline(*run.baseline);
    (*writer)->appendTrain(*run.train);
    for (const auto& stage : run.stages) {
      (*writer)->appendStage(stage);
      (*writer)->setCheckpoint(*checkpoint);
    }
    (*writer)->appendValidation(*run.validation);
    for (std::size_t i = 0; i < run.exponents->epoch.size(); ++i) {
      (*writer)->appendExponents(run.exponents->epoch[i], run.exponents->meanExponent[i]);
    }
    (*writer)->setQuantized(std::move(*quantized));
    (*writer)->setPredictions(std::move(*predictions));
    if (auto end = (*writer)->finish(RunState::Finished); !end) writing = end.error();
  });
  return writing.ok() ? Expected<double>(opening) : writing;
}

}  // namespace dyadic::bench
