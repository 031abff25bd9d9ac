// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <memory>
#include <optional>

#include "app/cli/Interrupt.h"
#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "app/cli/ProgressBar.h"
#include "engine/session/Models.h"

namespace dyadic::cli {

namespace {

struct TrainOptions {
  std::string config;
  std::string out;
};

std::string epochLine(const session::TrainEpoch& epoch, int epochs) {
  char line[160];
  std::snprintf(line, sizeof line, "epoch %3d/%d  learning rate %-9.4g  loss %-8.4f  top-1 %s  %.0f images/s",
                epoch.epoch, epochs, epoch.learningRate, epoch.loss, percent(epoch.validation.top1).c_str(),
                epoch.imagesPerSecond);
  return line;
}

Json epochJson(const session::TrainEpoch& epoch) {
  return {{"epoch", epoch.epoch},
          {"learning_rate", epoch.learningRate},
          {"loss", epoch.loss},
          {"images_per_second", epoch.imagesPerSecond},
          {"validation", toJson(epoch.validation)}};
}

Status train(const TrainOptions& options, const CommonOptions& common, Console& console) {
  const auto config = configFromFile(options.config, common);
  if (!config) {
    return config.error();
  }
  const Interrupt interrupt;
  Json epochs = Json::array();
  std::string activity = "Training";
  std::optional<ProgressBar> bar(console);
  const auto progress = [&bar, &activity](double fraction) {
    bar->update(fraction, activity);
    return !Interrupt::requested();
  };
  const auto report = [&](const session::TrainEpoch& epoch) {
    const std::string line = epochLine(epoch, config->training.epochs);
    console.json() ? console.message(line) : console.result(line);
    epochs.push_back(epochJson(epoch));
    activity = "Training, top-1 " + percent(epoch.validation.top1);
  };
  const auto result = session::train({*config, options.out, common.force}, progress, report);
  bar.reset();
  if (!result) {
    return result.error();
  }
  if (console.json()) {
    Json json = toJson(*result);
    json["out"] = options.out;
    json["epochs"] = std::move(epochs);
    json["warnings"] = console.warnings();
    console.result(format(json));
    return {};
  }
  console.result("Weights of the last epoch in " + options.out + ": top-1 " + percent(result->top1) + ", loss " +
                 number(result->loss) + " on " + count(result->images) + " images");
  return {};
}

}  // namespace

void addTrain(Program& program) {
  CLI::App* command = addCommand(program, "train", "Train a float reference model",
                                 {"train resnet8.json --out weights.safetensors",
                                  "train resnet8.json --out weights.safetensors --set training.epochs=2 --seed 7"});
  auto options = std::make_shared<TrainOptions>();
  command->add_option("CONFIG", options->config, "Run config (JSON)")->required();
  command->add_option("--out", options->out, "Where the weights go (safetensors)")->required()->type_name("FILE");
  command->callback([&program, options] {
    program.job = [&program, options](Console& console) { return train(*options, program.common, console); };
  });
}

}  // namespace dyadic::cli
