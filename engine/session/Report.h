// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/types/ConfigDifferences.h"
#include "engine/types/Expected.h"
#include "engine/types/ReportTable.h"
#include "engine/types/RunRecord.h"

/// Runs as tables: what a paper or a page says about them. Free functions; any thread. Those that read files block.
namespace dyadic::session {

/// One layer as the last finished stage left it.
struct LayerReport {
  std::string name;
  std::string op;
  int bits = 0;  ///< 0: stays float
  std::optional<int> exponent;
  double sqnrDb = kNotMeasured;
  double saturatedFraction = kNotMeasured;
  int scales = 0;    ///< real ones
  double scale = 0;  ///< their mean
};

/// Of several layers or feature maps; 32 is float.
struct BitRange {
  int low = 0;
  int high = 0;  ///< 0: not known
  [[nodiscard]] bool known() const { return high > 0; }
  /// `bits` as records have it, where 0 is float.
  void widen(int bits);
};
/// Feature maps between the network's input and its output, as the last finished stage left them.
[[nodiscard]] BitRange mapBits(const RunSnapshot& run);

/// What a run came to. Accuracies are fractions; those of the last finished stage, on the validation images.
struct RunReport {
  std::string path;
  std::string name;  ///< the file's, without folder and ending
  RunState state = RunState::Finished;
  std::string reason;
  std::string method;  ///< id; empty for a float training run
  std::string architecture;
  int bits = 0;                       ///< of the config; 0: the method has no such parameter
  BitRange activationBits;            ///< mapBits()
  double averageBits = kNotMeasured;  ///< averageWeightBits()
  std::string partition;
  std::vector<double> portions;  ///< asked for, one a finished stage
  std::uint64_t seed = 0;
  double floatTop1 = kNotMeasured;
  double trainedTop1 = kNotMeasured;
  double hardTop1 = kNotMeasured;
  double seconds = 0;  ///< of all finished stages
  std::vector<LayerReport> layers;
};

/// As the run file has it: "finished".
[[nodiscard]] const char* stateName(RunState state);

[[nodiscard]] RunReport reportOf(const RunSnapshot& run);

/// Mean over the weights of convolutions and linear layers; a layer that stays float counts with 32 bits. NaN without
/// such a layer.
[[nodiscard]] double averageWeightBits(const ModelInfo& model, const StageRecord& stage);
/// All parameters as a run's last stage stores them, by the method's own code; from files of earlier programs, which
/// have it of weights alone, with biases of the layer's bits, or 32 where weights alone are quantized.
struct StoredSize {
  double bytes = kNotMeasured;
  double floatBytes = kNotMeasured;
  [[nodiscard]] double compression() const { return floatBytes / bytes; }
};
[[nodiscard]] StoredSize storedSize(const ModelInfo& model, const StageRecord& stage);
/// Whether all feature maps stayed float, so that nothing runs on integers. REQUIRES: a stage with feature maps.
[[nodiscard]] bool quantizesWeightsAlone(const StageRecord& stage);

/// Runs read from files, and the files that could not be read, with the reason.
struct ReportFiles {
  std::vector<std::shared_ptr<const RunSnapshot>> runs;
  std::vector<std::pair<std::string, Error>> unreadable;
};
using RunOpener = std::function<Expected<std::shared_ptr<const RunSnapshot>>(const std::string& path)>;
/// `paths` are run files, or folders, of which every .h5 file is taken, in the order of their names. `open` reads one
/// file; without it, openRun() does.
[[nodiscard]] ReportFiles readReports(const std::vector<std::string>& paths, const RunOpener& open = {});

/// What tells each run from the others by config, as "bits 6, partition random"; seeds, output, device and threads do
/// not count, so that runs over several seeds have one label. Where nothing differs, all have the first one's method.
[[nodiscard]] std::vector<std::string> runLabels(const std::vector<std::shared_ptr<const RunSnapshot>>& runs);

[[nodiscard]] ConfigValues configValues(const RunConfig& config);

/// /provenance of a run file.
[[nodiscard]] Expected<std::map<std::string, std::string>> readProvenance(const std::string& path);

using dyadic::formatTable;
using dyadic::ReportTable;
using dyadic::TableFormat;
using dyadic::tableFormat;

/// A line a run.
[[nodiscard]] ReportTable runTable(const std::vector<RunReport>& runs);
/// A line a layer of one run.
[[nodiscard]] ReportTable layerTable(const RunReport& run);

}  // namespace dyadic::session
