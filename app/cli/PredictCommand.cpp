// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <memory>

#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "engine/session/Models.h"
#include "engine/types/OutputFile.h"

namespace dyadic::cli {

namespace {

struct PredictOptions {
  std::string model;
  std::vector<std::string> images;
  std::string logits;
};

using Predictions = std::vector<session::Prediction>;

Json predictionsJson(const Predictions& predictions) {
  Json list = Json::array();
  for (const session::Prediction& prediction : predictions) {
    if (prediction.error.empty()) {
      list.push_back({{"file", prediction.file},
                      {"class", prediction.classIndex},
                      {"name", prediction.className},
                      {"probability", prediction.probability},
                      {"logits", prediction.logits}});
    } else {
      list.push_back({{"file", prediction.file}, {"error", prediction.error}});
    }
  }
  return {{"predictions", std::move(list)}};
}

std::string csvField(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) {
    return text;
  }
  std::string field = "\"";
  for (const char c : text) {
    field += c == '"' ? "\"\"" : std::string(1, c);
  }
  return field + "\"";
}

/// file,logit0,logit1,... with nine significant digits, which give back every float32 exactly.
std::string logitsCsv(const Predictions& predictions) {
  std::size_t classes = 0;
  for (const session::Prediction& prediction : predictions) {
    classes = std::max(classes, prediction.logits.size());
  }
  std::string csv = "file";
  for (std::size_t i = 0; i < classes; ++i) {
    csv += ",logit" + std::to_string(i);
  }
  csv += '\n';
  for (const session::Prediction& prediction : predictions) {
    if (!prediction.error.empty()) {
      continue;
    }
    csv += csvField(prediction.file);
    for (const double logit : prediction.logits) {
      csv += "," + number(logit, 9);
    }
    csv += '\n';
  }
  return csv;
}

std::string predictionTable(const Predictions& predictions) {
  Table table(
      {{"image", Table::Align::Left}, {"class"}, {"name", Table::Align::Left}, {"probability", Table::Align::Right}});
  for (const session::Prediction& prediction : predictions) {
    if (prediction.error.empty()) {
      table.addRow({prediction.file, std::to_string(prediction.classIndex), prediction.className,
                    percent(prediction.probability)});
    }
  }
  return table.text();
}

/// The images that could be read have been reported by then.
Status unreadable(const Predictions& predictions, Console& console) {
  std::size_t unread = 0;
  for (const session::Prediction& prediction : predictions) {
    if (!prediction.error.empty()) {
      console.error(failure(prediction.error));
      ++unread;
    }
  }
  if (unread == 0) {
    return {};
  }
  return failure(DYADIC_TR("engine", "%1 of %2 images could not be used."),
                 {std::to_string(unread), std::to_string(predictions.size())});
}

Status predict(const PredictOptions& options, const CommonOptions& common, Console& console) {
  if (!options.logits.empty()) {
    if (Status status = checkOutput(options.logits, common.force); !status) {
      return status;
    }
  }
  const auto config = configFromOptions({{"model", {{"path", options.model}}}}, common);
  if (!config) {
    return config.error();
  }
  const auto predictions = session::predict(*config, options.images);
  if (!predictions) {
    return predictions.error();
  }
  if (!options.logits.empty()) {
    if (Status status =
            writeOutput(options.logits, common.force, [&](std::ostream& out) { out << logitsCsv(*predictions); });
        !status) {
      return status;
    }
    console.message("Logits in " + options.logits);
  }
  console.result(console.json() ? format(predictionsJson(*predictions)) : predictionTable(*predictions));
  return unreadable(*predictions, console);
}

}  // namespace

void addPredict(Program& program) {
  CLI::App* command = addCommand(program, "predict", "Classes and probabilities of image files",
                                 {"predict --model builtin:resnet8-fashion --images shirt.png shoe.png",
                                  "predict --model weights.safetensors --images test/cat/*.jpg --logits logits.csv"});
  auto options = std::make_shared<PredictOptions>();
  command->add_option("--model", options->model, kModelHelp)->required();
  command->add_option("--images", options->images, "JPEG or PNG files, brought to the network's input size")
      ->required();
  command->add_option("--logits", options->logits, "Write the logits as CSV, with nine digits")->type_name("FILE");
  command->callback([&program, options] {
    program.job = [&program, options](Console& console) { return predict(*options, program.common, console); };
  });
}

}  // namespace dyadic::cli
