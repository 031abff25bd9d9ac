// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>
#include <optional>

#include "app/cli/Interrupt.h"
#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "app/cli/ProgressBar.h"
#include "engine/session/Explore.h"

namespace dyadic::cli {

namespace {

struct SensitivityArguments {
  std::string model;
  std::string data;
  int bits = 8;
  std::int64_t limit = 500;
  bool featureMaps = false;
};

Json errorJson(const OutputError& error) {
  return {{"top1", error.top1}, {"drop", error.drop}, {"mse", error.mse}, {"sqnr_db", error.sqnrDb}};
}

template <class Info>
Json listJson(const std::vector<Info>& infos, const std::vector<Sensitivity>& values) {
  Json list = Json::array();
  for (std::size_t i = 0; i < infos.size(); ++i) {
    list.push_back({{"name", infos[i].name},
                    {"bits", values[i].bits},
                    {"only", errorJson(values[i].only)},
                    {"all_but", errorJson(values[i].allBut)},
                    {"accumulated", errorJson(values[i].accumulated)}});
  }
  return list;
}

/// Most sensitive first.
template <class Info>
std::string table(const char* title, const std::vector<Info>& infos, const std::vector<Sensitivity>& values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < infos.size(); ++i) {
    if (values[i].bits != 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return values[a].only.sqnrDb < values[b].only.sqnrDb; });
  Table table({{title, Table::Align::Left},
               {"bits"},
               {"only: drop"},
               {"SQNR dB"},
               {"all but: drop"},
               {"SQNR dB"},
               {"accumulated: drop"},
               {"SQNR dB"}});
  for (std::size_t i : order) {
    const Sensitivity& value = values[i];
    table.addRow({infos[i].name, std::to_string(value.bits), percent(value.only.drop), fixed(value.only.sqnrDb, 2),
                  percent(value.allBut.drop), fixed(value.allBut.sqnrDb, 2), percent(value.accumulated.drop),
                  fixed(value.accumulated.sqnrDb, 2)});
  }
  return table.text();
}

void print(const ModelInfo& model, const SensitivityRecord& record, bool featureMaps, Console& console) {
  if (console.json()) {
    Json result = {{"model", model.path},
                   {"images", record.images},
                   {"float_top1", record.floatTop1},
                   {"whole", errorJson(record.whole)},
                   {"layers", listJson(model.layers, record.layers)}};
    if (featureMaps) result["edges"] = listJson(model.edges, record.edges);
    result["warnings"] = console.warnings();
    console.result(format(result));
    return;
  }
  console.result(table("layer", model.layers, record.layers));
  if (featureMaps) console.result("\n" + table("feature map", model.edges, record.edges));
  console.result("\nfloat top-1 " + percent(record.floatTop1) + ", all quantized: drop " + percent(record.whole.drop) +
                 ", SQNR " + fixed(record.whole.sqnrDb, 2) + " dB; " + count(record.images) + " images");
}

Status sensitivity(const SensitivityArguments& arguments, const CommonOptions& common, Console& console) {
  const auto config = configFromOptions({{"model", {{"path", arguments.model}}},
                                         {"data", {{"path", arguments.data}}},
                                         {"method", {{"id", "ioiq"}, {"parameters", {{"bits", arguments.bits}}}}}},
                                        common);
  if (!config) return config.error();
  const auto explore = session::Explore::open(*config);
  if (!explore) return explore.error();
  const Interrupt interrupt;
  std::optional<ProgressBar> bar(console);
  const auto record = (*explore)->sensitivity(
      settingOf(*config), {.images = arguments.limit, .layers = true, .featureMaps = arguments.featureMaps},
      [&bar](const SensitivityRecord& now) {
        bar->update(static_cast<double>(now.done) / static_cast<double>(now.planned), "Measuring");
      },
      [] { return Interrupt::requested(); });
  bar.reset();
  if (!record) return record.error();
  print((*explore)->model(), *record, arguments.featureMaps, console);
  return {};
}

}  // namespace

void addSensitivity(Program& program) {
  CLI::App* command = addCommand(
      program, "sensitivity", "What each layer alone, and all but it, does to the network's output, without training",
      {"sensitivity --model builtin:resnet8-fashion --data builtin:fashion-mnist --bits 4",
       "sensitivity --model weights.safetensors --data cifar10/ --limit 1000 --feature-maps --json",
       "sensitivity --model weights.safetensors --data cifar10/ --set 'layers=[{\"match\":\"conv1\",\"bits\":8}]'"});
  auto arguments = std::make_shared<SensitivityArguments>();
  command->add_option("--model", arguments->model, kModelHelp)->required();
  command->add_option("--data", arguments->data, "Data set: file, folder or builtin:NAME")->required();
  command->add_option("--bits", arguments->bits, "Bits of every layer, 2 to 16")->capture_default_str();
  command->add_option("--limit", arguments->limit, "Images, drawn at random")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  command->add_flag("--feature-maps", arguments->featureMaps, "Feature maps as well as layers");
  command->callback([&program, arguments] {
    program.job = [&program, arguments](Console& console) { return sensitivity(*arguments, program.common, console); };
  });
}

}  // namespace dyadic::cli
