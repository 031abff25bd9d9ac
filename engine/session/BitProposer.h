// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session/SensitivityStudy.h"

namespace dyadic::session {

/// See Explore::propose(). Throws c10::Error.
[[nodiscard]] Expected<BitProposal> proposeBits(SensitivityStudy& study, const ExploreNetwork& network,
                                                const QuantSetting& setting, const BitGoal& goal,
                                                const std::function<void(double fraction)>& done);

}  // namespace dyadic::session
