// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/DeployGraph.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

#include "widgets/plots/Arithmetic.h"
#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

class Text {
  Q_DECLARE_TR_FUNCTIONS(dyadic::widgets::DeployGraph)
};

const QString kArrow = QStringLiteral(" \u2192 ");
const QString kDot = QStringLiteral(" \u00b7 ");

QString fromUtf8(const std::string& text) { return QString::fromStdString(text); }

QString pairText(const std::array<std::int64_t, 2>& pair) { return fromUtf8(shapeText({pair[0], pair[1]})); }

QString channelsOf(const IntegerProgram& program, int tensor) {
  const auto i = static_cast<std::size_t>(tensor);
  if (tensor < 0 || i >= program.tensors.size() || program.tensors[i].shape.empty()) return QStringLiteral("?");
  return QString::number(program.tensors[i].shape.front());
}

QString windowText(const IntegerOperation& operation) {
  QString text = pairText(operation.kernel);
  if (operation.stride[0] == 1 && operation.stride[1] == 1) return text;
  const bool square = operation.stride[0] == operation.stride[1];
  return text + QStringLiteral(" /") + (square ? QString::number(operation.stride[0]) : pairText(operation.stride));
}

/// "3×3 /2 · 16 → 32": what tells operations of one kind apart.
QString sizesOf(const IntegerProgram& program, const IntegerOperation& operation) {
  const QString in = operation.inputs.empty() ? QString() : channelsOf(program, operation.inputs.front());
  const QString out = channelsOf(program, operation.output);
  switch (operation.op) {
    case IntegerOp::Conv2d: {
      const QString text = windowText(operation) + kDot + in + kArrow + out;
      if (operation.groups == 1) return text;
      const bool depthwise = in == QString::number(operation.groups);
      return text + kDot + (depthwise ? Text::tr("depthwise") : Text::tr("%1 groups").arg(operation.groups));
    }
    case IntegerOp::Linear:
    case IntegerOp::PadChannels:
      return in + kArrow + out;
    case IntegerOp::MaxPool2d:
    case IntegerOp::AvgPool2d:
      return windowText(operation);
    case IntegerOp::Subsample2d:
      return QStringLiteral("/%1").arg(operation.stride[0]);
    case IntegerOp::ScaleShift:
    case IntegerOp::Add:
    case IntegerOp::Concat:
      return Text::tr("%1 channels").arg(out);
    default:
      return {};
  }
}

QString formatText(int bits, int exponent, double scale) {
  return Text::tr("%1 bit").arg(bits) + kDot + fromUtf8(gridText(exponent, scale));
}

/// The exponents of a text as rich text.
QString raised(QString text) {
  static const QRegularExpression exponent(QStringLiteral("\\^([\u2212\\d]+)"));
  return text.replace(exponent, QStringLiteral("<sup>\\1</sup>"));
}

QString truncationText(const OperationFacts& facts) {
  if (facts.fixedPoint > 0) return QStringLiteral("M = ") + fromUtf8(numberText(facts.fixedPoint, 3));
  QStringList points;
  for (const int p : facts.truncation) points << QString::number(p).replace(QLatin1Char('-'), QChar(0x2212));
  return points.isEmpty() ? QString() : QStringLiteral("P = ") + points.join(QStringLiteral(", "));
}

QString headroomText(double bits) {
  return std::isinf(bits) ? QStringLiteral("\u221e") : Text::tr("%1 bit").arg(bits, 0, 'f', 1);
}

/// All that is known of an operation, line by line.
QStringList linesOf(const OperationFacts& f) {
  QStringList lines;
  lines << Text::tr("Input %1").arg(formatText(f.inputBits, f.inputExponent, f.inputScale));
  if (f.weightBits > 0) lines << Text::tr("Weights %1").arg(formatText(f.weightBits, f.weightExponent, f.weightScale));
  lines << Text::tr("Output %1").arg(formatText(f.outputBits, f.outputExponent, f.outputScale));
  if (!f.truncation.empty()) {
    lines << truncationText(f) + (f.multiplier != 1 && f.fixedPoint == 0
                                      ? kDot + Text::tr("multiplier %1").arg(f.multiplier)
                                      : QString());
  }
  if (f.accumulatorBits > 0) {
    lines << Text::tr("Accumulator %1 bit, headroom %2").arg(f.accumulatorBits).arg(headroomText(f.guaranteedHeadroom));
    if (!std::isnan(f.measuredHeadroom))
      lines << Text::tr("Measured headroom %1").arg(headroomText(f.measuredHeadroom));
  }
  if (!std::isnan(f.saturatedShare))
    lines << Text::tr("Saturated %1 of the outputs").arg(fromUtf8(shareText(f.saturatedShare)));
  if (f.biasSaturated > 0) lines << Text::tr("%1 entries of the bias saturated").arg(f.biasSaturated);
  return lines;
}

bool isCompact(IntegerOp op) { return !hasAccumulator(op) && op != IntegerOp::Concat; }

