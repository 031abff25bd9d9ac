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
constexpr double kMostHead = 420;
constexpr double kFoldWidth = 28;    // of a block's chevron
constexpr double kTextZoom = 0.45;   // below: no texts
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

/// `beside`: the point is the left end.
void paintLabel(QPainter& painter, const QPointF& point, const QString& text, bool strong, bool beside = false) {
  const Colors& c = widgets::colors();
  const qsizetype raise = text.indexOf(QLatin1Char('^'));
  const QString base = raise < 0 ? text : text.left(raise);
  const QString raised = raise < 0 ? QString() : text.mid(raise + 1);
  const QFont font = pixelFont(FontRole::Small, kLabelPixels);
  const QFont small = pixelFont(FontRole::Small, kRaisedPixels);
  const double baseWidth = QFontMetricsF(font).horizontalAdvance(base);
  const double width = baseWidth + QFontMetricsF(small).horizontalAdvance(raised) + 12;
  const QRectF pill(beside ? point.x() : point.x() - width / 2, point.y() - 9, width, 18);
  if (!beside) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.window);
    painter.drawRoundedRect(pill, 9, 9);
  }
  painter.setPen(strong ? c.accent : c.textMuted);
  painter.setFont(font);
  painter.drawText(pill.adjusted(6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, base);
  painter.setFont(small);
  painter.drawText(pill.adjusted(6.5 + baseWidth, -5, 0, -5), Qt::AlignLeft | Qt::AlignVCenter, raised);
}

/// Black or white, whichever is read better on it.
QColor textOn(const QColor& color) {
  const double luminance = 0.2126 * color.redF() + 0.7152 * color.greenF() + 0.0722 * color.blueF();
  return luminance > 0.42 ? QColor(0x10, 0x12, 0x16) : QColor(Qt::white);
}

