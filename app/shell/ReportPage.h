// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/session/Report.h"
#include "engine/types/Expected.h"
#include "engine/types/RunRecord.h"

namespace dyadic::shell {

/// What a page is made of.
struct ReportInput {
  struct Run {
    std::shared_ptr<const RunSnapshot> snapshot;
    std::map<std::string, std::string> provenance;  ///< may be empty
  };
  std::vector<Run> runs;
  std::vector<std::pair<std::string, Error>> unreadable;  ///< files that were left out
};

/// Reads what a page is made of; blocks, any thread. Fails if none of the files is a run.
[[nodiscard]] Expected<ReportInput> readReportInput(const std::vector<std::string>& paths,
                                                    const session::RunOpener& open);

/// One HTML page of a run, or of a comparison of several: tables, figures as SVG inside, configs, provenance. It needs
/// no other file, no network and no script, and follows the reader's light or dark setting. Needs a QApplication.
/// REQUIRES: at least one run.
[[nodiscard]] QByteArray reportPage(const ReportInput& input);

}  // namespace dyadic::shell
