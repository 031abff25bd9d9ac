// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/nets/architectures/Architectures.h"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/nets/architectures/Families.h"

namespace dyadic::nets {
namespace {

constexpr int kMaxClasses = 1'000'000;

const std::vector<Architecture>& table() {
  static const std::vector<Architecture> kTable = [] {
    std::vector<Architecture> all;
    for (auto family :
         {leNets(), cifarResNets(), vggs(), resNets(), alexNets(), googLeNets(), squeezeNets(), mobileNets()}) {
      std::move(family.begin(), family.end(), std::back_inserter(all));
    }
    return all;
  }();
  return kTable;
}

/// Kaiming normal, He et al. 2015, equation 10: standard deviation sqrt(2 / fan_in).
void initialize(Graph& graph, std::uint64_t seed) {
  const torch::NoGradGuard noGrad;
  auto generator = at::detail::createCPUGenerator(seed);
  for (const NamedTensor& parameter : graph.parameters()) {
    if (parameter.kind != TensorKind::ConvWeight && parameter.kind != TensorKind::LinearWeight) continue;
    torch::Tensor weight = parameter.tensor;
    const std::int64_t fanIn = weight.numel() / weight.size(0);
    weight.normal_(0, std::sqrt(2.0 / static_cast<double>(fanIn)), generator);
  }
}

Error unknown(const std::string& id) {
  std::string known;
  for (const ArchitectureInfo& info : architectures()) known += (known.empty() ? "" : ", ") + info.id;
  return usageError(DYADIC_TR("engine", "There is no architecture \"%1\". Known are: %2."), {id, known});
}

}  // namespace

const std::vector<ArchitectureInfo>& architectures() {
  static const std::vector<ArchitectureInfo> kInfos = [] {
    std::vector<ArchitectureInfo> out;
    for (const Architecture& architecture : table()) out.push_back(architecture.info);
    return out;
  }();
  return kInfos;
}

Expected<const ArchitectureInfo*> findArchitecture(const std::string& id) {
  const auto& all = architectures();
  const auto found = std::find_if(all.begin(), all.end(), [&](const ArchitectureInfo& info) { return info.id == id; });
  if (found == all.end()) return unknown(id);
  return &*found;
}

Expected<Graph> buildArchitecture(const std::string& id, const ArchitectureOptions& options) {
  const auto& all = table();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Architecture& a) { return a.info.id == id; });
  if (found == all.end()) return unknown(id);
  if (options.classes < 1 || options.classes > kMaxClasses) {
    return usageError(DYADIC_TR("engine", "%1 classes are not possible; there must be 1 to %2."),
                      {std::to_string(options.classes), std::to_string(kMaxClasses)});
  }
  Graph graph(options.input);
  if (const Status status = graph.status(); !status) return status.error();
  const std::int64_t side = std::min(options.input[1], options.input[2]);
  if (side < found->info.leastSide) {
    return usageError(DYADIC_TR("engine", "Images of %1x%2 pixels are too small for %3, which needs at least %4x%4."),
                      {std::to_string(options.input[1]), std::to_string(options.input[2]), id,
                       std::to_string(found->info.leastSide)});
  }
  try {
    found->build(graph, options.classes);
    if (const Status status = graph.status(); !status) return status.error();
    if (options.initialize) initialize(graph, options.seed);
  } catch (const std::exception& error) {
    return failure(DYADIC_TR("engine", "The network %1 could not be built: %2"), {id, error.what()});
  }
  graph.setArchitecture(id);
  return graph;
}

}  // namespace dyadic::nets
