// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Images.h"

#include <utility>

#include "engine/data/DataSet.h"
#include "engine/runlog/RunReader.h"
#include "engine/session/Opening.h"
#include "engine/session/SetInMemory.h"

namespace dyadic::session {
Expected<RunPredictions> readPredictions(const std::string& run) {
  auto rows = runlog::readPredictions(run);
  if (!rows) return rows.error();
  if (rows->label.empty())
    return failure(DYADIC_TR("engine", "%1 holds no predictions: they are written when a run finishes."), {run});
  auto summary = runlog::readRun(run, {}, RunDetail::Summary);
  if (!summary) return summary.error();
  const RunOutline& outline = *(*summary)->outline;
  return RunPredictions{std::move(rows->label), std::move(rows->floatNetwork), std::move(rows->hard),
                        outline.model.classNames.empty() ? outline.data.classNames : outline.model.classNames};
}

Expected<std::shared_ptr<const DataImages>> openValidationImages(const RunConfig& config) {
  return guarded(config.data.path, [&]() -> Expected<std::shared_ptr<const DataImages>> {
    // What images are resized to stands in the model where the config does not say it.
    const bool needed = config.data.input.empty() && !config.model.path.empty();
    const auto model = needed ? openModel(config) : Expected<nets::LoadedModel>(cancelledError());
    auto set = openData(config, model ? &model->info : nullptr, {data::Part::Validation});
    if (!set) return set.error();
    auto images = set->images(data::Part::Validation);
    if (!images) return images.error();
    return std::shared_ptr<const DataImages>(std::make_shared<SetInMemory>(std::move(*images)));
  });
}

}  // namespace dyadic::session
