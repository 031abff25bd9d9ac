// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/WhatIfFile.h"

#include "engine/runlog/Fields.h"
#include "engine/runlog/H5Attribute.h"
#include "engine/runlog/RunFile.h"

namespace dyadic::runlog {

Status writeWhatIf(const WhatIfFile& file) {
  if (Status possible = checkOutput(file.path, file.force); !possible) {
    return possible;
  }
  try {
    h5::prepareThread();
    WorkFile created = WorkFile::create(file.path);
    writeFormat(created.id(), fields::kWhatIfFormat);
    h5::setText(created.id(), "started", utcNow());
    h5::writeText(created.id(), fields::kConfig, file.settingsJson);
    writeModel(created.id(), file.model);
    const h5::Handle group = h5::createGroup(created.id(), "whatif");
    h5::setText(group, "description", "what quantizing the weights does to them, without training");
    writeLayers(group, file.layers, file.histograms);
    std::shared_ptr<FileLock> lock;
    created.publish(file.force, lock);
    return {};
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "%1 cannot be created: %2."), {file.path, error.what()});
  }
}

}  // namespace dyadic::runlog
