// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>
#include <map>
#include <memory>
#include <variant>

#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "engine/session/WhatIf.h"
#include "engine/types/RoundingName.h"

namespace dyadic::cli {

namespace {

struct WhatIfOptions {
  std::string model;
  int bits = 8;
  std::vector<int> candidates = {-2, -1, 0, 1};
  std::vector<std::string> layerBits;  ///< NAME=BITS
  std::string out;
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
  return configFromOptions(
      {{"model", {{"path", options.model}}},
       {"method", {{"id", "ioiq"}, {"parameters", {{"bits", options.bits}, {"candidates", options.candidates}}}}},
       {"layers", rules}},
      common);
}

/// REQUIRES: config was checked, so that every key is there and every choice is known.
session::WhatIfSettings whatIfSettings(const RunConfig& config) {
  static const std::map<std::string, InitialExponent> kInitialExponents = {{"no_clip", InitialExponent::NoClip},
                                                                           {"floor", InitialExponent::Floor},
                                                                           {"ceil_log2", InitialExponent::CeilLog2}};
  const ParameterMap& parameters = config.method.parameters;
  session::WhatIfSettings settings;
  settings.bits = static_cast<int>(std::get<std::int64_t>(parameters.at("bits")));
  const auto& candidates = std::get<std::vector<std::int64_t>>(parameters.at("candidates"));
  settings.candidates.assign(candidates.begin(), candidates.end());
  settings.initialExponent = kInitialExponents.at(std::get<std::string>(parameters.at("initial_exponent")));
  settings.rounding = *roundingOf(std::get<std::string>(parameters.at("rounding")));
  settings.symmetricRange = std::get<bool>(parameters.at("symmetric_range"));
  for (const LayerRule& rule : config.layers) {
    if (rule.bits) {
      settings.layerBits[rule.match] = *rule.bits;
    }
  }
  return settings;
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
          {"exponent", record.exponent},
          {"mse", record.mse},
          {"sqnr_db", record.sqnrDb},
          {"cosine", record.cosine},
          {"kl", record.kl},
          {"saturated_fraction", record.saturatedFraction},
          {"candidates", std::move(candidates)}};
}

void print(const ModelInfo& model, const std::vector<session::WhatIfLayer>& layers, Console& console) {
  if (console.json()) {
    Json list = Json::array();
    for (std::size_t i = 0; i < layers.size(); ++i) {
      list.push_back(layerJson(model.layers[i], layers[i]));
    }
    console.result(format({{"model", model.path}, {"layers", std::move(list)}}));
    return;
  }
  Table table({{"layer", Table::Align::Left},
               {"operator", Table::Align::Left},
               {"weights"},
               {"bits"},
               {"exponent"},
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
      table.addRow({layer.name, layer.op, shape(layer.shape), std::to_string(record.bits),
                    std::to_string(record.exponent), scientific(record.mse, 3), fixed(record.sqnrDb, 2),
                    fixed(record.cosine, 6), percent(record.saturatedFraction)});
    }
  }
  console.result(table.text());
}

Status whatIf(const WhatIfOptions& options, const CommonOptions& common, Console& console) {
  const auto config = runConfig(options, common);
  if (!config) {
    return config.error();
  }
  const session::WhatIfSettings settings = whatIfSettings(*config);
  const auto whatIf = session::WhatIf::open(*config);
  if (!whatIf) {
    return whatIf.error();
  }
  const auto layers = (*whatIf)->compute(settings);
  if (!layers) {
    return layers.error();
  }
  if (!options.out.empty()) {
    if (Status status = (*whatIf)->write(settings, options.out, common.force); !status) {
      return status;
    }
    console.message("Written to " + options.out);
  }
  print((*whatIf)->model(), *layers, console);
  return {};
}

}  // namespace

void addWhatIf(Program& program) {
  CLI::App* command =
      addCommand(program, "whatif", "Exponent and error of every layer, without training or data",
                 {"whatif --model builtin:resnet8-fashion --bits 6",
                  "whatif --model builtin:resnet8-fashion --candidates=-2,-1,0,1 --layer-bits conv1=8 'layer3.*=4'",
                  "whatif --model weights.safetensors --set method.parameters.rounding=half_even --json",
                  "whatif --model weights.safetensors --bits 4 --out whatif.h5"});
  auto options = std::make_shared<WhatIfOptions>();
  command->add_option("--model", options->model, "Weights (safetensors) or builtin:NAME")->required();
  command->add_option("--bits", options->bits, "Bits of every layer, 2 to 16")->capture_default_str();
  command->add_option("--candidates", options->candidates, "Offsets from the initial exponent that are tried")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->default_str("-2,-1,0,1")
      ->type_name("LIST");
  command->add_option("--layer-bits", options->layerBits, "Bits of the layers that a pattern matches")
      ->type_name("NAME=BITS");
  command->add_option("--out", options->out, "Write errors and histograms (HDF5)")->type_name("FILE");
  command->callback([&program, options] {
    program.job = [&program, options](Console& console) { return whatIf(*options, program.common, console); };
  });
}

}  // namespace dyadic::cli
