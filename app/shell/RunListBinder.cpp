// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/RunListBinder.h"

#include <QDesktopServices>
#include <QFile>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QUrl>
#include <utility>

#include "app/shell/Notices.h"
#include "app/shell/Question.h"
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
  connect(&list_, &widgets::RunList::reuseRequested, this, &RunListBinder::reuse);
  connect(&list_, &widgets::RunList::removeRequested, this, &RunListBinder::askToRemove);
  connect(&list_, &widgets::RunList::revealRequested, this,
          [](const QString& path) { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
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

QColor RunListBinder::colorOf(const QString& path) {
  const auto found = colors_.constFind(path);
  if (found != colors_.cend()) return widgets::runColor(*found);
  const auto index = static_cast<int>(colors_.size());
  colors_.insert(path, index);
  return widgets::runColor(index);
}

void RunListBinder::refill() {
  std::vector<widgets::RunItem> items;
  if (live_) items.push_back(liveItem());
  for (const runtime::RunEntry& entry : library_.entries())
    if (!live_ || entry.path != QString::fromStdString(live_->path)) items.push_back(itemOf(entry));
  list_.setRuns(items);
}

widgets::RunItem RunListBinder::itemOf(const runtime::RunEntry& entry) {
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

widgets::RunItem RunListBinder::liveItem() {
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

void RunListBinder::reuse(const QString& path) {
  for (const runtime::RunEntry& entry : library_.entries()) {
    if (entry.path != path || !entry.config) continue;
    RunConfig config = *entry.config;
    config.output.clear();
    Q_EMIT reuseRequested(config);
  }
}

void RunListBinder::askToRemove(const QString& path) {
  QMessageBox* box = question(tr("Remove run"), tr("Move %1 to the trash?").arg(QFileInfo(path).fileName()), &list_);
  box->setStandardButtons(QMessageBox::Cancel);
  QPushButton* agreed = box->addButton(tr("&Move to trash"), QMessageBox::DestructiveRole);
  connect(agreed, &QPushButton::clicked, this, [this, path] { remove(path); });
  box->open();
}

void RunListBinder::remove(const QString& path) {
  if (!QFile::moveToTrash(path))
    notices_.show(widgets::Severity::Error, tr("%1 cannot be moved to the trash").arg(QFileInfo(path).fileName()),
                  tr("Check that you may write to its folder: %1").arg(path));
  library_.refresh();
}

}  // namespace dyadic::shell
