// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/integer/exports/OutputFile.h"

#include <unistd.h>

#include <exception>
#include <filesystem>
#include <fstream>

namespace dyadic::integer {

Status checkNew(const std::string& path, bool force) {
  std::error_code code;
  if (force || !std::filesystem::exists(path, code)) return {};
  return usageError(DYADIC_TR("engine", "%1 exists. Give another name, or --force to overwrite it."), {path});
}

Status writeFile(const std::string& path, const std::function<void(std::ostream&)>& write) {
  const std::string temporary = path + ".part" + std::to_string(::getpid());
  std::error_code code;
  bool written = false;
  try {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    write(out);
    out.close();
    written = static_cast<bool>(out);
  } catch (const std::exception&) {  // no memory: as a disk without space
  }
  if (written) std::filesystem::rename(temporary, path, code);
  if (written && !code) return {};
  std::filesystem::remove(temporary, code);
  return failure(
      DYADIC_TR("engine", "%1 cannot be written. Check that its folder exists, can be written to and has space."),
      {path});
}

Status checkShiftsOnly(const IntegerProgram& program) {
  if (!hasScales(program)) return {};
  return failure(DYADIC_TR(
      "engine",
      "this integer program has real scales, zero points and fixed-point multipliers, which are written as h5 "
      "only: C and ONNX are for programs of shifts, such as those of ioiq."));
}

}  // namespace dyadic::integer
