// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/explore/NetworkGraph.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <set>

#include "widgets/plots/Arithmetic.h"
#include "widgets/plots/ColorScale.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

class Text {
  Q_DECLARE_TR_FUNCTIONS(dyadic::widgets::NetworkGraph)
};

const QString kArrow = QStringLiteral(" \u2192 ");
const QString kDot = QStringLiteral(" \u00b7 ");
const QChar kMinus(0x2212);

std::size_t at(int i) { return static_cast<std::size_t>(i); }
QString withMinus(QString text) { return text.replace(QLatin1Char('-'), kMinus); }

QString kindOf(const NodeInfo& node) {
  return node.op == "Relu"    ? QStringLiteral("ReLU")
         : node.op == "Relu6" ? QStringLiteral("ReLU6")
                              : QString::fromStdString(node.op);
}

/// "0" says nothing by itself.
QString titleOf(const GraphBlocks& blocks, int item) {
  const QString title = QString::fromStdString(blocks.titleOf(item));
  const int around = blocks.parentOf(item);
  const bool digits = std::all_of(title.begin(), title.end(), [](QChar c) { return c.isDigit(); });
  if (!digits || around < 0) return title;
  return QString::fromStdString(blocks.block(around).title).section(QLatin1Char('.'), -1) + QLatin1Char('.') + title;
}

QString valueText(double value, NetworkValue what) {
  switch (what) {
    case NetworkValue::Bits:
      return Text::tr("%1 bits").arg(QString::number(value, 'f', value == std::floor(value) ? 0 : 1));
    case NetworkValue::Sqnr:
      return std::isinf(value) ? QStringLiteral("\u221e dB")
                               : Text::tr("%1 dB").arg(withMinus(QString::number(value, 'f', 1)));
    case NetworkValue::Mse:
      return withMinus(QString::fromStdString(numberText(value, 2)));
    case NetworkValue::Saturated:
      return QString::fromStdString(percentText(value));
    case NetworkValue::Exponent:
      return withMinus(QString::number(qRound(value)));
    case NetworkValue::Parameters:
    case NetworkValue::Macs:
      return QString::fromStdString(countText(value));
    case NetworkValue::Sensitivity:
      return QString::fromStdString(pointsText(-value));
    case NetworkValue::None:
      break;
  }
  return {};
}

bool isSum(NetworkValue value) { return value == NetworkValue::Parameters || value == NetworkValue::Macs; }

/// As a node's colour: its ends keep apart from the page.
QColor shade(double position) {
  const double p = std::clamp(position, 0.0, 1.0);
  return viridis(currentTheme() == Theme::Dark ? 0.22 + 0.78 * p : 0.94 * p);
}

}  // namespace

NetworkGraph::NetworkGraph(const ModelInfo& model) : nodes_(model.nodes), layers_(model.layers) {
  std::vector<std::string> names;
  std::vector<std::pair<int, int>> edges;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    names.push_back(nodes_[i].name);
    for (const int input : nodes_[i].inputs) edges.emplace_back(input, static_cast<int>(i));
    if (nodes_[i].layer >= static_cast<int>(layers_.size())) nodes_[i].layer = -1;
  }
  blocks_ = GraphBlocks(names, edges);
  for (int item = 0; item < blocks_.itemCount(); ++item) {
    plain_.push_back(plainNode(item));
    sizes_.push_back(sizeOf(plain_.back()));
  }
}

int NetworkGraph::nodeOf(int layer) const {
  if (layer < 0) return -1;
  const auto found = std::find_if(nodes_.begin(), nodes_.end(), [&](const NodeInfo& n) { return n.layer == layer; });
  return found == nodes_.end() ? -1 : static_cast<int>(found - nodes_.begin());
}

void NetworkGraph::setRecords(std::shared_ptr<const StageRecord> stage) {
  stage_ = stage && stage->layers.size() == layers_.size() ? std::move(stage) : nullptr;
}

void NetworkGraph::setSensitivity(std::shared_ptr<const SensitivityRecord> record) {
  sensitivity_ = record && record->layers.size() == layers_.size() ? std::move(record) : nullptr;
}

bool NetworkGraph::has(NetworkValue value) const {
  if (value == NetworkValue::None) return true;
  for (int layer = 0; layer < static_cast<int>(layers_.size()); ++layer)
    if (!std::isnan(valueOf(layer, value))) return true;
  return false;
}

