// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/RunLibrary.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QHash>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/runtime/ErrorText.h"
#include "engine/session/Report.h"

namespace dyadic::runtime {
namespace {

constexpr std::chrono::milliseconds kFolderInterval{500};
constexpr std::chrono::seconds kAliveInterval{5};       // between looks at runs that other programs write
constexpr std::chrono::milliseconds kReadInterval{60};  // between summaries that come in

QVector<RunEntry> list(const QString& folder, const QSet<QString>& extra) {
  QFileInfoList files;
  if (!folder.isEmpty()) files = QDir(folder).entryInfoList({QStringLiteral("*.h5")}, QDir::Files);
  for (const QString& path : extra) {
    const QFileInfo file(path);
    if (file.isFile() && !files.contains(file)) files.append(file);
  }
  QVector<RunEntry> entries;
  for (const QFileInfo& file : files) {
    RunEntry entry;
    entry.path = file.absoluteFilePath();
    entry.modified = file.lastModified();
    entry.bytes = file.size();
    entries.append(entry);
  }
  std::sort(entries.begin(), entries.end(), [](const RunEntry& a, const RunEntry& b) {
    return a.modified != b.modified ? a.modified > b.modified : a.path < b.path;
  });
  return entries;
}

bool isUnderway(const RunEntry& entry) {
  return entry.summary && (entry.state == RunState::Running || entry.state == RunState::Paused);
}

void describe(const std::shared_ptr<const RunSnapshot>& summary, RunEntry& entry) {
  const RunSnapshot& snapshot = *summary;
  entry.summary = summary;
  entry.state = snapshot.state;
  entry.started = QDateTime::fromString(QString::fromStdString(snapshot.started), Qt::ISODate).toLocalTime();
  if (snapshot.outline) {
    const RunConfig& config = snapshot.outline->config;
    entry.method = QString::fromStdString(config.method.id);
    entry.config = std::shared_ptr<const RunConfig>(snapshot.outline, &config);
    const auto bits = config.method.parameters.find("bits");
    if (bits != config.method.parameters.end())
      if (const auto* value = std::get_if<std::int64_t>(&bits->second)) entry.bits = static_cast<int>(*value);
  }
  if (snapshot.baseline && std::isfinite(snapshot.baseline->top1)) entry.baselineTop1 = snapshot.baseline->top1;
  if (!snapshot.stages.empty() && std::isfinite(snapshot.stages.back()->hard.top1))
    entry.hardTop1 = snapshot.stages.back()->hard.top1;
}

}  // namespace

QString runName(const QString& path) { return QFileInfo(path).completeBaseName(); }

RunLibrary::RunLibrary(Engine engine, QObject* parent)
    : QObject(parent), engine_(std::move(engine)), changes_(kFolderInterval) {
  connect(&watcher_, &QFileSystemWatcher::directoryChanged, &changes_, &Coalescer::trigger);
  // A run that goes on replaces its file in the folder every second.
  connect(&changes_, &Coalescer::fired, this, [this] { look(false); });
  alive_.setInterval(kAliveInterval);
  connect(&alive_, &QTimer::timeout, this, [this] { look(false); });
}

void RunLibrary::setFolder(const QString& folder) {
  if (!watcher_.directories().isEmpty()) watcher_.removePaths(watcher_.directories());
  folder_ = QFileInfo(folder).absoluteFilePath();
  index_.setFolder(folder_);
  refresh();
}

void RunLibrary::add(const QString& path) {
  extra_.insert(QFileInfo(path).absoluteFilePath());
  refresh();
}

void RunLibrary::setActivePath(const QString& path) {
  activePath_ = path.isEmpty() ? QString() : QFileInfo(path).absoluteFilePath();
  refresh();
}

void RunLibrary::refresh() { look(true); }

void RunLibrary::look(bool tell) {
  tell_ = tell_ || tell;
  if (!folder_.isEmpty() && watcher_.directories().isEmpty() && QFileInfo(folder_).isDir()) watcher_.addPath(folder_);
  listing_.submit([this, folder = folder_, extra = extra_]() -> TaskLane::Answer {
    return [this, found = list(folder, extra)] { listed(found); };
  });
}

void RunLibrary::listed(const QVector<RunEntry>& found) {
  QHash<QString, RunEntry> old;
  for (const RunEntry& entry : std::as_const(entries_)) old.insert(entry.path, entry);
  entries_.clear();
  bool changed = std::exchange(tell_, false);
  for (const RunEntry& entry : found) {
    if (entry.path == activePath_) continue;
    const auto known = old.constFind(entry.path);
    const bool same = known != old.cend() && known->modified == entry.modified && known->bytes == entry.bytes;
    changed = changed || !same;
    entries_.append(same ? *known : entry);
    // Whether its writer still lives does not show on the file.
    if (same && isUnderway(*known)) entries_.last().read = false;
  }
  if (!std::any_of(entries_.cbegin(), entries_.cend(), isUnderway)) alive_.stop();
  if (changed || entries_.size() != old.size()) Q_EMIT entriesChanged();
  readNext();
}

void RunLibrary::readNext() {
  if (reading_.isBusy()) return;
  QStringList paths;
  for (const RunEntry& entry : std::as_const(entries_))
    if (!entry.read) paths << entry.path;
  if (paths.isEmpty()) return;
  reading_.submit([this, open = engine_.openRunDetail, paths]() -> TaskLane::Answer {
    std::vector<Summary> summaries;
    QElapsedTimer timer;
    timer.start();
    for (const QString& path : paths) {
      Summary summary{path, open(path.toStdString(), RunDetail::Summary), {}};
      if (summary.snapshot && (*summary.snapshot)->outline)
        summary.values = std::make_shared<const std::map<std::string, std::string>>(
            session::configValues((*summary.snapshot)->outline->config));
      summaries.push_back(std::move(summary));
      if (timer.elapsed() > kReadInterval.count()) break;
    }
    return [this, summaries = std::move(summaries)] { take(summaries); };
  });
}

void RunLibrary::take(const std::vector<Summary>& summaries) {
  QHash<QString, const Summary*> known;
  for (const Summary& summary : summaries) known.insert(summary.path, &summary);
  for (RunEntry& entry : entries_) {
    const Summary* summary = known.value(entry.path);
    if (!summary) continue;
    entry.read = true;
    entry.values = summary->values;
    if (summary->snapshot)
      describe(*summary->snapshot, entry);
    else
      entry.error = errorText(summary->snapshot.error());
  }
  if (std::any_of(entries_.cbegin(), entries_.cend(), isUnderway)) alive_.start();
  Q_EMIT entriesChanged();
  readNext();
}

QVector<Error> RunLibrary::discard(const QStringList& paths) {
  QVector<Error> errors;
  for (const QString& path : paths)
    if (const Status status = trash_.discard(path); !status) errors << status.error();
  refresh();
  return errors;
}

QVector<Error> RunLibrary::restore(const QStringList& paths) {
  QVector<Error> errors;
  for (const QString& path : paths)
    if (const Status status = trash_.restore(path); !status) errors << status.error();
  refresh();
  return errors;
}

void RunLibrary::open(const QString& path) {
  opening_.submit([this, read = engine_.openRun, path]() -> TaskLane::Answer {
    auto snapshot = read(path.toStdString());
    if (!snapshot) return [this, path, error = snapshot.error()] { Q_EMIT openFailed(path, error); };
    return [this, path, snapshot = std::move(*snapshot)] { Q_EMIT opened(path, snapshot); };
  });
}

}  // namespace dyadic::runtime
