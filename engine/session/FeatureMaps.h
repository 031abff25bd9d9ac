// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/session/ExploreNetwork.h"

namespace dyadic::session {

/// See Explore::featureMaps(). Throws c10::Error.
[[nodiscard]] Expected<std::vector<FeatureMapRecord>> measureFeatureMaps(ExploreNetwork& network,
                                                                         const QuantSetting& setting,
                                                                         std::int64_t images,
                                                                         const Cancelled& cancelled);

}  // namespace dyadic::session