GraphNode endNode(const QString& title, const IntegerTensor* tensor) {
  GraphNode node;
  node.title = title;
  node.compact = true;
  if (!tensor) return node;
  node.detail = fromUtf8(shapeText(tensor->shape));
  node.label = formatText(tensor->bits, tensor->exponent, tensor->scale);
  node.toolTip = QStringLiteral("<b>%1</b><br>%2<br>%3").arg(title, node.detail, raised(node.label));
  node.spoken = QStringList{title, node.detail, node.label}.join(QStringLiteral(", "));
  return node;
}

/// Blue is safe, orange is not: told apart by colour-blind readers too.
std::vector<QColor> scaleColors(DeployColoring coloring) {
  const Colors& c = colors();
  const QColor danger = c.clipped;
  const QColor warning(0xf0, 0xc0, 0x40);
  const QColor calm(0x7f, 0xc4, 0xb8);
  const QColor safe = c.runs[5];
  const QColor safest = c.runs[0];
  if (coloring == DeployColoring::Headroom) return {danger, warning, calm, safe, safest};
  return {safest, safe, calm, warning, danger};
}

QColor colorAt(const std::vector<QColor>& scale, double position) {
  const double at = std::clamp(position, 0.0, 1.0) * static_cast<double>(scale.size() - 1);
  const auto i = std::min(static_cast<std::size_t>(at), scale.size() - 2);
  const double share = at - static_cast<double>(i);
  const auto mix = [&](double a, double b) { return static_cast<float>(a + (b - a) * share); };
  return QColor::fromRgbF(mix(scale[i].redF(), scale[i + 1].redF()), mix(scale[i].greenF(), scale[i + 1].greenF()),
                          mix(scale[i].blueF(), scale[i + 1].blueF()));
}

}  // namespace

std::vector<GraphNode> programNodes(const IntegerProgram& program, const std::vector<OperationFacts>& facts) {
  std::vector<GraphNode> nodes;
  if (program.operations.empty()) return nodes;
  nodes.push_back(endNode(Text::tr("Input"), program.tensors.empty() ? nullptr : &program.tensors.front()));
  for (std::size_t i = 0; i < program.operations.size() && i < facts.size(); ++i) {
    const IntegerOperation& operation = program.operations[i];
    const OperationFacts& f = facts[i];
    GraphNode node;
    const QString kind = fromUtf8(f.kind);
    const QString sizes = sizesOf(program, operation);
    const QString name = fromUtf8(f.name);
    node.compact = isCompact(operation.op);
    node.title = node.compact ? kind : name;
    node.detail = node.compact ? (sizes.isEmpty() ? name : sizes) : kind + (sizes.isEmpty() ? QString() : kDot + sizes);
    node.badge = truncationText(f);
    node.label = formatText(f.outputBits, f.outputExponent, f.outputScale);
    const QStringList lines = linesOf(f);
    node.toolTip = QStringLiteral("<b>%1</b><br>%2 %3<br>%4")
                       .arg(name.toHtmlEscaped(), kind, sizes, raised(lines.join(QStringLiteral("<br>"))));
    node.spoken = QStringList{name, kind, lines.join(QStringLiteral(", "))}.join(QStringLiteral(", "));
    nodes.push_back(std::move(node));
  }
  const auto last = static_cast<std::size_t>(program.operations.back().output);
  nodes.push_back(endNode(Text::tr("Logits"), last < program.tensors.size() ? &program.tensors[last] : nullptr));
  return nodes;
}

std::vector<QColor> programColors(const std::vector<OperationFacts>& facts, DeployColoring coloring) {
  if (facts.empty() || coloring == DeployColoring::None) return {};
  const std::vector<QColor> scale = scaleColors(coloring);
  std::vector<QColor> result(facts.size() + 2);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const double value = coloring == DeployColoring::Headroom ? facts[i].headroom() : facts[i].saturatedShare;
    if (std::isnan(value)) continue;
    result[i + 1] =
        colorAt(scale, coloring == DeployColoring::Headroom ? headroomPosition(value) : saturationPosition(value));
  }
  return result;
}

GraphScale programScale(const std::vector<OperationFacts>& facts, DeployColoring coloring) {
  GraphScale scale;
  if (coloring == DeployColoring::None) return scale;
  scale.colors = scaleColors(coloring);
  if (coloring == DeployColoring::Headroom) {
    const bool measured = std::any_of(facts.begin(), facts.end(),
                                      [](const OperationFacts& f) { return !std::isnan(f.measuredHeadroom); });
    scale.title = measured ? Text::tr("Headroom, measured") : Text::tr("Headroom, guaranteed");
    for (const int bits : {0, 6, 12, 18, 24})
      scale.ticks.emplace_back(headroomPosition(bits), bits == 24 ? Text::tr("24 bit") : QString::number(bits));
    scale.threshold = headroomPosition(kHeadroomLimit);
  } else {
    scale.title = Text::tr("Saturated outputs");
    for (const double share : {1e-5, 1e-3, 1e-1})
      scale.ticks.emplace_back(saturationPosition(share), share < 1e-4  ? QStringLiteral("0.001 %")
                                                          : share < 0.1 ? QStringLiteral("0.1 %")
                                                                        : QStringLiteral("10 %"));
    scale.threshold = saturationPosition(kSaturationLimit);
  }
  return scale;
}

}  // namespace dyadic::widgets
