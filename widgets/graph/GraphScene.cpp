// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/GraphScene.h"

#include <QPainter>
#include <algorithm>
#include <utility>

#include "widgets/theme/Theme.h"

namespace dyadic::widgets {
namespace {

constexpr double kNodeWidth = 228;
constexpr double kNodeHeight = 48;
constexpr double kCompactWidth = 168;
constexpr double kCompactHeight = 28;
constexpr double kCorner = 8;
constexpr double kTextZoom = 0.5;    // below: no texts
constexpr double kDetailZoom = 0.2;  // below: no corners, no arrows
constexpr double kLabelPixels = 12;
constexpr double kRaisedPixels = 10;

QColor mixed(const QColor& under, const QColor& over, double share) {
  const auto channel = [&](double a, double b) { return static_cast<float>(a + (b - a) * share); };
  return QColor::fromRgbF(channel(under.redF(), over.redF()), channel(under.greenF(), over.greenF()),
                          channel(under.blueF(), over.blueF()));
}

/// The corners rounded; straight where there are only two.
QPainterPath pathOf(const std::vector<GraphPoint>& points) {
  QPainterPath path;
  if (points.empty()) return path;
  path.moveTo(points.front().x, points.front().y);
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const QPointF before(points[i - 1].x, points[i - 1].y);
    const QPointF corner(points[i].x, points[i].y);
    const QPointF after(points[i + 1].x, points[i + 1].y);
    const QLineF in(corner, before);
    const QLineF out(corner, after);
    const double radius = std::min({7.0, in.length() / 2, out.length() / 2});
    if (radius < 0.5) continue;
    path.lineTo(in.pointAt(radius / in.length()));
    path.quadTo(corner, out.pointAt(radius / out.length()));
  }
  path.lineTo(points.back().x, points.back().y);
  return path;
}

QFont pixelFont(FontRole role, double pixels, bool bold = false) {
  QFont font = themeFont(role);
  font.setPixelSize(static_cast<int>(pixels));
  if (bold) font.setWeight(QFont::DemiBold);
  return font;
}

void paintLabel(QPainter& painter, const QPointF& middle, const QString& text, bool strong) {
  const Colors& c = widgets::colors();
  const qsizetype raise = text.indexOf(QLatin1Char('^'));
  const QString base = raise < 0 ? text : text.left(raise);
  const QString raised = raise < 0 ? QString() : text.mid(raise + 1);
  const QFont font = pixelFont(FontRole::Small, kLabelPixels);
  const QFont small = pixelFont(FontRole::Small, kRaisedPixels);
  const double baseWidth = QFontMetricsF(font).horizontalAdvance(base);
  const double width = baseWidth + QFontMetricsF(small).horizontalAdvance(raised) + 12;
  const QRectF pill(middle.x() - width / 2, middle.y() - 9, width, 18);
  painter.setPen(Qt::NoPen);
  painter.setBrush(c.window);
  painter.drawRoundedRect(pill, 9, 9);
  painter.setPen(strong ? c.accent : c.textMuted);
  painter.setFont(font);
  painter.drawText(pill.adjusted(6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, base);
  painter.setFont(small);
  painter.drawText(pill.adjusted(6.5 + baseWidth, -5, 0, -5), Qt::AlignLeft | Qt::AlignVCenter, raised);
}

void paintTexts(QPainter& painter, const GraphNode& node, QRectF box) {
  const Colors& c = widgets::colors();
  box.adjust(14, 0, -10, 0);
  if (!node.badge.isEmpty()) {
    painter.setFont(pixelFont(FontRole::Small, 11, true));
    const double width = painter.fontMetrics().horizontalAdvance(node.badge) + 14.0;
    const QRectF pill(box.right() - width, box.center().y() - 9.5, width, 19);
    QColor soft = c.surface;
    soft.setAlphaF(currentTheme() == Theme::Dark ? 0.55F : 0.85F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(soft);
    painter.drawRoundedRect(pill, 9.5, 9.5);
    painter.setPen(c.text);
    painter.drawText(pill, Qt::AlignCenter, node.badge);
    box.setRight(pill.left() - 8);
  }
  const auto line = [&](const QRectF& place, const QFont& font, const QColor& color, const QString& text,
                        Qt::TextElideMode mode) {
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = painter.fontMetrics().elidedText(text, mode, static_cast<int>(place.width()));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
    return static_cast<double>(painter.fontMetrics().horizontalAdvance(shown));
  };
  const QFont small = pixelFont(FontRole::Small, 11);
  if (node.compact) {
    const double used = line(box, pixelFont(FontRole::Small, 12, true), c.text, node.title, Qt::ElideMiddle);
    if (box.width() - used > 24)
      line(box.adjusted(used + 8, 0, 0, 0), small, c.textMuted, node.detail, Qt::ElideMiddle);
    return;
  }
  line(QRectF(box.left(), box.top() + 6, box.width(), 18), pixelFont(FontRole::Body, 13, true), c.text, node.title,
       Qt::ElideMiddle);
  line(QRectF(box.left(), box.top() + 25, box.width(), 16), small, c.textMuted, node.detail, Qt::ElideRight);
}

}  // namespace

void GraphScene::set(std::vector<GraphNode> nodes, std::vector<std::pair<int, int>> edges) {
  nodes_ = std::move(nodes);
  edges_ = std::move(edges);
  colors.clear();
  std::vector<std::pair<double, double>> sizes;
  sizes.reserve(nodes_.size());
  for (const GraphNode& node : nodes_)
    sizes.emplace_back(node.compact ? kCompactWidth : kNodeWidth, node.compact ? kCompactHeight : kNodeHeight);
  layout_ = layOutGraph(sizes, edges_);
  paths_.clear();
  pathBoxes_.clear();
  for (const PlacedEdge& edge : layout_.edges) {
    paths_.push_back(pathOf(edge.points));
    pathBoxes_.push_back(paths_.back().boundingRect().adjusted(-4, -4, 4, 4));
  }
}

QRectF GraphScene::boxOf(int node) const {
  const GraphBox& box = layout_.nodes[static_cast<std::size_t>(node)];
  return {box.x, box.y, box.width, box.height};
}

int GraphScene::nodeAt(const QPointF& point) const {
  for (int i = 0; i < count(); ++i)
    if (boxOf(i).contains(point)) return i;
  return -1;
}

void GraphScene::paint(QPainter& painter, const View& view) const {
  painter.setRenderHint(QPainter::Antialiasing, view.zoom >= kDetailZoom);
  paintEdges(painter, view);
  if (view.zoom >= kTextZoom) paintLabels(painter, view);
  const QRectF near = view.visible.adjusted(-8, -8, 8, 8);
  for (int i = 0; i < count(); ++i)
    if (boxOf(i).intersects(near)) paintNode(painter, view, i);
}

void GraphScene::paintEdges(QPainter& painter, const View& view) const {
  const Colors& c = widgets::colors();
  const QColor plain = mixed(c.plotAxis, c.textFaint, 0.4);
  for (const bool strong : {false, true}) {  // those of the selected node on top
    QPen pen(strong ? c.accent : plain, std::max(strong ? 2 : 1.4, 1 / view.zoom));
    if (view.zoom < kDetailZoom) pen.setCosmetic(true);
    for (std::size_t e = 0; e < paths_.size(); ++e) {
      const bool mine = view.selected >= 0 && (edges_[e].first == view.selected || edges_[e].second == view.selected);
      if (mine != strong || !pathBoxes_[e].intersects(view.visible)) continue;
      painter.setPen(pen);
      painter.setBrush(Qt::NoBrush);
      painter.drawPath(paths_[e]);
      if (view.zoom < kDetailZoom) continue;
      const GraphPoint& tip = layout_.edges[e].points.back();
      painter.setPen(Qt::NoPen);
      painter.setBrush(pen.color());
      const QPointF head[] = {{tip.x, tip.y}, {tip.x - 4, tip.y - 7}, {tip.x + 4, tip.y - 7}};
      painter.drawConvexPolygon(head, 3);
    }
  }
}

/// What a node produces stands below it, and again where an edge comes back from a long way.
void GraphScene::paintLabels(QPainter& painter, const View& view) const {
  const GraphLayoutOptions options;
  std::vector<bool> feeds(nodes_.size(), false);
  for (std::size_t e = 0; e < edges_.size(); ++e) {
    const PlacedEdge& edge = layout_.edges[e];
    if (edge.points.empty()) continue;
    const auto from = static_cast<std::size_t>(edges_[e].first);
    feeds[from] = true;
    if (!edge.isLong || !layout_.wideTracks || edge.track.x <= layout_.nodes[from].right()) continue;
    const QPointF middle(edge.track.x, edge.track.y - options.labelHeight / 2 - 2);
    if (view.visible.contains(middle))
      paintLabel(painter, middle, nodes_[from].label,
                 view.selected == edges_[e].first || view.selected == edges_[e].second);
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const GraphBox& box = layout_.nodes[i];
    const QPointF middle(box.centerX(), box.bottom() + options.labelHeight / 2);
    if (feeds[i] && !nodes_[i].label.isEmpty() && view.visible.adjusted(-80, -20, 80, 20).contains(middle))
      paintLabel(painter, middle, nodes_[i].label, view.selected == static_cast<int>(i));
  }
}

void GraphScene::paintNode(QPainter& painter, const View& view, int index) const {
  const Colors& c = widgets::colors();
  const auto i = static_cast<std::size_t>(index);
  const QRectF box = boxOf(index);
  const QColor color = i < colors.size() ? colors[i] : QColor();
  const bool isSelected = index == view.selected;
  if (view.zoom < kDetailZoom) {
    painter.fillRect(box, isSelected ? c.accent : (color.isValid() ? color : c.borderStrong));
    return;
  }
  const double corner = nodes_[i].compact ? box.height() / 2 : kCorner;
  // Below a text the colour is quiet; from afar it is all there is.
  const double tint = view.zoom < kTextZoom ? 0.75 : currentTheme() == Theme::Dark ? 0.3 : 0.2;
  QColor fill = color.isValid() ? mixed(c.surface, color, tint) : c.surface;
  if (index == view.hovered) fill = mixed(fill, c.text, 0.04);
  const QColor plain = color.isValid() ? mixed(c.borderStrong, color, 0.6) : c.borderStrong;
  painter.setPen(QPen(isSelected ? c.accent : plain, isSelected ? 2 : 1));
  painter.setBrush(fill);
  if (isSelected) {
    QColor halo = c.accent;
    halo.setAlphaF(0.22F);
    painter.setPen(QPen(halo, 8));
    painter.drawRoundedRect(box, corner, corner);
    painter.setPen(QPen(c.accent, 2));
  }
  painter.drawRoundedRect(box, corner, corner);
  if (color.isValid()) {
    QPainterPath outline;
    outline.addRoundedRect(box.adjusted(1, 1, -1, -1), corner - 1, corner - 1);
    QPainterPath stripe;
    stripe.addRect(QRectF(box.left(), box.top(), 5, box.height()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPath(outline.intersected(stripe));
  }
  if (view.zoom >= kTextZoom) paintTexts(painter, nodes_[i], box);
}

}  // namespace dyadic::widgets
