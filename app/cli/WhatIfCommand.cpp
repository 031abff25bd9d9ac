// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>

#include "app/cli/Interrupt.h"
#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "engine/session/Explore.h"
#include "engine/session/WhatIf.h"

namespace dyadic::cli {

namespace {

struct WhatIfOptions {
  std::string model;
  std::string method = "ioiq";
  std::optional<int> bits;                     ///< the method's default
  std::optional<std::vector<int>> candidates;  ///< likewise
  std::vector<std::string> layerBits;          ///< NAME=BITS
  std::string out;
  std::string data;        ///< empty: no accuracy
  std::int64_t limit = 0;  ///< images, 0: all
};

/// "layer1.*=6" as a rule of the config.
Expected<Json> layerRule(const std::string& text) {
  const std::size_t equals = text.rfind('=');
  int bits = 0;
  if (equals != std::string::npos && equals > 0) {
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data() + equals + 1, end, bits);
    if (parsed.ec == std::errc() && parsed.ptr == end) {
      return Json{{"match", text.substr(0, equals)}, {"bits", bits}};
    }
  }
  return usageError(DYADIC_TR("engine", "--layer-bits '%1': expected NAME=BITS, for example 'layer1.*=6'."), {text});
}

/// As a run config, so that --set and the checks are those of a run.
Expected<RunConfig> runConfig(const WhatIfOptions& options, const CommonOptions& common) {
  Json rules = Json::array();
  for (const std::string& text : options.layerBits) {
    auto rule = layerRule(text);
    if (!rule) {
      return rule.error();
    }
    rules.push_back(*rule);
  }
  Json parameters = Json::object();
  if (options.bits) parameters["bits"] = *options.bits;
  if (options.candidates) parameters["candidates"] = *options.candidates;
  return configFromOptions({{"model", {{"path", options.model}}},
                            {"data", {{"path", options.data}}},
                            {"method", {{"id", options.method}, {"parameters", parameters}}},
                            {"layers", rules}},
                           common);
}

Json layerJson(const LayerInfo& layer, const session::WhatIfLayer& result) {
  Json candidates = Json::array();
  for (const session::WhatIfCandidate& candidate : result.candidates) {
    candidates.push_back({{"exponent", candidate.exponent}, {"mse", candidate.mse}});
  }
  const LayerRecord& record = result.record;
  return {{"name", layer.name},
          {"operator", layer.op},
          {"shape", layer.shape},
          {"bits", record.bits},
          {"exponent", record.exponent ? Json(*record.exponent) : Json()},
          {"scales", record.scales},
          {"scale", record.scales > 0 ? Json(record.scale) : Json()},
          {"mse", record.mse},
          {"sqnr_db", record.sqnrDb},
          {"cosine", record.cosine},
          {"kl", record.kl},
          {"saturated_fraction", record.saturatedFraction},
          {"candidates", std::move(candidates)}};
}

/// The exponent, the scale, or how many scales there are; nothing for float numbers.
std::string gridText(const LayerRecord& record) {
  if (record.exponent) return std::to_string(*record.exponent);
  if (record.scales > 1) return count(record.scales) + " scales";
  return record.scales == 1 ? number(record.scale, 4) : "";
}

std::string layerTable(const ModelInfo& model, const std::vector<session::WhatIfLayer>& layers) {
  const bool scaled =
      std::any_of(layers.begin(), layers.end(), [](const auto& layer) { return layer.record.scales > 0; });
  Table table({{"layer", Table::Align::Left},
               {"operator", Table::Align::Left},
               {"weights"},
               {"bits"},
               {scaled ? "exponent or scale" : "exponent"},
               {"MSE"},
               {"SQNR dB"},
               {"cosine"},
               {"saturated"}});
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const LayerInfo& layer = model.layers[i];
    const LayerRecord& record = layers[i].record;
    if (record.bits == 0) {
      table.addRow({layer.name, layer.op, shape(layer.shape), "float", "", "", "", "", ""});
    } else {
      table.addRow({layer.name, layer.op, shape(layer.shape), std::to_string(record.bits), gridText(record),
                    scientific(record.mse, 3), fixed(record.sqnrDb, 2), fixed(record.cosine, 6),
                    percent(record.saturatedFraction)});
    }
  }
  return table.text();
}

std::string accuracyText(const AccuracyEstimate& estimate) {
  return "top-1 " + percent(estimate.top1) + " (95 %: " + percent(estimate.low) + " to " + percent(estimate.high) +
         "), float " + percent(estimate.floatTop1) + ", " + count(estimate.images) + " of " + count(estimate.total) +
         " images; right only in float " + count(estimate.onlyFloatCorrect) + ", only quantized " +
         count(estimate.onlyQuantCorrect) + ", p = " + number(estimate.pairedP, 3);
}

