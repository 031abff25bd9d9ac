// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <map>
#include <memory>
#include <optional>

#include "app/cli/Interrupt.h"
#include "app/cli/Json.h"
#include "app/cli/Program.h"
#include "app/cli/ProgressBar.h"
#include "engine/session/Integer.h"

namespace dyadic::cli {

namespace {

using session::ExportFormat;
using session::OnnxForm;

const std::map<std::string, ExportFormat> kFormats = {
    {"c", ExportFormat::C}, {"onnx", ExportFormat::Onnx}, {"h5", ExportFormat::H5}};
const std::map<std::string, OnnxForm> kForms = {{"exact", OnnxForm::Exact}, {"qdq", OnnxForm::Qdq}};

/// What a program is stands in its run.
Status checkCommon(const CommonOptions& common) {
  if (common.set.empty() && common.architecture.empty() && common.device.empty() && !common.seed) {
    return {};
  }
  return usageError(DYADIC_TR(
      "engine", "A finished run keeps its config: 'integer' takes no --set, --architecture, --device, --seed."));
}

/// Null for NaN and infinity.
Json real(double value) { return std::isfinite(value) ? Json(value) : Json(); }

double share(const OperationRecord& record) {
  return record.outputs > 0 ? static_cast<double>(record.saturated) / static_cast<double>(record.outputs) : 0.0;
}

Json differenceJson(const std::optional<FirstDifference>& difference) {
  if (!difference) {
    return nullptr;
  }
  return {{"image", difference->image},
          {"layer", difference->layer},
          {"index", difference->index},
          {"executions", difference->executions},
          {"expected", real(difference->expected)},
          {"found", real(difference->found)}};
}

Json reportJson(const IntegerProgram& program, const IntegerReport& report) {
  Json operations = Json::array();
  for (std::size_t i = 0; i < report.operations.size(); ++i) {
    const IntegerOperation& operation = program.operations[i];
    const OperationRecord& record = report.operations[i];
    const bool sums = hasAccumulator(operation.op);
    const IntegerTensor& output = program.tensors[static_cast<std::size_t>(operation.output)];
    operations.push_back({{"name", operation.name},
                          {"op", integerOpName(operation.op)},
                          {"exponent", output.scale > 0 ? Json() : Json(output.exponent)},
                          {"scale", output.scale > 0 ? Json(output.scale) : Json()},
                          {"zero_point", output.zeroPoint},
                          {"otp", sums ? Json(operation.requantization.shift) : Json()},
                          {"multiplier", sums ? Json(operation.requantization.multiplier) : Json()},
                          {"headroom_bits", sums ? real(record.headroomBits) : Json()},
                          {"saturated", record.saturated},
                          {"saturated_fraction", share(record)},
                          {"bias_saturated", operation.biasSaturated}});
  }
  return {{"bit_exact", report.bitExact},
          {"agrees", report.agrees()},
          {"tolerance", report.tolerance},
          {"largest_difference", report.largestDifference},
          {"differing_values", report.differingValues},
          {"compared_values", report.comparedValues},
          {"images", report.images},
          {"top1", real(report.top1)},
          {"top5", real(report.top5)},
          {"hard_top1", real(report.hardTop1)},
          {"other_classes", report.otherClasses},
          {"first_difference", differenceJson(report.firstDifference)},
          {"reference_images_per_second", real(report.referenceImagesPerSecond)},
          {"fast_images_per_second", real(report.fastImagesPerSecond)},
          {"simulation_images_per_second", real(report.simulationImagesPerSecond)},
          {"operations", std::move(operations)}};
}

std::string operationTable(const IntegerProgram& program, const IntegerReport& report) {
  const bool scaled = hasScales(program);
  Table table({{"operation", Table::Align::Left},
               {"operator", Table::Align::Left},
               {scaled ? "scale" : "exponent"},
               {scaled ? "zero point" : "OTP"},
               {"headroom bits"},
               {"saturated"},
               {"bias saturated"}});
  for (std::size_t i = 0; i < report.operations.size(); ++i) {
    const IntegerOperation& operation = program.operations[i];
    const OperationRecord& record = report.operations[i];
    const bool sums = hasAccumulator(operation.op);
    const IntegerTensor& output = program.tensors[static_cast<std::size_t>(operation.output)];
    const std::string shift = sums ? std::to_string(operation.requantization.shift) : "";
    table.addRow({operation.name, integerOpName(operation.op),
                  scaled ? number(output.scale > 0 ? output.scale : std::ldexp(1.0, output.exponent), 5)
                         : std::to_string(output.exponent),
                  scaled ? std::to_string(output.zeroPoint) : shift, sums ? fixed(record.headroomBits, 1) : "",
                  sums ? percent(share(record)) : "",
                  operation.bias.data.empty() ? "" : count(operation.biasSaturated)});
  }
  return table.text();
}

std::string differenceText(const FirstDifference& difference) {
  return "image " + count(difference.image) + ", layer " + difference.layer + ", index " + count(difference.index) +
         " (" + difference.executions + "): " + number(difference.expected, 12) + " and " +
         number(difference.found, 12);
}

std::string summary(const IntegerReport& report) {
  std::string text = "integer top-1  " + percent(report.top1) + "\nhard top-1     " + percent(report.hardTop1);
  if (report.otherClasses > 0) {
    text += "\n" + count(report.otherClasses) + " images get another class than in the run's own evaluation";
  }
  text += "\nimages/s       reference " + count(std::llround(report.referenceImagesPerSecond)) + ", fast " +
          count(std::llround(report.fastImagesPerSecond)) + ", simulation " +
          count(std::llround(report.simulationImagesPerSecond));
  if (report.bitExact) {
    text += "\nbit-exact on " + count(report.images) + " images";
  } else if (report.agrees()) {
    text += "\nwithin one last place of the simulation on " + count(report.images) +
            " images: " + count(report.differingValues) + " of " + count(report.comparedValues) +
            " values differ by 1; fast executor and plain loops agree on every logit";
  } else if (report.firstDifference) {
    text += "\nfirst difference: " + differenceText(*report.firstDifference);
  }
  return text;
}

Status verify(const session::VerifyRequest& request, Console& console) {
  const auto opened = session::openInteger(request.run);
  if (!opened) {
    return opened.error();
  }
  const Interrupt interrupt;
  std::optional<ProgressBar> bar(console);
  const auto report = session::verifyInteger(request, [&bar](const session::VerifyProgress& progress) {
    bar->update(progress.of > 0 ? static_cast<double>(progress.images) / static_cast<double>(progress.of) : 0,
                "Verifying");
    return !Interrupt::requested();
  });
  bar.reset();
  if (!report) {
    return report.error();
  }
  if (console.json()) {
    Json json = reportJson(opened->program, *report);
    json["warnings"] = console.warnings();
    console.result(format(json));
  } else {
    console.result(operationTable(opened->program, *report) + "\n\n" + summary(*report));
  }
  if (!report->agrees()) {
    if (report->tolerance > 0) {
      return failure(DYADIC_TR("engine", "%1 is not within one last place of its simulation."), {request.run});
    }
    return failure(DYADIC_TR("engine", "%1 is not bit-exact."), {request.run});
  }
  return {};
}

void addVerify(Program& program) {
  CLI::App* command = addCommand(
      program, "integer verify",
      "Run a program by plain loops, by the fast executor and by float64 simulation, and compare every image",
      {"integer verify run.h5", "integer verify run.h5 --limit 500 --threads 2 --json",
       "integer verify run.h5 --data other-images/"});
  auto request = std::make_shared<session::VerifyRequest>();
  command->add_option("RUN", request->run, "Finished run file")->required()->type_name("RUN.h5");
  command->add_option("--data", request->data, "Another data set: file, folder or builtin:NAME")->type_name("DATA");
  command->add_option("--limit", request->limit, "Images used; 0 takes all")->capture_default_str();
  command->callback([&program, request] {
    program.job = [&program, request](Console& console) -> Status {
      if (Status fine = checkCommon(program.common); !fine) {
        return fine;
      }
      if (request->limit < 0 || program.common.threads.value_or(0) < 0) {
        return usageError(DYADIC_TR("engine", "--limit and --threads cannot be negative."));
      }
      request->threads = program.common.threads.value_or(0);
      return verify(*request, console);
    };
  });
}

struct ExportOptions {
  session::ExportRequest request;
  std::string format;
  std::string form;
};

Status exportProgram(ExportOptions& options, const CommonOptions& common, Console& console) {
  if (Status fine = checkCommon(common); !fine) {
    return fine;
  }
  session::ExportRequest& request = options.request;
  request.format = kFormats.at(options.format);
  if (!options.form.empty()) {
    if (request.format != ExportFormat::Onnx) {
      return usageError(DYADIC_TR("engine", "--form goes with --format onnx."));
    }
    request.form = kForms.at(options.form);
  }
  request.force = common.force;
  if (Status written = session::exportInteger(request); !written) {
    return written;
  }
  if (console.json()) {
    console.result(format({{"run", request.run}, {"format", options.format}, {"out", request.out}}));
  } else {
    console.message("Written to " + request.out);
  }
  return {};
}

void addExport(Program& program) {
  CLI::App* command = addCommand(program, "integer export", "Write a program as C99, ONNX or HDF5",
                                 {"integer export run.h5 --format c --out model-c && make -C model-c check",
                                  "integer export run.h5 --format onnx --out model.onnx",
                                  "integer export run.h5 --format onnx --form qdq --out model-qdq.onnx",
                                  "integer export run.h5 --format h5 --out model.h5 --force"});
  auto options = std::make_shared<ExportOptions>();
  command->add_option("RUN", options->request.run, "Finished run file")->required()->type_name("RUN.h5");
  command->add_option("--format", options->format, "c: a folder; onnx, h5: a file")
      ->required()
      ->check(CLI::IsMember(kFormats))
      ->type_name("FORMAT");
  command->add_option("--form", options->form, "ONNX: exact (every rounding; default) or qdq (half_even, up to 8 bits)")
      ->check(CLI::IsMember(kForms))
      ->type_name("FORM");
  command->add_option("--out", options->request.out, "What to write")->required()->type_name("PATH");
  command->add_option("--check-images", options->request.checkImages, "C: images that `make check` runs")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  command->callback([&program, options] {
    program.job = [&program, options](Console& console) { return exportProgram(*options, program.common, console); };
  });
}

}  // namespace

void addInteger(Program& program) {
  program.app.add_subcommand("integer", "A finished run on integers alone: verify, export")->require_subcommand(1);
  addVerify(program);
  addExport(program);
}

}  // namespace dyadic::cli
