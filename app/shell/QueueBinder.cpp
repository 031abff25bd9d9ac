// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/QueueBinder.h"

#include <QFileInfo>
#include <algorithm>
#include <set>
#include <utility>

#include "app/shell/Notices.h"
#include "app/shell/QueueDialog.h"
#include "app/shell/RunBinder.h"
#include "app/shell/SetupBinder.h"
#include "widgets/panels/QueueList.h"

namespace dyadic::shell {

QueueBinder::QueueBinder(std::vector<MethodInfo> methods, const Parts& parts, QObject* parent)
    : QObject(parent), methods_(std::move(methods)), parts_(parts) {
  connectParts();
}

void QueueBinder::connectParts() {
  connect(&queue_, &runtime::RunQueue::changed, this, &QueueBinder::show);
  widgets::QueueList& list = parts_.list;
  connect(&list, &widgets::QueueList::moveRequested, &queue_, &runtime::RunQueue::move);
  connect(&list, &widgets::QueueList::removeRequested, &queue_, &runtime::RunQueue::remove);
  connect(&list, &widgets::QueueList::clearRequested, &queue_, &runtime::RunQueue::clear);
  connect(&list, &widgets::QueueList::releaseRequested, this, [this] {
    queue_.release();
    startNext();
  });
  connect(&parts_.run, &RunBinder::stopRequested, &queue_, &runtime::RunQueue::hold);
  // Queued: whoever else hears of the end comes first, and may close the window.
  connect(&parts_.run, &RunBinder::ended, this, &QueueBinder::startNext, Qt::QueuedConnection);
}

void QueueBinder::addFromSetup() { addVariants({}); }

void QueueBinder::addVariants(const runtime::RunVariants& variants) {
  const auto config = parts_.setup.finishedConfig();
  if (config)
    add(variantsOf(*config, variants));
  else
    parts_.notices.showError(tr("The run cannot be queued"), config.error());
}

void QueueBinder::askVariants() {
  const auto config = parts_.setup.finishedConfig();
  if (!config) {
    parts_.notices.showError(tr("The run cannot be queued"), config.error());
    return;
  }
  const auto method = std::find_if(methods_.begin(), methods_.end(),
                                   [&](const MethodInfo& each) { return each.id == config->method.id; });
  auto* dialog = new QueueDialog(*config, method == methods_.end() ? nullptr : &*method, &parts_.window);
  connect(dialog, &QueueDialog::chosen, this,
          [this, config = *config](const runtime::RunVariants& variants) { add(variantsOf(config, variants)); });
  dialog->open();
}

void QueueBinder::add(const std::vector<RunConfig>& configs) {
  if (const QString taken = takenFile(configs); !taken.isEmpty()) {
    parts_.notices.show(widgets::Severity::Error, tr("%1 is taken").arg(QFileInfo(taken).fileName()),
                        tr("Choose another name for the run file in the set-up: %1").arg(taken));
    return;
  }
  queue_.release();
  queue_.add(configs);
  startNext();
}

QString QueueBinder::takenFile(const std::vector<RunConfig>& configs) const {
  std::set<std::string> names;
  for (const runtime::RunQueue::Entry& entry : queue_.entries()) names.insert(entry.config.output);
  if (const auto active = parts_.run.activeRun()) names.insert(active->path);
  for (const RunConfig& config : configs) {
    if (config.output.empty()) continue;
    const QString path = QString::fromStdString(config.output);
    if (QFileInfo::exists(path) || !names.insert(config.output).second) return path;
  }
  return {};
}

void QueueBinder::show() {
  if (queue_.isEmpty() && queue_.isHeld()) queue_.release();
  std::vector<widgets::QueueItem> items;
  for (const auto& [id, config] : queue_.entries()) {
    const QString model = QFileInfo(QString::fromStdString(config.model.path)).fileName();
    const QString data = QFileInfo(QString::fromStdString(config.data.path)).fileName();
    items.push_back({id, runtime::runTitle(config), tr("%1 on %2").arg(model, data)});
  }
  parts_.list.setItems(items, queue_.isHeld() && !parts_.run.isActive());
  Q_EMIT changed();
}

void QueueBinder::startNext() {
  while (!parts_.run.isActive() && !queue_.isHeld() && !queue_.isEmpty() && !parts_.run.startQueued(queue_.take())) {
  }
  show();
}

}  // namespace dyadic::shell
