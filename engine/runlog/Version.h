// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace dyadic::runlog {

/// Of the HDF5 library that is loaded: "1.10.8". Any thread.
[[nodiscard]] std::string hdf5Version();

}  // namespace dyadic::runlog
