// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/CompareTasks.h"

#include <algorithm>
#include <utility>

namespace dyadic::runtime {
namespace {

Flips differences(const session::RunPredictions& of, const std::vector<std::int32_t>& before,
                  const std::vector<std::int32_t>& after) {
  Flips flips;
  flips.images = static_cast<std::int64_t>(of.label.size());
  flips.classNames = of.classNames;
  for (std::size_t i = 0; i < of.label.size(); ++i) {
    if (before[i] != after[i]) flips.rows.push_back({static_cast<std::int64_t>(i), of.label[i], before[i], after[i]});
  }
  return flips;
}

}  // namespace

/// What was read, as long as the files stay as they were and somebody asks for it.
struct CompareTasks::Cache {
  struct Entry {
    RunVersion version;
    std::shared_ptr<const RunSnapshot> run;
  };
  QHash<QString, Entry> entries;
};

struct CompareTasks::OpenImages {
  DataConfig data;
  std::shared_ptr<const session::DataImages> images;

  [[nodiscard]] bool holds(const DataConfig& wanted) const {
    return images && data.path == wanted.path && data.format == wanted.format && data.validation == wanted.validation &&
           data.limit == wanted.limit && data.input == wanted.input && data.resize == wanted.resize &&
           data.crop == wanted.crop;
  }
};

Expected<Flips> flipsOf(const session::RunPredictions& first, const session::RunPredictions& second) {
  if (first.label != second.label)
    return failure(DYADIC_TR("engine",
                             "These runs were evaluated on other validation images: %1 and %2 of them. Choose "
                             "two runs of the same data set."),
                   {std::to_string(first.label.size()), std::to_string(second.label.size())});
  return differences(first, first.hard, second.hard);
}

Flips flipsOf(const session::RunPredictions& run) { return differences(run, run.floatNetwork, run.hard); }

CompareTasks::CompareTasks(Engine engine, QObject* parent)
    : QObject(parent),
      engine_(std::move(engine)),
      series_(std::make_shared<Cache>()),
      full_(std::make_shared<Cache>()),
      images_(std::make_shared<OpenImages>()) {}

TaskLane::Job CompareTasks::reading(const QVector<RunVersion>& runs, RunDetail detail) {
  return [this, runs, detail, cache = detail == RunDetail::Full ? full_ : series_,
          open = engine_.openRunDetail]() -> TaskLane::Answer {
    QHash<QString, Cache::Entry> kept;
    Runs read;
    for (const RunVersion& version : runs) {
      Cache::Entry entry = cache->entries.value(version.path);
      if (!entry.run || entry.version != version) {
        auto run = open(version.path.toStdString(), detail);
        if (!run) continue;
        entry = {version, std::move(*run)};
      }
      read.insert(version.path, entry.run);
      kept.insert(version.path, entry);
    }
    cache->entries = std::move(kept);
    return [this, read, detail] { detail == RunDetail::Full ? Q_EMIT fullReady(read) : Q_EMIT seriesReady(read); };
  };
}

void CompareTasks::loadSeries(const QVector<RunVersion>& runs) { seriesLane_.submit(reading(runs, RunDetail::Series)); }

void CompareTasks::loadFull(const QVector<RunVersion>& runs) { fullLane_.submit(reading(runs, RunDetail::Full)); }

void CompareTasks::loadFlips(const QString& first, const QString& second) {
  pageLane_.cancel();
  flipsLane_.submit([this, first, second, read = engine_.readPredictions]() -> TaskLane::Answer {
    const auto compute = [&]() -> Expected<Flips> {
      const auto a = read(first.toStdString());
      if (!a) return a.error();
      if (first == second) return flipsOf(*a);
      const auto b = read(second.toStdString());
      if (!b) return b.error();
      return flipsOf(*a, *b);
    };
    auto flips = compute();
    if (!flips) return [this, error = flips.error()] { Q_EMIT flipsFailed(error); };
    flips->first = first;
    flips->second = second;
    return [this, shared = std::make_shared<const Flips>(std::move(*flips))] { Q_EMIT flipsReady(shared); };
  });
}

void CompareTasks::loadPage(const std::shared_ptr<const Flips>& flips, const RunConfig& config,
                            const std::vector<std::size_t>& rows) {
  pageLane_.submit([this, flips, config, rows, open = images_,
                    read = engine_.openValidationImages]() -> TaskLane::Answer {
    if (!open->holds(config.data)) {
      auto images = read(config);
      if (!images) return [this, error = images.error()] { Q_EMIT pageFailed(error); };
      *open = {config.data, std::move(*images)};
    }
    FlipPage page{flips, {}, {}};
    for (const std::size_t row : rows) {
      if (row >= flips->rows.size()) continue;
      const std::int64_t index = flips->rows[row].image;
      if (index >= open->images->count()) {
        return [this, path = config.data.path] {
          Q_EMIT pageFailed(failure(DYADIC_TR("engine", "%1 holds fewer images than when the run was made."), {path}));
        };
      }
      page.rows.push_back(row);
      page.images.push_back(open->images->image(index));
    }
    return [this, page = std::move(page)] { Q_EMIT pageReady(page); };
  });
}

}  // namespace dyadic::runtime
