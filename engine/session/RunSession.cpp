// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/session/RunSession.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstring>
#include <ctime>
#include <filesystem>
#include <thread>

#include "engine/methods/Registry.h"
#include "engine/runlog/RunReader.h"
#include "engine/session/Config.h"
#include "engine/session/Export.h"
#include "engine/session/Opening.h"
#include "engine/session/Provenance.h"
#include "engine/session/RecordedNetwork.h"
#include "engine/session/RunReporter.h"
#include "engine/session/Warnings.h"

namespace dyadic::session {
namespace {

Expected<RunConfig> parseRecorded(const std::string& json) { return parseConfig(json, "/", "/config"); }

/// Run and pool threads give way to the window's.
void lowerPriority() {
  constexpr int kNice = 5;
  setpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)), kNice);
}

/// Undefined where it is none of the types that a trainer's state has.
torch::Tensor tensorOf(const runlog::Blob& blob) {
  std::optional<torch::ScalarType> type;
  if (blob.type == runlog::BlobType::Float32) type = torch::kFloat;
  if (blob.type == runlog::BlobType::Float64) type = torch::kDouble;
  if (blob.type == runlog::BlobType::UInt8) type = torch::kByte;
  if (!type) return {};
  auto t = torch::empty(blob.shape, *type);
  if (t.nbytes() != blob.bytes.size()) return {};
  std::memcpy(t.data_ptr(), blob.bytes.data(), blob.bytes.size());
  return t;
}

/// Everything a run works on, in the order in which it is opened.
struct Workshop {
  RunConfig config;
  torch::Device device = torch::kCPU;
  std::optional<nets::LoadedModel> model;
  std::optional<data::DataSet> data;
  std::unique_ptr<data::DataSource> train;
  std::unique_ptr<data::DataSource> validation;
  std::unique_ptr<data::DataSource> calibration;
  std::unique_ptr<training::Recipe> recipe;
  std::unique_ptr<training::Trainer> trainer;
  std::unique_ptr<runlog::RunWriter> writer;

  /// Of everything but the run file.
  void letGo() {
    trainer.reset();
    recipe.reset();
    for (auto* source : {&train, &validation, &calibration}) source->reset();
    data.reset();
    model.reset();
  }
};

class RunThread : public RunSession {
 public:
  RunThread(RunRequest request, Observer observer)
      : request_(std::move(request)), reporter_(control_, std::move(observer)), thread_([this] { main(); }) {}

  ~RunThread() override {
    RunThread::stop();
    RunThread::wait();
  }
  void pause() override { control_.wish(RunControl::Wish::Pause); }
  void resume() override { control_.wish(RunControl::Wish::Run); }
  void stop() override { control_.wish(RunControl::Wish::Stop); }
  Status moveTo(const std::string& path) override {
    if (auto possible = runlog::checkOutput(path, false); !possible) return possible;
    control_.moveTo(path);
    return {};
  }
  void wait() override {
    const std::lock_guard lock(joining_);
    if (thread_.joinable()) thread_.join();
  }
  [[nodiscard]] double secondsLogging() const override { return reporter_.secondsSaving() + secondsWriting_; }
  [[nodiscard]] std::shared_ptr<const RunSnapshot> snapshot() const override { return reporter_.latest(); }

 private:
  void main();
  Expected<RunState> work(Workshop& shop);
  void close(Workshop& shop, RunState& state, std::optional<Error>& reason);
  Status open(Workshop& shop);
  [[nodiscard]] runlog::Provenance provenance(const Workshop& shop) const;
  Status openWriter(Workshop& shop);
  Status restore(Workshop& shop, runlog::Checkpoint& checkpoint);
  Status reopenWriter(Workshop& shop, const std::shared_ptr<RunOutline>& outline, const std::string& note);
  void writeResults(Workshop& shop);
  void saveElsewhere(runlog::RunWriter& writer) const;

  RunRequest request_;
  RunControl control_;
  RunReporter reporter_;
  std::atomic<double> secondsWriting_ = 0;  ///< of the log thread, once it has ended
  std::mutex joining_;
  std::thread thread_;  ///< last: it uses the others
};

