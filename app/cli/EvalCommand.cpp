// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>
#include <optional>

#include "app/cli/Interrupt.h"
#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "app/cli/ProgressBar.h"
#include "engine/session/Models.h"

namespace dyadic::cli {

namespace {

struct EvalOptions {
  std::string model;
  std::string data;
  std::string split = "test";
  std::int64_t limit = 0;
};

Status evaluate(const EvalOptions& options, const CommonOptions& common, Console& console) {
  const auto config =
      configFromOptions({{"model", {{"path", options.model}}},
                         {"data", {{"path", options.data}, {"validation", options.split}, {"limit", options.limit}}}},
                        common);
  if (!config) {
    return config.error();
  }
  const Interrupt interrupt;
  std::optional<ProgressBar> bar(console);
  const auto result = session::evaluate(*config, [&bar](double fraction) {
    bar->update(fraction, "Evaluating");
    return !Interrupt::requested();
  });
  bar.reset();
  if (!result) {
    return result.error();
  }
  if (console.json()) {
    Json json = toJson(*result);
    json["warnings"] = console.warnings();
    console.result(format(json));
    return {};
  }
  console.result("top-1   " + percent(result->top1) + "\ntop-5   " + percent(result->top5) + "\nloss    " +
                 number(result->loss, 6) + "\nimages  " + count(result->images) + " (" +
                 number(result->imagesPerSecond, 4) + " images/s)");
  return {};
}

}  // namespace

void addEval(Program& program) {
  CLI::App* command = addCommand(program, "eval", "Accuracy of a float model on a data set",
                                 {"eval --model builtin:resnet8-fashion --data builtin:fashion-mnist",
                                  "eval --model weights.safetensors --data cifar10/ --split 'train[45000:]' --json",
                                  "eval --model weights.safetensors --data cifar10/ --limit 1000 --threads 2"});
  auto options = std::make_shared<EvalOptions>();
  command->add_option("--model", options->model, kModelHelp)->required();
  command->add_option("--data", options->data, "Data set: folder (images, CIFAR, IDX), file or builtin:NAME")
      ->required();
  command->add_option("--split", options->split, "Split, with an optional range: test, train[45000:]")
      ->capture_default_str();
  command->add_option("--limit", options->limit, "Images used; 0 takes all")->capture_default_str();
  command->callback([&program, options] {
    program.job = [&program, options](Console& console) { return evaluate(*options, program.common, console); };
  });
}

}  // namespace dyadic::cli
