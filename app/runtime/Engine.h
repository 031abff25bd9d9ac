// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/session/Config.h"
#include "engine/session/Explore.h"
#include "engine/session/Images.h"
#include "engine/session/Integer.h"
#include "engine/session/Models.h"
#include "engine/session/RunSession.h"
#include "engine/session/WhatIf.h"

namespace dyadic::runtime {

/// The functions of engine/session that the desktop uses, as values: realEngine() in the program, something quick and
/// predictable in tests. Threads and errors are those that the session headers state.
struct Engine {
  std::function<Expected<std::unique_ptr<session::RunSession>>(session::RunRequest, session::RunSession::Observer)>
      startRun;
  std::function<Expected<std::shared_ptr<const RunSnapshot>>(const std::string& path)> openRun;
  /// As much of it as is needed.
  std::function<Expected<std::shared_ptr<const RunSnapshot>>(const std::string& path, RunDetail)> openRunDetail;
  std::function<Expected<session::RunPredictions>(const std::string& run)> readPredictions;
  std::function<Expected<std::shared_ptr<const session::DataImages>>(const RunConfig&)> openValidationImages;
  std::function<Expected<DataInfo>(const RunConfig&)> inspectData;
  std::function<Expected<std::shared_ptr<const session::WhatIf>>(const RunConfig&)> openWhatIf;
  std::function<Expected<std::shared_ptr<session::Explore>>(const RunConfig&)> openExplore;
  std::function<Expected<TimeEstimate>(const RunConfig&, const session::Cancelled&)> estimateRunTime;
  std::function<Expected<IntegerDeployment>(const std::string& run)> openInteger;
  std::function<Expected<IntegerReport>(const session::VerifyRequest&,
                                        const std::function<bool(const session::VerifyProgress&)>&)>
      verifyInteger;
  std::function<Status(const session::ExportRequest&)> exportInteger;
  std::function<Expected<RunConfig>(const std::string& path)> readConfig;
  /// What a form produced, completed with every default and checked as readConfig does it.
  std::function<Expected<RunConfig>(const RunConfig&)> completeConfig;
  std::function<std::vector<MethodInfo>()> methods;
  std::function<std::string()> resourcesFolder;
};

/// engine/session itself.
[[nodiscard]] Engine realEngine();

}  // namespace dyadic::runtime