double NetworkGraph::valueOf(int layer, NetworkValue value) const {
  const auto i = at(layer);
  if (value == NetworkValue::Parameters) return static_cast<double>(layers_[i].parameters);
  if (value == NetworkValue::Macs) return static_cast<double>(layers_[i].macs);
  if (value == NetworkValue::Sensitivity) return sensitivity_ ? sensitivity_->layers[i].only.drop : kNotMeasured;
  if (!stage_ || stage_->layers[i].bits == 0) return kNotMeasured;
  const LayerRecord& record = stage_->layers[i];
  switch (value) {
    case NetworkValue::Bits:
      return record.bits;
    case NetworkValue::Sqnr:
      return record.sqnrDb;
    case NetworkValue::Mse:
      return record.mse;
    case NetworkValue::Saturated:
      return record.saturatedFraction;
    case NetworkValue::Exponent:
      return record.exponent ? *record.exponent : kNotMeasured;
    default:
      return kNotMeasured;
  }
}

NetworkGraph::Summary NetworkGraph::summaryOf(int item, NetworkValue value) const {
  Summary all;
  double sum = 0;
  double weights = 0;
  const auto add = [&](int node) {
    const int layer = nodes_[at(node)].layer;
    const double v = layer < 0 ? kNotMeasured : valueOf(layer, value);
    if (std::isnan(v)) return;
    const auto weight =
        isSum(value) ? 1.0 : static_cast<double>(std::max<std::int64_t>(layers_[at(layer)].parameters, 1));
    sum += weight * v;
    weights += weight;
    all.low = all.layers == 0 ? v : std::min(all.low, v);
    all.high = all.layers == 0 ? v : std::max(all.high, v);
    ++all.layers;
  };
  if (blocks_.isBlock(item))
    for (const int node : blocks_.block(item).nodes) add(node);
  else
    add(item);
  if (all.layers == 0) return all;
  if (isSum(value))
    all.value = sum;
  else if (value == NetworkValue::Sqnr)
    all.value = all.low;
  else if (value == NetworkValue::Mse || value == NetworkValue::Sensitivity)
    all.value = all.high;
  else
    all.value = sum / weights;
  return all;
}

double NetworkGraph::Span::position(double value) const {
  if (logarithmic) {
    if (value <= 0) return 0;
    return high > low ? std::log(value / low) / std::log(high / low) : 0.5;
  }
  if (std::isinf(value)) return value > 0 ? 1 : 0;
  return high > low ? (value - low) / (high - low) : 0.5;
}

NetworkGraph::Span NetworkGraph::spanOf(NetworkValue value) const {
  Span span;
  span.logarithmic = isSum(value) || value == NetworkValue::Mse;
  bool first = true;
  const auto take = [&](double v) {
    if (!std::isfinite(v) || (span.logarithmic && v <= 0)) return;
    span.low = first ? v : std::min(span.low, v);
    span.high = first ? v : std::max(span.high, v);
    first = false;
  };
  for (int layer = 0; layer < static_cast<int>(layers_.size()); ++layer) take(valueOf(layer, value));
  if (isSum(value))
    for (const int item : blocks_.top()) take(summaryOf(item, value).value);
  span.empty = first;
  // Some layers have next to no error: they are not to take the whole scale.
  if (value == NetworkValue::Sqnr) span.high = std::min(span.high, std::max(50.0, span.low + 20));
  if (value == NetworkValue::Bits) span = {2, std::max(8.0, first ? 0 : span.high), false};
  return span;
}

QString NetworkGraph::badgeOf(int item, NetworkValue value) const {
  const Summary all = summaryOf(item, value);
  if (all.layers == 0) return {};
  if (!blocks_.isBlock(item) || all.low == all.high) return valueText(isSum(value) ? all.value : all.low, value);
  switch (value) {
    case NetworkValue::Sqnr:
      return QStringLiteral("\u2265 ") + valueText(all.value, value);
    case NetworkValue::Mse:
      return QStringLiteral("\u2264 ") + valueText(all.value, value);
    case NetworkValue::Exponent:
      return Text::tr("%1 to %2").arg(valueText(all.low, value), valueText(all.high, value));
    case NetworkValue::Bits:
      return QStringLiteral("\u2300 ") + valueText(all.value, value);
    default:
      return valueText(all.value, value);
  }
}