Json accuracyJson(const AccuracyEstimate& estimate) {
  return {{"top1", estimate.top1},
          {"low", estimate.low},
          {"high", estimate.high},
          {"float_top1", estimate.floatTop1},
          {"images", estimate.images},
          {"total", estimate.total},
          {"only_float_correct", estimate.onlyFloatCorrect},
          {"only_quantized_correct", estimate.onlyQuantCorrect},
          {"p", estimate.pairedP},
          {"calibration_batches", estimate.calibrationBatches}};
}

Json costsJson(const CostRecord& costs) {
  return {{"bytes", costs.bytes},
          {"float_bytes", costs.floatBytes},
          {"average_bits", costs.averageBits},
          {"macs", costs.macs},
          {"bit_operations", costs.bitOperations}};
}

/// Cut short by Ctrl-C: what is known by then.
Expected<AccuracyEstimate> accuracy(session::Explore& explore, const RunConfig& config, std::int64_t limit,
                                    Console& console) {
  const Interrupt interrupt;
  std::optional<AccuracyEstimate> last;
  const auto result = explore.estimate(
      settingOf(config), {.limit = limit},
      [&](const AccuracyEstimate& estimate) {
        last = estimate;
        console.progress(accuracyText(estimate));
      },
      [] { return Interrupt::requested(); });
  console.endProgress();
  if (!result && last && Interrupt::requested()) return *last;
  return result;
}

Status whatIf(const WhatIfOptions& options, const CommonOptions& common, Console& console) {
  const auto config = runConfig(options, common);
  if (!config) return config.error();
  const QuantSetting setting = settingOf(*config);
  const auto whatIf = session::WhatIf::open(*config);
  if (!whatIf) return whatIf.error();
  const auto layers = (*whatIf)->compute(setting);
  if (!layers) return layers.error();
  const auto explore = session::Explore::open(*config);
  if (!explore) return explore.error();
  const auto costs = (*explore)->costs(setting);
  if (!costs) return costs.error();
  if (!options.out.empty()) {
    if (Status status = (*whatIf)->write(setting, options.out, common.force); !status) return status;
    console.message("Written to " + options.out);
  }
  std::optional<AccuracyEstimate> estimate;
  if (!config->data.path.empty()) {
    auto measured = accuracy(**explore, *config, options.limit, console);
    if (!measured) return measured.error();
    estimate = *measured;
  }
  const ModelInfo& model = (*whatIf)->model();
  if (console.json()) {
    Json list = Json::array();
    for (std::size_t i = 0; i < layers->size(); ++i) list.push_back(layerJson(model.layers[i], (*layers)[i]));
    Json result = {{"model", model.path}, {"layers", std::move(list)}, {"costs", costsJson(*costs)}};
    if (estimate) result["accuracy"] = accuracyJson(*estimate);
    result["warnings"] = console.warnings();
    console.result(format(result));
    return {};
  }
  console.result(layerTable(model, *layers) + "\n\naverage " + number(costs->averageBits, 4) + " bits, " +
                 count(std::llround(costs->bytes)) + " bytes (float " + count(std::llround(costs->floatBytes)) + "), " +
                 number(costs->bitOperations, 4) + " bit-operations");
  if (estimate) console.result(accuracyText(*estimate));
  return {};
}

}  // namespace

void addWhatIf(Program& program) {
  CLI::App* command =
      addCommand(program, "whatif", "Exponent and error of every layer, costs and accuracy, without training",
                 {"whatif --model builtin:resnet8-fashion --bits 6",
                  "whatif --model builtin:resnet8-fashion --candidates=-2,-1,0,1 --layer-bits conv1=8 'layer3.*=4'",
                  "whatif --model weights.safetensors --set method.parameters.rounding=half_even --json",
                  "whatif --model builtin:resnet8-fashion --method inq --bits 5",
                  "whatif --model builtin:resnet8-fashion --bits 4 --data builtin:fashion-mnist --limit 2000",
                  "whatif --model weights.safetensors --bits 4 --out whatif.h5"});
  auto options = std::make_shared<WhatIfOptions>();
  command->add_option("--model", options->model, kModelHelp)->required();
  command->add_option("--method", options->method, "How to quantize; `methods` lists them")
      ->capture_default_str()
      ->type_name("ID");
  command->add_option("--bits", options->bits, "Bits of every layer; otherwise the method's default");
  command->add_option("--candidates", options->candidates, "Offsets from the initial exponent that are tried")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("LIST");
  command->add_option("--layer-bits", options->layerBits, "Bits of the layers that a pattern matches")
      ->type_name("NAME=BITS");
  command->add_option("--out", options->out, "Write errors and histograms (HDF5)")->type_name("FILE");
  command->add_option("--data", options->data, "Data set: estimate the accuracy too");
  command->add_option("--limit", options->limit, "Images of the estimate, drawn at random; 0 takes all")
      ->capture_default_str();
  command->callback([&program, options] {
    program.job = [&program, options](Console& console) { return whatIf(*options, program.common, console); };
  });
}

}  // namespace dyadic::cli
