// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/methods/Specs.h"

#include "engine/types/Expected.h"

namespace dyadic::methods {

ParameterSpec choiceSpec(const char* key, const char* label, const char* description,
                         const std::vector<std::string>& words) {
  ParameterSpec spec;
  spec.key = key;
  spec.label = label;
  spec.description = description;
  spec.kind = ParameterSpec::Kind::Choice;
  spec.choices = words;
  spec.defaultValue = words.front();
  return spec;
}

ParameterSpec flagSpec(const char* key, const char* label, const char* description, bool value) {
  ParameterSpec spec;
  spec.key = key;
  spec.label = label;
  spec.description = description;
  spec.kind = ParameterSpec::Kind::Boolean;
  spec.defaultValue = value;
  return spec;
}

ParameterSpec numberSpec(const char* key, const char* label, const char* description, ParameterValue value) {
  ParameterSpec spec;
  spec.key = key;
  spec.label = label;
  spec.description = description;
  spec.kind = std::holds_alternative<double>(value)                ? ParameterSpec::Kind::Real
              : std::holds_alternative<std::int64_t>(value)        ? ParameterSpec::Kind::Integer
              : std::holds_alternative<std::vector<double>>(value) ? ParameterSpec::Kind::RealList
                                                                   : ParameterSpec::Kind::IntegerList;
  spec.defaultValue = std::move(value);
  return spec;
}

ParameterSpec limited(ParameterSpec spec, double minimum, double maximum, const char* unit) {
  spec.minimum = minimum;
  spec.maximum = maximum;
  spec.unit = unit;
  return spec;
}

int integer(const ParameterMap& map, const char* key) { return static_cast<int>(std::get<std::int64_t>(map.at(key))); }
bool boolean(const ParameterMap& map, const char* key) { return std::get<bool>(map.at(key)); }
bool is(const ParameterMap& map, const char* key, const char* word) {
  return std::get<std::string>(map.at(key)) == word;
}

std::vector<ParameterSpec> endSpecs(bool first, bool last) {
  return {flagSpec("quantize_first", DYADIC_TR("engine", "Quantize the first layer"),
                   DYADIC_TR("engine",
                             "Whether the first convolution or linear layer is quantized too, or stays float. Rules of "
                             "single layers have precedence."),
                   first),
          flagSpec("quantize_last", DYADIC_TR("engine", "Quantize the last layer"),
                   DYADIC_TR("engine",
                             "Whether the last convolution or linear layer is quantized too, or stays float. Rules of "
                             "single layers have precedence."),
                   last)};
}

ParameterSpec batchNormBatchesSpec() {
  constexpr double kMost = 100000;
  return limited(numberSpec("batch_norm_batches", DYADIC_TR("engine", "Batch-norm batches"),
                            DYADIC_TR("engine",
                                      "Batches of calibration images from which batch norms take their statistics "
                                      "anew at the end; 0 keeps those of training."),
                            std::int64_t{50}),
                 0, kMost, DYADIC_TR("engine", "batches"));
}

Status checkEpochs(const RunConfig& config, std::size_t stages) {
  const auto epochs = config.training.epochsPerStage.size();
  if (epochs == 1 || epochs == stages) return {};
  return usageError(DYADIC_TR("engine",
                              "training.epochs_per_stage has %1 entries, and the number of stages is %2: give one "
                              "number, or one for each."),
                    {std::to_string(epochs), std::to_string(stages)});
}

Status checkPortions(const RunConfig& config) {
  const auto& portions = std::get<std::vector<double>>(config.method.parameters.at("portions"));
  double last = 0;
  for (double portion : portions) {
    if (portion <= last) {
      return usageError(
          DYADIC_TR("engine", "method.parameters.portions must rise from stage to stage and begin above 0."));
    }
    last = portion;
  }
  if (last != 1)
    return usageError(
        DYADIC_TR("engine", "method.parameters.portions must end in 1: the last stage quantizes every weight."));
  const auto epochs = config.training.epochsPerStage.size();
  if (epochs != 1 && epochs != portions.size()) {
    return usageError(
        DYADIC_TR(
            "engine",
            "training.epochs_per_stage has %1 entries but there are %2 portions: give one number, or one for each."),
        {std::to_string(epochs), std::to_string(portions.size())});
  }
  return {};
}

}  // namespace dyadic::methods