const std::vector<std::int64_t>* NetworkGraph::inputOf(int node) const {
  const auto& inputs = nodes_[at(node)].inputs;
  if (inputs.empty() || inputs.front() < 0 || inputs.front() >= node) return nullptr;
  return &nodes_[at(inputs.front())].output;
}

/// "3×3 /2 · 16 → 32".
QString NetworkGraph::sizesOf(int node) const {
  const NodeInfo& info = nodes_[at(node)];
  const auto* input = inputOf(node);
  if (info.layer < 0 || !input || input->empty() || info.output.empty()) return {};
  const std::vector<std::int64_t>& shape = layers_[at(info.layer)].shape;
  const QString channels = QString::number(input->front()) + kArrow + QString::number(info.output.front());
  if (shape.size() < 2) return QString::number(info.output.front());
  if (shape.size() < 4 || input->size() < 3 || info.output.size() < 3) return channels;
  QString text = QStringLiteral("%1\u00d7%2").arg(shape[2]).arg(shape[3]);
  const double ratio =
      static_cast<double>((*input)[1]) / static_cast<double>(std::max<std::int64_t>(info.output[1], 1));
  if (ratio > 1.5) text += QStringLiteral(" /%1").arg(qRound(ratio));
  text += kDot + channels;
  const std::int64_t groups = shape[1] > 0 ? input->front() / shape[1] : 1;
  if (groups <= 1) return text;
  return text + kDot + (groups == input->front() ? Text::tr("depthwise") : Text::tr("%1 groups").arg(groups));
}

/// What an item hands on, where it differs from what it reads.
QString NetworkGraph::shapeBelow(int item) const {
  if (!blocks_.isBlock(item)) {
    const auto* input = inputOf(item);
    const auto& output = nodes_[at(item)].output;
    return input && *input == output ? QString() : QString::fromStdString(shapeText(output));
  }
  const std::vector<int>& inside = blocks_.block(item).nodes;
  const std::set<int> mine(inside.begin(), inside.end());
  const std::vector<std::int64_t>* read = nullptr;
  for (const int node : inside) {
    for (const int input : nodes_[at(node)].inputs)
      if (!read && input >= 0 && mine.count(input) == 0) read = &nodes_[at(input)].output;
  }
  const auto& output = nodes_[at(inside.back())].output;
  return read && *read == output ? QString() : QString::fromStdString(shapeText(output));
}

int NetworkGraph::unquantized(int item) const {
  if (!blocks_.isBlock(item)) return reasonOf(item).isEmpty() ? 0 : 1;
  const auto& inside = blocks_.block(item).nodes;
  return static_cast<int>(
      std::count_if(inside.begin(), inside.end(), [&](int node) { return !reasonOf(node).isEmpty(); }));
}

QString NetworkGraph::reasonOf(int node) const {
  const NodeInfo& info = nodes_[at(node)];
  if (!info.reason.empty()) return engineText(info.reason);
  if (info.layer >= 0 && !layers_[at(info.layer)].quantizable) return engineText(layers_[at(info.layer)].reason);
  return {};
}

GraphNode NetworkGraph::plainNode(int item) const {
  GraphNode node;
  node.title = titleOf(blocks_, item);
  node.block = blocks_.isBlock(item);
  node.label = shapeBelow(item);
  node.marked = unquantized(item) > 0;
  if (node.block) {
    node.detail = Text::tr("%n operators", nullptr, static_cast<int>(blocks_.block(item).nodes.size()));
    return node;
  }
  const NodeInfo& info = nodes_[at(item)];
  const bool wide = info.op == "Conv2d" || info.op == "Linear";
  node.compact = !wide;
  const QString sizes = sizesOf(item);
  if (wide) {
    node.detail = kindOf(info) + (sizes.isEmpty() ? QString() : kDot + sizes);
  } else if (info.layer < 0) {
    node.detail = node.title;
    node.title = kindOf(info);
    if (node.detail.compare(node.title, Qt::CaseInsensitive) == 0) node.detail.clear();
  } else {
    node.detail = kindOf(info);
  }
  return node;
}