void RunThread::main() {
  lowerPriority();
  reporter_.path = request_.resume.empty() ? request_.config.output : request_.resume;
  reporter_.publish(RunState::Opening);
  Workshop shop;
  const auto result = guarded(DYADIC_TR("engine", "the run"), [&] { return work(shop); });
  if (!result) shop.letGo();  // perhaps of the memory that is missing
  RunState state = result ? *result : RunState::Failed;
  std::optional<Error> reason;
  if (!result) reason = result.error();
  if (state == RunState::Stopped) reason = failure(DYADIC_TR("engine", "stopped by the user"));
  try {
    close(shop, state, reason);
    reporter_.publish(state, reason);
  } catch (const std::exception&) {  // of memory: the run is over all the same
    reporter_.publishEnd();
  }
}

/// Where nobody is there to make room, what is in memory goes to the first folder that takes it, under a free name.
void RunThread::saveElsewhere(runlog::RunWriter& writer) const {
  if (request_.elsewhere.empty() || writer.settle().ok()) return;
  const std::filesystem::path file(writer.path());
  for (const std::filesystem::path folder : request_.elsewhere) {
    std::error_code ignored;
    std::filesystem::path place = folder / file.filename();
    for (int i = 2; std::filesystem::exists(place, ignored); ++i) {
      place = folder / (file.stem().string() + "-" + std::to_string(i) + file.extension().string());
    }
    if (writer.moveTo(place.string()).ok() && writer.settle().ok()) return;
  }
}

/// Closes the run file; `state` and `reason` become what has come of it.
void RunThread::close(Workshop& shop, RunState& state, std::optional<Error>& reason) {
  if (!shop.writer) return;
  const bool failed = state == RunState::Failed;
  if (failed && request_.awaitWritten) reporter_.awaitWritten();
  saveElsewhere(*shop.writer);
  if (auto closed = shop.writer->finish(state, reason ? reason->message() : std::string()); !closed) {
    state = RunState::Failed;
    reason = failure(DYADIC_TR("engine", "%1 Make room and resume the run: what was not written is computed again."),
                     {(failed ? reason->message() + " " : "") + closed.error().message()});
  }
  secondsWriting_ = shop.writer->secondsWriting();
}

Status RunThread::open(Workshop& shop) {
  shop.config = request_.config;
  if (!request_.resume.empty()) {
    auto json = runlog::readConfigJson(request_.resume);
    if (!json) return json.error();
    auto config = parseRecorded(*json);
    if (!config) return config.error();
    shop.config = std::move(*config);
    shop.config.output = request_.resume;
  }
  const RunConfig& config = shop.config;
  prepareLibTorch(config);
  auto device = openDevice(config);
  if (!device) return device.error();
  shop.device = *device;
  auto model = openModel(config);
  if (!model) return model.error();
  shop.model = std::move(*model);
  auto data = openData(config, &shop.model->info, {data::Part::Train, data::Part::Validation, data::Part::Calibration});
  if (!data) return data.error();
  shop.data = std::move(*data);
  auto train = trainSource(config, *shop.data);
  if (!train) return train.error();
  auto validation = validationSource(config, *shop.data);
  if (!validation) return validation.error();
  auto calibration = calibrationSource(config, *shop.data);
  if (!calibration) return calibration.error();
  shop.train = std::move(*train);
  shop.validation = std::move(*validation);
  shop.calibration = std::move(*calibration);
  if (auto moved = shop.model->graph.to(shop.device); !moved) return moved;
  shop.recipe = methods::findMethod(config.method.id)->create(config);
  training::TrainerOptions options{config, shop.device, true};
  shop.trainer = std::make_unique<training::Trainer>(
      shop.model->graph, *shop.recipe, training::Trainer::Sources{*shop.train, *shop.validation, *shop.calibration},
      options);
  return shop.trainer->prepare();
}

runlog::Provenance RunThread::provenance(const Workshop& shop) const {
  auto provenance = provenanceOf(shop.config, request_.commandLine);
  provenance["model_sha256"] = sha256OfFiles({modelFile(shop.config.model.path)});
  if (const auto& files = shop.model->externalData; !files.empty()) {
    provenance["external_data_sha256"] = sha256OfFiles(files);
  }
  for (const auto& [name, part] : {std::pair{"train_sha256", data::Part::Train},
                                   {"data_sha256", data::Part::Validation},
                                   {"calibration_sha256", data::Part::Calibration}}) {
    if (auto images = shop.data->images(part)) provenance[name] = sha256OfImages(*images);
  }
  return provenance;
}

