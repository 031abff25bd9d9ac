// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/RunLibrary.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/runtime/ErrorText.h"

namespace dyadic::runtime {
namespace {

constexpr std::chrono::milliseconds kFolderInterval{500};

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
    entries.append(entry);
  }
  std::sort(entries.begin(), entries.end(), [](const RunEntry& a, const RunEntry& b) {
    return a.modified != b.modified ? a.modified > b.modified : a.path < b.path;
  });
  return entries;
}

void describe(const RunSnapshot& snapshot, RunEntry& entry) {
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
  connect(&changes_, &Coalescer::fired, this, &RunLibrary::refresh);
}

void RunLibrary::setFolder(const QString& folder) {
  if (!watcher_.directories().isEmpty()) watcher_.removePaths(watcher_.directories());
  folder_ = QFileInfo(folder).absoluteFilePath();
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

void RunLibrary::refresh() {
  if (!folder_.isEmpty() && watcher_.directories().isEmpty() && QFileInfo(folder_).isDir()) watcher_.addPath(folder_);
  listing_.submit([this, folder = folder_, extra = extra_]() -> TaskLane::Answer {
    return [this, found = list(folder, extra)] { listed(found); };
  });
}

void RunLibrary::listed(const QVector<RunEntry>& found) {
  const QVector<RunEntry> old = std::exchange(entries_, {});
  for (RunEntry entry : found) {
    if (entry.path == activePath_) continue;
    const auto known = std::find_if(old.begin(), old.end(), [&](const RunEntry& candidate) {
      return candidate.path == entry.path && candidate.modified == entry.modified;
    });
    entries_.append(known != old.end() ? *known : entry);
  }
  Q_EMIT entriesChanged();
  readNext();
}

void RunLibrary::readNext() {
  const auto next = std::find_if(entries_.cbegin(), entries_.cend(), [](const RunEntry& entry) { return !entry.read; });
  if (next == entries_.cend() || reading_.isBusy()) return;
  reading_.submit([this, open = engine_.openRun, path = next->path]() -> TaskLane::Answer {
    auto snapshot = open(path.toStdString());
    return [this, path, snapshot = std::move(snapshot)] { summarize(path, snapshot); };
  });
}

void RunLibrary::summarize(const QString& path, const Expected<std::shared_ptr<const RunSnapshot>>& snapshot) {
  const auto entry =
      std::find_if(entries_.begin(), entries_.end(), [&](const RunEntry& candidate) { return candidate.path == path; });
  if (entry != entries_.end()) {
    entry->read = true;
    if (snapshot)
      describe(**snapshot, *entry);
    else
      entry->error = errorText(snapshot.error());
    Q_EMIT entriesChanged();
  }
  readNext();
}

void RunLibrary::open(const QString& path) {
  opening_.submit([this, read = engine_.openRun, path]() -> TaskLane::Answer {
    auto snapshot = read(path.toStdString());
    if (!snapshot) return [this, path, error = snapshot.error()] { Q_EMIT openFailed(path, error); };
    return [this, path, snapshot = std::move(*snapshot)] { Q_EMIT opened(path, snapshot); };
  });
}

}  // namespace dyadic::runtime