QStringList NetworkGraph::linesOf(int item) const {
  QStringList lines;
  const auto add = [&](NetworkValue value, const QString& text) {
    if (const QString badge = badgeOf(item, value); !badge.isEmpty()) lines << text.arg(badge);
  };
  if (!blocks_.isBlock(item))
    lines << Text::tr("Output %1").arg(QString::fromStdString(shapeText(nodes_[at(item)].output)));
  add(NetworkValue::Parameters, Text::tr("%1 parameters"));
  if (summaryOf(item, NetworkValue::Macs).value > 0) add(NetworkValue::Macs, Text::tr("%1 MACs"));
  add(NetworkValue::Bits, QStringLiteral("%1"));
  add(NetworkValue::Exponent, Text::tr("exponent %1"));
  add(NetworkValue::Sqnr, Text::tr("SQNR %1"));
  add(NetworkValue::Mse, Text::tr("MSE %1"));
  add(NetworkValue::Saturated, Text::tr("%1 saturated"));
  add(NetworkValue::Sensitivity, Text::tr("%1 points of accuracy, quantized alone"));
  return lines;
}

QString NetworkGraph::nameOf(int item) const {
  return QString::fromStdString(blocks_.isBlock(item) ? blocks_.block(item).name : nodes_[at(item)].name);
}

QString NetworkGraph::markOf(int item) const {
  if (!blocks_.isBlock(item)) return reasonOf(item);
  const int count = unquantized(item);
  return count == 0 ? QString() : Text::tr("%n operators in it have no integer form", nullptr, count);
}

QString NetworkGraph::factsOf(int item) const {
  if (blocks_.isBlock(item)) return (QStringList{plain_[at(item)].detail} + linesOf(item)).join(kDot);
  const QString sizes = sizesOf(item);
  return (QStringList{kindOf(nodes_[at(item)]) + (sizes.isEmpty() ? QString() : QLatin1Char(' ') + sizes)} +
          linesOf(item))
      .join(kDot);
}

std::vector<GraphNode> NetworkGraph::drawn(const GraphPicture& picture, NetworkValue value) const {
  std::vector<GraphNode> nodes;
  nodes.reserve(picture.places.size());
  for (const GraphPicture::Place& place : picture.places) {
    GraphNode node = plain_[at(place.item)];
    node.badge = badgeOf(place.item, value);
    node.colouredBadge = true;
    if (place.open) node.label.clear();
    nodes.push_back(std::move(node));
  }
  return nodes;
}

std::vector<QColor> NetworkGraph::colors(const GraphPicture& picture, NetworkValue value) const {
  if (value == NetworkValue::None) return {};
  const Span span = spanOf(value);
  std::vector<QColor> result(picture.places.size());
  for (std::size_t i = 0; i < result.size(); ++i) {
    const Summary all = summaryOf(picture.places[i].item, value);
    if (all.layers > 0) result[i] = shade(span.position(all.value));
  }
  return result;
}

GraphScale NetworkGraph::scale(NetworkValue value) const {
  GraphScale scale;
  if (value == NetworkValue::None || !has(value)) return scale;
  const Span span = spanOf(value);
  constexpr int kSteps = 16;
  for (int i = 0; i <= kSteps; ++i) scale.colors.push_back(shade(static_cast<double>(i) / kSteps));
  scale.title = nameOf(value);
  if (span.empty) {
    scale.ticks = {{1, value == NetworkValue::Sqnr ? valueText(HUGE_VAL, value) : valueText(0, value)}};
    return scale;
  }
  if (span.low == span.high) {
    scale.ticks = {{0.5, valueText(span.low, value)}};
    return scale;
  }
  scale.ticks.emplace_back(0, valueText(span.low, value));
  const double middle = span.logarithmic ? std::sqrt(span.low * span.high) : (span.low + span.high) / 2;
  scale.ticks.emplace_back(0.5, valueText(value == NetworkValue::Exponent ? std::round(middle) : middle, value));
  scale.ticks.emplace_back(1, valueText(span.high, value));
  return scale;
}

QString NetworkGraph::nameOf(NetworkValue value) {
  switch (value) {
    case NetworkValue::None:
      return Text::tr("Nothing");
    case NetworkValue::Bits:
      return Text::tr("Bits of the weights");
    case NetworkValue::Sqnr:
      return Text::tr("SQNR of the weights");
    case NetworkValue::Mse:
      return Text::tr("MSE of the weights");
    case NetworkValue::Saturated:
      return Text::tr("Saturated weights");
    case NetworkValue::Exponent:
      return Text::tr("Exponent of the weights");
    case NetworkValue::Parameters:
      return Text::tr("Parameters");
    case NetworkValue::Macs:
      return Text::tr("MACs");
    case NetworkValue::Sensitivity:
      return Text::tr("Accuracy lost alone");
  }
  return {};
}

}  // namespace dyadic::widgets
