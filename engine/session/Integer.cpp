// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/Integer.h"

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "engine/integer/Exports.h"
#include "engine/integer/ProgramCheck.h"
#include "engine/integer/ReferenceExecutor.h"
#include "engine/integer/lowering/Verify.h"
#include "engine/nets/architectures/Architectures.h"
#include "engine/runlog/IntegerGroup.h"
#include "engine/runlog/RunReader.h"
#include "engine/session/Opening.h"
#include "engine/session/RecordedNetwork.h"
#include "engine/session/RunSession.h"
#include "engine/session/Warnings.h"

namespace dyadic::session {
namespace {

/// A finished run and its program, which has been looked over.
struct DeployedRun {
  std::shared_ptr<const RunSnapshot> snapshot;
  IntegerDeployment deployment;

  [[nodiscard]] const RunConfig& config() const { return snapshot->outline->config; }
  [[nodiscard]] const ModelInfo& model() const { return snapshot->outline->model; }
};

/// The network's structure. Its parameters are not those of the run.
Expected<nets::Graph> graphOf(const DeployedRun& run) {
  const ModelInfo& model = run.model();
  if (model.architecture.empty()) {
    auto loaded = openModel(run.config());
    if (!loaded) return loaded.error();
    return std::move(loaded->graph);
  }
  return nets::buildArchitecture(model.architecture, {model.input, model.classes});
}

Expected<RecordedNetwork> recordedIn(const DeployedRun& run, const std::string& path) {
  auto layers = runlog::readQuantized(path);
  if (!layers) return layers.error();
  const DataInfo& data = run.snapshot->outline->data;
  RecordedNetwork recorded{std::move(*layers), {}, run.config(), {data.mean, data.deviation}};
  if (!run.snapshot->stages.empty()) recorded.edges = run.snapshot->stages.back()->edges;
  return recorded;
}

/// For a run file of an earlier version, which has records but no program.
Expected<IntegerProgram> lowerRecorded(const DeployedRun& run, const std::string& path) {
  auto graph = graphOf(run);
  if (!graph) return graph.error();
  auto recorded = recordedIn(run, path);
  if (!recorded) return recorded.error();
  auto network = quantizedNetwork(*graph, *recorded);
  if (!network) return network.error();
  return integer::lower(*network);
}

Error inFile(const std::string& path, const Error& error) {
  return failure(DYADIC_TR("engine", "%1: %2"), {path, error.message()});
}

Expected<DeployedRun> openDeployed(const std::string& path) {
  auto snapshot = openRun(path);
  if (!snapshot) return snapshot.error();
  DeployedRun run{std::move(*snapshot), {}};
  if (run.snapshot->state == RunState::Running || run.snapshot->state == RunState::Paused) {
    return failure(DYADIC_TR("engine", "%1: the run is still going on, so that there is no integer program yet."),
                   {path});
  }
  if (run.snapshot->state != RunState::Finished) {
    return failure(DYADIC_TR("engine",
                             "%1: the run has not finished, so that there is no integer program yet. Finish it with "
                             "'dyadic-cli quantize --resume %1'."),
                   {path});
  }
  auto deployment = runlog::readInteger(path);
  if (!deployment) return deployment.error();
  if (*deployment) {
    run.deployment = std::move(**deployment);
  } else {
    auto program = lowerRecorded(run, path);
    if (!program) return inFile(path, program.error());
    run.deployment.program = std::move(*program);
  }
  if (!run.deployment.refused.empty()) return failure(DYADIC_TR("engine", "%1: %2"), {path, run.deployment.refused});
  if (auto sound = integer::checkProgram(run.deployment.program); !sound) return inFile(path, sound.error());
  return run;
}

/// The simulation shows its feature maps by name: the program must have them all, in the same shape.
Status checkSameNetwork(const IntegerProgram& program, const integer::QuantizedNetwork& network,
                        const std::string& path) {
  const nets::Graph& graph = network.graph;
  std::size_t index = 0;
  for (const nets::Edge& edge : graph.edges()) {
    if (network.edges[index++].bits == 0) continue;  // between a layer and the batch norm that is folded into it
    const std::string& name = graph.node(edge.node).name;
    std::size_t found = 0;
    for (const IntegerTensor& tensor : program.tensors) {
      if (tensor.name == name) found += tensor.shape == graph.node(edge.node).output ? 1 : 2;
    }
    if (found != 1) {
      return failure(DYADIC_TR("engine", "%1: the integer program is not one of the run's network: feature map %2."),
                     {path, name});
    }
  }
  return {};
}

Expected<data::ImageSet> imagesFor(const DeployedRun& run, const std::string& path, std::int64_t limit) {
  RunConfig config = run.config();
  if (!path.empty()) {
    const DataConfig old = std::exchange(config.data, {});
    config.data.path = path;
    config.data.resize = old.resize;
    config.data.crop = old.crop;
  }
  const DataInfo& recorded = run.snapshot->outline->data;
  config.data.mean = recorded.mean;
  config.data.deviation = recorded.deviation;
  if (limit > 0 && (config.data.limit == 0 || limit < config.data.limit)) config.data.limit = limit;
  auto data = openData(config, &run.model(), {data::Part::Validation});
  if (!data) return data.error();
  auto images = data->images(data::Part::Validation);
  if (images) addWarnings(images->warnings);
  addWarnings(data->info().warnings);
  return images;
}

struct Verification {
  VerifyRequest request;
  DeployedRun run;
  std::function<bool(const VerifyProgress&)> progress;
  bool cancelled = false;
};

Expected<IntegerReport> verifyGuarded(Verification& work) {
  const std::string& path = work.request.run;
  auto graph = graphOf(work.run);
  if (!graph) return inFile(path, graph.error());
  auto recorded = recordedIn(work.run, path);
  if (!recorded) return recorded.error();
  auto network = quantizedNetwork(*graph, *recorded);
  if (!network) return inFile(path, network.error());
  // The simulation runs what can be lowered; that the program is what comes of it, is what it is compared for.
  if (auto lowered = integer::lower(*network); !lowered) return inFile(path, lowered.error());
  const IntegerProgram& program = work.run.deployment.program;
  if (auto same = checkSameNetwork(program, *network, path); !same) return same.error();
  auto images = imagesFor(work.run, work.request.data, work.request.limit);
  if (!images) return images.error();

  const auto pool = math::threadExecutor(at::get_num_threads());
  integer::VerifyOptions options{*pool, {}};
  options.proceed = [&](std::int64_t done) {
    work.cancelled = work.progress && !work.progress({done, images->count});
    return !work.cancelled;
  };
  if (work.request.data.empty()) {
    auto predictions = runlog::readPredictions(path);
    if (!predictions) return predictions.error();
    options.hardClasses = std::move(predictions->hard);
  }
  return integer::verify(program, *network, *images, options);
}

Expected<std::vector<integer::CheckImage>> checkImages(const DeployedRun& run, int count) {
  std::vector<integer::CheckImage> out;
  if (count <= 0) return out;
  auto images = imagesFor(run, {}, count);
  if (!images) return images.error();
  const IntegerProgram& program = run.deployment.program;
  const auto& input = program.tensors.front().shape;
  const std::vector<std::int64_t> shape{images->shape.channels, images->shape.height, images->shape.width};
  if (shape != input) {
    return failure(DYADIC_TR("engine", "the integer program takes images of another size than those of %1."),
                   {run.config().data.path});
  }
  integer::Trace trace;
  for (std::int64_t i = 0; i < images->count; ++i) {
    const std::uint8_t* pixels = images->image(i);
    integer::runReference(program, {pixels, images->shape.bytes()}, trace);
    out.push_back({{pixels, pixels + images->shape.bytes()},
                   trace.tensors[static_cast<std::size_t>(program.operations.back().output)]});
  }
  return out;
}

Status exportGuarded(const ExportRequest& request) {
  auto run = openDeployed(request.run);
  if (!run) return run.error();
  const IntegerProgram& program = run->deployment.program;
  switch (request.format) {
    case ExportFormat::H5:
      return runlog::writeIntegerFile(request.out, run->deployment, request.force);
    case ExportFormat::Onnx:
      return request.form == OnnxForm::Qdq ? integer::exportOnnxQdq(program, request.out, request.force)
                                           : integer::exportOnnxExact(program, request.out, request.force);
    case ExportFormat::C:
      break;
  }
  auto images = checkImages(*run, request.checkImages);
  if (!images) return images.error();
  return integer::exportC(program, *images, request.out, request.force);
}

}  // namespace

Expected<IntegerDeployment> openInteger(const std::string& run) {
  return guarded(run, [&]() -> Expected<IntegerDeployment> {
    auto opened = openDeployed(run);
    if (!opened) return opened.error();
    return std::move(opened->deployment);
  });
}

Expected<IntegerReport> verifyInteger(const VerifyRequest& request,
                                      const std::function<bool(const VerifyProgress&)>& progress) {
  return guarded(request.run, [&]() -> Expected<IntegerReport> {
    auto opened = openDeployed(request.run);
    if (!opened) return opened.error();
    Verification work{request, std::move(*opened), progress};
    RunConfig config = work.run.config();
    if (request.threads > 0) config.threads = request.threads;
    prepareLibTorch(config);
    auto report = verifyGuarded(work);
    if (work.cancelled) return cancelledError();
    if (!report) return report.error();
    const std::int64_t all = work.run.snapshot->outline->data.validationImages;
    if (request.data.empty() && (request.limit <= 0 || report->images == all)) {
      work.run.deployment.report = *report;
      if (auto written = runlog::replaceInteger(*work.run.snapshot, work.run.deployment); !written)
        return written.error();
    }
    return report;
  });
}

Status exportInteger(const ExportRequest& request) {
  return guarded(request.run, [&] { return exportGuarded(request); });
}

}  // namespace dyadic::session
