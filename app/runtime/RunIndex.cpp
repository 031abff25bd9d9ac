// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/RunIndex.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <utility>

namespace dyadic::runtime {
namespace {

constexpr qint64 kMaxBytes = 64 << 20;  // far more than a hundred thousand runs need
constexpr int kMaxTags = 64;
constexpr int kColors = 8;

const QString kRuns = QStringLiteral("runs");

struct Content {
  QJsonObject root;
  QString problem;  ///< why it cannot be understood; empty if it can, or is not there
};

Content readContent(const QString& path) {
  QFile file(path);
  if (!file.exists()) return {};
  if (!file.open(QIODevice::ReadOnly)) return {{}, file.errorString()};
  if (file.size() > kMaxBytes) return {{}, RunIndex::tr("it is larger than %1 MiB").arg(kMaxBytes >> 20)};
  QJsonParseError error;
  const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
  if (error.error != QJsonParseError::NoError)
    return {{}, RunIndex::tr("%1 at byte %2").arg(error.errorString()).arg(error.offset)};
  if (!document.isObject()) return {{}, RunIndex::tr("it is no JSON object")};
  const QJsonValue runs = document.object().value(kRuns);
  if (!runs.isUndefined() && !runs.isObject()) return {{}, RunIndex::tr("its \"runs\" is no object")};
  return {document.object(), {}};
}

RunMark markOf(const QJsonObject& fields) {
  RunMark mark;
  mark.name = fields.value("name").toString().simplified();
  const int color = fields.value("color").toInt(-1);
  mark.color = color >= 0 && color < kColors ? color : -1;
  for (const QJsonValue& tag : fields.value("tags").toArray()) {
    const QString text = tag.toString().simplified();
    if (!text.isEmpty() && !mark.tags.contains(text) && mark.tags.size() < kMaxTags) mark.tags << text;
  }
  mark.note = fields.value("note").toString();
  mark.hidden = fields.value("hidden").toBool();
  mark.archived = fields.value("archived").toBool();
  return mark;
}

QJsonObject fieldsOf(const RunMark& mark) {
  QJsonObject fields;
  fields["name"] = mark.name;
  fields["color"] = mark.color;
  fields["tags"] = QJsonArray::fromStringList(mark.tags);
  fields["note"] = mark.note;
  fields["hidden"] = mark.hidden;
  fields["archived"] = mark.archived;
  return fields;
}

/// Where a damaged index is kept: index.damaged.json, index.damaged-2.json ... Empty if it cannot be moved.
QString setAside(const QString& path) {
  const QDir folder = QFileInfo(path).dir();
  for (int i = 1; i < 100; ++i) {
    const QString name =
        folder.filePath(i == 1 ? QStringLiteral("index.damaged.json") : QStringLiteral("index.damaged-%1.json").arg(i));
    if (!QFile::exists(name)) return QFile::rename(path, name) ? name : QString();
  }
  return {};
}

using Changes = QHash<QString, QJsonObject>;

/// Puts the changes into what the file holds. Returns what went wrong.
QString write(const QString& path, const Changes& changes) {
  Content content = readContent(path);
  if (!content.problem.isEmpty() && setAside(path).isEmpty()) return content.problem;
  QJsonObject runs = content.root.value(kRuns).toObject();
  for (auto change = changes.begin(); change != changes.end(); ++change) {
    QJsonObject fields = runs.value(change.key()).toObject();
    for (auto field = change->begin(); field != change->end(); ++field) fields[field.key()] = field.value();
    runs[change.key()] = fields;
  }
  content.root[kRuns] = runs;
  content.root["format"] = QStringLiteral("dyadic-run-index");
  if (!content.root.contains("version")) content.root["version"] = 1;
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return file.errorString();
  file.write(QJsonDocument(content.root).toJson());
  return file.commit() ? QString() : file.errorString();
}

}  // namespace

RunIndex::RunIndex(QObject* parent) : QObject(parent) {}

RunIndex::~RunIndex() {
  writing_.wait();
  Changes changes;
  for (auto change = pending_.cbegin(); change != pending_.cend(); ++change)
    changes.insert(change.key(), change->fields);
  if (!changes.isEmpty()) write(file(), changes);
}

QString RunIndex::file() const { return QDir(folder_).filePath(QLatin1String(kFileName)); }

QString RunIndex::keyOf(const QString& path) const {
  const QFileInfo info(path);
  return info.absolutePath() == folder_ ? info.fileName() : info.absoluteFilePath();
}

void RunIndex::setFolder(const QString& folder) {
  folder_ = QFileInfo(folder).absoluteFilePath();
  reading_.submit([this, path = file()]() -> TaskLane::Answer {
    Content content = readContent(path);
    const QString keptAs = content.problem.isEmpty() ? QString() : setAside(path);
    return [this, path, content = std::move(content), keptAs] {
      if (!content.problem.isEmpty()) Q_EMIT damaged(path, content.problem, keptAs);
      const QJsonObject runs = content.root.value(kRuns).toObject();
      if (runs.isEmpty()) return;
      for (auto run = runs.begin(); run != runs.end(); ++run)
        if (!pending_.contains(run.key())) marks_[run.key()] = markOf(run.value().toObject());
      Q_EMIT changed();
    };
  });
}

RunMark RunIndex::mark(const QString& path) const { return marks_.value(keyOf(path)); }

void RunIndex::setMark(const QString& path, const RunMark& mark) {
  const QString key = keyOf(path);
  if (marks_.value(key) == mark) return;
  marks_[key] = mark;
  pending_[key] = {++serial_, fieldsOf(mark)};
  save();
  Q_EMIT changed();
}

void RunIndex::keepColor(const QString& path, int color) { marks_[keyOf(path)].color = color; }

QStringList RunIndex::tags() const {
  QStringList all;
  for (const RunMark& mark : marks_) all << mark.tags;
  all.removeDuplicates();
  all.sort(Qt::CaseInsensitive);
  return all;
}

void RunIndex::save() {
  if (folder_.isEmpty()) return;
  Changes changes;
  for (auto change = pending_.cbegin(); change != pending_.cend(); ++change)
    changes.insert(change.key(), change->fields);
  for (auto mark = marks_.cbegin(); mark != marks_.cend(); ++mark)  // colours that were given without being asked for
    if (mark->color >= 0 && !changes.contains(mark.key())) changes.insert(mark.key(), {{"color", mark->color}});
  writing_.submit([this, path = file(), changes, serial = serial_]() -> TaskLane::Answer {
    QDir().mkpath(QFileInfo(path).absolutePath());
    const QString problem = write(path, changes);
    return [this, serial, problem] { saved(serial, problem); };
  });
}

void RunIndex::saved(quint64 serial, const QString& problem) {
  for (auto change = pending_.begin(); change != pending_.end();)
    change = change->serial <= serial ? pending_.erase(change) : std::next(change);
  if (!problem.isEmpty()) Q_EMIT saveFailed(file(), problem);
}

}  // namespace dyadic::runtime
