// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/RunListBinder.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>
#include <algorithm>
#include <iterator>
#include <utility>

#include "app/shell/Notices.h"
#include "app/shell/Snapshots.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {

QString methodText(const QString& method, int bits) {
  if (method.isEmpty()) return {};
  return bits > 0 ? RunListBinder::tr("%1 · %2 bits").arg(method.toUpper()).arg(bits) : method.toUpper();
}

RunListBinder::RunListBinder(runtime::RunLibrary& library, widgets::RunList& list, Notices& notices, QObject* parent)
    : QObject(parent), library_(library), list_(list), notices_(notices) {
  connect(&library_, &runtime::RunLibrary::entriesChanged, this, &RunListBinder::refill);
  connectIndex();
  connectList();
}

void RunListBinder::connectIndex() {
  using runtime::RunIndex;
  connect(&library_.index(), &RunIndex::changed, this, &RunListBinder::refill);
  connect(
      &library_.index(), &RunIndex::damaged, this,
      [this](const QString& file, const QString& reason, const QString& keptAs) {
        notices_.show(
            widgets::Severity::Warning, tr("Names, colours and tags of runs cannot be read"),
            keptAs.isEmpty()
                ? tr("%1 is damaged: %2. Changes will not be kept until it is repaired or removed.").arg(file, reason)
                : tr("%1 is damaged: %2. They begin anew; the old file was kept as %3.").arg(file, reason, keptAs));
      });
  connect(&library_.index(), &RunIndex::saveFailed, this, [this](const QString& file, const QString& reason) {
    notices_.show(widgets::Severity::Error, tr("The change to the run list was not kept"),
                  tr("%1 cannot be written: %2. It holds until the window closes.").arg(file, reason));
  });
}

