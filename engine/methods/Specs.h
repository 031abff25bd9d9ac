// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/types/Expected.h"
#include "engine/types/MethodInfo.h"

/// Short forms for writing a method's schema and reading its parameters. Labels and descriptions are marked with
/// DYADIC_TR where they are written.
namespace dyadic::methods {

[[nodiscard]] ParameterSpec choiceSpec(const char* key, const char* label, const char* description,
                                       const std::vector<std::string>& words);
[[nodiscard]] ParameterSpec flagSpec(const char* key, const char* label, const char* description, bool value);
/// Integer, real or a list of them, by the type of the default.
[[nodiscard]] ParameterSpec numberSpec(const char* key, const char* label, const char* description,
                                       ParameterValue value);
[[nodiscard]] ParameterSpec limited(ParameterSpec spec, double minimum, double maximum, const char* unit = "");

/// The enumerator at the position of the word in its list of choices. REQUIRES, here and below: parameters complete and
/// checked against the schema.
template <class Enum>
[[nodiscard]] Enum choice(const ParameterMap& map, const char* key, const std::vector<std::string>& words) {
  const auto& word = std::get<std::string>(map.at(key));
  return static_cast<Enum>(std::find(words.begin(), words.end(), word) - words.begin());
}
[[nodiscard]] int integer(const ParameterMap& map, const char* key);
[[nodiscard]] bool boolean(const ParameterMap& map, const char* key);
[[nodiscard]] bool is(const ParameterMap& map, const char* key, const char* word);

/// The two flags, quantize_first and quantize_last, of methods that may leave the ends of a network as they are.
[[nodiscard]] std::vector<ParameterSpec> endSpecs(bool first, bool last);

/// batch_norm_batches of methods that take batch norms' statistics anew when they end.
[[nodiscard]] ParameterSpec batchNormBatchesSpec();

/// training.epochs_per_stage is given once or for each of `stages`.
[[nodiscard]] Status checkEpochs(const RunConfig& config, std::size_t stages);

/// The `portions` of a method in stages: rising, above 0, the last one 1; and epochs given once or for each of them.
[[nodiscard]] Status checkPortions(const RunConfig& config);

}  // namespace dyadic::methods
