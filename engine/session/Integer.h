// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "engine/types/Expected.h"
#include "engine/types/IntegerProgram.h"

/// The integer program of a finished run: shown, verified, exported. Free functions that block; any thread.
namespace dyadic::session {

/// The program in a run file, with the report of its last verification. Fails where the run has not finished, where it
/// could not be lowered (naming what stands in the way), and where the file is damaged.
[[nodiscard]] Expected<IntegerDeployment> openInteger(const std::string& run);

struct VerifyRequest {
  std::string run;         ///< run file
  std::string data;        ///< path of another data set; empty: the run's own validation images
  std::int64_t limit = 0;  ///< only the first so many images; 0: all
  int threads = 0;         ///< 0: the run's
};
struct VerifyProgress {
  std::int64_t images = 0;  ///< done
  std::int64_t of = 0;
};

/// Runs the program on the validation images by plain loops, by the fast executor and by the float64 simulation of the
/// quantized network, and compares them image by image. The report goes into the run file's /integer (by copy and
/// rename) unless other data or a limit was asked for. `progress` is called on the calling thread; false gives up with
/// an error and writes nothing.
[[nodiscard]] Expected<IntegerReport> verifyInteger(const VerifyRequest& request,
                                                    const std::function<bool(const VerifyProgress&)>& progress);

enum class ExportFormat { C, Onnx, H5 };
enum class OnnxForm {
  Exact,  ///< requantization written out in operators on integer-valued tensors; every rounding
  Qdq,    ///< QuantizeLinear and DequantizeLinear; rounding half_even and at most 8 bits
};
struct ExportRequest {
  std::string run;
  ExportFormat format = ExportFormat::C;
  OnnxForm form = OnnxForm::Exact;
  std::string out;      ///< C: a folder; else a file
  bool force = false;   ///< overwrite
  int checkImages = 8;  ///< C: images that `make check` runs, the first ones of the validation data
};
/// Writes the program in another form. Nothing is written where it fails.
[[nodiscard]] Status exportInteger(const ExportRequest& request);

}  // namespace dyadic::session
