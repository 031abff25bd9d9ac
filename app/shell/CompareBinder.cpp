// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/CompareBinder.h"

#include <QImage>
#include <algorithm>
#include <chrono>
#include <utility>

#include "app/runtime/ErrorText.h"
#include "app/shell/Pixels.h"
#include "app/shell/RunListBinder.h"
#include "engine/session/Report.h"
#include "widgets/panels/RunList.h"
#include "widgets/panels/compare/CompareView.h"
#include "widgets/panels/compare/FlipsPage.h"

namespace dyadic::shell {
namespace {

using runtime::CompareTasks;
using runtime::RunEntry;
using widgets::CompareView;

constexpr std::chrono::milliseconds kInterval{120};  // while a long list of files is being read

QString utf8(const std::string& text) { return QString::fromStdString(text); }

QString modelOf(const RunEntry& entry) { return utf8(entry.summary->outline->model.architecture); }

}  // namespace

CompareBinder::CompareBinder(const runtime::Engine& engine, const Parts& parts, QObject* parent)
    : QObject(parent), parts_(parts), tasks_(engine), changes_(kInterval) {
  connect(&parts_.listBinder, &RunListBinder::changed, this, [this] {
    stale_ = true;
    if (looking_) changes_.trigger();
  });
  connect(&changes_, &runtime::Coalescer::fired, this, [this] {
    if (looking_ && stale_) refresh();
  });
  connectTasks();
  connectView();
}

void CompareBinder::connectTasks() {
  connect(&tasks_, &CompareTasks::seriesReady, this,
          [this](const CompareTasks::Runs& runs) { parts_.view.setSeries(runs); });
  connect(&tasks_, &CompareTasks::fullReady, this, [this](const CompareTasks::Runs& runs) {
    parts_.view.setFull(runs);
    selectLayer(layer_);
  });
  connect(&tasks_, &CompareTasks::flipsReady, this, &CompareBinder::showFlips);
  connect(&tasks_, &CompareTasks::flipsFailed, this, [this](const Error& error) {
    parts_.view.flips().say(tr("The predictions cannot be compared"), runtime::errorText(error));
  });
  connect(&tasks_, &CompareTasks::pageReady, this, [this](const runtime::FlipPage& page) {
    if (page.flips != flips_) return;
    std::vector<QImage> images;
    for (const session::ImagePixels& pixels : page.images) images.push_back(imageOf(pixels));
    parts_.view.flips().setPixels(page.rows, images);
  });
  connect(&tasks_, &CompareTasks::pageFailed, this, [this](const Error& error) {
    parts_.view.flips().say(tr("The images cannot be read"), runtime::errorText(error));
  });
}

void CompareBinder::connectView() {
  connect(&parts_.view, &CompareView::scopeChanged, this, [this](int scope) {
    wanted_ = static_cast<Scope>(scope);
    refresh();
  });
  connect(&parts_.view, &CompareView::pairChanged, this, &CompareBinder::load);
  connect(&parts_.view, &CompareView::pageChanged, this, &CompareBinder::loadFlips);
  connect(&parts_.view, &CompareView::openRequested, this, &CompareBinder::openRequested);
  connect(&parts_.view, &CompareView::hideRequested, this,
          [this](const QStringList& paths) { parts_.listBinder.setHidden(paths, true); });
  connect(&parts_.view, &CompareView::layerSelected, this, [this](const QString& name) {
    const ModelInfo* shown = model();
    if (!shown) return;
    const auto layer = std::find_if(shown->layers.begin(), shown->layers.end(),
                                    [&](const LayerInfo& each) { return each.name == name.toStdString(); });
    if (layer != shown->layers.end()) Q_EMIT layerSelected(static_cast<int>(layer - shown->layers.begin()));
  });
  connect(&parts_.view.flips(), &widgets::FlipsPage::pixelsWanted, this, &CompareBinder::loadPage);
}

void CompareBinder::show(const std::shared_ptr<const RunSnapshot>& run, bool looking) {
  const auto old = std::exchange(run_, run);
  if (!old != !run || (old && old->path != run->path)) stale_ = true;
  const bool begins = looking && !looking_;
  looking_ = looking;
  if (looking && (stale_ || begins)) refresh();
}

const RunEntry* CompareBinder::entryOf(const QString& path) const {
  const auto& entries = parts_.library.entries();
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const RunEntry& e) { return e.path == path; });
  return found == entries.end() ? nullptr : &*found;
}

std::vector<const RunEntry*> CompareBinder::candidates() const {
  std::vector<const RunEntry*> result;
  for (const RunEntry& entry : parts_.library.entries()) {
    const runtime::RunMark mark = parts_.library.index().mark(entry.path);
    if (entry.summary && entry.summary->outline && !entry.summary->stages.empty() && !mark.hidden && !mark.archived)
      result.push_back(&entry);
  }
  return result;
}