Status RunThread::openWriter(Workshop& shop) {
  auto outline = std::make_shared<RunOutline>();
  outline->config = shop.config;
  outline->model = shop.model->info;
  outline->model.path = shop.config.model.path;
  outline->data = shop.data->info();
  for (const auto& stage : shop.trainer->stages()) outline->portions.push_back(stage.portion);
  if (!request_.resume.empty()) {
    auto then = runlog::readProvenance(request_.resume);
    if (!then) return then.error();
    const auto different = differences(*then, provenance(shop));
    if (!different) return failure("%1: %2", {request_.resume, different.error().message()});
    std::string note;
    for (const auto& each : *different) note += (note.empty() ? "" : "; ") + each;
    if (!note.empty()) {
      outline->data.warnings.push_back("The run goes on elsewhere than it began (" + note +
                                       "): it need not end bit for bit as it would have there.");
    }
    auto reopened = reopenWriter(shop, outline, note);
    if (reopened && !note.empty()) addWarnings({outline->data.warnings.back()});
    return reopened;
  }
  runlog::CreateOptions options;
  options.path = shop.config.output;
  options.force = request_.force;
  options.outline = *outline;
  options.configJson = formatConfig(shop.config);
  options.provenance = provenance(shop);
  options.method = shop.config.method.id;
  options.seed = shop.config.seed;
  auto writer = runlog::RunWriter::create(options);
  if (!writer) return writer.error();
  shop.writer = std::move(*writer);
  reporter_.attach(outline, *shop.writer, *shop.trainer, shop.validation->batches());
  return {};
}

/// Before anything is done to the file: what does not fit leaves it as it was.
Status RunThread::restore(Workshop& shop, runlog::Checkpoint& checkpoint) {
  auto read = runlog::readCheckpoint(request_.resume);
  if (!read) return read.error();
  checkpoint = std::move(*read);
  const auto misfit = [&](const std::string& name) {
    return failure(DYADIC_TR("engine", "%1 cannot be continued: \"%2\" of its checkpoint does not fit the run."),
                   {request_.resume, name});
  };
  training::Trainer::State state;
  for (const auto& [name, blob] : checkpoint) {
    if (RunReporter::isPredictions(name)) {
      if (blob.type != runlog::BlobType::Int32 || blob.shape != std::vector{shop.validation->images()})
        return misfit(name);
      continue;
    }
    state.emplace_back(name, tensorOf(blob));
    if (!state.back().second.defined()) return misfit(name);
  }
  if (state.empty()) return {};
  if (auto restored = shop.trainer->restore(state); !restored)
    return failure("%1: %2", {request_.resume, restored.error().message()});
  return {};
}

/// The file is taken back to its checkpoint; without one the run begins anew.
Status RunThread::reopenWriter(Workshop& shop, const std::shared_ptr<RunOutline>& outline, const std::string& note) {
  runlog::Checkpoint checkpoint;
  if (auto restored = restore(shop, checkpoint); !restored) return restored;
  auto writer = runlog::RunWriter::reopen(request_.resume, note);
  if (!writer) return writer.error();
  shop.writer = std::move(*writer);
  reporter_.attach(outline, *shop.writer, *shop.trainer, shop.validation->batches());
  auto now = runlog::readCheckpoint(request_.resume);
  if (!now) return now.error();
  if (*now != checkpoint) {
    return failure(DYADIC_TR("engine", "%1 was changed by another program meanwhile. Resume it again."),
                   {request_.resume});
  }
  auto earlier = runlog::readRun(request_.resume, parseRecorded);
  if (!earlier) return earlier.error();
  if (!checkpoint.empty()) reporter_.continueFrom(**earlier, checkpoint);
  return {};
}

