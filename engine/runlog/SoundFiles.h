// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

/// Which files this process may open with HDF5. libhdf5 1.10 trusts a file's structure and was seen to die of damaged
/// ones, so a file that this process has not written itself is first read by another one, dyadic-runcheck, which lies
/// beside the program and may die in its place. Any thread.
namespace dyadic::runlog {

/// What is read of a file together, and may be damaged apart from the rest.
enum class Part {
  Summary,      ///< readRun() for less than everything
  Run,          ///< readRun(), readConfigJson(), readProvenance()
  Predictions,  ///< readPredictions()
  Quantized,    ///< readQuantized()
  Integer,      ///< readInteger()
  Training,     ///< the state it resumes from: readCheckpoint()
};
inline constexpr int kParts = 6;
/// As dyadic-runcheck is told it.
[[nodiscard]] const char* partName(Part part);
[[nodiscard]] std::optional<Part> partOf(const std::string& name);

/// True where that part of the open file can be read in this process; throws h5::Failure with the reason where it
/// cannot. Blocks while the other process reads, a few milliseconds for a small file; what it said is remembered until
/// the file changes. False: the file was changed meanwhile.
[[nodiscard]] bool requireSound(int descriptor, Part part);

/// Whether that is known already, without asking.
[[nodiscard]] bool isKnownSound(int descriptor, Part part) noexcept;

/// This process wrote the open file, as it is now.
void knowOwn(int descriptor) noexcept;

/// For the process that reads in another one's place: from now on every file is opened unasked, and memory that HDF5
/// frees twice or uses afterwards ends this process, instead of passing unseen here and ending the next one.
void openUnasked() noexcept;

/// Reads that part of a file, all of it, and says what is wrong: what dyadic-runcheck does.
[[nodiscard]] std::optional<std::string> readThrough(const std::string& path, Part part);

}  // namespace dyadic::runlog
