// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runlog/Version.h"

#include <hdf5.h>

namespace dyadic::runlog {

std::string hdf5Version() {
  unsigned major = 0;
  unsigned minor = 0;
  unsigned release = 0;
  if (H5get_libversion(&major, &minor, &release) < 0) return "unknown";
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release);
}

}  // namespace dyadic::runlog