/// The network as it came out on integers, or why that cannot be.
IntegerDeployment deploymentOf(const Workshop& shop, const RecordedNetwork& recorded) {
  auto program = guarded(shop.config.model.path, [&]() -> Expected<IntegerProgram> {
    auto network = quantizedNetwork(shop.model->graph, recorded);
    if (!network) return network.error();
    return integer::lower(*network);
  });
  IntegerDeployment deployment;
  if (program) {
    deployment.program = std::move(*program);
  } else {
    deployment.refused = program.error().message();
  }
  return deployment;
}

void RunThread::writeResults(Workshop& shop) {
  RecordedNetwork recorded{exportLayers(shop.trainer->context()), {}, shop.config, {}};
  if (const auto snapshot = reporter_.latest(); !snapshot->stages.empty()) {
    recorded.edges = snapshot->stages.back()->edges;
  }
  if (auto normalization = shop.data->normalization()) recorded.normalization = std::move(*normalization);
  shop.writer->setInteger(deploymentOf(shop, recorded));
  shop.writer->setQuantized(std::move(recorded.layers));
  runlog::Predictions predictions;
  if (auto images = shop.data->images(data::Part::Validation)) predictions.label = images->labels;
  predictions.floatNetwork = reporter_.floatPredictions();
  predictions.hard = reporter_.hardPredictions();
  const bool complete =
      predictions.label.size() == predictions.hard.size() && predictions.hard.size() == predictions.floatNetwork.size();
  if (complete) shop.writer->setPredictions(std::move(predictions));
}

Expected<RunState> RunThread::work(Workshop& shop) {
  if (auto status = open(shop); !status) return status.error();
  if (auto status = openWriter(shop); !status) return status.error();
  reporter_.publish(RunState::Running);
  auto end = shop.trainer->run(reporter_);
  if (!end) return end.error();
  if (*end == training::Trainer::End::Stopped) {
    reporter_.checkpoint();
    return RunState::Stopped;
  }
  writeResults(shop);
  if (request_.awaitWritten) reporter_.awaitWritten();
  return RunState::Finished;
}

}  // namespace

Expected<std::unique_ptr<RunSession>> RunSession::start(RunRequest request, Observer observer) {
  if (request.resume.empty()) {
    if (request.config.method.id.empty()) {
      return noMethod();
    }
    if (auto status = checkConfig(request.config); !status) return status.error();
    if (request.config.output.empty()) request.config.output = defaultOutput(request.config);
    if (auto status = runlog::checkOutput(request.config.output, request.force); !status) return status.error();
  } else if (!std::filesystem::exists(request.resume)) {
    return failure(DYADIC_TR("engine", "there is no run file %1 to resume."), {request.resume});
  }
  return guarded(DYADIC_TR("engine", "the run"), [&]() -> Expected<std::unique_ptr<RunSession>> {
    return std::unique_ptr<RunSession>(std::make_unique<RunThread>(std::move(request), std::move(observer)));
  });
}

Expected<std::shared_ptr<const RunSnapshot>> openRun(const std::string& path) { return openRun(path, RunDetail::Full); }

Expected<std::shared_ptr<const RunSnapshot>> openRun(const std::string& path, RunDetail detail) {
  return runlog::readRun(path, parseRecorded, detail);
}

std::string defaultOutput(const RunConfig& config) {
  std::error_code ignored;
  std::filesystem::create_directories("runs", ignored);
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char date[32];
  std::strftime(date, sizeof date, "%Y%m%d-%H%M%S", &local);
  std::string stem = "runs/" + std::string(date) + "-" + config.method.id;
  const auto bits = config.method.parameters.find("bits");
  if (bits != config.method.parameters.end() && std::holds_alternative<std::int64_t>(bits->second)) {
    stem += "-" + std::to_string(std::get<std::int64_t>(bits->second));
  }
  std::string path = stem + ".h5";
  for (int i = 2; std::filesystem::exists(path, ignored); ++i) path = stem + "-" + std::to_string(i) + ".h5";
  return path;
}

std::string resourcesFolder() {
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  const auto installed = program / ".." / "share" / "dyadic";
  if (std::filesystem::is_directory(installed / "models", ignored)) return installed.lexically_normal().string();
  return DYADIC_RESOURCES;
}

}  // namespace dyadic::session