/// Also tells the view what could be chosen.
std::vector<const RunEntry*> CompareBinder::chosen() {
  const std::vector<const RunEntry*> all = candidates();
  const ModelInfo* shown = model();  // also of a run whose file was deleted
  const auto isOf = [](const QString& architecture) {
    return [architecture](const RunEntry* entry) { return modelOf(*entry) == architecture; };
  };
  QString architecture = shown ? utf8(shown->architecture) : QString();
  if (!all.empty() && std::none_of(all.begin(), all.end(), isOf(architecture))) architecture = modelOf(*all.front());
  const QStringList selection = parts_.list.selected();
  std::vector<const RunEntry*> same;
  std::vector<const RunEntry*> selected;
  for (const RunEntry* entry : all) {
    if (modelOf(*entry) == architecture) same.push_back(entry);
    if (selection.contains(entry->path)) selected.push_back(entry);
  }
  QStringList scopes;
  if (!all.empty()) scopes << tr("Runs of %1 (%2)").arg(architecture).arg(same.size());
  scopes << tr("All runs (%1)").arg(all.size());
  const bool several = selected.size() > 1;
  if (several) scopes << tr("Selected runs (%1)").arg(selected.size());
  const Scope scope = several && wanted_ == Scope::Selected ? Scope::Selected
                      : wanted_ == Scope::All               ? Scope::All
                                                            : Scope::Model;
  parts_.view.setScopes(scopes, all.empty() ? 0 : static_cast<int>(scope));
  return scope == Scope::Selected ? selected : scope == Scope::All ? all : same;
}

widgets::CompareRun CompareBinder::compareRun(const RunEntry& entry) const {
  widgets::CompareRun run;
  run.path = entry.path.toStdString();
  run.name = parts_.listBinder.nameOf(entry.path).toStdString();
  run.color = parts_.listBinder.colorIndexOf(entry.path);
  if (entry.values) run.config = *entry.values;
  run.run = entry.summary;
  const ModelInfo& model = entry.summary->outline->model;
  run.averageBits = session::averageWeightBits(model, *entry.summary->stages.back());
  run.bytes = session::storedSize(model, *entry.summary->stages.back()).bytes;
  return run;
}

void CompareBinder::sayNothing() {
  const auto& entries = parts_.library.entries();
  const bool hidden = std::any_of(entries.begin(), entries.end(), [](const RunEntry& entry) {
    return entry.summary && !entry.summary->stages.empty();
  });
  if (hidden)
    parts_.view.setEmpty(tr("All runs are hidden"),
                         tr("Click the crossed-out eye of a run in the list on the left to have it compared."));
  else
    parts_.view.setEmpty(tr("No finished runs to compare yet"),
                         tr("Start a run (Ctrl+R) or open run files. As soon as a run has finished its first stage it "
                            "appears here; two runs with different bits are a good beginning."));
}

void CompareBinder::refresh() {
  stale_ = false;
  const std::vector<const RunEntry*> entries = chosen();
  if (entries.empty()) return sayNothing();
  std::vector<widgets::CompareRun> runs;
  QVector<runtime::RunVersion> versions;
  for (const RunEntry* entry : entries) {
    runs.push_back(compareRun(*entry));
    versions.append({entry->path, entry->modified});
  }
  parts_.view.setRuns(std::move(runs), run_ ? utf8(run_->path) : QString());
  tasks_.loadSeries(versions);
  load();
}

/// What A and B need.
void CompareBinder::load() {
  if (!looking_) return;
  QVector<runtime::RunVersion> versions;
  const auto [first, second] = parts_.view.pair();
  for (const QString& path : {first, second}) {
    const RunEntry* entry = path.isEmpty() ? nullptr : entryOf(path);
    if (entry && (versions.isEmpty() || versions.front().path != path)) versions.append({path, entry->modified});
  }
  tasks_.loadFull(versions);
  loadFlips();
}

void CompareBinder::loadFlips() {
  if (!looking_ || parts_.view.page() != CompareView::Page::Flips) return;
  const auto [first, second] = parts_.view.pair();
  if (first.isEmpty()) return;
  const QString after = second.isEmpty() ? first : second;
  if (flips_ && flips_->first == first && flips_->second == after) return;
  flips_.reset();
  parts_.view.flips().say(tr("Reading the predictions…"), {});
  tasks_.loadFlips(first, after);
}

void CompareBinder::showFlips(const std::shared_ptr<const runtime::Flips>& flips) {
  flips_ = flips;
  const bool own = flips->first == flips->second;
  const QString first = parts_.listBinder.nameOf(flips->first);
  widgets::FlipsPage::Content content;
  content.before = own ? tr("%1, float").arg(first) : first;
  content.after = own ? tr("%1, hard").arg(first) : parts_.listBinder.nameOf(flips->second);
  content.all = flips->images;
  for (const std::string& name : flips->classNames) content.classNames << utf8(name);
  for (const runtime::Flips::Row& row : flips->rows)
    content.images.push_back({row.image, row.label, row.before, row.after});
  parts_.view.flips().setContent(std::move(content));
}

void CompareBinder::loadPage(const std::vector<std::size_t>& rows) {
  const RunEntry* entry = flips_ ? entryOf(flips_->first) : nullptr;
  if (entry && entry->config) tasks_.loadPage(flips_, *entry->config, rows);
}

const ModelInfo* CompareBinder::model() const { return run_ && run_->outline ? &run_->outline->model : nullptr; }

void CompareBinder::selectLayer(int layer) {
  layer_ = layer;
  const ModelInfo* shown = model();
  if (shown && layer >= 0 && layer < static_cast<int>(shown->layers.size()))
    parts_.view.selectLayer(utf8(shown->layers[static_cast<std::size_t>(layer)].name));
}

}  // namespace dyadic::shell
