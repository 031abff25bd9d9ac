// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <ostream>

#include "app/runtime/Engine.h"

namespace dyadic::shell {

/// `dyadic report ...`: reads the arguments (without program name and "report"), writes one HTML page (ReportPage.h),
/// and returns the exit code: 0, 2 for a mistake in the arguments, 1 for everything else. Files that cannot be read are
/// named on `err` and on the page, and are no failure as long as one can. The path written and --help go to `out`.
/// Needs a QApplication, for which the platform "offscreen" will do.
[[nodiscard]] int reportCommand(const QStringList& arguments, const runtime::Engine& engine, std::ostream& out,
                                std::ostream& err);

}  // namespace dyadic::shell
