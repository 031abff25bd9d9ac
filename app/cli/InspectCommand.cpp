// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "app/cli/InspectData.h"
#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "engine/session/Models.h"

namespace dyadic::cli {

namespace {

Json modelJson(const ModelInfo& model) {
  Json layers = Json::array();
  for (const LayerInfo& layer : model.layers) {
    layers.push_back({{"name", layer.name},
                      {"operator", layer.op},
                      {"shape", layer.shape},
                      {"output", layer.output},
                      {"parameters", layer.parameters},
                      {"macs", layer.macs},
                      {"quantizable", layer.quantizable},
                      {"reason", layer.reason}});
  }
  Json edges = Json::array();
  for (const EdgeInfo& edge : model.edges) {
    edges.push_back({{"name", edge.name}, {"shape", edge.shape}});
  }
  Json operators = Json::array();
  for (const NodeInfo& node : model.nodes) {
    operators.push_back({{"name", node.name},
                         {"operator", node.op},
                         {"inputs", node.inputs},
                         {"output", node.output},
                         {"layer", node.layer},
                         {"edge", node.edge},
                         {"integer", node.reason.empty()},
                         {"reason", node.reason}});
  }
  return {{"model", model.path},
          {"format", model.format},
          {"notes", model.notes},
          {"architecture", model.architecture},
          {"input", model.input},
          {"classes", model.classes},
          {"class_names", model.classNames},
          {"mean", model.mean},
          {"std", model.deviation},
          {"parameters", model.parameters},
          {"macs", model.macs},
          {"layers", std::move(layers)},
          {"edges", std::move(edges)},
          {"operators", std::move(operators)}};
}

/// "safetensors, resnet20-cifar, input 3x32x32, 10 classes, ..."
std::string headline(const ModelInfo& model) {
  std::string out = model.format;
  if (!model.architecture.empty()) out += ", " + model.architecture;
  return out + ", input " + shape(model.input) + ", " + std::to_string(model.classes) + " classes, " +
         count(model.parameters) + " parameters, " + count(model.macs) + " MACs, " +
         std::to_string(model.nodes.size()) + " operators, " + std::to_string(model.edges.size()) +
         " feature maps with an exponent";
}

/// The operators that no integer program can compute, or a sentence that there are none.
std::string operatorTable(const ModelInfo& model) {
  Table table(
      {{"operator", Table::Align::Left}, {"name", Table::Align::Left}, {"not on integers", Table::Align::Left}});
  bool any = false;
  for (const NodeInfo& node : model.nodes) {
    if (node.reason.empty()) continue;
    table.addRow({node.op, node.name, node.reason});
    any = true;
  }
  return any ? table.text() : "Integers alone can compute every operator.";
}

std::string layerTable(const ModelInfo& model) {
  Table table({{"layer", Table::Align::Left},
               {"operator", Table::Align::Left},
               {"weights"},
               {"output"},
               {"parameters"},
               {"MACs"},
               {"quantizable", Table::Align::Left}});
  for (const LayerInfo& layer : model.layers) {
    table.addRow({layer.name, layer.op, shape(layer.shape), shape(layer.output), count(layer.parameters),
                  count(layer.macs), layer.quantizable ? "yes" : "no: " + layer.reason});
  }
  return table.text();
}

/// A model that cannot be opened, for those who read JSON; the message goes out as any other error.
Json refusedJson(const RunConfig& config, const Error& error) {
  Json operators = Json::array();
  for (const RefusedOperator& refused : session::refusedOperators(config)) {
    operators.push_back(
        {{"operator", refused.op}, {"node", refused.node}, {"opset", refused.opset}, {"reason", refused.reason}});
  }
  return {{"model", config.model.path}, {"error", error.message()}, {"refused", std::move(operators)}};
}

Status inspect(const std::string& path, const CommonOptions& common, Console& console) {
  if (looksLikeData(path)) {
    return inspectData(path, common, console);
  }
  const auto config = configFromOptions({{"model", {{"path", path}}}}, common);
  if (!config) {
    return config.error();
  }
  const auto model = session::inspectModel(*config);
  if (!model) {
    if (console.json()) console.result(format(refusedJson(*config, model.error())));
    return model.error();
  }
  if (console.json()) {
    console.result(format(modelJson(*model)));
    return {};
  }
  std::string text = model->path + "\n" + headline(*model) + "\n";
  for (const std::string& note : model->notes) text += note + "\n";
  console.result(text + "\n" + layerTable(*model) + "\n\n" + operatorTable(*model));
  return {};
}

}  // namespace

void addInspect(Program& program) {
  CLI::App* command = addCommand(program, "inspect",
                                 "What a model or a data set is: layers, shapes, what can be "
                                 "quantized; splits, classes, counts",
                                 {"inspect builtin:resnet8-fashion", "inspect weights.safetensors --json",
                                  "inspect weights.safetensors --architecture resnet20-cifar", "inspect imagenet/",
                                  "inspect cifar-10-batches-py --json"});
  auto path = std::make_shared<std::string>();
  command
      ->add_option(
          "FILE", *path,
          "Model (ONNX, TorchScript, safetensors, PyTorch weights), data set (folder, IDX file) or builtin:NAME")
      ->required();
  command->callback([&program, path] {
    program.job = [&program, path](Console& console) { return inspect(*path, program.common, console); };
  });
}

}  // namespace dyadic::cli