void RunListBinder::connectList() {
  using runtime::RunMark;
  using widgets::RunList;
  connect(&list_, &RunList::reuseRequested, this, &RunListBinder::reuse);
  connect(&list_, &RunList::removeRequested, this, &RunListBinder::remove);
  connect(&list_, &RunList::revealRequested, this,
          [](const QString& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
  connect(&list_, &RunList::selectionChanged, this, &RunListBinder::changed);
  connect(&list_, &RunList::hiddenChanged, this, &RunListBinder::setHidden);
  connect(&list_, &RunList::renamed, this, [this](const QString& path, const QString& name) {
    edit({path}, [&](RunMark& mark) { mark.name = name == runtime::runName(path) ? QString() : name; });
  });
  connect(&list_, &RunList::noteChanged, this,
          [this](const QString& path, const QString& note) { edit({path}, [&](RunMark& mark) { mark.note = note; }); });
  connect(&list_, &RunList::colorChosen, this,
          [this](const QStringList& paths, int color) { edit(paths, [&](RunMark& mark) { mark.color = color; }); });
  connect(&list_, &RunList::tagChanged, this, [this](const QStringList& paths, const QString& tag, bool on) {
    edit(paths, [&](RunMark& mark) {
      mark.tags.removeAll(tag);
      if (on) mark.tags << tag;
    });
  });
  connect(&list_, &RunList::archivedChanged, this, [this](const QStringList& paths, bool archived) {
    edit(paths, [&](RunMark& mark) { mark.archived = archived; });
  });
}

void RunListBinder::setHidden(const QStringList& paths, bool hidden) {
  edit(paths, [&](runtime::RunMark& mark) { mark.hidden = hidden; });
}

void RunListBinder::edit(const QStringList& paths, const std::function<void(runtime::RunMark&)>& change) {
  for (const QString& path : paths) {
    runtime::RunMark mark = library_.index().mark(path);
    mark.color = colorIndexOf(path);
    change(mark);
    library_.index().setMark(path, mark);
  }
}

void RunListBinder::setLive(std::shared_ptr<const RunSnapshot> snapshot) {
  const bool known = live_ && live_->path == snapshot->path;
  live_ = std::move(snapshot);
  if (known)
    list_.updateRun(liveItem());
  else
    refill();  // a new row goes to the top
}

void RunListBinder::endLive() {
  live_.reset();
  library_.setActivePath({});
}

int RunListBinder::colorIndexOf(const QString& path) {
  runtime::RunIndex& index = library_.index();
  if (const int color = index.mark(path).color; color >= 0) return color;
  // The one that fewest runs have, so that neighbours in the list differ.
  int counts[8] = {};
  for (const runtime::RunEntry& entry : library_.entries()) {
    const int color = index.mark(entry.path).color;
    if (color >= 0 && color < 8) ++counts[color];
  }
  const auto color = static_cast<int>(std::min_element(std::begin(counts), std::end(counts)) - std::begin(counts));
  index.keepColor(path, color);
  return color;
}

QString RunListBinder::nameOf(const QString& path) const {
  const QString name = library_.index().mark(path).name;
  return name.isEmpty() ? runtime::runName(path) : name;
}

void RunListBinder::refill() {
  std::vector<widgets::RunItem> items;
  if (live_) items.push_back(liveItem());
  for (const runtime::RunEntry& entry : library_.entries())
    if (!live_ || entry.path != QString::fromStdString(live_->path)) items.push_back(itemOf(entry));
  list_.setRuns(items);
  Q_EMIT changed();
}

void RunListBinder::addMark(widgets::RunItem& item) {
  const runtime::RunMark mark = library_.index().mark(item.path);
  item.name = nameOf(item.path);
  item.color = widgets::runColor(colorIndexOf(item.path));
  item.tags = mark.tags;
  item.note = mark.note;
  item.hidden = mark.hidden;
  item.archived = mark.archived;
}

widgets::RunItem RunListBinder::itemOf(const runtime::RunEntry& entry) {
  widgets::RunItem item;
  item.path = entry.path;
  addMark(item);
  item.started = entry.started.isValid() ? entry.started : entry.modified;
  if (!entry.error.isEmpty()) {
    item.method = tr("cannot be read");
    item.problem = entry.error;
    item.state = RunState::Failed;
    return item;
  }
  item.method = methodText(entry.method, entry.bits);
  item.state = entry.state;
  if (entry.hardTop1) item.hardTop1 = *entry.hardTop1;
  return item;
}

widgets::RunItem RunListBinder::liveItem() {
  widgets::RunItem item;
  item.path = QString::fromStdString(live_->path);
  addMark(item);
  item.state = live_->state;
  item.progress = runFraction(*live_);
  item.started = QDateTime::fromString(QString::fromStdString(live_->started), Qt::ISODate).toLocalTime();
  if (!item.started.isValid()) item.started = QDateTime::currentDateTime();  // it is just opening
  if (live_->outline) {
    const RunConfig& config = live_->outline->config;
    item.method = methodText(QString::fromStdString(config.method.id), integerParameter(config, "bits", 0));
  }
  if (!live_->stages.empty()) item.hardTop1 = live_->stages.back()->hard.top1;
  return item;
}

void RunListBinder::reuse(const QString& path) {
  for (const runtime::RunEntry& entry : library_.entries()) {
    if (entry.path != path || !entry.config) continue;
    RunConfig config = *entry.config;
    config.output.clear();
    Q_EMIT reuseRequested(config);
  }
}

void RunListBinder::remove(const QStringList& paths) {
  const QVector<Error> errors = library_.discard(paths);
  if (!errors.isEmpty()) {
    notices_.showError(tr("%n runs cannot be deleted", nullptr, static_cast<int>(errors.size())), errors.front());
    return;
  }
  const QString title = paths.size() == 1 ? tr("Deleted %1").arg(nameOf(paths.front()))
                                          : tr("Deleted %n runs", nullptr, static_cast<int>(paths.size()));
  notices_.offer(widgets::Severity::Info, title, tr("Deleted files go to the trash when the window closes."),
                 {tr("Undo"), [this, paths] { restore(paths); }});
}

void RunListBinder::restore(const QStringList& paths) {
  const QVector<Error> errors = library_.restore(paths);
  if (errors.isEmpty())
    notices_.clear();
  else
    notices_.showError(tr("%n runs cannot be brought back", nullptr, static_cast<int>(errors.size())), errors.front());
}

}  // namespace dyadic::shell
