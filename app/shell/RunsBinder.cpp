// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/RunsBinder.h"

#include <utility>

#include "app/shell/Snapshots.h"
#include "widgets/theme/Theme.h"

namespace dyadic::shell {

QString methodText(const QString& method, int bits) {
  if (method.isEmpty()) return {};
  return bits > 0 ? RunsBinder::tr("%1 · %2 bits").arg(method.toUpper()).arg(bits) : method.toUpper();
}

RunsBinder::RunsBinder(runtime::RunLibrary& library, widgets::RunList& list, QObject* parent)
    : QObject(parent), library_(library), list_(list) {
  connect(&library_, &runtime::RunLibrary::entriesChanged, this, &RunsBinder::refill);
}

void RunsBinder::setLive(std::shared_ptr<const RunSnapshot> snapshot) {
  const bool known = live_ && live_->path == snapshot->path;
  live_ = std::move(snapshot);
  if (known)
    list_.updateRun(liveItem());
  else
    refill();  // a new row goes to the top
}

void RunsBinder::endLive() {
  live_.reset();
  library_.setActivePath({});
}

QColor RunsBinder::colorOf(const QString& path) {
  const auto found = colors_.constFind(path);
  if (found != colors_.cend()) return widgets::runColor(*found);
  const auto index = static_cast<int>(colors_.size());
  colors_.insert(path, index);
  return widgets::runColor(index);
}

void RunsBinder::refill() {
  std::vector<widgets::RunItem> items;
  if (live_) items.push_back(liveItem());
  for (const runtime::RunEntry& entry : library_.entries())
    if (!live_ || entry.path != QString::fromStdString(live_->path)) items.push_back(itemOf(entry));
  list_.setRuns(items);
}

widgets::RunItem RunsBinder::itemOf(const runtime::RunEntry& entry) {
  widgets::RunItem item;
  item.path = entry.path;
  item.name = runtime::runName(entry.path);
  item.color = colorOf(entry.path);
  item.started = entry.started.isValid() ? entry.started : entry.modified;
  if (!entry.error.isEmpty()) {
    item.method = tr("cannot be read");
    item.state = RunState::Failed;
    return item;
  }
  item.method = methodText(entry.method, entry.bits);
  item.state = entry.state;
  if (entry.hardTop1) item.hardTop1 = *entry.hardTop1;
  return item;
}

widgets::RunItem RunsBinder::liveItem() {
  widgets::RunItem item;
  item.path = QString::fromStdString(live_->path);
  item.name = runtime::runName(item.path);
  item.color = colorOf(item.path);
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

}  // namespace dyadic::shell
