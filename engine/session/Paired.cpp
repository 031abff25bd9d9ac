// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/math/Proportion.h"
#include "engine/session/Images.h"
#include "engine/session/Report.h"
#include "engine/session/SeedReport.h"

namespace dyadic::session {
namespace {

/// One run's predictions, and what tells whether another one's are of the same images.
struct Predicted {
  RunPredictions classes;
  std::string images;  ///< SHA-256 of the validation images; empty where not recorded
};

Expected<Predicted> read(const std::string& path) {
  auto classes = readPredictions(path);
  if (!classes) return classes.error();
  Predicted predicted{std::move(*classes), {}};
  if (auto provenance = readProvenance(path)) predicted.images = (*provenance)["data_sha256"];
  return predicted;
}

PairedCount counted(const std::vector<std::int32_t>& label, const std::vector<std::int32_t>& first,
                    const std::vector<std::int32_t>& second) {
  PairedCount count;
  count.images = static_cast<std::int64_t>(label.size());
  for (std::size_t i = 0; i < label.size(); ++i) {
    const bool a = first[i] == label[i];
    const bool b = second[i] == label[i];
    count.onlyFirst += a && !b ? 1 : 0;
    count.onlySecond += b && !a ? 1 : 0;
  }
  const math::McNemar test = math::mcNemar(count.onlyFirst, count.onlySecond);
  count.exact = test.exact;
  count.chiSquare = test.chiSquare;
  count.p = test.p;
  return count;
}

Expected<PairedCount> countPair(const FinishedRun& first, const FinishedRun* second) {
  auto a = read(first.path);
  if (!a) return a.error();
  if (second == nullptr) return counted(a->classes.label, a->classes.hard, a->classes.floatNetwork);
  auto b = read(second->path);
  if (!b) return b.error();
  const bool recorded = !a->images.empty() && !b->images.empty();
  if (a->classes.label != b->classes.label || (recorded && a->images != b->images)) {
    return failure(DYADIC_TR("engine",
                             "%1 and %2 were measured on different validation images, so that they cannot be "
                             "paired."),
                   {first.path, second->path});
  }
  return counted(a->classes.label, a->classes.hard, b->classes.hard);
}

const FinishedRun* runOfSeed(const Configuration& configuration, std::uint64_t seed) {
  for (const FinishedRun& run : configuration.runs)
    if (run.seed == seed) return &run;
  return nullptr;
}

}  // namespace

Expected<PairedComparison> comparePaired(const Configuration& first, const Configuration* second) {
  PairedComparison result;
  result.first = first.label;
  result.second = second ? second->label : "float";
  std::vector<double> differences;
  for (const FinishedRun& run : first.runs) {
    const FinishedRun* other = second ? runOfSeed(*second, run.seed) : nullptr;
    if (second && !other) {
      result.unpaired.push_back(run.seed);
      continue;
    }
    auto count = countPair(run, other);
    if (!count) return count.error();
    count->seed = run.seed;
    result.seeds.push_back(*count);
    result.pooled.images += count->images;
    result.pooled.onlyFirst += count->onlyFirst;
    result.pooled.onlySecond += count->onlySecond;
    differences.push_back(static_cast<double>(count->onlyFirst - count->onlySecond) /
                          static_cast<double>(count->images));
  }
  if (second) {
    for (const FinishedRun& run : second->runs)
      if (!runOfSeed(first, run.seed)) result.unpaired.push_back(run.seed);
  }
  if (result.seeds.empty()) {
    return failure(
        DYADIC_TR("engine", "%1 and %2 have no seed in common that finished, so that they cannot be paired."),
        {result.first, result.second});
  }
  result.difference = spreadOf(differences);
  return result;
}

}  // namespace dyadic::session