/// Returns what is left of the box.
QRectF paintBadge(QPainter& painter, const GraphNode& node, const QColor& color, QRectF box) {
  const Colors& c = widgets::colors();
  if (node.marked) {  // a triangle with a mark, as everywhere
    const QRectF sign(box.right() - 15, box.center().y() - 7.5, 15, 15);
    const QPointF corners[] = {
        {sign.center().x(), sign.top() + 1}, {sign.right(), sign.bottom() - 1}, {sign.left(), sign.bottom() - 1}};
    painter.setPen(QPen(c.warn, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(c.warnSoft);
    painter.drawConvexPolygon(corners, 3);
    painter.drawLine(QPointF(sign.center().x(), sign.top() + 6), QPointF(sign.center().x(), sign.top() + 9));
    painter.drawPoint(QPointF(sign.center().x(), sign.top() + 11.5));
    box.setRight(sign.left() - 6);
  }
  if (node.badge.isEmpty()) return box;
  painter.setFont(pixelFont(FontRole::Small, 11, true));
  const double width = painter.fontMetrics().horizontalAdvance(node.badge) + 14.0;
  const QRectF pill(box.right() - width, box.center().y() - 9.5, width, 19);
  QColor fill = c.surface;
  fill.setAlphaF(currentTheme() == Theme::Dark ? 0.55F : 0.85F);
  const bool coloured = node.colouredBadge && color.isValid();
  painter.setPen(Qt::NoPen);
  painter.setBrush(coloured ? color : fill);
  painter.drawRoundedRect(pill, 9.5, 9.5);
  painter.setPen(coloured ? textOn(color) : c.text);
  painter.drawText(pill, Qt::AlignCenter, node.badge);
  box.setRight(pill.left() - 8);
  return box;
}

void paintChevron(QPainter& painter, const QRectF& box, bool open) {
  const QPointF m = box.center();
  const QPointF right[] = {m + QPointF(-2, -4), m + QPointF(2, 0), m + QPointF(-2, 4)};
  const QPointF down[] = {m + QPointF(-4, -2), m + QPointF(0, 2), m + QPointF(4, -2)};
  painter.setPen(QPen(widgets::colors().textMuted, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(open ? down : right, 3);
}

void paintTexts(QPainter& painter, const GraphNode& node, const QColor& color, QRectF box) {
  const Colors& c = widgets::colors();
  box.adjust(node.block ? kFoldWidth : 14, 0, -10, 0);
  box = paintBadge(painter, node, color, box);
  const auto line = [&](const QRectF& place, const QFont& font, const QColor& ink, const QString& text,
                        Qt::TextElideMode mode) {
    painter.setFont(font);
    painter.setPen(ink);
    const QString shown = painter.fontMetrics().elidedText(text, mode, static_cast<int>(place.width()));
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
    return static_cast<double>(painter.fontMetrics().horizontalAdvance(shown));
  };
  const QFont small = pixelFont(FontRole::Small, 11);
  if (node.compact) {
    const double used = line(box, pixelFont(FontRole::Small, 12, true), c.text, node.title, Qt::ElideMiddle);
    if (box.width() - used - 8 > std::min(60.0, QFontMetricsF(small).horizontalAdvance(node.detail)))
      line(box.adjusted(used + 8, 0, 0, 0), small, c.textMuted, node.detail, Qt::ElideMiddle);
    return;
  }
  line(QRectF(box.left(), box.top() + 6, box.width(), 18), pixelFont(FontRole::Body, 13, true), c.text, node.title,
       Qt::ElideMiddle);
  line(QRectF(box.left(), box.top() + 25, box.width(), 16), small, c.textMuted, node.detail, Qt::ElideRight);
}

}  // namespace

GraphSize sizeOf(const GraphNode& node) {
  GraphSize size{kNodeWidth, kNodeHeight};
  if (node.compact) size = {kCompactWidth, kCompactHeight};
  size.label = !node.label.isEmpty();
  return size;
}

void GraphScene::set(std::vector<GraphNode> nodes, GraphPicture picture) {
  nodes_ = std::move(nodes);
  picture_ = std::move(picture);
  colors.clear();
  paths_.clear();
  lines_.clear();
  pathBoxes_.clear();
  for (const PlacedEdge& edge : picture_.layout.edges) {
    paths_.push_back(pathOf(edge.points));
    QPolygonF line;
    for (const GraphPoint& point : edge.points) line << QPointF(point.x, point.y);
    lines_.push_back(line);
    pathBoxes_.push_back(paths_.back().boundingRect().adjusted(-4, -4, 4, 4));
  }
}

QRectF GraphScene::boxOf(int node) const {
  const GraphBox& box = layout().nodes[static_cast<std::size_t>(node)];
  return {box.x, box.y, box.width, box.height};
}

QRectF GraphScene::headOf(int node) const {
  QRectF box = boxOf(node);
  if (isOpen(node)) box.setHeight(kBlockHeader);
  return box;
}

QRectF GraphScene::foldBoxOf(int node) const {
  if (!nodes_[static_cast<std::size_t>(node)].block) return {};
  QRectF box = headOf(node);
  box.setWidth(kFoldWidth);
  return box;
}

int GraphScene::nodeAt(const QPointF& point) const {
  for (int i = count() - 1; i >= 0; --i)
    if (headOf(i).contains(point)) return i;
  return -1;
}

void GraphScene::paint(QPainter& painter, const View& view) const {
  painter.setRenderHint(QPainter::Antialiasing, view.zoom >= kDetailZoom);
  const QRectF near = view.visible.adjusted(-8, -8, 8, 8);
  for (int i = 0; i < count(); ++i)
    if (isOpen(i) && boxOf(i).intersects(near)) paintOpen(painter, view, i);
  paintEdges(painter, view);
  if (view.zoom >= kTextZoom) paintLabels(painter, view);
  for (int i = 0; i < count(); ++i)
    if (!isOpen(i) && boxOf(i).intersects(near)) paintNode(painter, view, i);
}

bool GraphScene::runsThrough(const GraphPicture::Segment& segment, int node) const {
  return std::any_of(segment.links.begin(), segment.links.end(), [&](int link) {
    const auto& [from, to] = picture_.links[static_cast<std::size_t>(link)];
    return from == node || to == node;
  });
}

void GraphScene::paintEdges(QPainter& painter, const View& view) const {
  const Colors& c = widgets::colors();
  const QColor plain = mixed(c.plotAxis, c.textFaint, 0.4);
  const bool far = view.zoom < kDetailZoom;
  for (const bool strong : {false, true}) {  // those of the selected node on top
    if (strong && view.selected < 0) break;
    QPen pen(strong ? c.accent : plain, std::max(strong ? 2 : 1.4, 1 / view.zoom));
    if (far) {
      pen.setCosmetic(true);
      pen.setWidthF(strong ? 2 : 0);
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    for (std::size_t e = 0; e < paths_.size(); ++e) {
      if (!pathBoxes_[e].intersects(view.visible)) continue;
      const GraphPicture::Segment& segment = picture_.segments[e];
      if (view.selected >= 0 && runsThrough(segment, view.selected) != strong) continue;
      if (far) {
        painter.drawPolyline(lines_[e]);
        continue;
      }
      painter.drawPath(paths_[e]);
      if (!segment.arrow || lines_[e].isEmpty()) continue;
      const QPointF tip = lines_[e].back();
      painter.setPen(Qt::NoPen);
      painter.setBrush(pen.color());
      const QPointF head[] = {tip, tip + QPointF(-4, -7), tip + QPointF(4, -7)};
      painter.drawConvexPolygon(head, 3);
      painter.setPen(pen);
      painter.setBrush(Qt::NoBrush);
    }
  }
}

/// What a node produces stands below it, and again where an edge comes back from a long way.
void GraphScene::paintLabels(QPainter& painter, const View& view) const {
  const GraphLayoutOptions options;
  std::vector<bool> feeds(nodes_.size(), false);
  for (std::size_t e = 0; e < picture_.segments.size(); ++e) {
    const PlacedEdge& edge = layout().edges[e];
    const auto [source, target] = std::pair{picture_.segments[e].from, picture_.segments[e].to};
    if (edge.points.empty() || source < 0) continue;
    const auto from = static_cast<std::size_t>(source);
    feeds[from] = true;
    if (!edge.isLong || !layout().wideTracks || edge.track.x <= layout().nodes[from].right()) continue;
    const QPointF middle(edge.track.x, edge.track.y - options.labelHeight / 2 - 2);
    if (!nodes_[from].label.isEmpty() && view.visible.contains(middle))
      paintLabel(painter, middle, nodes_[from].label, view.selected == source || view.selected == target);
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (!feeds[i] || nodes_[i].label.isEmpty() || picture_.places[i].open) continue;
    const GraphBox& box = layout().nodes[i];
    const bool beside = layout().labelBeside[i];
    const double shift = nodes_[i].block ? 2 : 0;  // clear of its second sheet
    const QPointF point(box.centerX() + (beside ? 4 : 0),
                        box.bottom() + (beside ? 10 + shift : options.labelHeight / 2));
    if (view.visible.adjusted(-80, -20, 80, 20).contains(point))
      paintLabel(painter, point, nodes_[i].label, view.selected == static_cast<int>(i), beside);
  }
}

/// The frame around what is in a block, with its header.
void GraphScene::paintOpen(QPainter& painter, const View& view, int index) const {
  const Colors& c = widgets::colors();
  const auto i = static_cast<std::size_t>(index);
  const QRectF box = boxOf(index);
  const QColor color = i < colors.size() ? colors[i] : QColor();
  const bool isSelected = index == view.selected;
  const bool odd = picture_.places[i].depth % 2 == 1;
  const QColor inside = odd ? c.window : mixed(c.window, c.text, 0.035);
  if (view.zoom < kDetailZoom) {
    painter.fillRect(box, mixed(c.window, c.text, odd ? 0.02 : 0.07));
    return;
  }
  QColor head = color.isValid() ? mixed(c.surface, color, currentTheme() == Theme::Dark ? 0.3 : 0.2) : c.surface;
  if (index == view.hovered) head = mixed(head, c.text, 0.04);
  painter.setPen(QPen(isSelected ? c.accent : c.borderStrong, isSelected ? 2 : 1));
  painter.setBrush(inside);
  painter.drawRoundedRect(box, kCorner, kCorner);
  const QRectF top = headOf(index).adjusted(0.5, 0.5, -0.5, 0);
  QPainterPath shape;
  shape.moveTo(top.bottomLeft());
  shape.lineTo(top.left(), top.top() + kCorner);
  shape.quadTo(top.topLeft(), QPointF(top.left() + kCorner, top.top()));
  shape.lineTo(top.right() - kCorner, top.top());
  shape.quadTo(top.topRight(), QPointF(top.right(), top.top() + kCorner));
  shape.lineTo(top.bottomRight());
  shape.closeSubpath();
  painter.setPen(Qt::NoPen);
  painter.setBrush(head);
  painter.drawPath(shape);
  painter.setPen(QPen(isSelected ? c.accent : c.borderStrong, 1));
  painter.drawLine(top.bottomLeft(), top.bottomRight());
  if (view.zoom < kTextZoom) return;
  paintChevron(painter, foldBoxOf(index), true);
  GraphNode line = nodes_[i];
  line.compact = true;
  QRectF texts = headOf(index);
  texts.setWidth(std::min(texts.width(), kMostHead));  // of a wide block they stay together
  paintTexts(painter, line, color, texts);
}

void GraphScene::paintNode(QPainter& painter, const View& view, int index) const {
  const Colors& c = widgets::colors();
  const auto i = static_cast<std::size_t>(index);
  const GraphNode& node = nodes_[i];
  const QRectF box = boxOf(index);
  const QColor color = i < colors.size() ? colors[i] : QColor();
  const bool isSelected = index == view.selected;
  if (view.zoom < kDetailZoom) {
    painter.fillRect(box, isSelected ? c.accent : (color.isValid() ? color : c.borderStrong));
    return;
  }
  const double corner = node.compact && !node.block ? box.height() / 2 : kCorner;
  // Below a text the colour is quiet; from afar it is all there is.
  const double tint = view.zoom < kTextZoom ? 0.75 : currentTheme() == Theme::Dark ? 0.3 : 0.2;
  QColor fill = color.isValid() ? mixed(c.surface, color, tint) : c.surface;
  if (index == view.hovered) fill = mixed(fill, c.text, 0.04);
  const QColor plain = color.isValid() ? mixed(c.borderStrong, color, 0.6) : c.borderStrong;
  const QPen border(isSelected    ? c.accent
                    : node.marked ? c.warn
                                  : plain,
                    isSelected ? 2 : 1, node.marked && !isSelected ? Qt::DashLine : Qt::SolidLine);
  if (node.block) {  // a second sheet behind it
    painter.setPen(border);
    painter.setBrush(mixed(fill, c.window, 0.5));
    painter.drawRoundedRect(box.translated(0, 4).adjusted(6, 0, -6, 0), corner, corner);
  }
  painter.setPen(border);
  painter.setBrush(fill);
  if (isSelected) {
    QColor halo = c.accent;
    halo.setAlphaF(0.22F);
    painter.setPen(QPen(halo, 8));
    painter.drawRoundedRect(box, corner, corner);
    painter.setPen(border);
  }
  painter.drawRoundedRect(box, corner, corner);
  if (color.isValid()) {
    painter.save();
    painter.setClipRect(QRectF(box.left() + 1, box.top(), 5, box.height()), Qt::IntersectClip);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), corner - 1, corner - 1);
    painter.restore();
  }
  if (view.zoom < kTextZoom) return;
  if (node.block) paintChevron(painter, foldBoxOf(index).translated(2, 0), false);
  paintTexts(painter, node, color, box);
}

}  // namespace dyadic::widgets
