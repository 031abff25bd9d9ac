// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/dns/Dns.h"

#include "engine/methods/Specs.h"
#include "engine/methods/dns/DnsRecipe.h"
#include "engine/methods/inq/Inq.h"

namespace dyadic::methods::dns {
namespace {

constexpr const char* kCitation =
    "@inproceedings{guo2016dns,\n  author    = {Guo, Yiwen and Yao, Anbang and Chen, Yurong},\n"
    "  title     = {Dynamic Network Surgery for Efficient {DNNs}},\n"
    "  booktitle = {Advances in Neural Information Processing Systems (NIPS)},\n  year      = {2016},\n"
    "  eprint    = {1608.04493},\n  archivePrefix = {arXiv}\n}";

}  // namespace

Method method() {
  Method m;
  m.info.id = "dns";
  m.info.name = "DNS";
  m.info.title = DYADIC_TR("engine", "Dynamic network surgery");
  m.info.category = DYADIC_TR("engine", "Pruning");
  m.info.description = DYADIC_TR(
      "engine",
      "Weights that are small beside the others of their layer become 0, and come back when they grow: what is pruned "
      "is decided again and again while all weights go on learning, the pruned ones too. What is left stays float. "
      "Stored is every value that is not 0, in 32 bits, with the distance to the one before it in index_bits bits, and "
      "a zero where a distance is too long. The authors choose the rate of each layer; here there is one for "
      "convolutions and one for linear layers, and biases are not pruned.");
  m.info.citation = kCitation;
  m.info.parameters = surgerySpecs();
  m.info.parameters.push_back(indexBitsSpec());
  m.info.training.epochsPerStage = {10};
  m.info.training.learningRate = 0.01;
  m.info.training.schedule = "cosine";
  m.check = [](const RunConfig& config) { return checkEpochs(config, 1); };
  m.complete = [](RunConfig&) {};
  m.create = [](const RunConfig& config) { return std::make_unique<DnsRecipe>(config); };
  return m;
}

Method inqMethod() {
  Method m = inq::method();
  m.info.id = "dns-inq";
  m.info.name = "DNS + INQ";
  m.info.title = DYADIC_TR("engine", "Pruning, then incremental quantization");
  m.info.description = DYADIC_TR(
      "engine",
      "A first stage of dynamic network surgery prunes. Then what is 0 stays 0, and INQ makes powers of two of the "
      "others; portions count these alone. Stored is every value that is not 0, in b bits, with the distance to the "
      "one "
      "before it in index_bits bits, and a zero where a distance is too long. INQ's paper does not say how it counts "
      "its 53 to 89 times, which no code of a fixed number of index bits gives.");
  m.info.citation += std::string("\n\n") + kCitation;
  auto parameters = surgerySpecs();
  parameters.insert(
      parameters.begin(),
      limited(numberSpec("surgery_epochs", DYADIC_TR("engine", "Pruning epochs"),
                         DYADIC_TR("engine", "Passes over the training images before INQ begins."), std::int64_t{8}),
              1, 10000));
  parameters.push_back(indexBitsSpec());
  m.info.parameters.insert(m.info.parameters.end(), parameters.begin(), parameters.end());
  m.create = [](const RunConfig& config) { return std::make_unique<DnsInqRecipe>(config); };
  return m;
}

}  // namespace dyadic::methods::dns
