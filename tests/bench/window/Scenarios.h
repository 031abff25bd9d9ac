// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/bench/window/Clock.h"

namespace CLI {
class App;
}

namespace dyadic::bench {

struct ScenarioOptions;
/// Measures and returns an object of numbers; "error" says why there are none.
using Scenario = std::function<nlohmann::json(TimedApplication&, const ScenarioOptions&)>;

struct ScenarioOptions {
  double seconds = 120;
  std::string path;    ///< model or folder
  double started = 0;  ///< when the process was started, seconds of the steady clock
  bool empty = false;  ///< an empty window instead of ours
  std::map<const CLI::App*, Scenario> chosen;
};

/// events      times of the window's events during scripted use, while a run uses both cores
/// first-frame from the start of the process to the end of the first frame
/// slider      from a move of the bits to the new histogram and the new table, with the model at `path`
/// runs        listing the run files of the folder `path`
/// graph       frames of the graph of a network with three thousand operators, and its layout
/// compare     drawing the comparison of the runs in the folder `path` anew
[[nodiscard]] std::map<std::string, Scenario> scenarios();

}  // namespace dyadic::bench
