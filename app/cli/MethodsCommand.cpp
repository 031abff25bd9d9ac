// SPDX-License-Identifier: GPL-3.0-or-later
#include <sstream>

#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "engine/session/Config.h"

namespace dyadic::cli {

namespace {

const char* kindName(ParameterSpec::Kind kind) {
  switch (kind) {
    case ParameterSpec::Kind::Boolean:
      return "boolean";
    case ParameterSpec::Kind::Integer:
      return "integer";
    case ParameterSpec::Kind::Real:
      return "real";
    case ParameterSpec::Kind::Choice:
      return "choice";
    case ParameterSpec::Kind::Text:
      return "text";
    case ParameterSpec::Kind::IntegerList:
      return "integer list";
    case ParameterSpec::Kind::RealList:
      return "real list";
  }
  return "";
}

Json parameterJson(const ParameterSpec& spec) {
  return {{"key", spec.key},
          {"label", spec.label},
          {"description", spec.description},
          {"kind", kindName(spec.kind)},
          {"default", toJson(spec.defaultValue)},
          {"minimum", spec.minimum ? Json(*spec.minimum) : Json()},
          {"maximum", spec.maximum ? Json(*spec.maximum) : Json()},
          {"unit", spec.unit},
          {"choices", spec.choices},
          {"same_as", spec.sameAs}};
}

/// What a method trains with where the config says nothing else.
TrainingConfig trainingOf(const MethodInfo& method) { return session::defaultConfig(method.id).training; }

Json trainingJson(const TrainingConfig& training) {
  return {{"epochs_per_stage", training.epochsPerStage},
          {"batch", training.batch},
          {"optimizer", training.optimizer},
          {"momentum", training.momentum},
          {"nesterov", training.nesterov},
          {"weight_decay", training.weightDecay},
          {"learning_rate", training.learningRate},
          {"schedule", training.schedule},
          {"reset_optimizer", training.resetOptimizer}};
}

Json methodJson(const MethodInfo& method) {
  Json parameters = Json::array();
  for (const ParameterSpec& spec : method.parameters) {
    parameters.push_back(parameterJson(spec));
  }
  Json presets = Json::array();
  for (const ParameterPreset& preset : method.presets) {
    presets.push_back({{"name", preset.name}, {"values", toJson(preset.values)}});
  }
  return {{"id", method.id},
          {"name", method.name},
          {"title", method.title},
          {"category", method.category},
          {"description", method.description},
          {"citation", method.citation},
          {"parameters", std::move(parameters)},
          {"presets", std::move(presets)},
          {"training", trainingJson(trainingOf(method))}};
}

/// Words of `text` in lines of at most `width` columns, each begun with `indent`.
std::string wrapped(const std::string& text, const std::string& indent, std::size_t width) {
  std::istringstream words(text);
  std::string result;
  std::string line;
  for (std::string word; words >> word;) {
    if (!line.empty() && indent.size() + line.size() + 1 + word.size() > width) {
      result += indent + line + "\n";
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  return result + indent + line;
}

std::string range(const ParameterSpec& spec) {
  std::string text;
  for (const std::string& choice : spec.choices) {
    text += (text.empty() ? "" : " | ") + choice;
  }
  if (spec.minimum && spec.maximum) {
    text = number(*spec.minimum, 10) + " to " + number(*spec.maximum, 10);
  }
  return spec.unit.empty() ? text : text + " " + spec.unit;
}

std::string parameterTable(const MethodInfo& method) {
  Table table({{"  parameter", Table::Align::Left},
               {"kind", Table::Align::Left},
               {"default", Table::Align::Left},
               {"range", Table::Align::Left},
               {"meaning", Table::Align::Left}});
  for (const ParameterSpec& spec : method.parameters) {
    const Json value = toJson(spec.defaultValue);
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    table.addRow({"  " + spec.key, kindName(spec.kind), spec.sameAs.empty() ? text : "as " + spec.sameAs, range(spec),
                  spec.label});
  }
  return table.text();
}

std::string trainingText(const TrainingConfig& training) {
  std::string epochs;
  for (const int each : training.epochsPerStage) epochs += (epochs.empty() ? "" : ", ") + std::to_string(each);
  return epochs + (epochs == "1" ? " epoch" : " epochs") + ", batch " + std::to_string(training.batch) + ", " +
         training.optimizer + ", momentum " + number(training.momentum, 10) + ", weight decay " +
         number(training.weightDecay, 10) + ", learning rate " + number(training.learningRate, 10) + ", " +
         training.schedule + (training.resetOptimizer ? ", momentum forgotten at each stage" : "");
}

std::string describe(const MethodInfo& method) {
  std::string text = method.id + ": " + method.title + " (" + method.category + ")\n\n" +
                     wrapped(method.description, "  ", 100) + "\n\n" + parameterTable(method);
  text += "\n\n  training: " + trainingText(trainingOf(method));
  for (const ParameterPreset& preset : method.presets) {
    text += "\n  preset '" + preset.name + "': " + toJson(preset.values).dump();
  }
  return text + "\n\n" + method.citation;
}

Status listMethods(Console& console) {
  Json list = Json::array();
  std::string text;
  for (const MethodInfo& method : session::methods()) {
    list.push_back(methodJson(method));
    text += (text.empty() ? "" : "\n\n") + describe(method);
  }
  console.result(console.json() ? format({{"methods", std::move(list)}}) : text);
  return {};
}

}  // namespace

void addMethods(Program& program) {
  CLI::App* command = addCommand(program, "methods", "Every method with its parameters, category and citation",
                                 {"methods", "methods --json"});
  command->callback([&program] { program.job = listMethods; });
}

}  // namespace dyadic::cli
