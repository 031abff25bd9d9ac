// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/Engine.h"

#include <utility>

namespace dyadic::runtime {

Engine realEngine() {
  return Engine{
      .startRun =
          [](session::RunRequest request, session::RunSession::Observer observer) {
            return session::RunSession::start(std::move(request), std::move(observer));
          },
      .openRun = [](const std::string& path) { return session::openRun(path); },
      .openRunDetail = [](const std::string& path, RunDetail detail) { return session::openRun(path, detail); },
      .readPredictions = session::readPredictions,
      .openValidationImages = session::openValidationImages,
      .inspectData = session::inspectData,
      .openWhatIf = session::WhatIf::open,
      .openExplore = session::Explore::open,
      .estimateRunTime =
          [](const RunConfig& config, const session::Cancelled& cancelled) {
            return session::estimateRunTime(config, 10, cancelled);
          },
      .openInteger = session::openInteger,
      .verifyInteger = session::verifyInteger,
      .exportInteger = session::exportInteger,
      .readConfig = [](const std::string& path) { return session::readConfig(path); },
      .completeConfig =
          [](const RunConfig& config) {
            return session::parseConfig(session::formatConfig(config), "", DYADIC_TR("engine", "the set-up"));
          },
      .methods = session::methods,
      .resourcesFolder = session::resourcesFolder,
  };
}

}  // namespace dyadic::runtime
