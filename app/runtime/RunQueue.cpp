// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runtime/RunQueue.h"

#include <QFileInfo>
#include <QStringList>
#include <algorithm>
#include <utility>

namespace dyadic::runtime {

void RunQueue::add(const std::vector<RunConfig>& configs) {
  for (const RunConfig& config : configs) entries_.push_back({next_++, config});
  if (!configs.empty()) Q_EMIT changed();
}

void RunQueue::remove(Id id) {
  if (std::erase_if(entries_, [id](const Entry& entry) { return entry.id == id; }) > 0) Q_EMIT changed();
}

void RunQueue::clear() {
  if (!std::exchange(entries_, {}).empty()) Q_EMIT changed();
}

void RunQueue::move(Id id, int row) {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [id](const Entry& entry) { return entry.id == id; });
  if (found == entries_.end()) return;
  Entry entry = std::move(*found);
  entries_.erase(found);
  entries_.insert(entries_.begin() + std::clamp<std::ptrdiff_t>(row, 0, std::ssize(entries_)), std::move(entry));
  Q_EMIT changed();
}

RunConfig RunQueue::take() {
  RunConfig config = std::move(entries_.front().config);
  entries_.erase(entries_.begin());
  Q_EMIT changed();
  return config;
}

void RunQueue::setHeld(bool held) {
  if (std::exchange(held_, held) != held) Q_EMIT changed();
}

std::vector<RunConfig> variantsOf(const RunConfig& config, const RunVariants& variants) {
  const std::vector<std::string> choices =
      variants.key.empty() ? std::vector<std::string>{std::string()} : variants.choices;
  const std::vector<std::uint64_t> seeds =
      variants.seeds.empty() ? std::vector<std::uint64_t>{config.seed} : variants.seeds;
  std::vector<RunConfig> runs;
  for (const std::string& choice : choices) {
    for (const std::uint64_t seed : seeds) {
      RunConfig run = config;
      run.seed = seed;
      std::string name;
      if (!variants.key.empty()) {
        run.method.parameters[variants.key] = choice;
        name += "-" + choice;
      }
      if (seeds.size() > 1) name += "-seed" + std::to_string(seed);
      if (const QFileInfo file(QString::fromStdString(config.output)); !config.output.empty() && !name.empty())
        run.output = (file.path() + QLatin1Char('/') + file.completeBaseName()).toStdString() + name + ".h5";
      runs.push_back(std::move(run));
    }
  }
  return runs;
}

QString runTitle(const RunConfig& config) {
  const auto& parameters = config.method.parameters;
  QStringList parts{config.method.id.empty() ? RunQueue::tr("Float")
                                             : QString::fromStdString(config.method.id).toUpper()};
  if (const auto bits = parameters.find("bits"); bits != parameters.end())
    if (const auto* value = std::get_if<std::int64_t>(&bits->second)) parts << RunQueue::tr("%1 bits").arg(*value);
  if (const auto partition = parameters.find("partition"); partition != parameters.end())
    if (const auto* value = std::get_if<std::string>(&partition->second)) parts << QString::fromStdString(*value);
  parts << RunQueue::tr("seed %1").arg(config.seed);
  return parts.join(QStringLiteral(" · "));
}

}  // namespace dyadic::runtime
